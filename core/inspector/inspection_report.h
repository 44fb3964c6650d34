// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspector/unverified_claims.h"
#include "core/provisioning/provisioning_plan.h"
#include "core/saml/verifier.h"

#include <QJsonObject>

#include <functional>
#include <optional>

namespace usher {

/// What all outputs of an inspection share: verdict, checks, claims, and what provisioning would do.
struct InspectionReport
{
    enum class Verdict { Accepted, Rejected, Unreadable, Unjudged };

    QString input; ///< as the caller named it
    Verdict verdict = Verdict::Unreadable;
    std::optional<Error> reason;                ///< why it is not accepted; a judgement's first failed check says it better
    std::optional<Judgement> judgement;         ///< where there was something to judge by
    std::optional<UnverifiedClaims> unverified; ///< what a rejected or unjudged one claims
    std::optional<ProvisioningPlan> plan;
    std::optional<User> user; ///< the account as written, where one was
};
[[nodiscard]] QString toText(InspectionReport::Verdict verdict); ///< `accepted`, `rejected`, `unreadable`, `unjudged`

/// The words of a report. They are core/explain's, which stands above this folder.
struct ReportWords
{
    std::function<QString(const Error &)> reason;
    std::function<QString(const Check &)> finding; ///< what a check that failed found, in a sentence
    std::function<QString(const Check &)> hint;
};

/// One line of `--format json` (cli.md): stable across versions. `reason` is absent when accepted, and has a `check` where one
/// decided; claims of a response that was not accepted stand under `unverified`.
[[nodiscard]] QJsonObject toJson(const InspectionReport &report, const ReportWords &words);

} // namespace usher
