// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patience = 180'000; // milliseconds

struct Ended
{
    int status = -1;
    QString out;
    QString err;
};

Ended runUsher(const QStringList &arguments)
{
    QProcess usher;
    usher.start(QStringLiteral(USHER_PROGRAM), arguments);
    if (!usher.waitForFinished(patience) || usher.exitStatus() != QProcess::NormalExit)
        return {-1, {}, usher.errorString()};
    return {usher.exitCode(), QString::fromUtf8(usher.readAllStandardOutput()), QString::fromUtf8(usher.readAllStandardError())};
}

} // namespace

/// What somebody without a display sees first.
class TestTour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInByItselfAndLeavesPictures();
    void saysThatItsFolderCantBeWritten();
    void takesOneFolder();
};

void TestTour::signsInByItselfAndLeavesPictures()
{
    const QTemporaryDir folder;
    const Ended tour = runUsher({QStringLiteral("tour"), folder.filePath(QStringLiteral("pictures"))});
    QVERIFY2(tour.status == 0, qPrintable(tour.out + tour.err));

    QVERIFY2(tour.out.contains(QStringLiteral("received → verified → provisioned\n")), qPrintable(tour.out));
    QVERIFY2(tour.out.contains(QStringLiteral("Display name: Amira Haddad\n")), qPrintable(tour.out));
    QVERIFY2(tour.out.contains(QStringLiteral(" ms from the form's submit to the committed account\n")), qPrintable(tour.out));
    const QDir pictures(folder.filePath(QStringLiteral("pictures")));
    const QStringList files = pictures.entryList(QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 8);
    for (const QString &file : files) {
        QVERIFY2(tour.out.contains(file), qPrintable(file));
        QVERIFY2(!QImage(pictures.filePath(file)).isNull(), qPrintable(file));
    }
}

void TestTour::saysThatItsFolderCantBeWritten()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Ended tour = runUsher({QStringLiteral("tour"), folder.filePath(QStringLiteral("file/pictures"))});
    QCOMPARE(tour.status, 2);
    QVERIFY2(tour.err.contains(QStringLiteral("file/pictures")), qPrintable(tour.err));
}

void TestTour::takesOneFolder()
{
    QCOMPARE(runUsher({QStringLiteral("tour"), QStringLiteral("one"), QStringLiteral("two")}).status, 2);
}

QTEST_GUILESS_MAIN(TestTour)
#include "test_tour.moc"
