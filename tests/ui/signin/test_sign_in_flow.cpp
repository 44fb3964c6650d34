// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/sign_in_flow.h"

#include <QTest>

using namespace usher;
using Step = SignInFlow::Step;

namespace {

const BegunSignIn request{{QStringLiteral("_1"), QStringLiteral("token"), {}, {}},
                          QUrl(QStringLiteral("https://login.example/")),
                          QUrl(QStringLiteral("http://localhost:4711/saml/acs"))};

SignInOutcome signedIn()
{
    return {Judgement{{}, fail(ErrorCode::Internal)}, std::nullopt, Session{}};
}

SignInOutcome refused(ErrorCode code)
{
    return {Judgement{{}, fail(code)}, std::nullopt, fail(code)};
}

SignInFlow atProvider()
{
    SignInFlow flow;
    flow.start();
    flow.begin(flow.attempt(), request);
    return flow;
}

SignInFlow completing()
{
    SignInFlow flow = atProvider();
    flow.receive();
    return flow;
}

} // namespace

class TestSignInFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromRequestToSession();
    void endsRefusedWithTheReason();
    void endsWhereNoRequestCouldBeMade();
    void endsWherePageOrEngineGivesUp();
    void canBeLeftButNotWhileItIsJudged();
    void forgetsWhatComesForASignInThatWasLeft();
    void startsAfreshAfterAnEnd();
    void doesNotStartTwice();
    void takesOneResponse();
    void ignoresAFailureOnceTheResponseIsThere();
    void ignoresStagesOfAnotherAttempt();
};

void TestSignInFlow::goesFromRequestToSession()
{
    SignInFlow flow;
    QCOMPARE(flow.step(), Step::Idle);
    flow.start();
    QCOMPARE(flow.step(), Step::Preparing);
    flow.begin(flow.attempt(), request);
    QCOMPARE(flow.step(), Step::AtProvider);
    QCOMPARE(flow.begun()->request, request.request);
    flow.receive();
    QCOMPARE(flow.step(), Step::Completing);
    QVERIFY(!flow.stage());
    for (const SignInStage stage : {SignInStage::Received, SignInStage::Verified, SignInStage::Provisioned}) {
        flow.reach(flow.attempt(), stage);
        QCOMPARE(flow.stage(), stage);
    }
    flow.complete(flow.attempt(), signedIn());
    QCOMPARE(flow.step(), Step::SignedIn);
    QVERIFY(flow.outcome());
    QVERIFY(!flow.error());
}

void TestSignInFlow::endsRefusedWithTheReason()
{
    SignInFlow flow = completing();
    flow.reach(flow.attempt(), SignInStage::Received);
    flow.complete(flow.attempt(), refused(ErrorCode::AudienceMismatch));
    QCOMPARE(flow.step(), Step::Refused);
    QCOMPARE(flow.error()->code, ErrorCode::AudienceMismatch);
    QCOMPARE(flow.stage(), SignInStage::Received);
}

void TestSignInFlow::endsWhereNoRequestCouldBeMade()
{
    SignInFlow flow;
    flow.start();
    flow.begin(flow.attempt(), fail(ErrorCode::NoIdentityProvider));
    QCOMPARE(flow.step(), Step::Failed);
    QCOMPARE(flow.error()->code, ErrorCode::NoIdentityProvider);
    QVERIFY(!flow.begun());
    QVERIFY(flow.needsSetup());
}

void TestSignInFlow::endsWherePageOrEngineGivesUp()
{
    SignInFlow loading;
    loading.start();
    loading.fail({ErrorCode::BrowserEngineMissing});
    QCOMPARE(loading.step(), Step::Failed);
    QVERIFY(!loading.needsSetup());

    SignInFlow open = atProvider();
    open.fail({ErrorCode::PageUnreachable});
    QCOMPARE(open.step(), Step::Failed);
    QCOMPARE(open.error()->code, ErrorCode::PageUnreachable);
}

void TestSignInFlow::canBeLeftButNotWhileItIsJudged()
{
    SignInFlow open = atProvider();
    QVERIFY(open.isOpen());
    QVERIFY(open.canLeave());
    open.leave();
    QCOMPARE(open.step(), Step::Idle);
    QVERIFY(!open.begun());

    SignInFlow flow = completing();
    QVERIFY(!flow.isOpen());
    QVERIFY(!flow.canLeave());
    flow.leave();
    QCOMPARE(flow.step(), Step::Completing);
    flow.complete(flow.attempt(), refused(ErrorCode::Expired));
    flow.leave();
    QCOMPARE(flow.step(), Step::Idle);
    QVERIFY(!flow.error());
}

void TestSignInFlow::forgetsWhatComesForASignInThatWasLeft()
{
    SignInFlow flow;
    flow.start();
    const SignInFlow::Attempt first = flow.attempt();
    flow.leave();
    flow.begin(first, request);
    QCOMPARE(flow.step(), Step::Idle);

    flow.start();
    flow.begin(first, request);
    QCOMPARE(flow.step(), Step::Preparing);
    flow.begin(flow.attempt(), request);
    QCOMPARE(flow.step(), Step::AtProvider);
}

void TestSignInFlow::startsAfreshAfterAnEnd()
{
    SignInFlow flow = completing();
    flow.reach(flow.attempt(), SignInStage::Verified);
    flow.complete(flow.attempt(), refused(ErrorCode::JitOff));
    QVERIFY(flow.canStart());
    flow.start();
    QCOMPARE(flow.step(), Step::Preparing);
    QVERIFY(!flow.begun());
    QVERIFY(!flow.stage());
    QVERIFY(!flow.outcome());
    QVERIFY(!flow.error());
}

void TestSignInFlow::doesNotStartTwice()
{
    SignInFlow flow = atProvider();
    const SignInFlow::Attempt attempt = flow.attempt();
    QVERIFY(!flow.canStart());
    flow.start();
    QCOMPARE(flow.step(), Step::AtProvider);
    QCOMPARE(flow.attempt(), attempt);
}

void TestSignInFlow::takesOneResponse()
{
    SignInFlow flow = completing();
    flow.complete(flow.attempt(), signedIn());
    flow.receive();
    flow.complete(flow.attempt(), refused(ErrorCode::Replayed));
    QCOMPARE(flow.step(), Step::SignedIn);
}

void TestSignInFlow::ignoresAFailureOnceTheResponseIsThere()
{
    SignInFlow flow = completing();
    flow.fail({ErrorCode::PageCrashed});
    QCOMPARE(flow.step(), Step::Completing);
    QVERIFY(!flow.error());
}

void TestSignInFlow::ignoresStagesOfAnotherAttempt()
{
    SignInFlow flow = completing();
    flow.reach(flow.attempt() - 1, SignInStage::Verified);
    QVERIFY(!flow.stage());
}

QTEST_APPLESS_MAIN(TestSignInFlow)
#include "test_sign_in_flow.moc"
