// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/tour_guide.h"

#include "app/commands/command_words.h"
#include "core/explain/explain.h"
#include "core/sandbox/sandbox_person.h"
#include "ui/account/my_access_page.h"
#include "ui/identity/identity_configuration_page.h"
#include "ui/identity/provisioning_section.h"
#include "ui/shell/main_window.h"
#include "ui/shell/portal_view.h"
#include "ui/signin/entra_failure_panel.h"
#include "ui/signin/origin_bar.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/theme/theme.h"
#include "ui/widgets/job.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

namespace usher {

namespace {

constexpr int patience = 60'000;  // milliseconds until a step counts as stuck
constexpr int settling = 500;     // milliseconds for painting before a picture
constexpr int lookingAgain = 100; // milliseconds between two looks

/// The account as the database holds it, a line a fact.
Result<QStringList> readAccount(Directory &directory, const Actor &actor, const UserId &id)
{
    USHER_TRY(const User user, directory.user(actor, id));
    USHER_TRY(const std::vector<Pool> pools, directory.pools());
    USHER_TRY(const std::vector<Role> roles, directory.roles());
    QStringList lines;
    const auto line = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            lines += QStringLiteral("    %1: %2").arg(label, value);
    };
    for (const ProfileField field : allProfileFields)
        line(explain::label(field), user.profile.value(field));
    line(CommandWords::tr("Origin"), explain::label(user.origin));
    line(CommandWords::tr("Status"), explain::label(user.status));
    for (const Pool &pool : pools) {
        if (std::ranges::find(user.pools, pool.id) != user.pools.end())
            line(CommandWords::tr("Agent Pool"), explain::name(pool));
    }
    for (const Role &role : roles) {
        if (std::ranges::find(user.roles, role.id) != user.roles.end())
            line(CommandWords::tr("Role"), explain::name(role));
    }
    return lines;
}

/// The three together are one line.
QString textOf(SignInStage stage)
{
    switch (stage) {
    case SignInStage::Received:
        return CommandWords::tr("received");
    case SignInStage::Verified:
        return CommandWords::tr(" → verified");
    case SignInStage::Provisioned:
        return CommandWords::tr(" → provisioned") + u'\n';
    }
    Q_UNREACHABLE();
}

} // namespace

TourGuide::TourGuide(Console &console, MainWindow &window, theme::Theme &theme, QString folder, const std::optional<Portal> &portal)
    : m_console(console), m_window(window), m_theme(theme), m_folder(std::move(folder)), m_portal(portal)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { end(CommandWords::tr("The tour waited too long for %1.").arg(m_awaited)); });
    connect(&m_window, &MainWindow::openingFailed, this, [this](const Error &error) { end(explain::words(error).paragraph()); });
    connect(&m_window, &MainWindow::signInShown, this, &TourGuide::arrive, Qt::SingleShotConnection);
    waitFor(CommandWords::tr("the sign-in screen"));
}

void TourGuide::arrive()
{
    m_console.writeLine(CommandWords::tr("A directory of its own, with the sandbox tenant as its identity provider."));
    picture(QStringLiteral("sign-in"), [this] { openProvider(); });
}

void TourGuide::openProvider()
{
    m_provider = m_window.findChild<ProviderSignIn *>();
    connect(m_provider, &ProviderSignIn::pageLoaded, this, &TourGuide::failOnPurpose, Qt::SingleShotConnection);
    connect(m_provider, &ProviderSignIn::stageReached, this, &TourGuide::tellStage);
    connect(m_provider, &ProviderSignIn::stepChanged, this, [this] {
        if (const std::optional<Error> error = m_provider->flow().error())
            end(explain::words(*error).paragraph());
    });
    connect(&m_window, &MainWindow::portalShown, this, &TourGuide::awaitMyAccess, Qt::SingleShotConnection);
    waitFor(CommandWords::tr("the tenant's account page"));
    pressSignIn();
}

