// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/certificate.h"

#include <memory>

namespace usher {

/// An RSA private key. Copies share the same wiped-on-release bytes.
class PrivateKey
{
public:
    /// A new key. \p bits 2048 to 8192.
    [[nodiscard]] static Result<PrivateKey> generateRsa(int bits);
    /// PEM (PKCS#8 or PKCS#1, not encrypted). ErrorCode::KeyUnreadable otherwise.
    [[nodiscard]] static Result<PrivateKey> fromPem(QByteArrayView pem);

    /// What pkcs8() gave. ErrorCode::KeyUnreadable otherwise.
    [[nodiscard]] static Result<PrivateKey> fromPkcs8(SecretBytes pkcs8);

    /// PKCS#8 DER, for the libraries that sign and decrypt.
    [[nodiscard]] QByteArrayView pkcs8() const { return m_pkcs8->view(); }
    [[nodiscard]] SecretBytes toPem() const;

    /// A certificate for this key, signed by it with SHA-256, as identity providers use them.
    /// \p commonName becomes subject and issuer.
    [[nodiscard]] Result<Certificate> selfSigned(const QString &commonName, TimePoint notBefore, TimePoint notAfter,
                                                 const QByteArray &serial) const;

private:
    explicit PrivateKey(SecretBytes pkcs8);

    std::shared_ptr<const SecretBytes> m_pkcs8;
};

/// A new certificate's serial number: 16 random octets that are a positive number (RFC 5280, 4.1.2.2).
[[nodiscard]] QByteArray certificateSerial(Random &random);

} // namespace usher
