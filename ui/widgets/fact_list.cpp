// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_list.h"

#include "ui/theme/styling.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QLabel>

namespace usher {

namespace {

constexpr int nameWidth = 144; // eighteen steps of the grid: the longest name, on one line

} // namespace

FactList::FactList(Arrangement arrangement, QWidget *parent)
    : QWidget(parent), m_arrangement(arrangement), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    if (arrangement == Arrangement::Below) {
        m_grid->setVerticalSpacing(0);
        return;
    }
    m_grid->setHorizontalSpacing(theme::space::two);
    m_grid->setVerticalSpacing(theme::space::one);
    m_grid->setColumnMinimumWidth(0, nameWidth);
    m_grid->setColumnStretch(1, 1);
}

void FactList::setFacts(const std::vector<Fact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Fact &fact : facts)
        add(fact);
}

void FactList::add(const Fact &fact)
{
    QLabel *value = valueLabel(fact.value.isEmpty() ? QStringLiteral("–") : fact.value);
    value->setAccessibleName(QStringLiteral("%1: %2").arg(fact.name, value->text()));
    value->setToolTip(plainToolTip(fact.toolTip.isEmpty() ? fact.value : fact.toolTip));
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // one long word must not widen the page
    const int row = m_grid->count() == 0 ? 0 : m_grid->rowCount();
    if (m_arrangement == Arrangement::Below) {
        m_grid->addWidget(captionLabel(fact.name), row, 0);
        value->setContentsMargins(0, 0, 0, theme::space::one);
        m_grid->addWidget(value, row + 1, 0);
        return;
    }
    QLabel *name = helpLabel(fact.name);
    name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    value->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(value, row, 1);
}

} // namespace usher
