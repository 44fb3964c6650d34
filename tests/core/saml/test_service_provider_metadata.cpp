// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/service_provider_metadata.h"

#include "core/saml/names.h"
#include "core/xml/document.h"
#include "schema.h"
#include "tests/kit/response_text.h"

#include <QTest>

using namespace usher;

namespace {

constexpr auto metadataSchema = "saml-schema-metadata-2.0.xsd";

ServiceProviderMetadata portal()
{
    return {EntityId(QStringLiteral("https://usher.example/saml")), QUrl(QStringLiteral("http://localhost:48110/saml/acs"))};
}

ServiceProviderMetadata portalWithKeys()
{
    ServiceProviderMetadata metadata = portal();
    metadata.requests = ServiceProviderMetadata::Requests::Signed;
    metadata.certificates = {test::serviceProviderSigner().certificate, test::strangerSigner().certificate};
    return metadata;
}

QStringList certificatesFor(const xml::Element &role, const char *use)
{
    QStringList found;
    for (const xml::Element &key : role.children(saml::metadataNamespace, "KeyDescriptor")) {
        for (const xml::Element &certificate : key.descendants(saml::signatureNamespace, "X509Certificate")) {
            if (key.attribute("use") == QLatin1String(use))
                found += certificate.text();
        }
    }
    return found;
}

QString base64(const Certificate &certificate)
{
    return QString::fromLatin1(certificate.toBase64());
}

} // namespace

class TestServiceProviderMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSchemaValid_data()
    {
        QTest::addColumn<QString>("entityId");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("withKeys");
        for (const bool withKeys : {false, true}) {
            QTest::addRow("URI, keys: %d", withKeys)
                << QStringLiteral("https://usher.example/saml") << QStringLiteral("http://localhost:48110/saml/acs") << withKeys;
            QTest::addRow("awkward, keys: %d", withKeys)
                << QStringLiteral("urn:a&b<c>\"'") << QStringLiteral("https://usher.example/acs?a=1&b=%20ü") << withKeys;
        }
    }

    void isSchemaValid()
    {
        QFETCH(const QString, entityId);
        QFETCH(const QString, address);
        QFETCH(const bool, withKeys);
        ServiceProviderMetadata metadata = withKeys ? portalWithKeys() : portal();
        metadata.entityId = EntityId(entityId);
        metadata.assertionConsumerService = QUrl(address);
        const QByteArray xml = writeServiceProviderMetadata(metadata);
        QCOMPARE(test::schemaFaults(xml, metadataSchema), QString());
        const auto document = xml::Document::parse(xml);
        QVERIFY(document.has_value());
        QCOMPARE(document->root().attribute("entityID"), entityId);
    }

    void theSchemaCheckCanFail()
    {
        QByteArray xml = writeServiceProviderMetadata(portalWithKeys());
        QVERIFY(test::schemaFaults(QByteArray(xml).replace("index=\"0\"", ""), metadataSchema).contains(u"'index' is required"));
        QVERIFY(test::schemaFaults(xml.replace("use=\"encryption\"", "use=\"both\""), metadataSchema).contains(u"'both'"));
    }

    void saysWhatEntraAsks()
    {
        const auto document = xml::Document::parse(writeServiceProviderMetadata(portal()));
        const auto role = document->root().onlyChild(saml::metadataNamespace, "SPSSODescriptor");
        QVERIFY(role.has_value());
        QCOMPARE(role->attribute("WantAssertionsSigned"), QStringLiteral("true"));
        QCOMPARE(role->attribute("AuthnRequestsSigned"), QStringLiteral("false"));
        const auto endpoint = role->onlyChild(saml::metadataNamespace, "AssertionConsumerService");
        QVERIFY(endpoint.has_value());
        QCOMPARE(endpoint->attribute("Binding"), QString::fromLatin1(saml::postBinding));
        QCOMPARE(endpoint->attribute("Location"), QStringLiteral("http://localhost:48110/saml/acs"));
        QCOMPARE(endpoint->attribute("isDefault"), QStringLiteral("true"));
        QVERIFY(role->children(saml::metadataNamespace, "KeyDescriptor").empty());
        QVERIFY(role->children(saml::metadataNamespace, "SingleLogoutService").empty());
    }

    void everyKeySignsAndTheNewestIsToEncryptFor()
    {
        const auto document = xml::Document::parse(writeServiceProviderMetadata(portalWithKeys()));
        const auto role = document->root().onlyChild(saml::metadataNamespace, "SPSSODescriptor");
        QVERIFY(role.has_value());
        QCOMPARE(role->attribute("AuthnRequestsSigned"), QStringLiteral("true"));
        const QString newest = base64(test::serviceProviderSigner().certificate);
        QCOMPARE(certificatesFor(*role, "signing"), (QStringList{newest, base64(test::strangerSigner().certificate)}));
        QCOMPARE(certificatesFor(*role, "encryption"), QStringList{newest});
        QVERIFY(role->children(saml::metadataNamespace, "SingleLogoutService").empty());
    }

    void offersOnlyEncryptionThatItCanRead()
    {
        const auto document = xml::Document::parse(writeServiceProviderMetadata(portalWithKeys()));
        QStringList offered;
        for (const xml::Element &method : document->root().descendants(saml::metadataNamespace, "EncryptionMethod"))
            offered += method.attribute("Algorithm").value_or(QString()).section(u'#', 1);
        QCOMPARE(offered, (QStringList{QStringLiteral("aes256-gcm"), QStringLiteral("aes128-gcm"), QStringLiteral("aes256-cbc"),
                                       QStringLiteral("aes128-cbc"), QStringLiteral("rsa-oaep-mgf1p")}));
    }
};

QTEST_GUILESS_MAIN(TestServiceProviderMetadata)
#include "test_service_provider_metadata.moc"
