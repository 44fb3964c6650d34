// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "core/explain/error_name.h"
#include "core/explain/translation.h"

#include <algorithm>

namespace usher::explain {

namespace {

QString personIn(const ProvisioningPlan &plan)
{
    Profile profile = plan.existing ? plan.existing->profile : Profile{};
    for (const PlannedField &field : plan.fields)
        profile.setValue(field.field, field.after);
    const QString name = profile.bestName();
    return name.isEmpty() ? Explain::tr("this person") : name;
}

QString changedFields(const ProvisioningPlan &plan)
{
    QStringList names;
    for (const PlannedField &field : plan.fields) {
        if (field.changes())
            names += label(field.field);
    }
    return names.join(QStringLiteral(", "));
}

/// What the claims could not change, and why; begins with a space where there is something.
QString keptFields(const ProvisioningPlan &plan)
{
    QString sentences;
    for (const PlannedField &field : plan.fields) {
        if (field.kept)
            sentences += u' ' + Explain::tr("“%1” stays as it was.").arg(label(field.field)) + u' ' + whatHappened({*field.kept});
    }
    return sentences;
}

/// The name that the reader knows an entry by, else its id: it may have been removed meanwhile.
template<typename Entry, typename Id>
QString nameIn(const std::vector<Entry> &entries, const Id &id)
{
    const auto entry = std::ranges::find(entries, id, &Entry::id);
    return entry == entries.end() ? id.text() : name(*entry);
}

} // namespace

QString Words::paragraph() const
{
    return remedy.isEmpty() ? what : what + u' ' + remedy;
}

Words words(const Error &error)
{
    QStringList technical{nameOf(error.code)};
    for (const QString &part : {error.subject, error.detail}) {
        if (!part.isEmpty())
            technical += part;
    }
    return {whatHappened(error), whatToDo(error), technical.join(QStringLiteral(": "))};
}

QString sentence(const LogoutAnswer &answer)
{
    switch (answer.outcome) {
    case LogoutAnswer::Outcome::Complete:
        return answer.proof == LogoutAnswer::Proof::Signed
                   ? Explain::tr("You are signed out here and at the identity provider.")
                   : Explain::tr("You are signed out here. The identity provider says that you are signed out there too.");
    case LogoutAnswer::Outcome::Partial:
        return Explain::tr("You are signed out here and at the identity provider, but it could not tell every other application. "
                           "On a computer that others use too, close the browser.");
    case LogoutAnswer::Outcome::Refused:
        return Explain::tr("You are signed out here, but not at the identity provider, which says: %1. On a computer that others "
                           "use too, close the browser.")
            .arg(withoutStop(answer.said));
    }
    Q_UNREACHABLE();
}

QString sentence(const ProvisioningPlan &plan)
{
    switch (plan.outcome) {
    case ProvisioningPlan::Outcome::Create:
        return Explain::tr("%1 is new here: an account is made, in the default Agent Pool, with the role %2.")
            .arg(personIn(plan), nameIn(builtInRoles(), plan.role));
    case ProvisioningPlan::Outcome::Update:
        return Explain::tr("%1 has an account, which gets news: %2.").arg(personIn(plan), changedFields(plan)) + keptFields(plan);
    case ProvisioningPlan::Outcome::Unchanged:
        return Explain::tr("%1 has an account, and nothing in it changes but the last sign-in.").arg(personIn(plan)) +
               keptFields(plan);
    case ProvisioningPlan::Outcome::Refuse:
        return whatHappened(plan.refusal.value_or(Error{}));
    }
    Q_UNREACHABLE();
}

QString label(ProfileField field)
{
    switch (field) {
    case ProfileField::DisplayName:
        return Explain::tr("Display name");
    case ProfileField::FirstName:
        return Explain::tr("First name");
    case ProfileField::LastName:
        return Explain::tr("Last name");
    case ProfileField::Mail:
        return Explain::tr("Mail");
    case ProfileField::UserName:
        return Explain::tr("User name");
    }
    Q_UNREACHABLE();
}

QString label(Origin origin)
{
    switch (origin) {
    case Origin::Manual:
        return Explain::tr("Made by hand");
    case Origin::SamlJit:
        return Explain::tr("JIT-provisioned");
    }
    Q_UNREACHABLE();
}

QString label(UserStatus status)
{
    switch (status) {
    case UserStatus::Active:
        return Explain::tr("Active");
    case UserStatus::Disabled:
        return Explain::tr("Disabled");
    }
    Q_UNREACHABLE();
}

QString label(Permission permission)
{
    switch (permission) {
    case Permission::UsersView:
        return Explain::tr("See people");
    case Permission::UsersManage:
        return Explain::tr("Disable and enable people");
    case Permission::RolesManage:
        return Explain::tr("Grant and take roles");
    case Permission::IdentityView:
        return Explain::tr("See the identity configuration");
    case Permission::IdentityManage:
        return Explain::tr("Change the identity configuration");
    }
    Q_UNREACHABLE();
}

QString label(AuditAction action)
{
    switch (action) {
    case AuditAction::DirectoryCreated:
        return Explain::tr("Directory created");
    case AuditAction::LocalOwnerCreated:
        return Explain::tr("Local owner created");
    case AuditAction::LocalOwnerSignedIn:
        return Explain::tr("Local owner signed in");
    case AuditAction::UserProvisioned:
        return Explain::tr("Account made by SAML JIT");
    case AuditAction::UserUpdated:
        return Explain::tr("Account updated by a sign-in");
    case AuditAction::UserSignedIn:
        return Explain::tr("Signed in");
    case AuditAction::UserSignedOut:
        return Explain::tr("Signed out");
    case AuditAction::SignInRefused:
        return Explain::tr("Sign-in refused");
    case AuditAction::RoleGranted:
        return Explain::tr("Role granted");
    case AuditAction::RoleRevoked:
        return Explain::tr("Role taken");
    case AuditAction::UserDisabled:
        return Explain::tr("Account disabled");
    case AuditAction::UserEnabled:
        return Explain::tr("Account enabled");
    case AuditAction::IdentityConfigurationSaved:
        return Explain::tr("Identity configuration saved");
    case AuditAction::MetadataRefreshed:
        return Explain::tr("Provider's certificates renewed");
    case AuditAction::MetadataChangeProposed:
        return Explain::tr("Provider's metadata changed, not applied");
    case AuditAction::MetadataChangeDismissed:
        return Explain::tr("Change of the provider's metadata dismissed");
    case AuditAction::ServiceProviderKeyMade:
        return Explain::tr("Service provider key made");
    case AuditAction::ServiceProviderKeyRemoved:
        return Explain::tr("Service provider key removed");
    case AuditAction::PortalEnrolled:
        return Explain::tr("Computer enrolled");
    case AuditAction::PortalRemoved:
        return Explain::tr("Computer's enrolment removed");
    case AuditAction::RecoveryPassphraseSet:
        return Explain::tr("Recovery passphrase set");
    }
    Q_UNREACHABLE();
}

QString reason(const Grant &grant, const std::vector<Pool> &pools, const std::vector<Role> &roles)
{
    const QString role = nameIn(roles, grant.role);
    return grant.pool ? Explain::tr("%1, from pool %2").arg(role, nameIn(pools, *grant.pool))
                      : Explain::tr("%1, directly").arg(role);
}

QString name(const Role &role)
{
    if (role.id == roles::owner)
        return Explain::tr("Owner");
    if (role.id == roles::administrator)
        return Explain::tr("Administrator");
    if (role.id == roles::user)
        return Explain::tr("User");
    return role.name;
}

QString name(const Pool &pool)
{
    return pool.id.text() == u"default" ? Explain::tr("Default") : pool.name;
}

QString configurationField(const QString &field)
{
    if (field == u"provider.entityId")
        return Explain::tr("the identity provider's entity ID");
    if (field == u"provider.tenantId")
        return Explain::tr("the tenant");
    if (field == u"provider.singleSignOn")
        return Explain::tr("the sign-in address");
    if (field == u"provider.singleLogout")
        return Explain::tr("the sign-out address");
    if (field == u"serviceProvider")
        return Explain::tr("the Entity ID (Entra: Identifier)");
    if (field == u"assertionConsumerService")
        return Explain::tr("the Reply URL, which begins with https, or with http://localhost");
    if (field == u"mapping.key")
        return Explain::tr("the claims that people are recognised by");
    if (field == u"defaultRole")
        return Explain::tr("the default role, which may not administer anything");
    if (field == u"name")
        return Explain::tr("the name");
    const std::optional<ProfileField> mapped =
        field.startsWith(u"mapping.") ? profileFieldFromText(QStringView(field).mid(8)) : std::nullopt;
    return mapped ? Explain::tr("the claims for “%1”").arg(label(*mapped)) : field;
}

} // namespace usher::explain
