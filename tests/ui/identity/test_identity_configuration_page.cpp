// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/saml/entra.h"
#include "core/saml/logout.h"
#include "tests/ui/opened_directory.h"
#include "ui/identity/certificate_list.h"
#include "ui/identity/claims_section.h"
#include "ui/identity/configuration_jobs.h"
#include "ui/identity/identity_configuration_page.h"
#include "ui/identity/provisioning_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/toggle_switch.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableWidget>

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

namespace {

/// The page on a real directory, loaded.
struct OpenedPage
{
    OpenedDirectory directory;
    SandboxWorld world;
    std::unique_ptr<IdentityConfigurationPage> page;

    void open(const std::optional<Session> &session = {})
    {
        const IdentitySources sources{directory.store->configurations(),
                                      directory.store->directory(),
                                      directory.store->audit(),
                                      directory.network,
                                      directory.clock,
                                      DirectoryKind::Real,
                                      directory.store->providerRefresh(),
                                      directory.store->serviceProviderKeys()};
        page = std::make_unique<IdentityConfigurationPage>(sources, session.value_or(directory.ownerSession()));
        QSignalSpy loaded(page.get(), &IdentityConfigurationPage::loaded);
        QVERIFY(loaded.wait());
    }
    void openWithProvider()
    {
        directory.configure([&](IdentityConfiguration &configuration) { configuration.provider = realProvider(world); });
        open();
    }
    /// Its provider's metadata is read from an address.
    void followAddress()
    {
        directory.configure([&](IdentityConfiguration &configuration) {
            configuration.provider = realProvider(world);
            configuration.provider->source = {MetadataSource::Kind::Address,
                                              QStringLiteral("https://login.example/metadata?appid=1")};
        });
    }
    /// What a daily round found.
    Result<void> conclude(RefreshDecision decision, const IdentityProvider &provider)
    {
        ProviderRefreshStore &refresh = directory.store->providerRefresh();
        const TimePoint now = directory.clock.now();
        const auto claim = must(refresh.claim(RefreshOccasion::Daily, now));
        return refresh.conclude(claim.value(), {decision, provider.metadata, now, now + 24h});
    }
    MetadataProposal propose()
    {
        followAddress();
        IdentityProvider news = *stored().provider;
        news.metadata.singleSignOn = QUrl(QStringLiteral("https://login.elsewhere.example/saml2"));
        must(conclude(RefreshDecision::Ask, news));
        return {news, directory.clock.now()};
    }
    [[nodiscard]] IdentityConfiguration stored() const { return must(directory.store->configurations().load()); }
    [[nodiscard]] QAbstractButton *button(const char *text) const { return buttonNamed(*page, QString::fromUtf8(text)); }
    [[nodiscard]] ToggleSwitch *toggle(const char *name) const
    {
        for (ToggleSwitch *toggle : page->findChildren<ToggleSwitch *>()) {
            if (toggle->accessibleName() == QString::fromUtf8(name))
                return toggle;
        }
        return nullptr;
    }
    [[nodiscard]] ToggleSwitch *jit() const { return toggle("SAML JIT"); }
    [[nodiscard]] QLineEdit *edit(const char *name) const
    {
        for (QLineEdit *edit : page->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == QString::fromUtf8(name))
                return edit;
        }
        return nullptr;
    }
    void type(const char *name, const QString &text) const
    {
        edit(name)->selectAll();
        QTest::keyClicks(edit(name), text);
    }
    void save() const
    {
        QSignalSpy saved(page.get(), &IdentityConfigurationPage::saved);
        button("Save")->click();
        QVERIFY(saved.wait());
    }
};

} // namespace

class TestIdentityConfigurationPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { new theme::Theme(*qApp, Appearance::Light); }

    void offersTheImportWhereThereIsNoProvider()
    {
        OpenedPage opened;
        opened.open();
        QVERIFY(says(*opened.page, QStringLiteral("There is none yet")));
        QVERIFY(opened.page->findChild<MetadataImport *>()->isVisibleTo(opened.page.get()));
        QVERIFY(!opened.button("Save")); // nothing has changed
    }

    void toggleIsTheMethodAndSaveKeepsIt()
    {
        OpenedPage opened;
        opened.open();
        QCOMPARE(opened.stored().method, ProvisioningMethod::Manual);
        QVERIFY(!opened.jit()->isChecked());

        opened.jit()->click();
        QVERIFY(says(*opened.page, QStringLiteral("1 unsaved change")));
        QCOMPARE(opened.stored().method, ProvisioningMethod::Manual); // nothing is saved by itself
        opened.save();
        QCOMPARE(opened.stored().method, ProvisioningMethod::SamlJit);
        QVERIFY(!opened.button("Save"));
    }

    void sayingWhatTheMethodMeansFollowsTheToggle()
    {
        OpenedPage opened;
        opened.open();
        QVERIFY(says(*opened.page, QStringLiteral("the method is Manual")));
        opened.jit()->click();
        QVERIFY(says(*opened.page, QStringLiteral("gets an account here at the first sign-in")));
    }

    void discardBringsBackWhatIsSaved()
    {
        OpenedPage opened;
        opened.open();
        opened.jit()->click();
        opened.button("Discard")->click();
        QVERIFY(!opened.jit()->isChecked());
        QVERIFY(!opened.button("Save"));
    }

    void savingCanBeUndoneFromItsNotification()
    {
        OpenedPage opened;
        opened.open();
        opened.jit()->click();
        opened.save();
        auto *notification = opened.page->window()->findChild<Notification *>();
        QVERIFY(notification);
        QSignalSpy saved(opened.page.get(), &IdentityConfigurationPage::saved);
        buttonNamed(*notification, QStringLiteral("Undo"))->click();
        QVERIFY(saved.wait());
        QCOMPARE(opened.stored().method, ProvisioningMethod::Manual);
        QVERIFY(!opened.jit()->isChecked());
    }

    void importShowsWhatChangesBeforeItEntersTheDraft()
    {
        OpenedPage opened;
        opened.openWithProvider();
        IdentityProvider other = realProvider(opened.world);
        other.metadata.entityId = EntityId(QStringLiteral("https://sts.windows.net/b0000000-0000-4000-8000-000000000002/"));
        opened.button("Import metadata…")->click();
        const QByteArray xml =
            opened.world.metadata().replace(QByteArray(entra::sandboxTenantId), "b0000000-0000-4000-8000-000000000002");
        buttonNamed(*opened.page, QStringLiteral("Paste"))->click();
        for (QPlainTextEdit *edit : opened.page->findChildren<QPlainTextEdit *>()) {
            if (edit->accessibleName() == QStringLiteral("Metadata"))
                edit->setPlainText(QString::fromUtf8(xml));
        }
        opened.button("Read")->click();
        QTRY_VERIFY(opened.button("Use this provider"));
        QVERIFY(says(*opened.page, QStringLiteral("What would change")));
        QVERIFY(says(*opened.page, QStringLiteral("b0000000-0000-4000-8000-000000000002")));
        QVERIFY(says(*opened.page, QStringLiteral("another identity provider")));
        QVERIFY(opened.page->draft().changes().empty());

        opened.button("Use this provider")->click();
        QCOMPARE(opened.page->draft().changes(), std::vector{ConfigurationPart::Provider});
        opened.save();
        QCOMPARE(opened.stored().provider->metadata.entityId, other.metadata.entityId);
    }

    void metadataThatIsAWebPageIsExplained()
    {
        OpenedPage opened;
        opened.open();
        QFile file(opened.directory.folder.filePath(QStringLiteral("metadata.xml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<!DOCTYPE html><html><body>Sign in</body></html>");
        file.close();
        opened.page->findChild<MetadataImport *>()->importFile(file.fileName());
        QTRY_VERIFY(says(*opened.page, QStringLiteral("This metadata can't be used")));
        QVERIFY(opened.page->draft().changes().empty());
    }

    void fileThatCannotBeReadIsExplained()
    {
        OpenedPage opened;
        opened.open();
        opened.page->findChild<MetadataImport *>()->importFile(QStringLiteral("/nowhere/metadata.xml"));
        QTRY_VERIFY(says(*opened.page, QStringLiteral("This metadata can't be used")));
    }

    void sandboxTenantDoesNotGetIntoARealDirectory()
    {
        OpenedPage opened;
        opened.open();
        QFile file(opened.directory.folder.filePath(QStringLiteral("sandbox.xml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(opened.world.metadata());
        file.close();
        opened.page->findChild<MetadataImport *>()->importFile(file.fileName());
        QTRY_VERIFY(opened.button("Use this provider"));
        opened.button("Use this provider")->click();
        QVERIFY(!opened.button("Save")->isEnabled());
        QVERIFY(says(*opened.page, QStringLiteral("sandbox tenant")));
    }

    void emptyEntityIdCannotBeSaved()
    {
        OpenedPage opened;
        opened.open();
        const QString before = opened.stored().serviceProvider.text();
        QCOMPARE(opened.edit("Entity ID")->text(), before);
        opened.edit("Entity ID")->selectAll();
        QTest::keyClick(opened.edit("Entity ID"), Qt::Key_Delete);
        QVERIFY(!opened.button("Save")->isEnabled());
        opened.button("Discard")->click();
        QCOMPARE(opened.edit("Entity ID")->text(), before);
    }

    void replyUrlStaysAsItIsTyped()
    {
        OpenedPage opened;
        opened.open();
        opened.type("ACS URL", QStringLiteral("https://Usher.Example/"));
        QCOMPARE(opened.edit("ACS URL")->text(), QStringLiteral("https://Usher.Example/"));
        opened.type("ACS URL", QStringLiteral("http://usher.example/saml/acs"));
        QVERIFY(!opened.button("Save")->isEnabled()); // neither https nor localhost
        opened.type("ACS URL", QStringLiteral("https://usher.example/saml/acs"));
        opened.save();
        QCOMPARE(opened.stored().assertionConsumerService, QUrl(QStringLiteral("https://usher.example/saml/acs")));
    }

    void someoneElsesSaveIsNamedAndReloadShowsIt()
    {
        OpenedPage opened;
        opened.open();
        opened.jit()->click();
        opened.directory.configure([](IdentityConfiguration &configuration) {
            configuration.serviceProvider = EntityId(QStringLiteral("https://portal.contoso.example"));
        });
        opened.button("Save")->click();
        QTRY_VERIFY(says(*opened.page, QStringLiteral("operator:ana")));
        QCOMPARE(opened.page->draft().changes().size(), 1U); // what was typed is still there
        QSignalSpy loaded(opened.page.get(), &IdentityConfigurationPage::loaded);
        opened.button("Discard mine and reload")->click();
        QVERIFY(loaded.wait());
        QCOMPARE(opened.edit("Entity ID")->text(), QStringLiteral("https://portal.contoso.example"));
        QVERIFY(opened.page->draft().changes().empty());
    }

    void testNeedsASavedProvider()
    {
        OpenedPage opened;
        opened.open();
        QVERIFY(!opened.button("Test sign-in…")->isEnabled());
    }

    void testUsesWhatIsSavedSoChangesComeFirst()
    {
        OpenedPage opened;
        opened.openWithProvider();
        QVERIFY(opened.button("Test sign-in…")->isEnabled());
        opened.jit()->click();
        QVERIFY(!opened.button("Test sign-in…")->isEnabled());
        QSignalSpy requested(opened.page.get(), &IdentityConfigurationPage::testSignInRequested);
        opened.button("Discard")->click();
        opened.button("Test sign-in…")->click();
        QCOMPARE(requested.size(), 1);
    }

    void leavingWithoutChangesAsksNothing()
    {
        OpenedPage opened;
        opened.open();
        bool left = false;
        opened.page->leave([&] { left = true; });
        QVERIFY(left);
    }

    void leavingWithChangesAsks()
    {
        OpenedPage opened;
        opened.open();
        opened.page->show();
        opened.jit()->click();
        bool left = false;
        opened.page->leave([&] { left = true; });
        QVERIFY(!left);
        auto *question = opened.page->findChild<ConfirmDialog *>();
        QVERIFY(question);
        buttonNamed(*question, QStringLiteral("Save and leave"))->click();
        QTRY_VERIFY(left);
        QCOMPARE(opened.stored().method, ProvisioningMethod::SamlJit);
    }

    void leavingCanDropChanges()
    {
        OpenedPage opened;
        opened.open();
        opened.page->show();
        opened.jit()->click();
        bool left = false;
        opened.page->leave([&] { left = true; });
        buttonNamed(*opened.page->findChild<ConfirmDialog *>(), QStringLiteral("Discard and leave"))->click();
        QVERIFY(left);
        QCOMPARE(opened.stored().method, ProvisioningMethod::Manual);
    }

    void administratorMayLookButNotChange()
    {
        OpenedPage opened;
        const User person = opened.directory.person(QStringLiteral("Ana"));
        VERIFY_OK(opened.directory.store->directory().grantRole(anOperator(), person.id, roles::administrator));
        opened.open(opened.directory.session(must(opened.directory.store->directory().user(anOperator(), person.id))));
        QVERIFY(says(*opened.page, QStringLiteral("only an owner can change it")));
        QVERIFY(!opened.jit()->isEnabled());
        QVERIFY(opened.edit("Entity ID")->isReadOnly());
        QVERIFY(!opened.page->findChild<MetadataImport *>()->isVisibleTo(opened.page.get()));
    }

    void exportedMetadataIsWhatTheConfigurationSays()
    {
        OpenedDirectory directory;
        const IdentityConfiguration configuration = must(directory.store->configurations().load());
        const QString path = directory.folder.filePath(QStringLiteral("sp.xml"));
        VERIFY_OK(writeMetadataFile(path, configuration, directory.store->serviceProviderKeys()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(configuration.serviceProvider.text().toUtf8()));
        COMPARE_ERROR(writeMetadataFile(QStringLiteral("/nowhere/sp.xml"), configuration, directory.store->serviceProviderKeys()),
                      ErrorCode::FileUnwritable);
    }

    void certificatesSayHowLongTheyHold_data()
    {
        QTest::addColumn<ExpiryLevel>("level");
        QTest::addColumn<QString>("text");
        QTest::newRow("long") << ExpiryLevel::Far << QStringLiteral("Valid");
        QTest::newRow("sixty days") << ExpiryLevel::Within60Days << QStringLiteral("Expires soon");
        QTest::newRow("a week") << ExpiryLevel::Within7Days << QStringLiteral("Expires soon");
        QTest::newRow("over") << ExpiryLevel::Expired << QStringLiteral("Expired");
        QTest::newRow("to come") << ExpiryLevel::NotYetValid << QStringLiteral("Not valid yet");
    }

    void certificatesSayHowLongTheyHold()
    {
        QFETCH(const ExpiryLevel, level);
        QTEST(badgeOf(level).text, "text");
        QCOMPARE(badgeOf(level).tone == theme::Tone::Good, level == ExpiryLevel::Far);
    }

    void theEndOfTheCertificateIsWarnedOf_data()
    {
        QTest::addColumn<int>("daysLeft");
        QTest::addColumn<QString>("said");
        QTest::newRow("far") << 61 << QString();
        QTest::newRow("sixty days") << 60 << QStringLiteral("expires in 60 days");
        QTest::newRow("a week") << 7 << QStringLiteral("expires in 7 days");
        QTest::newRow("over") << -1 << QStringLiteral("expired on");
    }

    void theEndOfTheCertificateIsWarnedOf()
    {
        QFETCH(const int, daysLeft);
        QFETCH(const QString, said);
        OpenedPage opened;
        const Certificate certificate = realProvider(opened.world).metadata.signingCertificates.front();
        opened.directory.clock.set(certificate.notAfter() - std::chrono::days(daysLeft));
        opened.openWithProvider();
        QCOMPARE(says(*opened.page, QStringLiteral("newest signing certificate")), !said.isEmpty());
        QVERIFY(says(*opened.page, said));
    }

    void logoutUrlFollowsFromTheReplyUrl()
    {
        OpenedPage opened;
        opened.open();
        const QUrl replyUrl = opened.stored().assertionConsumerService;
        QCOMPARE(opened.edit("Logout URL")->text(), logoutAddress(replyUrl).toString());
        QVERIFY(opened.edit("Logout URL")->isReadOnly());
        opened.type("ACS URL", QStringLiteral("https://portal.contoso.example/saml/acs"));
        QCOMPARE(opened.edit("Logout URL")->text(), QStringLiteral("https://portal.contoso.example/saml/slo"));
    }

    void protocolOptionsAreSavedWithTheRest()
    {
        OpenedPage opened;
        opened.openWithProvider();
        for (const char *name : {"Single logout", "Accept signatures with SHA-1"}) {
            QVERIFY(opened.toggle(name)->isEnabled());
            QVERIFY(!opened.toggle(name)->isChecked());
            opened.toggle(name)->click();
        }
        opened.toggle("Accept sign-ins that begin at the provider")->click();
        QVERIFY(says(*opened.page, QStringLiteral("3 unsaved changes")));
        opened.save();
        const ProtocolOptions expected{RequestSigning::Unsigned, SingleLogout::On, TrustPolicy::Unsolicited::Accept,
                                       xml::AlgorithmPolicy::Sha1::Allow};
        QCOMPARE(opened.stored().protocol, expected);
    }

    void signedRequestsNeedAKeyFirst()
    {
        OpenedPage opened;
        opened.openWithProvider();
        opened.toggle("Sign requests")->click();
        QVERIFY(!opened.button("Save")->isEnabled());
        QVERIFY(says(*opened.page, explain::words(Error{ErrorCode::SigningKeyMissing}).what));
        opened.toggle("Sign requests")->click();
        QVERIFY(!opened.button("Save"));
    }

    void singleLogoutThatNobodyOffersCantBeSwitchedOn()
    {
        OpenedPage opened;
        opened.directory.configure([&](IdentityConfiguration &configuration) {
            configuration.provider = realProvider(opened.world);
            configuration.provider->metadata.singleLogout.clear();
        });
        opened.open();
        QVERIFY(!opened.toggle("Single logout")->isEnabled());
        QVERIFY(says(*opened.page, QStringLiteral("names no address for it")));
    }

    void aSignInIsCaughtOnlyWhereOneMayBeginAtTheProvider()
    {
        OpenedPage opened;
        opened.openWithProvider();
        QVERIFY(!opened.button("Catch a sign-in…")->isEnabled());
        opened.toggle("Accept sign-ins that begin at the provider")->click();
        QVERIFY(!opened.button("Catch a sign-in…")->isEnabled());
        opened.save();
        QVERIFY(opened.button("Catch a sign-in…")->isEnabled());
        QSignalSpy requested(opened.page.get(), &IdentityConfigurationPage::catchSignInRequested);
        opened.button("Catch a sign-in…")->click();
        QCOMPARE(requested.size(), 1);
        opened.type("ACS URL", QStringLiteral("https://portal.contoso.example/saml/acs"));
        opened.save();
        QVERIFY(!opened.button("Catch a sign-in…")->isEnabled());
    }

    void newsOfTheProviderWaitForAYes()
    {
        OpenedPage opened;
        const MetadataProposal proposal = opened.propose();
        opened.open();
        QVERIFY(says(*opened.page, QStringLiteral("has published something else")));
        QVERIFY(says(*opened.page, proposal.provider.metadata.singleSignOn.toString()));
        opened.button("Take it over")->click();
        QCOMPARE(opened.page->draft().changes(), std::vector{ConfigurationPart::Provider});
        QVERIFY(!says(*opened.page, QStringLiteral("has published something else")));
        opened.save();
        QCOMPARE(opened.stored().provider, std::optional(proposal.provider));
        QVERIFY(!must(opened.directory.store->providerRefresh().status()).proposal);
    }

    void newsOfTheProviderCanBeDismissed()
    {
        OpenedPage opened;
        opened.propose();
        opened.open();
        opened.button("Dismiss")->click();
        QTRY_VERIFY(!says(*opened.page, QStringLiteral("has published something else")));
        QVERIFY(opened.page->draft().changes().empty());
        QCOMPARE(lastRecord(*opened.directory.store).action, AuditAction::MetadataChangeDismissed);
    }

    void anAddressThatCantBeReadForDaysIsWarnedOf()
    {
        OpenedPage opened;
        opened.followAddress();
        must(opened.conclude(RefreshDecision::Nothing, *opened.stored().provider));
        opened.directory.clock.advance(24h * 3);
        QVERIFY(must(opened.directory.store->providerRefresh().claim(RefreshOccasion::Daily, opened.directory.clock.now())));
        opened.open();
        QVERIFY(says(*opened.page, QStringLiteral("could not be read since")));
    }

    void saysWhenTheAddressWasRead()
    {
        OpenedPage opened;
        opened.followAddress();
        must(opened.conclude(RefreshDecision::Nothing, *opened.stored().provider));
        opened.directory.clock.advance(2h);
        opened.open();
        QVERIFY(says(*opened.page, QStringLiteral("daily; last 2 hours ago")));
        QVERIFY(!says(*opened.page, QStringLiteral("could not be read since")));
    }

    void expiredCertificateIsWarnedOf()
    {
        OpenedPage opened;
        opened.directory.clock.set(realProvider(opened.world).metadata.signingCertificates.front().notAfter() + 24h);
        opened.openWithProvider();
        QVERIFY(says(*opened.page, QStringLiteral("expired")));
    }

    void mappingIsShownWithWhoSomebodyIsFirst()
    {
        const ClaimMapping mapping = ClaimMapping::entraDefaults();
        const std::vector<ClaimRow> rows = claimRows(mapping);
        QCOMPARE(rows.size(), mapping.fields.size() + 1);
        QVERIFY(rows.front().claims.front().contains(mapping.key.objectClaim));
        QCOMPARE(rows.back().claims, mapping.fields.back().claims);
    }

    void methodTextNamesPoolAndRole()
    {
        const QString text = methodText(ProvisioningMethod::SamlJit, QStringLiteral("Payments"), QStringLiteral("User"));
        QVERIFY(text.contains(QStringLiteral("Payments")) && text.contains(QStringLiteral("User")));
        QVERIFY(text != methodText(ProvisioningMethod::Manual, {}, {}));
    }
};

QTEST_MAIN(TestIdentityConfigurationPage)
#include "test_identity_configuration_page.moc"
