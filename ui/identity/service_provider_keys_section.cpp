// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/service_provider_keys_section.h"

#include "ui/identity/save_file.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/relative_time.h"

#include <QCryptographicHash>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

/// As Entra shows a certificate: SHA-1 of its DER, without colons. A name, not a proof.
QString thumbprint(const Certificate &certificate)
{
    return QString::fromLatin1(QCryptographicHash::hash(certificate.der(), QCryptographicHash::Sha1).toHex().toUpper());
}

QString made(const Certificate &certificate)
{
    return ServiceProviderKeysSection::tr("Key of %1").arg(exactDate(certificate.notBefore()));
}

} // namespace

ServiceProviderKeysSection::ServiceProviderKeysSection(ServiceProviderKeys &keys, const Session &session, const Clock &clock,
                                                       QWidget *parent)
    : Card(tr("Keys"),
           tr("With a key of this portal’s own, Entra can encrypt what it sends here, and Entra can check that requests come from "
              "here. What you do in this section happens at once."),
           parent)
    , m_keys(keys)
    , m_session(session)
    , m_clock(clock)
    , m_busy(new BusyState(this))
    , m_error(new ErrorPanel)
    , m_next(new Banner(theme::Tone::Accent))
    , m_lines(new QVBoxLayout)
    , m_make(new QPushButton(tr("&Make a new key")))
{
    m_lines->setSpacing(theme::space::two);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::two);
    row->addWidget(m_make);
    row->addWidget(
        helpLabel(tr("The newest key signs, and is published in the metadata. Older ones go on decrypting until you remove "
                     "them, so that nobody is locked out while you change over.")),
        1);
    for (QWidget *notice : std::initializer_list<QWidget *>{m_error, m_next}) {
        notice->hide();
        body()->addWidget(notice);
    }
    body()->addLayout(m_lines);
    body()->addWidget(new ProgressLine(*m_busy));
    body()->addLayout(row);

    const bool mayChange = session.access.has(Permission::IdentityManage);
    m_make->setVisible(mayChange);
    connect(m_make, &QPushButton::clicked, this, &ServiceProviderKeysSection::make);
    connect(m_busy, &BusyState::busyChanged, m_make, &QWidget::setDisabled);
    load();
}

void ServiceProviderKeysSection::load()
{
    runJob(
        this, [&keys = m_keys] { return keys.certificates(); },
        [this](const Result<std::vector<Certificate>> &certificates) {
            if (certificates)
                render(*certificates);
            else
                showError(certificates.error(), tr("The keys could not be read"));
        },
        m_busy);
}

void ServiceProviderKeysSection::render(const std::vector<Certificate> &certificates)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater(); // its button may be what brought us here
        delete item;
    }
    m_count = certificates.size();
    if (certificates.empty())
        m_lines->addWidget(bodyLabel(tr("There is no key yet: Entra sends its answers signed, but not encrypted.")));
    for (const Certificate &certificate : certificates)
        m_lines->addWidget(
            makeLine(certificate, certificate == certificates.front() ? tr("Signs and decrypts") : tr("Decrypts only")));
    Q_EMIT keysChanged(certificates);
}

QWidget *ServiceProviderKeysSection::makeLine(const Certificate &certificate, const QString &part)
{
    auto *line = new QWidget;
    auto *save = new QPushButton(tr("Save certificate (.cer)…"));
    save->setAccessibleName(tr("Save the certificate of the %1").arg(made(certificate)));
    auto *removal = new QPushButton(tr("Remove…"));
    removal->setAccessibleName(tr("Remove the %1").arg(made(certificate)));
    theme::setButtonRole(save, theme::ButtonRole::Quiet);
    theme::setButtonRole(removal, theme::ButtonRole::Quiet);
    removal->setVisible(m_session.access.has(Permission::IdentityManage));
    removal->setDisabled(m_busy->isBusy());
    connect(m_busy, &BusyState::busyChanged, removal, &QWidget::setDisabled);
    connect(save, &QPushButton::clicked, this, [this, certificate] { saveCertificate(certificate); });
    connect(removal, &QPushButton::clicked, this, [this, certificate] { askToRemove(certificate); });

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::one);
    QLabel *name = strongLabel(made(certificate));
    name->setWordWrap(false);
    head->addWidget(name);
    head->addWidget(new Badge({part, part == tr("Decrypts only") ? theme::Tone::Neutral : theme::Tone::Good}));
    head->addStretch(1);
    head->addWidget(save);
    head->addWidget(removal);

    QLabel *print = valueLabel(tr("Thumbprint %1").arg(thumbprint(certificate)));
    print->setToolTip(plainToolTip(tr("As Entra shows it (SHA-1).\nSHA-256 %1").arg(certificate.fingerprint())));
    QLabel *expiry = helpLabel(tr("Expires %1").arg(relativeTime(certificate.notAfter(), m_clock.now())));
    expiry->setToolTip(exactTime(certificate.notAfter()));
    auto *layout = new QVBoxLayout(line);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(print);
    layout->addWidget(expiry);
    return line;
}

