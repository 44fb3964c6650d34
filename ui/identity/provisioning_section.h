// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/access.h"
#include "core/provisioning/identity_configuration_draft.h"
#include "ui/identity/page_access.h"
#include "ui/widgets/card.h"

#include <vector>

class QComboBox;

namespace usher {

class FactList;
class ToggleRow;

/// What the method means for people, in words: what happens to somebody new, and to the accounts that are there.
[[nodiscard]] QString methodText(ProvisioningMethod method, const QString &pool, const QString &role);

/// How accounts come to be. The SAML JIT toggle is the method: one at a time (JIT rule 1).
class ProvisioningSection : public Card
{
    Q_OBJECT

public:
    explicit ProvisioningSection(QWidget *parent = nullptr);

    void setPoolsAndRoles(const std::vector<Pool> &pools, const std::vector<Role> &roles);
    void setDraft(const IdentityConfigurationDraft &draft, PageAccess access);

Q_SIGNALS:
    void methodChosen(usher::ProvisioningMethod method);
    /// Empty: the directory's default pool, whichever that is.
    void poolChosen(const usher::PoolId &pool);

private:
    [[nodiscard]] const Pool *poolOf(const PoolId &id) const;
    [[nodiscard]] QString roleName(const RoleId &id) const;

    std::vector<Pool> m_pools;
    std::vector<Role> m_roles;
    ToggleRow *m_jit;
    QComboBox *m_pool;
    FactList *m_role;
};

} // namespace usher
