// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/page_form.h"

#include <QTest>

using namespace usher;
using namespace usher::webview;

namespace {

const QUrl reply(QStringLiteral("http://localhost:4711/saml/acs"));
const TimePoint now{std::chrono::milliseconds(1'795'000'000'000)};

PageForm good()
{
    return {reply, QStringLiteral("post"), {QStringLiteral("PHg+")}, {QStringLiteral("token")}};
}

} // namespace

class TestPageForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheResponseAsItStands();
    void takesTheFormThatPostsToTheReplyUrl();
    void doesWithoutRelayState();
    void refusesWhatIsNotOnePost_data();
    void refusesWhatIsNotOnePost();
    void readsTheScriptsAnswer();
    void readsNothingFromAnAnswerOfAnotherShape();
};

void TestPageForm::takesTheResponseAsItStands()
{
    const Result<SamlPost> post = postOf({good()}, reply, now);
    QVERIFY(post);
    QCOMPARE(*post, (SamlPost{"PHg+", QStringLiteral("token"), reply, now}));
}

void TestPageForm::takesTheFormThatPostsToTheReplyUrl()
{
    PageForm search = good();
    search.action = QUrl(QStringLiteral("https://login.example/search"));
    search.samlResponses = {QStringLiteral("decoy")};
    PageForm fetched = good();
    fetched.method = QStringLiteral("get");
    fetched.samlResponses = {QStringLiteral("decoy")};

    const Result<SamlPost> post = postOf({search, good(), fetched}, reply, now);
    QVERIFY(post);
    QCOMPARE(post->samlResponse, "PHg+");
}

void TestPageForm::doesWithoutRelayState()
{
    PageForm form = good();
    form.relayStates.clear();
    const Result<SamlPost> post = postOf({form}, reply, now);
    QVERIFY(post);
    QCOMPARE(post->relayState, QString());
}

void TestPageForm::refusesWhatIsNotOnePost_data()
{
    QTest::addColumn<QList<PageForm>>("forms");

    PageForm elsewhere = good();
    elsewhere.action.setPath(QStringLiteral("/saml/ACS"));
    PageForm fetched = good();
    fetched.method = QStringLiteral("get");
    PageForm withQuery = good();
    withQuery.action.setQuery(QStringLiteral("a=b"));
    PageForm empty = good();
    empty.samlResponses.clear();
    PageForm doubled = good();
    doubled.samlResponses.append(QStringLiteral("PHk+"));
    PageForm twoStates = good();
    twoStates.relayStates.append(QStringLiteral("other"));

    QTest::newRow("no form") << QList<PageForm>{};
    QTest::newRow("another address") << QList{elsewhere};
    QTest::newRow("a query too many") << QList{withQuery};
    QTest::newRow("GET") << QList{fetched};
    QTest::newRow("two such forms") << QList{good(), good()};
    QTest::newRow("no response") << QList{empty};
    QTest::newRow("two responses") << QList{doubled};
    QTest::newRow("two relay states") << QList{twoStates};
}

void TestPageForm::refusesWhatIsNotOnePost()
{
    QFETCH(QList<PageForm>, forms);

    const Result<SamlPost> post = postOf({forms.begin(), forms.end()}, reply, now);
    QVERIFY(!post);
    QCOMPARE(post.error().code, ErrorCode::ResponseNotCaptured);
    QCOMPARE(post.error().subject, reply.toString());
}

void TestPageForm::readsTheScriptsAnswer()
{
    const QVariantMap form{{QStringLiteral("action"), reply.toString()},
                           {QStringLiteral("method"), QStringLiteral("post")},
                           {QStringLiteral("samlResponses"), QVariantList{QStringLiteral("PHg+")}},
                           {QStringLiteral("relayStates"), QVariantList{QStringLiteral("token")}}};
    QCOMPARE(formsFrom(QVariantList{form}), std::vector{good()});
}

void TestPageForm::readsNothingFromAnAnswerOfAnotherShape()
{
    QVERIFY(formsFrom({}).empty());
    QCOMPARE(formsFrom(QVariantList{1}), std::vector{PageForm{}});
}

QTEST_APPLESS_MAIN(TestPageForm)
#include "test_page_form.moc"
