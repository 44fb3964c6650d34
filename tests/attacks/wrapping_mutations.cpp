// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

namespace usher::attacks {

namespace {

/// What a wrapping attack has at hand: the assertion (or EncryptedAssertion) as it was sent, and the attacker's own.
struct Pieces
{
    Node original;
    Node evil;
};

Make wrapped(std::function<void(Node &response, Pieces pieces)> edit)
{
    return [edit = std::move(edit)](const GoodForm &form) {
        Node response = *readNode(seal(form));
        Pieces pieces{standalone(response, payload(response)), evilAssertion(form)};
        edit(response, std::move(pieces));
        return UnverifiedResponse::fromXml(write(response));
    };
}

/// Takes the signature out of \p element.
Node takeSignature(Node &element)
{
    Node signature = standalone(element, *element.child("Signature"));
    remove(element, *element.child("Signature"));
    return signature;
}

void placeSignature(Node &element, Node signature)
{
    insertAfter(element, *element.child("Issuer"), std::move(signature));
}

/// The evil assertion with the original's signature, which \p bend may fill before; \p original is left without.
Node evilWithSignature(Pieces &pieces, const std::function<void(Node &signature, const Node &original)> &bend = {})
{
    Node signature = takeSignature(pieces.original);
    if (bend)
        bend(signature, pieces.original);
    placeSignature(pieces.evil, std::move(signature));
    return pieces.evil;
}

void putIntoExtensions(Node &response, Node added)
{
    insertBefore(response, *response.child("Status"), elementLike(response, "Extensions", {std::move(added)}));
}

/// The evil assertion in the original's place, and the original somewhere inside the evil one.
Make originalInside(const char *parent)
{
    return wrapped([=](Node &response, Pieces pieces) {
        Node *const host = pieces.evil.find(parent);
        host->children.push_back(std::move(pieces.original));
        replace(response, payload(response), std::move(pieces.evil));
    });
}

/// The attacker's Response, and the good one that it wraps.
struct Responses
{
    Node evil;
    Node original;
};

Make wrappedResponse(std::function<Node(Responses responses)> join)
{
    return [join = std::move(join)](const GoodForm &form) {
        const Node original = *readNode(seal(form));
        Node evil = original;
        if (evil.child("Signature") != nullptr)
            remove(evil, *evil.child("Signature"));
        evil.setAttribute("ID", "_evil-response");
        replace(evil, payload(evil), evilAssertion(form));
        return UnverifiedResponse::fromXml(write(join({std::move(evil), original})));
    };
}

void addXsw(std::vector<Mutation> &list)
{
    const auto count = CheckName::AssertionCount;
    const std::vector<Requirement> signedInSight{assertionInSight, assertionSigned};
    list.push_back({1,
                    "XSW1: the Response in the Object of its own signature",
                    count,
                    {responseSigned},
                    wrappedResponse([](Responses responses) {
                        Node signature = takeSignature(responses.original);
                        signature.children.push_back(elementLike(signature, "Object", {responses.original}));
                        placeSignature(responses.evil, std::move(signature));
                        return responses.evil;
                    })});
    list.push_back(
        {1, "XSW2: the Response beside its own signature", count, {responseSigned}, wrappedResponse([](Responses responses) {
             Node signature = takeSignature(responses.original);
             responses.evil.children.push_back(responses.original);
             placeSignature(responses.evil, std::move(signature));
             return responses.evil;
         })});
    list.push_back({1, "a Response in the Extensions of another", count, {}, wrappedResponse([](Responses responses) {
                        putIntoExtensions(responses.evil, responses.original);
                        return responses.evil;
                    })});
    list.push_back({1, "XSW3: the evil assertion before the good one", count, {}, wrapped([](Node &response, Pieces pieces) {
                        insertBefore(response, payload(response), std::move(pieces.evil));
                    })});
    list.push_back({1, "the evil assertion behind the good one", count, {}, wrapped([](Node &response, Pieces pieces) {
                        insertAfter(response, payload(response), std::move(pieces.evil));
                    })});
    list.push_back({1, "XSW4: the good assertion in the evil one", count, {}, wrapped([](Node &response, Pieces pieces) {
                        pieces.evil.children.push_back(std::move(pieces.original));
                        replace(response, payload(response), std::move(pieces.evil));
                    })});
    list.push_back({1, "XSW5: the good signature in the evil assertion, the good one behind it", count, signedInSight,
                    wrapped([](Node &response, Pieces pieces) {
                        Node evil = evilWithSignature(pieces);
                        replace(response, payload(response), std::move(evil));
                        response.children.push_back(std::move(pieces.original));
                    })});
    list.push_back({1, "XSW6: the good assertion in its signature in the evil one", count, signedInSight,
                    wrapped([](Node &response, Pieces pieces) {
                        Node evil = evilWithSignature(
                            pieces, [](Node &signature, const Node &original) { signature.children.push_back(original); });
                        replace(response, payload(response), std::move(evil));
                    })});
    list.push_back({1, "XSW7: the evil assertion in Extensions", count, {}, wrapped([](Node &response, Pieces pieces) {
                        putIntoExtensions(response, std::move(pieces.evil));
                    })});
    list.push_back({1, "XSW8: the good assertion in its signature's Object in the evil one", count, signedInSight,
                    wrapped([](Node &response, Pieces pieces) {
                        Node evil = evilWithSignature(pieces, [](Node &signature, const Node &original) {
                            signature.children.push_back(elementLike(signature, "Object", {original}));
                        });
                        replace(response, payload(response), std::move(evil));
                    })});
    list.push_back({1,
                    "the good assertion in its signature's KeyInfo in the evil one",
                    count,
                    {assertionInSight, assertionSigned, keySent},
                    wrapped([](Node &response, Pieces pieces) {
                        Node evil = evilWithSignature(pieces, [](Node &signature, const Node &original) {
                            signature.child("KeyInfo")->children.push_back(original);
                        });
                        replace(response, payload(response), std::move(evil));
                    })});
    list.push_back(
        {1, "the good assertion in Extensions, the evil one in its place", count, {}, wrapped([](Node &response, Pieces pieces) {
             replace(response, payload(response), std::move(pieces.evil));
             putIntoExtensions(response, std::move(pieces.original));
         })});
    list.push_back({1,
                    "the good assertion in a StatusDetail, the evil one in its place",
                    count,
                    {},
                    wrapped([](Node &response, Pieces pieces) {
                        replace(response, payload(response), std::move(pieces.evil));
                        Node *const status = response.child("Status");
                        status->children.push_back(elementLike(response, "StatusDetail", {std::move(pieces.original)}));
                    })});
    list.push_back({1, "the good assertion in the evil one's Advice", count, {}, wrapped([](Node &response, Pieces pieces) {
                        Node advice = elementLike(pieces.evil, "Advice", {std::move(pieces.original)});
                        insertAfter(pieces.evil, *pieces.evil.find("Conditions"), std::move(advice));
                        replace(response, payload(response), std::move(pieces.evil));
                    })});
    for (const auto &[name, host] :
         {std::pair("the good assertion in the evil one's SubjectConfirmationData", "SubjectConfirmationData"),
          std::pair("the good assertion in the evil one's AttributeValue", "AttributeValue"),
          std::pair("the good assertion in the evil one's Conditions", "Conditions")})
        list.push_back({1, name, count, {}, originalInside(host)});
}

void addCounts(std::vector<Mutation> &list)
{
    const auto count = CheckName::AssertionCount;
    const auto nested = [&](const char *name, const char *host) {
        list.push_back({2, name, count, {}, said([host](Node &response) {
                            Node inner = *response.find("Assertion");
                            inner.setAttribute("ID", "_evil");
                            response.find(host)->children.push_back(std::move(inner));
                        })});
    };
    nested("a second assertion in the signed one", "Assertion");
    nested("a second assertion in the signed one's AttributeValue", "AttributeValue");
    nested("a second assertion in the signed one's SubjectConfirmation", "SubjectConfirmation");
    list.push_back({2, "a second assertion in the signed one's Advice", count, {}, said([](Node &response) {
                        Node inner = *response.find("Assertion");
                        inner.setAttribute("ID", "_evil");
                        insertAfter(response, *response.find("Conditions"), elementLike(inner, "Advice", {inner}));
                    })});
    list.push_back(
        {2, "no assertion", count, {responseNotSigned}, onTheWay([](Node &response) { remove(response, payload(response)); })});
    list.push_back({2, "the only assertion, in Extensions", count, {responseNotSigned}, onTheWay([](Node &response) {
                        Node only = payload(response);
                        remove(response, payload(response));
                        putIntoExtensions(response, std::move(only));
                    })});
    list.push_back({2, "the only assertion, in an element of nobody's", count, {}, onTheWay([](Node &response) {
                        Node only = payload(response);
                        replace(response, payload(response), Node{"wrapper", {}, {std::move(only)}, {}});
                    })});
    list.push_back(
        {2, "two assertions, both signed by the provider", count, {assertionInSight, assertionSigned}, [](const GoodForm &form) {
             Node response = *readNode(seal(form));
             GoodForm second = form;
             second.plain.find("Assertion")->setAttribute("ID", "_second");
             Node other = *readNode(seal(second));
             insertAfter(response, payload(response), standalone(other, payload(other)));
             return UnverifiedResponse::fromXml(write(response));
         }});
}

void addMisreadings(std::vector<Mutation> &list)
{
    const std::vector<Requirement> signedInSight{assertionInSight, assertionSigned};
    list.push_back({3, "the evil assertion with the good one's signature", CheckName::Reference, signedInSight,
                    wrapped([](Node &response, Pieces pieces) {
                        Node evil = evilWithSignature(pieces);
                        replace(response, payload(response), std::move(evil));
                    })});
    list.push_back({3,
                    "the assertion's signature on the Response",
                    CheckName::Reference,
                    {assertionInSight, assertionSigned, responseNotSigned},
                    onTheWay([](Node &response) {
                        Node signature = takeSignature(payload(response));
                        placeSignature(response, std::move(signature));
                    })});
    list.push_back({3,
                    "the Response's signature on the assertion",
                    CheckName::Reference,
                    {assertionInSight, assertionNotSigned},
                    onTheWay([](Node &response) {
                        Node signature = takeSignature(response);
                        placeSignature(payload(response), std::move(signature));
                    })});
    list.push_back({3, "the evil assertion under the good one's ID, with its signature", CheckName::Signature, signedInSight,
                    wrapped([](Node &response, Pieces pieces) {
                        const QByteArray id = *pieces.original.attribute("ID");
                        Node evil = evilWithSignature(pieces);
                        evil.setAttribute("ID", id);
                        replace(response, payload(response), std::move(evil));
                    })});
    list.push_back({3,
                    "the evil assertion in a signed Response",
                    CheckName::Signature,
                    {responseSigned, assertionNotSigned},
                    wrapped([](Node &response, Pieces pieces) { replace(response, payload(response), std::move(pieces.evil)); })});
}

void addIds(std::vector<Mutation> &list)
{
    const auto shape = CheckName::Shape;
    const auto sameAsRoot = [&](const char *name, const char *attribute) {
        list.push_back({4, name, shape, {}, onTheWay([attribute](Node &response) {
                            response.child("Status")->setAttribute(attribute, *response.attribute("ID"));
                        })});
    };
    sameAsRoot("a Status with the Response's ID", "ID");
    sameAsRoot("a Status with the Response's ID, written Id", "Id");
    sameAsRoot("a Status with the Response's ID, written id", "id");
    list.push_back({4, "two assertions of one ID", shape, {assertionInSight}, wrapped([](Node &response, Pieces pieces) {
                        pieces.evil.setAttribute("ID", *pieces.original.attribute("ID"));
                        insertBefore(response, payload(response), std::move(pieces.evil));
                    })});
    list.push_back({4, "a Subject with its assertion's ID", shape, {}, toTheAssertion([](Node &root) {
                        root.find("Subject")->setAttribute("ID", *root.find("Assertion")->attribute("ID"));
                    })});
    list.push_back({4, "an assertion with the Response's ID", shape, {assertionInSight}, onTheWay([](Node &response) {
                        payload(response).setAttribute("ID", *response.attribute("ID"));
                    })});

    list.push_back({5, "a second ID in a namespace, on the Response", shape, {}, onTheWay([](Node &response) {
                        response.setAttribute("xmlns:p", "urn:p");
                        response.setAttribute("p:ID", "_evil");
                    })});
    list.push_back({5, "a second ID in a namespace, on the assertion", shape, {}, toTheAssertion([](Node &root) {
                        root.find("Assertion")->setAttribute("xmlns:p", "urn:p");
                        root.find("Assertion")->setAttribute("p:ID", "_evil");
                    })});
    list.push_back({5, "the ID in a namespace, and none without", shape, {}, toTheAssertion([](Node &root) {
                        Node *const assertion = root.find("Assertion");
                        const QByteArray id = *assertion->attribute("ID");
                        assertion->removeAttribute("ID");
                        assertion->setAttribute("xmlns:p", "urn:p");
                        assertion->setAttribute("p:ID", id);
                    })});
    list.push_back({5, "xml:id on the assertion", shape, {}, toTheAssertion([](Node &root) {
                        root.find("Assertion")->setAttribute("xml:id", "_evil");
                    })});
    list.push_back(
        {5, "xml:id on the Response", shape, {}, onTheWay([](Node &response) { response.setAttribute("xml:id", "_evil"); })});
    list.push_back(
        {5, "ID and Id on one element", shape, {}, onTheWay([](Node &response) { response.setAttribute("Id", "_evil"); })});
}

void addMisplaced(std::vector<Mutation> &list)
{
    const auto moved = [&](const char *name, const char *host, std::vector<Requirement> needs) {
        list.push_back({21, name, CheckName::Shape, std::move(needs), onTheWay([host](Node &response) {
                            Node signature = standalone(response, signatureOf(response));
                            remove(response, signatureOf(response));
                            response.find(host)->children.push_back(std::move(signature));
                        })});
    };
    moved("the signature in the Status", "Status", {signatureInSight});
    moved("the signature in the Issuer", "Issuer", {signatureInSight});
    moved("the signature in the Subject", "Subject", {assertionInSight});
    moved("the signature in the Conditions", "Conditions", {assertionInSight});
    moved("the signature in an AttributeValue", "AttributeValue", {assertionInSight});
    moved("the signature in the AuthnStatement", "AuthnStatement", {assertionInSight});
    list.push_back({21, "the signature in Extensions", CheckName::Shape, {signatureInSight}, onTheWay([](Node &response) {
                        Node signature = standalone(response, signatureOf(response));
                        remove(response, signatureOf(response));
                        putIntoExtensions(response, std::move(signature));
                    })});
    list.push_back({21,
                    "a good signature, and a second one in the Subject",
                    CheckName::Shape,
                    {assertionInSight},
                    onTheWay([](Node &response) {
                        response.find("Subject")->children.push_back(standalone(response, signatureOf(response)));
                    })});
    for (const auto &[name, root] : {std::pair("a LogoutResponse with the assertion", "LogoutResponse"),
                                     std::pair("an ArtifactResponse with the assertion", "ArtifactResponse")}) {
        list.push_back(
            {21, name, CheckName::Shape, {}, onTheWay([root](Node &response) { response.name = response.prefix() + root; })});
    }
    list.push_back({21, "the assertion alone", CheckName::Shape, {}, onTheWay([](Node &response) {
                        Node alone = standalone(response, payload(response));
                        response = std::move(alone);
                    })});
}

} // namespace

std::vector<Mutation> wrappingMutations()
{
    std::vector<Mutation> list;
    addXsw(list);
    addCounts(list);
    addMisreadings(list);
    addIds(list);
    addMisplaced(list);
    return list;
}

} // namespace usher::attacks
