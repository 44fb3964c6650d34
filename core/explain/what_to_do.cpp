// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/translation.h"

namespace usher::explain {

namespace {

/// For what no genuine response has: an attack, or a document that somebody edited.
QString distrust()
{
    return Explain::tr(
        "Microsoft Entra ID does not send this. Find out where the document came from before you believe any of it.");
}

QString importMetadata()
{
    return Explain::tr(
        "In Entra, open the application, then Single sign-on, SAML Certificates, and copy its App Federation Metadata Url "
        "(or download Federation Metadata XML). Import that under Identity Configuration, Identity provider.");
}

} // namespace

// No default: the compiler names the code that nobody has thought about yet.
QString whatToDo(const Error &error)
{
    switch (error.code) {
    case ErrorCode::FileUnreadable:
        return Explain::tr("Check that it is there and that you may read it.");
    case ErrorCode::FileUnwritable:
    case ErrorCode::FolderReadOnly:
        return Explain::tr("Choose another folder, or ask whoever looks after this computer for the right to write there.");
    case ErrorCode::FileTooLarge:
        return Explain::tr("Check that it is the right file.");
    case ErrorCode::DiskFull:
    case ErrorCode::StoreFull:
        return Explain::tr("Make some room on the disk, then try again.");
    case ErrorCode::InputEmpty:
    case ErrorCode::InputTooLarge:
    case ErrorCode::InputUnrecognised:
        return Explain::tr(
            "In the browser's developer tools, open Network, choose the request to the Reply URL, and save the value of its "
            "form field SAMLResponse.");
    case ErrorCode::InputNotBase64:
        return Explain::tr("Copy the whole value of SAMLResponse once more, down to the equals signs at its end.");
    case ErrorCode::UsageError:
        return Explain::tr("Add --help to see what can be given.");

    case ErrorCode::XmlMalformed:
        return Explain::tr("It was cut off or edited. Save it once more from where it came.");
    case ErrorCode::XmlDoctype:
    case ErrorCode::XmlTooDeep:
    case ErrorCode::XmlLimitExceeded:
    case ErrorCode::XmlExternalReference:
    case ErrorCode::XmlMalformedId:
    case ErrorCode::XmlForbiddenNode:
    case ErrorCode::XmlDuplicateId:
    case ErrorCode::XmlNamespacedId:
    case ErrorCode::XmlRelativeNamespace:
    case ErrorCode::SignatureMisplaced:
    case ErrorCode::SignatureMalformed:
    case ErrorCode::ReferenceMismatch:
    case ErrorCode::AssertionCount:
    case ErrorCode::NameIdMalformed:
    case ErrorCode::AttributeMalformed:
    case ErrorCode::TimeMalformed:
    case ErrorCode::SubjectConfirmationMissing:
    case ErrorCode::AudienceMissing:
        return distrust();

    case ErrorCode::SignatureMissing:
        return Explain::tr("In Entra, open Single sign-on, SAML Certificates, Signing Option, and choose Sign SAML assertion.");
    case ErrorCode::AlgorithmRefused:
        return whichAlgorithmInstead(error.subject);
    case ErrorCode::KeyTooShort:
        return Explain::tr(
            "In Entra, open Single sign-on, SAML Certificates, and make a New Certificate. Then import the App Federation "
            "Metadata Url again.");
    case ErrorCode::NoTrustedCertificate:
    case ErrorCode::MetadataNoCertificate:
    case ErrorCode::NoIdentityProvider:
        return importMetadata();
    case ErrorCode::SignatureInvalid:
        return Explain::tr(
            "If the certificate was renewed in Entra, import the application's App Federation Metadata Url again; the "
            "tenant's own metadata does not hold it. If nothing was renewed, do not trust this response.");
    case ErrorCode::NoDecryptionKey:
        return Explain::tr(
            "In Entra, open the application, then Token encryption, and deactivate it; or give the key that belongs to the "
            "certificate there.");
    case ErrorCode::DecryptionFailed:
        return Explain::tr(
            "In Entra, open the application, then Token encryption, and compare the certificate there with the key here.");

    case ErrorCode::NotASamlResponse:
        return Explain::tr(
            "What is wanted is the value of the form field SAMLResponse, which the browser posts to the Reply URL. Requests "
            "and metadata look alike.");
    case ErrorCode::VersionUnsupported:
        return Explain::tr("Set the application up for SAML 2.0 at the identity provider.");
    case ErrorCode::StatusNotSuccess:
        if (const auto failure = failureInStatus(error.subject))
            return words(*failure).remedy;
        return Explain::tr("The message, where there is one, names the cause. The identity provider's log of sign-ins says more.");
    case ErrorCode::IssuerMismatch:
        return Explain::tr(
            "Compare Microsoft Entra Identifier in Entra with the entity ID under Identity provider here, letter by letter.");
    case ErrorCode::TenantMismatch:
        return Explain::tr("Sign in with an account of your own tenant, or import the metadata of the tenant that you mean.");
    case ErrorCode::ConditionUnknown:
        return Explain::tr(
            "Take the condition out at the identity provider: Audience, OneTimeUse and ProxyRestriction are understood.");
    case ErrorCode::AudienceMismatch:
        return Explain::tr(
            "Compare Identifier (Entity ID) in Entra, under Basic SAML Configuration, with the Entity ID here, letter by "
            "letter.");
    case ErrorCode::DestinationMismatch:
    case ErrorCode::RecipientMismatch:
        return Explain::tr(
            "Compare Reply URL (Assertion Consumer Service URL) in Entra, under Basic SAML Configuration, with the one here. "
            "Small and capital letters count.");
    case ErrorCode::RedirectAmbiguous:
        return Explain::tr("Begin again in Usher. If it stays, the identity provider or something on the way changes the address.");
    case ErrorCode::InResponseToMissing:
    case ErrorCode::UnsolicitedResponse:
        return Explain::tr("Begin in Usher. Entra's Test button and My Apps send a response that nobody asked for.");
    case ErrorCode::InResponseToMismatch:
    case ErrorCode::RequestUnknown:
    case ErrorCode::RequestExpired:
    case ErrorCode::RelayStateMismatch:
    case ErrorCode::Replayed:
    case ErrorCode::PageCrashed:
    case ErrorCode::ResponseNotCaptured:
        return Explain::tr("Sign in again, and begin in Usher.");
    case ErrorCode::NotYetValid:
        return Explain::tr("This computer's clock is probably slow. Let it set its time from the network, then sign in again.");
    case ErrorCode::Expired:
        return Explain::tr(
            "Sign in again. If it happens each time, this computer's clock is fast: let it set its time from the network.");
    case ErrorCode::NameIdMissing:
        return Explain::tr(
            "In Entra, open Attributes & Claims, Unique User Identifier (Name ID), and choose a source attribute that this "
            "person has.");
    case ErrorCode::AttributeDuplicated:
        return Explain::tr("In Entra, open Attributes & Claims and delete one of the two.");

    case ErrorCode::MetadataIsWebPage:
    case ErrorCode::MetadataMalformed:
    case ErrorCode::MetadataNoIdentityProvider:
    case ErrorCode::MetadataCommonTenant:
    case ErrorCode::MetadataTenantWide:
        return Explain::tr(
            "In Entra, open the application, then Single sign-on, SAML Certificates, and use its App Federation Metadata Url "
            "or the file behind Federation Metadata XML.");
    case ErrorCode::MetadataSeveralProviders:
    case ErrorCode::MetadataProviderUnknown:
        return Explain::tr("Choose one of the providers in it. On the command line: --idp-entity-id ID.");
    case ErrorCode::MetadataExpired:
        return Explain::tr("Fetch it again from where it is published. If that is new, check this computer's clock.");
    case ErrorCode::MetadataSignatureMissing:
        return Explain::tr("Use metadata that its publisher has signed. If it is never signed, take the certificate away: the "
                           "signature is not looked at then.");
    case ErrorCode::MetadataSignatureWeak:
        return Explain::tr("Let its publisher sign it with RSA of 2048 bits or more and SHA-256.");
    case ErrorCode::MetadataSignatureInvalid:
        return Explain::tr("Ask the publisher, on another way, which certificate signs its metadata now. Until the two fit, do not "
                           "use this metadata.");
    case ErrorCode::MetadataWantsSignedRequests:
        return Explain::tr("Switch on signed requests under Requests and sign-out, or, in Entra, open Single sign-on, SAML "
                           "Certificates, Verification certificates, and switch off Require verification certificates.");
    case ErrorCode::MetadataNoRedirectSignOn:
        return Explain::tr("At the identity provider, switch on a SingleSignOnService with the HTTP-Redirect binding.");
    case ErrorCode::MetadataInsecureAddress:
    case ErrorCode::PageInsecure:
        return Explain::tr("Use an address that begins with https. Only this computer itself may go without.");
    case ErrorCode::CertificateUnreadable:
        return Explain::tr("In Entra, open Single sign-on, SAML Certificates, and download Certificate (Base64).");
    case ErrorCode::CertificateExpired:
        return Explain::tr(
            "In Entra, open Single sign-on, SAML Certificates, make a New Certificate and set it active; then import the App "
            "Federation Metadata Url again.");
    case ErrorCode::CertificateNotYetValid:
        return Explain::tr(
            "Check this computer's clock. If it is right, wait until the certificate counts, or activate another one in "
            "Entra.");
    case ErrorCode::KeyUnreadable:
        return Explain::tr("Give an RSA key as a PEM file without a passphrase. It begins with BEGIN PRIVATE KEY.");
    case ErrorCode::CryptoFailure:
        return Explain::tr(
            "Close other programs, so that there is memory, then try again. If it stays, reinstall OpenSSL and libsodium.");

    case ErrorCode::AddressInvalid:
        return Explain::tr("Copy the whole address. It begins with https:// and a server's name.");
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::PageUnreachable:
        return Explain::tr("Check the address and this computer's network, then try again.");
    case ErrorCode::NetworkRefusedCertificate:
        return Explain::tr(
            "Check the address and this computer's clock. If your company inspects traffic, its root certificate must be "
            "installed on this computer.");
    case ErrorCode::NetworkStatus:
        return Explain::tr(
            "Open the address in a browser to see what is there. In Entra, App Federation Metadata Url is the one to use.");
    case ErrorCode::NetworkTooLarge:
        return Explain::tr("Check the address. In Entra, App Federation Metadata Url is the one to use.");
    case ErrorCode::NetworkTimeout:
        return Explain::tr("Try again. If it stays, check whether this computer must use a proxy.");
    case ErrorCode::PortBusy:
        return Explain::tr("Stop the other program, or choose another port.");

    case ErrorCode::StoreAddressInvalid:
        return Explain::tr("Write sqlite: and the path of a file, such as sqlite:/srv/usher/directory.sqlite.");
    case ErrorCode::StoreUnopenable:
        return Explain::tr("Check that the folder is there and that you may read and write in it.");
    case ErrorCode::StoreReadOnly:
        return Explain::tr("Ask whoever looks after this computer for the right to write the file and its folder.");
    case ErrorCode::StoreBusy:
        return Explain::tr("Close other copies of Usher or tools that have the file open, then try again.");
    case ErrorCode::StoreCorrupt:
        return Explain::tr("Leave the file as it is and restore the latest backup beside it.");
    case ErrorCode::StoreNewerVersion:
        return Explain::tr("Install the newest Usher on this computer, then open it again.");
    case ErrorCode::StoreNotUsher:
        return Explain::tr("Choose another file. Usher leaves this one as it is.");
    case ErrorCode::StoreLogLeftOver:
        return Explain::tr("Put that directory's file back beside it: the log may hold its last changes. To begin a new directory, "
                           "move the log away.");
    case ErrorCode::StoreFailure:
        return Explain::tr("Try again. If it stays, the details say what the database answered.");

    case ErrorCode::NotFound:
        return Explain::tr("Reload the list to see what there is now.");
    case ErrorCode::Forbidden:
        return Explain::tr("Ask an owner of this portal for the permission.");
    case ErrorCode::JitOff:
        return Explain::tr(
            "Ask an administrator of this portal for an account, or to switch SAML JIT on under Identity Configuration, "
            "Provisioning.");
    case ErrorCode::UserDisabled:
        return Explain::tr("Ask an administrator of this portal to enable it.");
    case ErrorCode::LastOwner:
        return Explain::tr("Make somebody else an owner first.");
    case ErrorCode::LastLocalOwner:
        return Explain::tr("Leave this account as it is, and keep its password where you find it in an emergency.");
    case ErrorCode::ConfigurationInvalid:
        return Explain::tr("Complete it under Settings, Identity and Access Management, Identity Configuration.");
    case ErrorCode::ConfigurationOutdated:
        return Explain::tr("Discard your changes, look at what is saved now, and make them again.");
    case ErrorCode::SingleLogoutNotOffered:
        return Explain::tr("Switch single logout off, or import metadata that contains a SingleLogoutService for HTTP-Redirect.");
    case ErrorCode::ProviderKeyUnusable:
        return Explain::tr(
            "At the identity provider, make a new signing certificate with an RSA key of 2048 bits, activate it, and "
            "import the metadata again.");
    case ErrorCode::SandboxInRealDirectory:
        return Explain::tr("Start usher --sandbox to try things out, and import your own tenant's metadata here.");
    case ErrorCode::NoIdentityKey:
        return Explain::tr(
            "Let the provider send a persistent NameID, or, in Entra, leave the claims tenantid and objectidentifier as they "
            "come.");
    case ErrorCode::NameIdTransient:
    case ErrorCode::NameIdNotPersistent:
        return Explain::tr(
            "At the identity provider, set the NameID's format to Persistent. In Entra: Attributes & Claims, Unique User "
            "Identifier (Name ID), Name identifier format.");
    case ErrorCode::ClaimMissing:
        return Explain::tr(
            "In Entra, open Attributes & Claims and add the claim, or fill in the field in this person's Entra profile.");
    case ErrorCode::ClaimUnusable:
        return Explain::tr("Correct the field in this person's Entra profile, or choose another source under Attributes & Claims.");
    case ErrorCode::MailBelongsToAnother:
        return Explain::tr(
            "Accounts are never joined by their mail address alone. Correct the address in Entra, or on the other account.");
    case ErrorCode::PlanOutdated:
        return Explain::tr("Try again.");
    case ErrorCode::PortalNotEnrolled:
        return Explain::tr("Enrol it with the recovery passphrase, under Settings, Storage.");
    case ErrorCode::PortalKeyMissing:
        return Explain::tr("Enrol this computer again with the recovery passphrase, under Settings, Storage.");
    case ErrorCode::KeychainUnavailable:
        return Explain::tr(
            "Unlock the keychain, and try again. If it is gone for good, enrol this computer again with the recovery "
            "passphrase, under Settings, Storage.");
    case ErrorCode::RecoveryNotSet:
        return Explain::tr("On a computer that is enrolled, an owner can set one under Settings, Storage.");
    case ErrorCode::SecretUnreadable:
        return Explain::tr("Restore the directory from a backup, or remove the key and make a new one.");
    case ErrorCode::WrongPassphrase:
    case ErrorCode::WrongPassword:
        return Explain::tr("Try again, and mind small and capital letters.");
    case ErrorCode::PasswordTooShort:
        return Explain::tr("Use some words that only you would put together.");
    case ErrorCode::LocalOwnerExists:
        return Explain::tr("Sign in as an owner.");
    case ErrorCode::BrowserEngineAsRoot:
        return Explain::tr("Start Usher as yourself. The local account works meanwhile.");
    case ErrorCode::BrowserEngineMissing:
        return Explain::tr("Install Qt WebEngine and Usher's web view, then start Usher again. Local account works without.");
    case ErrorCode::ReplyPortBusy:
        return Explain::tr(
            "Close the other program (it may be another Usher that waits for a browser), or sign in inside this window. To use "
            "another port for good, change the Reply URL here and in Entra.");
    case ErrorCode::ReplyUrlNotLoopback:
        return Explain::tr(
            "Sign in inside this window. For the system browser, use a Reply URL such as http://localhost:49200/saml/acs, here and "
            "in Entra.");
    case ErrorCode::BrowserTimeout:
        return Explain::tr("Try again, and finish the sign-in in the browser while Usher waits.");
    case ErrorCode::SigningKeyMissing:
        return Explain::tr("Make a key under Settings, Identity and Access Management, Identity Configuration, or switch signed "
                           "requests off.");
    case ErrorCode::LogoutMessageUnexpected:
    case ErrorCode::LogoutAnswerInvalid:
    case ErrorCode::SignOutUnconfirmed:
        return Explain::tr("On a computer that others use too, close the browser, or sign out at https://myapps.microsoft.com.");
    case ErrorCode::Internal:
        return Explain::tr("Try again. If it stays, report it together with the details.");
    }
    Q_UNREACHABLE();
}

} // namespace usher::explain
