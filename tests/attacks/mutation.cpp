// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

#include <iterator>

namespace usher::attacks {

using xml::EncryptionAlgorithm;

const Requirement assertionInSight{"its assertion is encrypted",
                                   [](const GoodForm &form) { return !form.sealing.assertionCipher; }};
const Requirement assertionHidden{"its assertion is not encrypted",
                                  [](const GoodForm &form) { return form.sealing.assertionCipher.has_value(); }};
const Requirement somethingHidden{"nothing in it is encrypted",
                                  [](const GoodForm &form) { return form.sealing.assertionCipher || form.sealing.nameIdCipher; }};
const Requirement nameInSight{"its NameID is encrypted", [](const GoodForm &form) { return !form.sealing.nameIdCipher; }};
const Requirement hiddenByCbc{"no AES-CBC in it", [](const GoodForm &form) {
                                  const auto cipher =
                                      form.sealing.assertionCipher ? form.sealing.assertionCipher : form.sealing.nameIdCipher;
                                  return cipher == EncryptionAlgorithm::Aes128Cbc || cipher == EncryptionAlgorithm::Aes256Cbc;
                              }};
const Requirement hiddenByGcm{"no AES-GCM in it",
                              [](const GoodForm &form) { return somethingHidden.isMet(form) && !hiddenByCbc.isMet(form); }};
const Requirement assertionSigned{"its assertion is not signed by itself",
                                  [](const GoodForm &form) { return form.sealing.signsAssertion(); }};
const Requirement assertionNotSigned{"its assertion is signed by itself",
                                     [](const GoodForm &form) { return !form.sealing.signsAssertion(); }};
const Requirement responseSigned{"its Response is not signed", [](const GoodForm &form) { return form.sealing.signsResponse(); }};
const Requirement responseNotSigned{"its Response is signed", [](const GoodForm &form) { return !form.sealing.signsResponse(); }};
const Requirement signatureInSight{"its only signature is encrypted", [](const GoodForm &form) {
                                       return form.sealing.signsResponse() || !form.sealing.assertionCipher;
                                   }};
const Requirement keySent{"it has no KeyInfo", [](const GoodForm &form) { return form.sealing.sentKey != SentKey::Nothing; }};
const Requirement tenantNamed{"it names no tenant",
                              [](const GoodForm &form) { return write(form.plain).contains("claims/tenantid"); }};

namespace {

Node read(const QByteArray &xml)
{
    std::optional<Node> node = readNode(xml);
    if (!node)
        qFatal("a response of our own can't be read");
    return *std::move(node);
}

UnverifiedResponse asXml(const Node &response)
{
    return UnverifiedResponse::fromXml(write(response));
}

/// What is left to be done once the assertion has been signed and encrypted by hand.
Sealing aroundTheAssertion(Sealing sealing)
{
    sealing.sign = sealing.signsResponse() ? test::Sign::Response : test::Sign::Nothing;
    sealing.assertionCipher.reset();
    sealing.nameIdCipher.reset();
    return sealing;
}

UnverifiedResponse hideAssertion(const GoodForm &form, const OctetEdit &edit, Envelope order)
{
    Sealing inner = form.sealing;
    inner.assertionCipher.reset();
    inner.sign = inner.signsAssertion() ? test::Sign::Assertion : test::Sign::Nothing;
    Node response = read(seal(form.plain, inner));
    const Node &assertion = payload(response);
    Node encrypted = envelope(edit(write(standalone(response, assertion))), order);
    replace(response, assertion, std::move(encrypted));
    return UnverifiedResponse::fromXml(seal(response, aroundTheAssertion(form.sealing)));
}

UnverifiedResponse hideName(const GoodForm &form, const OctetEdit &edit, Envelope order)
{
    Node response = form.plain;
    const Node &name = *response.find("NameID");
    order.wrapper = "EncryptedID";
    Node encrypted = envelope(edit(write(standalone(response, name))), order);
    replace(response, name, std::move(encrypted));
    Sealing sealing = form.sealing;
    sealing.nameIdCipher.reset();
    return UnverifiedResponse::fromXml(seal(response, sealing));
}

} // namespace

Make said(NodeEdit edit)
{
    return [edit = std::move(edit)](const GoodForm &form) {
        Node plain = form.plain;
        edit(plain);
        return UnverifiedResponse::fromXml(seal(plain, form.sealing));
    };
}

Make sealedWith(std::function<void(Sealing &sealing)> change)
{
    return [change = std::move(change)](const GoodForm &form) {
        Sealing sealing = form.sealing;
        change(sealing);
        return UnverifiedResponse::fromXml(seal(form.plain, sealing));
    };
}

Make onTheWay(NodeEdit edit)
{
    return [edit = std::move(edit)](const GoodForm &form) {
        Node response = read(seal(form));
        edit(response);
        return asXml(response);
    };
}

Make onTheWayInOctets(OctetEdit edit)
{
    return [edit = std::move(edit)](const GoodForm &form) { return UnverifiedResponse::fromXml(edit(seal(form))); };
}

Make posted(OctetEdit edit)
{
    return [edit = std::move(edit)](const GoodForm &form) {
        QByteArray xml = seal(form);
        while (xml.size() % 3 != 1) // so that the base64 is padded
            xml += '\n';
        return UnverifiedResponse{edit(xml.toBase64()), UnverifiedResponse::Encoding::Base64};
    };
}

Make hidden(OctetEdit edit, std::function<void(Envelope &order)> adjust)
{
    return [edit = std::move(edit), adjust = std::move(adjust)](const GoodForm &form) {
        const Sealing &sealing = form.sealing;
        Envelope order{.cipher = sealing.assertionCipher ? *sealing.assertionCipher : *sealing.nameIdCipher,
                       .recipient = sealing.recipient};
        if (adjust)
            adjust(order);
        return sealing.assertionCipher ? hideAssertion(form, edit, order) : hideName(form, edit, order);
    };
}

Make toTheAssertion(NodeEdit edit)
{
    const auto inOctets = [edit](const QByteArray &octets) {
        Node assertion = read(octets);
        edit(assertion);
        return write(assertion);
    };
    return [onItsWay = onTheWay(edit), inside = hidden(inOctets)](const GoodForm &form) {
        return form.sealing.assertionCipher ? inside(form) : onItsWay(form);
    };
}

Node evilAssertion(const GoodForm &form)
{
    Node response = form.plain;
    Node evil = standalone(response, *response.find("Assertion"));
    evil.setAttribute("ID", "_evil");
    evil.find("NameID")->setContent("admin@contoso.example");
    for (Node *value : evil.elements("AttributeValue")) {
        if (value->content() != test::tenantId)
            value->setContent("owners");
    }
    return evil;
}

Node elementLike(const Node &sample, const QByteArray &localName, std::vector<Node> children)
{
    return {sample.prefix() + localName, {}, std::move(children), {}};
}

Node &payload(Node &response)
{
    Node *found = response.child("Assertion");
    if (found == nullptr)
        found = response.child("EncryptedAssertion");
    if (found == nullptr)
        qFatal("a response without an assertion");
    return *found;
}

Node &signatureOf(Node &root)
{
    Node *found = root.find("Signature");
    if (found == nullptr)
        qFatal("a response without a signature in sight");
    return *found;
}

const std::vector<Mutation> &allMutations()
{
    static const std::vector<Mutation> all = [] {
        std::vector<Mutation> mutations;
        for (auto *list :
             {wrappingMutations, markupMutations, signatureMutations, encryptionMutations, contentMutations, inputMutations}) {
            std::vector<Mutation> more = list();
            std::ranges::move(more, std::back_inserter(mutations));
        }
        return mutations;
    }();
    return all;
}

const std::vector<HostileDocument> &hostileDocuments()
{
    static const std::vector<HostileDocument> all = [] {
        std::vector<HostileDocument> documents;
        for (const Mutation &mutation : allMutations()) {
            for (const GoodForm &form : baseForms()) {
                const bool isPossible =
                    std::ranges::all_of(mutation.needs, [&](const Requirement &need) { return need.isMet(form); });
                if (isPossible)
                    documents.push_back(
                        {form.name, QString::fromUtf8(mutation.name), mutation.threat, mutation.make(form), mutation.refusedBy});
            }
        }
        return documents;
    }();
    return all;
}

} // namespace usher::attacks
