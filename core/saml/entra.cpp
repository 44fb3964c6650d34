// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra.h"

#include <QRegularExpression>

namespace usher::entra {

QString tenantIdOf(const QString &entityId)
{
    static const QRegularExpression pattern(QStringLiteral(
        "\\Ahttps://sts\\.windows\\.net/([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})/\\z"));
    return pattern.match(entityId).captured(1);
}

bool isEveryTenants(const QString &entityId)
{
    static const QRegularExpression toBeFilledIn(QStringLiteral("(?:\\{|%7B)tenant"), QRegularExpression::CaseInsensitiveOption);
    constexpr QLatin1String consumerTenant("9188040d-6c67-4c5b-b112-36a304b66dad");
    return toBeFilledIn.match(entityId).hasMatch() || tenantIdOf(entityId).compare(consumerTenant, Qt::CaseInsensitive) == 0;
}

bool isSharedEndpoint(const QUrl &singleSignOn)
{
    static const QRegularExpression pattern(QStringLiteral("\\A/(?:common|organizations|consumers)/saml2/?\\z"),
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(singleSignOn.path()).hasMatch();
}

QString issuerOf(const QString &tenantId)
{
    return QStringLiteral("https://sts.windows.net/%1/").arg(tenantId);
}

QString logoutIssuerOf(const QUrl &singleLogout, const QString &tenantId)
{
    if (singleLogout.isEmpty() || tenantId.isEmpty())
        return {};
    return singleLogout.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment) + u'/' + tenantId + u'/';
}

QString audienceOf(const QString &identifier)
{
    // RFC 3986, 3.1: what makes a URI is its scheme.
    static const QRegularExpression scheme(QStringLiteral("\\A[A-Za-z][A-Za-z0-9+.-]*:"));
    return scheme.match(identifier).hasMatch() ? identifier : QStringLiteral("spn:%1").arg(identifier);
}

} // namespace usher::entra
