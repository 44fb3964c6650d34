// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/provider_choice.h"

#include "ui/theme/styling.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/search_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace usher {

namespace {

constexpr int entityIdRole = Qt::UserRole;
constexpr std::size_t worthSearching = 8; ///< more than can be seen at once

QString lineOf(const ProviderName &provider)
{
    const QString entityId = provider.entityId.text();
    return provider.displayName.isEmpty() ? entityId : ProviderChoice::tr("%1  (%2)").arg(provider.displayName, entityId);
}

QStandardItem *itemOf(const ProviderName &provider)
{
    auto *item = new QStandardItem(lineOf(provider));
    item->setData(provider.entityId.text(), entityIdRole);
    item->setToolTip(plainToolTip(item->text()));
    item->setEditable(false);
    return item;
}

} // namespace

ProviderChoice::ProviderChoice(QWidget *parent)
    : QFrame(parent)
    , m_model(new QStandardItemModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new SearchField(tr("Search identity providers")))
    , m_list(new QListView)
    , m_continue(new QPushButton(tr("C&ontinue")))
{
    theme::setSurface(this, theme::Surface::Sunken);
    m_found->setSourceModel(m_model);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_found);
    m_list->setAccessibleName(tr("Identity providers"));
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(theme::space::six * 4);
    m_list->setTextElideMode(Qt::ElideMiddle);
    theme::setButtonRole(m_continue, theme::ButtonRole::Primary);
    auto *cancel = new QPushButton(tr("Ca&ncel"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::one);
    buttons->addWidget(m_continue);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::two, theme::space::two, theme::space::two);
    layout->setSpacing(theme::space::one);
    layout->addWidget(strongLabel(tr("Which of these is yours?")));
    layout->addWidget(
        helpLabel(tr("The metadata describes several identity providers. People will sign in with the one that you choose "
                     "here, and with no other.")));
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addLayout(buttons);

    connect(m_search, &SearchField::searched, m_found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_continue->setEnabled(m_list->selectionModel()->hasSelection()); });
    connect(m_list, &QAbstractItemView::activated, this, &ProviderChoice::choose);
    connect(m_continue, &QPushButton::clicked, this, &ProviderChoice::choose);
    connect(cancel, &QPushButton::clicked, this, &ProviderChoice::declined);
}

void ProviderChoice::setProviders(const std::vector<ProviderName> &providers)
{
    m_search->clear();
    m_found->setFilterFixedString({});
    m_model->clear();
    for (const ProviderName &provider : providers)
        m_model->appendRow(itemOf(provider));
    m_search->setVisible(providers.size() > worthSearching);
    m_continue->setEnabled(false);
}

void ProviderChoice::choose()
{
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    if (!selected.isEmpty())
        Q_EMIT chosen(EntityId(selected.front().data(entityIdRole).toString()));
}

} // namespace usher
