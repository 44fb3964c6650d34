// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/tenant_pages.h"

#include "core/sandbox/page_style.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace usher::sandbox {

namespace {

/// A door that stands ajar: the tenant's own mark.
constexpr auto mark = R"svg(<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
<path d="M4 21V4a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v17" stroke-linecap="round"/><path d="M4 21V4l9 3v16z" fill="currentColor"
stroke-linejoin="round"/></svg>)svg";

constexpr auto arrow = R"svg(<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
<path d="M20 12H5m6-7-7 7 7 7" stroke-linecap="round" stroke-linejoin="round"/></svg>)svg";

/// Bits of HTML. Values enter through text() and attribute(), which escape; the rest is ours.
class Html
{
public:
    Html &raw(const char *html)
    {
        m_html += QString::fromUtf8(html);
        return *this;
    }
    Html &part(const Html &other)
    {
        m_html += other.m_html;
        return *this;
    }
    Html &text(const QString &value)
    {
        m_html += value.toHtmlEscaped();
        return *this;
    }
    Html &attribute(const char *name, const QString &value)
    {
        m_html += u' ' + QLatin1StringView(name) + QStringLiteral("=\"") + value.toHtmlEscaped() + u'"';
        return *this;
    }
    Html &hidden(const char *name, const QString &value)
    {
        return raw("<input type=\"hidden\"").attribute("name", QString::fromLatin1(name)).attribute("value", value).raw(">");
    }
    Html &startStep(const SignInContext &context, const char *step)
    {
        return raw("<form method=\"post\" action=\"login\" novalidate>")
            .hidden("ctx", context.query)
            .hidden("step", QString::fromLatin1(step));
    }
    /// One labelled field with the focus in it, and the complaint above it.
    Html &field(const char *attributes, const char *label, const QString &value, const QString &complaint)
    {
        if (!complaint.isEmpty())
            raw("<p class=\"error\" id=\"error\" role=\"alert\">").text(complaint).raw("</p>");
        raw("<label for=\"field\">").raw(label).raw("</label><input id=\"field\" autofocus required ").raw(attributes);
        attribute("value", value);
        if (!complaint.isEmpty())
            raw(" aria-invalid=\"true\" aria-describedby=\"error\"");
        return raw(">");
    }

    [[nodiscard]] const QString &html() const { return m_html; }

private:
    QString m_html;
};

/// Nothing but what stands in the page itself; forms go to \p formAction alone. As Entra does since 2026 (entra.md).
QByteArray policy(const QString &formAction, const QString &nonce)
{
    return QStringLiteral("default-src 'none'; script-src 'nonce-%1'; style-src 'nonce-%1'; form-action %2; base-uri 'none'; "
                          "frame-ancestors 'none'; require-trusted-types-for 'script'")
        .arg(nonce, formAction)
        .toLatin1();
}

Page page(const char *title, const Html &content, const QString &formAction, const QString &nonce)
{
    Html html;
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .raw(title)
        .raw("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style")
        .attribute("nonce", nonce)
        .raw(">")
        .raw(pageStyle)
        .raw("</style></head><body><main><div class=\"brand\">")
        .raw(mark)
        .raw("<span>Usher Sandbox</span></div>")
        .part(content)
        .raw("</main><p class=\"banner\" role=\"note\">Sandbox tenant — nothing here is real</p></body></html>\n");
    return {html.html().toUtf8(), policy(formAction, nonce)};
}

QString toTheTenant()
{
    return QStringLiteral("'self'");
}

QString initials(const Person &person)
{
    return person.givenName.left(1) + person.surname.left(1);
}

Html peopleToPick(const SignInContext &context)
{
    Html html;
    html.raw("<h2>Or pick somebody</h2>").startStep(context, "account").raw("<ul class=\"people\">");
    for (const Person &person : people()) {
        html.raw("<li><button type=\"submit\" name=\"loginfmt\"").attribute("value", person.userPrincipalName);
        html.raw("><span class=\"initials\" aria-hidden=\"true\">").text(initials(person));
        html.raw("</span><span>").text(person.displayName);
        html.raw("</span><span class=\"quiet\">").text(person.note).raw("</span></button></li>");
    }
    return html.raw("</ul></form>");
}

/// By a page, or by the status of a response: what people see differs.
Html failuresToPick(const SignInContext &context)
{
    Html html;
    html.raw("<details><summary>Fail on purpose</summary>")
        .startStep(context, "account")
        .raw("<label for=\"failure\">What Entra is to refuse the sign-in for</label><select id=\"failure\" name=\"loginfmt\">");
    for (const KnownEntraCode &known : knownEntraCodes()) {
        html.raw("<option").attribute("value", codeText(EntraFailure{.code = known.code}));
        html.raw(">").text(QStringLiteral("%1: %2").arg(known.code).arg(failureMessage(known.code))).raw("</option>");
    }
    return html.raw("</select><div class=\"actions\"><button type=\"submit\" class=\"secondary\" name=\"way\" value=\"status\">"
                    "Post a failed response</button><button type=\"submit\" class=\"secondary\" name=\"way\" value=\"page\">"
                    "Show the error page</button></div></form><p class=\"quiet\">Or type any code in place of the address: "
                    "AADSTS, then the number.</p></details>");
}

