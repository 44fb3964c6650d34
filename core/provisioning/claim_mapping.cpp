// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/claim_mapping.h"

#include "core/base/text_table.h"
#include "core/saml/entra.h"
#include "core/saml/names.h"

#include <QUuid>

#include <algorithm>

namespace usher {

namespace {

constexpr TextTable<UpdatePolicy, 2> updatePolicyTexts{{
    {UpdatePolicy::EverySignIn, u"every-sign-in"},
    {UpdatePolicy::OnCreation, u"on-creation"},
}};

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

const Attribute *find(const VerifiedAssertion &assertion, const QString &name)
{
    const auto &attributes = assertion.attributes();
    const auto attribute = std::ranges::find(attributes, name, &Attribute::name);
    return attribute == attributes.end() ? nullptr : &*attribute;
}

/// The value that says who somebody is: one and only one, or nothing where the claim is absent.
Result<QString> keyClaim(const VerifiedAssertion &assertion, const QString &name)
{
    const Attribute *attribute = name.isEmpty() ? nullptr : find(assertion, name);
    if (attribute == nullptr)
        return QString();
    if (attribute->values.size() != 1 || attribute->values.first().trimmed().isEmpty())
        return fail(ErrorCode::NoIdentityKey, name, QStringLiteral("%1 values").arg(attribute->values.size()));
    return attribute->values.first().trimmed();
}

/// GUIDs are the same in either letter case; other identifiers may not be.
QString withSteadyCase(const QString &identifier)
{
    return QUuid::fromString(identifier).isNull() ? identifier : identifier.toLower();
}

/// Several names as one that can be taken apart again.
QString joined(QStringList parts)
{
    for (QString &part : parts)
        part.replace(u'%', QStringLiteral("%25")).replace(u'!', QStringLiteral("%21"));
    return parts.join(u'!');
}

/// A tenant speaks for its own people. Another provider that sends a tenant's claims names people of its own, else it could sign in
/// as those who came through the provider before it.
QString authorityOf(const EntityId &issuer, const QString &tenant)
{
    const bool isTenants = entra::tenantIdOf(issuer.text()).compare(tenant, Qt::CaseInsensitive) == 0;
    return isTenants ? withSteadyCase(tenant) : joined({issuer.text(), withSteadyCase(tenant)});
}

/// The space of names in which a NameID is unique (SAML 2.0 Core, 8.3.7): the issuer, and the qualifiers that say more than it.
QString authorityOf(const EntityId &issuer, const NameId &nameId)
{
    const QString qualifier = nameId.nameQualifier == issuer.text() ? QString() : nameId.nameQualifier;
    if (qualifier.isEmpty() && nameId.spNameQualifier.isEmpty())
        return joined({issuer.text()});
    return joined({issuer.text(), qualifier, nameId.spNameQualifier});
}

Result<IdentityKey> nameIdKey(const VerifiedAssertion &assertion, NameIdKeys allowed)
{
    const NameId &nameId = assertion.nameId();
    if (nameId.value.isEmpty())
        return fail(ErrorCode::NoIdentityKey);
    if (nameId.format == QLatin1String(saml::nameIdTransient))
        return fail(ErrorCode::NameIdTransient, nameId.format);

    const QString authority = authorityOf(assertion.issuer(), nameId);
    if (nameId.format == QLatin1String(saml::nameIdPersistent))
        return IdentityKey{IdentityKey::Kind::PersistentNameId, authority, nameId.value};
    if (allowed == NameIdKeys::AlsoEmailAddressAndUnspecified) {
        if (nameId.format == QLatin1String(saml::nameIdEmailAddress))
            return IdentityKey{IdentityKey::Kind::NamedNameId, authority, nameId.value.toCaseFolded()};
        if (nameId.format == QLatin1String(saml::nameIdUnspecified))
            return IdentityKey{IdentityKey::Kind::NamedNameId, authority, nameId.value};
    }
    return fail(ErrorCode::NameIdNotPersistent, nameId.format);
}

bool isBare(const QString &claim)
{
    return !claim.contains(u'/') && !claim.contains(u':');
}

bool namesInNamespace(const QString &attribute, const QString &bareClaim)
{
    return attribute.endsWith(bareClaim) && attribute.chopped(bareClaim.size()).endsWith(u'/');
}

QString firstUsableValue(const Attribute &attribute)
{
    for (const QString &value : attribute.values) {
        if (const QString trimmed = value.trimmed(); !trimmed.isEmpty())
            return trimmed;
    }
    return {};
}

struct ClaimValue
{
    QString claim; ///< as it was sent
    QString value;
};

/// What the claim of a mapping brought: the one of just that name, else, for a bare one, the first in a namespace.
ClaimValue valueOf(const VerifiedAssertion &assertion, const QString &claim)
{
    if (const Attribute *exact = find(assertion, claim); exact != nullptr) {
        if (QString value = firstUsableValue(*exact); !value.isEmpty())
            return {claim, std::move(value)};
    }
    if (!isBare(claim))
        return {};
    for (const Attribute &attribute : assertion.attributes()) {
        if (!namesInNamespace(attribute.name, claim))
            continue;
        if (QString value = firstUsableValue(attribute); !value.isEmpty())
            return {attribute.name, std::move(value)};
    }
    return {};
}

Result<MappedField> applyRow(const VerifiedAssertion &assertion, const FieldMapping &row)
{
    MappedField mapped{row.field, {}, {}, row.update, row.presence};
    for (const QString &claim : row.claims) {
        ClaimValue found = valueOf(assertion, claim);
        if (found.value.isEmpty())
            continue;
        mapped.claim = std::move(found.claim);
        mapped.value = std::move(found.value);
        break;
    }
    if (mapped.value.isEmpty()) {
        if (row.presence == FieldMapping::Presence::Required)
            return fail(ErrorCode::ClaimMissing, toText(row.field));
    } else if (row.field == ProfileField::Mail) {
        const auto address = EmailAddress::parse(mapped.value);
        if (!address && row.presence == FieldMapping::Presence::Required)
            return std::unexpected(address.error());
        if (!address)
            mapped.fault = address.error().code;
    }
    return mapped;
}

} // namespace

QString toText(UpdatePolicy policy)
{
    return textOf(updatePolicyTexts, policy);
}

std::optional<UpdatePolicy> updatePolicyFromText(QStringView text)
{
    return valueOf(updatePolicyTexts, text);
}

ClaimMapping ClaimMapping::entraDefaults()
{
    const auto row = [](ProfileField field, const QStringList &claims) { return FieldMapping{field, claims}; };
    return {
        {latin1(entra::tenantIdClaim), latin1(entra::objectIdClaim), NameIdKeys::PersistentOnly},
        {
            row(ProfileField::DisplayName, {latin1(entra::displayNameClaim), latin1(entra::nameClaim)}),
            row(ProfileField::FirstName, {QStringLiteral("firstName"), latin1(entra::givenNameClaim)}),
            row(ProfileField::LastName, {QStringLiteral("lastName"), latin1(entra::surnameClaim)}),
            row(ProfileField::Mail, {latin1(entra::emailAddressClaim)}),
            row(ProfileField::UserName, {latin1(entra::nameClaim)}),
        },
    };
}

Result<IdentityKey> identityKey(const VerifiedAssertion &assertion, const IdentityKeyMapping &mapping)
{
    USHER_TRY(const QString tenant, keyClaim(assertion, mapping.tenantClaim));
    USHER_TRY(const QString object, keyClaim(assertion, mapping.objectClaim));
    if (!tenant.isEmpty() && !object.isEmpty())
        return IdentityKey{IdentityKey::Kind::EntraObject, authorityOf(assertion.issuer(), tenant), withSteadyCase(object)};
    return nameIdKey(assertion, mapping.nameIds);
}

Result<std::vector<MappedField>> applyMapping(const VerifiedAssertion &assertion, const ClaimMapping &mapping)
{
    std::vector<MappedField> fields;
    for (const FieldMapping &row : mapping.fields) {
        USHER_TRY(MappedField mapped, applyRow(assertion, row));
        fields.push_back(std::move(mapped));
    }
    return fields;
}

} // namespace usher
