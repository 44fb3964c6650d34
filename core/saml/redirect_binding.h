// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/xml/signature.h"

#include <QByteArray>
#include <QUrl>

#include <optional>
#include <span>

/// The HTTP-Redirect binding (SAML 2.0 Bindings, 3.4): the one place that writes and reads its addresses.
namespace usher {

/// A SAML message that travels in an address.
struct RedirectMessage
{
    enum class Kind {
        Request,  ///< `SAMLRequest`
        Response, ///< `SAMLResponse`
    };

    Kind kind = Kind::Request;
    QByteArray xml;
    QString relayState = {}; ///< at most 80 bytes where it is ours (3.4.3)

    bool operator==(const RedirectMessage &) const = default;
};

/// The address that carries \p message to \p destination, whose own query stays in front.
[[nodiscard]] QUrl toRedirectUrl(const QUrl &destination, const RedirectMessage &message);

/// The same with a signature over the octets as they stand in the address (3.4.4.1): RSA-SHA256. Error: CryptoFailure.
[[nodiscard]] Result<QUrl> toSignedRedirectUrl(const QUrl &destination, const RedirectMessage &message, const PrivateKey &key);

/// The signature of an address; nobody has checked it yet.
struct RedirectSignature
{
    QString algorithm;
    QByteArray value;
    QByteArray octets; ///< what it is to cover, still encoded as it came: `SAMLResponse=…&RelayState=…&SigAlg=…`
};

/// An address's query as it was read; nothing in it is believed.
struct ReceivedRedirect
{
    RedirectMessage message;
    std::optional<RedirectSignature> signature;
};

/// Reads a query, without its `?`, and percent-encoded as it came: what a signature covers can't be had back from decoded
/// values. Inflates to 64 KiB at most (threat 25).
/// Errors: InputEmpty, InputNotBase64, InputTooLarge, InputUnrecognised, SignatureMalformed, RedirectAmbiguous for a parameter
/// that comes twice, or a SAMLRequest beside a SAMLResponse (threat 28).
[[nodiscard]] Result<ReceivedRedirect> readRedirect(const QByteArray &query);

/// Which trusted certificate's key made the signature. The octets count as they came, or else with the hexadecimal digits of
/// their escapes in lower case: .NET writes and signs those, and a web view hands the same address on in upper case
/// (RFC 3986, 6.2.2.1: both are one address, so neither says anything else).
/// Errors: AlgorithmRefused, NoTrustedCertificate, KeyTooShort, SignatureInvalid.
[[nodiscard]] Result<Certificate> verifyRedirect(const RedirectSignature &signature, std::span<const Certificate> trusted,
                                                 const xml::AlgorithmPolicy &policy);

} // namespace usher
