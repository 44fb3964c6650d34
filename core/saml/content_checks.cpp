// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/content_checks.h"

#include "core/saml/address.h"
#include "core/saml/confirmation_checks.h"
#include "core/saml/entra.h"
#include "core/saml/names.h"

#include <algorithm>

namespace usher {

namespace {

constexpr QStringView samlVersion = u"2.0";

/// Core 3.2.2.2. What was found is what a person can use: the provider's message, which may come in several lines, else its code.
Check checkStatus(const StatusContent &status)
{
    const QString code = status.secondCode.isEmpty() ? status.code : status.secondCode;
    const QString said = status.message.simplified();
    const Evidence evidence{QString::fromLatin1(saml::statusSuccess),
                            status.isSuccess() ? status.code
                            : said.isEmpty()   ? code
                                               : said,
                            status.where};
    return status.isSuccess() ? passed(CheckName::Status, evidence)
                              : failed(CheckName::Status, ErrorCode::StatusNotSuccess, evidence);
}

Check checkTenant(const AssertionContent &assertion, const QString &tenantId)
{
    if (tenantId.isEmpty())
        return skipped(CheckName::Tenant);
    const auto claim = std::ranges::find(assertion.attributes, QLatin1String(entra::tenantIdClaim), &Attribute::name);
    // Not every application sends it; the issuer, which names the tenant too, is judged in any case.
    if (claim == assertion.attributes.end())
        return skipped(CheckName::Tenant, {}, {.expected = tenantId, .where = assertion.where});
    const Evidence evidence{tenantId, claim->values.join(u' '), assertion.where};
    const bool isOurs =
        claim->values.size() == 1 && claim->values.front().compare(tenantId, Qt::CaseInsensitive) == 0; // RFC 9562, 4
    return isOurs ? passed(CheckName::Tenant, evidence) : failed(CheckName::Tenant, ErrorCode::TenantMismatch, evidence);
}

/// Core 2.5.1.4: every restriction must be met, each by any one of its audiences. A condition that is not understood is not
/// met (Core 2.5.1.1).
Check checkAudience(const AssertionContent &assertion, const EntityId &serviceProvider)
{
    const QString &own = serviceProvider.text();
    Evidence evidence{own, {}, assertion.conditions ? assertion.conditions->where : assertion.where};
    if (!assertion.conditions || assertion.conditions->audienceRestrictions.empty())
        return failed(CheckName::Audience, ErrorCode::AudienceMissing, evidence);
    const ConditionsContent &conditions = *assertion.conditions;
    if (!conditions.unknown.isEmpty()) {
        evidence.found = conditions.unknown.join(u' ');
        return failed(CheckName::Audience, ErrorCode::ConditionUnknown, evidence);
    }
    for (const QStringList &restriction : conditions.audienceRestrictions) {
        evidence.found = restriction.join(u' ');
        if (restriction.isEmpty())
            return failed(CheckName::Audience, ErrorCode::AudienceMissing, evidence);
        if (own.isEmpty() || !(restriction.contains(own) || restriction.contains(entra::audienceOf(own))))
            return failed(CheckName::Audience, ErrorCode::AudienceMismatch, evidence);
    }
    return passed(CheckName::Audience, evidence);
}

Check checkNameId(const AssertionContent &assertion)
{
    if (assertion.nameId)
        return passed(CheckName::NameId, {.found = assertion.nameId->format, .where = assertion.where});
    const Error &error = assertion.nameId.error();
    const bool isEncrypted = error.code == ErrorCode::DecryptionFailed; // the check of that name has said so, or nobody tried
    return isEncrypted ? skipped(CheckName::NameId, {}, {.where = error.subject})
                       : failed(CheckName::NameId, error.code, {.where = error.subject});
}

Check checkAttributes(const AssertionContent &assertion)
{
    if (!assertion.attributeFault)
        return passed(CheckName::Attribute, {.found = QString::number(assertion.attributes.size()), .where = assertion.where});
    const Error &fault = *assertion.attributeFault;
    return failed(CheckName::Attribute, fault.code, {.found = fault.subject, .where = fault.detail});
}

/// Core 2.5.1.2. The times at which the assertion and the sign-in were made must be readable too.
Check checkNotBefore(const AssertionContent &assertion, const Terms &terms)
{
    if (!assertion.issueInstant || !assertion.issueInstant->moment)
        return malformedTime(CheckName::NotBefore, assertion.issueInstant, assertion.where);
    for (const AuthnContent &statement : assertion.authnStatements) {
        if (!statement.authnInstant || !statement.authnInstant->moment)
            return malformedTime(CheckName::NotBefore, statement.authnInstant, assertion.where);
    }
    if (!assertion.conditions || !assertion.conditions->notBefore)
        return skipped(CheckName::NotBefore);

    const SentTime &begin = *assertion.conditions->notBefore;
    if (!begin.moment)
        return malformedTime(CheckName::NotBefore, begin, assertion.conditions->where);
    const TimePoint latest = terms.now + terms.clockSkew();
    const Evidence evidence{QStringLiteral("<= ") + formatDateTime(latest), begin.text, assertion.conditions->where};
    return *begin.moment <= latest ? passed(CheckName::NotBefore, evidence)
                                   : failed(CheckName::NotBefore, ErrorCode::NotYetValid, evidence);
}

/// The end of the Conditions and of every session, which bound whatever a confirmation allows.
std::vector<End> outerEnds(const AssertionContent &assertion)
{
    std::vector<End> ends;
    if (assertion.conditions && assertion.conditions->notOnOrAfter)
        ends.push_back({*assertion.conditions->notOnOrAfter, assertion.conditions->where});
    for (const AuthnContent &statement : assertion.authnStatements) {
        if (statement.sessionNotOnOrAfter)
            ends.push_back({*statement.sessionNotOnOrAfter, assertion.where});
    }
    return ends;
}

/// The latest end of any confirmation, or of the Conditions where that comes first; every skew included that a policy may
/// have one day.
TimePoint replayableUntil(const AssertionContent &assertion)
{
    TimePoint latest{};
    for (const BearerConfirmation &confirmation : assertion.confirmations) {
        if (confirmation.notOnOrAfter && confirmation.notOnOrAfter->moment)
            latest = std::max(latest, *confirmation.notOnOrAfter->moment);
    }
    if (assertion.conditions && assertion.conditions->notOnOrAfter && assertion.conditions->notOnOrAfter->moment)
        latest = std::min(latest, *assertion.conditions->notOnOrAfter->moment);
    return latest + maximumClockSkew;
}

} // namespace

Check checkVersion(const QString &version, const QString &where)
{
    const Evidence evidence{samlVersion.toString(), version, where};
    return version == samlVersion ? passed(CheckName::Version, evidence)
                                  : failed(CheckName::Version, ErrorCode::VersionUnsupported, evidence);
}

Check checkIssuer(const IssuerContent &issuer, const EntityId &expected)
{
    const bool isEntity = issuer.format.isEmpty() || issuer.format == QLatin1String(saml::nameIdEntity);
    const Evidence evidence{expected.text(), isEntity ? issuer.value : issuer.format, issuer.where};
    return isEntity && !expected.isEmpty() && issuer.value == expected.text()
               ? passed(CheckName::Issuer, evidence)
               : failed(CheckName::Issuer, ErrorCode::IssuerMismatch, evidence);
}

Check checkDestination(const ResponseContent &response, const QUrl &expected)
{
    const Evidence evidence{addressText(expected), response.destination.value_or(QString()), response.where};
    const bool isRequired = response.signature == ResponseContent::Signature::Present;
    if (!response.destination && !isRequired)
        return skipped(CheckName::Destination, {}, evidence);
    return response.destination == evidence.expected && !evidence.expected.isEmpty()
               ? passed(CheckName::Destination, evidence)
               : failed(CheckName::Destination, ErrorCode::DestinationMismatch, evidence);
}

CheckList checkResponse(const ResponseContent &response, const Terms &terms)
{
    CheckList checks;
    checks.add(checkVersion(response.version, response.where));
    checks.add(checkStatus(response.status));
    for (const IssuerContent &issuer : response.issuers)
        checks.add(checkIssuer(issuer, terms.policy.identityProvider));
    if (response.issuers.size() > 1)
        checks.add(failed(CheckName::Issuer, ErrorCode::IssuerMismatch, {.where = response.issuers.back().where}));
    checks.add(checkDestination(response, terms.policy.assertionConsumerService));
    return checks;
}

AssertionFindings checkAssertion(const AssertionContent &assertion, const ResponseContent &response, const Terms &terms)
{
    AssertionFindings findings;
    CheckList &checks = findings.checks;
    checks.add(checkVersion(assertion.version, assertion.where));
    if (assertion.id.isEmpty())
        checks.add(failed(CheckName::Shape, ErrorCode::XmlMalformedId, {.where = assertion.where}));
    for (const IssuerContent &issuer : assertion.issuers)
        checks.add(checkIssuer(issuer, terms.policy.identityProvider));
    if (assertion.issuers.size() != 1)
        checks.add(
            failed(CheckName::Issuer, ErrorCode::IssuerMismatch, {terms.policy.identityProvider.text(), {}, assertion.where}));
    checks.add(checkTenant(assertion, terms.policy.tenantId));
    checks.add(checkAudience(assertion, terms.policy.serviceProvider));
    checks.add(checkNotBefore(assertion, terms));
    checks.add(checkNameId(assertion));
    checks.add(checkAttributes(assertion));

    std::vector<End> ends = outerEnds(assertion);
    if (const BearerConfirmation *confirmation = bestConfirmation(assertion.confirmations, response.inResponseTo, terms)) {
        checks.add(checkConfirmation(*confirmation, response.inResponseTo, terms));
        if (confirmation->notOnOrAfter)
            ends.push_back({*confirmation->notOnOrAfter, confirmation->where});
        findings.inResponseTo = confirmation->inResponseTo.value_or(QString());
    } else {
        checks.add(failed(CheckName::SubjectConfirmation, ErrorCode::SubjectConfirmationMissing,
                          {QString::fromLatin1(saml::bearerMethod), {}, assertion.where}));
    }
    if (!ends.empty())
        checks.add(checkEnds(ends, terms));
    findings.replayableUntil = replayableUntil(assertion);
    return findings;
}

} // namespace usher
