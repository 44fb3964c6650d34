// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/redirect_binding.h"

#include "core/crypto/signature.h"
#include "core/saml/deflate.h"
#include "core/saml/strict_base64.h"
#include "core/xml/algorithms.h"

#include <array>
#include <map>

namespace usher {

namespace {

/// 64 KiB of XML that can't be deflated are less, in base64 and escaped.
constexpr qsizetype maximumQueryBytes = 131'072;
constexpr qsizetype maximumInflatedBytes = 65'536;

constexpr auto requestParameter = "SAMLRequest";
constexpr auto responseParameter = "SAMLResponse";
constexpr auto relayStateParameter = "RelayState";
constexpr auto algorithmParameter = "SigAlg";
constexpr auto signatureParameter = "Signature";
constexpr auto encodingParameter = "SAMLEncoding";
constexpr auto deflateEncoding = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

/// A signature method that may be allowed.
struct Method
{
    const char *uri;
    SignatureDigest digest;
};

constexpr std::array methods{
    Method{xml::rsaSha256, SignatureDigest::Sha256},
    Method{xml::rsaSha384, SignatureDigest::Sha384},
    Method{xml::rsaSha512, SignatureDigest::Sha512},
    Method{xml::rsaSha1, SignatureDigest::Sha1},
};

Result<SignatureDigest> digestOf(const QString &algorithm, const xml::AlgorithmPolicy &policy)
{
    for (const Method &method : methods) {
        const bool isAllowed = method.digest != SignatureDigest::Sha1 || policy.sha1 == xml::AlgorithmPolicy::Sha1::Allow;
        if (isAllowed && algorithm == QLatin1String(method.uri))
            return method.digest;
    }
    return fail(ErrorCode::AlgorithmRefused, algorithm);
}

const char *parameterOf(RedirectMessage::Kind kind)
{
    return kind == RedirectMessage::Kind::Request ? requestParameter : responseParameter;
}

QByteArray encoded(const char *name, const QByteArray &value)
{
    return QByteArray(name) + '=' + value.toPercentEncoding();
}

/// The message as it stands in a query, and what a signature covers but for its algorithm.
QByteArray queryOf(const RedirectMessage &message)
{
    QByteArray query = encoded(parameterOf(message.kind), deflateRaw(message.xml).toBase64());
    if (!message.relayState.isEmpty())
        query += '&' + encoded(relayStateParameter, message.relayState.toUtf8());
    return query;
}

/// The address may have a query of its own (Bindings, 3.4.3), and it stays.
QUrl withQuery(QUrl destination, const QByteArray &query)
{
    const QString own = destination.hasQuery() ? destination.query(QUrl::FullyEncoded) + u'&' : QString();
    destination.setQuery(own + QString::fromLatin1(query), QUrl::StrictMode);
    return destination;
}

/// The parameters of a query by their decoded names, the values as they came.
class Parameters
{
public:
    /// Two of one name could be read in two ways (threat 28).
    [[nodiscard]] static Result<Parameters> read(const QByteArray &query)
    {
        Parameters parameters;
        for (const QByteArray &item : query.split('&')) {
            const qsizetype equals = item.indexOf('=');
            const QString name = QUrl::fromPercentEncoding(item.left(equals < 0 ? item.size() : equals));
            if (!parameters.m_raw.emplace(name, equals < 0 ? QByteArray() : item.mid(equals + 1)).second)
                return fail(ErrorCode::RedirectAmbiguous, name, QStringLiteral("doubled query parameter"));
        }
        return parameters;
    }

