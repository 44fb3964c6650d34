// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/directory/user.h"
#include "core/saml/verified_assertion.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace usher {

/// What a later sign-in does to a field.
enum class UpdatePolicy { EverySignIn, OnCreation };
[[nodiscard]] QString toText(UpdatePolicy policy); ///< `every-sign-in`, `on-creation`
[[nodiscard]] std::optional<UpdatePolicy> updatePolicyFromText(QStringView text);

/// One row: which claims fill a field. The first claim with a value that is not blank wins, without the
/// white space around it; of several values the first such.
struct FieldMapping
{
    enum class Presence { Optional, Required };

    ProfileField field = ProfileField::DisplayName;
    /// Name attributes, compared letter by letter. A bare one (`firstName`) also stands for the same name in a namespace
    /// (`http://example.com/claims/firstName`): Entra's form has a box for one, and people fill it in.
    QStringList claims;
    Presence presence = Presence::Optional;
    UpdatePolicy update = UpdatePolicy::EverySignIn;

    bool operator==(const FieldMapping &) const = default;
};

/// Which NameID formats may name a person where there is no object id (entra.md, Claims).
enum class NameIdKeys {
    PersistentOnly,
    AlsoEmailAddressAndUnspecified, ///< a named relaxation, off by default
};

/// The row that says who somebody is: tenant + object id, else the NameID.
struct IdentityKeyMapping
{
    QString tenantClaim; ///< empty: no such claims here
    QString objectClaim;
    NameIdKeys nameIds = NameIdKeys::PersistentOnly;

    bool operator==(const IdentityKeyMapping &) const = default;
};

/// Claims → account, as configuration.
struct ClaimMapping
{
    IdentityKeyMapping key;
    std::vector<FieldMapping> fields; ///< at most one a field

    [[nodiscard]] static ClaimMapping entraDefaults();

    bool operator==(const ClaimMapping &) const = default;
};

/// Who this assertion is about. Errors: NameIdTransient, NameIdNotPersistent, NoIdentityKey.
[[nodiscard]] Result<IdentityKey> identityKey(const VerifiedAssertion &assertion, const IdentityKeyMapping &mapping);

/// What the claims say for one field.
struct MappedField
{
    ProfileField field;
    QString claim; ///< the one that was used; empty where none was present
    QString value;
    UpdatePolicy update = UpdatePolicy::EverySignIn;
    FieldMapping::Presence presence = FieldMapping::Presence::Optional;
    std::optional<ErrorCode> fault = {}; ///< of an optional claim that can't be used: ClaimUnusable (a mail that is none)

    bool operator==(const MappedField &) const = default;
};

/// Every row of the mapping, applied. Errors, of required rows alone: ClaimMissing, ClaimUnusable; subject: the field's text.
[[nodiscard]] Result<std::vector<MappedField>> applyMapping(const VerifiedAssertion &assertion, const ClaimMapping &mapping);

} // namespace usher
