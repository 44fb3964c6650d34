// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/claim_mapping.h"
#include "ui/widgets/card.h"

#include <vector>

class QTableWidget;

namespace usher {

/// One row of the table: what a field is filled with, and what later sign-ins do to it.
struct ClaimRow
{
    QString field;
    QStringList claims; ///< in the order in which they are looked for
    QString later;

    bool operator==(const ClaimRow &) const = default;
};

/// The mapping as the table shows it: first what says who somebody is, then the fields.
[[nodiscard]] std::vector<ClaimRow> claimRows(const ClaimMapping &mapping);

/// What the claims in an assertion become.
class ClaimsSection : public Card
{
    Q_OBJECT

public:
    explicit ClaimsSection(QWidget *parent = nullptr);

    void setMapping(const ClaimMapping &mapping);

private:
    ClaimMapping m_mapping;
    QTableWidget *m_table;
};

} // namespace usher
