// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/certificate_expiry.h"

#include "tests/kit/response_text.h"

#include <QTest>

using namespace usher;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const TimePoint now = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24));

/// Valid from \p from until \p until, counted from now.
Certificate certificate(std::chrono::seconds from, std::chrono::seconds until)
{
    return test::identityProviderSigner()
        .key.selfSigned(QStringLiteral("x"), now + from, now + until, QByteArray(1, '\x02'))
        .value();
}

} // namespace

class TestCertificateExpiry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warnsAtSixtyThirtyAndSevenDays_data()
    {
        QTest::addColumn<qint64>("secondsLeft");
        QTest::addColumn<ExpiryLevel>("level");
        const auto row = [](const char *name, std::chrono::seconds left, ExpiryLevel level) {
            QTest::newRow(name) << qint64(left.count()) << level;
        };
        row("years", days(700), ExpiryLevel::Far);
        row("60 days and a second", days(60) + 1s, ExpiryLevel::Far);
        row("60 days", days(60), ExpiryLevel::Within60Days);
        row("30 days and a second", days(30) + 1s, ExpiryLevel::Within60Days);
        row("30 days", days(30), ExpiryLevel::Within30Days);
        row("7 days and a second", days(7) + 1s, ExpiryLevel::Within30Days);
        row("7 days", days(7), ExpiryLevel::Within7Days);
        row("its last second", 0s, ExpiryLevel::Within7Days);
        row("a second too late", -1s, ExpiryLevel::Expired);
    }

    void warnsAtSixtyThirtyAndSevenDays()
    {
        QFETCH(const qint64, secondsLeft);
        const Certificate one = certificate(-days(900), std::chrono::seconds(secondsLeft));
        QTEST(expiryLevel(one, now), "level");
        const auto expiry = certificateExpiry(std::vector{one}, now);
        QVERIFY(expiry.has_value());
        QTEST(expiry->level, "level");
        QCOMPARE(expiry->isWorthAWarning(), expiry->level != ExpiryLevel::Far);
        QCOMPARE(expiry->certificate, one);
    }

    void isJudgedByTheValidOneThatEndsLast()
    {
        const Certificate expired = certificate(-days(900), -1s), soon = certificate(-days(800), days(5)),
                          newest = certificate(-days(1), days(1000)), toCome = certificate(days(1), days(2000));
        QCOMPARE(certificateExpiry(std::vector{soon, newest, expired, toCome}, now), (CertificateExpiry{ExpiryLevel::Far, newest}));
        QCOMPARE(certificateExpiry(std::vector{toCome, expired, soon}, now), (CertificateExpiry{ExpiryLevel::Within7Days, soon}));
    }

    void withoutAValidOneWhatComesNextCountsThenWhatEndedLast()
    {
        const Certificate older = certificate(-days(900), -days(2)), expired = certificate(-days(900), -1s),
                          toCome = certificate(days(1), days(2000)), later = certificate(days(2), days(9));
        QCOMPARE(certificateExpiry(std::vector{later, older, toCome, expired}, now),
                 (CertificateExpiry{ExpiryLevel::NotYetValid, toCome}));
        QCOMPARE(certificateExpiry(std::vector{older, expired}, now), (CertificateExpiry{ExpiryLevel::Expired, expired}));
        QVERIFY(!certificateExpiry({}, now).has_value());
    }
};

QTEST_GUILESS_MAIN(TestCertificateExpiry)
#include "test_certificate_expiry.moc"
