// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/kit/sign_in_rig.h"
#include "tests/ui/signin/person_at_page.h"
#include "tests/ui/webview/web_site.h"
#include "ui/signin/origin_bar.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QThreadPool>

using namespace usher;
using namespace usher::test;

namespace {

constexpr auto ownerName = "ana";
constexpr auto ownerPassword = "a long enough one";

} // namespace

/// Everything on the page but a whole sign-in at a provider, which tests/e2e has.
class TestSignInPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void signsInTheLocalOwner();
    void saysThatNameOrPasswordIsWrong();
    void doesNotKeepAPasswordInItsField();
    void saysThatNoProviderIsSetUpYet();
    void saysThatTheBrowserEngineIsMissing();
    void showsWhosePageIsOpen();
    void comesBackWhenTheSignInIsCancelled_data();
    void comesBackWhenTheSignInIsCancelled();
    void keepsTheEndOfALongOrigin();
    void saysThatThePageCantBeReached();
    void hintsAtTheSandboxOnlyThere();
    void writesOriginsAsAscii_data();
    void writesOriginsAsAscii();

private:
    void makePage(DirectoryKind kind);
    /// A provider whose sign-in page is \p address.
    void trustProviderAt(const QUrl &address);
    void typeLocalAccount(const QString &name, const QString &password);
    [[nodiscard]] QPushButton *button(const QString &text) const;
    [[nodiscard]] QLineEdit *field(const QString &name) const;
    [[nodiscard]] QString textsShown() const;

    std::unique_ptr<SignInRig> m_rig;
    std::unique_ptr<SignInPage> m_page;
};

void TestSignInPage::init()
{
    m_rig = std::make_unique<SignInRig>();
    QVERIFY(m_rig->open(DirectoryKind::Real));
    makePage(DirectoryKind::Real);
}

void TestSignInPage::cleanup()
{
    m_page.reset();
    QThreadPool::globalInstance()->waitForDone();
    m_rig.reset();
    QCoreApplication::removeLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
}

