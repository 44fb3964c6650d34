// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"

#include <QWidget>

class QLabel;
class QNetworkAccessManager;

namespace usher {

class BusyState;
class CopyField;
class ErrorPanel;
class MetadataImport;
class ToggleSwitch;

/// Step 2: what Entra must know about this portal, and what this portal must know about Entra.
class ConnectStep : public QWidget
{
    Q_OBJECT

public:
    ConnectStep(ConfigurationStore &configurations, QNetworkAccessManager &network, const Clock &clock, QWidget *parent = nullptr);

    /// Reads what is saved; \p actor is who will save.
    void begin(const Actor &actor);

Q_SIGNALS:
    void saved(const usher::IdentityConfiguration &configuration);
    void skipped();

private:
    [[nodiscard]] QWidget *makeOurSide();
    [[nodiscard]] QWidget *makeTheirSide();
    void save(const IdentityProvider &provider);
    void render(const IdentityConfiguration &configuration);
    void showError(const Error &error, const QString &heading);

    ConfigurationStore &m_configurations;
    Actor m_actor;
    IdentityConfiguration m_saved;
    BusyState *m_busy;
    CopyField *m_entityId;
    CopyField *m_replyUrl;
    MetadataImport *m_import;
    ToggleSwitch *m_jit;
    ErrorPanel *m_error;
};

} // namespace usher
