// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kit/assertions.h"

#include "core/sandbox/federation_metadata.h"

namespace usher::test {

namespace {

/// Unwraps what a sound build can't refuse.
template<typename T>
T expect(Result<T> result, const char *what)
{
    if (!result.has_value())
        qFatal("%s failed: error %d, subject \"%s\", detail \"%s\"", what, int(result.error().code),
               qUtf8Printable(result.error().subject), qUtf8Printable(result.error().detail));
    return *std::move(result);
}

const TimePoint start = *parseDateTime(u"2026-11-24T09:00:00Z");

sandbox::Keys makeKeys()
{
    const PrivateKey key = expect(PrivateKey::generateRsa(2048), "making a key");
    const Certificate certificate = expect(key.selfSigned(QStringLiteral("Usher sandbox tenant"), start - std::chrono::years(1),
                                                          start + std::chrono::years(2), QByteArray::fromHex("01")),
                                           "making a certificate");
    return {key, certificate};
}

const sandbox::Keys &keysOfThisProcess()
{
    static const sandbox::Keys keys = makeKeys();
    return keys;
}

} // namespace

SandboxWorld::SandboxWorld() : keys(keysOfThisProcess()), clock(start) {}

QByteArray SandboxWorld::metadata() const
{
    return expect(sandbox::buildMetadata(keys, tenant), "building metadata");
}

IdentityProviderMetadata SandboxWorld::identityProvider() const
{
    return expect(readIdentityProviderMetadata(metadata()), "reading the tenant's metadata");
}

TrustPolicy SandboxWorld::trustPolicy() const
{
    const IdentityProviderMetadata provider = identityProvider();
    TrustPolicy policy;
    policy.identityProvider = provider.entityId;
    policy.tenantId = provider.tenantId;
    policy.signingCertificates = provider.signingCertificates;
    policy.serviceProvider = serviceProvider;
    policy.assertionConsumerService = assertionConsumerService;
    return policy;
}

sandbox::ResponseOrder SandboxWorld::order(const sandbox::Person &person, const QString &inResponseTo) const
{
    sandbox::ResponseOrder order;
    order.person = person;
    order.audience = serviceProvider;
    order.assertionConsumerService = assertionConsumerService;
    order.inResponseTo = inResponseTo;
    order.at = clock.now();
    return order;
}

QByteArray SandboxWorld::response(const sandbox::ResponseOrder &order)
{
    return expect(sandbox::buildResponse(order, keys, random), "building a response");
}

SamlPost SandboxWorld::post(const sandbox::ResponseOrder &order, const QString &relayState)
{
    return {response(order).toBase64(), relayState, order.assertionConsumerService, order.at};
}

Judgement SandboxWorld::judgement(const sandbox::ResponseOrder &order)
{
    TrustPolicy policy = trustPolicy();
    ExpectedRequest expected = ExpectedRequest::withId(order.inResponseTo);
    if (order.inResponseTo.isEmpty()) {
        policy.unsolicited = TrustPolicy::Unsolicited::Accept;
        expected = {};
    }
    return judge(UnverifiedResponse::fromPost(post(order)), policy, expected, order.at);
}

VerifiedAssertion SandboxWorld::assertion(const sandbox::ResponseOrder &order)
{
    return expect(judgement(order).assertion, "judging a response");
}

} // namespace usher::test