void TestSignInPage::makePage(DirectoryKind kind)
{
    m_page = std::make_unique<SignInPage>(*m_rig->signIn, *m_rig->localOwner, kind);
    m_page->resize(900, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestSignInPage::trustProviderAt(const QUrl &address)
{
    const auto key = PrivateKey::generateRsa(2048);
    QVERIFY(key);
    const TimePoint now = m_rig->clock.now();
    const auto certificate = key->selfSigned(QStringLiteral("test"), now, now + std::chrono::hours(24), "\x01");
    QVERIFY(certificate);
    auto configuration = m_rig->configuration();
    QVERIFY(configuration);
    IdentityProviderMetadata metadata;
    metadata.entityId = EntityId(QStringLiteral("https://idp.example/"));
    metadata.singleSignOn = address;
    metadata.signingCertificates = {*certificate};
    configuration->provider = IdentityProvider{metadata, {}};
    QVERIFY(m_rig->store->configurations().save(SignInRig::actor(), *configuration));
}

void TestSignInPage::typeLocalAccount(const QString &name, const QString &password)
{
    QTest::keyClicks(field(QStringLiteral("Name")), name);
    QTest::keyClicks(field(QStringLiteral("Password")), password);
    QTest::keyClick(field(QStringLiteral("Password")), Qt::Key_Return);
}

QPushButton *TestSignInPage::button(const QString &text) const
{
    for (QPushButton *candidate : m_page->findChildren<QPushButton *>()) {
        if (candidate->isVisible() && candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

QLineEdit *TestSignInPage::field(const QString &name) const
{
    for (QLineEdit *candidate : m_page->findChildren<QLineEdit *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

QString TestSignInPage::textsShown() const
{
    QStringList texts;
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

void TestSignInPage::signsInTheLocalOwner()
{
    QVERIFY(m_rig->localOwner->create(QLatin1String(ownerName), SecretBytes(QByteArrayView(ownerPassword))));
    std::optional<Session> session;
    connect(m_page.get(), &SignInPage::signedIn, this, [&](const Session &begun) { session = begun; });
    typeLocalAccount(QLatin1String(ownerName), QLatin1String(ownerPassword));

    QTRY_VERIFY_WITH_TIMEOUT(session, patience);
    QCOMPARE(session->user.roles, std::vector{roles::owner});
    QVERIFY(session->access.isAdministrative());
}

void TestSignInPage::saysThatNameOrPasswordIsWrong()
{
    QVERIFY(m_rig->localOwner->create(QLatin1String(ownerName), SecretBytes(QByteArrayView(ownerPassword))));
    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    typeLocalAccount(QLatin1String(ownerName), QStringLiteral("not this one, sorry"));

    const QString complaint = explain::words({ErrorCode::WrongPassword}).paragraph();
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(complaint), patience);
    QCOMPARE(signedIn.count(), 0);
    QVERIFY(field(QStringLiteral("Password"))->hasFocus());
    QTest::keyClicks(field(QStringLiteral("Password")), QStringLiteral("x"));
    QVERIFY(!textsShown().contains(complaint));
}

void TestSignInPage::doesNotKeepAPasswordInItsField()
{
    typeLocalAccount(QLatin1String(ownerName), QLatin1String(ownerPassword));
    QVERIFY(field(QStringLiteral("Password"))->text().isEmpty());
    QCOMPARE(field(QStringLiteral("Password"))->echoMode(), QLineEdit::Password);
}

void TestSignInPage::saysThatNoProviderIsSetUpYet()
{
    const QString sentence = explain::words({ErrorCode::NoIdentityProvider}).what;
    QVERIFY(!textsShown().contains(sentence));
    QTest::mouseClick(button(QStringLiteral("Sign in with Microsoft Entra ID")), Qt::LeftButton);

    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(sentence), patience);
    QVERIFY(button(QStringLiteral("Sign in with Microsoft Entra ID"))->isEnabled());
    QVERIFY(field(QStringLiteral("Name"))->hasFocus());
}

void TestSignInPage::saysThatTheBrowserEngineIsMissing()
{
    trustProviderAt(QUrl(QStringLiteral("https://idp.example/sso")));
    QTest::mouseClick(button(QStringLiteral("Sign in with Microsoft Entra ID")), Qt::LeftButton);

    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(explain::words({ErrorCode::BrowserEngineMissing}).what), patience);
    QTest::mouseClick(button(QStringLiteral("Back")), Qt::LeftButton);
    QVERIFY(button(QStringLiteral("Sign in with Microsoft Entra ID"))->isVisible());
}

void TestSignInPage::showsWhosePageIsOpen()
{
    WebSite site;
    site.answer(QStringLiteral("/sso"), {"<p>Sign in</p>"});
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
    trustProviderAt(site.address(QStringLiteral("/sso")));
    QTest::mouseClick(button(QStringLiteral("Sign in with Microsoft Entra ID")), Qt::LeftButton);

    const QString origin = originText(site.address(QStringLiteral("/sso")));
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(origin), patience);
    QVERIFY(textsShown().contains(QStringLiteral("On this computer")));
    auto *bar = m_page->findChild<OriginBar *>();
    const auto *view = m_page->findChild<QWebEngineView *>();
    QVERIFY(bar->isVisible());
    QVERIFY(bar->mapToGlobal(QPoint(0, bar->height())).y() <= view->mapToGlobal(QPoint()).y());
}

void TestSignInPage::comesBackWhenTheSignInIsCancelled_data()
{
    QTest::addColumn<std::function<void()>>("cancel");

    QTest::newRow("button") << std::function<void()>(
        [this] { QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton); });
    QTest::newRow("Esc") << std::function<void()>(
        [this] { QTest::keyClick(m_page->findChild<QWebEngineView *>()->focusProxy(), Qt::Key_Escape); });
}

void TestSignInPage::comesBackWhenTheSignInIsCancelled()
{
    QFETCH(std::function<void()>, cancel);

    WebSite site;
    site.answer(QStringLiteral("/sso"), {"<p>Sign in</p>"});
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
    trustProviderAt(site.address(QStringLiteral("/sso")));
    QTest::mouseClick(button(QStringLiteral("Sign in with Microsoft Entra ID")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QWebEngineView *>(), patience);

    cancel();
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Sign in with Microsoft Entra ID")), patience);
    QTRY_VERIFY(!m_page->findChild<QWebEngineView *>()); // and the session at the provider with it
}

void TestSignInPage::keepsTheEndOfALongOrigin()
{
    const auto look = [](const char *beginning, const char *end) {
        OriginBar bar;
        bar.setAddress(
            QUrl(QStringLiteral("https://%1.%2.%3/").arg(QLatin1String(beginning), QString(60, u'a'), QLatin1String(end))));
        bar.resize(600, bar.sizeHint().height());
        return bar.grab().toImage();
    };
    const QImage picture = look("login.microsoftonline.com", "evil.example");
    QCOMPARE(picture.width(), 600); // not as wide as a page would have it
    QCOMPARE(look("another-beginning", "evil.example"), picture);
    QVERIFY(look("login.microsoftonline.com", "good.example") != picture);
}

void TestSignInPage::saysThatThePageCantBeReached()
{
    QUrl nobody;
    {
        const WebSite site;
        nobody = site.address(QStringLiteral("/sso"));
    }
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
    trustProviderAt(nobody);
    QTest::mouseClick(button(QStringLiteral("Sign in with Microsoft Entra ID")), Qt::LeftButton);

    const Error error{ErrorCode::PageUnreachable, QStringLiteral("127.0.0.1"), {}};
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(explain::words(error).what), patience);
    QVERIFY(button(QStringLiteral("Try again")));
}

void TestSignInPage::hintsAtTheSandboxOnlyThere()
{
    QVERIFY(!textsShown().contains(QStringLiteral("sandbox")));
    makePage(DirectoryKind::Sandbox);
    QVERIFY(textsShown().contains(QStringLiteral("This is the sandbox")));
    m_page->showSandboxOwner(QLatin1String(ownerName), QLatin1String(ownerPassword));
    QVERIFY(textsShown().contains(QLatin1String(ownerPassword)));
}

void TestSignInPage::writesOriginsAsAscii_data()
{
    QTest::addColumn<QUrl>("address");
    QTest::addColumn<QString>("origin");

    const auto row = [](const char *name, const char *address, const char *origin) {
        QTest::newRow(name) << QUrl(QString::fromUtf8(address)) << QString::fromLatin1(origin);
    };
    row("path and query left out", "https://login.example/common/saml2?SAMLRequest=x", "https://login.example");
    row("port", "http://127.0.0.1:8443/x", "http://127.0.0.1:8443");
    row("look-alike letters", "https://l\u043egin.example/", "https://xn--lgin-55d.example");
    row("user before the host", "https://login.microsoftonline.com@evil.example/", "https://evil.example");
    row("no page yet", "about:blank", "");
}

void TestSignInPage::writesOriginsAsAscii()
{
    QFETCH(QUrl, address);
    QFETCH(QString, origin);

    QCOMPARE(originText(address), origin);
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    theme::Theme theme(application, Appearance::Light);
    TestSignInPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_sign_in_page.moc"
