// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/authn_request.h"
#include "core/saml/deflate.h"
#include "tests/fuzz/target.h"

#include <algorithm>

/// The first octet says what the rest is:
///   q  a query as it stands
///   x  a request's XML, which is deflated here: bent letters of DEFLATE and base64 hardly ever get that far
namespace usher::fuzz {

namespace {

QUrl addressFor(char kind, const QByteArray &rest)
{
    const QByteArray query =
        kind == 'x' ? "SAMLRequest=" + deflateRaw(rest).toBase64().toPercentEncoding() + "&RelayState=state" : rest;
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
    AuthnRequest request = received.request;
    request.destination = QUrl(QStringLiteral("https://login.example/saml2"));
    const Result<ReceivedAuthnRequest> again = readRedirectUrl(toRedirectUrl(request, received.relayState));
    const bool isSame = again && again->relayState == received.relayState && again->request.id == request.id &&
                        again->request.issuer == request.issuer && again->request.forceAuthn == request.forceAuthn;
    return isSame ? QString() : QStringLiteral("the request that was read can't be written and read again");
}

Outcome run(const QByteArray &input)
{
    if (input.size() < 2)
        return {};
    const Result<ReceivedAuthnRequest> received = readRedirectUrl(addressFor(input.front(), input.sliced(1)));
    if (received)
        return {3, complaintAbout(*received)};
    const ErrorCode code = received.error().code;
    const bool isQuery = !isOneOf(code, {ErrorCode::UsageError, ErrorCode::InputEmpty, ErrorCode::InputNotBase64});
    const bool isParsed = !isOneOf(code, {ErrorCode::InputUnrecognised, ErrorCode::InputTooLarge, ErrorCode::XmlMalformed,
                                          ErrorCode::XmlDoctype, ErrorCode::XmlTooDeep, ErrorCode::XmlLimitExceeded});
    return {reachedOf({isQuery, isParsed}), {}};
}

} // namespace

Target redirectTarget()
{
    return {"redirect", {"query", "parse", "read"}, run};
}

} // namespace usher::fuzz
