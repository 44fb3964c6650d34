// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/certificate.h"

#include "core/crypto/openssl_handles.h"

#include <QCryptographicHash>

#include <ctime>

namespace usher {

namespace {

constexpr auto pemBegin = "-----BEGIN CERTIFICATE-----";
constexpr auto pemEnd = "-----END CERTIFICATE-----";

/// Far above any real certificate; what is longer is not worth a parser's time.
constexpr qsizetype maximumCertificateBytes = 256 * 1024;

QString nameText(const X509_NAME *name)
{
    const openssl::Bio text(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(text.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return QString::fromUtf8(data, size);
}

std::optional<TimePoint> timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    return TimePoint(std::chrono::seconds(timegm(&parts)));
}

Certificate::KeyType keyTypeOf(const EVP_PKEY *key)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        return Certificate::KeyType::Rsa;
    case EVP_PKEY_EC:
        return Certificate::KeyType::EllipticCurve;
    default:
        return Certificate::KeyType::Other;
    }
}

QByteArray withoutWhiteSpace(const QByteArray &text)
{
    QByteArray dense;
    dense.reserve(text.size());
    for (const char character : text) {
        if (!QByteArrayView(" \t\r\n").contains(character))
            dense += character;
    }
    return dense;
}

} // namespace

Result<Certificate> Certificate::fromDer(const QByteArray &der)
{
    if (der.isEmpty() || der.size() > maximumCertificateBytes)
        return fail(ErrorCode::CertificateUnreadable);
    auto cursor = reinterpret_cast<const unsigned char *>(der.constData());
    const unsigned char *const end = cursor + der.size();
    const openssl::X509Certificate x509(d2i_X509(nullptr, &cursor, der.size()));
    if (!x509)
        return openssl::failWithReason(ErrorCode::CertificateUnreadable);
    if (cursor != end)
        return fail(ErrorCode::CertificateUnreadable, {}, QStringLiteral("bytes after the certificate"));

    const EVP_PKEY *key = X509_get0_pubkey(x509.get());
    const std::optional<TimePoint> notBefore = timeOf(X509_get0_notBefore(x509.get()));
    const std::optional<TimePoint> notAfter = timeOf(X509_get0_notAfter(x509.get()));
    if (key == nullptr || !notBefore || !notAfter)
        return openssl::failWithReason(ErrorCode::CertificateUnreadable);

    Certificate certificate;
    certificate.m_der = der;
    certificate.m_publicKey.resize(i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509.get()), nullptr));
    auto output = reinterpret_cast<unsigned char *>(certificate.m_publicKey.data());
    i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509.get()), &output);
    certificate.m_subject = nameText(X509_get_subject_name(x509.get()));
    certificate.m_issuer = nameText(X509_get_issuer_name(x509.get()));
    certificate.m_notBefore = *notBefore;
    certificate.m_notAfter = *notAfter;
    certificate.m_keyType = keyTypeOf(key);
    certificate.m_keyBits = EVP_PKEY_get_bits(key);
    return certificate;
}

Result<Certificate> Certificate::fromText(const QByteArray &text)
{
    QByteArray base64 = text;
    if (const qsizetype begin = text.indexOf(pemBegin); begin >= 0) {
        const qsizetype body = begin + qsizetype(qstrlen(pemBegin));
        const qsizetype end = text.indexOf(pemEnd, body);
        if (end < 0)
            return fail(ErrorCode::CertificateUnreadable, {}, QStringLiteral("PEM block without its end"));
        if (text.indexOf(pemBegin, end) >= 0)
            return fail(ErrorCode::CertificateUnreadable, {}, QStringLiteral("more than one certificate"));
        base64 = text.mid(body, end - body);
    }
    const auto decoded = QByteArray::fromBase64Encoding(withoutWhiteSpace(base64), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return fail(ErrorCode::CertificateUnreadable, {}, QStringLiteral("neither PEM nor base64"));
    return fromDer(*decoded);
}

Result<Certificate> Certificate::fromBytes(const QByteArray &bytes)
{
    constexpr char derSequence = 0x30;
    // base64 of a certificate begins with "MII", PEM with "-": only DER begins with a SEQUENCE tag and a high length byte.
    const bool looksLikeDer = bytes.size() > 2 && bytes[0] == derSequence && quint8(bytes[1]) >= 0x80;
    return looksLikeDer ? fromDer(bytes) : fromText(bytes);
}

QByteArray Certificate::toPem() const
{
    constexpr qsizetype lineLength = 64; // RFC 7468, 2
    QByteArray pem = QByteArray(pemBegin) + '\n';
    const QByteArray base64 = toBase64();
    for (qsizetype at = 0; at < base64.size(); at += lineLength)
        pem += base64.mid(at, lineLength) + '\n';
    return pem + pemEnd + '\n';
}

QString Certificate::fingerprint() const
{
    return QString::fromLatin1(QCryptographicHash::hash(m_der, QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace usher
