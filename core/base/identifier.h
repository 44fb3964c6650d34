// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace usher {

/// A name that can't be mistaken for another kind of name: `using UserId = Identifier<struct UserIdTag>`.
/// Parsed or made at the edge; inside, its text is opaque.
template<typename Tag>
class Identifier
{
public:
    Identifier() = default;
    explicit Identifier(QString text) : m_text(std::move(text)) {}

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Identifier &) const = default;
    friend bool operator<(const Identifier &a, const Identifier &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Identifier &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

} // namespace usher
