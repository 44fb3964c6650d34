// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/saml/verifier.h"
#include "core/xml/encryption.h"
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
    QByteArrayList sent;                     ///< protectionOf() its response
    QByteArrayList inside = {};              ///< the same of the assertion that was encrypted
    std::optional<CheckName> refusedBy = {}; ///< the person is let in where nothing is named
    std::optional<CheckName> warnedBy = {};
    Profile person = simpleSamlPhpPerson();
};

// Items of its configuration for one service provider.
constexpr auto encryptAssertion = "'assertion.encryption' => true,";
constexpr auto encryptNameId = "'nameid.encryption' => true,";

/// Which messages are signed, for a person with a persistent NameID.
QByteArray signing(const char *response, const char *assertion)
{
    return QByteArray(SimpleSamlPhp::persistentNameIds) + "'saml20.sign.response' => " + response +
           ", 'saml20.sign.assertion' => " + assertion + ',';
}

QByteArray signedWith(const char *algorithm)
{
    return QByteArray("'signature.algorithm' => '") + algorithm + "',";
}

// Lines of protectionOf().
constexpr auto response = "Response: rsa-sha256, sha256";
constexpr auto assertion = "Assertion: rsa-sha256, sha256";
constexpr auto nameId = "EncryptedID: aes128-cbc, rsa-oaep-mgf1p";

QByteArray encrypted(const char *cipher, const char *keyTransport = "rsa-oaep-mgf1p")
{
    return QByteArray("EncryptedAssertion: ") + cipher + ", " + keyTransport;
}

/// The assertion inside, as this directory's keys open it; empty where nothing is encrypted or nothing opens it.
QByteArray assertionInside(const QByteArray &xml, SignInRig &rig)
{
    const auto keys = rig.store->serviceProviderKeys().keys();
    const auto document = xml::Document::parse(xml);
    const auto wrapper =
        document ? document->root().onlyChild("urn:oasis:names:tc:SAML:2.0:assertion", "EncryptedAssertion") : std::nullopt;
    if (!keys || !wrapper)
        return {};
    std::vector<PrivateKey> privateKeys;
    for (const KeyPair &pair : *keys)
        privateKeys.push_back(pair.key);
    return xml::decryptElement(*wrapper, privateKeys).value_or(QByteArray());
}

} // namespace

Q_DECLARE_METATYPE(Variant)

/// An identity provider that nobody here wrote, in every way that it can answer.
class TestSimpleSamlPhpVariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void answers_data();
    void answers();

    void readsWhatWasEncryptedForAnOlderKey();
    void saysThatThereIsNoKeyToDecryptWith();
    void trustsTheKeyOfACertificateThatHasExpired();
    void trustsTheNextKeyThatTheMetadataAnnounces();

private:
    void signatures();
    void ciphers();
    void seenInTheField();
    /// A new directory, with a key where \p options want one.
    void begin(const QByteArray &options, const ProtocolOptions &protocol = {});

    SimpleSamlPhpWorld m_world;
};

void TestSimpleSamlPhpVariants::initTestCase()
{
    const Result<void> started = m_world.start();
    QVERIFY2(started, qPrintable(started ? QString() : explain::words(started.error()).technical));
}

void TestSimpleSamlPhpVariants::cleanup()
{
    QVERIFY(m_world.provider.encryptWith({}));
    QVERIFY(m_world.provider.publish(SimpleSamlPhp::Certificates::One));
}

void TestSimpleSamlPhpVariants::begin(const QByteArray &options, const ProtocolOptions &protocol)
{
    const Result<void> ready = m_world.begin(options, protocol);
    QVERIFY2(ready, qPrintable(ready ? QString() : explain::words(ready.error()).technical));
    if (options.contains("encryption")) {
        QVERIFY(m_world.makeKey());
        QVERIFY(m_world.know(options));
    }
}

void TestSimpleSamlPhpVariants::answers_data()
{
    QTest::addColumn<Variant>("variant");
    signatures();
    ciphers();
    seenInTheField();
}

