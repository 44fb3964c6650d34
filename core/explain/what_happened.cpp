// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/translation.h"

namespace usher::explain {

namespace {

/// The error's subject in quotation marks, else \p otherwise.
QString named(const Error &error, const QString &otherwise)
{
    return error.subject.isEmpty() ? otherwise : QStringLiteral("“%1”").arg(error.subject);
}

bool isNumber(const QString &text)
{
    bool is = false;
    (void)text.toULongLong(&is);
    return is;
}

QString fieldNamed(const Error &error)
{
    const std::optional<ProfileField> field = profileFieldFromText(error.subject);
    return field ? label(*field) : error.subject;
}

} // namespace

QString withoutStop(const QString &message)
{
    return message.endsWith(u'.') ? message.chopped(1) : message;
}

// No default: the compiler names the code that has no sentence yet.
QString whatHappened(const Error &error)
{
    switch (error.code) {
    case ErrorCode::FileUnreadable:
        return Explain::tr("%1 can't be read.").arg(named(error, Explain::tr("The file")));
    case ErrorCode::FileUnwritable:
        return Explain::tr("%1 can't be written.").arg(named(error, Explain::tr("The file")));
    case ErrorCode::FileTooLarge:
        return Explain::tr("%1 is larger than any file of its kind.").arg(named(error, Explain::tr("The file")));
    case ErrorCode::FolderReadOnly:
        return Explain::tr("Nothing can be written in %1.").arg(named(error, Explain::tr("this folder")));
    case ErrorCode::DiskFull:
        return Explain::tr("The disk is full. Nothing was half written.");
    case ErrorCode::InputEmpty:
        return Explain::tr("There is nothing in %1.").arg(named(error, Explain::tr("what was given")));
    case ErrorCode::InputTooLarge:
        return Explain::tr("%1 is too large to be a sign-in response.")
            .arg(isNumber(error.subject) ? Explain::tr("A document of %1 bytes").arg(error.subject)
                                         : named(error, Explain::tr("The input")));
    case ErrorCode::InputNotBase64:
        return Explain::tr("The response is not valid base64: it was cut off or changed on its way.");
    case ErrorCode::InputUnrecognised:
        return Explain::tr("%1 is not a sign-in response: neither SAML XML, nor its base64, nor a form with a SAMLResponse field.")
            .arg(named(error, Explain::tr("The input")));
    case ErrorCode::UsageError:
        return error.subject.isEmpty() ? Explain::tr("The command was not understood.") : error.subject;
    case ErrorCode::RedirectAmbiguous:
        return Explain::tr("The address can be read in two ways: %1 stands in it where it must not, or twice.")
            .arg(named(error, Explain::tr("a parameter")));

    case ErrorCode::XmlMalformed:
        return Explain::tr("The document is not well-formed XML.");
    case ErrorCode::XmlDoctype:
        return Explain::tr("The document brings a DOCTYPE of its own. SAML forbids that, and attackers use it.");
    case ErrorCode::XmlTooDeep:
        return Explain::tr("The document is nested deeper than any real one.");
    case ErrorCode::XmlLimitExceeded:
        return Explain::tr("The document holds more elements, attributes or namespaces than any real one.");
    case ErrorCode::XmlForbiddenNode:
        return Explain::tr("A comment or an instruction hides in the document. It could make one name look like another.");
    case ErrorCode::XmlExternalReference:
        return Explain::tr("The document points to something outside of itself. Usher fetches nothing on a document's word.");
    case ErrorCode::XmlMalformedId:
        return Explain::tr("An ID in the document is empty, or holds characters that no ID has.");
    case ErrorCode::XmlDuplicateId:
        return Explain::tr("Two parts of the document carry the same ID, so it is not clear which one was signed.");
    case ErrorCode::XmlNamespacedId:
        return Explain::tr("A second, disguised ID stands in the document. It could mislead about what was signed.");
    case ErrorCode::XmlRelativeNamespace:
        return Explain::tr("A namespace in the document is not an absolute address. A signature over it could be empty.");

    case ErrorCode::SignatureMissing:
        return Explain::tr("Neither the response nor its assertion is signed, so nothing says who wrote it.");
    case ErrorCode::SignatureMisplaced:
        return Explain::tr("A signature stands in a place where it does not cover the assertion.");
    case ErrorCode::SignatureMalformed:
        return Explain::tr("The signature is not built the way SAML demands.");
    case ErrorCode::ReferenceMismatch:
        return Explain::tr("The signature covers another part of the document than the one that it stands in.");
    case ErrorCode::AlgorithmRefused:
        return whyAlgorithmIsRefused(error.subject);
    case ErrorCode::KeyTooShort:
        return Explain::tr("The signing key is too short to rely on: 2048 bits are the least.");
    case ErrorCode::NoTrustedCertificate:
        return Explain::tr("There is no certificate to check the signature with.");
    case ErrorCode::SignatureInvalid:
        return Explain::tr("The signature does not fit: another key made it, or the response was changed afterwards.");
    case ErrorCode::NoDecryptionKey:
        return Explain::tr("The assertion is encrypted, and there is no key here to open it.");
    case ErrorCode::DecryptionFailed:
        return Explain::tr("The encrypted assertion can't be opened.");

    case ErrorCode::NotASamlResponse:
        return Explain::tr("The document is no SAML response.");
    case ErrorCode::VersionUnsupported:
        return Explain::tr("The response does not say that it is SAML 2.0.");
    case ErrorCode::AssertionCount:
        return Explain::tr("The response must hold exactly one assertion, in its proper place, and this one does not.");
    case ErrorCode::StatusNotSuccess:
        if (const auto failure = failureInStatus(error.subject))
            return words(*failure).what;
        return error.subject.isEmpty()
                   ? Explain::tr("The identity provider says that the sign-in failed.")
                   : Explain::tr("The identity provider says that the sign-in failed: %1.").arg(withoutStop(error.subject));
    case ErrorCode::IssuerMismatch:
        return Explain::tr("The response comes from another identity provider than yours.");
    case ErrorCode::TenantMismatch:
        return Explain::tr("The response is about a person of another Entra tenant.");
    case ErrorCode::AudienceMissing:
        return Explain::tr("The response does not say which application it is for.");
    case ErrorCode::AudienceMismatch:
        return Explain::tr("The response is meant for another application.");
    case ErrorCode::ConditionUnknown:
        return Explain::tr("The assertion is valid only under a condition that Usher does not know.");
    case ErrorCode::DestinationMismatch:
        return Explain::tr("The response was sent to another address than this portal's Reply URL.");
    case ErrorCode::RecipientMismatch:
        return Explain::tr("The assertion is meant for another Reply URL than this portal's.");
    case ErrorCode::SubjectConfirmationMissing:
        return Explain::tr("The assertion does not say that whoever brings it may sign in with it.");
    case ErrorCode::InResponseToMissing:
        return Explain::tr("The response does not say which sign-in it answers.");
    case ErrorCode::InResponseToMismatch:
        return Explain::tr("The response answers another sign-in than this one.");
    case ErrorCode::UnsolicitedResponse:
        return Explain::tr("Nobody asked for this response: it does not belong to a sign-in that was begun here.");
    case ErrorCode::TimeMalformed:
        return Explain::tr("%1 is not a time that can be read.").arg(named(error, Explain::tr("What stands there")));
    case ErrorCode::NotYetValid:
        return Explain::tr("The response is not valid yet.");
    case ErrorCode::Expired:
        return Explain::tr("The response has expired.");
    case ErrorCode::Replayed:
        return Explain::tr("This response has been used before. Each one counts once.");
    case ErrorCode::LogoutMessageUnexpected:
        return Explain::tr("%1 is not the message of a sign-out that belongs here.").arg(named(error, Explain::tr("What came")));
    case ErrorCode::NameIdMissing:
        return Explain::tr("The response does not name the person: it has no NameID.");
    case ErrorCode::NameIdMalformed:
        return Explain::tr("The NameID, which names the person, can't be read.");
    case ErrorCode::AttributeMalformed:
        return Explain::tr("A claim in the response can't be read.");
    case ErrorCode::AttributeDuplicated:
        return error.subject.isEmpty()
                   ? Explain::tr("A claim was sent twice, so it is not clear which one counts.")
                   : Explain::tr("The claim “%1” was sent twice, so it is not clear which one counts.").arg(error.subject);

    case ErrorCode::MetadataIsWebPage:
        return Explain::tr("%1 is a web page, not metadata.").arg(named(error, Explain::tr("This")));
    case ErrorCode::MetadataMalformed:
        return Explain::tr("%1 is not SAML metadata that can be read.").arg(named(error, Explain::tr("This")));
    case ErrorCode::MetadataNoIdentityProvider:
        return Explain::tr("The metadata describes no identity provider. Perhaps it is this portal's own.");
    case ErrorCode::MetadataSeveralProviders:
        return error.subject.isEmpty()
                   ? Explain::tr("The metadata describes several identity providers, and Usher can't tell which one is yours.")
                   : Explain::tr("The metadata describes several identity providers, and Usher can't tell which one is yours: %1.")
                         .arg(error.subject);
    case ErrorCode::MetadataProviderUnknown:
        return Explain::tr("The metadata does not describe the identity provider %1.")
            .arg(named(error, Explain::tr("that was chosen")));
    case ErrorCode::MetadataExpired:
        return error.subject.isEmpty()
                   ? Explain::tr("The metadata has expired: its publisher says not to use it any more.")
                   : Explain::tr("The metadata has expired: its publisher says not to use it after %1.").arg(error.subject);
    case ErrorCode::MetadataSignatureMissing:
        return Explain::tr("The metadata is not signed, and a certificate was given that must have signed it.");
    case ErrorCode::MetadataSignatureWeak:
        return Explain::tr("The metadata's signature is too weak to rely on, or of a kind that Usher does not know: %1.")
            .arg(named(error, Explain::tr("unknown")));
    case ErrorCode::MetadataSignatureInvalid:
        return Explain::tr("The metadata's signature does not fit the certificate that was given: another key made it, or the "
                           "metadata was changed afterwards.");
    case ErrorCode::MetadataCommonTenant:
        return Explain::tr("The metadata is the one for every tenant (“common”) and names none.");
    case ErrorCode::MetadataTenantWide:
        return Explain::tr(
            "This is the metadata of the whole tenant. The application signs with a certificate of its own, which is not in it.");
    case ErrorCode::MetadataWantsSignedRequests:
        return Explain::tr("The provider wants sign-in requests to be signed, and they are not.");
    case ErrorCode::MetadataNoRedirectSignOn:
        return Explain::tr("The metadata names no sign-in address that Usher can use (HTTP-Redirect).");
    case ErrorCode::MetadataNoCertificate:
        return Explain::tr("The identity provider has no signing certificate.");
    case ErrorCode::MetadataInsecureAddress:
        return Explain::tr("%1 is not protected: it does not begin with https.").arg(named(error, Explain::tr("The address")));
    case ErrorCode::CertificateUnreadable:
        return Explain::tr("%1 is not a certificate that can be read.").arg(named(error, Explain::tr("This")));
    case ErrorCode::CertificateExpired:
        return Explain::tr("The signing certificate has expired.");
    case ErrorCode::CertificateNotYetValid:
        return Explain::tr("The signing certificate is not valid yet.");
    case ErrorCode::KeyUnreadable:
        return Explain::tr("%1 is not a private key that can be read.").arg(named(error, Explain::tr("This")));
    case ErrorCode::CryptoFailure:
        return Explain::tr("The cryptography library of this computer failed.");

    case ErrorCode::AddressInvalid:
        return Explain::tr("%1 is not a web address.").arg(named(error, Explain::tr("This")));
    case ErrorCode::NetworkUnreachable:
        return Explain::tr("%1 can't be reached.").arg(named(error, Explain::tr("The address")));
    case ErrorCode::NetworkRefusedCertificate:
        return Explain::tr("The server at %1 could not prove who it is, so nothing was read from it.")
            .arg(named(error, Explain::tr("this address")));
    case ErrorCode::NetworkStatus:
        return error.subject.isEmpty() ? Explain::tr("The server answered with an error.")
                                       : Explain::tr("The server answered with the error %1.").arg(error.subject);
    case ErrorCode::NetworkTooLarge:
        return Explain::tr("The server sent more than any metadata needs.");
    case ErrorCode::NetworkTimeout:
        return Explain::tr("The server took too long to answer.");
    case ErrorCode::PortBusy:
        return error.subject.isEmpty() ? Explain::tr("Another program uses the port.")
                                       : Explain::tr("Another program uses port %1.").arg(error.subject);

    case ErrorCode::StoreAddressInvalid:
        return Explain::tr("%1 is not the address of a directory.").arg(named(error, Explain::tr("This")));
    case ErrorCode::StoreUnopenable:
        return Explain::tr("The directory %1 can't be opened.").arg(named(error, Explain::tr("at this address"))).simplified();
    case ErrorCode::StoreReadOnly:
        return Explain::tr("The directory can be read, but not written. Nothing was changed.");
    case ErrorCode::StoreFull:
        return Explain::tr("The disk that holds the directory is full. Nothing was changed.");
    case ErrorCode::StoreBusy:
        return Explain::tr("Another program held the directory for too long. Nothing was changed.");
    case ErrorCode::StoreCorrupt:
        return Explain::tr("The directory's file is damaged.");
    case ErrorCode::StoreNewerVersion:
        return Explain::tr("A newer version of Usher has written this directory. Nothing was changed.");
    case ErrorCode::StoreNotUsher:
        return Explain::tr("%1 is not a directory of Usher's.").arg(named(error, Explain::tr("The file")));
    case ErrorCode::StoreLogLeftOver:
        return Explain::tr("%1 is left over from another directory, whose own file is gone. Nothing was made or changed.")
            .arg(named(error, Explain::tr("A log beside the file")));
    case ErrorCode::StoreFailure:
        return Explain::tr("The directory did not do what it was asked. Nothing was changed.");

    case ErrorCode::NotFound:
        return Explain::tr("%1 is not there any more.").arg(named(error, Explain::tr("What you asked for")));
    case ErrorCode::Forbidden:
        return Explain::tr("You are not allowed to do this.");
    case ErrorCode::UserDisabled:
        return Explain::tr("This account is disabled in the portal.");
    case ErrorCode::LastOwner:
        return Explain::tr("This is the last owner. Without one, nobody could manage this portal any more.");
    case ErrorCode::LastLocalOwner:
        return Explain::tr("This is the last owner with a local account, the one who gets in when the identity provider can't be "
                           "reached.");

    case ErrorCode::NoIdentityProvider:
        return Explain::tr("No identity provider has been set up yet.");
    case ErrorCode::ConfigurationInvalid:
        return error.subject.isEmpty() ? Explain::tr("The identity configuration is not complete.")
                                       : Explain::tr("Something is missing or wrong in the identity configuration: %1.")
                                             .arg(configurationField(error.subject));
    case ErrorCode::ConfigurationOutdated:
        return Explain::tr("Somebody else has saved the identity configuration in the meantime. Nothing was changed.");
    case ErrorCode::SingleLogoutNotOffered:
        return Explain::tr("Single logout is switched on, but the identity provider names no address for it.");
    case ErrorCode::ProviderKeyUnusable:
        return Explain::tr("No signing certificate of the provider has a key that Usher can check signatures with: RSA, of 2048 "
                           "bits or more.");
    case ErrorCode::SandboxInRealDirectory:
        return Explain::tr(
            "This is the sandbox tenant. Anybody can sign in there as anybody, so a real directory does not take it.");
    case ErrorCode::JitOff:
        return Explain::tr("There is no account for this person, and SAML JIT, which would make one, is off.");
    case ErrorCode::NoIdentityKey:
        return Explain::tr("Nothing in the response says lastingly who the person is.");
    case ErrorCode::NameIdTransient:
        return Explain::tr(
            "The provider names people differently at each sign-in (a transient NameID), so nobody can be recognised.");
    case ErrorCode::NameIdNotPersistent:
        return Explain::tr("The NameID can pass from one person to another, so Usher does not recognise people by it.");
    case ErrorCode::ClaimMissing:
        return error.subject.isEmpty()
                   ? Explain::tr("A claim that is required did not come.")
                   : Explain::tr("The response has nothing for “%1”, which is required.").arg(fieldNamed(error));
    case ErrorCode::ClaimUnusable:
        return error.subject.isEmpty() ? Explain::tr("A claim does not hold what it should.")
                                       : Explain::tr("What the response has for “%1” can't be used.").arg(fieldNamed(error));
    case ErrorCode::MailBelongsToAnother:
        return error.subject.isEmpty() ? Explain::tr("Another account already has this person's mail address.")
                                       : Explain::tr("Another account already has the mail address “%1”.").arg(error.subject);
    case ErrorCode::PlanOutdated:
        return Explain::tr("The account changed while it was being written. Nothing was changed.");

    case ErrorCode::PortalNotEnrolled:
        return Explain::tr("This computer is not enrolled: it can't read the keys that are kept in the directory.");
    case ErrorCode::PortalKeyMissing:
        return Explain::tr("The key that this computer opens the directory's secrets with is gone from %1.")
            .arg(named(error, Explain::tr("the keychain")));
    case ErrorCode::KeychainUnavailable:
        return Explain::tr("The keychain of this computer keeps the key to the directory's secrets, and does not answer.");
    case ErrorCode::RecoveryNotSet:
        return Explain::tr("This directory has no recovery passphrase.");
    case ErrorCode::WrongPassphrase:
        return Explain::tr("This is not the directory's recovery passphrase.");
    case ErrorCode::SecretUnreadable:
        return Explain::tr("A secret in the directory can't be opened: it was damaged, or exchanged for another.");

    case ErrorCode::RequestUnknown:
        return Explain::tr("This sign-in was not begun here, or it has been used already.");
    case ErrorCode::RequestExpired:
        return Explain::tr("This sign-in took longer than an hour.");
    case ErrorCode::RelayStateMismatch:
        return Explain::tr("The answer came with the token of another sign-in (RelayState).");
    case ErrorCode::WrongPassword:
        return Explain::tr("The name or the password is wrong.");
    case ErrorCode::PasswordTooShort:
        return error.subject.isEmpty() ? Explain::tr("The password is too short.")
                                       : Explain::tr("The password is too short: %1 characters are the least.").arg(error.subject);
    case ErrorCode::LocalOwnerExists:
        return Explain::tr("This portal has an owner already, so its first start is over.");
    case ErrorCode::BrowserEngineAsRoot:
        return Explain::tr("The sign-in page can't be shown while Usher runs as root: its browser refuses that, for safety.");
    case ErrorCode::BrowserEngineMissing:
        return Explain::tr("The part of Usher that shows Entra's sign-in page is not installed.");
    case ErrorCode::PageUnreachable:
        return Explain::tr("The sign-in page %1 can't be reached.").arg(named(error, QString())).simplified();
    case ErrorCode::PageInsecure:
        return Explain::tr("The sign-in page led to an address without https, and Usher stopped there: %1.")
            .arg(named(error, Explain::tr("unknown")));
    case ErrorCode::PageCrashed:
        return Explain::tr("The sign-in page stopped working.");
    case ErrorCode::ResponseNotCaptured:
        return Explain::tr("The sign-in ended at the Reply URL, but brought no response that could be read.");
    case ErrorCode::ReplyPortBusy:
        return Explain::tr("Another program uses port %1, where the browser would bring the answer.").arg(error.subject);
    case ErrorCode::ReplyUrlNotLoopback:
        return Explain::tr("The system browser can bring its answer only to this computer, and the Reply URL leads elsewhere: %1.")
            .arg(named(error, Explain::tr("unknown")));
    case ErrorCode::BrowserTimeout:
        return Explain::tr("No answer came from the browser, so Usher has stopped waiting.");
    case ErrorCode::SigningKeyMissing:
        return Explain::tr("Requests are to be signed, but this portal has no key to sign them with.");
    case ErrorCode::LogoutAnswerInvalid:
        return Explain::tr(
            "You are signed out here. What came back does not prove to be the identity provider's answer, so it does "
            "not say whether you are signed out there too.");
    case ErrorCode::SignOutUnconfirmed:
        return Explain::tr("You are signed out here, but the identity provider did not confirm that you are signed out there too.");
    case ErrorCode::Internal:
        return Explain::tr("Something went wrong inside Usher.");
    }
    Q_UNREACHABLE();
}

} // namespace usher::explain
