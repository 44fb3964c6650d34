// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra.h"
#include "core/sandbox/federation_metadata.h"
#include "tests/kit/assertions.h"

#include <QTest>

using namespace usher;

class TestFederationMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadLikeAnyOther()
    {
        const test::SandboxWorld world;
        const auto provider = readIdentityProviderMetadata(world.metadata());
        QVERIFY(provider.has_value());
        QCOMPARE(provider->tenantId, QString::fromLatin1(entra::sandboxTenantId));
        QCOMPARE(provider->entityId.text(), entra::issuerOf(provider->tenantId));
        QCOMPARE(provider->singleSignOn, sandbox::signOnAddress(world.tenant));
        QCOMPARE(provider->signingCertificates, std::vector{world.keys.certificate});
        QCOMPARE(provider->singleLogout, sandbox::signOutAddress(world.tenant));
        QVERIFY(!provider->wantsSignedRequests);
    }

    void hasWsFederationRolesBeside()
    {
        const test::SandboxWorld world;
        const auto document = xml::Document::parse(world.metadata(), xml::Limits::forMetadata());
        QVERIFY(document.has_value());
        QStringList children;
        for (const xml::Element &child : document->root().children())
            children << child.localName();
        QCOMPARE(children, QStringList({QStringLiteral("Signature"), QStringLiteral("RoleDescriptor"),
                                        QStringLiteral("RoleDescriptor"), QStringLiteral("IDPSSODescriptor")}));
    }

    void isSignedAsAWhole()
    {
        const test::SandboxWorld world;
        const auto document = xml::Document::parse(world.metadata(), xml::Limits::forMetadata());
        QVERIFY(document.has_value());
        QVERIFY(xml::verifySignature(*document, document->root(), std::vector{world.keys.certificate}, {}).has_value());
    }

    void isTheSameEachTime()
    {
        const test::SandboxWorld world;
        QCOMPARE(world.metadata(), world.metadata());
    }

    void itsAddressNamesTheApplication()
    {
        const QUrl address = sandbox::metadataAddress(QUrl(QStringLiteral("http://127.0.0.1:8080")));
        QCOMPARE(address.path(), u'/' + QString::fromLatin1(entra::sandboxTenantId) +
                                     QStringLiteral("/federationmetadata/2007-06/federationmetadata.xml"));
        QVERIFY(address.query().startsWith(u"appid="));
    }
};

QTEST_APPLESS_MAIN(TestFederationMetadata)
#include "test_federation_metadata.moc"
