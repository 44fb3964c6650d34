// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra.h"

#include "core/saml/address.h"

#include <QTest>

using namespace usher;

class TestEntra : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksOfSignOutsInAnotherName_data()
    {
        QTest::addColumn<QString>("singleLogout");
        QTest::addColumn<QString>("tenant");
        QTest::addColumn<QString>("expected");
        const QString tenant = QStringLiteral("1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d");
        QTest::newRow("public") << QStringLiteral("https://login.microsoftonline.com/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/saml2")
                                << tenant
                                << QStringLiteral("https://login.microsoftonline.com/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/");
        QTest::newRow("a sovereign cloud") << QStringLiteral("https://login.microsoftonline.us/x/saml2?a=b") << tenant
                                           << QStringLiteral(
                                                  "https://login.microsoftonline.us/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/");
        QTest::newRow("with a port") << QStringLiteral("http://127.0.0.1:4010/x/saml2/logout") << tenant
                                     << QStringLiteral("http://127.0.0.1:4010/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/");
        QTest::newRow("not Entra") << QStringLiteral("https://idp.example/slo") << QString() << QString();
        QTest::newRow("no single logout") << QString() << tenant << QString();
    }

    void speaksOfSignOutsInAnotherName()
    {
        QFETCH(const QString, singleLogout);
        QFETCH(const QString, tenant);
        QFETCH(const QString, expected);
        QCOMPARE(entra::logoutIssuerOf(QUrl(singleLogout), tenant), expected);
    }

    void readsTheTenantOfAnEntityId_data()
    {
        QTest::addColumn<QString>("entityId");
        QTest::addColumn<QString>("tenant");
        const auto row = [](const char *name, const char *entityId, const char *tenant) {
            QTest::newRow(name) << QString::fromUtf8(entityId) << QString::fromUtf8(tenant);
        };
        row("Entra", "https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/", "1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d");
        row("no slash", "https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d", "");
        row("http", "http://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/", "");
        row("another host", "https://sts.windows.net.evil.example/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/", "");
        row("more behind", "https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/x/", "");
        row("a line behind", "https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/\n", "");
        row("common", "https://sts.windows.net/{tenant}/", "");
        row("somebody else", "https://idp.example/metadata", "");
        row("nothing", "", "");
    }

    void readsTheTenantOfAnEntityId()
    {
        QFETCH(const QString, entityId);
        QFETCH(const QString, tenant);
        QCOMPARE(entra::tenantIdOf(entityId), tenant);
    }

    void anIssuerNamesItsTenant()
    {
        const QString tenant = QString::fromLatin1(entra::sandboxTenantId);
        QCOMPARE(entra::tenantIdOf(entra::issuerOf(tenant)), tenant);
    }

    void anIdentifierThatIsNoUriIsWrittenAsSpn_data()
    {
        QTest::addColumn<QString>("identifier");
        QTest::addColumn<QString>("audience");
        QTest::newRow("https") << QStringLiteral("https://usher.example") << QStringLiteral("https://usher.example");
        QTest::newRow("urn") << QStringLiteral("urn:usher") << QStringLiteral("urn:usher");
        QTest::newRow("a word") << QStringLiteral("usher") << QStringLiteral("spn:usher");
        QTest::newRow("a GUID") << QStringLiteral("1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d")
                                << QStringLiteral("spn:1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d");
    }

    void anIdentifierThatIsNoUriIsWrittenAsSpn()
    {
        QFETCH(const QString, identifier);
        QFETCH(const QString, audience);
        QCOMPARE(entra::audienceOf(identifier), audience);
    }

    void aSignInNeedsASecureAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isSecure");
        const auto row = [](const char *address, bool isSecure) {
            QTest::newRow(address) << QString::fromUtf8(address) << isSecure;
        };
        row("https://login.microsoftonline.com/x", true);
        row("https://10.0.0.1/x", true);
        row("http://localhost:8080/x", true);
        row("http://LOCALHOST/x", true);
        row("http://127.0.0.1:1/x", true);
        row("http://127.9.8.7/x", true);
        row("http://[::1]:8080/x", true);
        row("http://login.microsoftonline.com/x", false);
        row("http://127.0.0.1.evil.example/x", false);
        row("http://localhost.evil.example/x", false);
        row("http://128.0.0.1/x", false);
        row("http://[::2]/x", false);
        row("https://user:secret@idp.example/", false);
        row("http://localhost@evil.example/", false);
        row("ftp://localhost/x", false);
        row("file:///etc/passwd", false);
        row("javascript:alert(1)", false);
        row("//localhost/x", false);
        row("https:///x", false);
        row("", false);
    }

    void aSignInNeedsASecureAddress()
    {
        QFETCH(const QString, address);
        QFETCH(const bool, isSecure);
        QCOMPARE(isSecureAddress(QUrl(address, QUrl::StrictMode)), isSecure);
    }
};

QTEST_APPLESS_MAIN(TestEntra)
#include "test_entra.moc"
