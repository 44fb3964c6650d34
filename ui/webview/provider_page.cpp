// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/provider_page.h"

namespace usher::webview {

QString pageReadingScript()
{
    // An element may be named `title` or `body` and hide the document's own member of that name: so prototypes are asked.
    return QStringLiteral(R"js((() => {
        const read = (prototype, name, object) => Object.getOwnPropertyDescriptor(prototype, name).get.call(object);
        const body = read(Document.prototype, 'body', document);
        const inline = Array.from(Document.prototype.querySelectorAll.call(document, 'script:not([src])'));
        const texts = inline.map(script => read(Node.prototype, 'textContent', script));
        return {
            title: read(Document.prototype, 'title', document).slice(0, %1),
            text: body ? read(HTMLElement.prototype, 'innerText', body).slice(0, %1) : '',
            script: (texts.find(text => text.includes('$Config')) ?? '').slice(0, %2),
        };
    })())js")
        .arg(mostOfAPage)
        .arg(mostOfAScript);
}

ProviderPage providerPageFrom(const QVariant &answer)
{
    const QVariantMap page = answer.toMap();
    const auto text = [&](const char *name) { return page.value(QString::fromLatin1(name)).toString(); };
    return {text("title"), text("text"), text("script")};
}

bool isProviders(const QUrl &address, const BrowserErrand &errand)
{
    const QUrl &own = errand.address;
    const auto portOf = [](const QUrl &url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    if (address.scheme() != own.scheme() || portOf(address) != portOf(own))
        return false;
    return address.host() == own.host() || address.host().endsWith(u'.' + own.host());
}

} // namespace usher::webview