void ServiceProviderKeysSection::make()
{
    m_error->hide();
    m_next->hide();
    const bool isFirst = m_count == 0;
    runJob(
        this,
        [&keys = m_keys, actor = m_session.actor]() -> Result<std::vector<Certificate>> {
            USHER_TRY(keys.make(actor));
            return keys.certificates();
        },
        [this, isFirst](const Result<std::vector<Certificate>> &certificates) {
            if (!certificates)
                return showError(certificates.error(), tr("No key was made"));
            render(*certificates);
            m_next->setText(
                isFirst
                    ? tr("The key is made. To have Entra encrypt for it: save its certificate, then in Entra, Token encryption → "
                         "Import certificate, and Activate token encryption certificate.")
                    : tr("The new key is made. Save its certificate; in Entra, import it under Token encryption and activate it, "
                         "and upload it under Verification certificates if requests are signed: Entra may refuse them until then. "
                         "Remove the old key when people have signed in with the new one."));
            m_next->show();
        },
        m_busy);
}

void ServiceProviderKeysSection::askToRemove(const Certificate &certificate)
{
    const QString lost =
        m_count == 1
            ? tr("It is the only one. While Entra encrypts for it, nobody can sign in through Entra any more, and requests "
                 "can’t be signed: switch token encryption off in Entra first.")
            : tr("What Entra has encrypted for it, and goes on encrypting for it while it is the active one in Token "
                 "encryption, can’t be read any more.");
    ConfirmDialog::ask(this, {tr("Remove the %1?").arg(made(certificate)),
                              tr("%1 It can’t be brought back, but from a backup.").arg(lost),
                              {{tr("&Remove the key"), theme::ButtonRole::Danger, [this, certificate] { remove(certificate); }}}});
}

void ServiceProviderKeysSection::remove(const Certificate &certificate)
{
    m_error->hide();
    m_next->hide();
    runJob(
        this,
        [&keys = m_keys, actor = m_session.actor, certificate]() -> Result<std::vector<Certificate>> {
            USHER_TRY(keys.remove(actor, certificate));
            return keys.certificates();
        },
        [this](const Result<std::vector<Certificate>> &certificates) {
            if (!certificates)
                return showError(certificates.error(), tr("The key was not removed"));
            render(*certificates);
            Notification::post(this, {.text = tr("The key is removed.")});
        },
        m_busy);
}

void ServiceProviderKeysSection::saveCertificate(const Certificate &certificate)
{
    auto *dialog = new QFileDialog(this, tr("Save certificate"), QStringLiteral("usher.cer"), tr("Certificates (*.cer)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("cer"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, certificate](const QString &path) {
        m_error->hide();
        runJob(
            this, [path, certificate] { return saveFile(path, certificate.toPem()); },
            [this](const Result<QString> &written) {
                if (!written)
                    return showError(written.error(), tr("The certificate was not saved"));
                Notification::post(this, {.text = tr("Certificate written to %1. Upload it in Entra.").arg(*written)});
            });
    });
    dialog->open();
}

void ServiceProviderKeysSection::showError(const Error &error, const QString &heading)
{
    m_error->setError(error, heading);
    m_error->show();
}

} // namespace usher
