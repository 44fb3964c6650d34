// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/test_sign_in_dialog.h"

#include "core/explain/explain.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

constexpr QSize comfortable{640, 720}; // a provider's page without scrolling

} // namespace

TestSignInDialog::TestSignInDialog(SignIn &signIn, OpenAddress openAddress, QWidget *parent)
    : QDialog(parent), m_provider(new ProviderSignIn(signIn, std::move(openAddress)))
{
    setWindowTitle(tr("Test sign-in"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(comfortable);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_provider);

    connect(m_provider, &ProviderSignIn::stepChanged, this, [this](SignInFlow::Step step) {
        if (step == SignInFlow::Step::Idle)
            reject();
    });
    connect(m_provider, &ProviderSignIn::concluded, this, [this](const SignInOutcome &outcome) {
        if (outcome.session)
            showSuccess(outcome);
        Q_EMIT concluded(outcome);
    });
}

void TestSignInDialog::open()
{
    QDialog::open();
    m_provider->start();
}

void TestSignInDialog::openToCatch()
{
    setWindowTitle(tr("Catch a sign-in"));
    QDialog::open();
    m_provider->start(DoorKind::Browser, ProviderSignIn::Start::AtProvider);
}

void TestSignInDialog::showSuccess(const SignInOutcome &outcome)
{
    QString text = tr("It works: %1 signed in.").arg(outcome.session->user.profile.bestName());
    if (outcome.plan)
        text += u' ' + explain::sentence(*outcome.plan);
    auto *banner = new Banner(theme::Tone::Good, text);
    QPushButton *close = banner->addAction(tr("&Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->insertWidget(0, banner);
    close->setFocus();
}

} // namespace usher
