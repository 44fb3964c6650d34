// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/service_provider_metadata.h"

#include "core/saml/address.h"
#include "core/saml/names.h"
#include "core/xml/algorithms.h"

#include <QXmlStreamWriter>

namespace usher {

namespace {

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

void writeCertificate(QXmlStreamWriter &writer, const Certificate &certificate)
{
    writer.writeStartElement(latin1(saml::signatureNamespace), QStringLiteral("KeyInfo"));
    writer.writeStartElement(latin1(saml::signatureNamespace), QStringLiteral("X509Data"));
    writer.writeTextElement(latin1(saml::signatureNamespace), QStringLiteral("X509Certificate"),
                            QString::fromLatin1(certificate.toBase64()));
    writer.writeEndElement();
    writer.writeEndElement();
}

/// What core/xml decrypts, best first.
void writeEncryptionMethods(QXmlStreamWriter &writer)
{
    for (const char *cipher : {xml::aes256Gcm, xml::aes128Gcm, xml::aes256Cbc, xml::aes128Cbc}) {
        writer.writeEmptyElement(latin1(saml::metadataNamespace), QStringLiteral("EncryptionMethod"));
        writer.writeAttribute(QStringLiteral("Algorithm"), latin1(cipher));
    }
    writer.writeStartElement(latin1(saml::metadataNamespace), QStringLiteral("EncryptionMethod"));
    writer.writeAttribute(QStringLiteral("Algorithm"), latin1(xml::rsaOaep));
    writer.writeEmptyElement(latin1(saml::signatureNamespace), QStringLiteral("DigestMethod"));
    writer.writeAttribute(QStringLiteral("Algorithm"), latin1(xml::sha1)); // the one that RSA-OAEP-MGF1P has here
    writer.writeEndElement();
}

enum class Use { Signing, Encryption };

void writeKey(QXmlStreamWriter &writer, const Certificate &certificate, Use use)
{
    writer.writeStartElement(latin1(saml::metadataNamespace), QStringLiteral("KeyDescriptor"));
    writer.writeAttribute(QStringLiteral("use"), use == Use::Signing ? QStringLiteral("signing") : QStringLiteral("encryption"));
    writeCertificate(writer, certificate);
    if (use == Use::Encryption)
        writeEncryptionMethods(writer);
    writer.writeEndElement();
}

} // namespace

QByteArray writeServiceProviderMetadata(const ServiceProviderMetadata &metadata)
{
    const bool signsRequests = metadata.requests == ServiceProviderMetadata::Requests::Signed;
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.setAutoFormatting(true);
    writer.writeStartDocument();
    writer.writeNamespace(latin1(saml::metadataNamespace), QStringLiteral("md"));
    if (!metadata.certificates.empty())
        writer.writeNamespace(latin1(saml::signatureNamespace), QStringLiteral("ds"));
    writer.writeStartElement(latin1(saml::metadataNamespace), QStringLiteral("EntityDescriptor"));
    writer.writeAttribute(QStringLiteral("entityID"), metadata.entityId.text());
    writer.writeStartElement(latin1(saml::metadataNamespace), QStringLiteral("SPSSODescriptor"));
    writer.writeAttribute(QStringLiteral("AuthnRequestsSigned"), signsRequests ? QStringLiteral("true") : QStringLiteral("false"));
    writer.writeAttribute(QStringLiteral("WantAssertionsSigned"), QStringLiteral("true"));
    writer.writeAttribute(QStringLiteral("protocolSupportEnumeration"), latin1(saml::protocolNamespace));
    for (const Certificate &certificate : metadata.certificates)
        writeKey(writer, certificate, Use::Signing);
    if (!metadata.certificates.empty())
        writeKey(writer, metadata.certificates.front(), Use::Encryption);
    writer.writeEmptyElement(latin1(saml::metadataNamespace), QStringLiteral("AssertionConsumerService"));
    writer.writeAttribute(QStringLiteral("Binding"), latin1(saml::postBinding));
    writer.writeAttribute(QStringLiteral("Location"), addressText(metadata.assertionConsumerService));
    writer.writeAttribute(QStringLiteral("index"), QStringLiteral("0"));
    writer.writeAttribute(QStringLiteral("isDefault"), QStringLiteral("true"));
    writer.writeEndElement();
    writer.writeEndElement();
    writer.writeEndDocument();
    return xml;
}

} // namespace usher
