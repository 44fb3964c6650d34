// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra.h"
#include "tests/kit/assertions.h"
#include "tests/kit/metadata_text.h"
#include "tests/ui/opened_directory.h"
#include "ui/theme/theme.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/provider_preview.h"
#include "ui/widgets/toggle_switch.h"

#include <QApplication>
#include <QHttpServer>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTcpServer>

using namespace usher;
using namespace usher::test;

namespace {

/// The form, and a provider on loopback that publishes metadata, a missing page, and one that never answers.
struct OpenedImport
{
    SandboxWorld world;
    QHttpServer server;
    QTcpServer silent;
    quint16 port = 0;
    QNetworkAccessManager network;
    std::unique_ptr<MetadataImport> form = std::make_unique<MetadataImport>(network, world.clock);
    QSignalSpy imported{form.get(), &MetadataImport::imported};

    OpenedImport()
    {
        server.route(QStringLiteral("/metadata"), [this] { return world.metadata(); });
        port = server.listen(QHostAddress::LocalHost);
        silent.listen(QHostAddress::LocalHost);
        form->show();
    }
    void fetch(const QString &address) const
    {
        QLineEdit *field = form->findChild<QLineEdit *>();
        field->setText(address);
        press("Fetch");
    }
    void press(const char *text) const
    {
        auto *button = buttonNamed(*form, QString::fromUtf8(text));
        QVERIFY2(button, text);
        button->click();
    }
    [[nodiscard]] QAbstractButton *button(const char *text) const { return buttonNamed(*form, QString::fromUtf8(text)); }
    [[nodiscard]] QPlainTextEdit *field(const char *name) const
    {
        for (QPlainTextEdit *edit : form->findChildren<QPlainTextEdit *>()) {
            if (edit->accessibleName() == QString::fromUtf8(name))
                return edit;
        }
        return nullptr;
    }
    void paste(const QByteArray &xml) const
    {
        press("Paste");
        field("Metadata")->setPlainText(QString::fromUtf8(xml));
        press("Read");
    }
    void pinText(const QString &text) const
    {
        form->findChild<ToggleSwitch *>()->setChecked(true);
        field("Verify the metadata's signature with this certificate")->setPlainText(text);
    }
    void pin(const Certificate &signer) const { pinText(QString::fromLatin1(signer.toPem())); }
    [[nodiscard]] QString address(const char *path) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(QLatin1String(path));
    }
    [[nodiscard]] IdentityProvider result() const { return imported.front().front().value<IdentityProvider>(); }
};

} // namespace

class TestMetadataImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { new theme::Theme(*qApp, Appearance::Light); }

    void fetchesFromAnAddressAndRemembersIt()
    {
        OpenedImport opened;
        opened.fetch(opened.address("/metadata"));
        QTRY_VERIFY(buttonNamed(*opened.form, QStringLiteral("Use this provider")));
        QCOMPARE(opened.imported.size(), 0); // seen first, taken then
        opened.press("Use this provider");
        QCOMPARE(opened.imported.size(), 1);
        QCOMPARE(opened.result().metadata, opened.world.identityProvider());
        QCOMPARE(opened.result().source, (MetadataSource{MetadataSource::Kind::Address, opened.address("/metadata")}));
    }

    void cancelTakesNothing()
    {
        OpenedImport opened;
        opened.fetch(opened.address("/metadata"));
        QTRY_VERIFY(buttonNamed(*opened.form, QStringLiteral("Cancel")));
        opened.press("Cancel");
        QVERIFY(!buttonNamed(*opened.form, QStringLiteral("Use this provider")));
        QCOMPARE(opened.imported.size(), 0);
    }

    void whatTakesLongCanBeGivenUp()
    {
        OpenedImport opened;
        opened.fetch(QStringLiteral("http://127.0.0.1:%1/metadata").arg(opened.silent.serverPort()));
        QVERIFY(!buttonNamed(*opened.form, QStringLiteral("Cancel")));
        QTRY_VERIFY(buttonNamed(*opened.form, QStringLiteral("Cancel")));
        opened.press("Cancel");
        QTRY_VERIFY(buttonNamed(*opened.form, QStringLiteral("Fetch"))->isEnabled());
    }

    void saysWhatIsWrongWithAnAddress_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("nothing there") << QStringLiteral("/nothing");
        QTest::newRow("no secure address") << QStringLiteral("http://contoso.example/metadata");
        QTest::newRow("no address") << QStringLiteral("not an address");
    }

    void saysWhatIsWrongWithAnAddress()
    {
        QFETCH(QString, path);
        OpenedImport opened;
        opened.fetch(path.startsWith(u'/') ? opened.address(path.toLatin1().constData()) : path);
        QTRY_VERIFY(says(*opened.form, QStringLiteral("This metadata can't be used")));
        QCOMPARE(opened.imported.size(), 0);
    }

    void readsPastedText()
    {
        OpenedImport opened;
        opened.paste(opened.world.metadata());
        QTRY_VERIFY(buttonNamed(*opened.form, QStringLiteral("Use this provider")));
        opened.press("Use this provider");
        QCOMPARE(opened.result().metadata, opened.world.identityProvider());
        QCOMPARE(sourceText(opened.result().source), QStringLiteral("pasted text"));
    }

    void asksWhichProviderOfAFederation()
    {
        OpenedImport opened;
        opened.paste(federationMetadata());
        QTRY_VERIFY(says(*opened.form, QStringLiteral("Which of these is yours?")));
        QVERIFY(!opened.button("Continue")->isEnabled());
        auto *list = opened.form->findChild<QListView *>();
        QCOMPARE(list->model()->rowCount(), 2);
        QVERIFY(list->model()->index(0, 0).data().toString().contains(QStringLiteral("River University")));
        list->setCurrentIndex(list->model()->index(1, 0));
        opened.press("Continue");
        QTRY_VERIFY(opened.button("Use this provider"));
        QVERIFY(!says(*opened.form, QStringLiteral("Which of these is yours?")));
        opened.press("Use this provider");
        QCOMPARE(opened.result().metadata.entityId.text(), QString::fromLatin1(mountainEntityId));
    }

    void aLongListCanBeSearched()
    {
        OpenedImport opened;
        QByteArray many;
        for (int i = 0; i < 40; ++i)
            many += entity(providerRole(keyDescriptor(identityProviderSigner().certificate)),
                           "https://idp.example/" + QByteArray::number(i));
        opened.paste(group(many));
        QTRY_VERIFY(says(*opened.form, QStringLiteral("Which of these is yours?")));
        auto *list = opened.form->findChild<QListView *>();
        QCOMPARE(list->model()->rowCount(), 40);
        for (QLineEdit *edit : opened.form->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == QStringLiteral("Search identity providers"))
                QTest::keyClicks(edit, QStringLiteral("EXAMPLE/17"));
        }
        QTRY_COMPARE(list->model()->rowCount(), 1);
    }

    void verifiesTheMetadatasSignatureWhereThatIsWanted()
    {
        OpenedImport opened;
        opened.pin(serviceProviderSigner().certificate);
        const QByteArray provider = entity(providerRole(keyDescriptor(identityProviderSigner().certificate)));
        opened.paste(signedMetadata(provider, strangerSigner()));
        QTRY_VERIFY(says(*opened.form, QStringLiteral("signature does not fit")));
        opened.paste(provider);
        QTRY_VERIFY(says(*opened.form, QStringLiteral("The metadata is not signed")));
        opened.paste(signedMetadata(provider, serviceProviderSigner()));
        QTRY_VERIFY(says(*opened.form, QStringLiteral("fits the certificate that you gave")));
        opened.press("Use this provider");
        QCOMPARE(opened.result().metadataSigner, std::optional(serviceProviderSigner().certificate));
    }

    void saysThatASignatureWasNotChecked()
    {
        OpenedImport opened;
        opened.paste(entraTenantMetadata());
        QTRY_VERIFY(says(*opened.form, QStringLiteral("nobody checked the signature")));
        opened.press("Use this provider");
        QVERIFY(!opened.result().metadataSigner);
    }

    void aPinThatIsNoCertificateIsExplained()
    {
        OpenedImport opened;
        opened.pinText(QStringLiteral("not a certificate"));
        opened.paste(entraTenantMetadata());
        QTRY_VERIFY(says(*opened.form, QStringLiteral("not a certificate that can be read")));
        opened.pinText({});
        opened.press("Read");
        QTRY_VERIFY(says(*opened.form, QStringLiteral("The empty field")));
    }

    void keepsThePinOfThePresentProvider()
    {
        OpenedImport opened;
        IdentityProvider current = realProvider(opened.world);
        current.metadataSigner = serviceProviderSigner().certificate;
        opened.form->setCurrent(current);
        QVERIFY(opened.form->findChild<ToggleSwitch *>()->isChecked());
        QVERIFY(opened.field("Verify the metadata's signature with this certificate")
                    ->toPlainText()
                    .contains(QStringLiteral("BEGIN CERTIFICATE")));
        opened.paste(entraTenantMetadata());
        QTRY_VERIFY(says(*opened.form, QStringLiteral("signature does not fit")));
        opened.form->setCurrent(current); // as each render does: nothing changes
        QVERIFY(says(*opened.form, QStringLiteral("signature does not fit")));
    }

    void expiredMetadataIsExplained()
    {
        OpenedImport opened;
        opened.paste(entity(providerRole(keyDescriptor(identityProviderSigner().certificate)), issuer,
                            " validUntil=\"2026-11-01T00:00:00Z\""));
        QTRY_VERIFY(says(*opened.form, QStringLiteral("The metadata has expired")));
    }

    void firstProviderTakesNobodysPlace()
    {
        const SandboxWorld world;
        const ProviderPreview preview = previewOf({}, realProvider(world));
        QVERIFY(preview.changesAnything());
        QVERIFY(preview.consequence.isEmpty());
    }

    void sameProviderChangesNothing()
    {
        const SandboxWorld world;
        QVERIFY(!previewOf(realProvider(world), realProvider(world)).changesAnything());
    }

    void newCertificateIsTheOnlyChange()
    {
        const SandboxWorld world;
        const IdentityProvider before = realProvider(world);
        IdentityProvider after = before;
        after.metadata.signingCertificates.clear();
        const ProviderPreview preview = previewOf(before, after);
        QCOMPARE(std::ranges::count_if(preview.lines, &PreviewLine::changes), 1);
        QVERIFY(preview.consequence.isEmpty()); // the provider is the same, and so are the people
    }

    void anotherProviderSaysWhatBecomesOfPeople()
    {
        const SandboxWorld world;
        IdentityProvider other = realProvider(world);
        other.metadata.entityId = EntityId(QStringLiteral("https://idp.contoso.example"));
        QVERIFY(previewOf(realProvider(world), other).consequence.contains(QStringLiteral("keep their accounts")));
    }
};

QTEST_MAIN(TestMetadataImport)
#include "test_metadata_import.moc"
