// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>

namespace usher {

/// Why Entra refused a sign-in, as far as its code says (entra.md, *Responses*). To explain with; control flow never depends on it,
/// since Microsoft changes texts and numbers.
enum class EntraCause {
    Unknown,                ///< no code, or none of those below
    NotAssigned,            ///< 50105
    ApplicationUnknown,     ///< 700016
    IssuerMismatch,         ///< 650056
    ConsentMissing,         ///< 65005
    ReplyUrlMismatch,       ///< 50011
    NoReplyUrl,             ///< 900971
    AuthnContextMismatch,   ///< 75011
    RequestMalformed,       ///< 75005
    PropertyUnsupported,    ///< 900236
    RequestMissing,         ///< 750054
    BindingUnsupported,     ///< 75003
    DestinationMismatch,    ///< 75008
    NameIdPolicyRefused,    ///< 75016
    RequestIdMalformed,     ///< 7500529
    RequestUnsigned,        ///< 76021
    RequestTooOld,          ///< 76026
    NoSigningKey,           ///< 50003
    SigningKeyExpired,      ///< 50146
    NameIdSourceEmpty,      ///< 501241
    AccountOfAnotherTenant, ///< 50020
    AccountUnknown,         ///< 50034
    AccountToChoose,        ///< 16000
    DeviceNotCompliant,     ///< 53000
    AccessBlocked,          ///< 53003
    DeviceUnknown,          ///< 50097
    MfaNeeded,              ///< 50076
    MfaNotEnrolled,         ///< 50079
    ApplicationDisabled,    ///< 7000112
    SharedEndpoint,         ///< 50194
    NobodySignedIn,         ///< 50058
};

struct KnownEntraCode
{
    int code;
    EntraCause cause;
};

/// Every code that has words of its own, each once.
[[nodiscard]] std::span<const KnownEntraCode> knownEntraCodes();

/// What Entra said when it refused a sign-in. It may as well be somebody else's page that says so: each text is one line without
/// control and format characters, cut to a length that people read; the ids are GUIDs and the time is one. Markup in it is text,
/// and is to be shown as such.
struct EntraFailure
{
    int code = 0;               ///< the number after AADSTS; 0: none was named
    QString correlationId = {}; ///< lower case; like all below empty where it was not said
    QString traceId = {};
    QString requestId = {}; ///< what pages call the trace id
    QString timestamp = {}; ///< ISO 8601, UTC
    QString title = {};     ///< the page's heading; a Status response has none
    QString text = {};      ///< Entra's own words, with the code

    [[nodiscard]] EntraCause cause() const;
    bool operator==(const EntraFailure &) const = default;
};

/// `AADSTS50105`; empty for 0.
[[nodiscard]] QString codeText(const EntraFailure &failure);

/// What a samlp:StatusMessage says; nothing where it is not Entra's: there is no AADSTS code in it.
[[nodiscard]] std::optional<EntraFailure> failureInStatus(const QString &statusMessage);

/// A page as it is seen, and what its scripts know. Each may be as long as the page likes; the beginning is read.
struct ProviderPage
{
    QString title;
    QString text;   ///< what is visible, a line a line
    QString script; ///< of the inline script that holds `$Config`
};
/// How much of each is read, in UTF-16 units: more is not worth fetching.
inline constexpr qsizetype mostOfAPage = 65'536;
inline constexpr qsizetype mostOfAScript = 262'144;

/// What Microsoft's error page says, whatever its language; nothing where the page is none. Recognised by a visible AADSTS code, by
/// the ids with their time that people are asked to send to their administrator, or by what the page's script says of itself.
[[nodiscard]] std::optional<EntraFailure> failureOnPage(const ProviderPage &page);

/// Whether a full browser may get through where the embedded view could not: Conditional Access wants to see the device.
[[nodiscard]] bool wantsSystemBrowser(EntraCause cause);

} // namespace usher
