// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/secrets_banner.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/job.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

SecretsBanner::SecretsBanner(Enrolment &enrolment, QWidget *parent)
    : QWidget(parent), m_enrolment(enrolment), m_banner(new Banner(theme::Tone::Warning))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::one, theme::space::two, theme::space::one);
    layout->addWidget(m_banner);
    connect(m_banner->addAction(tr("&Open Storage")), &QPushButton::clicked, this, &SecretsBanner::storageRequested);
    hide();
}

void SecretsBanner::check()
{
    runJob(
        this, [&enrolment = m_enrolment] { return enrolment.status(); },
        [this](const Result<EnrolmentStatus> &status) {
            if (status) // where it can't be read, Storage says so
                tell(*status);
        });
}

void SecretsBanner::tell(const EnrolmentStatus &status)
{
    if (!status.thisPortal)
        m_banner->setText(tr("This computer is not enrolled: encrypted sign-ins and signed requests don’t work here."));
    else
        m_banner->setText(tr("There is no recovery passphrase: if this directory’s computers are lost, so are its keys."));
    setVisible(status.serviceProviderKeys > 0 && (!status.thisPortal || !status.recovery));
}

} // namespace usher
