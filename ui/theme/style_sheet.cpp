// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QRegularExpression>

#include <map>

namespace usher::theme {

namespace {

// @name is a token; see values(). Text fields take their colour from the palette: a colour here would make the placeholder half
// transparent.
constexpr auto controls = R"(
QToolTip { background: @text; color: @surface; border: none; padding: @half; }

QPushButton, QToolButton[buttonRole] {
    background: @surface; color: @text; border: 1px solid @outline; border-radius: @radius;
    padding: 0 @two; min-height: @control; }
QPushButton:hover, QToolButton[buttonRole]:hover { background: @sunken; }
QPushButton:pressed, QToolButton[buttonRole]:pressed { background: @hairline; }
QPushButton:focus, QToolButton[buttonRole]:focus { border: 2px solid @accent; padding: 0 15px; }
QPushButton:disabled, QToolButton[buttonRole]:disabled { color: @muted; background: @sunken; border-color: @hairline; }

QPushButton[buttonRole="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[buttonRole="primary"]:hover, QPushButton[buttonRole="primary"]:pressed { background: @accentHover; border-color: @accentHover; }
QPushButton[buttonRole="primary"]:focus { border: 2px solid @text; }
QPushButton[buttonRole="primary"]:disabled { background: @sunken; color: @muted; border-color: @hairline; }

QPushButton[buttonRole="danger"] { background: @bad; color: @onBad; border-color: @bad; font-weight: 600; }
QPushButton[buttonRole="danger"]:hover, QPushButton[buttonRole="danger"]:pressed { background: @badHover; border-color: @badHover; }
QPushButton[buttonRole="danger"]:focus { border: 2px solid @text; }
QPushButton[buttonRole="danger"]:disabled { background: @sunken; color: @muted; border-color: @hairline; }

QPushButton[buttonRole="quiet"], QToolButton[buttonRole="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 @one; }
QPushButton[buttonRole="quiet"]:hover, QToolButton[buttonRole="quiet"]:hover { background: @sunken; }
QPushButton[buttonRole="quiet"]:checked, QToolButton[buttonRole="quiet"]:checked { background: @selection; }
QPushButton[buttonRole="quiet"]:focus, QToolButton[buttonRole="quiet"]:focus { border: 2px solid @accent; padding: 0 7px; }
QPushButton[buttonRole="quiet"]:disabled, QToolButton[buttonRole="quiet"]:disabled { background: transparent; color: @muted; }
QToolButton[buttonRole="quiet"]::menu-indicator { image: none; }

QPushButton[buttonRole="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 0; text-align: left; }
QPushButton[buttonRole="link"]:hover { text-decoration: underline; }
QPushButton[buttonRole="link"]:focus { border: 1px solid @accent; padding: 0; }
QPushButton[buttonRole="link"]:disabled { color: @muted; }

QLineEdit, QPlainTextEdit, QComboBox {
    background: @surface; border: 1px solid @outline; border-radius: @radius;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit { padding: 0 @one; min-height: @control; }
QPlainTextEdit { padding: @half; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid @accent; }
QLineEdit:focus { padding: 0 7px; }
QLineEdit:read-only { background: @sunken; border-color: @hairline; }
QLineEdit:read-only:focus { border-color: @accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: @sunken; border-color: @hairline; }
QLineEdit[validity="wrong"], QPlainTextEdit[validity="wrong"] { border: 2px solid @bad; }

QComboBox { padding: 0 @one; min-height: @control; }
QComboBox:focus { padding: 0 7px; }
QComboBox::drop-down { border: none; width: @three; }
QComboBox::down-arrow { image: url(:/usher/theme/chevron-down-@scheme.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: @surface; color: @text; border: 1px solid @hairline; padding: @half; outline: none;
    selection-background-color: @selection; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: @four; padding: 0 @half; }

QMenu { background: @surface; color: @text; border: 1px solid @hairline; padding: @half 0; }
QMenu::item { padding: @one @three; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @hairline; margin: @half 0; }
)";

constexpr auto views = R"(
QTableView, QListView, QTreeView {
    background: @surface; color: @text; border: none; outline: none; gridline-color: @hairline;
    selection-background-color: @selection; selection-color: @text; }
QTableView::item { padding: 0 @one; border-bottom: 1px solid @hairline; }
QTableView::item:hover { background: @sunken; }
QTableView::item:selected { background: @selection; color: @text; }
QTableView::item:focus { border: 1px solid @accent; }
QHeaderView { background: @surface; }
QHeaderView::section {
    background: @surface; color: @muted; border: none; border-bottom: 1px solid @hairline; font-weight: 600;
    padding: @one @one @one 11px; } /* as far in as the items below, which Fusion moves by three */
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: @surface; border: none; border-bottom: 1px solid @hairline; }

QListView[surface="side"] { background: @surface; border-right: 1px solid @hairline; padding: @one; }
QListView[surface="side"]::item { padding: @one; border-radius: @radius; border: 2px solid transparent; }
QListView[surface="side"]::item:hover { background: @sunken; }
QListView[surface="side"]::item:selected { background: @selection; color: @text; }
QListView[surface="side"]::item:selected:focus { border: 2px solid @accent; }
QListView[surface="side"]::item:disabled { color: @muted; background: transparent; }

QScrollArea, QScrollArea > QWidget > QWidget[page="true"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: @hairline; border-radius: 4px; min-height: @four; min-width: @four; }
QScrollBar::handle:hover { background: @outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QProgressBar { background: @sunken; border: none; min-height: 3px; max-height: 3px; }
QProgressBar::chunk { background: @accent; }
QSplitter::handle { background: transparent; }
)";

constexpr auto surfaces = R"(
QMainWindow, QDialog { background: @window; color: @text; }
QLabel { background: transparent; }
*[surface="card"] { background: @surface; border: 1px solid @hairline; border-radius: 8px; }
*[surface="bar"] { background: @surface; border: none; border-bottom: 1px solid @hairline; }
*[surface="bottomBar"] { background: @surface; border: none; border-top: 1px solid @hairline; }
*[surface="side"] { background: @surface; }
*[surface="sunken"] { background: @window; border: 1px solid @hairline; border-radius: @radius; }
*[surface="separator"] { background: @hairline; border: none; max-height: 1px; min-height: 1px; }

*[tone="neutral"] { background: @neutralGround; border-radius: @radius; }
*[tone="accent"] { background: @accentGround; border-radius: @radius; }
*[tone="good"] { background: @goodGround; border-radius: @radius; }
*[tone="warning"] { background: @warningGround; border-radius: @radius; }
*[tone="bad"] { background: @badGround; border-radius: @radius; }
QLabel[tone="bad"] { background: transparent; color: @bad; }
QLabel[tone="warning"] { background: transparent; color: @warning; }
QLabel[tone="good"] { background: transparent; color: @good; }

QLabel[textRole="caption"] { color: @muted; font-size: @captionPoints; }
QLabel[textRole="muted"] { color: @muted; }
QLabel[textRole="heading"] { font-size: @headingPoints; font-weight: 600; }
QLabel[textRole="title"] { font-size: @titlePoints; font-weight: 600; }
QLabel[textRole="strong"] { font-weight: 600; }
)";

QString points(double size)
{
    return QString::number(size, 'f', 1) + QStringLiteral("pt");
}

QString pixels(int size)
{
    return QString::number(size) + QStringLiteral("px");
}

std::map<QString, QString> values(Scheme scheme, const TypeSizes &sizes)
{
    const Colours &c = colours(scheme);
    return {
        {QStringLiteral("scheme"), scheme == Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light")},
        {QStringLiteral("window"), c.window.name()},
        {QStringLiteral("surface"), c.surface.name()},
        {QStringLiteral("sunken"), c.sunken.name()},
        {QStringLiteral("hairline"), c.hairline.name()},
        {QStringLiteral("outline"), c.outline.name()},
        {QStringLiteral("text"), c.text.name()},
        {QStringLiteral("muted"), c.muted.name()},
        {QStringLiteral("accent"), c.accent.name()},
        {QStringLiteral("accentHover"), c.accentHover.name()},
        {QStringLiteral("onAccent"), c.onAccent.name()},
        {QStringLiteral("selection"), c.selection.name()},
        {QStringLiteral("badHover"), c.badHover.name()},
        {QStringLiteral("onBad"), c.onBad.name()},
        {QStringLiteral("good"), c.tone(Tone::Good).text.name()},
        {QStringLiteral("warning"), c.tone(Tone::Warning).text.name()},
        {QStringLiteral("bad"), c.tone(Tone::Bad).text.name()},
        {QStringLiteral("neutralGround"), c.tone(Tone::Neutral).ground.name()},
        {QStringLiteral("accentGround"), c.tone(Tone::Accent).ground.name()},
        {QStringLiteral("goodGround"), c.tone(Tone::Good).ground.name()},
        {QStringLiteral("warningGround"), c.tone(Tone::Warning).ground.name()},
        {QStringLiteral("badGround"), c.tone(Tone::Bad).ground.name()},
        {QStringLiteral("half"), pixels(space::half)},
        {QStringLiteral("one"), pixels(space::one)},
        {QStringLiteral("two"), pixels(space::two)},
        {QStringLiteral("three"), pixels(space::three)},
        {QStringLiteral("four"), pixels(space::four)},
        {QStringLiteral("control"), pixels(controlHeight - 2)}, // the style sheet's height leaves out the border
        {QStringLiteral("radius"), pixels(radius)},
        {QStringLiteral("captionPoints"), points(sizes.caption)},
        {QStringLiteral("headingPoints"), points(sizes.heading)},
        {QStringLiteral("titlePoints"), points(sizes.title)},
    };
}

} // namespace

QString styleSheet(Scheme scheme, const TypeSizes &sizes)
{
    const std::map<QString, QString> tokens = values(scheme, sizes);
    const QString sheet = QString::fromLatin1(surfaces) + QString::fromLatin1(controls) + QString::fromLatin1(views);
    static const QRegularExpression token(QStringLiteral("@([A-Za-z]+)"));
    QString result;
    qsizetype end = 0;
    for (auto matches = token.globalMatch(sheet); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(sheet).mid(end, match.capturedStart() - end);
        const auto found = tokens.find(match.captured(1));
        Q_ASSERT_X(found != tokens.end(), "styleSheet", qPrintable(match.captured()));
        result += found->second;
        end = match.capturedEnd();
    }
    return result + sheet.mid(end);
}

} // namespace usher::theme