/// Request, correlation and time, as Microsoft's pages name them.
Html idLines(const TraceIds &ids)
{
    Html html;
    html.raw("<li>Request Id: ").text(ids.requestId);
    html.raw("</li><li>Correlation Id: ").text(ids.correlationId);
    html.raw("</li><li>Timestamp: ").text(formatDateTime(std::chrono::floor<std::chrono::seconds>(ids.at)));
    return html.raw("</li>");
}

/// The page before this one, with the account still in its field.
QString addressBack(const SignInContext &context, const QString &account)
{
    return QStringLiteral("saml2?") + context.query + QStringLiteral("&login_hint=") +
           QString::fromLatin1(QUrl::toPercentEncoding(account));
}

} // namespace

Page accountPage(const SignInContext &context, const QString &account, const QString &complaint, const QString &nonce)
{
    Html html;
    html.raw("<h1>Sign in</h1><p class=\"quiet\">to continue to ").text(context.application).raw("</p>");
    html.startStep(context, "account")
        .field("type=\"email\" name=\"loginfmt\" autocomplete=\"username\" maxlength=\"113\" spellcheck=\"false\"",
               "E-mail address; a new one makes a new person", account, complaint)
        .raw("<div class=\"actions\"><button type=\"submit\" class=\"primary\">Next</button></div></form>")
        .part(peopleToPick(context))
        .part(failuresToPick(context));
    return page("Sign in to your account", html, toTheTenant(), nonce);
}

Page passwordPage(const SignInContext &context, const Person &person, const QString &complaint, const QString &nonce)
{
    Html html;
    html.raw("<div class=\"identity\"><a class=\"back\" aria-label=\"Back\" title=\"Back\"")
        .attribute("href", addressBack(context, person.userPrincipalName))
        .raw(">")
        .raw(arrow)
        .raw("</a><span>")
        .text(person.userPrincipalName)
        .raw("</span></div><h1>Enter password</h1>");
    html.startStep(context, "password")
        .hidden("loginfmt", person.userPrincipalName)
        .field("type=\"password\" name=\"passwd\" autocomplete=\"current-password\"", "Password; any will do", {}, complaint)
        .raw("<div class=\"actions\"><button type=\"submit\" class=\"primary\">Sign in</button></div></form>");
    return page("Sign in to your account", html, toTheTenant(), nonce);
}

Page responsePage(const QUrl &assertionConsumerService, const QByteArray &samlResponse, const QString &relayState,
                  const QString &nonce)
{
    Html html;
    html.raw("<h1>Working…</h1><form method=\"post\"")
        .attribute("action", assertionConsumerService.toString(QUrl::FullyEncoded))
        .raw(">")
        .hidden("SAMLResponse", QString::fromLatin1(samlResponse));
    if (!relayState.isEmpty())
        html.hidden("RelayState", relayState);
    html.raw("<noscript><p>Script is off in this browser.</p><button type=\"submit\" class=\"primary\">Continue</button></noscript>"
             "</form><script")
        .attribute("nonce", nonce)
        .raw(">document.forms[0].submit();</script>");
    const QUrl::FormattingOptions origin = QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo;
    return page("Working…", html, assertionConsumerService.toString(origin | QUrl::FullyEncoded), nonce);
}

Page problemPage(const SignInProblem &problem, const TraceIds &ids, const QString &nonce)
{
    const QString said = problem.code + QStringLiteral(": ") + problem.message;
    Html html;
    html.raw("<h1>Sign in</h1><p>Sorry, but we’re having trouble signing you in.</p><p class=\"error\" role=\"alert\">")
        .text(said)
        .raw("</p><h2>Troubleshooting details</h2><p class=\"quiet\">If you contact your administrator, send this info to them.</p>"
             "<ul class=\"facts\">")
        .part(idLines(ids))
        .raw("<li>Message: ")
        .text(said)
        .raw("</li></ul>");
    return page("Sign in to your account", html, QStringLiteral("'none'"), nonce);
}

Page blockedPage(int code, const TraceIds &ids, const QString &nonce)
{
    constexpr auto heading = "You cannot access this right now";
    const QJsonObject config{{QStringLiteral("pgid"), QStringLiteral("ConvergedConditionalAccess")},
                             {QStringLiteral("sErrorCode"), QString::number(code)},
                             {QStringLiteral("strMainMessage"), QString::fromLatin1(heading)},
                             {QStringLiteral("correlationId"), ids.correlationId}};
    Html html;
    html.raw("<h1>")
        .raw(heading)
        .raw(
            "</h1><p>Your sign-in was successful but does not meet the criteria to access this resource.</p><details><summary>More "
            "details</summary><ul class=\"facts\"><li>Error Code: ")
        .text(QString::number(code))
        .raw("</li>")
        .part(idLines(ids))
        .raw("</ul></details><script")
        .attribute("nonce", nonce)
        .raw(">$Config=")
        .raw(QJsonDocument(config).toJson(QJsonDocument::Compact).constData()) // of our own making: no `<` in it
        .raw(";</script>");
    return page("Sign in to your account", html, QStringLiteral("'none'"), nonce);
}

} // namespace usher::sandbox
