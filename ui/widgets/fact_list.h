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

/// Names, and values that can be selected.
class FactList : public QWidget
{
    Q_OBJECT

public:
    enum class Arrangement {
        Beside, ///< names on the left, values on the right
        Below,  ///< each value below its name: where there is little width
    };

    explicit FactList(Arrangement arrangement = Arrangement::Beside, QWidget *parent = nullptr);

    void setFacts(const std::vector<Fact> &facts);

private:
    void add(const Fact &fact);

    Arrangement m_arrangement;
    std::vector<Fact> m_facts;
    QGridLayout *m_grid;
};

} // namespace usher
