// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/page_form.h"

#include "ui/webview/navigation.h"

namespace usher::webview {

QString formReadingScript()
{
    // A field may be named `action` or `getAttribute` and hide the form's own member of that name, in this world too:
    // so everything is asked of the prototypes.
    return QStringLiteral(R"js((() => {
        const attribute = (element, name) => Element.prototype.getAttribute.call(element, name);
        const texts = (data, name) => data.getAll(name).filter(value => typeof value === 'string');
        const absolute = address => { try { return new URL(address, document.baseURI).href; } catch { return ''; } };
        return Array.from(Document.prototype.querySelectorAll.call(document, 'form')).map(form => {
            const data = new FormData(form);
            return {
                action: absolute(attribute(form, 'action') ?? ''),
                method: (attribute(form, 'method') ?? 'get').toLowerCase(),
                samlResponses: texts(data, 'SAMLResponse'),
                relayStates: texts(data, 'RelayState'),
            };
        });
    })())js");
}

std::vector<PageForm> formsFrom(const QVariant &answer)
{
    std::vector<PageForm> forms;
    for (const QVariant &entry : answer.toList()) {
        const QVariantMap form = entry.toMap();
        forms.push_back({QUrl(form.value(QStringLiteral("action")).toString()), form.value(QStringLiteral("method")).toString(),
                         form.value(QStringLiteral("samlResponses")).toStringList(),
                         form.value(QStringLiteral("relayStates")).toStringList()});
    }
    return forms;
}

Result<SamlPost> postOf(const std::vector<PageForm> &forms, const QUrl &assertionConsumerService, TimePoint capturedAt)
{
    const auto none = [&](const QString &detail) {
        return fail(ErrorCode::ResponseNotCaptured, assertionConsumerService.toString(), detail);
    };

    const PageForm *posted = nullptr;
    for (const PageForm &form : forms) {
        if (form.method != u"post" || !isSameAddress(form.action, assertionConsumerService))
            continue;
        if (posted != nullptr)
            return none(QStringLiteral("two forms that post there"));
        posted = &form;
    }
    if (posted == nullptr)
        return none(QStringLiteral("%1 forms, none posts there").arg(forms.size()));
    if (posted->samlResponses.size() != 1 || posted->relayStates.size() > 1)
        return none(QStringLiteral("%1 SAMLResponse and %2 RelayState fields")
                        .arg(posted->samlResponses.size())
                        .arg(posted->relayStates.size()));
    return SamlPost{posted->samlResponses.first().toLatin1(), posted->relayStates.value(0), assertionConsumerService, capturedAt};
}

} // namespace usher::webview
