// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/provisioning_section.h"

#include "core/explain/explain.h"
#include "ui/theme/styling.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/toggle_row.h"
#include "ui/widgets/toggle_switch.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace usher {

QString methodText(ProvisioningMethod method, const QString &pool, const QString &role)
{
    switch (method) {
    case ProvisioningMethod::SamlJit:
        return ProvisioningSection::tr(
                   "On. Whoever Entra lets in gets an account here at the first sign-in, in the Agent Pool “%1” with "
                   "the role “%2”. Nobody gets administrative rights this way. Removing somebody in Entra keeps "
                   "them out, but their account stays here until you remove it.")
            .arg(pool, role);
    case ProvisioningMethod::Manual:
        return ProvisioningSection::tr(
            "Off: the method is Manual. Only people who already have an account here can sign in; everybody else "
            "is refused. Accounts that SAML JIT made earlier stay, and keep working.");
    }
    return {};
}

ProvisioningSection::ProvisioningSection(QWidget *parent)
    : Card(tr("Provisioning"), tr("How people come to have an account in this portal. One method at a time."), parent)
    , m_jit(new ToggleRow(tr("SAML &JIT")))
    , m_pool(new QComboBox)
    , m_role(new FactList)
{
    body()->addWidget(m_jit);

    m_pool->setMaximumWidth(theme::formWidth);
    m_pool->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    body()->addWidget(new FormField(
        {tr("Default Agent &Pool"), tr("Where new people are put. They can be moved and added to other pools afterwards."), {}},
        m_pool));
    body()->addWidget(m_role);

    connect(m_jit, &ToggleRow::switched, this,
            [this](bool on) { Q_EMIT methodChosen(on ? ProvisioningMethod::SamlJit : ProvisioningMethod::Manual); });
    connect(m_pool, &QComboBox::activated, this, [this](int index) {
        const Pool &pool = m_pools[size_t(index)];
        Q_EMIT poolChosen(pool.isDefault ? PoolId() : pool.id);
    });
}

void ProvisioningSection::setPoolsAndRoles(const std::vector<Pool> &pools, const std::vector<Role> &roles)
{
    m_pools = pools;
    m_roles = roles;
    m_pool->clear();
    for (const Pool &pool : pools)
        m_pool->addItem(explain::name(pool));
}

void ProvisioningSection::setDraft(const IdentityConfigurationDraft &draft, PageAccess access)
{
    const IdentityConfiguration &configuration = draft.edited;
    const Pool *pool = poolOf(configuration.defaultPool);
    m_pool->setCurrentIndex(pool ? int(pool - m_pools.data()) : -1);
    const QString role = roleName(configuration.defaultRole);
    m_role->setFacts({{tr("Default role"), tr("%1, without administrative permissions. More is given in the portal.").arg(role)}});
    m_jit->toggle()->setChecked(configuration.method == ProvisioningMethod::SamlJit);
    m_jit->setMeaning(methodText(configuration.method, pool ? explain::name(*pool) : configuration.defaultPool.text(), role));

    const bool mayChange = access == PageAccess::Change;
    m_jit->toggle()->setEnabled(mayChange);
    m_pool->setEnabled(mayChange);
}

const Pool *ProvisioningSection::poolOf(const PoolId &id) const
{
    const auto pool = std::ranges::find_if(
        m_pools, [&](const Pool &candidate) { return id.isEmpty() ? candidate.isDefault : candidate.id == id; });
    return pool == m_pools.end() ? nullptr : &*pool;
}

QString ProvisioningSection::roleName(const RoleId &id) const
{
    const auto role = std::ranges::find(m_roles, id, &Role::id);
    return role == m_roles.end() ? id.text() : explain::name(*role);
}

} // namespace usher
