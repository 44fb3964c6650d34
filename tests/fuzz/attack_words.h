// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xml/algorithms.h"

#include <array>

/// What an attacker writes into documents.
namespace usher::fuzz {

struct Name
{
    const char *namespaceUri;
    const char *localName;
};

inline constexpr auto protocolNamespace = "urn:oasis:names:tc:SAML:2.0:protocol";

/// To wrap things in, and to rename them to.
inline constexpr std::array names{
    Name{protocolNamespace, "Response"},
    Name{protocolNamespace, "Extensions"},
    Name{protocolNamespace, "Status"},
    Name{xml::assertionNamespace, "Assertion"},
    Name{xml::assertionNamespace, "EncryptedAssertion"},
    Name{xml::assertionNamespace, "EncryptedID"},
    Name{xml::assertionNamespace, "Advice"},
    Name{xml::assertionNamespace, "Subject"},
    Name{xml::assertionNamespace, "NameID"},
    Name{xml::assertionNamespace, "SubjectConfirmation"},
    Name{xml::assertionNamespace, "Conditions"},
    Name{xml::assertionNamespace, "AttributeStatement"},
    Name{xml::assertionNamespace, "AttributeValue"},
    Name{xml::signatureNamespace, "Signature"},
    Name{xml::signatureNamespace, "SignedInfo"},
    Name{xml::signatureNamespace, "Reference"},
    Name{xml::signatureNamespace, "Object"},
    Name{xml::signatureNamespace, "KeyInfo"},
    Name{xml::encryptionNamespace, "EncryptedData"},
    Name{xml::encryptionNamespace, "EncryptedKey"},
    Name{"urn:unknown", "Unknown"},
};

inline constexpr std::array attributeNames{"ID",           "Id",          "id",        "xml:id",       "URI",     "Algorithm",
                                           "InResponseTo", "Destination", "Recipient", "NotOnOrAfter", "Version", "Method",
                                           "Name",         "Value",       "Format",    "PrefixList"};

inline constexpr std::array values{"_response",
                                   "_assertion",
                                   "#_response",
                                   "#_assertion",
                                   "#_evil",
                                   "_evil",
                                   "",
                                   "#",
                                   "2.0",
                                   "_request",
                                   "http://localhost:48110/saml/acs",
                                   "2026-11-24T10:00:00Z",
                                   "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                                   "http://www.w3.org/2001/10/xml-exc-c14n#",
                                   "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                                   "http://www.w3.org/2000/09/xmldsig#base64",
                                   "http://www.w3.org/TR/1999/REC-xslt-19991116",
                                   "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                                   "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                                   "http://www.w3.org/2001/04/xmlenc#rsa-1_5",
                                   "urn:oasis:names:tc:SAML:2.0:status:Success",
                                   "firstName",
                                   "saml ds #default"};

inline constexpr std::array texts{
    "admin@contoso.example", "admin", "amira@contoso.example", " ", "https://usher.example/saml", "&#13;", "AAAA"};

} // namespace usher::fuzz
