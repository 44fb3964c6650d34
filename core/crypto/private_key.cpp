// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/private_key.h"

#include "core/crypto/openssl_handles.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace usher {

namespace {

/// What a memory BIO holds, moved into bytes that are wiped.
SecretBytes secretOf(const openssl::Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return SecretBytes(QByteArrayView(data, size));
}

/// A BIO that wipes its memory when it goes.
openssl::Bio secretBio()
{
    return openssl::Bio(BIO_new(BIO_s_secmem()));
}

Result<SecretBytes> toPkcs8(const openssl::Key &key)
{
    const openssl::Bio bio = secretBio();
    const openssl::Pkcs8 pkcs8(EVP_PKEY2PKCS8(key.get()));
    if (!pkcs8 || i2d_PKCS8_PRIV_KEY_INFO_bio(bio.get(), pkcs8.get()) != 1)
        return openssl::failWithReason(ErrorCode::CryptoFailure);
    return secretOf(bio);
}

openssl::Key read(QByteArrayView pkcs8)
{
    const openssl::Bio bio = openssl::readOnly(pkcs8);
    return openssl::Key(d2i_PrivateKey_bio(bio.get(), nullptr));
}

/// Never asks at the terminal: an encrypted key is unreadable here.
int refusePassphrase(char *, int, int, void *)
{
    return -1;
}

bool setTime(ASN1_TIME *target, TimePoint time)
{
    return ASN1_TIME_set(target, std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count()) != nullptr;
}

} // namespace

PrivateKey::PrivateKey(SecretBytes pkcs8) : m_pkcs8(std::make_shared<const SecretBytes>(std::move(pkcs8))) {}

Result<PrivateKey> PrivateKey::generateRsa(int bits)
{
    if (bits < 2048 || bits > 8192)
        return fail(ErrorCode::KeyTooShort, QString::number(bits));
    const openssl::Key key(EVP_RSA_gen(unsigned(bits)));
    if (!key)
        return openssl::failWithReason(ErrorCode::CryptoFailure);
    USHER_TRY(SecretBytes pkcs8, toPkcs8(key));
    return PrivateKey(std::move(pkcs8));
}

Result<PrivateKey> PrivateKey::fromPem(QByteArrayView pem)
{
    const openssl::Bio bio = openssl::readOnly(pem);
    const openssl::Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassphrase, nullptr));
    if (!key)
        return openssl::failWithReason(ErrorCode::KeyUnreadable);
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        return fail(ErrorCode::KeyUnreadable, {}, QStringLiteral("not an RSA key"));
    USHER_TRY(SecretBytes pkcs8, toPkcs8(key));
    return PrivateKey(std::move(pkcs8));
}

Result<PrivateKey> PrivateKey::fromPkcs8(SecretBytes pkcs8)
{
    const openssl::Key key = read(pkcs8.view());
    if (!key)
        return openssl::failWithReason(ErrorCode::KeyUnreadable);
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        return fail(ErrorCode::KeyUnreadable, {}, QStringLiteral("not an RSA key"));
    return PrivateKey(std::move(pkcs8));
}

SecretBytes PrivateKey::toPem() const
{
    const openssl::Bio bio = secretBio();
    const openssl::Key key = read(pkcs8());
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return secretOf(bio);
}

Result<Certificate> PrivateKey::selfSigned(const QString &commonName, TimePoint notBefore, TimePoint notAfter,
                                           const QByteArray &serial) const
{
    const openssl::Key key = read(pkcs8());
    const openssl::X509Certificate x509(X509_new());
    const openssl::BigNumber number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(serial.constData()), int(serial.size()), nullptr));
    if (!key || !x509 || !number)
        return openssl::failWithReason(ErrorCode::CryptoFailure);

    const QByteArray name = commonName.toUtf8();
    X509_NAME *subject = X509_get_subject_name(x509.get());
    constexpr long version3 = 2; // RFC 5280, 4.1.2.1
    const bool filled =
        X509_set_version(x509.get(), version3) == 1 &&
        BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509.get())) != nullptr &&
        setTime(X509_getm_notBefore(x509.get()), notBefore) && setTime(X509_getm_notAfter(x509.get()), notAfter) &&
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(name.constData()),
                                   int(name.size()), -1, 0) == 1 &&
        X509_set_issuer_name(x509.get(), subject) == 1 && X509_set_pubkey(x509.get(), key.get()) == 1 &&
        X509_sign(x509.get(), key.get(), EVP_sha256()) > 0;
    if (!filled)
        return openssl::failWithReason(ErrorCode::CryptoFailure);

    QByteArray der(i2d_X509(x509.get(), nullptr), Qt::Uninitialized);
    auto output = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509(x509.get(), &output);
    return Certificate::fromDer(der);
}

QByteArray certificateSerial(Random &random)
{
    QByteArray serial = random.bytes(16);
    serial[0] = char((quint8(serial[0]) & 0x7f) | 0x40);
    return serial;
}

} // namespace usher
