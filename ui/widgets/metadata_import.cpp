// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/metadata_import.h"

#include "core/federation/metadata_fetch.h"
#include "ui/theme/styling.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/fitting_stack.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metadata_reading.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/provider_choice.h"
#include "ui/widgets/provider_preview_card.h"
#include "ui/widgets/toggle_row.h"
#include "ui/widgets/toggle_switch.h"

#include <QButtonGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

/// A form: what to fill in, and the button that goes on.
QWidget *formOf(QWidget *field, std::initializer_list<QWidget *> buttons)
{
    auto *form = new QWidget;
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(theme::space::one);
    layout->addWidget(field);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::one);
    for (QWidget *button : buttons)
        row->addWidget(button);
    row->addStretch(1);
    layout->addLayout(row);
    return form;
}

} // namespace

MetadataImport::MetadataImport(QNetworkAccessManager &network, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_network(network)
    , m_clock(clock)
    , m_busy(new BusyState(this))
    , m_choices(new QButtonGroup(this))
    , m_forms(new FittingStack)
    , m_address(new QLineEdit)
    , m_cancel(new QPushButton(tr("Ca&ncel")))
    , m_pasted(new QPlainTextEdit)
    , m_pinning(
          new ToggleRow(tr("&Verify the metadata's signature"),
                        tr("For federations, which sign what they publish. Entra's metadata needs no more than its https address. "
                           "While this is off, a signature is not looked at.")))
    , m_signer(new QPlainTextEdit)
    , m_error(new ErrorPanel)
    , m_providerChoice(new ProviderChoice)
    , m_preview(new ProviderPreviewCard)
{
    m_forms->addWidget(makeAddressForm());
    m_forms->addWidget(makeFileForm());
    m_forms->addWidget(makePasteForm());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::space::two);
    layout->addWidget(makeChoices());
    layout->addWidget(m_forms);
    layout->addWidget(m_pinning);
    layout->addWidget(makeSignerForm());
    layout->addWidget(new ProgressLine(*m_busy));
    layout->addWidget(m_error);
    layout->addWidget(m_providerChoice);
    layout->addWidget(m_preview);
    for (QWidget *input : std::initializer_list<QWidget *>{m_forms, m_pinning, m_signer, m_providerChoice})
        connect(m_busy, &BusyState::busyChanged, input, &QWidget::setDisabled);
    connect(m_providerChoice, &ProviderChoice::chosen, this, &MetadataImport::read);
    connect(m_providerChoice, &ProviderChoice::declined, m_providerChoice, &QWidget::hide);
    connect(m_preview, &ProviderPreviewCard::declined, this, [this] { m_preview->hide(); });
    clear();
}

QWidget *MetadataImport::makeChoices()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(theme::space::half);
    int id = 0;
    for (const QString &text : {tr("From an &address"), tr("From a &file"), tr("&Paste")}) {
        auto *button = new QPushButton(text);
        button->setCheckable(true);
        theme::setButtonRole(button, theme::ButtonRole::Quiet);
        m_choices->addButton(button, id++);
        layout->addWidget(button);
    }
    layout->addStretch(1);
    layout->addWidget(m_cancel);
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_fetch.cancel(); });
    // Only what comes from afar takes long enough to be given up.
    connect(m_busy, &BusyState::progressWanted, m_cancel,
            [this](bool wanted) { m_cancel->setVisible(wanted && m_fetch.isRunning()); });
    connect(m_choices, &QButtonGroup::idClicked, this, [this](int choice) {
        m_forms->setCurrentIndex(choice);
        hideResult();
    });
    m_choices->button(0)->setChecked(true);
    return row;
}

