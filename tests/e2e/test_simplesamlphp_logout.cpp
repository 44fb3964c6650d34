// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/session/sign_out.h"
#include "tests/e2e/forged_address.h"
#include "tests/e2e/simplesamlphp_world.h"

#include <QTest>

using namespace usher;
using namespace usher::test;

namespace {

/// The query of an address as it came, without its `?`.
QByteArray queryOf(const BrowserPage &page)
{
    return page.rawAddress.mid(page.rawAddress.indexOf('?') + 1);
}

} // namespace

/// Single logout with an identity provider that nobody here wrote: by redirect, both directions signed and verified.
class TestSimpleSamlPhpLogout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void endsTheSessionThere();
    void endsTheSessionOfAnEncryptedNameId();
    void tellsWhenAnotherApplicationCouldNotBeReached();
    void takesAnAnswerWithoutASignatureForWhatItIs();
    void refusesAForgedAnswer();
    void aForgedRequestIsRefusedThere();
    void answersWhenTheProviderWasFaster();

private:
    /// What SimpleSAMLphp is told of us, besides our metadata.
    [[nodiscard]] QByteArray options(const char *signLogout) const;
    [[nodiscard]] BegunSignOut begin(const Session &session);
    /// Whether a sign-in would go through without a question.
    [[nodiscard]] bool isSignedInThere();

    SimpleSamlPhpWorld m_world;
    std::unique_ptr<SignOut> m_signOut;
    std::optional<Session> m_session;
};

void TestSimpleSamlPhpLogout::initTestCase()
{
    const Result<void> started = m_world.start();
    QVERIFY2(started, qPrintable(started ? QString() : explain::words(started.error()).technical));
}

void TestSimpleSamlPhpLogout::init()
{
    const Result<void> ready = m_world.begin({}, {.requestSigning = RequestSigning::Signed, .singleLogout = SingleLogout::On});
    QVERIFY2(ready, qPrintable(ready ? QString() : explain::words(ready.error()).technical));
    QVERIFY(m_world.makeKey());
    QVERIFY(m_world.know(options("true")));
    Store &store = *m_world.rig->store;
    m_signOut = std::make_unique<SignOut>(store.configurations(), store.serviceProviderKeys(), store.sessions(), m_world.rig->clock,
                                          m_world.rig->random);
    const SignInOutcome outcome = m_world.signIn();
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
    m_session = *outcome.session;
}

QByteArray TestSimpleSamlPhpLogout::options(const char *signLogout) const
{
    return SimpleSamlPhp::persistentNameIds + m_world.singleLogoutOptions() + "'sign.logout' => " + signLogout + ',';
}

BegunSignOut TestSimpleSamlPhpLogout::begin(const Session &session)
{
    const auto begun = m_signOut->begin(session);
    return begun && *begun ? **begun : BegunSignOut{};
}

bool TestSimpleSamlPhpLogout::isSignedInThere()
{
    const auto begun = m_world.rig->signIn->begin();
    return begun && !m_world.postOn(m_world.browser->open(begun->address)).samlResponse.isEmpty();
}

void TestSimpleSamlPhpLogout::endsTheSessionThere()
{
    const BegunSignOut begun = begin(*m_session);
    QVERIFY(begun.address.hasQuery());
    const BrowserPage page = m_world.browser->open(begun.address);
    QVERIFY2(page.address.matches(begun.answerAddress, QUrl::RemoveQuery), qPrintable(m_world.provider.log()));
    QVERIFY(queryOf(page).contains("Signature="));

    const Result<LogoutAnswer> answer = m_signOut->complete(begun, queryOf(page));
    QVERIFY2(answer, qPrintable(answer ? QString() : explain::words(answer.error()).technical));
    QCOMPARE(*answer, (LogoutAnswer{LogoutAnswer::Outcome::Complete, LogoutAnswer::Proof::Signed, {}, {}}));
    QVERIFY(!isSignedInThere());
}

