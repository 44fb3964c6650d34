// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace usher {

/// Everything that can go wrong, once. Words for people are made in core/explain, which has a
/// sentence for each of these; control flow may depend on a code, never on a text.
enum class ErrorCode {
    // files and input
    FileUnreadable,
    FileUnwritable,
    FileTooLarge,
    FolderReadOnly,
    DiskFull,
    InputEmpty,
    InputTooLarge,
    InputNotBase64,
    InputUnrecognised,
    UsageError,
    RedirectAmbiguous, ///< a query parameter that comes twice, or a SAMLRequest beside a SAMLResponse; subject: its name
    // XML: parse and shape
    XmlMalformed,
    XmlDoctype,
    XmlTooDeep,           ///< elements nested deeper than the limit; subject: line:column
    XmlLimitExceeded,     ///< too many elements, attributes or namespace declarations; subject: line:column
    XmlForbiddenNode,     ///< a comment, processing instruction, CDATA section or entity reference
    XmlExternalReference, ///< points at a file, an address or anything else outside the document
    XmlMalformedId,       ///< an ID that is empty or holds more than letters, digits, `_ - . :`
    XmlDuplicateId,
    XmlNamespacedId,
    XmlRelativeNamespace,
    // XML Signature and XML Encryption
    SignatureMissing,
    SignatureMisplaced,
    SignatureMalformed,
    ReferenceMismatch,
    AlgorithmRefused,
    KeyTooShort,
    NoTrustedCertificate,
    SignatureInvalid,
    NoDecryptionKey,
    DecryptionFailed,
    // what a SAML response says
    NotASamlResponse,
    VersionUnsupported,
    AssertionCount,
    StatusNotSuccess,
    IssuerMismatch,
    TenantMismatch,
    AudienceMissing,
    AudienceMismatch,
    ConditionUnknown, ///< a saml:Condition that Usher does not know; subject: its name
    DestinationMismatch,
    RecipientMismatch,
    SubjectConfirmationMissing,
    InResponseToMissing,
    InResponseToMismatch,
    UnsolicitedResponse,
    TimeMalformed,
    NotYetValid,
    Expired,
    Replayed,
    LogoutMessageUnexpected, ///< no LogoutRequest or LogoutResponse where one belongs; subject: what stands there
    NameIdMissing,
    NameIdMalformed,
    AttributeMalformed,
    AttributeDuplicated,
    // metadata, certificates, keys
    MetadataIsWebPage,
    MetadataMalformed,
    MetadataNoIdentityProvider,
    MetadataSeveralProviders,
    MetadataProviderUnknown, ///< the provider that was asked for is not among them; subject: its entity ID
    MetadataExpired,         ///< its validUntil has passed; subject: that time
    MetadataSignatureMissing,
    MetadataSignatureWeak, ///< an algorithm or a key that is not strong enough; subject: which
    MetadataSignatureInvalid,
    MetadataCommonTenant,
    MetadataNoRedirectSignOn,
    MetadataNoCertificate,
    MetadataInsecureAddress,
    MetadataWantsSignedRequests, ///< a warning: requests are not signed
    MetadataTenantWide,          ///< a warning: the whole tenant's metadata, not the application's; subject: its address
    CertificateUnreadable,
    CertificateExpired,
    CertificateNotYetValid,
    KeyUnreadable,
    CryptoFailure,
    // network
    AddressInvalid,
    NetworkUnreachable,
    NetworkRefusedCertificate,
    NetworkStatus,
    NetworkTooLarge,
    NetworkTimeout,
    PortBusy,
    // store
    StoreAddressInvalid,
    StoreUnopenable,
    StoreReadOnly,
    StoreFull,
    StoreBusy,
    StoreCorrupt,
    StoreNewerVersion,
    StoreNotUsher,
    StoreLogLeftOver, ///< a new directory's place has the log of another, whose own file is gone; subject: the log
    StoreFailure,
    // directory and access
    NotFound,
    Forbidden,
    UserDisabled,
    LastOwner,
    LastLocalOwner, ///< the break-glass owner, who gets in without the identity provider
    // identity configuration and provisioning
    NoIdentityProvider,
    ConfigurationInvalid,
    ConfigurationOutdated,
    SingleLogoutNotOffered, ///< switched on, but the provider's metadata names no SingleLogoutService
    ProviderKeyUnusable,    ///< no signing certificate has a key that signatures are checked with; subject: the entity ID
    SandboxInRealDirectory,
    JitOff,
    NoIdentityKey,
    NameIdTransient,
    NameIdNotPersistent,
    ClaimMissing,
    ClaimUnusable,
    MailBelongsToAnother,
    PlanOutdated,
    // the directory's secrets
    PortalNotEnrolled,   ///< this portal has no way to the directory key
    PortalKeyMissing,    ///< the place that kept this portal's key does not have it any more; subject: a file, else the keychain's
    KeychainUnavailable, ///< the keychain that keeps this portal's key does not answer
    RecoveryNotSet,      ///< nobody has set a recovery passphrase
    WrongPassphrase,
    SecretUnreadable, ///< what is sealed in the directory was damaged or exchanged
    // sessions
    RequestUnknown,
    RequestExpired,
    RelayStateMismatch, ///< the answer was meant for another sign-in
    WrongPassword,
    PasswordTooShort,
    LocalOwnerExists,
    BrowserEngineMissing,
    BrowserEngineAsRoot,
    PageUnreachable,
    PageInsecure,        ///< the sign-in page led to an address that is not https; subject: its host
    PageCrashed,         ///< the browser engine's page process ended
    ResponseNotCaptured, ///< the page went to the Reply URL without a response that could be read; subject: the Reply URL
    ReplyPortBusy,       ///< nothing can listen for the answer; subject: the port
    ReplyUrlNotLoopback, ///< the system browser can't bring an answer there; subject: the Reply URL
    BrowserTimeout,      ///< no answer came back from the system browser in time
    SigningKeyMissing,   ///< requests are to be signed, and no key was made
    LogoutAnswerInvalid, ///< what came as the provider's answer to a sign-out can't be believed; subject: the check that failed
    SignOutUnconfirmed,  ///< signed out here, but no answer came from the provider in time
    Internal,
};

/// A failure as a value (architecture, rule 1).
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    /// What it is about: a file, an address, a field, a place in a document. May be shown.
    QString subject = {};
    /// Technical, untranslated, log-safe: never a secret, a NameID or an assertion.
    QString detail = {};

    bool operator==(const Error &) const = default;
};

} // namespace usher
