// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/ui/signin/person_at_page.h"
#include "tests/ui/signin/sandbox_portal.h"
#include "ui/signin/entra_failure_panel.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_field.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

namespace {

EntraFailure failureOf(int code)
{
    EntraFailure failure{.code = code};
    failure.text = QStringLiteral("AADSTS%1: <b>No</b> & <script>x</script>").arg(code);
    failure.correlationId = QStringLiteral("8636aa09-076a-4212-b7a5-c6f6a61a927e");
    failure.requestId = QStringLiteral("66febed4-e737-49ff-ac23-464ba090d57c");
    failure.timestamp = QStringLiteral("2026-11-25T02:03:04Z");
    return failure;
}

QString textsShown(const QWidget &window)
{
    QStringList texts;
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

const QString browserInstead = QStringLiteral("Use the system browser instead");

} // namespace

/// The explanation beside Entra's error page: alone, and at the sandbox tenant's pages in the real engine.
class TestEntraFailurePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void saysWhatHappenedAndWhatToDo();
    void hasEachIdToCopyAndAllOfThem();
    void leavesOutWhatWasNotSaid();
    void showsMarkupAsTheTextThatItIs();
    void offersTheBrowserForDevicesAlone();
    void saysWhyTheBrowserIsNoWayOut();
    void goesBelowThePageWhereThereIsLittleWidth();

    void standsBesideTheErrorPage_data();
    void standsBesideTheErrorPage();
    void goesWithThePage();
    void leadsToTheSystemBrowser();
    void staysAwayFromAGoodSignIn();
    void aFailedResponseIsExplainedToo_data();
    void aFailedResponseIsExplainedToo();

private:
    /// The sandbox tenant's account page, in a window of that width.
    void openAccountPage(int width = 1100);
    [[nodiscard]] EntraFailurePanel *panel() const { return m_page->findChild<EntraFailurePanel *>(); }

    std::unique_ptr<SandboxPortal> m_portal;
    std::unique_ptr<SignInPage> m_page;
};

void TestEntraFailurePanel::initTestCase()
{
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
}

void TestEntraFailurePanel::cleanup()
{
    m_page.reset();
    m_portal.reset();
}

void TestEntraFailurePanel::openAccountPage(int width)
{
    m_portal = std::make_unique<SandboxPortal>();
    QVERIFY(m_portal->open());
    m_page = std::make_unique<SignInPage>(*m_portal->rig.signIn, *m_portal->rig.localOwner, DirectoryKind::Sandbox,
                                          m_portal->openAddress());
    m_page->resize(width, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->findChild<QPushButton *>(QStringLiteral("signInWithEntra"))->click();
    const PersonAtPage person(*m_page);
    QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("loginfmt")), patience);
}

void TestEntraFailurePanel::saysWhatHappenedAndWhatToDo()
{
    EntraFailurePanel shown;
    shown.showFailure(failureOf(50105));
    const explain::Words words = explain::words(failureOf(50105));
    const QString texts = textsShown(shown);
    for (const QString &text : {words.what, words.remedy, QStringLiteral("AADSTS50105"), failureOf(50105).text})
        QVERIFY2(texts.contains(text), qPrintable(texts));
    QCOMPARE(shown.accessibleDescription(), words.paragraph());

    shown.showFailure(failureOf(99999)); // nobody knows it: Entra's words are the explanation, once
    QCOMPARE(textsShown(shown).count(failureOf(99999).text), 1);
}

void TestEntraFailurePanel::hasEachIdToCopyAndAllOfThem()
{
    EntraFailurePanel shown;
    shown.showFailure(failureOf(50105));
    QStringList values;
    for (const CopyField *field : shown.findChildren<CopyField *>()) {
        if (field->isVisible())
            values += field->text();
    }
    const EntraFailure failure = failureOf(50105);
    QCOMPARE(values, (QStringList{failure.correlationId, failure.requestId, failure.timestamp}));

    visibleButton(shown, QStringLiteral("Copy details"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), explain::words(failure).technical);
}

void TestEntraFailurePanel::leavesOutWhatWasNotSaid()
{
    EntraFailurePanel shown;
    shown.showFailure(failureOf(50105));
    shown.showFailure({});
    for (const CopyField *field : shown.findChildren<CopyField *>())
        QVERIFY(!field->isVisible());
    QVERIFY(!textsShown(shown).contains(u"AADSTS"));
    QVERIFY(textsShown(shown).contains(u"Sign-in logs"));
}

