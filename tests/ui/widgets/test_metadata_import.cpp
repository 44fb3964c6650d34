// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra.h"
#include "tests/kit/assertions.h"
#include "tests/ui/opened_directory.h"
#include "ui/theme/theme.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/provider_preview.h"

#include <QApplication>
#include <QHttpServer>
#include <QLineEdit>
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
    std::unique_ptr<MetadataImport> form = std::make_unique<MetadataImport>(network);
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
        opened.press("Paste");
        for (QPlainTextEdit *edit : opened.form->findChildren<QPlainTextEdit *>()) {
            if (edit->isVisible())
                edit->setPlainText(QString::fromUtf8(opened.world.metadata()));
        }
        opened.press("Read");
        QTRY_VERIFY(buttonNamed(*opened.form, QStringLiteral("Use this provider")));
        opened.press("Use this provider");
        QCOMPARE(opened.result().metadata, opened.world.identityProvider());
        QCOMPARE(sourceText(opened.result().source), QStringLiteral("pasted text"));
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
