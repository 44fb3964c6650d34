// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/sign_in_page.h"

#include "core/explain/explain.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <memory>

namespace usher {

namespace {

constexpr int chooserWidth = 448; // 56 steps of the grid

} // namespace

SignInPage::SignInPage(SignIn &signIn, LocalOwner &localOwner, DirectoryKind kind, OpenAddress openAddress, QWidget *parent)
    : QWidget(parent)
    , m_localOwner(localOwner)
    , m_busy(new BusyState(this))
    , m_stack(new QStackedWidget)
    , m_provider(new ProviderSignIn(signIn, std::move(openAddress)))
    , m_note(new Banner(theme::Tone::Neutral))
    , m_localHint(new Banner(theme::Tone::Accent))
    , m_name(new QLineEdit)
    , m_password(new QLineEdit)
{
    m_chooser = makeChooser(kind);
    m_stack->addWidget(m_chooser);
    m_stack->addWidget(m_provider);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    connect(m_withEntra, &QPushButton::clicked, this, [this] { m_provider->start(DoorKind::Embedded); });
    connect(m_withBrowser, &QPushButton::clicked, this, [this] { m_provider->start(DoorKind::Browser); });
    connect(m_provider, &ProviderSignIn::stepChanged, this, &SignInPage::followProvider);
    connect(m_provider, &ProviderSignIn::concluded, this, [this](const SignInOutcome &outcome) {
        if (!outcome.session)
            return;
        m_entrance = m_provider->entrance();
        Q_EMIT signedIn(*outcome.session);
    });
    connect(m_busy, &BusyState::busyChanged, this, [this](bool busy) {
        m_withEntra->setDisabled(busy);
        m_withBrowser->setDisabled(busy);
        m_signInLocally->setDisabled(busy);
    });
    m_withEntra->setFocus();
}

void SignInPage::showSandboxOwner(const QString &name, const QString &password)
{
    m_localHint->setText(tr("In the sandbox: name “%1”, password “%2”.").arg(name, password));
    m_localHint->show();
}

void SignInPage::showNote(theme::Tone tone, const QString &text)
{
    m_note->setTone(tone);
    m_note->setText(text);
    m_note->show();
}

QWidget *SignInPage::makeChooser(DirectoryKind kind)
{
    auto *mark = new IconLabel(theme::productMark(), theme::space::six + theme::space::two);
    QLabel *title = titleLabel(tr("Sign in to Usher"));
    title->setAlignment(Qt::AlignHCenter);

    auto *column = new QVBoxLayout;
    column->setSpacing(theme::space::two);
    column->addStretch(1);
    column->addWidget(mark, 0, Qt::AlignHCenter);
    column->addWidget(title);
    column->addSpacing(theme::space::one);
    column->addWidget(m_note);
    m_note->hide();
    column->addWidget(makeEntra(kind));
    column->addWidget(makeLocalAccount());
    column->addWidget(new ProgressLine(*m_busy));
    column->addStretch(2);

    auto *content = new QWidget;
    content->setProperty("page", true); // transparent in the scroll area
    auto *row = new QHBoxLayout(content);
    row->addStretch(1);
    auto *middle = new QWidget;
    middle->setLayout(column);
    middle->setFixedWidth(chooserWidth);
    row->addWidget(middle);
    row->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    return scroll;
}

QWidget *SignInPage::makeEntra(DirectoryKind kind)
{
    m_withEntra = new QPushButton(tr("Sign in with &Microsoft Entra ID"));
    m_withEntra->setObjectName(QStringLiteral("signInWithEntra"));
    m_withEntra->setAutoDefault(true);
    theme::setButtonRole(m_withEntra, theme::ButtonRole::Primary);
    m_withBrowser = new QPushButton(tr("Use the system &browser instead"));
    m_withBrowser->setObjectName(QStringLiteral("signInWithBrowser"));
    m_withBrowser->setAutoDefault(true);
    m_withBrowser->setToolTip(
        tr("For passkeys, and for tenants that ask for a managed device: Entra's page opens in your own browser."));
    theme::setButtonRole(m_withBrowser, theme::ButtonRole::Quiet);
    m_needsSetup = new Banner(theme::Tone::Warning, explain::words({ErrorCode::NoIdentityProvider}).what + u' ' +
                                                        tr("Sign in with the local account, and set it up in Settings."));
    m_needsSetup->hide();

    auto *card = new Card;
    card->body()->addWidget(m_withEntra);
    card->body()->addWidget(m_withBrowser);
    card->body()->addWidget(m_needsSetup);
    if (kind == DirectoryKind::Sandbox)
        card->body()->addWidget(
            new Banner(theme::Tone::Accent,
                       tr("This is the sandbox: choose any person, and type any password. Nothing leaves this computer.")));
    else
        card->body()->addWidget(helpLabel(tr("Microsoft's page opens in this window. Usher never sees your password.")));
    return card;
}

QWidget *SignInPage::makeLocalAccount()
{
    m_localHint->hide();
    m_name->setObjectName(QStringLiteral("localName"));
    m_password->setObjectName(QStringLiteral("localPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_passwordField = new FormField({.label = tr("&Password")}, m_password);
    m_signInLocally = new QPushButton(tr("&Sign in"));
    m_signInLocally->setAutoDefault(true);

    auto *card = new Card(tr("Local account"), tr("For the owner of this portal, when Entra can't be reached."));
    card->body()->addWidget(m_localHint);
    card->body()->addWidget(new FormField({.label = tr("&Name")}, m_name));
    card->body()->addWidget(m_passwordField);
    card->body()->addWidget(m_signInLocally, 0, Qt::AlignLeft);

    connect(m_signInLocally, &QPushButton::clicked, this, &SignInPage::signInLocally);
    connect(m_name, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, this, &SignInPage::signInLocally);
    connect(m_password, &QLineEdit::textEdited, this, [this] { m_passwordField->setComplaint({}); });
    return card;
}

void SignInPage::followProvider()
{
    const SignInFlow &flow = m_provider->flow();
    const bool preparing = flow.step() == SignInFlow::Step::Preparing;
    // From one door to the other, the first one's page stays until the second is open.
    const bool comesFromHere = preparing && m_stack->currentWidget() == m_chooser;
    const bool choosing = comesFromHere || flow.step() == SignInFlow::Step::Idle || flow.needsSetup();
    m_withEntra->setDisabled(preparing);
    m_withBrowser->setDisabled(preparing);
    m_needsSetup->setVisible(flow.needsSetup());
    m_stack->setCurrentWidget(choosing ? m_chooser : m_provider);
    if (flow.needsSetup())
        m_name->setFocus();
    else if (choosing && !preparing)
        m_withEntra->setFocus();
}

void SignInPage::signInLocally()
{
    if (m_busy->isBusy())
        return;
    const auto password = std::make_shared<const SecretBytes>(SecretBytes::take(m_password->text().toUtf8()));
    m_password->clear();
    m_passwordField->setComplaint({});
    runJob(
        this, [&owner = m_localOwner, name = m_name->text().trimmed(), password] { return owner.signIn(name, *password); },
        [this](const Result<Session> &session) {
            if (session)
                return Q_EMIT signedIn(*session);
            m_passwordField->setComplaint(explain::words(session.error()).paragraph());
            m_password->setFocus();
        },
        m_busy);
}

} // namespace usher
