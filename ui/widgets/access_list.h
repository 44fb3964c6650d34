// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/access.h"
#include "ui/widgets/fact_list.h"

class QLabel;

namespace usher {

/// Each permission, with every path that grants it on a line: "View people", "Owner, directly".
[[nodiscard]] std::vector<Fact> accessFacts(const EffectiveAccess &access, const std::vector<Pool> &pools,
                                            const std::vector<Role> &roles);

/// What somebody may do, and why.
class AccessList : public QWidget
{
    Q_OBJECT

public:
    explicit AccessList(FactList::Arrangement arrangement = FactList::Arrangement::Beside, QWidget *parent = nullptr);

    /// \param none  what is said where there is no permission
    void setAccess(const EffectiveAccess &access, const std::vector<Pool> &pools, const std::vector<Role> &roles,
                   const QString &none);

private:
    QLabel *m_none;
    FactList *m_facts;
};

} // namespace usher
