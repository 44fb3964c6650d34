// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/kit/patience.h"
#include "tests/ui/opened_directory.h"
#include "ui/identity/save_file.h"
#include "ui/identity/service_provider_keys_section.h"
#include "ui/widgets/confirm_dialog.h"

#include <QApplication>
#include <QFileDialog>
#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

Q_DECLARE_METATYPE(std::vector<usher::Certificate>)

namespace {

/// The section, loaded.
struct OpenedSection
{
    ServiceProviderKeysSection section;
    QSignalSpy changed{&section, &ServiceProviderKeysSection::keysChanged};

    OpenedSection(Store &store, const Session &session, const Clock &clock) : section(store.serviceProviderKeys(), session, clock)
    {
        section.resize(900, 500);
        section.show();
        await();
    }

    /// Until it shows what was read or done; new widgets show up in a turn of their own.
    void await()
    {
        QVERIFY(changed.wait(patience));
        QCoreApplication::processEvents();
    }

    [[nodiscard]] std::vector<Certificate> press(const QString &button)
    {
        buttonNamed(section, button)->click();
        if (auto *question = section.window()->findChild<ConfirmDialog *>())
            buttonNamed(*question, QStringLiteral("Remove the key"))->click();
        await();
        return changed.last().first().value<std::vector<Certificate>>();
    }
};

} // namespace

class TestServiceProviderKeysSection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithoutAKey()
    {
        OpenedDirectory directory;
        OpenedSection opened(*directory.store, directory.ownerSession(), directory.clock);
        QVERIFY(says(opened.section, QStringLiteral("There is no key yet")));
        QVERIFY(opened.changed.last().first().value<std::vector<Certificate>>().empty());
    }

    void makesAKeyAndSaysWhatEntraMustBeTold()
    {
        OpenedDirectory directory;
        OpenedSection opened(*directory.store, directory.ownerSession(), directory.clock);
        const std::vector<Certificate> keys = opened.press(QStringLiteral("Make a new key"));
        QCOMPARE(keys.size(), size_t(1));
        QVERIFY(must(directory.store->serviceProviderKeys().certificates()) == keys);
        QVERIFY(says(opened.section, QStringLiteral("Token encryption")));
        QVERIFY(
            says(opened.section,
                 QString::fromLatin1(QCryptographicHash::hash(keys.front().der(), QCryptographicHash::Sha1).toHex().toUpper())));
        QCOMPARE(lastRecord(*directory.store).action, AuditAction::ServiceProviderKeyMade);
        QCOMPARE(lastRecord(*directory.store).actor, directory.ownerSession().actor.name);
    }

    void theOlderKeyGoesOnDecryptingUntilItIsRemoved()
    {
        OpenedDirectory directory;
        const Certificate first = must(directory.store->serviceProviderKeys().make(anOperator()));
        OpenedSection opened(*directory.store, directory.ownerSession(), directory.clock);
        const std::vector<Certificate> both = opened.press(QStringLiteral("Make a new key"));
        QCOMPARE(both.size(), size_t(2));
        QVERIFY(both.back() == first);
        QVERIFY(says(opened.section, QStringLiteral("Remove the old key when")));

        // The first line's button is the newest key's.
        const std::vector<Certificate> left = opened.press(QStringLiteral("Remove…"));
        QVERIFY(left == std::vector<Certificate>{first});
        QCOMPARE(lastRecord(*directory.store).action, AuditAction::ServiceProviderKeyRemoved);
    }

    void asksBeforeAKeyGoesAndSaysWhatIsLost()
    {
        OpenedDirectory directory;
        must(directory.store->serviceProviderKeys().make(anOperator()));
        OpenedSection opened(*directory.store, directory.ownerSession(), directory.clock);
        buttonNamed(opened.section, QStringLiteral("Remove…"))->click();
        auto *question = opened.section.findChild<ConfirmDialog *>();
        QVERIFY(says(*question, QStringLiteral("nobody can sign in through Entra any more")));
        buttonNamed(*question, QStringLiteral("Cancel"))->click();
        QCOMPARE(must(directory.store->serviceProviderKeys().certificates()).size(), size_t(1));
    }

    void savesTheCertificateForEntra()
    {
        OpenedDirectory directory;
        const Certificate made = must(directory.store->serviceProviderKeys().make(anOperator()));
        OpenedSection opened(*directory.store, directory.ownerSession(), directory.clock);
        buttonNamed(opened.section, QStringLiteral("Save certificate (.cer)…"))->click();
        auto *dialog = opened.section.findChild<QFileDialog *>();
        const QString path = directory.folder.filePath(QStringLiteral("usher.cer"));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QTRY_VERIFY_WITH_TIMEOUT(file.exists(), patience);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(*Certificate::fromBytes(content) == made);
        QVERIFY(!content.contains("PRIVATE"));
    }

    void saysWhyNoKeyWasMade()
    {
        OpenedDirectory directory;
        const auto stranger = directory.open(); // without a way to the directory key
        OpenedSection opened(*stranger, directory.ownerSession(), directory.clock);
        buttonNamed(opened.section, QStringLiteral("Make a new key"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(says(opened.section, QStringLiteral("No key was made")), patience);
        QVERIFY(says(opened.section, explain::words(Error{ErrorCode::PortalNotEnrolled}).what));
    }

    void whoMayNotChangeThemSavesCertificatesOnly()
    {
        OpenedDirectory directory;
        const User ana = directory.person(QStringLiteral("Ana"));
        VERIFY_OK(directory.store->directory().grantRole(anOperator(), ana.id, roles::administrator));
        must(directory.store->serviceProviderKeys().make(anOperator()));
        OpenedSection opened(*directory.store, directory.session(ana), directory.clock);
        QVERIFY(!buttonNamed(opened.section, QStringLiteral("Make a new key")));
        QVERIFY(!buttonNamed(opened.section, QStringLiteral("Remove…")));
        QVERIFY(buttonNamed(opened.section, QStringLiteral("Save certificate (.cer)…")));
    }
};

QTEST_MAIN(TestServiceProviderKeysSection)
#include "test_service_provider_keys_section.moc"
