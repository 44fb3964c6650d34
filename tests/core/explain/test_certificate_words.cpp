// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/kit/response_text.h"

#include <QTest>

using namespace usher;
using namespace std::chrono_literals;
using std::chrono::days;

class TestCertificateWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sayWhichCertificateWhenAndWhatToDo_data()
    {
        QTest::addColumn<qint64>("secondsLeft");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char *name, std::chrono::seconds left, const char *said, const char *advice) {
            QTest::newRow(name) << qint64(left.count()) << QString::fromLatin1(said) << QString::fromLatin1(advice);
        };
        row("far", days(100), "is valid until 2027-03-04", "");
        row("two months", days(60), "expires in 60 days, on 2027-01-23", "New Certificate");
        row("a week", days(7), "expires in 7 days, on 2026-12-01", "New Certificate");
        row("begun days count", days(1) + 1h, "expires in 2 days, on 2026-11-25",
            "within a day where the metadata came from an address");
        row("an hour", 1h, "expires within a day, on 2026-11-24", "New Certificate");
        row("over", -25h, "expired on 2026-11-23", "App Federation Metadata Url");
    }

    void sayWhichCertificateWhenAndWhatToDo()
    {
        QFETCH(const qint64, secondsLeft);
        QFETCH(const QString, said);
        QFETCH(const QString, advice);
        const TimePoint now = test::issuedAt();
        const auto certificate = test::identityProviderSigner().key.selfSigned(
            QStringLiteral("Contoso SSO"), now - days(900), now + std::chrono::seconds(secondsLeft), QByteArray(1, '\x02'));
        const auto expiry = certificateExpiry(std::vector{*certificate}, now);
        const explain::Words words = explain::words(expiry.value(), now);
        QVERIFY2(words.what.contains(said), qPrintable(words.what));
        QVERIFY(words.what.contains(QStringLiteral("CN=Contoso SSO (%1…)").arg(certificate->fingerprint().left(11))));
        QCOMPARE(words.remedy.isEmpty(), advice.isEmpty());
        QVERIFY2(words.remedy.contains(advice), qPrintable(words.remedy));
        QVERIFY(words.technical.contains(certificate->fingerprint()));
    }

    void sayWhenItBegins()
    {
        const TimePoint now = test::issuedAt();
        const auto certificate = test::identityProviderSigner().key.selfSigned(QStringLiteral("Contoso SSO"), now + days(3),
                                                                               now + days(900), QByteArray(1, '\x02'));
        const explain::Words words = explain::words(certificateExpiry(std::vector{*certificate}, now).value(), now);
        QVERIFY2(words.what.contains(QStringLiteral("not valid before 2026-11-27")), qPrintable(words.what));
        QVERIFY(words.remedy.contains(QStringLiteral("clock")));
    }
};

QTEST_GUILESS_MAIN(TestCertificateWords)
#include "test_certificate_words.moc"
