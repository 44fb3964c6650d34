// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_keys.h"

#include "core/base/private_file.h"
#include "core/saml/entra.h"

#include <QDir>
#include <QFile>

namespace usher::sandbox {

namespace {

constexpr auto fileName = "sandbox-tenant.pem";

Result<Keys> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::KeyUnreadable, path, file.errorString());
    const QByteArray pem = file.readAll();
    const auto key = PrivateKey::fromPem(pem);
    const auto certificate = Certificate::fromText(pem);
    if (!key || !certificate)
        return fail(ErrorCode::KeyUnreadable, path, key ? certificate.error().detail : key.error().detail);
    return Keys{*key, *certificate};
}

/// Key and certificate in one file, so that neither is ever there alone. Entra's application certificates live three years;
/// so does this one.
Result<QByteArray> makePem(const Clock &clock, Random &random)
{
    USHER_TRY(const PrivateKey key, PrivateKey::generateRsa(2048));
    const auto today = std::chrono::floor<std::chrono::days>(clock.now());
    USHER_TRY(const Certificate certificate, key.selfSigned(QLatin1StringView(entra::sandboxCertificateName), today,
                                                            today + std::chrono::years(3), certificateSerial(random)));
    return key.toPem().view().toByteArray() + certificate.toPem();
}

} // namespace

Result<Keys> Keys::loadOrCreate(const QString &folder, const Clock &clock, Random &random)
{
    const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(QLatin1StringView(fileName)));
    if (!QFile::exists(path)) {
        USHER_TRY(const QByteArray pem, makePem(clock, random));
        USHER_TRY(writePrivateFile(path, pem, WhenThere::Keep));
    }
    return read(path);
}

} // namespace usher::sandbox
