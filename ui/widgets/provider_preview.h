// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"
#include "ui/widgets/fact_list.h"

#include <optional>

namespace usher {

/// One line of a preview: what a thing is now, and what it would be.
struct PreviewLine
{
    QString name;
    QString before;
    QString after;

    [[nodiscard]] bool changes() const { return before != after; }
    bool operator==(const PreviewLine &) const = default;
};

/// What importing a provider would change, in words.
struct ProviderPreview
{
    std::vector<PreviewLine> lines;
    QString consequence;   ///< what becomes of people, where another provider takes the place of one
    QString vouching = {}; ///< who vouches for the metadata, where that is worth a word

    [[nodiscard]] bool changesAnything() const;
    bool operator==(const ProviderPreview &) const = default;
};

[[nodiscard]] ProviderPreview previewOf(const std::optional<IdentityProvider> &current, const IdentityProvider &imported);

/// What became of the metadata's signature; empty where there is none.
[[nodiscard]] QString vouchingText(ImportedMetadata::Signature signature);

/// The provider as facts, for a page: tenant, entity ID, addresses, where it came from.
[[nodiscard]] std::vector<Fact> providerFacts(const IdentityProvider &provider);
/// `login.contoso.com/metadata.xml`, or the file's name, or that it was pasted.
[[nodiscard]] QString sourceText(const MetadataSource &source);

} // namespace usher
