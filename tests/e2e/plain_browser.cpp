// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/plain_browser.h"

#include "tests/kit/patience.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace usher::test {

namespace {

/// The five characters that HTML writers escape.
QString plain(QString html)
{
    for (const auto &[entity, character] :
         {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#039;", "'"}, {"&amp;", "&"}})
        html.replace(QLatin1String(entity), QLatin1String(character));
    return html;
}

QString attributeOf(const QString &tag, const QString &name)
{
    const QRegularExpression attribute(QStringLiteral("\\b%1\\s*=\\s*\"([^\"]*)\"").arg(name));
    return plain(attribute.match(tag).captured(1));
}

/// The first form of a page.
std::optional<PageForm> formOf(const QString &html, const QUrl &address)
{
    static const QRegularExpression form(QStringLiteral("<form\\b[^>]*>"));
    static const QRegularExpression input(QStringLiteral("<(?:input|button)\\b[^>]*>"));
    const QRegularExpressionMatch begin = form.match(html);
    if (!begin.hasMatch())
        return std::nullopt;
    PageForm read{address.resolved(QUrl(attributeOf(begin.captured(), QStringLiteral("action")))), {}};
    const QString inside = html.mid(begin.capturedEnd(), html.indexOf(u"</form>", begin.capturedEnd()) - begin.capturedEnd());
    for (auto inputs = input.globalMatch(inside); inputs.hasNext();) {
        const QString tag = inputs.next().captured();
        if (const QString name = attributeOf(tag, QStringLiteral("name")); !name.isEmpty())
            read.fields.emplace_back(name, attributeOf(tag, QStringLiteral("value")));
    }
    return read;
}

} // namespace

QString PageForm::value(const QString &name) const
{
    const auto field = std::ranges::find(fields, name, &std::pair<QString, QString>::first);
    return field == fields.end() ? QString() : field->second;
}

void PageForm::fill(const QString &name, const QString &value)
{
    const auto field = std::ranges::find(fields, name, &std::pair<QString, QString>::first);
    if (field == fields.end())
        fields.emplace_back(name, value);
    else
        field->second = value;
}

BrowserPage PlainBrowser::open(const QByteArray &address)
{
    return follow(address);
}

BrowserPage PlainBrowser::submit(const PageForm &form)
{
    QByteArray body;
    for (const auto &[name, value] : form.fields) {
        body += body.isEmpty() ? "" : "&";
        body += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    QNetworkRequest request(form.action);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    return finish(m_network.post(request, body), form.action.toEncoded());
}

BrowserPage PlainBrowser::follow(const QByteArray &address)
{
    const QUrl url = QUrl::fromEncoded(address, QUrl::StrictMode);
    if (!isOurs(url))
        return {url, address, 0, {}, {}};
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    return finish(m_network.get(request), address);
}

BrowserPage PlainBrowser::finish(QNetworkReply *reply, const QByteArray &address)
{
    const bool finished = QTest::qWaitFor([reply] { return reply->isFinished(); }, patience);
    reply->deleteLater();
    if (!finished)
        return {reply->url(), address, 0, {}, {}};
    if (const QByteArray location = reply->rawHeader("Location"); !location.isEmpty())
        return follow(location);
    BrowserPage page{reply->url(),
                     address,
                     reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                     QString::fromUtf8(reply->readAll()),
                     {}};
    page.form = formOf(page.text, page.address);
    return page;
}

bool PlainBrowser::isOurs(const QUrl &address) const
{
    return address.scheme() == m_origin.scheme() && address.host() == m_origin.host() && address.port() == m_origin.port();
}

} // namespace usher::test
