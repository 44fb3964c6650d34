// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Names that XML Signature 1.1, Exclusive XML Canonicalization 1.0, XML Encryption 1.1 and RFC 6931 fix.
namespace usher::xml {

inline constexpr auto signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr auto signature11Namespace = "http://www.w3.org/2009/xmldsig11#";
inline constexpr auto encryptionNamespace = "http://www.w3.org/2001/04/xmlenc#";
inline constexpr auto assertionNamespace = "urn:oasis:names:tc:SAML:2.0:assertion";

inline constexpr auto enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
/// A namespace and an algorithm at once.
inline constexpr auto exclusiveC14n = "http://www.w3.org/2001/10/xml-exc-c14n#";

inline constexpr auto rsaSha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
inline constexpr auto rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
inline constexpr auto rsaSha384 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384";
inline constexpr auto rsaSha512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
inline constexpr auto sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
inline constexpr auto sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
inline constexpr auto sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384";
inline constexpr auto sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";

inline constexpr auto aes128Cbc = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
inline constexpr auto aes256Cbc = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
inline constexpr auto aes128Gcm = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
inline constexpr auto aes256Gcm = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
inline constexpr auto rsaOaep = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

} // namespace usher::xml
