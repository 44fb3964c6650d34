// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace usher {

/// A value to carry elsewhere: read-only, whole in one click, with a copy button that says that it has copied.
class CopyField : public QWidget
{
    Q_OBJECT

public:
    /// \param name  what it holds, for the button's accessible name: "Copy Entity ID"
    explicit CopyField(const QString &name, const QString &text = {}, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;

private:
    void copy();

    QLineEdit *m_edit;
    QPushButton *m_button;
};

} // namespace usher
