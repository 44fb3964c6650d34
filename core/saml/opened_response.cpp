// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/opened_response.h"

#include "core/saml/message_opening.h"
#include "core/saml/message_shape.h"
#include "core/saml/names.h"
#include "core/xml/encryption.h"
#include "core/xml/signature.h"

namespace usher {

namespace {

using xml::Document;
using xml::Element;

/// The assertion where it is read from at the moment, and its place in the document that arrived.
struct Part
{
    Document document;
    Element assertion;
    QString place;
};

/// One walk from octets to what they say. Each step replaces the document by a smaller, better known one.
class Opening
{
public:
    Opening(const TrustPolicy &policy, TimePoint now)
        : m_policy(policy), m_steps({policy.signingCertificates, policy.algorithms, policy.limits, now})
    {
    }

    [[nodiscard]] OpenedResponse open(const QByteArray &xml);

private:
    void openMessage(Document message);
    void openAssertion(Part part, ResponseContent::Signature responseSignature, std::optional<Certificate> responseSigner);

    [[nodiscard]] bool isShapedAs(MessageRoot expected, const Element &root);
    [[nodiscard]] std::optional<Document> decrypt(const Element &wrapper, const QString &place);
    [[nodiscard]] std::optional<Part> decryptAssertion(const Part &part);
    [[nodiscard]] std::optional<Document> decryptNameId(const Part &part);
    [[nodiscard]] std::optional<Vouched> verify(const Document &document, const Element &element, const QString &place,
                                                MessageRoot root);
    void addReferences(const Element &root);
    void addSignatureForm(const Element &element, const QString &place);
    [[nodiscard]] bool hasFailed() const { return m_steps.hasFailed(); }

