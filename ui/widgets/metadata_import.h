// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "ui/widgets/metadata_reading.h"

#include <QFuture>
#include <QWidget>

#include <optional>

class QButtonGroup;
class QLineEdit;
class QNetworkAccessManager;
class QPlainTextEdit;
class QPushButton;

namespace usher {

class BusyState;
class ErrorPanel;
class FittingStack;
class ProviderChoice;
class ProviderPreviewCard;
class ToggleRow;

/// Takes in an identity provider's metadata from an address, a file or pasted text, shows what it would change, and hands it
/// over only when that was agreed to. Where it describes several providers, one is chosen first.
class MetadataImport : public QWidget
{
    Q_OBJECT

public:
    /// \param clock  by which expired metadata is known
    MetadataImport(QNetworkAccessManager &network, const Clock &clock, QWidget *parent = nullptr);

    /// What the preview compares with.
    void setCurrent(const std::optional<IdentityProvider> &current);
    /// Back to an empty form.
    void clear();
    /// Reads a file as if it had been chosen.
    void importFile(const QString &path);

Q_SIGNALS:
    void imported(const usher::IdentityProvider &provider);

private:
    [[nodiscard]] QWidget *makeChoices();
    [[nodiscard]] QWidget *makeAddressForm();
    [[nodiscard]] QWidget *makeFileForm();
    [[nodiscard]] QWidget *makePasteForm();
    [[nodiscard]] QWidget *makeSignerForm();
    void fetch();
    void chooseFile();
    void chooseSigner();
    void readPasted();
    /// Reads m_document; empty: whichever provider is the only one.
    void read(const EntityId &chosen);
    void hideResult();
    void showError(const Error &error);
    void showPreview(const ReadProvider &read);

    QNetworkAccessManager &m_network;
    const Clock &m_clock;
    MetadataDocument m_document; ///< what was brought last, to choose from
    std::optional<IdentityProvider> m_current;
    BusyState *m_busy;
    QFuture<Result<QByteArray>> m_fetch;
    QButtonGroup *m_choices;
    FittingStack *m_forms;
    QLineEdit *m_address;
    QPushButton *m_cancel;
    QPlainTextEdit *m_pasted;
    ToggleRow *m_pinning;
    QPlainTextEdit *m_signer;
    ErrorPanel *m_error;
    ProviderChoice *m_providerChoice;
    ProviderPreviewCard *m_preview;
};

} // namespace usher
