// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/metadata.h"

#include "core/saml/service_provider_metadata.h"
#include "schema.h"
#include "tests/kit/metadata_text.h"

#include <QTest>

using namespace usher;

namespace {

QByteArray good()
{
    return test::entity(test::providerRole(test::keyDescriptor(test::identityProviderSigner().certificate)));
}

std::vector<Certificate> both()
{
    return {test::identityProviderSigner().certificate, test::strangerSigner().certificate};
}

QString faultOf(const auto &result)
{
    return result ? QString()
                  : QStringLiteral("%1 %2 %3").arg(int(result.error().code)).arg(result.error().subject, result.error().detail);
}

} // namespace

class TestMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatProvidersPublish_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("entityId");
        QTest::addColumn<QString>("tenantId");
        QTest::addColumn<QString>("signOn");
        QTest::addColumn<QString>("logout");
        QTest::addColumn<int>("certificates"); // the provider's own, and the stranger's where there are two
        QTest::addColumn<bool>("wantsSignedRequests");
        const auto row = [](const char *name, const QByteArray &xml, const char *entityId, const char *tenantId, const char *signOn,
                            const char *logout, int certificates, bool wantsSignedRequests = false) {
            QTest::newRow(name) << xml << QString::fromLatin1(entityId) << QString::fromLatin1(tenantId)
                                << QString::fromLatin1(signOn) << QString::fromLatin1(logout) << certificates
                                << wantsSignedRequests;
        };
        constexpr auto entra = "https://login.microsoftonline.com/t/saml2";
        row("Entra, tenant", test::entraTenantMetadata(), test::issuer, test::tenantId, entra, entra, 2);
        row("Entra, application", test::entraApplicationMetadata({test::identityProviderSigner().certificate}), test::issuer,
            test::tenantId, entra, entra, 1);
        row("AD FS", test::adfsMetadata(), "http://adfs.contoso.example/adfs/services/trust", "",
            "https://adfs.contoso.example/adfs/ls/", "https://adfs.contoso.example/adfs/ls/", 1);
        row("Okta", test::oktaMetadata(), "http://www.okta.example/exk1", "",
            "https://contoso.okta.example/app/usher/exk1/sso/saml", "", 1);
        row("Google", test::googleMetadata(), "https://accounts.google.example/o/saml2?idpid=C01", "",
            "https://accounts.google.example/o/saml2/idp?idpid=C01", "", 1);
        row("SimpleSAMLphp", test::simpleSamlPhpMetadata(), "http://127.0.0.1:8080/idp", "", "http://127.0.0.1:8080/sso", "", 1,
            true);
    }

    void readsWhatProvidersPublish()
    {
        QFETCH(const QByteArray, xml);
        const auto metadata = readIdentityProviderMetadata(xml);
        QVERIFY2(metadata.has_value(), qPrintable(faultOf(metadata)));
        QTEST(metadata->entityId.text(), "entityId");
        QTEST(metadata->tenantId, "tenantId");
        QTEST(metadata->singleSignOn.toString(), "signOn");
        QTEST(metadata->singleLogout.toString(), "logout");
        QTEST(metadata->wantsSignedRequests, "wantsSignedRequests");
        QFETCH(const int, certificates);
        std::vector<Certificate> expected = both();
        expected.resize(size_t(certificates), test::strangerSigner().certificate);
        QCOMPARE(metadata->signingCertificates, expected);
    }

    void takesSigningCertificatesInAnyOrder()
    {
        const auto metadata = readIdentityProviderMetadata(test::entraApplicationMetadata(
            {test::strangerSigner().certificate, test::identityProviderSigner().certificate, test::strangerSigner().certificate}));
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->signingCertificates,
                 (std::vector{test::strangerSigner().certificate, test::identityProviderSigner().certificate}));
    }

    void findsTheOneProviderOfAFederation()
    {
        const auto metadata = readIdentityProviderMetadata(
            test::group(test::group(test::entity(test::serviceProviderRole(), "https://sp.example") + good())));
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->entityId.text(), QString::fromLatin1(test::issuer));
    }

    void listsTheProvidersOfAFederation()
    {
        const auto providers = listIdentityProviders(test::federationMetadata());
        QVERIFY(providers.has_value());
        const std::vector<ProviderName> expected{
            {EntityId(QString::fromLatin1(test::riverEntityId)), QStringLiteral("River University")},
            {EntityId(QString::fromLatin1(test::mountainEntityId)), QStringLiteral("École de la montagne")},
        };
        QCOMPARE(*providers, expected);
    }

    void listsAProviderThatSaysNothingOfItself()
    {
        const auto providers = listIdentityProviders(good());
        QVERIFY(providers.has_value());
        QCOMPARE(*providers, (std::vector<ProviderName>{{EntityId(QString::fromLatin1(test::issuer)), QString()}}));
    }

    void readsTheChosenProviderOfAFederation()
    {
        const auto metadata =
            readIdentityProviderMetadata(test::federationMetadata(), EntityId(QString::fromLatin1(test::mountainEntityId)));
        QVERIFY2(metadata.has_value(), qPrintable(faultOf(metadata)));
        QCOMPARE(metadata->entityId.text(), QString::fromLatin1(test::mountainEntityId));
        QCOMPARE(metadata->singleSignOn, QUrl(QStringLiteral("https://idp.mountain.example/sso")));
        QCOMPARE(metadata->signingCertificates, std::vector{test::strangerSigner().certificate});
        QCOMPARE(formatDateTime(metadata->validUntil.value()), QStringLiteral("2026-11-30T00:00:00Z"));
    }

    void whatStandsInAnExtensionIsNoProvider()
    {
        const QByteArray decoy =
            test::entity(test::providerRole(test::keyDescriptor(test::strangerSigner().certificate)), "https://decoy.example");
        const auto metadata = readIdentityProviderMetadata(test::group("<Extensions>" + decoy + "</Extensions>" + good()));
        QVERIFY2(metadata.has_value(), qPrintable(faultOf(metadata)));
        QCOMPARE(metadata->entityId.text(), QString::fromLatin1(test::issuer));
        const auto hidden =
            readIdentityProviderMetadata(test::entity("<Extensions>" + decoy + "</Extensions>", "https://sp.example"));
        QCOMPARE(hidden.error().code, ErrorCode::MetadataNoIdentityProvider);
    }

    void aKeyWithoutUseSignsToo()
    {
        const auto metadata = readIdentityProviderMetadata(
            test::entity(test::providerRole(test::keyDescriptor(test::strangerSigner().certificate, ""))));
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->signingCertificates, std::vector{test::strangerSigner().certificate});
    }

    void ofAChainOnlyTheKeysOwnCertificateCounts()
    {
        const QByteArray chain = test::keyDescriptor(test::identityProviderSigner().certificate)
                                     .replace("</X509Data>", "<X509Certificate>" + test::strangerSigner().certificate.toBase64() +
                                                                 "</X509Certificate></X509Data>");
        const auto metadata = readIdentityProviderMetadata(test::entity(test::providerRole(chain)));
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
        const QByteArray own = test::keyDescriptor(test::identityProviderSigner().certificate);
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
        row("two roles of the kind", test::entity(test::providerRole(own) + test::providerRole(own)), ErrorCode::MetadataMalformed);
        row("an end that is no time", changed(" xmlns", " validUntil=\"soon\" xmlns"), ErrorCode::MetadataMalformed);
        row("a duration that is none", changed(" xmlns", " cacheDuration=\"-P1D\" xmlns"), ErrorCode::MetadataMalformed);
        row("WS-Federation only",
            test::entity(test::federationRole("SecurityTokenServiceType", test::identityProviderSigner().certificate)),
            ErrorCode::MetadataNoIdentityProvider);
        row("SAML 1.1 only", changed("SAML:2.0:protocol", "SAML:1.1:protocol"), ErrorCode::MetadataNoIdentityProvider);
        row("an empty group", test::group({}), ErrorCode::MetadataNoIdentityProvider);
        row("a service provider's",
            writeServiceProviderMetadata(
                {EntityId(QStringLiteral("https://sp.example")), QUrl(QStringLiteral("https://sp.example/acs"))}),
            ErrorCode::MetadataNoIdentityProvider);
        row("two providers", test::federationMetadata(), ErrorCode::MetadataSeveralProviders);
        row("no redirect", changed("bindings:HTTP-Redirect", "bindings:SOAP"), ErrorCode::MetadataNoRedirectSignOn);
        row("plain http", changed("https://login.microsoftonline.com/t/saml2", "http://login.microsoftonline.com/t/saml2"),
            ErrorCode::MetadataInsecureAddress);
        row("a script", changed("https://login.microsoftonline.com/t/saml2", "javascript:alert(1)"),
            ErrorCode::MetadataInsecureAddress);
        row("no address", changed("\"https://login.microsoftonline.com/t/saml2\"", "\"\""), ErrorCode::MetadataInsecureAddress);
        row("no certificate", test::entity(test::providerRole("")), ErrorCode::MetadataNoCertificate);
        row("encryption only",
            test::entity(test::providerRole(test::keyDescriptor(test::strangerSigner().certificate, " use=\"encryption\""))),
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

    void refusesTheMetadataOfEveryTenant_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const QByteArray own = test::keyDescriptor(test::identityProviderSigner().certificate);
        QTest::newRow("to be filled in") << test::entity(test::providerRole(own), "https://sts.windows.net/{tenant}/");
        QTest::newRow("v2") << test::entity(test::providerRole(own), "https://sts.windows.net/{tenantid}/");
        QTest::newRow("other letters") << test::entity(test::providerRole(own), "https://sts.windows.net/{TenantId}/");
        QTest::newRow("encoded") << test::entity(test::providerRole(own), "https://sts.windows.net/%7btenantid%7d/");
        QTest::newRow("consumer accounts") << test::entity(test::providerRole(own),
                                                           "https://sts.windows.net/9188040D-6c67-4c5b-b112-36a304b66dad/");
        for (const char *shared : {"common", "organizations", "consumers", "Common"}) {
            const QByteArray address = "https://login.microsoftonline.us/" + QByteArray(shared) + "/saml2";
            QTest::newRow(shared) << test::entity(test::providerRole(own, test::entraEndpoints(address)));
        }
    }

    void refusesTheMetadataOfEveryTenant()
    {
        QFETCH(const QByteArray, xml);
        QCOMPARE(readIdentityProviderMetadata(xml).error().code, ErrorCode::MetadataCommonTenant);
    }

    void namesTheProvidersThatItCantChooseFrom()
    {
        const QString named =
            QString::fromLatin1(test::riverEntityId) + QStringLiteral(", ") + QString::fromLatin1(test::mountainEntityId);
        QCOMPARE(readIdentityProviderMetadata(test::federationMetadata()).error().subject, named);
        QByteArray many;
        for (int i = 0; i < 1000; ++i)
            many += test::entity(test::providerRole(test::keyDescriptor(test::strangerSigner().certificate)),
                                 "https://" + QByteArray::number(i));
        QCOMPARE(readIdentityProviderMetadata(test::group(many)).error().subject,
                 QStringLiteral("https://0, https://1, https://2, https://3, https://4, …"));
    }

    void refusesAChoiceThatIsNotThereOrNotOne()
    {
        const EntityId elsewhere(QStringLiteral("https://elsewhere.example"));
        const auto unknown = readIdentityProviderMetadata(test::federationMetadata(), elsewhere);
        QCOMPARE(unknown.error(), (Error{ErrorCode::MetadataProviderUnknown, elsewhere.text()}));
        QCOMPARE(readIdentityProviderMetadata(good(), elsewhere).error().code, ErrorCode::MetadataProviderUnknown);
        const auto twice = readIdentityProviderMetadata(test::group(good() + good()), EntityId(QString::fromLatin1(test::issuer)));
        QCOMPARE(twice.error().code, ErrorCode::MetadataMalformed);
    }
};

QTEST_GUILESS_MAIN(TestMetadata)
#include "test_metadata.moc"
