// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/saml/verifier.h"
#include "tests/e2e/forged_address.h"
#include "tests/e2e/simplesamlphp_world.h"

#include <QTest>

using namespace usher;
using namespace usher::test;

namespace {

using Forge = QByteArray (*)(const QByteArray &);

constexpr ProtocolOptions signedRequests{.requestSigning = RequestSigning::Signed};

} // namespace

Q_DECLARE_METATYPE(Forge)

/// What is asked of an identity provider that nobody here wrote, and what it makes of it.
class TestSimpleSamlPhpRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aSignedRequestIsVerifiedThere();
    void anUnsignedRequestIsRefusedThereWhereOurMetadataSaysSigned();
    void aTamperedRequestIsRefusedThere_data();
    void aTamperedRequestIsRefusedThere();
    void aSessionThereAsksNobody();
    void forceAuthnAsksAgain();
    void isPassiveIsAnsweredWithNoPassive();
    void isPassiveBringsInWhoHasASessionThere();
    void anAnswerThatNobodyAskedForIsRefused();
    void anAnswerThatNobodyAskedForIsTakenByPolicy();

private:
    void begin(const ProtocolOptions &protocol = {});
    /// Its own page, where nobody asked for anything.
    [[nodiscard]] QUrl startAddress() const;

    SimpleSamlPhpWorld m_world;
};

void TestSimpleSamlPhpRequests::initTestCase()
{
    const Result<void> started = m_world.start();
    QVERIFY2(started, qPrintable(started ? QString() : explain::words(started.error()).technical));
}

void TestSimpleSamlPhpRequests::begin(const ProtocolOptions &protocol)
{
    const Result<void> ready = m_world.begin(SimpleSamlPhp::persistentNameIds, protocol);
    QVERIFY2(ready, qPrintable(ready ? QString() : explain::words(ready.error()).technical));
    if (protocol.requestSigning == RequestSigning::Signed) {
        QVERIFY(m_world.makeKey());
        QVERIFY(m_world.know(SimpleSamlPhp::persistentNameIds));
    }
}

QUrl TestSimpleSamlPhpRequests::startAddress() const
{
    return m_world.provider.startAddress(m_world.rig->configuration()->serviceProvider, QStringLiteral("from its own page"));
}

void TestSimpleSamlPhpRequests::aSignedRequestIsVerifiedThere()
{
    begin(signedRequests);
    const SignInOutcome outcome = m_world.signIn();
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
}

void TestSimpleSamlPhpRequests::anUnsignedRequestIsRefusedThereWhereOurMetadataSaysSigned()
{
    begin(signedRequests);
    const auto begun = m_world.rig->signIn->begin();
    QVERIFY(begun);
    const BrowserPage page = m_world.browser->open(withoutParameter(begun->address.toEncoded(), "Signature"));
    QVERIFY2(page.text.contains(QStringLiteral("no signature found on message")), qPrintable(page.text));
}

void TestSimpleSamlPhpRequests::aTamperedRequestIsRefusedThere_data()
{
    QTest::addColumn<Forge>("forge");
    QTest::newRow("another RelayState") << Forge(
        [](const QByteArray &address) { return withParameter(address, "RelayState", "another"); });
    QTest::newRow("no RelayState") << Forge([](const QByteArray &address) { return withoutParameter(address, "RelayState"); });
    QTest::newRow("another algorithm") << Forge([](const QByteArray &address) {
        return withParameter(address, "SigAlg",
                             QByteArray("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512").toPercentEncoding());
    });
    QTest::newRow("another signature") << Forge(withForgedSignature);
}

void TestSimpleSamlPhpRequests::aTamperedRequestIsRefusedThere()
{
    QFETCH(Forge, forge);
    begin(signedRequests);
    const auto begun = m_world.rig->signIn->begin();
    QVERIFY(begun);
    QVERIFY(asksWhoIsThere(m_world.browser->open(begun->address)));
    const BrowserPage page = m_world.browser->open(forge(begun->address.toEncoded()));
    QVERIFY(!asksWhoIsThere(page));
    QVERIFY2(page.text.contains(QStringLiteral("Unable to validate signature on query string")), qPrintable(page.text));
}

