// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command_line.h"
#include "core/provisioning/identity_configuration.h"
#include "core/saml/trust_policy.h"

namespace usher {

/// Whom a run believes, as `inspect` and `provision` are told (cli.md, Trust options). What is not given comes from the
/// directory's saved configuration.
struct TrustOptions
{
    std::optional<IdentityProvider> provider;
    EntityId serviceProvider;      ///< empty: not given
    QUrl assertionConsumerService; ///< empty: not given
    std::vector<PrivateKey> decryptionKeys;
    QString requestId; ///< empty: not given
    TrustPolicy::Unsolicited unsolicited = TrustPolicy::Unsolicited::Refuse;
    std::optional<TimePoint> at;
    std::chrono::seconds clockSkew{180};
    xml::AlgorithmPolicy algorithms;

    /// Whether it says whom to trust, and not only how strictly.
    [[nodiscard]] bool nameSomebody() const;
    /// The identity configuration of this run only: \p saved, with what was given in its place. Where somebody is
    /// named, JIT is on (cli.md) and the version is -1.
    [[nodiscard]] IdentityConfiguration appliedTo(IdentityConfiguration saved) const;
    /// What judge() needs. Errors: NoIdentityProvider; UsageError where the service provider is missing.
    [[nodiscard]] Result<TrustPolicy> policyFor(const IdentityConfiguration &configuration) const;
};

void addTrustOptions(CommandLine &line);

/// Reads the options and the files that they name. Errors: UsageError, FileUnreadable, InputTooLarge, and those of reading
/// metadata, certificates and keys, each with the file as its subject.
[[nodiscard]] Result<TrustOptions> readTrustOptions(const CommandLine &line);

} // namespace usher
