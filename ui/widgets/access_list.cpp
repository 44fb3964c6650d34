// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/access_list.h"

#include "core/explain/explain.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QVBoxLayout>

namespace usher {

std::vector<Fact> accessFacts(const EffectiveAccess &access, const std::vector<Pool> &pools, const std::vector<Role> &roles)
{
    std::vector<Fact> facts;
    for (const Permission permission : allPermissions()) {
        QStringList reasons;
        for (const Grant &grant : access.grants) {
            if (grant.permission == permission)
                reasons << explain::reason(grant, pools, roles);
        }
        if (!reasons.isEmpty())
            facts.push_back({explain::label(permission), reasons.join(u'\n')});
    }
    return facts;
}

AccessList::AccessList(FactList::Arrangement arrangement, QWidget *parent)
    : QWidget(parent), m_none(helpLabel({})), m_facts(new FactList(arrangement))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_none);
    layout->addWidget(m_facts);
}

void AccessList::setAccess(const EffectiveAccess &access, const std::vector<Pool> &pools, const std::vector<Role> &roles,
                           const QString &none)
{
    m_none->setText(none);
    m_none->setVisible(access.grants.empty());
    m_facts->setVisible(!access.grants.empty());
    m_facts->setFacts(accessFacts(access, pools, roles));
}

} // namespace usher
