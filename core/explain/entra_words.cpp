// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/translation.h"

namespace usher::explain {

namespace {

/// Where the application's settings are, in the words of Entra's admin center.
QString application(const QString &page)
{
    return Explain::tr("In the Entra admin center, open Enterprise applications → your application → %1.").arg(page);
}

QString basicConfiguration()
{
    return application(Explain::tr("Single sign-on → Basic SAML Configuration"));
}

QString signingCertificates()
{
    return application(Explain::tr("Single sign-on → SAML Certificates"));
}

/// Usher never sends what this is about, so somebody else's request arrived, or one that was changed.
QString notOurRequest()
{
    return Explain::tr(
        "Usher sends no such request. Begin the sign-in here again, not from a bookmark or the page's own history; if it "
        "fails again, something between this computer and Entra changes addresses.");
}

QString whatEntraMeans(const EntraFailure &failure)
{
    switch (failure.cause()) {
    case EntraCause::Unknown:
        return failure.text.isEmpty() ? Explain::tr("Entra refused the sign-in, and did not say why.")
                                      : Explain::tr("Entra refused the sign-in in words of its own: %1").arg(failure.text);
    case EntraCause::NotAssigned:
        return Explain::tr("Only people who are assigned to the application may sign in to it, and this person is not.");
    case EntraCause::ApplicationUnknown:
        return Explain::tr("This tenant has no application with the Entity ID that Usher sent.");
    case EntraCause::IssuerMismatch:
        return Explain::tr(
            "Entra could not match the request to the application: its Identifier differs from this portal's Entity ID, or "
            "nobody has consented to the application.");
    case EntraCause::ConsentMissing:
        return Explain::tr("The application lacks consent: it asks for something in Entra that nobody has allowed.");
    case EntraCause::ReplyUrlMismatch:
        return Explain::tr("The Reply URL that Usher sent is not among those of the application.");
    case EntraCause::NoReplyUrl:
        return Explain::tr("The application has no Reply URL, so Entra can't send an answer anywhere.");
    case EntraCause::AuthnContextMismatch:
        return Explain::tr("The way in which the person signed in to Entra is not the one that the request demanded.");
    case EntraCause::RequestMalformed:
        return Explain::tr("Entra could not read the sign-in request.");
    case EntraCause::PropertyUnsupported:
        return Explain::tr("The sign-in request holds a property that Entra does not support.");
    case EntraCause::RequestMissing:
        return Explain::tr("No sign-in request arrived at Entra: SAMLRequest is missing in the address.");
    case EntraCause::BindingUnsupported:
        return Explain::tr("The request wants its answer in a way that Entra does not have. It answers by HTTP-POST alone.");
    case EntraCause::DestinationMismatch:
        return Explain::tr("The sign-in request names another destination than the address where it arrived.");
    case EntraCause::NameIdPolicyRefused:
        return Explain::tr("The sign-in request wants a NameID (NameIDPolicy) that Entra can't give.");
    case EntraCause::RequestIdMalformed:
        return Explain::tr("The ID of the sign-in request is not one that Entra takes: it must not begin with a digit.");
    case EntraCause::RequestUnsigned:
        return Explain::tr(
            "The application takes signed requests only, and this one had no signature, or had it in the wrong place.");
    case EntraCause::RequestTooOld:
        return Explain::tr("The sign-in request was too old when it arrived at Entra.");
    case EntraCause::NoSigningKey:
        return Explain::tr("The application has no certificate to sign its answers with.");
    case EntraCause::SigningKeyExpired:
        return Explain::tr("The certificate that the application signs its answers with has expired, or does not count yet.");
    case EntraCause::NameIdSourceEmpty:
        return Explain::tr("The attribute that the NameID is made from is empty for this person.");
    case EntraCause::AccountOfAnotherTenant:
        return Explain::tr("The account belongs to another tenant, and is no guest of this one.");
    case EntraCause::AccountUnknown:
        return Explain::tr("This tenant has no such account.");
    case EntraCause::AccountToChoose:
        return Explain::tr("Several accounts are signed in at Microsoft, or the chosen one can't be used here.");
    case EntraCause::DeviceNotCompliant:
        return Explain::tr("Conditional Access lets in managed devices alone, and Entra does not see this one as such.");
    case EntraCause::AccessBlocked:
        return Explain::tr("A Conditional Access policy blocked the sign-in, though name and password were right.");
    case EntraCause::DeviceUnknown:
        return Explain::tr("Entra wants to know the device, which an embedded page can't tell it.");
    case EntraCause::MfaNeeded:
        return Explain::tr("The sign-in needs a second factor, which was not given.");
    case EntraCause::MfaNotEnrolled:
        return Explain::tr("The sign-in needs a second factor, and the person has not set one up yet.");
    case EntraCause::ApplicationDisabled:
        return Explain::tr("The application is switched off in Entra: nobody can sign in to it.");
    case EntraCause::SharedEndpoint:
        return Explain::tr(
            "The sign-in address is the one for every tenant (/common), and the application belongs to a single one.");
    case EntraCause::NobodySignedIn:
        return Explain::tr("Nobody was signed in at Entra, and the request forbade it to ask (IsPassive).");
    }
    Q_UNREACHABLE();
}

QString whatToChange(const EntraFailure &failure)
{
    switch (failure.cause()) {
    case EntraCause::Unknown: {
        const QString logs =
            Explain::tr("In the Entra admin center, open Monitoring & health → Sign-in logs and look for the correlation ID; "
                        "the entry's Basic info says why.");
        return failure.code == 0
                   ? logs
                   : logs + u' ' +
                         Explain::tr("Microsoft explains its codes at %1.")
                             .arg(QStringLiteral("https://login.microsoftonline.com/error?code=%1").arg(failure.code));
    }
    case EntraCause::NotAssigned:
        return application(Explain::tr("Users and groups")) + u' ' +
               Explain::tr(
                   "Choose Add user/group and assign the person, or a group that has the person as a direct member: nested groups "
                   "don't count.");
    case EntraCause::ApplicationUnknown:
        return basicConfiguration() + u' ' +
               Explain::tr("Compare Identifier (Entity ID) with the Entity ID here, letter by letter. If they agree, the sign-in "
                           "address here "
                           "may be another tenant's: import the application's App Federation Metadata Url.");
    case EntraCause::IssuerMismatch:
        return basicConfiguration() + u' ' +
               Explain::tr("Make Identifier (Entity ID) the same as the Entity ID here, letter by letter. If it is, choose Grant "
                           "admin consent "
                           "under Permissions.");
    case EntraCause::ConsentMissing:
        return application(Explain::tr("Permissions")) + u' ' +
               Explain::tr("Choose Grant admin consent. If nothing is asked for there, compare Identifier (Entity ID) with the "
                           "Entity ID here.");
    case EntraCause::ReplyUrlMismatch:
        return basicConfiguration() + u' ' +
               Explain::tr(
                   "Compare Reply URL (Assertion Consumer Service URL) with the one here: scheme, host, port, path and the case of "
                   "each letter count.");
    case EntraCause::NoReplyUrl:
        return basicConfiguration() + u' ' + Explain::tr("Add the Reply URL that stands here under Service provider.");
    case EntraCause::AuthnContextMismatch:
        return Explain::tr(
            "Usher demands no particular way. Sign out at Microsoft, then begin the sign-in here again, so that Entra asks "
            "anew.");
    case EntraCause::RequestMalformed:
    case EntraCause::PropertyUnsupported:
    case EntraCause::BindingUnsupported:
    case EntraCause::NameIdPolicyRefused:
    case EntraCause::RequestIdMalformed:
    case EntraCause::NobodySignedIn:
        return notOurRequest();
    case EntraCause::RequestMissing:
        return application(Explain::tr("Single sign-on → Set up")) + u' ' +
               Explain::tr("Compare Login URL with the sign-in address here under Identity provider, then begin the sign-in here "
                           "again: the "
                           "address alone, from a bookmark, is no request.");
    case EntraCause::DestinationMismatch:
        return application(Explain::tr("Single sign-on → Set up")) + u' ' +
               Explain::tr("Compare Login URL with the sign-in address here, or import the App Federation Metadata Url again.");
    case EntraCause::RequestUnsigned:
        return signingCertificates() + u' ' +
               Explain::tr("Either turn off Require verification certificates under Verification certificates, or turn on signed "
                           "requests here "
                           "and upload this portal's certificate there.");
    case EntraCause::RequestTooOld:
        return Explain::tr(
            "Set this computer's clock, time zone included, then begin the sign-in again. A page that was left open for long "
            "fails in the same way.");
    case EntraCause::NoSigningKey:
        return signingCertificates() + u' ' +
               Explain::tr("Choose New Certificate under Token signing certificate, make it active, then import the App Federation "
                           "Metadata "
                           "Url here.");
    case EntraCause::SigningKeyExpired:
        return signingCertificates() + u' ' +
               Explain::tr(
                   "Make a valid certificate under Token signing certificate the active one, or a new one, then import the App "
                   "Federation Metadata Url here again.");
    case EntraCause::NameIdSourceEmpty:
        return application(Explain::tr("Single sign-on → Attributes & Claims")) + u' ' +
               Explain::tr("See which source attribute Unique User Identifier (Name ID) has; fill it in for the person under Users "
                           "→ the person → "
                           "Properties, or choose one that everybody has, such as user.userprincipalname.");
    case EntraCause::AccountOfAnotherTenant:
        return Explain::tr(
            "Choose another account on Microsoft's page. If this one should get in: in the Entra admin center, open Users → "
            "New user → Invite external user, and assign the guest to the application.");
    case EntraCause::AccountUnknown:
        return Explain::tr(
            "Look for a typing mistake, or choose another account on Microsoft's page. Whether the account exists is shown in "
            "the Entra admin center under Users → All users.");
    case EntraCause::AccountToChoose:
        return Explain::tr("Choose the account of this tenant on Microsoft's page, or sign out there first and begin again.");
    case EntraCause::DeviceNotCompliant:
        return Explain::tr(
            "Use the system browser instead: it can prove that the device is managed. Which policy asks for that is shown in "
            "the Entra admin center under Monitoring & health → Sign-in logs → the sign-in → Conditional Access.");
    case EntraCause::AccessBlocked:
        return Explain::tr(
            "Use the system browser instead, in case the policy asks for a device or a sign-in that an embedded page can't "
            "show. The policy's name stands in the Entra admin center under Monitoring & health → Sign-in logs → the sign-in → "
            "Conditional Access.");
    case EntraCause::DeviceUnknown:
        return Explain::tr(
            "Use the system browser instead, on a device that is registered in Entra. The policy that wants it is under "
            "Conditional Access → Policies in the Entra admin center.");
    case EntraCause::MfaNeeded:
        return Explain::tr(
            "Begin the sign-in again and answer the second question. Where Entra never asks it: in the Entra admin center, "
            "open Conditional Access → Policies, and see which policy applies to the application.");
    case EntraCause::MfaNotEnrolled:
        return Explain::tr(
            "The person sets it up at https://aka.ms/mfasetup in a browser. In the Entra admin center it is shown under Users → "
            "the person → Authentication methods.");
    case EntraCause::ApplicationDisabled:
        return application(Explain::tr("Properties")) + u' ' + Explain::tr("Set Enabled for users to sign-in? to Yes.");
    case EntraCause::SharedEndpoint:
        return signingCertificates() + u' ' +
               Explain::tr("Copy App Federation Metadata Url and import it here, so that the sign-in address names the tenant.");
    }
    Q_UNREACHABLE();
}

} // namespace

Words words(const EntraFailure &failure)
{
    QStringList lines;
    const auto add = [&](const char *label, const QString &value) {
        if (!value.isEmpty())
            lines += QLatin1StringView(label) + value;
    };
    // As Microsoft's support wants to have it, in its own labels.
    add("", failure.text.isEmpty() ? codeText(failure) : failure.text);
    add("Correlation ID: ", failure.correlationId);
    add("Trace ID: ", failure.traceId);
    add("Request ID: ", failure.requestId);
    add("Timestamp: ", failure.timestamp);
    return {whatEntraMeans(failure), whatToChange(failure), lines.join(u'\n')};
}

} // namespace usher::explain
