// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/claims_section.h"

#include "core/explain/explain.h"
#include "ui/theme/tokens.h"

#include "ui/widgets/labels.h"
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace usher {

namespace {

enum Column { FieldColumn, ClaimsColumn, LaterColumn, ColumnCount };

QString laterText(const FieldMapping &row)
{
    return row.update == UpdatePolicy::EverySignIn ? ClaimsSection::tr("Updated at every sign-in")
                                                   : ClaimsSection::tr("Set once, then left alone");
}

ClaimRow rowOf(const FieldMapping &row)
{
    const QString field = explain::label(row.field);
    return {row.presence == FieldMapping::Presence::Required ? ClaimsSection::tr("%1 (required)").arg(field) : field, row.claims,
            laterText(row)};
}

ClaimRow rowOf(const IdentityKeyMapping &key)
{
    QStringList claims;
    if (!key.objectClaim.isEmpty())
        claims << ClaimsSection::tr("%1 + %2").arg(key.objectClaim, key.tenantClaim);
    claims << (key.nameIds == NameIdKeys::PersistentOnly
                   ? ClaimsSection::tr("or a persistent NameID")
                   : ClaimsSection::tr("else the NameID, also an e-mail address or unspecified"));
    return {ClaimsSection::tr("Who it is"), claims, ClaimsSection::tr("Never changes")};
}

/// Claim names are addresses; their last part tells them apart. The tooltip has the whole.
QString shortClaim(const QString &claim)
{
    QStringList words = claim.split(u' ');
    for (QString &word : words) {
        if (word.contains(QStringLiteral("://")))
            word = word.section(u'/', -1);
    }
    return words.join(u' ');
}

} // namespace

std::vector<ClaimRow> claimRows(const ClaimMapping &mapping)
{
    std::vector<ClaimRow> rows{rowOf(mapping.key)};
    for (const FieldMapping &field : mapping.fields)
        rows.push_back(rowOf(field));
    return rows;
}

ClaimsSection::ClaimsSection(QWidget *parent)
    : Card(tr("Attributes & Claims"),
           tr("How what Entra says becomes an account. The first claim that is present and not empty is taken. Roles and pools are "
              "given "
              "here in the portal, never by a claim."),
           parent)
    , m_table(new QTableWidget(0, ColumnCount))
{
    m_table->setAccessibleName(tr("Claim mapping"));
    m_table->setHorizontalHeaderLabels({tr("Field"), tr("Claims"), tr("Later sign-ins")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ClaimsColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::controlHeight + theme::space::half);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_table);
}

void ClaimsSection::setMapping(const ClaimMapping &mapping)
{
    if (m_table->rowCount() > 0 && mapping == m_mapping)
        return;
    m_mapping = mapping;
    const std::vector<ClaimRow> rows = claimRows(mapping);
    m_table->setRowCount(int(rows.size()));
    for (int i = 0; i < int(rows.size()); ++i) {
        const ClaimRow &row = rows[size_t(i)];
        QStringList shortClaims;
        for (const QString &claim : row.claims)
            shortClaims << shortClaim(claim);
        m_table->setItem(i, FieldColumn, new QTableWidgetItem(row.field));
        auto *claims = new QTableWidgetItem(shortClaims.join(QStringLiteral(", ")));
        claims->setToolTip(plainToolTip(row.claims.join(u'\n')));
        m_table->setItem(i, ClaimsColumn, claims);
        m_table->setItem(i, LaterColumn, new QTableWidgetItem(row.later));
    }
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            int(rows.size()) * m_table->verticalHeader()->defaultSectionSize() + theme::space::half);
}

} // namespace usher
