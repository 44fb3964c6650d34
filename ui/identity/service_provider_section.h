// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration_draft.h"
#include "ui/identity/page_access.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace usher {

class CopyField;
class FormField;

/// What Entra must be told about this portal, each value with Entra's own label beside ours.
class ServiceProviderSection : public Card
{
    Q_OBJECT

public:
    explicit ServiceProviderSection(QWidget *parent = nullptr);

    void setDraft(const IdentityConfigurationDraft &draft, PageAccess access);

Q_SIGNALS:
    void entityIdEdited(const usher::EntityId &entityId);
    void replyUrlEdited(const QUrl &replyUrl);
    void exportRequested();
    /// Somebody wants to wait for a sign-in that begins at the provider.
    void catchRequested();

private:
    CopyField *m_entityId;
    CopyField *m_replyUrl;
    CopyField *m_logoutUrl;
    FormField *m_entityIdField;
    FormField *m_replyUrlField;
    QPushButton *m_export;
    QPushButton *m_catch;
};

} // namespace usher
