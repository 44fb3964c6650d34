// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/input_files.h"
#include "app/commands/trust_options.h"
#include "core/inspector/inspection_report.h"
#include "core/store/store.h"

namespace usher {

/// What `inspect` and `provision` share: one input after the other is read, judged and planned; nothing is written.
class Examination
{
public:
    /// What InResponseTo must be where no option says it.
    enum class UnnamedRequest {
        Skip,          ///< the check is skipped, and says so
        MustBePending, ///< one that the directory waits for
    };

    /// \p store  where replays are looked up and people are known; none: a new directory is planned for.
    /// Errors: that of reading the saved configuration; UsageError where the service provider is missing.
    [[nodiscard]] static Result<Examination> prepare(const TrustOptions &options, Store *store, UnnamedRequest unnamed,
                                                     const Clock &clock);

    /// Any thread.
    [[nodiscard]] InspectionReport examine(const InputFile &input) const;

    [[nodiscard]] const IdentityConfiguration &configuration() const { return m_configuration; }
    /// The pending request that an accepted response answers and uses up; empty where none is.
    [[nodiscard]] Result<QString> pendingRequest(const VerifiedAssertion &assertion) const;

private:
    Examination(const TrustOptions &options, Store *store, UnnamedRequest unnamed, const Clock &clock);

    [[nodiscard]] InspectionReport reportOn(const UnverifiedResponse &response) const;
    [[nodiscard]] Result<Judgement> judged(const UnverifiedResponse &response, const TrustPolicy &policy) const;
    /// Once more where an encrypted part could not be read: with the directory's own keys, which are asked for only then.
    [[nodiscard]] Result<Judgement> judgedWithKeys(const UnverifiedResponse &response, Judgement without) const;
    [[nodiscard]] Result<ProvisioningPlan> planned(const VerifiedAssertion &assertion) const;
    [[nodiscard]] TimePoint now() const { return m_options.at.value_or(m_clock.now()); }

    TrustOptions m_options;
    Store *m_store;
    UnnamedRequest m_unnamed;
    const Clock &m_clock;
    IdentityConfiguration m_configuration;
    std::optional<TrustPolicy> m_policy; ///< none: there is nothing to judge by
};

/// The process's exit status for one report.
[[nodiscard]] ExitStatus statusOf(const InspectionReport &report);

} // namespace usher
