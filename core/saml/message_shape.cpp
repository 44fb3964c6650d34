// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/message_shape.h"

#include "core/saml/names.h"
#include "core/xml/signature.h"

namespace usher {

namespace {

using xml::Element;

constexpr std::size_t mostSignaturesDescribed = 4;

bool isAssertion(const Element &element)
{
    return element.is(saml::assertionNamespace, "Assertion");
}

bool isEncryptedAssertion(const Element &element)
{
    return element.is(saml::assertionNamespace, "EncryptedAssertion");
}

bool isExpected(const Element &root, MessageRoot expected)
{
    switch (expected) {
    case MessageRoot::Response:
        return root.is(saml::protocolNamespace, "Response");
    case MessageRoot::Assertion:
        return isAssertion(root);
    case MessageRoot::LogoutRequest:
        return root.is(saml::protocolNamespace, "LogoutRequest");
    case MessageRoot::LogoutResponse:
        return root.is(saml::protocolNamespace, "LogoutResponse");
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> checkMessageShape(const Element &root, MessageRoot expected)
{
    const bool isLogout = expected == MessageRoot::LogoutRequest || expected == MessageRoot::LogoutResponse;
    if (!isExpected(root, expected))
        return fail(isLogout ? ErrorCode::LogoutMessageUnexpected : ErrorCode::NotASamlResponse, root.path());
    std::vector<Element> signedElements;
    for (const Element &signature : root.descendants(saml::signatureNamespace, "Signature")) {
        const std::optional<Element> parent = signature.parent();
        const bool isPlaced = parent && (*parent == root || (isAssertion(*parent) && !isLogout));
        if (!isPlaced)
            return fail(ErrorCode::SignatureMisplaced, signature.path());
        // Two are all that a valid message has. With one to a parent, more of them mean more assertions, which
        // checkAssertionCount() refuses; so a document of nothing but signatures costs no more than a few.
        if (signedElements.size() < mostSignaturesDescribed)
            signedElements.push_back(*parent);
    }
    for (const Element &element : signedElements)
        USHER_TRY(xml::describeSignature(element));
    return {};
}

Check checkAssertionCount(const Element &root)
{
    const std::vector<Element> assertions = assertionsIn(root);
    const Evidence evidence{QStringLiteral("1"), QString::number(assertions.size()),
                            assertions.empty() ? root.path() : assertions.back().path()};
    const bool isOnly = assertions.size() == 1 && (assertions.front() == root || assertions.front().parent() == root);
    return isOnly ? passed(CheckName::AssertionCount, evidence)
                  : failed(CheckName::AssertionCount, ErrorCode::AssertionCount, evidence);
}

std::vector<Element> assertionsIn(const Element &root)
{
    std::vector<Element> assertions;
    if (isAssertion(root) || isEncryptedAssertion(root))
        assertions.push_back(root);
    for (const char *name : {"Assertion", "EncryptedAssertion"}) {
        for (const Element &element : root.descendants(saml::assertionNamespace, name))
            assertions.push_back(element);
    }
    return assertions;
}

} // namespace usher
