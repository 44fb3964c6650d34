// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/unverified_claims.h"

#include "core/saml/names.h"
#include "core/saml/response_content.h"
#include "core/xml/document.h"

namespace usher {

namespace {

/// The first assertion, wherever it stands: in a response that was tampered with, that may be anywhere.
std::optional<xml::Element> assertionIn(const xml::Element &root)
{
    if (root.is(saml::assertionNamespace, "Assertion"))
        return root;
    const std::vector<xml::Element> assertions = root.descendants(saml::assertionNamespace, "Assertion");
    return assertions.empty() ? std::nullopt : std::optional(assertions.front());
}

QString issuerOf(const std::vector<IssuerContent> &issuers)
{
    return issuers.empty() ? QString() : issuers.front().value;
}

} // namespace

Result<UnverifiedClaims> readUnverifiedClaims(const QByteArray &xml)
{
    USHER_TRY(const xml::Document document, xml::Document::parse(xml));
    const xml::Element root = document.root();
    const std::optional<xml::Element> assertion = assertionIn(root);
    if (!assertion && !root.is(saml::protocolNamespace, "Response"))
        return fail(ErrorCode::NotASamlResponse, root.path());
    if (!assertion) // encrypted, or a failure: the response still says who sent it
        return UnverifiedClaims{issuerOf(readResponse(root).issuers), {}, {}, {}};

    AssertionContent content = readAssertion(*assertion, Places(*assertion), {});
    return UnverifiedClaims{issuerOf(content.issuers), content.id,
                            content.nameId ? std::optional(*std::move(content.nameId)) : std::nullopt,
                            std::move(content.attributes)};
}

} // namespace usher
