// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/metadata_import.h"

#include "core/federation/metadata_fetch.h"
#include "core/saml/metadata.h"
#include "ui/theme/styling.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/fitting_stack.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/provider_preview_card.h"

#include <QButtonGroup>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    if (file.size() > maximumMetadataBytes)
        return fail(ErrorCode::FileTooLarge, path);
    const QByteArray bytes = file.read(maximumMetadataBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    return bytes;
}

Result<IdentityProvider> readProvider(const QByteArray &xml, const MetadataSource &source)
{
    USHER_TRY(auto metadata, readIdentityProviderMetadata(xml));
    return IdentityProvider{std::move(metadata), source};
}

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

MetadataImport::MetadataImport(QNetworkAccessManager &network, QWidget *parent)
    : QWidget(parent)
    , m_network(network)
    , m_busy(new BusyState(this))
    , m_choices(new QButtonGroup(this))
    , m_forms(new FittingStack)
    , m_address(new QLineEdit)
    , m_cancel(new QPushButton(tr("Ca&ncel")))
    , m_pasted(new QPlainTextEdit)
    , m_error(new ErrorPanel)
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
    layout->addWidget(new ProgressLine(*m_busy));
    layout->addWidget(m_error);
    layout->addWidget(m_preview);
    connect(m_busy, &BusyState::busyChanged, m_forms, &QWidget::setDisabled);
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
        m_error->hide();
        m_preview->hide();
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

void MetadataImport::setCurrent(const std::optional<IdentityProvider> &current)
{
    m_current = current;
}

void MetadataImport::clear()
{
    m_address->clear();
    m_pasted->clear();
    m_error->hide();
    m_preview->hide();
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
            if (fetched)
                read(*fetched, {MetadataSource::Kind::Address, text});
            else
                showResult(std::unexpected(fetched.error()));
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
        this,
        [path]() -> Result<IdentityProvider> {
            USHER_TRY(const auto bytes, readFile(path));
            return readProvider(bytes, {MetadataSource::Kind::File, QFileInfo(path).fileName()});
        },
        [this](const Result<IdentityProvider> &provider) { showResult(provider); }, m_busy);
}

void MetadataImport::readPasted()
{
    read(m_pasted->toPlainText().toUtf8(), {MetadataSource::Kind::File, {}});
}

void MetadataImport::read(const QByteArray &xml, const MetadataSource &source)
{
    runJob(
        this, [xml, source] { return readProvider(xml, source); },
        [this](const Result<IdentityProvider> &provider) { showResult(provider); }, m_busy);
}

void MetadataImport::showResult(const Result<IdentityProvider> &provider)
{
    m_error->setVisible(!provider.has_value());
    m_preview->setVisible(provider.has_value());
    if (!provider) {
        m_error->setError(provider.error(), tr("This metadata can't be used"));
        return;
    }
    m_preview->setPreview(previewOf(m_current, *provider));
    disconnect(m_preview, &ProviderPreviewCard::agreed, this, nullptr);
    connect(m_preview, &ProviderPreviewCard::agreed, this, [this, agreed = *provider] {
        clear();
        Q_EMIT imported(agreed);
    });
}

} // namespace usher
