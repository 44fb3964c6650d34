// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/check.h"
#include "core/saml/saml_post.h"
#include "core/saml/trust_policy.h"
#include "core/saml/verified_assertion.h"

#include <vector>

namespace usher {

/// A response as it came; nothing in it is believed.
struct UnverifiedResponse
{
    enum class Encoding {
        Base64, ///< the form field of a POST
        Xml,    ///< already decoded: a file
    };

    QByteArray octets;
    Encoding encoding = Encoding::Base64;

    [[nodiscard]] static UnverifiedResponse fromPost(const SamlPost &post) { return {post.samlResponse, Encoding::Base64}; }
    [[nodiscard]] static UnverifiedResponse fromXml(QByteArray xml) { return {std::move(xml), Encoding::Xml}; }
};

/// The XML of a response, base64 undone strictly (threat 46). Errors: InputEmpty, InputTooLarge, InputNotBase64.
/// \param maximumBytes  of XML
[[nodiscard]] Result<QByteArray> decodeResponse(const UnverifiedResponse &response, qsizetype maximumBytes);

/// What came of judging one response.
struct Judgement
{
    std::vector<Check> checks;           ///< in report order, each name at most once
    Result<VerifiedAssertion> assertion; ///< or the first check that failed

    [[nodiscard]] bool accepted() const { return assertion.has_value(); }
    /// The failed check that decided, if any.
    [[nodiscard]] const Check *firstFailure() const;
    [[nodiscard]] const Check *find(CheckName name) const;
};

/// Judges one response. What it calls verified lay inside the signature, nothing else. Goes on after a failed
/// check wherever that is safe, so that a report shows everything that is wrong; the first failure in
/// report order decides. `replay` is left Skipped: the caller settles it with the store that remembers.
/// Stricter than SAML where it leaves a choice: an Advice with an assertion in it, an encrypted attribute, a name that comes
/// twice, a value that is xsi:nil and yet holds something, and white space around a NameID are refused. A value that is no text
/// (structured, or nil) is passed over.
/// \param now  the time to judge by; the caller's clock, never ours
/// \return every check (SAML 2.0 Profiles, 4.1.4.3), and the assertion or the first check that failed
[[nodiscard]] Judgement judge(const UnverifiedResponse &response, const TrustPolicy &policy, const ExpectedRequest &request,
                              TimePoint now);

enum class Replay { FirstUse, Replayed };

/// Enters what the store knows about the assertion's ID; a replayed one is no longer accepted.
[[nodiscard]] Judgement settleReplay(Judgement judgement, Replay replay);

} // namespace usher
