// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/check_list.h"
#include "core/saml/logout_verifier.h"
#include "tests/kit/response_text.h"

#include <QTest>

/// Logout messages as text, whose pieces a test replaces, and what becomes of them.
namespace usher::test {

inline constexpr auto logoutId = "_logout";

/// Entra's name in what it says about sign-outs.
inline constexpr auto logoutIssuer = "https://login.microsoftonline.com/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/";

/// As Entra would answer, were it to name the destination.
[[nodiscard]] inline ResponseText goodAnswer()
{
    return ResponseText::fromXml(
        R"(<samlp:LogoutResponse ID="_answer" Version="2.0" IssueInstant="2026-11-24T09:00:00.000Z" InResponseTo="_logout")"
        R"( Destination="http://localhost:48110/saml/slo" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">)"
        R"(<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://login.microsoftonline.com/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer>)"
        R"(<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>)");
}

/// The provider's own, for the awaited session.
[[nodiscard]] inline ResponseText goodRequest()
{
    return ResponseText::fromXml(
        R"(<samlp:LogoutRequest ID="_theirs" Version="2.0" IssueInstant="2026-11-24T09:00:00.000Z" NotOnOrAfter="2026-11-24T09:05:00Z")"
        R"( Destination="http://localhost:48110/saml/slo" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">)"
        R"(<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer>)"
        R"(<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion" NameQualifier="idp" SPNameQualifier="sp")"
        R"( Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">e7a1c0de</NameID>)"
        R"(<samlp:SessionIndex>_session</samlp:SessionIndex></samlp:LogoutRequest>)");
}

[[nodiscard]] inline AwaitedLogout awaited()
{
    const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };
    return {text(logoutId),
            QUrl(QStringLiteral("https://login.microsoftonline.com/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/saml2")),
            {text("e7a1c0de"), text(saml::nameIdPersistent), text("idp"), text("sp")},
            text("_session")};
}

[[nodiscard]] inline RedirectMessage messageOf(const ResponseText &text)
{
    const bool isRequest = text.xml().contains("LogoutRequest");
    return {isRequest ? RedirectMessage::Kind::Request : RedirectMessage::Kind::Response, text.xml()};
}

[[nodiscard]] inline QByteArray queryOf(const QUrl &url)
{
    return url.query(QUrl::FullyEncoded).toLatin1();
}

[[nodiscard]] inline QByteArray unsignedQuery(const ResponseText &text)
{
    return queryOf(toRedirectUrl(QUrl(QStringLiteral("http://localhost:48110/saml/slo")), messageOf(text)));
}

[[nodiscard]] inline QByteArray signedQuery(const ResponseText &text, const Signer &signer = identityProviderSigner())
{
    return queryOf(
        toSignedRedirectUrl(QUrl(QStringLiteral("http://localhost:48110/saml/slo")), messageOf(text), signer.key).value());
}

/// The message with an XML signature of its own.
[[nodiscard]] inline ResponseText enveloped(const ResponseText &text, const Signer &signer = identityProviderSigner())
{
    const QString id = text.xml().contains("LogoutRequest") ? QStringLiteral("_theirs") : QStringLiteral("_answer");
    return ResponseText::fromXml(xml::signElement(text.xml(), {id, signer.key, std::nullopt}).value());
}

[[nodiscard]] inline LogoutJudgement judgedLogout(const QByteArray &query, const TrustPolicy &policy = strictPolicy(),
                                                  TimePoint now = issuedAt() + std::chrono::seconds(30))
{
    return judgeLogout(query, policy, awaited(), now);
}

/// What decided, `accepted` or `issuer 52`, so that a failing test can be read.
[[nodiscard]] inline QString decision(const LogoutJudgement &judgement)
{
    const Check *failure = firstFailure(judgement.checks);
    if (failure == nullptr)
        return judgement.answer ? QStringLiteral("accepted") : QStringLiteral("refused by nothing");
    return QStringLiteral("%1 %2").arg(toText(failure->name)).arg(int(failure->fault.value_or(ErrorCode::Internal)));
}

} // namespace usher::test
