// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/save_bar.h"
#include "ui/widgets/toggle_switch.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace usher;

namespace {

QPushButton *button(const QWidget &parent, const QString &text)
{
    for (QPushButton *candidate : parent.findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

bool shows(const QWidget &parent, const QString &text)
{
    for (const QLabel *label : parent.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&parent) && label->text() == text)
            return true;
    }
    return false;
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { new theme::Theme(*qApp, Appearance::Light); }

    void toggleIsACheckBoxToAScreenReader()
    {
        ToggleSwitch toggle(QStringLiteral("SAML JIT"));
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&toggle);
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::CheckBox);
        QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("SAML JIT"));
        QVERIFY(!interface->state().checked);
        toggle.setChecked(true);
        QVERIFY(interface->state().checked);
    }

    void toggleTurnsByKeyAndByClick()
    {
        ToggleSwitch toggle(QStringLiteral("SAML JIT"));
        toggle.show();
        QSignalSpy toggled(&toggle, &QAbstractButton::toggled);
        toggle.setFocus();
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(toggle.isChecked());
        QTest::mouseClick(&toggle, Qt::LeftButton, {}, QPoint(toggle.width() - 2, toggle.height() / 2));
        QVERIFY(!toggle.isChecked());
        QCOMPARE(toggled.size(), 2);
    }

    void toggleLooksOnOnlyWhenItIs()
    {
        ToggleSwitch toggle(QStringLiteral("SAML JIT"));
        toggle.resize(toggle.sizeHint());
        const QPoint left(10, toggle.height() / 2 - 9);
        const theme::Colours &colours = theme::colours(theme::Scheme::Light);
        QVERIFY(toggle.grab().toImage().pixelColor(toggle.width() / 2, left.y()) == colours.outline);
        toggle.setChecked(true);
        QVERIFY(toggle.grab().toImage().pixelColor(toggle.width() / 2, left.y()) == colours.accent);
    }

    void fieldIsNamedByItsLabel()
    {
        auto *edit = new QLineEdit;
        FormField field({QStringLiteral("&Name"), QStringLiteral("As people see it"), {}}, edit);
        QCOMPARE(edit->accessibleName(), QStringLiteral("Name"));
        QCOMPARE(edit->accessibleDescription(), QStringLiteral("As people see it"));
    }

    void complaintTakesTheHelpsPlace()
    {
        auto *edit = new QLineEdit;
        FormField field({QStringLiteral("&Name"), QStringLiteral("As people see it"), {}}, edit);
        field.setComplaint(QStringLiteral("A name is needed"));
        QVERIFY(shows(field, QStringLiteral("A name is needed")));
        QVERIFY(!shows(field, QStringLiteral("As people see it")));
        QCOMPARE(edit->accessibleDescription(), QStringLiteral("A name is needed"));
        field.setComplaint({});
        QVERIFY(shows(field, QStringLiteral("As people see it")));
        QVERIFY(!shows(field, QStringLiteral("A name is needed")));
    }

    void copyFieldCopiesAndSaysSo()
    {
        CopyField field(QStringLiteral("Entity ID"));
        field.setText(QStringLiteral("https://usher.example/saml"));
        QPushButton *copy = button(field, QStringLiteral("Copy"));
        QVERIFY(copy);
        QCOMPARE(copy->accessibleName(), QStringLiteral("Copy Entity ID"));
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("https://usher.example/saml"));
        QCOMPARE(copy->text(), QStringLiteral("Copied"));
    }

    void errorShowsWordsAndHidesTheTechnicalText()
    {
        ErrorPanel panel;
        panel.setError({ErrorCode::StoreNewerVersion, QStringLiteral("directory.sqlite"), QStringLiteral("schema 9")},
                       QStringLiteral("The directory could not be opened"));
        QVERIFY(shows(panel, QStringLiteral("The directory could not be opened")));
        auto *technical = panel.findChild<QPlainTextEdit *>();
        QVERIFY(!technical->isVisibleTo(&panel));
        button(panel, QStringLiteral("Details"))->click();
        QVERIFY(technical->isVisibleTo(&panel));
        QVERIFY(technical->toPlainText().contains(QStringLiteral("schema 9")));
        button(panel, QStringLiteral("Copy details"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), technical->toPlainText());
    }

    void textFromOutsideIsNeverMarkup()
    {
        Banner banner(theme::Tone::Warning, QStringLiteral("<b>bold</b>"));
        for (const QLabel *label : banner.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void saveBarCountsAndStepsAside()
    {
        SaveBar bar;
        QVERIFY(bar.isHidden());
        bar.setState({.changes = 1});
        QVERIFY(!bar.isHidden());
        QVERIFY(shows(bar, QStringLiteral("1 unsaved change")));
        bar.setState({.changes = 3});
        QVERIFY(shows(bar, QStringLiteral("3 unsaved changes")));
        QVERIFY(button(bar, QStringLiteral("Save"))->isEnabled());
        bar.setState({.changes = 0});
        QVERIFY(bar.isHidden());
    }

    void saveBarDoesNotSaveWhatIsWrong()
    {
        SaveBar bar;
        bar.setState({.changes = 1, .problem = QStringLiteral("The Entity ID is empty")});
        QVERIFY(!button(bar, QStringLiteral("Save"))->isEnabled());
        QVERIFY(button(bar, QStringLiteral("Discard"))->isEnabled());
        QVERIFY(shows(bar, QStringLiteral("The Entity ID is empty")));
    }

    void saveBarIsDeafWhileItSaves()
    {
        SaveBar bar;
        bar.setState({.changes = 1, .activity = SaveBarState::Activity::Saving});
        QVERIFY(!button(bar, QStringLiteral("Save"))->isEnabled());
        QVERIFY(!button(bar, QStringLiteral("Discard"))->isEnabled());
    }

    void questionBlocksNothingAndEscapeDoesNothing()
    {
        QWidget window;
        window.show();
        bool done = false;
        ConfirmDialog::ask(&window, questionThatSets(done));
        auto *dialog = window.findChild<ConfirmDialog *>();
        QVERIFY(dialog); // ask() returned while the dialog is open
        QVERIFY(dialog->isModal());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<ConfirmDialog *>());
        QVERIFY(!done);
    }

    void returnDoesNotDoWhatWasNotRead()
    {
        QWidget window;
        window.show();
        bool done = false;
        ConfirmDialog::ask(&window, questionThatSets(done));
        QTest::keyClick(window.findChild<ConfirmDialog *>(), Qt::Key_Return);
        QTRY_VERIFY(!window.findChild<ConfirmDialog *>());
        QVERIFY(!done);
    }

    void answerRunsItsAction()
    {
        QWidget window;
        window.show();
        bool done = false;
        ConfirmDialog::ask(&window, questionThatSets(done));
        button(*window.findChild<ConfirmDialog *>(), QStringLiteral("Disable"))->click();
        QVERIFY(done);
    }

    void notificationUndoesOnceAndGoes()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        int undone = 0;
        Notification::post(&window, {.text = QStringLiteral("Ana Lima is an owner now"), .undo = [&] { ++undone; }});
        auto *notification = window.findChild<Notification *>();
        QVERIFY(notification);
        QVERIFY(window.rect().contains(notification->geometry()));
        button(*notification, QStringLiteral("Undo"))->click();
        QCOMPARE(undone, 1);
        QTRY_VERIFY(!window.findChild<Notification *>());
    }

    void laterNotificationTakesThePlaceOfTheEarlier()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        Notification::post(&window, {.text = QStringLiteral("First")});
        Notification::post(&window, {.text = QStringLiteral("Second")});
        QTRY_COMPARE(window.findChildren<Notification *>().size(), 1);
        QCOMPARE(window.findChild<Notification *>()->accessibleName(), QStringLiteral("Second"));
    }

    void badgeIsReadOut()
    {
        const Badge badge({QStringLiteral("SAML JIT"), theme::Tone::Accent});
        QCOMPARE(badge.accessibleName(), QStringLiteral("SAML JIT"));
        QVERIFY(badge.sizeHint().width() > QFontMetrics(badge.font()).horizontalAdvance(QStringLiteral("SAML")));
    }

private:
    static Question questionThatSets(bool &done)
    {
        return {QStringLiteral("Disable Ana Lima?"),
                QStringLiteral("Ana Lima can't sign in any more."),
                {{QStringLiteral("&Disable"), theme::ButtonRole::Danger, [&done] { done = true; }}}};
    }
};

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
