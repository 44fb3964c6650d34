// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/private_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;

class TestPrivateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesForThisUserAlone()
    {
        const QString path = m_folder.filePath(QStringLiteral("new/folders/file"));
        QVERIFY(writePrivateFile(path, "secret", WhenThere::Keep));
        QCOMPARE(readPrivateFile(path)->view().toByteArray(), QByteArray("secret"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
        QCOMPARE(QFile::permissions(m_folder.filePath(QStringLiteral("new"))) & others, QFile::Permissions());
    }

    void keepsOrReplacesWhatIsThere()
    {
        const QString path = m_folder.filePath(QStringLiteral("file"));
        QVERIFY(writePrivateFile(path, "first", WhenThere::Keep));
        QVERIFY(writePrivateFile(path, "second", WhenThere::Keep));
        QCOMPARE(readPrivateFile(path)->view().toByteArray(), QByteArray("first"));
        QVERIFY(writePrivateFile(path, "third", WhenThere::Replace));
        QCOMPARE(readPrivateFile(path)->view().toByteArray(), QByteArray("third"));
    }

    void leavesNothingBesideIt()
    {
        const QTemporaryDir folder;
        QVERIFY(writePrivateFile(folder.filePath(QStringLiteral("file")), "secret", WhenThere::Keep));
        QVERIFY(writePrivateFile(folder.filePath(QStringLiteral("file")), "secret", WhenThere::Keep));
        QVERIFY(writePrivateFile(folder.filePath(QStringLiteral("file")), "secret", WhenThere::Replace));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("file")});
    }

    void saysWhatIsInItsWay()
    {
        const QString file = m_folder.filePath(QStringLiteral("in the way"));
        QVERIFY(writePrivateFile(file, "", WhenThere::Keep));
        QCOMPARE(writePrivateFile(file + QStringLiteral("/below"), "secret", WhenThere::Keep).error().code,
                 ErrorCode::FileUnwritable);
        QCOMPARE(readPrivateFile(file + QStringLiteral("/below")).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(readPrivateFile(m_folder.filePath(QStringLiteral("absent"))).error().code, ErrorCode::FileUnreadable);
    }

    void readsNoGiants()
    {
        const QString path = m_folder.filePath(QStringLiteral("giant"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize((1 << 20) + 1));
        QCOMPARE(readPrivateFile(path).error().code, ErrorCode::FileTooLarge);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestPrivateFile)
#include "test_private_file.moc"