void TestEntraFailurePanel::showsMarkupAsTheTextThatItIs()
{
    EntraFailurePanel shown;
    shown.showFailure(failureOf(50105));
    for (const QLabel *label : shown.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestEntraFailurePanel::offersTheBrowserForDevicesAlone()
{
    EntraFailurePanel shown;
    QSignalSpy requested(&shown, &EntraFailurePanel::browserRequested);
    shown.showFailure(failureOf(53000));
    visibleButton(shown, browserInstead)->click();
    QCOMPARE(requested.size(), 1);
    shown.showFailure(failureOf(50105));
    QCOMPARE(visibleButton(shown, browserInstead), nullptr);
}

void TestEntraFailurePanel::saysWhyTheBrowserIsNoWayOut()
{
    EntraFailurePanel shown;
    shown.shutBrowser(QStringLiteral("No answer comes back there."));
    shown.showFailure(failureOf(53003));
    const QPushButton *browser = visibleButton(shown, browserInstead);
    QVERIFY(browser != nullptr && !browser->isEnabled());
    QCOMPARE(browser->accessibleDescription(), QStringLiteral("No answer comes back there."));
}

void TestEntraFailurePanel::goesBelowThePageWhereThereIsLittleWidth()
{
    openAccountPage(640);
    const PersonAtPage person(*m_page);
    person.type(QStringLiteral("AADSTS50105"));
    QTRY_VERIFY_WITH_TIMEOUT(panel()->isVisible(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(person.view()->width(), panel()->width(), patience);
    QVERIFY(panel()->y() >= person.view()->geometry().bottom());
}

void TestEntraFailurePanel::standsBesideTheErrorPage_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {50105, 700016, 50011, 53003, 7500529, 99999})
        QTest::addRow("%d", code) << code;
}

void TestEntraFailurePanel::standsBesideTheErrorPage()
{
    QFETCH(int, code);

    openAccountPage();
    const PersonAtPage person(*m_page);
    QVERIFY(!panel()->isVisible());
    person.type(QStringLiteral("AADSTS%1").arg(code));
    QTRY_VERIFY_WITH_TIMEOUT(panel()->isVisible(), patience);
    const QString texts = textsShown(*panel());
    QVERIFY2(texts.contains(explain::words(EntraFailure{.code = code}).remedy), qPrintable(texts));
    QVERIFY2(texts.contains(QStringLiteral("AADSTS%1").arg(code)), qPrintable(texts));
    QVERIFY(person.view()->isVisible());
    QCOMPARE(m_page->findChild<ProviderSignIn *>()->flow().step(), SignInFlow::Step::AtProvider);
}

void TestEntraFailurePanel::goesWithThePage()
{
    openAccountPage();
    const PersonAtPage person(*m_page);
    person.type(QStringLiteral("AADSTS50020"));
    QTRY_VERIFY_WITH_TIMEOUT(panel()->isVisible(), patience);

    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    person.answer(QStringLiteral("history.back()"));
    QTRY_VERIFY_WITH_TIMEOUT(!panel()->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(person.isAskedFor(QStringLiteral("loginfmt")), patience);
    person.answer(QStringLiteral("document.querySelector('button[value^=\"amira@\"]').click()"));
    QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("passwd")), patience);
    person.type(QStringLiteral("anything"));
    QTRY_COMPARE_WITH_TIMEOUT(signedIn.size(), 1, patience); // with another account, at the page that stayed
}

void TestEntraFailurePanel::leadsToTheSystemBrowser()
{
    openAccountPage();
    PersonAtPage(*m_page).type(QStringLiteral("AADSTS53000"));
    QTRY_VERIFY_WITH_TIMEOUT(panel()->isVisible(), patience);
    visibleButton(*panel(), browserInstead)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->opened.size(), 1, patience);
}

void TestEntraFailurePanel::staysAwayFromAGoodSignIn()
{
    openAccountPage();
    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    const PersonAtPage person(*m_page);
    // With every failure listed there, which the later looks see.
    person.answer(QStringLiteral("document.querySelector('details').open = true"));
    QTest::qWait(2300); // until the last look is over
    QVERIFY(!panel()->isVisible());
    person.type(QStringLiteral("amira"));
    QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("passwd")), patience);
    QTest::qWait(700);
    QVERIFY(!panel()->isVisible());
    person.type(QStringLiteral("anything"));
    QTRY_COMPARE_WITH_TIMEOUT(signedIn.size(), 1, patience);
}

void TestEntraFailurePanel::aFailedResponseIsExplainedToo_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {50105, 75011, 99999})
        QTest::addRow("%d", code) << code;
}

void TestEntraFailurePanel::aFailedResponseIsExplainedToo()
{
    QFETCH(int, code);

    openAccountPage();
    const PersonAtPage person(*m_page);
    person.answer(QStringLiteral("(() => { const option = document.createElement('option'); option.value = 'AADSTS%1';"
                                 "const list = document.getElementById('failure'); list.append(option); list.value = option.value;"
                                 "document.querySelector('button[value=\"status\"]').click(); })()")
                      .arg(code));
    const QString remedy = explain::words(EntraFailure{.code = code}).remedy;
    QTRY_VERIFY_WITH_TIMEOUT(textsShown(*m_page).contains(remedy), patience);
    QVERIFY(textsShown(*m_page).contains(u"Usher refused this sign-in: The answer"));
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    const theme::Theme theme(application, Appearance::Light);
    TestEntraFailurePanel test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_entra_failure_panel.moc"