void TestSimpleSamlPhpRequests::aSessionThereAsksNobody()
{
    begin();
    QVERIFY(m_world.signIn().session);
    const auto begun = m_world.rig->signIn->begin();
    QVERIFY(begun);
    const BrowserPage page = m_world.browser->open(begun->address);
    QVERIFY(!asksWhoIsThere(page));
    QVERIFY(m_world.rig->signIn->complete(begun->request, m_world.postOn(page)).session);
}

void TestSimpleSamlPhpRequests::forceAuthnAsksAgain()
{
    begin();
    QVERIFY(m_world.signIn().session);
    const auto begun = m_world.rig->signIn->begin({.forceAuthn = AuthnRequest::ForceAuthn::Yes});
    QVERIFY(begun);
    QVERIFY(asksWhoIsThere(m_world.browser->open(begun->address)));
    const SignInOutcome outcome = m_world.rig->signIn->complete(begun->request, m_world.postOn(m_world.visit(begun->address)));
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
}

void TestSimpleSamlPhpRequests::isPassiveIsAnsweredWithNoPassive()
{
    begin();
    const auto begun = m_world.rig->signIn->begin({.isPassive = AuthnRequest::IsPassive::Yes});
    QVERIFY(begun);
    const SamlPost post = m_world.postOn(m_world.browser->open(begun->address));
    const QByteArray xml = QByteArray::fromBase64(post.samlResponse);
    QVERIFY2(xml.contains("urn:oasis:names:tc:SAML:2.0:status:NoPassive"), qPrintable(m_world.provider.log()));
    QVERIFY(!xml.contains("<saml:Assertion"));

    const SignInOutcome outcome = m_world.rig->signIn->complete(begun->request, post);
    QVERIFY(!outcome.session);
    QCOMPARE(toText(outcome.judgement.firstFailure()->name), toText(CheckName::Status));
    const explain::Words words = explain::words(outcome.session.error());
    QVERIFY2(words.what.contains(QStringLiteral("Passive authentication not supported")), qPrintable(words.what)); // it says why
    QVERIFY(words.remedy.endsWith(u'.'));
    QVERIFY(m_world.rig->users()->empty());
}

void TestSimpleSamlPhpRequests::isPassiveBringsInWhoHasASessionThere()
{
    begin();
    QVERIFY(m_world.signIn().session);
    const auto begun = m_world.rig->signIn->begin({.isPassive = AuthnRequest::IsPassive::Yes});
    QVERIFY(begun);
    const SignInOutcome outcome =
        m_world.rig->signIn->complete(begun->request, m_world.postOn(m_world.browser->open(begun->address)));
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
}

void TestSimpleSamlPhpRequests::anAnswerThatNobodyAskedForIsRefused()
{
    begin();
    const SamlPost post = m_world.postOn(m_world.visit(startAddress()));
    QVERIFY2(!post.samlResponse.isEmpty(), qPrintable(m_world.provider.log()));
    QVERIFY(!QByteArray::fromBase64(post.samlResponse).contains("InResponseTo"));

    const auto begun = m_world.rig->signIn->begin(); // what every sign-in page has done before anything comes
    QVERIFY(begun);
    const SignInOutcome outcome = m_world.rig->signIn->complete(begun->request, post);
    QVERIFY(!outcome.session);
    QCOMPARE(toText(outcome.judgement.firstFailure()->name), toText(CheckName::InResponseTo));
    QVERIFY(m_world.rig->users()->empty());
}

void TestSimpleSamlPhpRequests::anAnswerThatNobodyAskedForIsTakenByPolicy()
{
    begin({.unsolicited = TrustPolicy::Unsolicited::Accept});
    const SamlPost post = m_world.postOn(m_world.visit(startAddress()));
    const auto begun = m_world.rig->signIn->begin();
    QVERIFY(begun);
    const SignInOutcome outcome = m_world.rig->signIn->complete(begun->request, post);
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
    QCOMPARE(outcome.session->user.profile, simpleSamlPhpPerson());

    // It counts once, and the request that it did not answer is open as before.
    const SignInOutcome again = m_world.rig->signIn->complete(begun->request, post);
    QCOMPARE(toText(again.judgement.firstFailure()->name), toText(CheckName::Replay));
    const SignInOutcome answered = m_world.rig->signIn->complete(begun->request, m_world.postOn(m_world.visit(begun->address)));
    QVERIFY2(answered.session, qPrintable(answered.session ? QString() : explain::words(answered.session.error()).technical));
}

QTEST_GUILESS_MAIN(TestSimpleSamlPhpRequests)

#include "test_simplesamlphp_requests.moc"