void TestSimpleSamlPhpVariants::signatures()
{
    const QByteArray sha1 = signedWith("http://www.w3.org/2000/09/xmldsig#rsa-sha1");
    constexpr auto assertionBySha1 = "Assertion: rsa-sha1, sha1";

    QTest::newRow("response signed") << Variant{.options = signing("true", "false"), .sent = {response}};
    QTest::newRow("assertion signed") << Variant{.options = signing("false", "true"), .sent = {assertion}};
    QTest::newRow("both signed") << Variant{.options = signing("true", "true"), .sent = {response, assertion}};
    QTest::newRow("nothing signed") << Variant{.options = signing("false", "false"), .sent = {}, .refusedBy = CheckName::Signature};
    QTest::newRow("SHA-384") << Variant{.options = signing("true", "true") +
                                                   signedWith("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"),
                                        .sent = {"Response: rsa-sha384, sha384", "Assertion: rsa-sha384, sha384"}};
    QTest::newRow("SHA-512") << Variant{.options = signing("true", "true") +
                                                   signedWith("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"),
                                        .sent = {"Response: rsa-sha512, sha512", "Assertion: rsa-sha512, sha512"}};
    QTest::newRow("SHA-1") << Variant{
        .options = signing("false", "true") + sha1, .sent = {assertionBySha1}, .refusedBy = CheckName::Algorithm};
    QTest::newRow("SHA-1, by policy") << Variant{.options = signing("false", "true") + sha1,
                                                 .protocol = {.sha1 = xml::AlgorithmPolicy::Sha1::Allow},
                                                 .sent = {assertionBySha1},
                                                 .warnedBy = CheckName::Algorithm};
}

void TestSimpleSamlPhpVariants::ciphers()
{
    const QByteArray bothSigned = signing("true", "true") + encryptAssertion;

    // What it does on its own.
    QTest::newRow("encrypted, assertion signed inside") << Variant{
        .options = signing("false", "true") + encryptAssertion, .sent = {encrypted("aes128-cbc")}, .inside = {assertion}};
    QTest::newRow("encrypted, response signed outside")
        << Variant{.options = signing("true", "false") + encryptAssertion, .sent = {response, encrypted("aes128-cbc")}};
    QTest::newRow("encrypted, signed inside and outside")
        << Variant{.options = bothSigned, .sent = {response, encrypted("aes128-cbc")}, .inside = {assertion}};
    QTest::newRow("encrypted, nothing signed") << Variant{.options = signing("false", "false") + encryptAssertion,
                                                          .sent = {encrypted("aes128-cbc")},
                                                          .refusedBy = CheckName::Signature};
    QTest::newRow("NameID encrypted, assertion signed")
        << Variant{.options = signing("false", "true") + encryptNameId, .sent = {assertion, nameId}};
    QTest::newRow("NameID encrypted, response signed")
        << Variant{.options = signing("true", "false") + encryptNameId, .sent = {response, nameId}};
    QTest::newRow("NameID encrypted, nothing signed")
        << Variant{.options = signing("false", "false") + encryptNameId, .sent = {nameId}, .refusedBy = CheckName::Signature};
    QTest::newRow("NameID encrypted inside an encrypted assertion") << Variant{
        .options = bothSigned + encryptNameId, .sent = {response, encrypted("aes128-cbc")}, .inside = {assertion, nameId}};

    // What its library can do besides.
    const auto cipher = [&](const QByteArray &constant, const char *name) {
        return Variant{
            .options = bothSigned, .encryption = {.cipher = constant}, .sent = {response, encrypted(name)}, .inside = {assertion}};
    };
    QTest::newRow("AES-256-CBC") << cipher("AES256_CBC", "aes256-cbc");
    QTest::newRow("AES-128-GCM") << cipher("AES128_GCM", "aes128-gcm");
    QTest::newRow("AES-256-GCM") << cipher("AES256_GCM", "aes256-gcm");

    const auto refused = [&](const SimpleSamlPhp::Encryption &encryption, const char *name, const char *keyTransport) {
        return Variant{.options = bothSigned,
                       .encryption = encryption,
                       .sent = {response, encrypted(name, keyTransport)},
                       .refusedBy = CheckName::Algorithm};
    };
    QTest::newRow("Triple DES") << refused({.cipher = "TRIPLEDES_CBC"}, "tripledes-cbc", "rsa-oaep-mgf1p");
    QTest::newRow("AES-192-CBC") << refused({.cipher = "AES192_CBC"}, "aes192-cbc", "rsa-oaep-mgf1p");
    QTest::newRow("RSA 1.5") << refused({.keyTransport = "RSA_1_5"}, "aes128-cbc", "rsa-1_5");
    QTest::newRow("RSA-OAEP of XML Encryption 1.1") << refused({.keyTransport = "RSA_OAEP"}, "aes128-cbc", "rsa-oaep");
}