void TourGuide::failOnPurpose()
{
    constexpr int notAssigned = 50105;
    waitFor(CommandWords::tr("the explanation of a failure"));
    later(settling, [this] { type(*webView(), QStringLiteral("AADSTS%1").arg(notAssigned)); });
    const auto isExplained = [this] {
        const auto *panel = m_provider->findChild<EntraFailurePanel *>();
        return panel != nullptr && panel->isVisible();
    };
    until(isExplained, [this] {
        m_console.writeLine(CommandWords::tr("A sign-in that Entra refuses, and what to change there."));
        showFailure();
    });
}

void TourGuide::showFailure()
{
    picture(QStringLiteral("entra-failure"), [this] {
        m_theme.setAppearance(Appearance::Dark);
        picture(QStringLiteral("entra-failure-dark"), [this] {
            m_theme.setAppearance(Appearance::Light);
            Q_EMIT m_provider->findChild<OriginBar *>()->cancelled();
            connect(m_provider, &ProviderSignIn::pageLoaded, this, &TourGuide::showAccountPage, Qt::SingleShotConnection);
            waitFor(CommandWords::tr("the tenant's account page"));
            pressSignIn();
        });
    });
}

void TourGuide::showAccountPage()
{
    picture(QStringLiteral("entra-account"), [this] {
        const QString account = sandbox::people().front().userPrincipalName;
        m_console.writeLine(CommandWords::tr("%1 signs in at the tenant's page.").arg(account));
        waitFor(CommandWords::tr("the tenant's password page"));
        connect(m_provider, &ProviderSignIn::pageLoaded, this, &TourGuide::showPasswordPage, Qt::SingleShotConnection);
        type(*webView(), account);
    });
}

void TourGuide::showPasswordPage()
{
    picture(QStringLiteral("entra-password"), [this] {
        waitFor(CommandWords::tr("the tenant's response"));
        type(*webView(), QStringLiteral("any will do"));
    });
}

void TourGuide::tellStage(SignInStage stage)
{
    const TimePoint now = m_portal->signIn.clock().now();
    m_console.write(textOf(stage).toUtf8());
    if (stage == SignInStage::Provisioned)
        m_console.writeLine(CommandWords::tr("%1 ms from the form's submit to the committed account")
                                .arg((now - *m_provider->capturedAt()).count()));
}

void TourGuide::awaitMyAccess(const Session &session)
{
    waitFor(CommandWords::tr("My access"));
    const auto *page = m_window.findChild<MyAccessPage *>();
    if (page == nullptr)
        return end(CommandWords::tr("Somebody without administrative permission should see My access."));
    connect(page, &MyAccessPage::loaded, this, [this, session] { tellAccount(session); }, Qt::SingleShotConnection);
}

void TourGuide::tellAccount(const Session &session)
{
    runJob(
        this,
        [&directory = m_portal->directory, actor = session.actor, id = session.user.id] {
            return readAccount(directory, actor, id);
        },
        [this](const Result<QStringList> &account) {
            if (!account)
                return end(explain::words(account.error()).paragraph());
            m_console.writeLine(CommandWords::tr("The account as it was written:"));
            for (const QString &line : *account)
                m_console.writeLine(line);
            showMyAccess();
        });
}

void TourGuide::showMyAccess()
{
    picture(QStringLiteral("my-access"), [this] {
        connect(&m_window, &MainWindow::signInShown, this, &TourGuide::signInAsOwner, Qt::SingleShotConnection);
        waitFor(CommandWords::tr("the sign-in screen"));
        Q_EMIT m_window.portalView()->signOutRequested();
    });
}

void TourGuide::signInAsOwner()
{
    connect(&m_window, &MainWindow::portalShown, this, &TourGuide::showUsers, Qt::SingleShotConnection);
    m_console.writeLine(CommandWords::tr("The local owner signs in."));
    waitFor(CommandWords::tr("the local owner's sign-in"));
    type(*m_window.findChild<QLineEdit *>(QStringLiteral("localName")), m_portal->sandboxOwner->name);
    auto *password = m_window.findChild<QLineEdit *>(QStringLiteral("localPassword"));
    until([password] { return password->hasFocus(); }, [this, password] { type(*password, m_portal->sandboxOwner->password); });
}

