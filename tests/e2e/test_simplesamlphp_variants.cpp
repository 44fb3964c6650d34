// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/saml/verifier.h"
#include "tests/e2e/protection_of.h"
#include "tests/e2e/simplesamlphp_world.h"

#include <QTest>

using namespace usher;
using namespace usher::test;

namespace {

/// What SimpleSAMLphp is told, what it must have sent, and what becomes of that.
struct Variant
{
    QByteArray options;
    SimpleSamlPhp::Encryption encryption = {};
    ProtocolOptions protocol = {};
    QStringList sent;                        ///< protectionOf() its response
    QStringList inside = {};                 ///< of what was encrypted
    std::optional<CheckName> refusedBy = {}; ///< the person is let in where nothing is named
    std::optional<CheckName> warnedBy = {};
};

/// The options that say what is signed.
QByteArray signing(const char *response, const char *assertion)
{
    return QByteArray("'saml20.sign.response' => ") + response + ", 'saml20.sign.assertion' => " + assertion + ',';
}

} // namespace

Q_DECLARE_METATYPE(Variant)

/// An identity provider that nobody here wrote, in every way that it can answer.
class TestSimpleSamlPhpVariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void answers_data();
    void answers();

private:
    SimpleSamlPhpWorld m_world;
};

void TestSimpleSamlPhpVariants::initTestCase()
{
    const Result<void> started = m_world.start();
    QVERIFY2(started, qPrintable(started ? QString() : explain::words(started.error()).technical));
}

void TestSimpleSamlPhpVariants::answers_data()
{
    QTest::addColumn<Variant>("variant");
    const QByteArray persistent(SimpleSamlPhp::persistentNameIds);
    const auto algorithm = [](const char *uri) { return QByteArray("'signature.algorithm' => '") + uri + "',"; };
    const QString response = QStringLiteral("Response: rsa-sha256, sha256");
    const QString assertion = QStringLiteral("Assertion: rsa-sha256, sha256");
    const QByteArray sha1 = algorithm("http://www.w3.org/2000/09/xmldsig#rsa-sha1");
    const QString assertionBySha1 = QStringLiteral("Assertion: rsa-sha1, sha1");

    QTest::newRow("response signed") << Variant{.options = persistent + signing("true", "false"), .sent = {response}};
    QTest::newRow("assertion signed") << Variant{.options = persistent + signing("false", "true"), .sent = {assertion}};
    QTest::newRow("both signed") << Variant{.options = persistent + signing("true", "true"), .sent = {response, assertion}};
    QTest::newRow("SHA-384") << Variant{
        .options = persistent + signing("true", "true") + algorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"),
        .sent = {QStringLiteral("Response: rsa-sha384, sha384"), QStringLiteral("Assertion: rsa-sha384, sha384")}};
    QTest::newRow("SHA-512") << Variant{
        .options = persistent + signing("true", "true") + algorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"),
        .sent = {QStringLiteral("Response: rsa-sha512, sha512"), QStringLiteral("Assertion: rsa-sha512, sha512")}};
    QTest::newRow("SHA-1") << Variant{
        .options = persistent + signing("false", "true") + sha1, .sent = {assertionBySha1}, .refusedBy = CheckName::Algorithm};
    QTest::newRow("SHA-1, by policy") << Variant{.options = persistent + signing("false", "true") + sha1,
                                                 .protocol = {.sha1 = xml::AlgorithmPolicy::Sha1::Allow},
                                                 .sent = {assertionBySha1},
                                                 .warnedBy = CheckName::Algorithm};
    QTest::newRow("nothing signed") << Variant{
        .options = persistent + signing("false", "false"), .sent = {}, .refusedBy = CheckName::Signature};
}

void TestSimpleSamlPhpVariants::answers()
{
    QFETCH(const Variant, variant);
    QVERIFY(m_world.provider.encryptWith(variant.encryption));
    const Result<void> ready = m_world.begin(variant.options, variant.protocol);
    QVERIFY2(ready, qPrintable(ready ? QString() : explain::words(ready.error()).technical));

    const Result<BegunSignIn> begun = m_world.rig->signIn->begin();
    QVERIFY(begun);
    const SamlPost post = m_world.postOn(m_world.visit(begun->address));
    QVERIFY2(!post.samlResponse.isEmpty(), qPrintable(m_world.provider.log()));
    QCOMPARE(post.postedTo, begun->assertionConsumerService);
    QCOMPARE(protectionOf(QByteArray::fromBase64(post.samlResponse)), variant.sent);

    const SignInOutcome outcome = m_world.rig->signIn->complete(begun->request, post);
    if (variant.refusedBy) {
        QVERIFY(outcome.judgement.firstFailure() != nullptr);
        QCOMPARE(toText(outcome.judgement.firstFailure()->name), toText(*variant.refusedBy));
        QVERIFY(m_world.rig->users()->empty());
        return;
    }
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
    if (variant.warnedBy)
        QCOMPARE(outcome.judgement.find(*variant.warnedBy)->outcome, CheckOutcome::Warning);
    const auto stored = m_world.rig->store->directory().user(SignInRig::actor(), outcome.session->user.id);
    QVERIFY(stored);
    QCOMPARE(stored->profile, simpleSamlPhpPerson());
    QCOMPARE(stored->origin, Origin::SamlJit);
    QCOMPARE(stored->identities.size(), size_t(1));
    QCOMPARE(stored->identities.front().kind, IdentityKey::Kind::PersistentNameId);
}

QTEST_GUILESS_MAIN(TestSimpleSamlPhpVariants)

#include "test_simplesamlphp_variants.moc"
