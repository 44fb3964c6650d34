// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/metadata.h"
#include "core/saml/saml_post.h"
#include "core/saml/verifier.h"
#include "core/sandbox/response_builder.h"
#include "tests/kit/manual_clock.h"
#include "tests/kit/seeded_random.h"

namespace usher::test {

/// The sandbox tenant and a service provider that trusts it, without a server: what a test needs to hold a real
/// VerifiedAssertion. Responses are built, signed and judged by the real parts; the key is made once a process.
/// What can't fail in a sound build ends the test program with a sentence, so that callers get values.
///
///     test::SandboxWorld world;
///     auto order = world.order(sandbox::personNamed(QStringLiteral("amira")));
///     order.extraClaims.emplace_back(QStringLiteral("firstName"), QStringLiteral("Amy"));
///     const VerifiedAssertion assertion = world.assertion(order);
struct SandboxWorld
{
    SandboxWorld();

    sandbox::Keys keys; ///< the same in every world of this process
    EntityId serviceProvider{QStringLiteral("https://usher.example/saml")};
    QUrl assertionConsumerService{QStringLiteral("http://localhost:48110/saml/acs")};
    QUrl tenant{QStringLiteral("http://127.0.0.1:48111")}; ///< where the tenant would listen; nothing does
    ManualClock clock;                                     ///< stands at 2026-11-24T09:00:00Z
    SeededRandom random;

    /// The tenant's federation metadata, and what Usher reads from it.
    [[nodiscard]] QByteArray metadata() const;
    [[nodiscard]] IdentityProviderMetadata identityProvider() const;
    /// Trusts the tenant for this service provider; strict in all the rest.
    [[nodiscard]] TrustPolicy trustPolicy() const;

    /// What Entra would send for \p person now, answering \p inResponseTo; change it as the test likes.
    [[nodiscard]] sandbox::ResponseOrder order(const sandbox::Person &person,
                                               const QString &inResponseTo = QStringLiteral("_request")) const;
    /// The response's XML.
    [[nodiscard]] QByteArray response(const sandbox::ResponseOrder &order);
    /// The form that the browser would post at \p order.at.
    [[nodiscard]] SamlPost post(const sandbox::ResponseOrder &order, const QString &relayState = {});

    /// Judged at \p order.at by trustPolicy(); an order without inResponseTo counts as unsolicited, and accepted as such.
    [[nodiscard]] Judgement judgement(const sandbox::ResponseOrder &order);
    /// The same, where refusal would be a fault of the test.
    [[nodiscard]] VerifiedAssertion assertion(const sandbox::ResponseOrder &order);
    [[nodiscard]] VerifiedAssertion assertion(const sandbox::Person &person) { return assertion(order(person)); }
};

} // namespace usher::test