    const TrustPolicy &m_policy;
    MessageOpening m_steps;
    OpenedResponse m_opened;
};

OpenedResponse Opening::open(const QByteArray &xml)
{
    if (std::optional<Document> message = m_steps.parse(xml))
        openMessage(*std::move(message));
    m_opened.checks = m_steps.checks();
    return std::move(m_opened);
}

void Opening::openMessage(Document message)
{
    const Result<void> shape = checkMessageShape(message.root(), MessageRoot::Response);
    const auto addShape = [&] {
        if (!shape)
            m_steps.add(failed(CheckName::Shape, shape.error()));
    };
    if (!shape && shape.error().code == ErrorCode::NotASamlResponse)
        return addShape();
    ResponseContent &response = m_opened.response.emplace(readResponse(message.root()));
    response.signature = isSigned(message.root()) ? ResponseContent::Signature::Present : ResponseContent::Signature::Absent;
    const bool saysFailure = !response.status.code.isEmpty() && !response.status.isSuccess();
    if (saysFailure && assertionsIn(message.root()).empty())
        return addShape(); // nothing to verify, and the provider's words say more than its missing assertion

    const Check count = checkAssertionCount(message.root());
    m_steps.add(count);
    // An assertion that was wrapped around says more than the odd place that its signature has got (threat 1).
    if (count.outcome != CheckOutcome::Failed)
        addShape();
    if (!shape || count.outcome == CheckOutcome::Failed) {
        addReferences(message.root());
        return;
    }
    std::optional<Certificate> signer;
    if (response.signature == ResponseContent::Signature::Present) {
        std::optional<Vouched> vouched = verify(message, message.root(), message.root().path(), MessageRoot::Response);
        if (vouched) {
            message = std::move(vouched->document);
            signer = std::move(vouched->signer);
            response = readResponse(message.root()); // the signature itself is not among what it covers
            response.signature = ResponseContent::Signature::Present;
        }
    }
    const Element assertion = assertionsIn(message.root()).front();
    openAssertion({std::move(message), assertion, assertion.path()}, response.signature, std::move(signer));
}

void Opening::openAssertion(Part part, ResponseContent::Signature responseSignature, std::optional<Certificate> responseSigner)
{
    if (part.assertion.is(saml::assertionNamespace, "EncryptedAssertion")) {
        std::optional<Part> plain = hasFailed() ? std::nullopt : decryptAssertion(part);
        if (!plain)
            return;
        part = *std::move(plain);
    }
    std::optional<Certificate> signer = std::move(responseSigner);
    if (isSigned(part.assertion)) {
        signer.reset(); // both must verify
        if (hasFailed()) {
            addSignatureForm(part.assertion, part.place);
        } else if (std::optional<Vouched> vouched = verify(part.document, part.assertion, part.place, MessageRoot::Assertion)) {
            const Element root = vouched->document.root();
            part = {std::move(vouched->document), root, std::move(part.place)};
            signer = std::move(vouched->signer);
        }
    } else if (responseSignature == ResponseContent::Signature::Absent) {
        m_steps.add(failed(CheckName::Signature, ErrorCode::SignatureMissing, {.where = part.place}));
    }

    std::optional<Document> nameId;
    if (signer)
        nameId = decryptNameId(part);
    m_opened.assertion =
        readAssertion(part.assertion, Places(part.assertion, part.place), nameId ? std::optional(nameId->root()) : std::nullopt);
    m_opened.signer = std::move(signer);
}

/// The rest of S, for what came out of a signature or a cipher.
bool Opening::isShapedAs(MessageRoot expected, const Element &root)
{
    const Check count = checkAssertionCount(root);
    m_steps.add(count);
    if (count.outcome == CheckOutcome::Failed)
        return false;
    const Result<void> shape = checkMessageShape(root, expected);
    if (!shape)
        m_steps.add(failed(CheckName::Shape, shape.error()));
    return shape.has_value();
}

/// V and R for one element, and S for what was signed.
std::optional<Vouched> Opening::verify(const Document &document, const Element &element, const QString &place, MessageRoot root)
{
    std::optional<Vouched> vouched = m_steps.verify(document, element, place);
    return vouched && isShapedAs(root, vouched->document.root()) ? std::move(vouched) : std::nullopt;
}

/// For a report on a message that is refused already: do its signatures cover what they stand in?
void Opening::addReferences(const Element &root)
{
    constexpr std::size_t enoughForAReport = 4;
    std::vector<Element> candidates{root};
    for (const Element &assertion : assertionsIn(root)) {
        if (candidates.size() < enoughForAReport)
            candidates.push_back(assertion);
    }
    for (const Element &element : candidates)
        addSignatureForm(element, element.path());
}

/// The part of it that needs no cryptography.
void Opening::addSignatureForm(const Element &element, const QString &place)
{
    if (const Result<xml::SignatureDescription> description = xml::describeSignature(element))
        m_steps.checkForm(*description, element, place + description->where.mid(element.path().size()));
}

/// Forged padding and the rubbish that it leaves must look the same (threat 30), so text that is not well-formed counts as
/// not decrypted; what rubbish can't bring about, a DOCTYPE or too many elements, is told.
std::optional<Document> Opening::decrypt(const Element &wrapper, const QString &place)
{
    const Result<QByteArray> octets = xml::decryptElement(wrapper, m_policy.decryptionKeys);
    if (!octets) {
        const ErrorCode fault = octets.error().code;
        m_steps.add(fault == ErrorCode::AlgorithmRefused ? notVerified(octets.error(), place)
                                                         : failed(CheckName::Encryption, fault, {.where = place}));
        return std::nullopt;
    }
    Result<Document> document = Document::parse(*octets, m_policy.limits);
    if (!document && (document.error().code == ErrorCode::XmlMalformed || document.error().code == ErrorCode::InputEmpty)) {
        m_steps.add(failed(CheckName::Encryption, ErrorCode::DecryptionFailed, {.where = place}));
        return std::nullopt;
    }
    m_steps.add(passed(CheckName::Encryption, {.where = place}));
    return m_steps.accept(std::move(document));
}

std::optional<Part> Opening::decryptAssertion(const Part &part)
{
    std::optional<Document> plain = decrypt(part.assertion, part.place);
    if (!plain || !isShapedAs(MessageRoot::Assertion, plain->root()))
        return std::nullopt;
    const Element root = plain->root();
    return Part{*std::move(plain), root, part.place + root.path()};
}

/// The saml:NameID of a saml:EncryptedID (Core 2.2.4), where there is one.
std::optional<Document> Opening::decryptNameId(const Part &part)
{
    const auto subject = part.assertion.onlyChild(saml::assertionNamespace, "Subject");
    const auto wrapper = subject ? subject->onlyChild(saml::assertionNamespace, "EncryptedID") : std::nullopt;
    if (!wrapper)
        return std::nullopt;
    const QString place = Places(part.assertion, part.place).of(*wrapper);
    std::optional<Document> plain = decrypt(*wrapper, place);
    if (plain && !plain->root().is(saml::assertionNamespace, "NameID")) {
        m_steps.add(failed(CheckName::NameId, ErrorCode::NameIdMalformed, {.where = place}));
        return std::nullopt;
    }
    return plain;
}

} // namespace

OpenedResponse openResponse(const QByteArray &xml, const TrustPolicy &policy, TimePoint now)
{
    return Opening(policy, now).open(xml);
}

} // namespace usher
