// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "core/crypto/private_key.h"
#include "core/saml/entra.h"

#include <QJsonArray>
#include <QTest>

using namespace usher;
using test::Program;
using test::Run;

class TestMetadataCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatAFileSays()
    {
        const Run run = m_program.run({QStringLiteral("metadata"), QStringLiteral("show"), m_program.metadata()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.out.contains(entra::sandboxTenantId), run.out);
        QVERIFY2(run.out.contains("Microsoft Entra Identifier"), run.out);
        const QJsonObject json = m_program
                                     .run({QStringLiteral("metadata"), QStringLiteral("show"), m_program.metadata(),
                                           QStringLiteral("--format"), QStringLiteral("json")})
                                     .json()[QStringLiteral("identityProvider")]
                                     .toObject();
        QCOMPARE(json[QStringLiteral("tenantId")].toString(), QLatin1String(entra::sandboxTenantId));
        QCOMPARE(json[QStringLiteral("certificates")].toArray().size(), qsizetype(1));
    }

    void importsIntoTheDirectoryAndShowsIt()
    {
        const QString address = m_program.directory(QStringLiteral("import.sqlite")).toText();
        const Run imported = m_program.run(
            {QStringLiteral("metadata"), QStringLiteral("import"), realMetadata(), QStringLiteral("--directory"), address});
        QCOMPARE(imported.exitCode, 0);
        const QJsonObject shown = m_program
                                      .run({QStringLiteral("metadata"), QStringLiteral("show"), QStringLiteral("--directory"),
                                            address, QStringLiteral("--format"), QStringLiteral("json")})
                                      .json();
        QCOMPARE(shown[QStringLiteral("identityProvider")][QStringLiteral("tenantId")].toString(),
                 QString::fromLatin1(anotherTenant));
        QVERIFY(shown[QStringLiteral("serviceProvider")][QStringLiteral("assertionConsumerService")].toString().startsWith(
            u"http://localhost:"));
    }

    void exportsThisServiceProvider()
    {
        const QString address = m_program.directory(QStringLiteral("export.sqlite")).toText();
        QCOMPARE(
            m_program
                .run({QStringLiteral("metadata"), QStringLiteral("import"), realMetadata(), QStringLiteral("--directory"), address})
                .exitCode,
            0);
        const Run run =
            m_program.run({QStringLiteral("metadata"), QStringLiteral("export"), QStringLiteral("--directory"), address});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject shown = m_program
                                      .run({QStringLiteral("metadata"), QStringLiteral("show"), QStringLiteral("--directory"),
                                            address, QStringLiteral("--format"), QStringLiteral("json")})
                                      .json()[QStringLiteral("serviceProvider")]
                                      .toObject();
        QVERIFY2(run.out.contains("SPSSODescriptor"), run.out);
        QVERIFY2(run.out.contains(shown[QStringLiteral("entityId")].toString().toUtf8()), run.out);
        QVERIFY2(run.out.contains(shown[QStringLiteral("assertionConsumerService")].toString().toUtf8()), run.out);
    }

    void whereThereIsNoDirectoryItSaysHowToMakeOne()
    {
        const Program elsewhere;
        const QString folder = elsewhere.file(QStringLiteral("usher"));
        for (const char *command : {"export", "show"}) {
            const Run run = elsewhere.run({QStringLiteral("metadata"), QLatin1String(command)});
            QCOMPARE(run.exitCode, 2);
            QVERIFY2(run.error().contains(QStringLiteral("There is no directory at “") + folder), run.err);
            QVERIFY2(run.error().contains(u"Start Usher"), run.err);
            QVERIFY2(run.error().contains(u"--directory"), run.err);
            QVERIFY(!QFile::exists(folder));
        }
    }

    void whatIsNoMetadataIsExplainedAndChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("a web page")
            << QByteArray("<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body></body></html>")
            << QStringLiteral("is a web page, not metadata.");
        QTest::newRow("prose") << QByteArray("Dear all") << QStringLiteral("is not SAML metadata");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("There is nothing in");
        QTest::newRow("cut off") << readAll(m_program.metadata()).chopped(40) << QStringLiteral("is not SAML metadata");
        QTest::newRow("the sandbox tenant") << readAll(m_program.metadata()) << QStringLiteral("This is the sandbox tenant.");
    }

    void whatIsNoMetadataIsExplainedAndChangesNothing()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        const QString address = m_program.directory(QStringLiteral("unchanged.sqlite")).toText();
        const Run run = m_program.run(
            {QStringLiteral("metadata"), QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--directory"), address},
            content);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(says), run.err);
        const Run shown =
            m_program.run({QStringLiteral("metadata"), QStringLiteral("show"), QStringLiteral("--directory"), address});
        QVERIFY2(shown.exitCode == 2 || shown.out.contains("none yet"), shown.out);
    }

    void fetchesFromAnAddress()
    {
        QProcess tenant;
        m_program.prepare(tenant,
                          {QStringLiteral("sandbox"), QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
        tenant.start();
        QVERIFY(tenant.waitForReadyRead());
        const QByteArray base = tenant.readLine().trimmed();
        const Run missing = m_program.run(
            {QStringLiteral("metadata"), QStringLiteral("show"), QString::fromLatin1(base) + QStringLiteral("/no-such-page")});
        QCOMPARE(missing.exitCode, 2);
        QVERIFY2(missing.error().contains(u"error 404"), missing.err);
        const Run insecure =
            m_program.run({QStringLiteral("metadata"), QStringLiteral("show"), QStringLiteral("http://idp.example/metadata")});
        QCOMPARE(insecure.exitCode, 2);
        QVERIFY2(insecure.error().contains(u"https"), insecure.err);
        tenant.setReadChannel(QProcess::StandardError);
        QVERIFY(tenant.canReadLine() || tenant.waitForReadyRead());
        const QByteArray told = tenant.readLine();
        const QString address = QString::fromUtf8(told.mid(told.indexOf("http://")).trimmed());
        const Run run = m_program.run({QStringLiteral("metadata"), QStringLiteral("show"), address});
        QVERIFY2(run.exitCode == 0, run.err);
        QVERIFY2(run.out.contains(base), run.out);
        tenant.kill();
        tenant.waitForFinished();
    }

private:
    static constexpr auto anotherTenant = "11111111-2222-4333-8444-555555555555";

    static QByteArray readAll(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Of a tenant that is not the sandbox's, by none of its names and none of its certificates.
    [[nodiscard]] QString realMetadata() const
    {
        const TimePoint now = SystemClock().now();
        const PrivateKey key = *PrivateKey::generateRsa(2048);
        const Certificate certificate =
            *key.selfSigned(QStringLiteral("real"), now, now + std::chrono::hours(1), QByteArray::fromHex("01"));
        QByteArray metadata = readAll(m_program.metadata()).replace(entra::sandboxTenantId, anotherTenant);
        const QByteArray tag = "X509Certificate>";
        const qsizetype begin = metadata.indexOf(tag) + tag.size();
        const QByteArray old = metadata.mid(begin, metadata.indexOf('<', begin) - begin);
        return m_program.file(QStringLiteral("real.xml"), metadata.replace(old, certificate.toBase64()));
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(TestMetadataCommand)
#include "test_metadata_command.moc"
