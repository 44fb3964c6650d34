// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/metadata.h"

#include "core/saml/duration.h"
#include "tests/kit/metadata_text.h"

#include <QTest>

using namespace usher;
using namespace std::chrono_literals;

namespace {

const test::Signer &federation()
{
    return test::serviceProviderSigner(); // a key that none of the providers has
}

MetadataPolicy pinned(const EntityId &chosen = {})
{
    return {test::issuedAt(), chosen, federation().certificate};
}

MetadataPolicy unpinned(TimePoint now = test::issuedAt())
{
    return {now, {}, {}};
}

EntityId river()
{
    return EntityId(QString::fromLatin1(test::riverEntityId));
}

QByteArray good()
{
    return test::entity(test::providerRole(test::keyDescriptor(test::identityProviderSigner().certificate)));
}

} // namespace

class TestMetadataTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowFarItIsVouchedFor()
    {
        using Signature = ImportedMetadata::Signature;
        QCOMPARE(importProviderMetadata(good(), unpinned())->signature, Signature::Absent);
        QCOMPARE(importProviderMetadata(test::entraTenantMetadata(), unpinned())->signature, Signature::NotChecked);
        const auto verified = importProviderMetadata(test::signedMetadata(good(), federation()), pinned());
        QVERIFY(verified.has_value());
        QCOMPARE(verified->signature, Signature::Verified);
        QCOMPARE(verified->provider, *readIdentityProviderMetadata(good()));
    }

    void readsTheChosenProviderOfASignedFederation()
    {
        const auto imported =
            importProviderMetadata(test::signedMetadata(test::federationMetadata(), federation()), pinned(river()));
        QVERIFY(imported.has_value());
        QCOMPARE(imported->provider.entityId, river());
        QCOMPARE(imported->cacheDuration, std::optional<std::chrono::seconds>(6h));
    }

    void theSmallestCacheDurationAroundCounts()
    {
        MetadataPolicy policy = unpinned();
        policy.chosen = EntityId(QString::fromLatin1(test::mountainEntityId));
        QCOMPARE(importProviderMetadata(test::federationMetadata(), policy)->cacheDuration,
                 std::optional<std::chrono::seconds>(90min));
    }

    void withoutAPinASignatureIsNotLookedAt()
    {
        QByteArray changed = test::entraTenantMetadata();
        changed.replace("https://login.microsoftonline.com/t/saml2", "https://login.elsewhere.example/saml2");
        const auto imported = importProviderMetadata(changed, unpinned());
        QVERIFY(imported.has_value());
        QCOMPARE(imported->signature, ImportedMetadata::Signature::NotChecked);
    }

    void refusesWhatThePinnedKeyHasNotSigned_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &xml, ErrorCode code) { QTest::newRow(name) << xml << int(code); };
        const QByteArray proper = test::signedMetadata(good(), federation());
        const auto changed = [&](const QByteArray &before, const QByteArray &after) {
            return proper.contains(before) ? QByteArray(proper).replace(before, after) : QByteArray();
        };
        row("not signed", good(), ErrorCode::MetadataSignatureMissing);
        row("another key", test::signedMetadata(good(), test::strangerSigner()), ErrorCode::MetadataSignatureInvalid);
        row("changed afterwards", changed("https://login.microsoftonline.com/t/saml2", "https://login.elsewhere.example/saml2"),
            ErrorCode::MetadataSignatureInvalid);
        row("a certificate added",
            changed("</IDPSSODescriptor>", test::keyDescriptor(test::strangerSigner().certificate) + "</IDPSSODescriptor>"),
            ErrorCode::MetadataSignatureInvalid);
        row("SHA-1", test::signedMetadata(good(), federation(), xml::SignatureAlgorithm::RsaSha1),
            ErrorCode::MetadataSignatureWeak);
        row("another reference", changed("URI=\"#_meta\"", "URI=\"\""), ErrorCode::MetadataSignatureInvalid);
        // Wrapping: the genuine document inside one of the attacker's, whose provider would be read.
        QByteArray attackers =
            test::entity(test::providerRole(test::keyDescriptor(test::strangerSigner().certificate)), "https://evil.example");
        const QByteArray genuine = QByteArray(proper).replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "");
        row("beside a signed one", test::group(attackers + genuine), ErrorCode::MetadataSignatureMissing);
        row("around a signed one", QByteArray(attackers).replace("<IDPSSO", "<Extensions>" + genuine + "</Extensions><IDPSSO"),
            ErrorCode::MetadataSignatureMissing);
        const qsizetype begin = genuine.indexOf("<Signature "), end = genuine.indexOf("</Signature>") + 12;
        const QByteArray signature = genuine.mid(begin, end - begin);
        row("its signature moved out", test::group(signature + attackers + QByteArray(genuine).replace(signature, "")),
            ErrorCode::MetadataSignatureInvalid);
        row("the same ID twice",
            QByteArray(attackers)
                .replace("<EntityDescriptor", "<EntityDescriptor ID=\"_meta\"")
                .replace("<IDPSSO", signature + "<Extensions>" + genuine + "</Extensions><IDPSSO"),
            ErrorCode::XmlDuplicateId);
        row("a comment in what is signed",
            test::signedMetadata(
                test::entity("<!-- x -->" + test::providerRole(test::keyDescriptor(test::identityProviderSigner().certificate))),
                federation()),
            ErrorCode::XmlForbiddenNode);
    }

    void refusesWhatThePinnedKeyHasNotSigned()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(const int, code);
        const auto imported = importProviderMetadata(xml, pinned());
        QVERIFY(!imported.has_value());
        QCOMPARE(int(imported.error().code), code);
    }

    void aSignatureInsideDoesNotVouchForTheWhole()
    {
        // Each entity signed by itself, the group around them by nobody: what stands beside could be anybody's.
        const QByteArray entityAlone =
            test::signedMetadata(good(), federation()).replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "");
        QCOMPARE(importProviderMetadata(test::group(entityAlone), pinned()).error().code, ErrorCode::MetadataSignatureMissing);
    }

    void refusesExpiredMetadata_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const QByteArray keys = test::keyDescriptor(test::identityProviderSigner().certificate);
        const QByteArray past = " validUntil=\"2026-11-24T09:00:00Z\"", future = " validUntil=\"2027-01-01T00:00:00Z\"";
        QTest::newRow("entity") << test::entity(test::providerRole(keys), test::issuer, past);
        QTest::newRow("role") << test::entity(test::providerRole(keys, test::entraEndpoints(), past), test::issuer, future);
        QTest::newRow("group") << test::group(test::entity(test::providerRole(keys), test::issuer, future), past);
        QTest::newRow("inner group") << test::group(test::group(good(), past), future);
    }

    void refusesExpiredMetadata()
    {
        QFETCH(const QByteArray, xml);
        const auto expired = importProviderMetadata(xml, unpinned());
        QVERIFY(!expired.has_value());
        QCOMPARE(expired.error(), (Error{ErrorCode::MetadataExpired, QStringLiteral("2026-11-24T09:00:00Z")}));
        QVERIFY(importProviderMetadata(xml, unpinned(test::issuedAt() - 1ms)).has_value());
        QVERIFY(readIdentityProviderMetadata(xml).has_value());
    }

    void theEndOfAnotherProviderDoesNotCount()
    {
        const QByteArray keys = test::keyDescriptor(test::identityProviderSigner().certificate);
        const QByteArray gone =
            test::entity(test::providerRole(keys), "https://gone.example", " validUntil=\"2020-01-01T00:00:00Z\"");
        MetadataPolicy policy = unpinned();
        policy.chosen = EntityId(QString::fromLatin1(test::issuer));
        QVERIFY(importProviderMetadata(test::group(gone + good()), policy).has_value());
    }

    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds"); // -1: none
        const auto row = [](const char *text, qint64 seconds) { QTest::newRow(text) << QString::fromLatin1(text) << seconds; };
        row("PT6H", 6 * 3600);
        row("P1D", 86400);
        row("P1DT12H30M5.75S", 86400 + 12 * 3600 + 30 * 60 + 5);
        row("P1Y2M", (365 + 60) * qint64(86400));
        row("PT0S", 0);
        for (const char *text :
             {"", "P", "PT", "P1DT", "6H", "-P1D", "P1H", "PT1D", "P1.5D", "P9999999Y", "PT99999999999999999999S", "P1D "})
            row(text, -1);
    }

    void readsDurations()
    {
        QFETCH(const QString, text);
        const auto duration = saml::parseDuration(text);
        QTEST(duration ? qint64(duration->count()) : qint64(-1), "seconds");
    }
};

QTEST_GUILESS_MAIN(TestMetadataTrust)
#include "test_metadata_trust.moc"
