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
bool goesTo(const QUrl &url, const QUrl &answerAddress)
{
    constexpr auto parts = QUrl::RemoveFragment | QUrl::RemoveQuery | QUrl::RemoveUserInfo;
    return normalised(url, parts) == normalised(answerAddress, parts);
}

bool isAllowed(const QUrl &url, const BrowserErrand &errand)
{
    const bool isLocalProvider = errand.address.scheme() == u"http" && isSecureAddress(errand.address);
    return isSecureAddress(url) && (url.scheme() == u"https" || isLocalProvider);
}

} // namespace

bool isSameAddress(const QUrl &a, const QUrl &b)
{
    return normalised(a, QUrl::RemoveFragment) == normalised(b, QUrl::RemoveFragment);
}

Verdict judgeNavigation(const Navigation &navigation, const BrowserErrand &errand)
{
    const bool main = navigation.frame == Navigation::Frame::Main;
    if (goesTo(navigation.target, errand.answerAddress)) {
        const bool signsOut = errand.awaited == BrowserErrand::Awaited::LogoutAnswer;
        if (!main)
            return signsOut ? Verdict::Ignore : Verdict::RefuseUnreadable; // the engine does not say whether a frame posts
        if (signsOut)
            return navigation.target.hasQuery() ? Verdict::CaptureAddress : Verdict::RefuseUnreadable;
        return navigation.kind == Navigation::Kind::FormSubmitted ? Verdict::CaptureForm : Verdict::RefuseUnreadable;
    }
    if (isAllowed(navigation.target, errand) || navigation.target.scheme() == u"about")
        return Verdict::Follow;
    return main && navigation.target.scheme() == u"http" ? Verdict::RefuseInsecure : Verdict::Ignore;
}

bool mayBeFetched(const QUrl &url, const BrowserErrand &errand)
{
    // What these name lies in the page itself; no network is asked.
    static const QStringList withinThePage{QStringLiteral("about"), QStringLiteral("blob"), QStringLiteral("data")};
    if (withinThePage.contains(url.scheme()))
        return true;
    return isAllowed(url, errand) && !goesTo(url, errand.answerAddress);
}

} // namespace usher::webview
