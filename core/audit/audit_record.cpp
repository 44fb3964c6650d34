// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_record.h"

#include "core/base/text_table.h"

namespace usher {

namespace {

constexpr TextTable<AuditAction, 21> actionTexts{{
    {AuditAction::DirectoryCreated, u"directory.created"},
    {AuditAction::LocalOwnerCreated, u"local-owner.created"},
    {AuditAction::LocalOwnerSignedIn, u"local-owner.signed-in"},
    {AuditAction::UserProvisioned, u"user.provisioned"},
    {AuditAction::UserUpdated, u"user.updated"},
    {AuditAction::UserSignedIn, u"user.signed-in"},
    {AuditAction::UserSignedOut, u"user.signed-out"},
    {AuditAction::SignInRefused, u"sign-in.refused"},
    {AuditAction::RoleGranted, u"role.granted"},
    {AuditAction::RoleRevoked, u"role.revoked"},
    {AuditAction::UserDisabled, u"user.disabled"},
    {AuditAction::UserEnabled, u"user.enabled"},
    {AuditAction::IdentityConfigurationSaved, u"identity-configuration.saved"},
    {AuditAction::MetadataRefreshed, u"metadata.refreshed"},
    {AuditAction::MetadataChangeProposed, u"metadata.change-proposed"},
    {AuditAction::MetadataChangeDismissed, u"metadata.change-dismissed"},
    {AuditAction::ServiceProviderKeyMade, u"service-provider-key.made"},
    {AuditAction::ServiceProviderKeyRemoved, u"service-provider-key.removed"},
    {AuditAction::PortalEnrolled, u"portal.enrolled"},
    {AuditAction::PortalRemoved, u"portal.removed"},
    {AuditAction::RecoveryPassphraseSet, u"recovery-passphrase.set"},
}};

} // namespace

QString toText(AuditAction action)
{
    return textOf(actionTexts, action);
}

std::optional<AuditAction> auditActionFromText(QStringView text)
{
    return valueOf(actionTexts, text);
}

} // namespace usher
