// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

/// What Microsoft Entra ID fixes: claim names, and how a tenant names itself.
namespace usher::entra {

inline constexpr auto objectIdClaim = "http://schemas.microsoft.com/identity/claims/objectidentifier";
inline constexpr auto tenantIdClaim = "http://schemas.microsoft.com/identity/claims/tenantid";
inline constexpr auto displayNameClaim = "http://schemas.microsoft.com/identity/claims/displayname";
inline constexpr auto identityProviderClaim = "http://schemas.microsoft.com/identity/claims/identityprovider";
inline constexpr auto authnMethodsClaim = "http://schemas.microsoft.com/claims/authnmethodsreferences";
inline constexpr auto nameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
inline constexpr auto givenNameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname";
inline constexpr auto surnameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname";
inline constexpr auto emailAddressClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
inline constexpr auto groupsClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";
inline constexpr auto groupsLinkClaim = "http://schemas.microsoft.com/claims/groups.link";
inline constexpr auto roleClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

/// The tenant id in `https://sts.windows.net/TENANT/`; empty where the entity ID is not Entra's.
[[nodiscard]] QString tenantIdOf(const QString &entityId);

/// Whether an entityID is nobody's: one that is to be filled in, `https://sts.windows.net/{tenantid}/`, or that of Microsoft's
/// consumer accounts. Metadata from `/common`, `/organizations` and `/consumers` has it.
[[nodiscard]] bool isEveryTenants(const QString &entityId);
/// Whether anybody may sign in at this address, of whatever tenant: `https://login.microsoftonline.com/common/saml2`.
[[nodiscard]] bool isSharedEndpoint(const QUrl &singleSignOn);

/// `https://sts.windows.net/TENANT/`
[[nodiscard]] QString issuerOf(const QString &tenantId);

/// Entra's other name, the issuer of what it says about sign-outs: `https://login.microsoftonline.com/TENANT/`, on the origin of
/// \p singleLogout, so that it is right in sovereign clouds too. Empty without a tenant or an address.
[[nodiscard]] QString logoutIssuerOf(const QUrl &singleLogout, const QString &tenantId);

/// The audience that Entra writes for an application's Identifier: the Identifier itself, or `spn:ID` where it is no URI.
[[nodiscard]] QString audienceOf(const QString &identifier);

/// The sandbox tenant's id. A directory that is not a sandbox refuses a provider of this tenant, whatever its key.
inline constexpr auto sandboxTenantId = "5a4db0c5-7e4a-4c1d-9b0c-05e205e205e2";

/// The common name of the sandbox tenant's signing certificate: its key lies in a file, and signs for anybody.
inline constexpr auto sandboxCertificateName = "Usher Sandbox Federated SSO Certificate";

} // namespace usher::entra
