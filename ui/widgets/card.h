// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace usher {

/// A section of a page: heading, what it is about, content.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &heading = {}, const QString &help = {}, QWidget *parent = nullptr);

    /// Where content goes, below the heading.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

private:
    QVBoxLayout *m_body;
};

} // namespace usher
