// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace usher;
using namespace usher::theme;

Q_DECLARE_METATYPE(usher::theme::Scheme)

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfTheGuidelines()
    {
        QCOMPARE(qRound(contrast(Qt::white, Qt::black)), 21);
        QCOMPARE(qRound(contrast(Qt::white, Qt::white)), 1);
        QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // the textbook's nearly
    }

    void everyTextCanBeRead_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    void everyTextCanBeRead()
    {
        QFETCH(Scheme, scheme);
        for (const Pair &pair : textPairs(colours(scheme))) {
            const double ratio = contrast(pair.text, pair.ground);
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3").arg(pair.text.name(), pair.ground.name()).arg(ratio)));
        }
    }

    void everyControlCanBeSeen_data() { everyTextCanBeRead_data(); }

    void everyControlCanBeSeen()
    {
        QFETCH(Scheme, scheme);
        const Colours &c = colours(scheme);
        for (const QColor &ground : {c.window, c.surface}) {
            QVERIFY(contrast(c.outline, ground) >= 3.0);
            QVERIFY(contrast(c.accent, ground) >= 3.0);
        }
    }

    void paletteSaysWhichSchemeItIs_data() { everyTextCanBeRead_data(); }

    void paletteSaysWhichSchemeItIs()
    {
        QFETCH(Scheme, scheme);
        QCOMPARE(schemeOf(palette(colours(scheme))), scheme);
        QCOMPARE(&colours(palette(colours(scheme))), &colours(scheme));
    }

    void styleSheetLeavesNoTokenUnfilled_data() { everyTextCanBeRead_data(); }

    void styleSheetLeavesNoTokenUnfilled()
    {
        QFETCH(Scheme, scheme);
        const QString sheet = styleSheet(scheme, typeSizes(10));
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(sheet.contains(colours(scheme).accent.name()));
    }

    void fourTypeSizesStayApart()
    {
        const TypeSizes sizes = typeSizes(10);
        QVERIFY(sizes.caption < sizes.body && sizes.body < sizes.heading && sizes.heading < sizes.title);
        QCOMPARE(typeSizes(15).body, 15.0);
    }

    void appearanceChangesEveryWindowAtOnce()
    {
        Theme theme(*qApp, Appearance::Light);
        QSignalSpy changes(&theme, &Theme::schemeChanged);
        QWidget window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(schemeOf(window.palette()), Scheme::Light);
        theme.setAppearance(Appearance::Dark);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(schemeOf(window.palette()), Scheme::Dark);
        theme.setAppearance(Appearance::Dark);
        QCOMPARE(changes.size(), 1);
    }

    void systemsChangeIsReadAgainWhereNothingIsFixed()
    {
        Theme theme(*qApp, Appearance::FollowSystem);
        const Scheme system = theme.scheme();
        QWidget window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        // What a platform does when its appearance changes; this platform's stays what it was.
        QEvent event(QEvent::ThemeChange);
        QApplication::sendEvent(window.windowHandle(), &event);
        QCOMPARE(theme.scheme(), system);
        QCOMPARE(QApplication::palette().color(QPalette::Window), colours(system).window);
    }

    void fixedAppearanceIgnoresTheSystem()
    {
        Theme theme(*qApp, Appearance::Dark);
        QWidget window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QEvent event(QEvent::ThemeChange);
        QApplication::sendEvent(window.windowHandle(), &event);
        QCOMPARE(theme.scheme(), Scheme::Dark);
        QCOMPARE(schemeOf(window.palette()), Scheme::Dark);
    }

    void iconsFollowTheScheme()
    {
        Theme theme(*qApp, Appearance::Light);
        const QIcon icon = theme::icon(QStringLiteral("system-users"));
        QVERIFY(!icon.isNull());
        QCOMPARE(inkOf(icon), colours(Scheme::Light).text);
        theme.setAppearance(Appearance::Dark);
        QCOMPARE(inkOf(icon), colours(Scheme::Dark).text);
    }

    void everyToneHasAnIcon()
    {
        Theme theme(*qApp, Appearance::Light);
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad}) {
            const QIcon icon = theme::icon(iconName(tone), tone);
            QVERIFY2(!icon.isNull(), qPrintable(iconName(tone)));
            QCOMPARE(inkOf(icon), colours(Scheme::Light).tone(tone).text);
        }
    }

    void productMarkCanBePainted()
    {
        Theme theme(*qApp, Appearance::Light);
        const QImage image = productMark().pixmap(64, 64).toImage();
        QVERIFY(!image.isNull());
        QVERIFY(image.pixelColor(32, 58).alpha() > 0);
    }

    void rolesAreTakenAlsoByAWidgetThatIsShown()
    {
        Theme theme(*qApp, Appearance::Light);
        QPushButton button(QStringLiteral("Save"));
        button.show();
        QVERIFY(QTest::qWaitForWindowExposed(&button));
        setButtonRole(&button, ButtonRole::Primary);
        QTest::mouseMove(&button, QPoint(-10, -10));
        button.clearFocus();
        const QImage image = button.grab().toImage();
        QCOMPARE(image.pixelColor(image.width() / 2, 4), colours(Scheme::Light).accent);
    }

private:
    /// The most opaque pixel's colour, without its edge's softness.
    static QColor inkOf(const QIcon &icon)
    {
        const QImage image = icon.pixmap(32, 32).toImage().convertToFormat(QImage::Format_ARGB32);
        QColor best(Qt::transparent);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (const QColor pixel = image.pixelColor(x, y); pixel.alpha() > best.alpha())
                    best = pixel;
            }
        }
        best.setAlpha(255);
        return best;
    }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
