// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace usher {

/// A value to carry elsewhere, with a copy button that says that it has copied.
class CopyField : public QWidget
{
    Q_OBJECT

public:
    enum class Access { ReadOnly, Editable };

    /// \param name  what it holds, for the button's accessible name: "Copy Entity ID"
    explicit CopyField(const QString &name, Access access = Access::ReadOnly, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void setAccess(Access access);

Q_SIGNALS:
    /// By a person, not by setText().
    void textEdited(const QString &text);

private:
    void copy();

    QLineEdit *m_edit;
    QPushButton *m_button;
};

} // namespace usher
