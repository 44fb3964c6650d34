// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/general_page.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/side_list.h"

#include <QApplication>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;

class TestSettingsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<SettingsPage>();
        m_first = new QWidget;
        m_second = new QWidget;
        m_settings->addPage(QStringLiteral("Above"), QStringLiteral("First"), m_first,
                            [this](const std::function<void()> &leave) { m_asked = leave; });
        m_settings->addPage(QStringLiteral("Below"), QStringLiteral("Second"), m_second);
        m_list = m_settings->findChild<SideList *>();
        m_settings->show();
        m_asked = {};
    }

    void beginsWithTheFirstPage()
    {
        QVERIFY(m_first->isVisible());
        QCOMPARE(m_list->currentItem()->text(), QStringLiteral("First"));
    }

    void asksThePageBeforeItIsLeft()
    {
        QTest::keyClick(m_list, Qt::Key_Down);
        QVERIFY(m_asked);
        QVERIFY(m_first->isVisible());
        QCOMPARE(m_list->currentItem()->text(), QStringLiteral("First"));
        m_asked();
        QVERIFY(m_second->isVisible());
        QCOMPARE(m_list->currentItem()->text(), QStringLiteral("Second"));
    }

    void leavesAtOnceWhereNobodyNeedsToBeAsked()
    {
        m_settings->showPage(m_second);
        m_asked();
        m_settings->showPage(m_first);
        QVERIFY(m_first->isVisible());
        bool left = false;
        m_settings->showPage(m_second);
        m_asked();
        m_settings->leave([&] { left = true; });
        QVERIFY(left);
    }

    void headingsCantBeChosen()
    {
        for (int row = 0; row < m_list->count(); ++row) {
            const bool isHeading = m_list->item(row)->text() == u"Above" || m_list->item(row)->text() == u"Below";
            QCOMPARE(!m_list->item(row)->flags().testFlag(Qt::ItemIsSelectable), isHeading);
        }
    }

    void theAppearanceAppliesAtOnceAndIsRemembered()
    {
        const QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        theme::Theme theme(*qApp, Appearance::Light);
        GeneralPage page(settings, theme);
        for (QRadioButton *button : page.findChildren<QRadioButton *>()) {
            if (button->text() == u"&Dark")
                button->click();
        }
        QCOMPARE(theme.scheme(), theme::Scheme::Dark);
        QCOMPARE(settings.appearance(), Appearance::Dark);
    }

private:
    std::unique_ptr<SettingsPage> m_settings;
    QWidget *m_first = nullptr;
    QWidget *m_second = nullptr;
    SideList *m_list = nullptr;
    std::function<void()> m_asked;
};

QTEST_MAIN(TestSettingsPage)
#include "test_settings_page.moc"
