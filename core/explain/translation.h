// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>

namespace usher {

/// The translation context of this folder: `Explain::tr("…")`.
class Explain
{
    Q_DECLARE_TR_FUNCTIONS(Explain)
};

namespace explain {

/// What happened, in one sentence or two. Never empty, and no two codes share one.
[[nodiscard]] QString whatHappened(const Error &error);

/// What to do about it; empty where there is nothing to do.
[[nodiscard]] QString whatToDo(const Error &error);

/// What a field of the identity configuration is called on its page; \p field is an error's subject.
[[nodiscard]] QString configurationField(const QString &field);

/// Why the algorithms of those URIs are refused, and what to have instead. What is strong but beyond our library is told so.
[[nodiscard]] QString whyAlgorithmIsRefused(const QString &algorithms);
[[nodiscard]] QString whichAlgorithmInstead(const QString &algorithms);

/// A message of the provider's without a full stop of its own.
[[nodiscard]] QString withoutStop(const QString &message);

} // namespace explain
} // namespace usher
