// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/translation.h"

#include <QRegularExpression>

namespace usher::explain {

namespace {

/// What xmlsec 1.2 can't do, though it is strong: people should hear that it is ours to lack, not theirs to fear.
enum class Unsupported { Nothing, RsaPss, Ecdsa, RsaOaepDigest };

Unsupported unsupportedIn(const QString &algorithms)
{
    // RFC 6931, 2.3.9 and 2.3.10 (a digest in front, or as a parameter); 2.3.6; XML Encryption 1.1, 5.5.2.
    static const QRegularExpression pss(QStringLiteral("xmldsig-more#(?:[a-z0-9-]+-rsa-MGF1|rsa-pss)"));
    static const QRegularExpression ecdsa(QStringLiteral("xmldsig-more#ecdsa-"));
    static const QRegularExpression oaep(QStringLiteral("xmlenc11#rsa-oaep|rsa-oaep-mgf1p .*#sha(?:224|256|384|512)"));
    if (pss.match(algorithms).hasMatch())
        return Unsupported::RsaPss;
    if (ecdsa.match(algorithms).hasMatch())
        return Unsupported::Ecdsa;
    return oaep.match(algorithms).hasMatch() ? Unsupported::RsaOaepDigest : Unsupported::Nothing;
}

} // namespace

QString whyAlgorithmIsRefused(const QString &algorithms)
{
    switch (unsupportedIn(algorithms)) {
    case Unsupported::RsaPss:
        return Explain::tr("The response is signed with RSA-PSS (%1). That is strong, but Usher can't check it yet.")
            .arg(algorithms);
    case Unsupported::Ecdsa:
        return Explain::tr("The response is signed with ECDSA (%1). That is strong, but Usher can't check it yet.").arg(algorithms);
    case Unsupported::RsaOaepDigest:
        return Explain::tr("The key of the encryption came by RSA-OAEP with a digest that Usher can't read yet (%1).")
            .arg(algorithms);
    case Unsupported::Nothing:
        break;
    }
    return algorithms.isEmpty()
               ? Explain::tr("The response uses an algorithm that is too weak, or that Usher does not know.")
               : Explain::tr("The response uses an algorithm that is too weak, or that Usher does not know: %1.").arg(algorithms);
}

QString whichAlgorithmInstead(const QString &algorithms)
{
    switch (unsupportedIn(algorithms)) {
    case Unsupported::RsaPss:
    case Unsupported::Ecdsa:
        return Explain::tr(
            "Have the identity provider sign with RSA and SHA-256, PKCS #1 v1.5 (rsa-sha256). Entra does so by default.");
    case Unsupported::RsaOaepDigest:
        return Explain::tr("Have the identity provider use rsa-oaep-mgf1p with its default digest, SHA-1. Here SHA-1 does no harm: "
                           "what breaks its "
                           "signatures does not touch this use. Entra does so by default.");
    case Unsupported::Nothing:
        break;
    }
    return Explain::tr(
        "In Entra, open Single sign-on, SAML Certificates, and set Signing Algorithm to SHA-256. Encrypted tokens need "
        "AES-256 with RSA-OAEP.");
}

} // namespace usher::explain
