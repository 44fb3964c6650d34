// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"
#include "core/base/clock.h"

#include <QCommandLineParser>
#include <QUrl>

#include <limits>
#include <memory>
#include <optional>

namespace usher {

/// A UsageError that brings its own sentence.
[[nodiscard]] std::unexpected<Error> usageError(const QString &sentence);

/// The options of one command. What is asked of an option can't be asked for one that was not defined.
class CommandLine
{
public:
    /// \p usage  `usher inspect [options] FILE…`
    CommandLine(const QString &usage, const QString &description);

    /// An option with a value; \p valueName is how the help calls it.
    void addOption(const QString &name, const QString &description, const QString &valueName);
    void addFlag(const QString &name, const QString &description);

    /// How many arguments may come besides the options; none unless said.
    void takeArguments(qsizetype most) { m_mostArguments = most; }
    static constexpr qsizetype anyNumber = std::numeric_limits<qsizetype>::max();

    /// Reads the arguments. \return how to end, where --help, a wrong option or an argument too many has settled it
    [[nodiscard]] std::optional<ExitStatus> parse(Console &console, const QStringList &arguments);

    [[nodiscard]] QStringList arguments() const { return m_parser->positionalArguments(); }
    [[nodiscard]] bool isSet(const QString &name) const { return m_parser->isSet(name); }
    /// Nothing where it was not given; the last one where it was given more than once.
    [[nodiscard]] std::optional<QString> value(const QString &name) const;
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser->values(name); }

    /// The option as a number within bounds, else \p otherwise. Error: UsageError.
    [[nodiscard]] Result<int> number(const QString &name, int least, int most, int otherwise) const;
    /// The option as a time (ISO 8601, UTC). Error: UsageError.
    [[nodiscard]] Result<std::optional<TimePoint>> time(const QString &name) const;
    /// The option as a web address; empty where it was not given. Error: AddressInvalid.
    [[nodiscard]] Result<QUrl> webAddress(const QString &name) const;
    /// The option, which must be one of \p choices; the first where it was not given. Error: UsageError.
    [[nodiscard]] Result<QString> choice(const QString &name, const QStringList &choices) const;

private:
    [[nodiscard]] QString help() const;

    QString m_usage;
    qsizetype m_mostArguments = 0;
    std::unique_ptr<QCommandLineParser> m_parser; // Qt's can't be moved
};

} // namespace usher