QWidget *MetadataImport::makeAddressForm()
{
    m_address->setPlaceholderText(QStringLiteral("https://login.microsoftonline.com/…/federationmetadata.xml?appid=…"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    auto *field = new FormField({tr("Metadata a&ddress"),
                                 tr("In Entra: Enterprise applications → your application → Single sign-on → SAML Certificates."),
                                 tr("Entra: App Federation Metadata Url")},
                                m_address);
    auto *fetchButton = new QPushButton(tr("F&etch"));
    connect(fetchButton, &QPushButton::clicked, this, &MetadataImport::fetch);
    connect(m_address, &QLineEdit::returnPressed, this, &MetadataImport::fetch);
    connect(m_address, &QLineEdit::textChanged, fetchButton,
            [fetchButton](const QString &text) { fetchButton->setEnabled(!text.trimmed().isEmpty()); });
    fetchButton->setEnabled(false);
    return formOf(field, {fetchButton});
}

QWidget *MetadataImport::makeFileForm()
{
    QLabel *help =
        helpLabel(tr("In Entra: SAML Certificates → Federation Metadata XML → Download. Nothing is used before you have seen "
                     "what would change."));
    auto *choose = new QPushButton(tr("&Choose a file…"));
    connect(choose, &QPushButton::clicked, this, &MetadataImport::chooseFile);
    return formOf(help, {choose});
}

QWidget *MetadataImport::makePasteForm()
{
    m_pasted->setFixedHeight(theme::space::six * 3);
    m_pasted->setTabChangesFocus(true);
    theme::setTextRole(m_pasted, theme::TextRole::Monospace);
    auto *field = new FormField({tr("&Metadata"), tr("The whole XML document, from <EntityDescriptor to its end."), {}}, m_pasted);
    auto *readButton = new QPushButton(tr("&Read"));
    connect(readButton, &QPushButton::clicked, this, &MetadataImport::readPasted);
    return formOf(field, {readButton});
}

QWidget *MetadataImport::makeSignerForm()
{
    m_signer->setFixedHeight(theme::space::six * 2);
    m_signer->setTabChangesFocus(true);
    theme::setTextRole(m_signer, theme::TextRole::Monospace);
    auto *field =
        new FormField({tr("Verify the metadata's signature &with this certificate"),
                       tr("PEM or base64. Get it from the federation on a way that you trust. It is kept, and later refreshes "
                          "must be signed with its key too."),
                       {}},
                      m_signer);
    auto *choose = new QPushButton(tr("Choose a &certificate file…"));
    connect(choose, &QPushButton::clicked, this, &MetadataImport::chooseSigner);
    QWidget *form = formOf(field, {choose});
    connect(m_pinning->toggle(), &QAbstractButton::toggled, form, &QWidget::setVisible);
    form->hide();
    return form;
}

void MetadataImport::setCurrent(const std::optional<IdentityProvider> &current)
{
    const std::optional<Certificate> before = m_current ? m_current->metadataSigner : std::nullopt;
    m_current = current;
    const std::optional<Certificate> now = current ? current->metadataSigner : std::nullopt;
    if (before == now)
        return; // and what was typed stays
    m_pinning->toggle()->setChecked(now.has_value());
    m_signer->setPlainText(now ? QString::fromLatin1(now->toPem()) : QString());
}

void MetadataImport::clear()
{
    m_address->clear();
    m_pasted->clear();
    hideResult();
}

void MetadataImport::hideResult()
{
    for (QWidget *result : std::initializer_list<QWidget *>{m_error, m_providerChoice, m_preview})
        result->hide();
}

void MetadataImport::fetch()
{
    const QString text = m_address->text().trimmed();
    if (text.isEmpty() || m_busy->isBusy())
        return;
    m_fetch = fetchMetadata(m_network, QUrl(text, QUrl::StrictMode));
    whenFinished(
        this, m_fetch,
        [this, text](const Result<QByteArray> &fetched) {
            if (!fetched)
                return showError(fetched.error());
            m_document = {*fetched, {MetadataSource::Kind::Address, text}};
            read({});
        },
        m_busy);
}

void MetadataImport::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Federation metadata"), {}, tr("XML documents (*.xml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MetadataImport::importFile);
    dialog->open();
}

void MetadataImport::importFile(const QString &path)
{
    runJob(
        this, [path] { return readMetadataFile(path); },
        [this](const Result<MetadataDocument> &document) {
            if (!document)
                return showError(document.error());
            m_document = *document;
            read({});
        },
        m_busy);
}

void MetadataImport::readPasted()
{
    m_document = {m_pasted->toPlainText().toUtf8(), {MetadataSource::Kind::File, {}}};
    read({});
}

void MetadataImport::chooseSigner()
{
    auto *dialog = new QFileDialog(this, tr("The metadata signer's certificate"), {},
                                   tr("Certificates (*.pem *.crt *.cer *.der);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        runJob(
            this, [path] { return readCertificateFile(path); },
            [this](const Result<Certificate> &certificate) {
                if (!certificate)
                    return showError(certificate.error());
                m_error->hide();
                m_signer->setPlainText(QString::fromLatin1(certificate->toPem()));
            },
            m_busy);
    });
    dialog->open();
}

void MetadataImport::read(const EntityId &chosen)
{
    const QByteArray signer = m_pinning->toggle()->isChecked() ? m_signer->toPlainText().toLatin1() : QByteArray();
    if (m_pinning->toggle()->isChecked() && signer.trimmed().isEmpty())
        return showError({ErrorCode::CertificateUnreadable, tr("The empty field")});
    runJob(
        this, [document = m_document, chosen, signer, now = m_clock.now()] { return readMetadata(document, chosen, signer, now); },
        [this](const Result<MetadataReading> &reading) {
            if (!reading)
                return showError(reading.error());
            if (const auto *provider = std::get_if<ReadProvider>(&*reading))
                return showPreview(*provider);
            hideResult();
            m_providerChoice->setProviders(std::get<std::vector<ProviderName>>(*reading));
            m_providerChoice->show();
        },
        m_busy);
}

void MetadataImport::showError(const Error &error)
{
    hideResult();
    m_error->setError(error, tr("This metadata can't be used"));
    m_error->show();
}

void MetadataImport::showPreview(const ReadProvider &read)
{
    hideResult();
    ProviderPreview preview = previewOf(m_current, read.provider);
    preview.vouching = vouchingText(read.signature);
    m_preview->setPreview(preview);
    m_preview->show();
    disconnect(m_preview, &ProviderPreviewCard::agreed, this, nullptr);
    connect(m_preview, &ProviderPreviewCard::agreed, this, [this, agreed = read.provider] {
        clear();
        Q_EMIT imported(agreed);
    });
}

} // namespace usher
