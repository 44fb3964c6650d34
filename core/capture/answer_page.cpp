// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/answer_page.h"

#include <QCryptographicHash>
#include <QLocale>

namespace usher::capture {

namespace {

constexpr auto style = R"css(
:root { color-scheme: light dark; --ground: #eef1f6; --card: #ffffff; --line: #d3d9e2; --text: #1c2530; --quiet: #566273; --accent: #1f5f8b; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #12171d; --card: #1f2730; --line: #3a4552; --text: #e9eef4; --quiet: #a5b1c0; --accent: #7db7e0; }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 24px 16px; display: grid; place-items: center; background: var(--ground); color: var(--text);
  font: 16px/1.5 "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
main { width: 100%; max-width: 440px; padding: 40px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
p { margin: 0; color: var(--quiet); }
.product { margin-bottom: 24px; font-weight: 600; color: var(--accent); }
h1 { margin: 0 0 8px; font-size: 24px; font-weight: 600; line-height: 1.25; }
)css";

/// The one style sheet, known by its digest (Content Security Policy 3, 2.3.1).
QByteArray policy()
{
    static const QByteArray digest = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    return "default-src 'none'; style-src 'sha256-" + digest + "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
}

} // namespace

QHttpServerResponse answerPage(const PageText &text, QHttpServerResponse::StatusCode status)
{
    const QString html =
        QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title>"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                       "<style>%4</style></head><body><main><p class=\"product\">Usher</p><h1>%2</h1><p>%3</p>"
                       "</main></body></html>\n")
            .arg(QLocale().bcp47Name(), text.heading.toHtmlEscaped(), text.text.toHtmlEscaped(), QLatin1StringView(style));
    QHttpServerResponse response(QByteArrayLiteral("text/html; charset=utf-8"), html.toUtf8(), status);
    response.addHeaders({{"Content-Security-Policy", policy()},
                         {"Cache-Control", "no-store"},
                         {"Referrer-Policy", "no-referrer"},
                         {"X-Content-Type-Options", "nosniff"},
                         {"Connection", "close"}});
    return response;
}

} // namespace usher::capture
