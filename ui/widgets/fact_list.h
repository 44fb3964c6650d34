// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QGridLayout;

namespace usher {

/// One line of facts: `Mail   ana@contoso.com`.
struct Fact
{
    QString name;
    QString value; ///< empty: a dash stands there
    QString toolTip = {};

    bool operator==(const Fact &) const = default;
};

/// Names on the left, values that can be selected on the right.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void setFacts(const std::vector<Fact> &facts);

private:
    std::vector<Fact> m_facts;
    QGridLayout *m_grid;
};

} // namespace usher
