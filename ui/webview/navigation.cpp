// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/navigation.h"

#include "core/saml/metadata.h"

#include <QStringList>

namespace usher::webview {

namespace {

QUrl normalised(QUrl url, QUrl::FormattingOptions without)
{
    const int port = url.port();
    if ((url.scheme() == u"https" && port == 443) || (url.scheme() == u"http" && port == 80))
        url.setPort(-1);
    if (url.path().isEmpty())
        url.setPath(QStringLiteral("/"));
    return url.adjusted(without);
}

/// Query and user do not matter here: nothing whatever may be sent to that place.
bool goesTo(const QUrl &url, const QUrl &assertionConsumerService)
{
    constexpr auto parts = QUrl::RemoveFragment | QUrl::RemoveQuery | QUrl::RemoveUserInfo;
    return normalised(url, parts) == normalised(assertionConsumerService, parts);
}

bool isAllowed(const QUrl &url, const Errand &errand)
{
    const bool isLocalSignIn = errand.signIn.scheme() == u"http" && isSecureAddress(errand.signIn);
    return isSecureAddress(url) && (url.scheme() == u"https" || isLocalSignIn);
}

} // namespace

bool isSameAddress(const QUrl &a, const QUrl &b)
{
    return normalised(a, QUrl::RemoveFragment) == normalised(b, QUrl::RemoveFragment);
}

Verdict judgeNavigation(const Navigation &navigation, const Errand &errand)
{
    const bool main = navigation.frame == Navigation::Frame::Main;
    if (goesTo(navigation.target, errand.assertionConsumerService)) {
        if (!main)
            return Verdict::Ignore;
        return navigation.kind == Navigation::Kind::FormPosted ? Verdict::Capture : Verdict::RefuseUnreadable;
    }
    if (isAllowed(navigation.target, errand) || navigation.target.scheme() == u"about")
        return Verdict::Follow;
    return main && navigation.target.scheme() == u"http" ? Verdict::RefuseInsecure : Verdict::Ignore;
}

bool mayBeFetched(const QUrl &url, const Errand &errand)
{
    // What these name lies in the page itself; no network is asked.
    static const QStringList withinThePage{QStringLiteral("about"), QStringLiteral("blob"), QStringLiteral("data")};
    if (withinThePage.contains(url.scheme()))
        return true;
    return isAllowed(url, errand) && !goesTo(url, errand.assertionConsumerService);
}

} // namespace usher::webview
