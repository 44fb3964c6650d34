// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/metadata.h"

#include "schema.h"
#include "tests/kit/response_text.h"

#include <QTest>

using namespace usher;

namespace {

QByteArray key(const Certificate &certificate, const char *use = " use=\"signing\"")
{
    return "<KeyDescriptor" + QByteArray(use) +
           "><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>" + certificate.toBase64() +
           "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>";
}

QByteArray federationRole(const char *type)
{
    return "<RoleDescriptor xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"fed:" + QByteArray(type) +
           "\" xmlns:fed=\"http://docs.oasis-open.org/wsfed/federation/200706\""
           " protocolSupportEnumeration=\"http://docs.oasis-open.org/wsfed/federation/200706\">" +
           key(test::identityProviderSigner().certificate) +
           "<fed:ClaimTypesOffered><auth:ClaimType xmlns:auth=\"http://docs.oasis-open.org/wsfed/authorization/200706\""
           " Uri=\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\"/></fed:ClaimTypesOffered></RoleDescriptor>";
}

constexpr auto endpoints = R"(<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect")"
                           R"( Location="https://login.microsoftonline.com/t/saml2"/>)"
                           R"(<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST")"
                           R"( Location="https://login.microsoftonline.com/t/post"/>)"
                           R"(<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect")"
                           R"( Location="https://login.microsoftonline.com/t/saml2"/>)";

QByteArray providerRole(const QByteArray &keys, const QByteArray &services = endpoints)
{
    return "<IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + keys + services +
           "</IDPSSODescriptor>";
}

QByteArray entity(const QByteArray &roles, const QByteArray &entityId = test::issuer)
{
    return "<EntityDescriptor ID=\"_meta\" entityID=\"" + entityId + "\" xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + roles +
           "</EntityDescriptor>";
}

/// As Entra's: a byte order mark, WS-Federation beside, the same certificate twice and another, a signature over it all.
QByteArray entraMetadata()
{
    const QByteArray keys = key(test::identityProviderSigner().certificate) + key(test::strangerSigner().certificate) +
                            key(test::identityProviderSigner().certificate);
    const QByteArray plain =
        entity(federationRole("SecurityTokenServiceType") + federationRole("ApplicationServiceType") + providerRole(keys));
    const auto signedMetadata = xml::signElement(
        plain, {QStringLiteral("_meta"), test::identityProviderSigner().key, {}, xml::SignatureAlgorithm::RsaSha256});
    return "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>" +
           signedMetadata.value_or(QByteArray()).replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "");
}

/// As SimpleSAMLphp's: prefixes, comments, certificates in lines, one of them only for encryption, plain http on loopback.
QByteArray simpleSamlPhpMetadata()
{
    QByteArray signing = test::identityProviderSigner().certificate.toPem();
    signing.replace("-----BEGIN CERTIFICATE-----", "").replace("-----END CERTIFICATE-----", "");
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
           "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
           " entityID=\"http://127.0.0.1:8080/idp\">\n  <!-- written by hand -->\n"
           "  <md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:1.1:protocol"
           " urn:oasis:names:tc:SAML:2.0:protocol\" WantAuthnRequestsSigned=\"true\">\n"
           "    <md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" +
           signing +
           "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\n"
           "    <md:KeyDescriptor use=\"encryption\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" +
           test::strangerSigner().certificate.toBase64() +
           "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\n"
           "    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>\n"
           "    <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\""
           " Location=\"http://127.0.0.1:8080/sso\"/>\n  </md:IDPSSODescriptor>\n</md:EntityDescriptor>\n";
}

QByteArray good()
{
    return entity(providerRole(key(test::identityProviderSigner().certificate)));
}

} // namespace

class TestMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEntrasFile()
    {
        const auto metadata = readIdentityProviderMetadata(entraMetadata());
        QVERIFY2(metadata.has_value(), metadata ? "" : qPrintable(metadata.error().detail));
        QCOMPARE(metadata->entityId.text(), QString::fromLatin1(test::issuer));
        QCOMPARE(metadata->tenantId, QString::fromLatin1(test::tenantId));
        QCOMPARE(metadata->singleSignOn, QUrl(QStringLiteral("https://login.microsoftonline.com/t/saml2")));
        QCOMPARE(metadata->singleLogout, QUrl(QStringLiteral("https://login.microsoftonline.com/t/saml2")));
        const std::vector<Certificate> expected{test::identityProviderSigner().certificate, test::strangerSigner().certificate};
        QCOMPARE(metadata->signingCertificates, expected);
        QVERIFY(!metadata->wantsSignedRequests);
    }

    void readsSimpleSamlPhpsFile()
    {
        const auto metadata = readIdentityProviderMetadata(simpleSamlPhpMetadata());
        QVERIFY2(metadata.has_value(), metadata ? "" : qPrintable(metadata.error().detail));
        QCOMPARE(metadata->entityId.text(), QStringLiteral("http://127.0.0.1:8080/idp"));
        QVERIFY(metadata->tenantId.isEmpty());
        QVERIFY(metadata->singleLogout.isEmpty());
        QCOMPARE(metadata->signingCertificates, std::vector{test::identityProviderSigner().certificate});
        QVERIFY(metadata->wantsSignedRequests);
    }

    void findsTheOneProviderOfAFederation()
    {
        QByteArray serviceProvider =
            entity("<SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>", "https://sp.example");
        serviceProvider.replace(" ID=\"_meta\"", "");
        const auto metadata = readIdentityProviderMetadata("<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
                                                           "<EntitiesDescriptor>" +
                                                           serviceProvider + good() + "</EntitiesDescriptor></EntitiesDescriptor>");
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->entityId.text(), QString::fromLatin1(test::issuer));
    }

    void aKeyWithoutUseSignsToo()
    {
        const auto metadata = readIdentityProviderMetadata(entity(providerRole(key(test::strangerSigner().certificate, ""))));
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->signingCertificates, std::vector{test::strangerSigner().certificate});
    }

    void ofAChainOnlyTheKeysOwnCertificateCounts()
    {
        const QByteArray chain = key(test::identityProviderSigner().certificate)
                                     .replace("</X509Data>", "<X509Certificate>" + test::strangerSigner().certificate.toBase64() +
                                                                 "</X509Certificate></X509Data>");
        const auto metadata = readIdentityProviderMetadata(entity(providerRole(chain)));
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->signingCertificates, std::vector{test::identityProviderSigner().certificate});
    }

    void refusesWhatItCantUse_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &xml, ErrorCode code) { QTest::newRow(name) << xml << int(code); };
        const auto changed = [](const QByteArray &before, const QByteArray &after) {
            const QByteArray xml = good();
            return xml.contains(before) ? QByteArray(xml).replace(before, after) : QByteArray();
        };
        const QByteArray own = key(test::identityProviderSigner().certificate);
        row("nothing", "", ErrorCode::InputEmpty);
        row("white space", " \n", ErrorCode::InputEmpty);
        row("too large", QByteArray((16 << 20) + 1, ' ') + good(), ErrorCode::InputTooLarge);
        row("a web page", "<!DOCTYPE html><html><head><title>Sign in</title></head></html>", ErrorCode::MetadataIsWebPage);
        row("a web page in capitals", "\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><HTML>", ErrorCode::MetadataIsWebPage);
        row("a web page without DOCTYPE", "\xEF\xBB\xBF <html lang=\"en\">", ErrorCode::MetadataIsWebPage);
        row("an XHTML page", "<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE html><html/>", ErrorCode::MetadataIsWebPage);
        row("not XML", "{\"issuer\": 1}", ErrorCode::MetadataMalformed);
        row("cut off", good().chopped(10), ErrorCode::MetadataMalformed);
        row("a DOCTYPE", "<!DOCTYPE EntityDescriptor []>" + good(), ErrorCode::MetadataMalformed);
        row("a response", test::ResponseText::entra().xml(), ErrorCode::MetadataMalformed);
        row("no entityID", changed("entityID", "entity"), ErrorCode::MetadataMalformed);
        row("two roles of the kind", entity(providerRole(own) + providerRole(own)), ErrorCode::MetadataMalformed);
        row("every tenant's", entity(providerRole(own), "https://sts.windows.net/{tenant}/"), ErrorCode::MetadataCommonTenant);
        row("every tenant's, v2", entity(providerRole(own), "https://sts.windows.net/{tenantid}/"),
            ErrorCode::MetadataCommonTenant);
        row("WS-Federation only", entity(federationRole("SecurityTokenServiceType")), ErrorCode::MetadataNoIdentityProvider);
        row("SAML 1.1 only", changed("SAML:2.0:protocol", "SAML:1.1:protocol"), ErrorCode::MetadataNoIdentityProvider);
        row("a service provider's",
            writeServiceProviderMetadata(
                {EntityId(QStringLiteral("https://sp.example")), QUrl(QStringLiteral("https://sp.example/acs"))}),
            ErrorCode::MetadataNoIdentityProvider);
        row("two providers",
            "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + good() +
                entity(providerRole(own), "https://other.example") + "</EntitiesDescriptor>",
            ErrorCode::MetadataSeveralProviders);
        row("no redirect", changed("bindings:HTTP-Redirect", "bindings:SOAP"), ErrorCode::MetadataNoRedirectSignOn);
        row("plain http", changed("https://login.microsoftonline.com/t/saml2", "http://login.microsoftonline.com/t/saml2"),
            ErrorCode::MetadataInsecureAddress);
        row("a script", changed("https://login.microsoftonline.com/t/saml2", "javascript:alert(1)"),
            ErrorCode::MetadataInsecureAddress);
        row("no address", changed("https://login.microsoftonline.com/t/saml2", ""), ErrorCode::MetadataInsecureAddress);
        row("no certificate", entity(providerRole("")), ErrorCode::MetadataNoCertificate);
        row("encryption only", entity(providerRole(key(test::strangerSigner().certificate, " use=\"encryption\""))),
            ErrorCode::MetadataNoCertificate);
        row("a broken certificate", changed("<X509Certificate>MII", "<X509Certificate>AAA"), ErrorCode::CertificateUnreadable);
    }

    void refusesWhatItCantUse()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(const int, code);
        const auto metadata = readIdentityProviderMetadata(xml);
        QVERIFY(!metadata.has_value());
        QCOMPARE(int(metadata.error().code), code);
    }

    void namesTheProvidersThatItCantChooseFrom()
    {
        const auto metadata = readIdentityProviderMetadata(
            "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + good() +
            entity(providerRole(key(test::strangerSigner().certificate)), "https://other.example") + "</EntitiesDescriptor>");
        QCOMPARE(metadata.error().subject, QString::fromLatin1(test::issuer) + QStringLiteral(", https://other.example"));
    }

    void exportsSchemaValidMetadata_data()
    {
        QTest::addColumn<QString>("entityId");
        QTest::addColumn<QString>("address");
        QTest::newRow("URI") << QStringLiteral("https://usher.example/saml") << QStringLiteral("http://localhost:48110/saml/acs");
        QTest::newRow("awkward") << QStringLiteral("urn:a&b<c>\"'") << QStringLiteral("https://usher.example/acs?a=1&b=%20ü");
    }

    void exportsSchemaValidMetadata()
    {
        QFETCH(const QString, entityId);
        QFETCH(const QString, address);
        const QByteArray xml = writeServiceProviderMetadata({EntityId(entityId), QUrl(address)});
        QCOMPARE(test::schemaFaults(xml, "saml-schema-metadata-2.0.xsd"), QString());
        QVERIFY(xml.contains("WantAssertionsSigned=\"true\""));
        QVERIFY(!xml.contains("SingleLogoutService"));
        const auto document = xml::Document::parse(xml);
        QVERIFY(document.has_value());
        QCOMPARE(document->root().attribute("entityID"), entityId);
    }

    void theSchemaCheckCanFail()
    {
        QByteArray xml =
            writeServiceProviderMetadata({EntityId(QStringLiteral("https://usher.example")), QUrl(QStringLiteral("https://x"))});
        xml.replace("index=\"0\"", "");
        QVERIFY(test::schemaFaults(xml, "saml-schema-metadata-2.0.xsd").contains(u"'index' is required"));
    }
};

QTEST_GUILESS_MAIN(TestMetadata)
#include "test_metadata.moc"
