// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/authn_request.h"
#include "core/saml/deflate.h"
#include "tests/core/saml/logout_text.h"
#include "tests/fuzz/target.h"

#include <algorithm>

/// The first octet says what the rest is:
///   q  a query as it stands
///   x  an AuthnRequest's XML, which is deflated here: bent letters of DEFLATE and base64 hardly ever get that far
///   l  the XML of a LogoutResponse, the same way
namespace usher::fuzz {

namespace {

QByteArray queryFor(char kind, const QByteArray &rest)
{
    if (kind == 'q')
        return rest;
    const QByteArray name = kind == 'l' ? "SAMLResponse=" : "SAMLRequest=";
    return name + deflateRaw(rest).toBase64().toPercentEncoding() + "&RelayState=state";
}

QUrl addressFor(const QByteArray &query)
{
    QUrl url(QStringLiteral("https://login.example/saml2"));
    url.setQuery(QString::fromUtf8(query), QUrl::TolerantMode);
    return url;
}

bool isOneOf(ErrorCode code, std::initializer_list<ErrorCode> codes)
{
    return std::ranges::find(codes, code) != codes.end();
}

/// What was read is what a request made of it says.
QString complaintAbout(const ReceivedAuthnRequest &received)
{
    if (received.request.issuer.text().contains(u'\r'))
        return {}; // QXmlStreamWriter doesn't escape it, and no entity is called so
    AuthnRequest request = received.request;
    request.destination = QUrl(QStringLiteral("https://login.example/saml2"));
    const Result<ReceivedAuthnRequest> again = readRedirectUrl(toRedirectUrl(request, received.relayState));
    const bool isSame = again && again->relayState == received.relayState && again->request.id == request.id &&
                        again->request.issuer == request.issuer && again->request.forceAuthn == request.forceAuthn;
    return isSame ? QString() : QStringLiteral("the request that was read can't be written and read again");
}

/// The provider signed goodAnswer() and goodRequest(), and nothing else: whatever else comes, signed, was never said.
QString complaintAbout(const LogoutJudgement &judgement)
{
    if (judgement.request && judgement.request->id != u"_theirs")
        return QStringLiteral("believed a request that the provider never made");
    const bool isSigned = judgement.answer && judgement.answer->proof == LogoutAnswer::Proof::Signed;
    return isSigned && judgement.answer->outcome != LogoutAnswer::Outcome::Complete
               ? QStringLiteral("believed an answer that the provider never gave")
               : QString();
}

Outcome runRequest(const QByteArray &query)
{
    const Result<ReceivedAuthnRequest> received = readRedirectUrl(addressFor(query));
    if (received)
        return {3, complaintAbout(*received)};
    const ErrorCode code = received.error().code;
    const bool isQuery = !isOneOf(
        code, {ErrorCode::RedirectAmbiguous, ErrorCode::SignatureMalformed, ErrorCode::InputEmpty, ErrorCode::InputNotBase64});
    const bool isParsed = !isOneOf(code, {ErrorCode::InputUnrecognised, ErrorCode::InputTooLarge, ErrorCode::XmlMalformed,
                                          ErrorCode::XmlDoctype, ErrorCode::XmlTooDeep, ErrorCode::XmlLimitExceeded});
    return {reachedOf({isQuery, isParsed}), {}};
}

Outcome runLogout(const QByteArray &query)
{
    const LogoutJudgement judgement = test::judgedLogout(query);
    const auto hasPassed = [&](CheckName name) {
        return std::ranges::any_of(judgement.checks, [&](const Check &check) {
            return check.name == name && (check.outcome == CheckOutcome::Passed || check.outcome == CheckOutcome::Warning);
        });
    };
    return {reachedOf({hasPassed(CheckName::Input), hasPassed(CheckName::Parse), judgement.answer.has_value()}),
            complaintAbout(judgement)};
}

/// Either reader refuses what is meant for the other.
Outcome run(const QByteArray &input)
{
    if (input.size() < 2)
        return {};
    const QByteArray query = queryFor(input.front(), input.sliced(1));
    const Outcome request = runRequest(query);
    const Outcome logout = runLogout(query);
    return {std::max(request.reached, logout.reached), request.complaint + logout.complaint};
}

} // namespace

Target redirectTarget()
{
    return {"redirect", {"query", "parse", "read"}, run};
}

} // namespace usher::fuzz
