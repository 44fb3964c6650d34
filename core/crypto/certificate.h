// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace usher {

/// An X.509 certificate as a value: its DER bytes and what people and policies ask of it.
class Certificate
{
public:
    enum class KeyType { Rsa, EllipticCurve, Other };

    /// ErrorCode::CertificateUnreadable for bytes that are no certificate.
    [[nodiscard]] static Result<Certificate> fromDer(const QByteArray &der);
    /// One PEM block, or bare base64 as in ds:X509Certificate (RFC 7468; white space ignored).
    [[nodiscard]] static Result<Certificate> fromText(const QByteArray &text);
    /// A file's bytes, PEM or DER.
    [[nodiscard]] static Result<Certificate> fromBytes(const QByteArray &bytes);

    [[nodiscard]] const QByteArray &der() const { return m_der; }
    /// DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7): what is pinned.
    [[nodiscard]] const QByteArray &publicKey() const { return m_publicKey; }
    [[nodiscard]] QByteArray toPem() const;
    /// Base64 without line breaks, as ds:X509Certificate carries it.
    [[nodiscard]] QByteArray toBase64() const { return m_der.toBase64(); }
    /// SHA-256 of the DER bytes, upper-case hexadecimal with colons.
    [[nodiscard]] QString fingerprint() const;
    [[nodiscard]] const QString &subject() const { return m_subject; }
    [[nodiscard]] const QString &issuer() const { return m_issuer; }
    [[nodiscard]] TimePoint notBefore() const { return m_notBefore; }
    [[nodiscard]] TimePoint notAfter() const { return m_notAfter; }
    [[nodiscard]] KeyType keyType() const { return m_keyType; }
    [[nodiscard]] int keyBits() const { return m_keyBits; }

    bool operator==(const Certificate &other) const { return m_der == other.m_der; }

private:
    Certificate() = default;

    QByteArray m_der;
    QByteArray m_publicKey;
    QString m_subject;
    QString m_issuer;
    TimePoint m_notBefore;
    TimePoint m_notAfter;
    KeyType m_keyType = KeyType::Other;
    int m_keyBits = 0;
};

} // namespace usher
