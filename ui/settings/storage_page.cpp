// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/storage_page.h"

#include "ui/theme/styling.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/relative_time.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShowEvent>
#include <QVBoxLayout>

namespace usher {

/// Who could open the secrets, and whether this computer can.
struct StoragePage::Findings
{
    EnrolmentStatus status;
    Result<void> check;
};

namespace {

QString placeText(const EnrolmentStatus &status)
{
    if (!status.thisPortal)
        return StoragePage::tr("Not enrolled: it can’t open the directory’s keys");
    return status.keyPlace == KeyPlace::Keychain
               ? StoragePage::tr("Enrolled. Its key is in this computer’s keychain.")
               : StoragePage::tr(
                     "Enrolled. Its key is in a file that your account alone may read, because there was no keychain: %1")
                     .arg(status.keyFile);
}

Fact recoveryFact(const std::optional<RecoveryNote> &recovery, TimePoint now)
{
    const QString name = StoragePage::tr("Recovery passphrase");
    if (!recovery)
        return {name, StoragePage::tr("Not set")};
    return {name, StoragePage::tr("Set %1 by %2").arg(relativeTime(recovery->setAt, now), recovery->setBy),
            exactTime(recovery->setAt)};
}

} // namespace

StoragePage::StoragePage(const StorageSources &sources, const Session &session, QWidget *parent)
    : Page(tr("Storage"), tr("Where people, pools, roles and the audit log are kept, and who can open what is secret in it."),
           parent)
    , m_sources(sources)
    , m_session(session)
    , m_busy(new BusyState(this))
    , m_error(new ErrorPanel)
    , m_facts(new FactList)
    , m_notEnrolled(new Banner(theme::Tone::Warning,
                               tr("This computer is not enrolled. Everything works but what needs the directory’s keys: "
                                  "encrypted sign-ins, signed requests, and making new keys.")))
    , m_noRecovery(new Banner(theme::Tone::Warning,
                              tr("The directory has keys, but no recovery passphrase. If every enrolled computer is lost, they are "
                                 "lost too, and nobody can sign in through Entra until they are replaced there.")))
    , m_enrol(new QPushButton(tr("&Enrol this computer…")))
    , m_setPassphrase(new QPushButton(tr("Set &recovery passphrase…")))
    , m_portalLines(new QVBoxLayout)
{
    column()->addWidget(makeFileCard());
    column()->addWidget(makeSecretsCard());
    column()->addWidget(makePortalsCard());
    m_portals->hide();
}

QWidget *StoragePage::makeFileCard()
{
    auto *address = new CopyField(tr("Directory file"));
    address->setText(m_sources.address);
    auto *card = new Card(tr("This directory"));
    card->body()->addWidget(new FormField({tr("Directory &file"),
                                           tr("One SQLite file on this computer. To open another one, start Usher with --directory "
                                              "sqlite:PATH."),
                                           {}},
                                          address));
    card->body()->addWidget(
        new Banner(theme::Tone::Warning,
                   tr("Whoever can write this file is an owner: roles bind people inside Usher, not the administrators of "
                      "this computer. Keep the file, and its backups, readable for your own account alone.")));
    return card;
}

QWidget *StoragePage::makeSecretsCard()
{
    auto *card =
        new Card(tr("Keys"), tr("The portal’s private keys lie in the directory sealed. A copy of the file is worth nothing to "
                                "whoever finds it: only enrolled computers, and the recovery passphrase, open them."));
    for (QWidget *notice : std::initializer_list<QWidget *>{m_error, m_notEnrolled, m_noRecovery}) {
        notice->hide();
        card->body()->addWidget(notice);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::one);
    row->addWidget(m_setPassphrase);
    row->addWidget(m_enrol);
    row->addStretch(1);
    card->body()->addWidget(m_facts);
    card->body()->addWidget(new ProgressLine(*m_busy));
    card->body()->addLayout(row);
    for (QPushButton *button : {m_setPassphrase, m_enrol})
        button->hide();

    connect(m_setPassphrase, &QPushButton::clicked, this,
            [this] { askForPassphrase(PassphraseDialog::Purpose::SetRecovery, tr("The recovery passphrase is set.")); });
    connect(m_enrol, &QPushButton::clicked, this,
            [this] { askForPassphrase(PassphraseDialog::Purpose::Enrol, tr("This computer is enrolled.")); });
    return card;
}

QWidget *StoragePage::makePortalsCard()
{
    auto *card = new Card(tr("Enrolled computers"), tr("Each opens the directory’s keys with a key of its own."));
    m_portalLines->setSpacing(theme::space::one);
    card->body()->addLayout(m_portalLines);
    m_portals = card;
    return card;
}

void StoragePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!event->spontaneous())
        load();
}

