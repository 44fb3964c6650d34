// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

namespace usher::attacks {

namespace {

constexpr auto confirmationData = "SubjectConfirmationData";

/// One list of what a provider must not say, under good signatures.
class Sayings
{
public:
    Sayings(std::vector<Mutation> &list, int threat, CheckName check) : m_list(list), m_threat(threat), m_check(check) {}

    void add(const char *name, NodeEdit edit, std::vector<Requirement> needs = {})
    {
        m_list.push_back({m_threat, name, m_check, std::move(needs), said(std::move(edit))});
    }

private:
    std::vector<Mutation> &m_list;
    int m_threat;
    CheckName m_check;
};

NodeEdit attribute(const char *element, const char *name, const char *value)
{
    return [=](Node &response) { response.find(element)->setAttribute(name, value); };
}

NodeEdit withoutAttribute(const char *element, const char *name)
{
    return [=](Node &response) { response.find(element)->removeAttribute(name); };
}

NodeEdit content(const char *element, const char *value)
{
    return [=](Node &response) { response.find(element)->setContent(value); };
}

NodeEdit without(const char *element)
{
    return [=](Node &response) { remove(response, *response.find(element)); };
}

NodeEdit twice(const char *element)
{
    return [=](Node &response) {
        const Node copy = *response.find(element);
        insertAfter(response, *response.find(element), copy);
    };
}

void addAudiences(std::vector<Mutation> &list)
{
    Sayings audience(list, 36, CheckName::Audience);
    audience.add("another audience", content("Audience", "https://other.example"));
    audience.add("an audience in other letters", content("Audience", "https://usher.example/SAML"));
    audience.add("an audience with more behind it", content("Audience", "https://usher.example/saml/"));
    audience.add("an audience with blanks around it", content("Audience", " https://usher.example/saml "));
    audience.add("an empty audience", content("Audience", ""));
    audience.add("an audience with an element in it", content("Audience", "https://usher.example/saml<x xmlns=\"urn:x\"/>"));
    audience.add("spn: before a URI", content("Audience", "spn:https://usher.example/saml"));
    audience.add("a restriction without an audience", content("AudienceRestriction", ""));
    audience.add("no restriction", without("AudienceRestriction"));
    audience.add("no Conditions", without("Conditions"));
    audience.add("two Conditions", twice("Conditions"));
    const auto second = [](const char *audienceText) {
        return [=](Node &response) {
            Node copy = *response.find("AudienceRestriction");
            copy.find("Audience")->setContent(audienceText);
            insertAfter(response, *response.find("AudienceRestriction"), copy);
        };
    };
    audience.add("a second restriction for somebody else", second("https://other.example"));
    audience.add("a second restriction, empty", second(""));
    audience.add("a condition that nobody knows", [](Node &response) {
        const Node condition = elementLike(*response.find("AudienceRestriction"), "Condition");
        insertAfter(response, *response.find("AudienceRestriction"), condition);
    });
}

void addAddresses(std::vector<Mutation> &list)
{
    Sayings recipient(list, 37, CheckName::Recipient);
    recipient.add("another Recipient", attribute(confirmationData, "Recipient", "https://other.example/acs"));
    recipient.add("a Recipient in other letters", attribute(confirmationData, "Recipient", "http://localhost:48110/saml/ACS"));
    recipient.add("a Recipient with a query", attribute(confirmationData, "Recipient", "http://localhost:48110/saml/acs?x"));
    recipient.add("a Recipient that only begins with ours",
                  attribute(confirmationData, "Recipient", "http://localhost:48110/saml/acs/evil"));
    recipient.add("an empty Recipient", attribute(confirmationData, "Recipient", ""));
    recipient.add("no Recipient", withoutAttribute(confirmationData, "Recipient"));
    Sayings destination(list, 37, CheckName::Destination);
    destination.add("another Destination", attribute("Response", "Destination", "https://other.example/acs"));
    destination.add("a Destination in other letters", attribute("Response", "Destination", "http://LOCALHOST:48110/saml/acs"));
    destination.add("an empty Destination", attribute("Response", "Destination", ""));
    destination.add("no Destination on a signed Response", withoutAttribute("Response", "Destination"), {responseSigned});
}

void addConfirmations(std::vector<Mutation> &list)
{
    Sayings confirmation(list, 38, CheckName::SubjectConfirmation);
    confirmation.add("no confirmation", without("SubjectConfirmation"));
    confirmation.add("holder of key", attribute("SubjectConfirmation", "Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"));
    confirmation.add("a confirmation without a method", withoutAttribute("SubjectConfirmation", "Method"));
    confirmation.add("no end", withoutAttribute(confirmationData, "NotOnOrAfter"));
    confirmation.add("a beginning", attribute(confirmationData, "NotBefore", "2026-11-24T08:00:00Z"));
    confirmation.add("no data", without(confirmationData));
    confirmation.add("two data", twice(confirmationData));
    confirmation.add("two Subjects", twice("Subject"), {nameInSight});
    confirmation.add("no Subject", without("Subject"), {nameInSight});

    Sayings request(list, 39, CheckName::InResponseTo);
    request.add("the answer to somebody else", [](Node &response) {
        response.setAttribute("InResponseTo", "_other");
        response.find(confirmationData)->setAttribute("InResponseTo", "_other");
    });
    request.add("the signed InResponseTo of somebody else", attribute(confirmationData, "InResponseTo", "_other"));
    request.add("the signed InResponseTo missing", withoutAttribute(confirmationData, "InResponseTo"));
    request.add("the signed InResponseTo empty", attribute(confirmationData, "InResponseTo", ""));
    request.add("the outer InResponseTo of somebody else", attribute("Response", "InResponseTo", "_other"));
    list.push_back({39,
                    "the outer InResponseTo changed on the way",
                    CheckName::InResponseTo,
                    {responseNotSigned},
                    onTheWay(attribute("Response", "InResponseTo", "_other"))});
    Sayings unasked(list, 42, CheckName::InResponseTo);
    unasked.add("the answer to nothing", [](Node &response) {
        response.removeAttribute("InResponseTo");
        response.find(confirmationData)->removeAttribute("InResponseTo");
    });
}

void addIssuers(std::vector<Mutation> &list)
{
    Sayings issuer(list, 40, CheckName::Issuer);
    const auto inAssertion = [](const char *value) {
        return [=](Node &response) { response.find("Assertion")->child("Issuer")->setContent(value); };
    };
    issuer.add("another issuer", inAssertion("https://sts.windows.net/00000000-0000-4000-8000-000000000000/"));
    issuer.add("the issuer without its last letter", inAssertion("https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d"));
    issuer.add("the issuer in other letters", inAssertion("https://STS.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/"));
    issuer.add("an empty issuer", inAssertion(""));
    issuer.add("no issuer", [](Node &response) {
        Node *const assertion = response.find("Assertion");
        remove(*assertion, *assertion->child("Issuer"));
    });
    issuer.add("two issuers", [](Node &response) {
        Node *const assertion = response.find("Assertion");
        const Node copy = *assertion->child("Issuer");
        insertAfter(*assertion, *assertion->child("Issuer"), copy);
    });
    issuer.add("an issuer of another format", [](Node &response) {
        response.find("Assertion")->child("Issuer")->setAttribute("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
    });
    issuer.add("another issuer of the Response",
               [](Node &response) { response.child("Issuer")->setContent("https://other.example"); });

    Sayings tenant(list, 40, CheckName::Tenant);
    tenant.add("another tenant's person", content("AttributeValue", "00000000-0000-4000-8000-000000000000"), {tenantNamed});
    tenant.add("two tenants", twice("AttributeValue"), {tenantNamed});
    tenant.add("a tenant that is empty", content("AttributeValue", ""), {tenantNamed});
    tenant.add("a tenant that is no text", content("AttributeValue", "<x>1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d</x>"), {tenantNamed});
}

void addTimes(std::vector<Mutation> &list)
{
    Sayings begin(list, 44, CheckName::NotBefore);
    const auto notBefore = [&](const char *name, const char *value) {
        begin.add(name, attribute("Conditions", "NotBefore", value));
    };
    notBefore("not begun", "2026-11-24T09:55:00Z");
    notBefore("not begun by a millisecond", "2026-11-24T09:03:30.001Z");
    notBefore("a leap second", "2016-12-31T23:59:60Z");
    notBefore("an empty beginning", "");
    notBefore("a beginning without a zone", "2026-11-24T08:55:00");
    notBefore("the 30th of February", "2026-02-30T00:00:00Z");
    notBefore("24 o'clock and a minute", "2026-11-23T24:01:00Z");
    notBefore("a beginning with blanks in it", "2026-11-24 08:55:00Z");
    begin.add("no IssueInstant", withoutAttribute("Assertion", "IssueInstant"));
    begin.add("an IssueInstant of nonsense", attribute("Assertion", "IssueInstant", "now"));
    begin.add("an AuthnInstant of nonsense", attribute("AuthnStatement", "AuthnInstant", "1"));
    begin.add("no AuthnInstant", withoutAttribute("AuthnStatement", "AuthnInstant"));

    Sayings end(list, 44, CheckName::NotOnOrAfter);
    const auto notOnOrAfter = [&](const char *name, const char *value) {
        end.add(name, attribute(confirmationData, "NotOnOrAfter", value));
    };
    notOnOrAfter("over", "2026-11-24T08:56:00Z");
    notOnOrAfter("over at this very moment, the skew included", "2026-11-24T08:57:30Z");
    notOnOrAfter("the year 99999", "99999-11-24T08:55:00Z");
    notOnOrAfter("a negative year", "-2026-11-24T08:55:00Z");
    notOnOrAfter("an end of nonsense", "soon");
    notOnOrAfter("a date as the end", "2026-11-24");
    notOnOrAfter("an empty end", "");
    notOnOrAfter("an offset of a day", "2026-11-24T10:00:00+24:00");
    end.add("the Conditions over", attribute("Conditions", "NotOnOrAfter", "2026-11-24T08:56:00Z"));
    end.add("the Conditions over in the year 99999", attribute("Conditions", "NotOnOrAfter", "99999-01-01T00:00:00Z"));
    end.add("the session over", attribute("AuthnStatement", "SessionNotOnOrAfter", "2026-11-24T08:56:00Z"));
    end.add("a session's end of nonsense", attribute("AuthnStatement", "SessionNotOnOrAfter", "x"));
    end.add("the session of a second statement over", [](Node &response) {
        Node second = *response.find("AuthnStatement");
        second.setAttribute("SessionNotOnOrAfter", "2026-11-24T08:56:00Z");
        insertAfter(response, *response.find("AuthnStatement"), second);
    });
}

void addNamesAndAttributes(std::vector<Mutation> &list)
{
    Sayings name(list, 45, CheckName::NameId);
    name.add("an empty NameID", content("NameID", ""));
    name.add("a NameID of blanks", content("NameID", " \n "));
    name.add("a NameID with a blank before it", content("NameID", " amira@contoso.example"));
    name.add("a NameID with a line end behind it", content("NameID", "amira@contoso.example\n"));
    name.add("a NameID of a no-break space", content("NameID", "\xC2\xA0"));
    name.add("a NameID with an element in it", content("NameID", "amira<x xmlns=\"urn:x\"/>@contoso.example"));
    name.add("no NameID", without("NameID"), {nameInSight});
    name.add("two NameIDs", twice("NameID"), {nameInSight});
    name.add("a NameID beside an encrypted one", twice("NameID"),
             {{"its NameID is not encrypted", [](const GoodForm &form) { return form.sealing.nameIdCipher.has_value(); }}});
    name.add("a NameID of another namespace", attribute("NameID", "xmlns", "urn:x"),
             {nameInSight, {"its names have prefixes", [](const GoodForm &form) {
                                return Node(form.plain).find("NameID")->prefix().isEmpty();
                            }}});

    Sayings claim(list, 45, CheckName::Attribute);
    claim.add("an attribute twice", twice("Attribute"));
    claim.add("an attribute twice, in two statements", twice("AttributeStatement"));
    claim.add("an attribute twice, in two formats", [](Node &response) {
        Node copy = *response.find("Attribute");
        copy.setAttribute("NameFormat", "urn:x");
        insertAfter(response, *response.find("Attribute"), copy);
    });
    claim.add("an attribute without a name", withoutAttribute("Attribute", "Name"));
    claim.add("an attribute with an empty name", attribute("Attribute", "Name", ""));
    claim.add("an attribute with a name of blanks", attribute("Attribute", "Name", "  "));
    const auto nil = [](const char *value) {
        return [=](Node &response) {
            response.elements("AttributeValue").back()->setAttribute("xmlns:nil", "http://www.w3.org/2001/XMLSchema-instance");
            response.elements("AttributeValue").back()->setAttribute("nil:nil", value);
        };
    };
    claim.add("a value that is nil and yet there", nil("true"));
    claim.add("a value that is perhaps nil", nil("perhaps"));
    claim.add("a stranger among the values",
              [](Node &response) { response.find("Attribute")->children.push_back({"x", {{"xmlns", "urn:x"}}, {}, {}}); });
    claim.add("an encrypted attribute", [](Node &response) {
        Node *const statement = response.find("AttributeStatement");
        statement->children.push_back(elementLike(*statement, "EncryptedAttribute"));
    });
}

void addVersions(std::vector<Mutation> &list)
{
    Sayings version(list, 45, CheckName::Version);
    version.add("no Version of the Response", withoutAttribute("Response", "Version"));
    version.add("Version 1.1 of the Response", attribute("Response", "Version", "1.1"));
    version.add("no Version of the assertion", withoutAttribute("Assertion", "Version"));
    version.add("Version 2.1 of the assertion", attribute("Assertion", "Version", "2.1"));
    version.add("an empty Version of the assertion", attribute("Assertion", "Version", ""));

    Sayings status(list, 45, CheckName::Status);
    constexpr auto requester = "urn:oasis:names:tc:SAML:2.0:status:Requester";
    status.add("a failure with an assertion", attribute("StatusCode", "Value", requester));
    status.add("a failure, Success below it", [](Node &response) {
        Node *const code = response.find("StatusCode");
        Node success = *code;
        code->setAttribute("Value", requester);
        code->children.push_back(std::move(success));
    });
    status.add("Success in other letters", attribute("StatusCode", "Value", "urn:oasis:names:tc:SAML:2.0:status:success"));
    status.add("no Status", without("Status"));
    status.add("no StatusCode", without("StatusCode"));
    status.add("two Statuses", twice("Status"));
    status.add("two StatusCodes", twice("StatusCode"));
}

} // namespace

std::vector<Mutation> contentMutations()
{
    std::vector<Mutation> list;
    addAudiences(list);
    addAddresses(list);
    addConfirmations(list);
    addIssuers(list);
    addTimes(list);
    addNamesAndAttributes(list);
    addVersions(list);
    return list;
}

} // namespace usher::attacks
