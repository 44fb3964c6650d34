// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/directory_address.h"
#include "app/sandbox_directory.h"
#include "app/services.h"
#include "core/federation/metadata_fetch.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;

class TestServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_settings.path())); } // Qt looks once

    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_home->path()));
    }

    void openTheDefaultDirectoryAndMakeIt()
    {
        Services services({});
        const auto portal = services.open();
        QVERIFY(portal);
        QCOMPARE(portal->kind, DirectoryKind::Real);
        QCOMPARE(portal->storeAddress, m_home->filePath(QStringLiteral("usher/directory.sqlite")));
        QVERIFY(QFile::exists(portal->storeAddress));
        QVERIFY(!portal->sandboxOwner);
        QCOMPARE(*portal->localOwner.needsFirstStart(), true);
    }

    void openTheOneThatIsNamedThenTheSavedOne()
    {
        const QString named = m_home->filePath(QStringLiteral("named.sqlite"));
        const QString saved = m_home->filePath(QStringLiteral("saved.sqlite"));
        Services services({DirectoryKind::Real, QStringLiteral("sqlite:") + named});
        services.settings().setDirectoryAddress(QStringLiteral("sqlite:") + saved);
        QCOMPARE(services.open()->storeAddress, named);
        QCOMPARE(directoryAddress({}, services.settings())->path, saved);
        services.settings().setDirectoryAddress({});
    }

    void sayWhatIsWrongAndMayBeAskedAgain()
    {
        QFile inTheWay(m_home->filePath(QStringLiteral("usher")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Services services({});
        QVERIFY(!services.open());
        QVERIFY(inTheWay.remove());
        QVERIFY(services.open());
    }

    void aSandboxHasItsTenantItsOwnerAndJit()
    {
        Services services({DirectoryKind::Sandbox, {}});
        const auto portal = services.open();
        QVERIFY(portal);
        QCOMPARE(portal->kind, DirectoryKind::Sandbox);
        QVERIFY(portal->storeAddress.startsWith(sandboxFolder()));
        const IdentityConfiguration configuration = *portal->configurations.load();
        QVERIFY(configuration.provider);
        QCOMPARE(configuration.method, ProvisioningMethod::SamlJit);

        const auto published = fetchMetadata(portal->network, QUrl(configuration.provider->source.location));
        QTRY_VERIFY_WITH_TIMEOUT(published.isFinished(), 10'000);
        QVERIFY(published.result());
        QCOMPARE(*readIdentityProviderMetadata(*published.result()), configuration.provider->metadata);

        QVERIFY(portal->sandboxOwner);
        const SecretBytes password{QByteArrayView(portal->sandboxOwner->password.toUtf8())};
        QVERIFY(portal->localOwner.signIn(portal->sandboxOwner->name, password));
        QVERIFY(portal->signIn.begin());
    }

    void aSecondStartChangesNothing()
    {
        const IdentityConfiguration first = startedSandbox();
        QCOMPARE(startedSandbox(), first);
    }

    void aBusyPortMovesTheTenantAndSaysSo()
    {
        const IdentityConfiguration first = startedSandbox();
        QTcpServer inTheWay;
        QVERIFY(inTheWay.listen(QHostAddress::LocalHost, quint16(first.provider->metadata.singleSignOn.port())));
        const IdentityConfiguration second = startedSandbox();
        QVERIFY(second.provider->metadata.singleSignOn.port() != first.provider->metadata.singleSignOn.port());
        QCOMPARE(second.provider->metadata.signingCertificates, first.provider->metadata.signingCertificates);
        QCOMPARE(second.version, first.version + 1);
    }

    void jitStaysOffWhereSomebodySwitchedItOff()
    {
        {
            Services services({DirectoryKind::Sandbox, {}});
            const auto portal = services.open();
            QVERIFY(portal);
            IdentityConfiguration configuration = *portal->configurations.load();
            configuration.method = ProvisioningMethod::Manual;
            QVERIFY(portal->configurations.save(Actor::operatorNamed(QStringLiteral("test")), configuration));
        }
        QCOMPARE(startedSandbox().method, ProvisioningMethod::Manual);
    }

private:
    static IdentityConfiguration startedSandbox()
    {
        Services services({DirectoryKind::Sandbox, {}});
        const auto portal = services.open();
        return portal ? *portal->configurations.load() : IdentityConfiguration{};
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_GUILESS_MAIN(TestServices)
#include "test_services.moc"
