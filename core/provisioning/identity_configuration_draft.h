// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"

#include <vector>

namespace usher {

/// The parts of the configuration that a person can change, as the Save bar counts them.
enum class ConfigurationPart { Provider, ServiceProvider, ReplyUrl, Mapping, Method, DefaultPool, DefaultRole };

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
    IdentityConfiguration saved;
    IdentityConfiguration edited;
    DirectoryKind kind = DirectoryKind::Real;

    [[nodiscard]] static IdentityConfigurationDraft of(const IdentityConfiguration &saved, DirectoryKind kind) { return {saved, saved, kind}; }

    [[nodiscard]] std::vector<ConfigurationPart> changes() const;
    [[nodiscard]] std::vector<DraftProblem> problems() const;
    /// Changed, and without problems.
    [[nodiscard]] bool canSave() const;
    void discard() { edited = saved; }

    bool operator==(const IdentityConfigurationDraft &) const = default;
};

} // namespace usher
