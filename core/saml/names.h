// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Names that SAML 2.0, XML Signature and XML Encryption fix.
namespace usher::saml {

inline constexpr auto protocolNamespace = "urn:oasis:names:tc:SAML:2.0:protocol";
inline constexpr auto assertionNamespace = "urn:oasis:names:tc:SAML:2.0:assertion";
inline constexpr auto metadataNamespace = "urn:oasis:names:tc:SAML:2.0:metadata";
inline constexpr auto signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr auto encryptionNamespace = "http://www.w3.org/2001/04/xmlenc#";

inline constexpr auto statusSuccess = "urn:oasis:names:tc:SAML:2.0:status:Success";
inline constexpr auto statusRequester = "urn:oasis:names:tc:SAML:2.0:status:Requester";
inline constexpr auto statusPartialLogout = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";
inline constexpr auto logoutByUser = "urn:oasis:names:tc:SAML:2.0:logout:user";
inline constexpr auto bearerMethod = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
inline constexpr auto redirectBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
inline constexpr auto postBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

inline constexpr auto nameIdEntity = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
inline constexpr auto nameIdPersistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
inline constexpr auto nameIdTransient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
inline constexpr auto nameIdEmailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
inline constexpr auto nameIdUnspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

} // namespace usher::saml
