// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration_draft.h"
#include "ui/identity/page_access.h"
#include "ui/widgets/card.h"

#include <functional>

namespace usher {

class ToggleRow;

/// What this portal and its provider agree on beyond the default; all of it is off until somebody wants it.
class ProtocolSection : public Card
{
    Q_OBJECT

public:
    explicit ProtocolSection(QWidget *parent = nullptr);

    void setDraft(const IdentityConfigurationDraft &draft, PageAccess access);

Q_SIGNALS:
    void optionsEdited(const usher::ProtocolOptions &options);

private:
    void edit(const std::function<void(ProtocolOptions &)> &change);

    ProtocolOptions m_options;
    ToggleRow *m_signing;
    ToggleRow *m_logout;
    ToggleRow *m_unsolicited;
    ToggleRow *m_sha1;
};

} // namespace usher
