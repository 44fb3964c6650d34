// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/xmlsec_handles.h"

#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>

namespace usher::xml {

namespace {

KeyHandle loadDer(QByteArrayView der)
{
    return KeyHandle(xmlSecOpenSSLAppKeyLoadMemory(reinterpret_cast<const xmlSecByte *>(der.data()),
                                                   static_cast<xmlSecSize>(der.size()), xmlSecKeyDataFormatDer, nullptr, nullptr,
                                                   nullptr));
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
    return loadDer(certificate.publicKey());
}

KeyHandle loadKey(const PrivateKey &key)
{
    return loadDer(key.pkcs8());
}

SignatureContext signatureContext(KeyHandle key)
{
    SignatureContext context(xmlSecDSigCtxCreate(nullptr));
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
