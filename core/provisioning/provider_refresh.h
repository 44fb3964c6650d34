// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/provisioning/identity_configuration.h"

#include <optional>
#include <vector>

/// The provider's metadata over time: what has changed in it, what follows, and who may ask for it when. The asking itself is
/// core/federation's.
namespace usher {

/// How metadata differs from what is trusted now.
struct MetadataChange
{
    std::vector<Certificate> added;
    std::vector<Certificate> removed;
    std::vector<Certificate> same; ///< in the new order, which means nothing
    /// Another entityID, or another host that people are sent to: this may be somebody else.
    bool isAnotherProvider = false;
    bool isOtherwiseDifferent = false; ///< paths of addresses, wishes, dates

    [[nodiscard]] bool isEmpty() const { return added.empty() && removed.empty() && !isAnotherProvider && !isOtherwiseDifferent; }
    bool operator==(const MetadataChange &) const = default;
};
[[nodiscard]] MetadataChange compare(const IdentityProviderMetadata &before, const IdentityProviderMetadata &after);

/// What may be done with a change without anybody's yes.
enum class RefreshDecision { Nothing, Apply, Ask };

/// Applied is what came over https from the configured address and is still the same provider; anything else, and what would not
/// fit the rest of the configuration, an administrator must agree to.
/// Errors: what is never applied, nor asked for: validatePart()'s of the provider, such as ProviderKeyUnusable.
[[nodiscard]] Result<RefreshDecision> decideRefresh(const IdentityConfiguration &configuration,
                                                    const IdentityProviderMetadata &fetched, DirectoryKind kind);

/// Why the address is asked.
enum class RefreshOccasion {
    Daily,
    UnknownKey, ///< a response came whose signature no pinned key made
};

/// What the daily round waits for, where metadata asks for less with a cacheDuration then that, but never less than an hour.
inline constexpr std::chrono::hours refreshInterval{24};
inline constexpr std::chrono::hours shortestRefreshInterval{1};
/// After a failure, or where whoever asked never came back.
inline constexpr std::chrono::hours refreshRetry{1};
/// Anybody can send a response with an unknown key: it may cost the provider one request in this time, of all portals together.
inline constexpr std::chrono::minutes unknownKeyInterval{5};

[[nodiscard]] std::chrono::seconds refreshIntervalFor(const std::optional<std::chrono::seconds> &cacheDuration);

/// The right to ask the provider's address once.
struct RefreshClaim
{
    IdentityConfiguration configuration; ///< what the answer is compared with; its provider has an address
    DirectoryKind kind = DirectoryKind::Real;
};

/// What asking came to.
struct RefreshConclusion
{
    RefreshDecision decision = RefreshDecision::Nothing;
    IdentityProviderMetadata fetched;
    TimePoint at;
    TimePoint nextDue;
};

/// The provider's news that wait for somebody's yes, or no.
struct MetadataProposal
{
    IdentityProvider provider;
    TimePoint madeAt;

    bool operator==(const MetadataProposal &) const = default;
};

/// When the address was asked.
struct RefreshStatus
{
    std::optional<TimePoint> triedAt;   ///< the last time
    std::optional<TimePoint> checkedAt; ///< the last time that the answer could be used
    std::optional<MetadataProposal> proposal;

    bool operator==(const RefreshStatus &) const = default;
};

/// Keeps what portals on one directory must agree on; implemented by core/store.
class ProviderRefreshStore
{
public:
    virtual ~ProviderRefreshStore() = default;

    /// The lease: of all portals one gets it. Nothing where the provider has no address, where it is too early for \p occasion, or
    /// where another portal has just got it.
    [[nodiscard]] virtual Result<std::optional<RefreshClaim>> claim(RefreshOccasion occasion, TimePoint now) = 0;
    /// Ends what claim() began, in one transaction: applies and audits, or keeps a proposal and audits, or only notes the time.
    /// A proposal that is there already, or that was dismissed, is not made again.
    /// Error: ConfigurationOutdated: somebody saved another configuration meanwhile, and nothing was changed.
    [[nodiscard]] virtual Result<void> conclude(const RefreshClaim &claim, const RefreshConclusion &conclusion) = 0;
    /// For the provider that is configured now; a proposal that was saved or dismissed is none.
    [[nodiscard]] virtual Result<RefreshStatus> status() = 0;
    /// Somebody's no, audited. Needs IdentityManage. Errors: Forbidden; NotFound where \p proposal is not the one any more.
    [[nodiscard]] virtual Result<void> dismiss(const Actor &actor, const MetadataProposal &proposal, TimePoint now) = 0;
};

/// Asks the provider's address again where nobody knows the key of a response. May take half a minute: never on the UI thread.
class TrustRefresh
{
public:
    enum class Outcome { Renewed, Unchanged };

    virtual ~TrustRefresh() = default;
    /// \return Renewed: the configuration has other keys now, so that judging once more makes sense
    virtual Outcome refreshForUnknownKey() = 0;
};

} // namespace usher