void TestSimpleSamlPhpLogout::endsTheSessionOfAnEncryptedNameId()
{
    QVERIFY(m_world.know(options("true") + "'assertion.encryption' => true, 'nameid.encryption' => true,"));
    const SignInOutcome outcome = m_world.signIn();
    QVERIFY2(outcome.session, qPrintable(outcome.session ? QString() : explain::words(outcome.session.error()).technical));
    const BegunSignOut begun = begin(*outcome.session);
    const BrowserPage page = m_world.browser->open(begun.address);
    const Result<LogoutAnswer> answer = m_signOut->complete(begun, queryOf(page));
    QVERIFY2(answer, qPrintable(answer ? QString() : explain::words(answer.error()).technical));
    QCOMPARE(answer->outcome, LogoutAnswer::Outcome::Complete);
    QVERIFY(!isSignedInThere());
}

void TestSimpleSamlPhpLogout::tellsWhenAnotherApplicationCouldNotBeReached()
{
    // It has no address for sign-outs.
    QVERIFY(!m_world.postOn(m_world.visit(m_world.provider.startAddress(m_world.provider.anotherApplication(), {})))
                 .samlResponse.isEmpty());
    const BegunSignOut begun = begin(*m_session);
    const BrowserPage page = m_world.browser->open(begun.address);
    const Result<LogoutAnswer> answer = m_signOut->complete(begun, queryOf(page));
    QVERIFY2(answer, qPrintable(answer ? QString() : explain::words(answer.error()).technical));
    QCOMPARE(answer->outcome, LogoutAnswer::Outcome::Partial);
    QCOMPARE(answer->proof, LogoutAnswer::Proof::Signed);
    QVERIFY(!isSignedInThere());
}

void TestSimpleSamlPhpLogout::takesAnAnswerWithoutASignatureForWhatItIs()
{
    QVERIFY(m_world.know(options("false")));
    const BegunSignOut begun = begin(*m_session);
    const BrowserPage page = m_world.browser->open(begun.address);
    QVERIFY(!queryOf(page).contains("Signature="));

    const Result<LogoutAnswer> answer = m_signOut->complete(begun, queryOf(page));
    QVERIFY2(answer, qPrintable(answer ? QString() : explain::words(answer.error()).technical));
    QCOMPARE(*answer, (LogoutAnswer{LogoutAnswer::Outcome::Complete, LogoutAnswer::Proof::Unsigned, {}, {}}));
    QVERIFY(!isSignedInThere());
}

void TestSimpleSamlPhpLogout::refusesAForgedAnswer()
{
    const BegunSignOut begun = begin(*m_session);
    const BrowserPage page = m_world.browser->open(begun.address);
    const Result<LogoutAnswer> answer = m_signOut->complete(begun, withForgedSignature(queryOf(page)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::LogoutAnswerInvalid);
    QCOMPARE(answer.error().subject, toText(CheckName::Signature));
}

void TestSimpleSamlPhpLogout::aForgedRequestIsRefusedThere()
{
    const BegunSignOut begun = begin(*m_session);
    const BrowserPage page = m_world.browser->open(withForgedSignature(begun.address.toEncoded()));
    QVERIFY2(page.text.contains(QStringLiteral("Unable to validate signature on query string")), qPrintable(page.text));
    QVERIFY(isSignedInThere());
}

/// The person signs out at the provider while the portal does the same.
void TestSimpleSamlPhpLogout::answersWhenTheProviderWasFaster()
{
    const BegunSignOut begun = begin(*m_session);
    const BrowserPage asked = m_world.browser->open(m_world.provider.signOutAddress());
    QVERIFY2(asked.address.matches(begun.answerAddress, QUrl::RemoveQuery), qPrintable(m_world.provider.log()));
    QVERIFY(queryOf(asked).contains("SAMLRequest="));

    const Result<LogoutAnswer> answer = m_signOut->complete(begun, queryOf(asked));
    QVERIFY2(answer, qPrintable(answer ? QString() : explain::words(answer.error()).technical));
    QCOMPARE(answer->outcome, LogoutAnswer::Outcome::Complete);
    QCOMPARE(answer->proof, LogoutAnswer::Proof::Signed);

    // It takes our answer, whose signature it verifies, and goes on to where the person wanted to go.
    const BrowserPage end = m_world.browser->open(answer->reply);
    QCOMPARE(end.address, m_world.provider.afterSignOut());
    QVERIFY(!isSignedInThere());
}

QTEST_GUILESS_MAIN(TestSimpleSamlPhpLogout)

#include "test_simplesamlphp_logout.moc"
