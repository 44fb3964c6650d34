// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QString>
#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

namespace usher::test {

/// A form of a page: where it goes, and what it says before anybody filled it in.
struct PageForm
{
    QUrl action;
    std::vector<std::pair<QString, QString>> fields;

    /// Empty where there is no such field.
    [[nodiscard]] QString value(const QString &name) const;
    /// Adds the field where it is not there.
    void fill(const QString &name, const QString &value);
};

/// Where a person ended up.
struct BrowserPage
{
    QUrl address;
    QByteArray rawAddress; ///< octet by octet as it was in the link or the redirect: what a signature over a query covers
    int status = 0;        ///< of HTTP; 0 where nobody was asked
    QString text;          ///< HTML
    std::optional<PageForm> form;
};

/// A browser that knows redirects, cookies and forms, and no scripts: what a sign-in needs when nobody looks at it. It asks one
/// origin alone; where a redirect leads elsewhere, that address is the page, and nothing was sent to it.
class PlainBrowser
{
public:
    /// \param origin  scheme, host and port of the site
    explicit PlainBrowser(QUrl origin) : m_origin(std::move(origin)) {}

    [[nodiscard]] BrowserPage open(const QByteArray &address);
    [[nodiscard]] BrowserPage open(const QUrl &address) { return open(address.toEncoded()); }
    /// Posts, as every form here wants it.
    [[nodiscard]] BrowserPage submit(const PageForm &form);

private:
    [[nodiscard]] BrowserPage follow(const QByteArray &address);
    [[nodiscard]] BrowserPage finish(QNetworkReply *reply, const QByteArray &address);
    [[nodiscard]] bool isOurs(const QUrl &address) const;

    QUrl m_origin;
    QNetworkAccessManager m_network;
};

} // namespace usher::test