void TestSimpleSamlPhpVariants::seenInTheField()
{
    QTest::newRow("no KeyInfo") << Variant{.options = signing("true", "true") + "'signature.privatekey' => 'idp.pem',",
                                           .sent = {response, assertion}};
    QTest::newRow("another key, with its certificate in KeyInfo") << Variant{
        .options = signing("true", "true") + "'signature.privatekey' => 'next.pem', 'signature.certificate' => 'next.crt',",
        .sent = {response, assertion},
        .refusedBy = CheckName::Signature};
    QTest::newRow("several audiences") << Variant{
        .options = signing("false", "true") + "'audience' => ['https://another.example.org'],", .sent = {assertion}};
    QTest::newRow("attribute names of the URI kind") << Variant{
        .options = signing("false", "true") + "'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',",
        .sent = {assertion}};
    QTest::newRow("no attributes") << Variant{
        .options = signing("false", "true") + "'simplesaml.attributes' => false,", .sent = {assertion}, .person = {}};
}

void TestSimpleSamlPhpVariants::answers()
{
    QFETCH(const Variant, variant);
    QVERIFY(m_world.provider.encryptWith(variant.encryption));
    begin(variant.options, variant.protocol);

    const Result<BegunSignIn> begun = m_world.rig->signIn->begin();
    QVERIFY(begun);
    const SamlPost post = m_world.postOn(m_world.visit(begun->address));
    QVERIFY2(!post.samlResponse.isEmpty(), qPrintable(m_world.provider.log()));
    QCOMPARE(post.postedTo, begun->assertionConsumerService);
    const QByteArray xml = QByteArray::fromBase64(post.samlResponse);
    QCOMPARE(protectionOf(xml), variant.sent);
    if (!variant.inside.isEmpty())
        QCOMPARE(protectionOf(assertionInside(xml, *m_world.rig)), variant.inside);

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
    QCOMPARE(stored->profile, variant.person);
    QCOMPARE(stored->origin, Origin::SamlJit);
    QCOMPARE(stored->identities.size(), size_t(1));
    QCOMPARE(stored->identities.front().kind, IdentityKey::Kind::PersistentNameId);
}

void TestSimpleSamlPhpVariants::readsWhatWasEncryptedForAnOlderKey()
{
    begin(signing("true", "true") + encryptAssertion);
    QVERIFY(m_world.makeKey()); // a newer one, which the provider has not heard of
    const SignInOutcome outcome = m_world.signIn();
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
}

void TestSimpleSamlPhpVariants::saysThatThereIsNoKeyToDecryptWith()
{
    begin(signing("true", "true") + encryptAssertion);
    const auto certificates = m_world.rig->store->serviceProviderKeys().certificates();
    QVERIFY(certificates);
    QVERIFY(m_world.rig->store->serviceProviderKeys().remove(SignInRig::actor(), certificates->front()));
    const SignInOutcome outcome = m_world.signIn();
    QCOMPARE(toText(outcome.judgement.firstFailure()->name), toText(CheckName::Encryption));
    QCOMPARE(outcome.session.error().code, ErrorCode::NoDecryptionKey);
}

void TestSimpleSamlPhpVariants::trustsTheKeyOfACertificateThatHasExpired()
{
    QVERIFY(m_world.provider.publish(SimpleSamlPhp::Certificates::Expired));
    begin(signing("true", "true"));
    const SignInOutcome outcome = m_world.signIn();
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
    QCOMPARE(outcome.judgement.find(CheckName::Signature)->outcome, CheckOutcome::Warning);
}

void TestSimpleSamlPhpVariants::trustsTheNextKeyThatTheMetadataAnnounces()
{
    QVERIFY(m_world.provider.publish(SimpleSamlPhp::Certificates::OneAndTheNext));
    const QByteArray options = signing("true", "true");
    begin(options);
    QCOMPARE(m_world.rig->configuration()->provider->metadata.signingCertificates.size(), size_t(2));
    QVERIFY(m_world.signIn().session);
    QVERIFY(m_world.know(options + "'signature.privatekey' => 'next.pem', 'signature.certificate' => 'next.crt',"));
    const SignInOutcome outcome = m_world.signIn();
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
}

QTEST_GUILESS_MAIN(TestSimpleSamlPhpVariants)

#include "test_simplesamlphp_variants.moc"
