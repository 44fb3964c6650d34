// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/provider_page.h"

#include <QTest>

using namespace usher;
using namespace usher::webview;

class TestProviderPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheScriptsAnswer()
    {
        const QVariantMap answer{{QStringLiteral("title"), QStringLiteral("t")},
                                 {QStringLiteral("text"), QStringLiteral("x")},
                                 {QStringLiteral("script"), QStringLiteral("s")}};
        const ProviderPage page = providerPageFrom(answer);
        QCOMPARE(page.title, QStringLiteral("t"));
        QCOMPARE(page.text, QStringLiteral("x"));
        QCOMPARE(page.script, QStringLiteral("s"));
    }

    void readsNothingFromAnAnswerOfAnotherShape()
    {
        for (const QVariant &answer : {QVariant(), QVariant(7), QVariant(QStringLiteral("AADSTS50105"))})
            QVERIFY(providerPageFrom(answer).text.isEmpty());
    }

    void knowsTheProvidersPages_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("own");
        QTest::newRow("same page") << QStringLiteral("https://login.example/tenant/saml2?x=y") << true;
        QTest::newRow("another path") << QStringLiteral("https://login.example/common/login") << true;
        QTest::newRow("its port in full") << QStringLiteral("https://login.example:443/") << true;
        QTest::newRow("a host below") << QStringLiteral("https://device.login.example/") << true;
        QTest::newRow("a host beside") << QStringLiteral("https://cdn.example/") << false;
        QTest::newRow("a host that ends alike") << QStringLiteral("https://evil-login.example/") << false;
        QTest::newRow("a host above") << QStringLiteral("https://example/") << false;
        QTest::newRow("another port") << QStringLiteral("https://login.example:8443/") << false;
        QTest::newRow("http") << QStringLiteral("http://login.example/") << false;
        QTest::newRow("no page") << QStringLiteral("about:blank") << false;
        QTest::newRow("nothing") << QString() << false;
    }

    void knowsTheProvidersPages()
    {
        QFETCH(QString, address);
        QFETCH(bool, own);
        const BrowserErrand errand{QUrl(QStringLiteral("https://login.example/tenant/saml2")),
                                   QUrl(QStringLiteral("http://localhost:4711/saml/acs"))};
        QCOMPARE(isProviders(QUrl(address), errand), own);
    }
};

QTEST_APPLESS_MAIN(TestProviderPage)
#include "test_provider_page.moc"
