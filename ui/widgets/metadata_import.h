// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provisioning/identity_configuration.h"

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
class ProviderPreviewCard;

/// Takes in an identity provider's metadata from an address, a file or pasted text, shows what it would change, and hands it
/// over only when that was agreed to.
class MetadataImport : public QWidget
{
    Q_OBJECT

public:
    explicit MetadataImport(QNetworkAccessManager &network, QWidget *parent = nullptr);

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
    void fetch();
    void chooseFile();
    void readPasted();
    void read(const QByteArray &xml, const MetadataSource &source);
    void showResult(const Result<IdentityProvider> &provider);

    QNetworkAccessManager &m_network;
    std::optional<IdentityProvider> m_current;
    BusyState *m_busy;
    QFuture<Result<QByteArray>> m_fetch;
    QButtonGroup *m_choices;
    FittingStack *m_forms;
    QLineEdit *m_address;
    QPushButton *m_cancel;
    QPlainTextEdit *m_pasted;
    ErrorPanel *m_error;
    ProviderPreviewCard *m_preview;
};

} // namespace usher