void TourGuide::showUsers()
{
    waitFor(CommandWords::tr("the table of users"));
    m_window.portalView()->showScreen(Screen::Users);
    const auto hasRows = [this] {
        const auto *table = m_window.findChild<QTableView *>();
        return table != nullptr && table->model()->rowCount() > 0;
    };
    until(hasRows, [this] { picture(QStringLiteral("users"), [this] { showIdentityConfiguration(); }); });
}

void TourGuide::showIdentityConfiguration()
{
    waitFor(CommandWords::tr("the identity configuration"));
    m_window.portalView()->showIdentityConfiguration();
    connect(
        m_window.findChild<IdentityConfigurationPage *>(), &IdentityConfigurationPage::loaded, this,
        [this] { picture(QStringLiteral("identity-configuration"), [this] { showProvisioning(); }); }, Qt::SingleShotConnection);
}

void TourGuide::showProvisioning()
{
    auto *section = m_window.findChild<ProvisioningSection *>();
    for (QWidget *around = section->parentWidget(); around != nullptr; around = around->parentWidget()) {
        if (auto *page = qobject_cast<QScrollArea *>(around)) {
            page->ensureWidgetVisible(section);
            break;
        }
    }
    picture(QStringLiteral("provisioning"), [this] { showDark(); });
}

void TourGuide::showDark()
{
    m_theme.setAppearance(Appearance::Dark);
    picture(QStringLiteral("provisioning-dark"), [this] {
        m_window.portalView()->showScreen(Screen::Users);
        picture(QStringLiteral("users-dark"), [this] {
            m_console.writeLine(CommandWords::tr("That was the tour. Its pictures are in %1.").arg(m_folder));
            QApplication::exit(int(ExitStatus::Accepted));
        });
    });
}

void TourGuide::waitFor(const QString &what)
{
    m_awaited = what;
    m_patience.start();
}

void TourGuide::picture(const QString &name, std::function<void()> next)
{
    later(settling, [this, name, next = std::move(next)] {
        const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name);
        if (!m_window.grab().save(file))
            return end(explain::words({ErrorCode::FileUnwritable, file, {}}).paragraph());
        m_console.writeLine(CommandWords::tr("  picture: %1").arg(file));
        next();
    });
}

void TourGuide::later(int milliseconds, std::function<void()> next)
{
    QTimer::singleShot(milliseconds, this, std::move(next));
}

void TourGuide::until(std::function<bool()> isThere, std::function<void()> next)
{
    if (isThere())
        return next();
    later(lookingAgain, [this, isThere = std::move(isThere), next = std::move(next)] { until(isThere, next); });
}

void TourGuide::type(QWidget &target, const QString &text)
{
    target.setFocus();
    QWidget *typist = target.focusProxy() ? target.focusProxy() : &target;
    const auto press = [typist](int key, const QString &letter) {
        QCoreApplication::postEvent(typist, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier, letter));
        QCoreApplication::postEvent(typist, new QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier, letter));
    };
    for (const QChar letter : text)
        press(letter.toUpper().unicode(), letter);
    press(Qt::Key_Return, QStringLiteral("\r"));
}

void TourGuide::pressSignIn()
{
    m_window.findChild<QPushButton *>(QStringLiteral("signInWithEntra"))->click();
}

QWidget *TourGuide::webView() const
{
    // The engine is a plugin: its class is known by name alone.
    for (QWidget *candidate : m_provider->findChildren<QWidget *>()) {
        if (candidate->inherits("QWebEngineView"))
            return candidate;
    }
    return m_provider;
}

void TourGuide::end(const QString &complaint)
{
    m_patience.stop();
    m_console.note(QStringLiteral("usher: ") + complaint);
    QApplication::exit(int(ExitStatus::Rejected));
}

} // namespace usher
