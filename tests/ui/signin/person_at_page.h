// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/kit/patience.h"

#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineScript>
#include <QWebEngineView>

namespace usher::test {

/// Somebody who sits before a provider's page.
class PersonAtPage
{
public:
    explicit PersonAtPage(const QWidget &window) : m_window(window) {}

    [[nodiscard]] QWebEngineView *view() const { return m_window.findChild<QWebEngineView *>(); }
    /// Whether the page asks for a field of that name.
    [[nodiscard]] bool isAskedFor(const QString &field) const
    {
        return view() != nullptr && view()->page() != nullptr &&
               answer(QStringLiteral("document.readyState === 'complete' && document.querySelector('input[name=\"%1\"]') !== null")
                          .arg(field))
                   .toBool();
    }
    [[nodiscard]] bool hasFocusIn(const QString &field) const
    {
        return isAskedFor(field) &&
               answer(QStringLiteral("document.hasFocus() && document.activeElement.name === '%1'").arg(field)).toBool();
    }
    /// Into the field that has the focus, then Enter.
    void type(const QString &text) const
    {
        QTest::keyClicks(view()->focusProxy(), text);
        QTest::keyClick(view()->focusProxy(), Qt::Key_Return);
    }
    /// Looks at the page, or does something in it, from the isolated world.
    QVariant answer(const QString &script) const
    {
        QVariant result;
        bool done = false;
        view()->page()->runJavaScript(script, QWebEngineScript::ApplicationWorld, [&](const QVariant &value) {
            result = value;
            done = true;
        });
        return QTest::qWaitFor([&] { return done; }, patience) ? result : QVariant();
    }

private:
    const QWidget &m_window;
};

} // namespace usher::test
