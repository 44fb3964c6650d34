// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/xmlsec_handles.h"

#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <tuple>

namespace usher::xml {

namespace {

using EvpKey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;

KeyHandle asXmlsecKey(EvpKey evp)
{
    KeyHandle key(evp ? xmlSecKeyCreate() : nullptr);
    xmlSecKeyData *const value = key ? xmlSecOpenSSLEvpKeyAdopt(evp.get()) : nullptr;
    if (value == nullptr)
        return nullptr;
    std::ignore = evp.release(); // adopted
    if (xmlSecKeySetValue(key.get(), value) == 0)
        return key;
    xmlSecKeyDataDestroy(value);
    return nullptr;
}

const unsigned char *bytesOf(QByteArrayView der)
{
    return reinterpret_cast<const unsigned char *>(der.data());
}

bool initialise()
{
    xmlInitParser();
    if (xmlSecInit() < 0 || xmlSecCheckVersion() != 1 || xmlSecOpenSSLInit() < 0)
        return false;
    // After xmlSecOpenSSLInit(), which installs a callback that prints.
    xmlSecErrorsSetCallback([](const char *, int, const char *, const char *, const char *, int, const char *) {});
    xmlSecIOCleanupCallbacks(); // no file, no address can be opened, whatever a document says
    return true;
}

} // namespace

Result<void> prepareXmlsec()
{
    static const bool isReady = initialise();
    if (!isReady)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("xmlsec could not be initialised"));
    return {};
}

KeyHandle loadKey(const Certificate &certificate)
{
    const unsigned char *cursor = bytesOf(certificate.publicKey());
    return asXmlsecKey(EvpKey(d2i_PUBKEY(nullptr, &cursor, certificate.publicKey().size())));
}

KeyHandle loadKey(const PrivateKey &key)
{
    const unsigned char *cursor = bytesOf(key.pkcs8());
    return asXmlsecKey(EvpKey(d2i_AutoPrivateKey(nullptr, &cursor, key.pkcs8().size())));
}

SignatureContext signatureContext(KeyHandle key)
{
    SignatureContext context(key ? xmlSecDSigCtxCreate(nullptr) : nullptr);
    if (context) {
        context->signKey = key.release();
        context->enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
        context->flags =
            XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS | XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES | XMLSEC_DSIG_FLAGS_USE_VISA3D_HACK;
    }
    return context;
}

IdRegistration::IdRegistration(const Element &element) : m_attribute(xmlHasNsProp(NodeAccess::node(element), toXml("ID"), nullptr))
{
    if (m_attribute == nullptr)
        return;
    xmlDoc *const tree = m_attribute->doc;
    const QByteArray id = element.attribute("ID").value_or(QString()).toUtf8();
    const bool isRegistered = xmlAddID(nullptr, tree, toXml(id.constData()), m_attribute) != nullptr;
    if (!isRegistered)
        m_attribute = nullptr; // somebody else's entry is not ours to remove
    m_leadsToElement = isRegistered && xmlGetID(tree, toXml(id.constData())) == m_attribute;
}

IdRegistration::~IdRegistration()
{
    if (m_attribute != nullptr)
        xmlRemoveID(m_attribute->doc, m_attribute);
}

} // namespace usher::xml
