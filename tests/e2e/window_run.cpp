// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/window_run.h"

#include "app/sandbox_directory.h"
#include "app/services.h"
#include "core/sandbox/response_builder.h"
#include "ui/shell/main_window.h"
#include "ui/shell/portal_view.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QtConcurrent>
#include <QTest>

/// One run of the program's window, from the first start to a sign-out, with sign-ins that are refused on the way: what
/// test_secrets listens to. `window_run FOLDER` leaves in FOLDER what was posted.
namespace usher::test {
namespace {

constexpr int patience = 60'000;

[[noreturn]] void giveUp(const char *why)
{
    qFatal("the run got stuck: %s", why);
}

template<typename T>
T must(Result<T> result, const char *what)
{
    if (!result)
        giveUp(what);
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// What the window would do in a job.
template<typename Work>
auto inJob(Work work)
{
    return QtConcurrent::run(std::move(work)).takeResult();
}

void waitFor(const char *what, const std::function<bool()> &happened)
{
    if (!QTest::qWaitFor(happened, patience))
        giveUp(what);
}

template<typename Widget>
Widget *shown(const QWidget &parent, const std::function<bool(const Widget &)> &isIt)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->isVisible() && isIt(*widget))
            return widget;
    }
    return nullptr;
}

void press(const QWidget &window, const QString &text)
{
    const auto button = [&] {
        return shown<QAbstractButton>(window, [&](const auto &it) { return it.text().remove(u'&') == text && it.isEnabled(); });
    };
    waitFor(qPrintable(text), [&] { return button() != nullptr; });
    button()->click();
}

void type(const QWidget &window, const QString &field, const QString &text)
{
    const auto line = [&] {
        return shown<QLineEdit>(window, [&](const auto &it) { return it.accessibleName() == field && it.isEnabled(); });
    };
    waitFor(qPrintable(field), [&] { return line() != nullptr; });
    line()->setText(text);
}

/// A first start, keys, a sign-out, a wrong password, the right one.
void useRealDirectory(QApplication &application)
{
    std::optional<Portal> portal;
    Services services({});
    theme::Theme theme(application, Appearance::Light);
    MainWindow window(services.settings(), theme, [&] {
        Result<Portal> opened = services.open();
        if (opened)
            portal.emplace(*opened);
        return opened;
    });
    QSignalSpy portals(&window, &MainWindow::portalShown);
    window.show();
    type(window, QStringLiteral("Name"), QStringLiteral("owner"));
    type(window, QStringLiteral("Password"), QLatin1String(typed::ownerPassword));
    type(window, QStringLiteral("Password, again"), QLatin1String(typed::ownerPassword));
    press(window, QStringLiteral("Create the owner"));
    press(window, QStringLiteral("Skip"));
    waitFor("the portal", [&] { return portals.size() == 1; });

    const Actor actor = portals.first().first().value<Session>().actor;
    inJob([&] {
        must(portal->serviceProviderKeys.make(actor), "a key");
        must(portal->enrolment.setRecoveryPassphrase(actor, SecretBytes(QByteArrayView(typed::recoveryPassphrase))),
             "a passphrase");
        if (portal->enrolment.enrol(actor, SecretBytes(QByteArrayView(typed::wrongPassphrase))))
            giveUp("a wrong passphrase did");
        return 0;
    });

    QSignalSpy signIns(&window, &MainWindow::signInShown);
    Q_EMIT window.portalView()->signOutRequested();
    waitFor("the sign-in page", [&] { return !signIns.isEmpty(); });
    for (const char *password : {typed::wrongPassword, typed::ownerPassword}) {
        type(window, QStringLiteral("Name"), QStringLiteral("owner"));
        type(window, QStringLiteral("Password"), QLatin1String(password));
        press(window, QStringLiteral("Sign in"));
    }
    waitFor("the owner's return", [&] { return portals.size() == 2; });
}

/// Sign-ins at the sandbox tenant, plain, encrypted, and refused in several ways.
class SandboxSignIns
{
public:
    SandboxSignIns(Portal portal, QDir folder)
        : m_portal(std::move(portal))
        , m_folder(std::move(folder))
        , m_keys(must(sandbox::Keys::loadOrCreate(sandboxFolder(), m_clock, m_random), "the tenant's keys"))
        , m_configuration(must(m_portal.configurations.load(), "the configuration"))
    {
    }

    void run()
    {
        const Actor owner = Actor::operatorNamed(QStringLiteral("run"));
        const Certificate ours = must(m_portal.serviceProviderKeys.make(owner), "a key");
        const Certificate strange = m_keys.certificate;
        expect(signIn([](auto &) {}), true);
        expect(signIn([&](auto &order) { order.encryptFor = ours; }), true);
        expect(signIn([&](auto &order) { order.encryptFor = strange; }), false);
        expect(signIn([](auto &order) { order.at -= std::chrono::hours(5); }), false);
        expect(signIn([](auto &order) { order.audience = EntityId(QStringLiteral("urn:somebody:else")); }), false);
        expect(signIn([](auto &order) { order.failure = 50105; }), false);
        expect(signIn([](auto &) {}, [](QByteArray xml) { return xml.replace("Haddad", "Haddid"); }), false);
        expect(signIn([](auto &) {}, [](QByteArray xml) { return xml.chopped(40); }), false);
    }

private:
    using Bend = std::function<QByteArray(QByteArray)>;

    static void expect(const SignInOutcome &outcome, bool signedIn)
    {
        if (outcome.session.has_value() != signedIn)
            giveUp(signedIn ? "somebody was refused" : "somebody came in");
    }

    template<typename Change>
    SignInOutcome signIn(const Change &change, const Bend &bend = {})
    {
        const BegunSignIn begun = must(m_portal.signIn.begin(), "a sign-in");
        sandbox::ResponseOrder order;
        order.person = sandbox::personNamed(QStringLiteral("amira"));
        order.audience = m_configuration.serviceProvider;
        order.assertionConsumerService = m_configuration.assertionConsumerService;
        order.inResponseTo = begun.request.id;
        order.at = m_clock.now();
        change(order);
        QByteArray xml = must(sandbox::buildResponse(order, m_keys, m_random), "a response");
        if (bend)
            xml = bend(std::move(xml));
        QFile file(m_folder.filePath(QStringLiteral("posted-%1.xml").arg(m_count++)));
        if (!file.open(QIODevice::WriteOnly) || file.write(xml) != xml.size())
            giveUp("no room for what was posted");
        SamlPost post;
        post.samlResponse = xml.toBase64();
        post.relayState = begun.request.relayState;
        post.postedTo = m_configuration.assertionConsumerService;
        post.capturedAt = m_clock.now();
        return m_portal.signIn.complete(begun.request, post);
    }

    SystemClock m_clock;
    SystemRandom m_random;
    Portal m_portal;
    QDir m_folder;
    sandbox::Keys m_keys;
    IdentityConfiguration m_configuration;
    int m_count = 0;
};

} // namespace
} // namespace usher::test

int main(int argc, char **argv)
{
    using namespace usher;
    using namespace usher::test;
    QCoreApplication::setApplicationName(QStringLiteral("usher"));
    QApplication application(argc, argv);
    useRealDirectory(application);
    Services services({DirectoryKind::Sandbox, {}});
    inJob([&] {
        SandboxSignIns(must(services.open(), "a sandbox"), QDir(QCoreApplication::arguments().value(1))).run();
        return 0;
    });
    return 0;
}
