// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QTimer;

namespace usher {

/// A field to search with. It tells what is looked for when typing pauses, not at every letter.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr int pause = 200; ///< milliseconds without a key

    /// \param name  what is searched: "Search people"
    explicit SearchField(const QString &name, QWidget *parent = nullptr);

Q_SIGNALS:
    void searched(const QString &text);

private:
    QTimer *m_typing;
};

} // namespace usher
