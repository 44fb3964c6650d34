// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/saml/verified_assertion.h"
#include "core/xml/document.h"

#include <optional>
#include <vector>

/// What a response and its assertion say, read once, as values: judged and kept are the same thing.
/// Nothing here says whether it may be believed; OpenedResponse does.
namespace usher {

/// A time that may have been sent, with its text. `moment` is an error (TimeMalformed) where it can't be read.
struct SentTime
{
    QString text;
    Result<TimePoint> moment;
};
using OptionalTime = std::optional<SentTime>;

/// SAML 2.0 Core, 2.2.5.
struct IssuerContent
{
    QString value;
    QString format; ///< empty where none was sent
    QString where;
};

/// SAML 2.0 Core, 3.2.2.1. Empty where there is no samlp:Status, or more than one.
struct StatusContent
{
    QString code; ///< top level
    QString secondCode;
    QString message;
    QString where;

    [[nodiscard]] bool isSuccess() const;
};

/// A samlp:Response around its assertion.
struct ResponseContent
{
    enum class Signature { Absent, Present };

    QString where;
    QString version;
    std::optional<QString> destination;
    std::optional<QString> inResponseTo;
    std::vector<IssuerContent> issuers; ///< one at most in a valid one
    StatusContent status;
    Signature signature = Signature::Absent;
};

/// A bearer saml:SubjectConfirmation (Core 2.4.1.1, Profiles 4.1.4.2).
struct BearerConfirmation
{
    QString where;
    bool hasData = false; ///< exactly one saml:SubjectConfirmationData; without it nothing below is there
    std::optional<QString> recipient;
    std::optional<QString> inResponseTo;
    OptionalTime notBefore;
    OptionalTime notOnOrAfter;
};

/// saml:Conditions (Core 2.5).
struct ConditionsContent
{
    QString where;
    OptionalTime notBefore;
    OptionalTime notOnOrAfter;
    std::vector<QStringList> audienceRestrictions; ///< each must be met, by any of its audiences (Core 2.5.1.4)
    QStringList unknown;                           ///< names of conditions that this reader does not know
};

/// saml:AuthnStatement (Core 2.7.2).
struct AuthnContent
{
    QString sessionIndex;
    OptionalTime authnInstant;
    OptionalTime sessionNotOnOrAfter;
};

/// A saml:Assertion (Core 2.3.3).
struct AssertionContent
{
    QString where;
    QString id;
    QString version;
    OptionalTime issueInstant;
    std::vector<IssuerContent> issuers; ///< exactly one in a valid one
    Result<NameId> nameId;              ///< NameIdMissing, NameIdMalformed, DecryptionFailed; subject: the place
    std::vector<BearerConfirmation> confirmations;
    std::optional<ConditionsContent> conditions; ///< nothing where there are none, or more than one
    std::vector<AuthnContent> authnStatements;
    std::vector<Attribute> attributes;
    std::optional<Error> attributeFault; ///< AttributeMalformed, AttributeDuplicated; subject: its name, detail: the place
};

/// Where elements stand in the document that arrived, though they are read from a part of it: what was decrypted, or the
/// octets that a signature covered, parsed again.
class Places
{
public:
    explicit Places(const xml::Element &root) : Places(root, root.path()) {}
    /// \p place  where \p root stood in the document that arrived
    Places(const xml::Element &root, QString place);

    [[nodiscard]] QString of(const xml::Element &element) const;

private:
    qsizetype m_rootLength;
    QString m_rootPlace;
};

/// A samlp:Response, or what it shares with the other messages of the protocol (Core 3.2).
[[nodiscard]] ResponseContent readResponse(const xml::Element &response);

/// The time in an attribute that may be there.
[[nodiscard]] OptionalTime timeAttribute(const xml::Element &element, const char *name);

/// A saml:NameID (Core 2.2.2). White space around a name would make two names that look the same, so it is refused (threat 45).
/// Error: NameIdMalformed.
[[nodiscard]] Result<NameId> readNameId(const xml::Element &element, const Places &places);

/// \param decryptedNameId  the saml:NameID, where it came encrypted and was decrypted
[[nodiscard]] AssertionContent readAssertion(const xml::Element &assertion, const Places &places,
                                             const std::optional<xml::Element> &decryptedNameId);

} // namespace usher
