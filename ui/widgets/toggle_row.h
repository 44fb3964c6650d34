// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace usher {

class ToggleSwitch;

/// A switch with its name beside it, and under the name what its position means; a complaint follows.
class ToggleRow : public QWidget
{
    Q_OBJECT

public:
    /// \param name  with its mnemonic
    explicit ToggleRow(const QString &name, const QString &meaning = {}, QWidget *parent = nullptr);

    [[nodiscard]] ToggleSwitch *toggle() const { return m_toggle; }
    void setMeaning(const QString &meaning);
    /// What is wrong with its position; empty: nothing.
    void setComplaint(const QString &complaint);

Q_SIGNALS:
    /// By a person, not by the program.
    void switched(bool on);

private:
    ToggleSwitch *m_toggle;
    QLabel *m_meaning;
    QWidget *m_complaint;
    QLabel *m_complaintText;
};

} // namespace usher
