// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_failures.h"

#include <QRegularExpression>

namespace usher::sandbox {

namespace {

const char *messageOf(EntraCause cause)
{
    switch (cause) {
    case EntraCause::Unknown:
        return "The request could not be served.";
    case EntraCause::NotAssigned:
        return "The signed-in user 'amira@sandbox.usher.example' is blocked: they are not a direct member of a group with access, "
               "nor "
               "were they assigned to the application by an administrator.";
    case EntraCause::ApplicationUnknown:
        return "No application with the identifier 'urn:example' was found in the directory 'Usher Sandbox'. The request may have "
               "been "
               "sent to the wrong tenant.";
    case EntraCause::IssuerMismatch:
        return "Misconfigured application: no permissions are listed or consented to, or the Issuer of the SAML request differs "
               "from "
               "the Identifier.";
    case EntraCause::ConsentMissing:
        return "Misconfigured application: the resources that it wants access to cannot be found.";
    case EntraCause::ReplyUrlMismatch:
        return "The reply URL 'http://localhost:1/saml/acs' of the request does not match those configured for the application.";
    case EntraCause::NoReplyUrl:
        return "No reply address is registered for the application.";
    case EntraCause::AuthnContextMismatch:
        return "The authentication method 'X509, MultiFactor' of the user does not match the requested method "
               "'PasswordProtectedTransport'. Contact the application owner.";
    case EntraCause::RequestMalformed:
        return "The request is not a valid SAML 2.0 protocol message.";
    case EntraCause::PropertyUnsupported:
        return "The property 'Subject' of the SAML authentication request is not supported and must not be set.";
    case EntraCause::RequestMissing:
        return "SAMLRequest or SAMLResponse must be in the query string for the SAML Redirect binding.";
    case EntraCause::BindingUnsupported:
        return "The SAML request wants its response by an unsupported binding; HTTP POST is the only one.";
    case EntraCause::DestinationMismatch:
        return "The SAML request has an unexpected Destination and is denied.";
    case EntraCause::NameIdPolicyRefused:
        return "The SAML authentication request has an invalid NameIDPolicy.";
    case EntraCause::RequestIdMalformed:
        return "The value '5a4d' is not a valid SAML ID: it must not begin with a number.";
    case EntraCause::RequestUnsigned:
        return "The request is not signed, and the application requires signed requests.";
    case EntraCause::RequestTooOld:
        return "The IssueInstant of the SAML authentication request is expired.";
    case EntraCause::NoSigningKey:
        return "No signing key is configured for the application.";
    case EntraCause::SigningKeyExpired:
        return "The application needs a signing key of its own, which is missing, expired, or not yet valid.";
    case EntraCause::NameIdSourceEmpty:
        return "The mandatory input 'mail' is missing for the transformation of the claim 'nameidentifier'.";
    case EntraCause::AccountOfAnotherTenant:
        return "The user account 'ada@partner.example' of the identity provider 'live.com' does not exist in the tenant 'Usher "
               "Sandbox' and cannot access the application there. It has to be added as an external user first.";
    case EntraCause::AccountUnknown:
        return "The user account 'nobody@sandbox.usher.example' does not exist in the directory 'Usher Sandbox'.";
    case EntraCause::AccountToChoose:
        return "Several identities are available for this request, or the selected account is not supported for it.";
    case EntraCause::DeviceNotCompliant:
        return "The device is not in the required state: compliant. A Conditional Access policy requires it.";
    case EntraCause::AccessBlocked:
        return "Access has been blocked by Conditional Access policies. The policy does not allow a token to be issued.";
    case EntraCause::DeviceUnknown:
        return "Device authentication is required.";
    case EntraCause::MfaNeeded:
        return "Because of a change by your administrator, or because you moved to a new location, you must use multi-factor "
               "authentication.";
    case EntraCause::MfaNotEnrolled:
        return "Because of a change by your administrator you must enroll in multi-factor authentication.";
    case EntraCause::ApplicationDisabled:
        return "The application 'urn:example' is disabled.";
    case EntraCause::SharedEndpoint:
        return "The application is not configured as a multi-tenant one, so /common can't be used. Use a tenant-specific endpoint.";
    case EntraCause::NobodySignedIn:
        return "A silent sign-in was requested, but no user is signed in.";
    }
    Q_UNREACHABLE();
}

} // namespace

QString failureMessage(int code)
{
    return QString::fromLatin1(messageOf(EntraFailure{.code = code}.cause()));
}

std::optional<int> failureAskedFor(const QString &account)
{
    static const QRegularExpression pattern(QStringLiteral("\\AAADSTS([0-9]{4,9})\\z"), QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(account);
    return match.hasMatch() ? std::optional(match.capturedView(1).toInt()) : std::nullopt;
}

QString statusMessage(int code, const TraceIds &ids)
{
    const QString time = formatDateTime(std::chrono::floor<std::chrono::seconds>(ids.at)).replace(u'T', u' ');
    return QStringLiteral("AADSTS%1: %2\nTrace ID: %3\nCorrelation ID: %4\nTimestamp: %5")
        .arg(QString::number(code), failureMessage(code), ids.requestId, ids.correlationId, time);
}

} // namespace usher::sandbox
