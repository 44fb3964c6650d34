// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace usher {

struct FieldText
{
    QString label; ///< with its mnemonic
    QString help = {};
    QString counterpart = {}; ///< what Entra calls it, shown beside the label
};

/// A control with its label above and help below; a complaint takes the help's place.
class FormField : public QWidget
{
    Q_OBJECT

public:
    FormField(const FieldText &text, QWidget *control, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *control() const { return m_control; }
    /// What is wrong with the value; empty: nothing.
    void setComplaint(const QString &complaint);

private:
    /// What has the focus, and so what a screen reader names.
    [[nodiscard]] QWidget *spoken() const;

    QWidget *m_control;
    QLabel *m_help;
    QWidget *m_complaint;
    QLabel *m_complaintText;
};

} // namespace usher