void StoragePage::load()
{
    runJob(
        this,
        [&enrolment = m_sources.enrolment]() -> Result<Findings> {
            USHER_TRY(EnrolmentStatus status, enrolment.status());
            return Findings{std::move(status), enrolment.check()};
        },
        [this](const Result<Findings> &findings) {
            m_error->setVisible(!findings);
            if (findings)
                render(*findings);
            else
                m_error->setError(findings.error(), tr("The directory could not be read"));
            Q_EMIT loaded();
        },
        m_busy);
}

void StoragePage::render(const Findings &findings)
{
    const EnrolmentStatus &status = findings.status;
    const bool isOpen = findings.check.has_value();
    const bool isStranger = !isOpen && findings.check.error().code == ErrorCode::PortalNotEnrolled;
    m_notEnrolled->setVisible(isStranger);
    m_error->setVisible(!isOpen && !isStranger);
    if (m_error->isVisibleTo(this))
        m_error->setError(findings.check.error(), tr("This computer can’t open the directory’s keys"));

    const bool isOwner = m_session.access.isOwner();
    m_noRecovery->setVisible(isOwner && status.serviceProviderKeys > 0 && !status.recovery);
    m_facts->setFacts({{tr("This computer"), placeText(status)}, recoveryFact(status.recovery, m_sources.clock.now())});
    m_setPassphrase->setVisible(isOwner);
    m_setPassphrase->setText(status.recovery ? tr("Change &recovery passphrase…") : tr("Set &recovery passphrase…"));
    m_setPassphrase->setEnabled(isOpen);
    m_setPassphrase->setToolTip(isOpen ? QString() : tr("On an enrolled computer."));
    m_enrol->setVisible(!isOpen && m_session.access.has(Permission::IdentityManage));
    m_enrol->setEnabled(status.recovery.has_value());
    m_enrol->setToolTip(status.recovery ? QString() : tr("An owner must set a recovery passphrase on an enrolled computer first."));
    showPortals(status);
}

void StoragePage::showPortals(const EnrolmentStatus &status)
{
    while (QLayoutItem *item = m_portalLines->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater(); // its button may be what brought us here
        delete item;
    }
    m_portals->setVisible(!status.portals.empty());
    for (const EnrolledPortal &portal : status.portals) {
        auto *line = new QWidget;
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins({});
        layout->setSpacing(theme::space::one);
        QLabel *name = strongLabel(portal.name);
        name->setWordWrap(false);
        QLabel *since = helpLabel(tr("since %1").arg(relativeTime(portal.enrolledAt, m_sources.clock.now())));
        since->setToolTip(exactTime(portal.enrolledAt));
        layout->addWidget(name);
        if (portal.id == status.thisPortal)
            layout->addWidget(new Badge({tr("This computer"), theme::Tone::Accent}));
        layout->addWidget(since, 1);
        if (portal.id != status.thisPortal && m_session.access.has(Permission::IdentityManage)) {
            auto *removal = new QPushButton(tr("Remove…"));
            removal->setAccessibleName(tr("Remove %1").arg(portal.name));
            theme::setButtonRole(removal, theme::ButtonRole::Quiet);
            connect(removal, &QPushButton::clicked, this, [this, portal] { askToRemove(portal); });
            layout->addWidget(removal);
        }
        m_portalLines->addWidget(line);
    }
}

void StoragePage::askForPassphrase(PassphraseDialog::Purpose purpose, const QString &done)
{
    const auto use = [&enrolment = m_sources.enrolment, actor = m_session.actor, purpose](const SecretBytes &passphrase) {
        return purpose == PassphraseDialog::Purpose::SetRecovery ? enrolment.setRecoveryPassphrase(actor, passphrase)
                                                                 : enrolment.enrol(actor, passphrase);
    };
    auto *dialog = new PassphraseDialog(purpose, use, window());
    connect(dialog, &QDialog::accepted, this, [this, done] {
        Notification::post(this, {.text = done});
        Q_EMIT changed();
        load();
    });
    dialog->open();
}

void StoragePage::askToRemove(const EnrolledPortal &portal)
{
    ConfirmDialog::ask(
        this, {tr("Remove %1?").arg(portal.name),
               tr("It can’t open the directory’s keys any more, unless it is enrolled again. What somebody has copied from "
                  "it before, they have: if the computer is in wrong hands, make new keys, too."),
               {{tr("&Remove the computer"), theme::ButtonRole::Danger, [this, portal] { remove(portal); }}}});
}

void StoragePage::remove(const EnrolledPortal &portal)
{
    runJob(
        this, [&enrolment = m_sources.enrolment, actor = m_session.actor, id = portal.id] { return enrolment.remove(actor, id); },
        [this, name = portal.name](const Result<void> &removed) {
            if (removed) {
                Notification::post(this, {.text = tr("%1 is removed.").arg(name)});
                return load();
            }
            m_error->setError(removed.error(), tr("The computer was not removed"));
            m_error->show();
        },
        m_busy);
}

} // namespace usher
