// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/check.h"
#include "core/saml/logout.h"
#include "core/saml/trust_policy.h"

#include <optional>
#include <vector>

namespace usher {

/// A sign-out that was begun and not yet answered.
struct AwaitedLogout
{
    QString requestId; ///< our LogoutRequest's ID
    QUrl asked;        ///< the provider's SingleLogoutService, which got it
    NameId nameId;     ///< whose session
    QString sessionIndex;
};

/// What the provider says of a sign-out.
struct LogoutAnswer
{
    enum class Outcome {
        Complete, ///< the provider has ended its session
        Partial,  ///< it has, but could not tell every other application (Core, 3.7.3.2)
        Refused,  ///< it has not
    };
    enum class Proof {
        Signed,
        Unsigned, ///< the browser brought it, and nobody vouches for it
    };

    Outcome outcome = Outcome::Refused;
    Proof proof = Proof::Unsigned;
    QString said;    ///< for Partial and Refused: the provider's words, else its code
    QUrl reply = {}; ///< not empty: the provider asked something itself, and this is to be opened last

    bool operator==(const LogoutAnswer &) const = default;
};

/// A LogoutRequest of the provider's own, which wants an answer.
struct ProvidersLogoutRequest
{
    QString id;
    QString relayState; ///< goes back with the answer as it came
};

/// What came of judging one logout message.
struct LogoutJudgement
{
    std::vector<Check> checks;                     ///< in report order, each name at most once
    Result<LogoutAnswer> answer;                   ///< or the first check that failed
    std::optional<ProvidersLogoutRequest> request; ///< where it was one, and is believed
};

/// Judges what the browser brought back to the logout address: the answer to our LogoutRequest, or, should the person have
/// begun at the provider at the same moment, a LogoutRequest of its own for this very session.
///
/// A signature, in the address or in the message, must verify wherever there is one, and both where there are two; what is read
/// was signed (recipes P, S, V and R, as for responses). A request must be signed (Profiles, 4.4.4.1). An answer need not be,
/// because Entra is not known to sign its own; it then says that the provider answered, and nothing else follows from it:
/// the session here has ended before the provider is asked, so a forged answer can end, keep or start nothing, and
/// LogoutAnswer::proof tells what was vouched for. Its issuer, its destination where named, and the request that it answers
/// must be right in any case. The issuer is the policy's identity provider, or the name that Entra has for sign-outs
/// (entra::logoutIssuerOf()); the destination is logoutAddress(). A name that came encrypted (saml:EncryptedID) is refused.
/// \param query  as it came, percent-encoded, without its `?`
[[nodiscard]] LogoutJudgement judgeLogout(const QByteArray &query, const TrustPolicy &policy, const AwaitedLogout &awaited,
                                          TimePoint now);

} // namespace usher
