// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspector/unverified_claims.h"
#include "core/provisioning/provisioning_plan.h"
#include "core/saml/verifier.h"

#include <QJsonObject>

#include <optional>

namespace usher {

/// What all outputs of an inspection share: verdict, checks, claims, and what provisioning would do.
struct InspectionReport
{
    enum class Verdict { Accepted, Rejected, Unreadable, Unjudged };

    QString input; ///< as the caller named it
    Verdict verdict = Verdict::Unreadable;
    std::optional<Error> unreadable; ///< why it could not be read
    std::optional<Judgement> judgement; ///< where there was something to judge by
    std::optional<UnverifiedClaims> unverified; ///< what a rejected or unjudged one claims
    std::optional<ProvisioningPlan> plan;
};
[[nodiscard]] QString toText(InspectionReport::Verdict verdict);

} // namespace usher
