// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/deflate.h"
#include "core/saml/strict_base64.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/stages.h"
#include "tests/fuzz/target.h"

namespace usher::fuzz {

namespace {

constexpr qsizetype mostInflated = 65'536;

QByteArray withoutWhiteSpace(const QByteArray &text)
{
    QByteArray dense = text;
    for (const char blank : {' ', '\t', '\r', '\n'})
        dense.replace(QByteArray(1, blank), QByteArray());
    return dense;
}

QString complaintAboutInflated(const Result<QByteArray> &inflated)
{
    if (!inflated)
        return {};
    if (inflated->size() > mostInflated)
        return QStringLiteral("inflated past the cap");
    const Result<QByteArray> again = inflateRaw(deflateRaw(*inflated), mostInflated);
    return again == *inflated ? QString() : QStringLiteral("deflating and inflating changed the octets");
}

/// The form field of a POST, and the parameter of a redirect: the same letters, one of them deflated.
Outcome run(const QByteArray &text)
{
    const Judgement judgement = judgeNow({text, UnverifiedResponse::Encoding::Base64});
    const Result<QByteArray> decoded = decodeStrictBase64(text);
    if (!decoded) {
        return {0, judgement.accepted() ? QStringLiteral("accepted what is no base64") : QString()};
    }
    if (decoded->toBase64() != withoutWhiteSpace(text))
        return {1, QStringLiteral("decoded what encodes to another text")};
    const Result<QByteArray> inflated = inflateRaw(*decoded, mostInflated);
    if (const QString complaint = complaintAboutInflated(inflated); !complaint.isEmpty())
        return {1, complaint};
    const bool isReadable = inflated.has_value() || passed(judgement, CheckName::Parse);
    const bool isEncrypted = passed(judgement, CheckName::Encryption);
    return {reachedOf({true, isReadable, judgement.accepted()}), complaintAbout(judgement, isEncrypted ? QByteArray() : *decoded)};
}

} // namespace

Target base64Target()
{
    return {"base64", {"decoded", "inflated or parsed", "accepted"}, run};
}

} // namespace usher::fuzz
