// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "core/base/log.h"
#include "ui/shell/opening_page.h"
#include "ui/shell/portal_view.h"
#include "ui/signin/sign_in_page.h"
#include "ui/signin/test_sign_in_dialog.h"
#include "ui/theme/icons.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/job.h"

#include <QCloseEvent>
#include <QStackedWidget>

namespace usher {

namespace {

constexpr QSize firstSize(1280, 800);
constexpr QSize smallestSize(880, 560);

} // namespace

MainWindow::MainWindow(Settings &settings, theme::Theme &theme, OpenPortal open, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_theme(theme)
    , m_open(std::move(open))
    , m_busy(new BusyState(this))
    , m_stack(new QStackedWidget)
    , m_opening(new OpeningPage(*m_busy))
{
    setWindowTitle(QStringLiteral("Usher"));
    setWindowIcon(theme::productMark());
    setMinimumSize(smallestSize);
    if (!restoreGeometry(settings.windowGeometry()))
        resize(firstSize);
    m_stack->addWidget(m_opening);
    setCentralWidget(m_stack);
    connect(m_opening, &OpeningPage::retryRequested, this, &MainWindow::openDirectory);
    connect(m_opening, &OpeningPage::folderChosen, this, &MainWindow::openDirectoryIn);
    openDirectory();
}

MainWindow::~MainWindow() = default;

void MainWindow::offerFolders()
{
    m_opening->offerFolders();
}

void MainWindow::openDirectory()
{
    m_opening->showOpening();
    runJob(
        this, m_open,
        [this](const Result<Portal> &portal) {
            if (portal)
                return begin(*portal);
            m_opening->showError(portal.error());
            Q_EMIT openingFailed(portal.error());
        },
        m_busy);
}

void MainWindow::openDirectoryIn(const QString &folder)
{
    m_settings.setDirectoryAddress(QStringLiteral("sqlite:%1/directory.sqlite").arg(folder));
    openDirectory();
}

void MainWindow::begin(const Portal &portal)
{
    m_portal.emplace(portal);
    runJob(
        this, [&owner = portal.localOwner] { return owner.needsFirstStart(); },
        [this](const Result<bool> &first) {
            if (!first)
                return m_opening->showError(first.error());
            if (*first)
                showWelcome();
            else
                showSignIn({});
        },
        m_busy);
}

void MainWindow::showWelcome()
{
    auto *welcome = new WelcomePage(
        {m_portal->localOwner, m_portal->configurations, m_portal->directory, m_portal->network, m_portal->signIn.clock()});
    connect(welcome, &WelcomePage::testSignInRequested, this, [this, welcome] { openTestSignIn(welcome); });
    connect(welcome, &WelcomePage::finished, this, [this](const std::optional<Session> &owner) {
        if (owner)
            showPortal(*owner);
        else
            showSignIn({});
    });
    replace(welcome);
    Q_EMIT welcomeShown();
}

void MainWindow::openTestSignIn(WelcomePage *welcome)
{
    auto *dialog = new TestSignInDialog(m_portal->signIn, m_portal->openAddress, this);
    connect(dialog, &TestSignInDialog::concluded, welcome, &WelcomePage::showTestResult);
    dialog->open();
}

void MainWindow::showSignIn(const std::optional<SignOutNote> &note)
{
    auto *page = new SignInPage(m_portal->signIn, m_portal->localOwner, m_portal->kind, m_portal->openAddress);
    if (const auto &owner = m_portal->sandboxOwner)
        page->showSandboxOwner(owner->name, owner->password);
    if (note)
        page->showNote(note->tone, note->text);
    connect(page, &SignInPage::signedIn, this, [this, page](const Session &session) {
        m_entrance = page->entrance();
        showPortal(session);
    });
    replace(page);
    Q_EMIT signInShown();
}

void MainWindow::showPortal(const Session &session)
{
    auto *view = new PortalView(*m_portal, session, m_settings, m_theme);
    connect(view, &PortalView::signOutRequested, this, [this, session] { signOut(session); });
    replace(view);
    view->setFocus();
    m_view = view;
    Q_EMIT portalShown(session);
}

void MainWindow::signOut(const Session &session)
{
    auto *page = new SignOutPage(m_portal->signOut, m_portal->signIn.clock(), m_portal->openAddress, {});
    connect(page, &SignOutPage::finished, this, [this](const std::optional<SignOutNote> &note) { showSignIn(note); });
    replace(page);
    page->start(session, std::exchange(m_entrance, std::nullopt));
}

void MainWindow::replace(QWidget *page)
{
    QWidget *before = m_stack->currentWidget();
    m_view = nullptr;
    m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
    if (before != m_opening)
        before->deleteLater(); // it may be the sender of what brought us here
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_view && !m_mayClose) {
        event->ignore();
        m_view->leave([this] {
            m_mayClose = true;
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    m_settings.setWindowGeometry(saveGeometry());
    event->accept();
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_wasPainted)
        qCDebug(logUi, "first window painted");
    m_wasPainted = true;
}

} // namespace usher