    [[nodiscard]] bool has(const char *name) const { return m_raw.contains(QString::fromLatin1(name)); }
    [[nodiscard]] QByteArray raw(const char *name) const
    {
        const auto found = m_raw.find(QString::fromLatin1(name));
        return found == m_raw.end() ? QByteArray() : found->second;
    }
    [[nodiscard]] QByteArray value(const char *name) const { return QByteArray::fromPercentEncoding(raw(name)); }

private:
    std::map<QString, QByteArray> m_raw;
};

/// Bindings, 3.4.4.1: the values as they came, in this order, whatever the order in which they came.
QByteArray signedOctets(const Parameters &parameters, RedirectMessage::Kind kind)
{
    QByteArray octets;
    for (const char *name : {parameterOf(kind), relayStateParameter, algorithmParameter}) {
        if (parameters.has(name))
            octets += (octets.isEmpty() ? "" : "&") + QByteArray(name) + '=' + parameters.raw(name);
    }
    return octets;
}

Result<std::optional<RedirectSignature>> readSignature(const Parameters &parameters, RedirectMessage::Kind kind)
{
    const bool hasAlgorithm = parameters.has(algorithmParameter);
    if (hasAlgorithm != parameters.has(signatureParameter))
        return fail(ErrorCode::SignatureMalformed, {}, QStringLiteral("SigAlg and Signature come together"));
    if (!hasAlgorithm)
        return std::nullopt;
    const Result<QByteArray> value = decodeStrictBase64(parameters.value(signatureParameter));
    if (!value)
        return fail(ErrorCode::SignatureMalformed, {}, QStringLiteral("the signature is not base64"));
    return RedirectSignature{QString::fromUtf8(parameters.value(algorithmParameter)), *value, signedOctets(parameters, kind)};
}

QByteArray withLowerCaseEscapes(QByteArray octets)
{
    constexpr qsizetype escapeSize = 3;
    for (qsizetype i = octets.indexOf('%'); i >= 0 && i + escapeSize <= octets.size(); i = octets.indexOf('%', i + escapeSize))
        octets.replace(i, escapeSize, octets.mid(i, escapeSize).toLower());
    return octets;
}

} // namespace

QUrl toRedirectUrl(const QUrl &destination, const RedirectMessage &message)
{
    return withQuery(destination, queryOf(message));
}

Result<QUrl> toSignedRedirectUrl(const QUrl &destination, const RedirectMessage &message, const PrivateKey &key)
{
    const QByteArray octets = queryOf(message) + '&' + encoded(algorithmParameter, xml::rsaSha256);
    USHER_TRY(const QByteArray signature, signOctets(octets, key, SignatureDigest::Sha256));
    return withQuery(destination, octets + '&' + encoded(signatureParameter, signature.toBase64()));
}

Result<ReceivedRedirect> readRedirect(const QByteArray &query)
{
    if (query.size() > maximumQueryBytes)
        return fail(ErrorCode::InputTooLarge, QString::number(query.size()));
    USHER_TRY(const Parameters parameters, Parameters::read(query));
    if (parameters.has(requestParameter) && parameters.has(responseParameter))
        return fail(ErrorCode::RedirectAmbiguous, QString::fromLatin1(responseParameter),
                    QStringLiteral("a request beside a response"));
    if (parameters.has(encodingParameter) && parameters.value(encodingParameter) != deflateEncoding)
        return fail(ErrorCode::InputUnrecognised, QString::fromUtf8(parameters.value(encodingParameter)),
                    QStringLiteral("unknown SAMLEncoding"));

    ReceivedRedirect received;
    RedirectMessage &message = received.message;
    message.kind = parameters.has(responseParameter) ? RedirectMessage::Kind::Response : RedirectMessage::Kind::Request;
    USHER_TRY(const QByteArray deflated, decodeStrictBase64(parameters.value(parameterOf(message.kind))));
    USHER_TRY(message.xml, inflateRaw(deflated, maximumInflatedBytes));
    message.relayState = QString::fromUtf8(parameters.value(relayStateParameter));
    USHER_TRY(received.signature, readSignature(parameters, message.kind));
    return received;
}

Result<Certificate> verifyRedirect(const RedirectSignature &signature, std::span<const Certificate> trusted,
                                   const xml::AlgorithmPolicy &policy)
{
    USHER_TRY(const SignatureDigest digest, digestOf(signature.algorithm, policy));
    USHER_TRY(const std::vector<Certificate> candidates, xml::usableSigners(trusted, policy));
    for (const QByteArray &octets : {signature.octets, withLowerCaseEscapes(signature.octets)}) {
        for (const Certificate &candidate : candidates) {
            if (checkSignature(octets, signature.value, candidate, digest) == SignatureMatch::Matches)
                return candidate;
        }
    }
    return fail(ErrorCode::SignatureInvalid, {}, QStringLiteral("no trusted key made the signature of the address"));
}

} // namespace usher
