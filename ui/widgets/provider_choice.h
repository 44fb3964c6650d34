// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/metadata.h"

#include <QFrame>

#include <vector>

class QListView;
class QPushButton;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace usher {

class SearchField;

/// Which of these? For metadata that describes several identity providers: a federation's can have thousands.
class ProviderChoice : public QFrame
{
    Q_OBJECT

public:
    explicit ProviderChoice(QWidget *parent = nullptr);

    void setProviders(const std::vector<ProviderName> &providers);

Q_SIGNALS:
    void chosen(const usher::EntityId &entityId);
    void declined();

private:
    void choose();

    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_found;
    SearchField *m_search;
    QListView *m_list;
    QPushButton *m_continue;
};

} // namespace usher
