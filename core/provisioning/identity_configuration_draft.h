// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"

#include <vector>

namespace usher {

/// What is wrong with one part, or what a person should know of it before saving.
struct DraftProblem
{
    ConfigurationPart part;
    Error error;

    bool operator==(const DraftProblem &) const = default;
};

/// What the Identity Configuration page edits: what is saved, and what it would become. All decisions of the page
/// live here (architecture, rule 6).
struct IdentityConfigurationDraft
{
    /// Whether this service provider has a key to sign requests with.
    enum class SigningKey { Missing, Present };

    IdentityConfiguration saved;
    IdentityConfiguration edited;
    DirectoryKind kind = DirectoryKind::Real;
    SigningKey signingKey = SigningKey::Missing;

    [[nodiscard]] static IdentityConfigurationDraft of(const IdentityConfiguration &saved, DirectoryKind kind,
                                                       SigningKey signingKey = SigningKey::Missing)
    {
        return {saved, saved, kind, signingKey};
    }

    [[nodiscard]] std::vector<ConfigurationPart> changes() const;
    /// What stands in the way of saving: the first error of each part.
    [[nodiscard]] std::vector<DraftProblem> problems() const;
    /// What may be saved, but will probably not do what was meant: MetadataExpired, MetadataTenantWide,
    /// MetadataWantsSignedRequests. How long certificates hold is certificateExpiry()'s.
    [[nodiscard]] std::vector<DraftProblem> warnings(TimePoint now) const;
    /// Changed, and without problems.
    [[nodiscard]] bool canSave() const;
    void discard() { edited = saved; }

    bool operator==(const IdentityConfigurationDraft &) const = default;
};

} // namespace usher
