// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/message_opening.h"

#include "core/saml/names.h"

namespace usher {

using xml::Document;
using xml::Element;

bool isSigned(const Element &element)
{
    return !element.children(saml::signatureNamespace, "Signature").empty();
}

Check signedBy(const Certificate &signer, std::span<const Certificate> trusted, TimePoint now, const QString &where)
{
    if (now < signer.notBefore() || now > signer.notAfter()) {
        const ErrorCode fault = now < signer.notBefore() ? ErrorCode::CertificateNotYetValid : ErrorCode::CertificateExpired;
        const QString validity = formatDateTime(signer.notBefore()) + u'/' + formatDateTime(signer.notAfter());
        return warned(CheckName::Signature, fault, {formatDateTime(now), validity, where});
    }
    QStringList pinned;
    for (const Certificate &certificate : trusted)
        pinned += certificate.fingerprint();
    return passed(CheckName::Signature, {pinned.join(u' '), signer.fingerprint(), where});
}

Check notVerified(const Error &error, const QString &where)
{
    switch (error.code) {
    case ErrorCode::ReferenceMismatch:
        return failed(CheckName::Reference, error.code, {.where = where});
    case ErrorCode::AlgorithmRefused:
    case ErrorCode::KeyTooShort:
        return failed(CheckName::Algorithm, error.code, {.found = error.subject, .where = where});
    default:
        return failed(CheckName::Signature, error.code, {.where = where});
    }
}

std::optional<Document> MessageOpening::accept(Result<Document> document)
{
    if (!document) {
        const bool isTooMuch = document.error().code == ErrorCode::XmlLimitExceeded; // a cap of recipe S, counted before parsing
        add(failed(isTooMuch ? CheckName::Shape : CheckName::Parse, document.error()));
        return std::nullopt;
    }
    add(passed(CheckName::Parse));
    if (const Result<void> shape = xml::checkShape(*document); !shape) {
        add(failed(CheckName::Shape, shape.error()));
        return std::nullopt;
    }
    add(passed(CheckName::Shape));
    return *std::move(document);
}

std::optional<Vouched> MessageOpening::verify(const Document &document, const Element &element, const QString &place)
{
    const Result<xml::SignatureDescription> description = xml::describeSignature(element);
    if (!description) {
        add(failed(CheckName::Shape, description.error()));
        return std::nullopt;
    }
    const QString where = place + description->where.mid(element.path().size());
    if (!checkForm(*description, element, where))
        return std::nullopt;

    Result<xml::SignedOctets> covered = xml::verifySignature(document, element, m_terms.trusted, m_terms.algorithms);
    if (!covered) {
        add(notVerified(covered.error(), where));
        return std::nullopt;
    }
    add(signedBy(covered->signer, m_terms.trusted, m_terms.now, where));
    std::optional<Document> again = parse(covered->octets);
    if (!again)
        return std::nullopt;
    return Vouched{*std::move(again), std::move(covered->signer)};
}

bool MessageOpening::checkForm(const xml::SignatureDescription &signature, const Element &element, const QString &where)
{
    const Evidence reference{u'#' + element.attribute("ID").value_or(QString()), signature.referenceUri, where};
    const Result<void> covers = xml::checkReference(signature, element);
    add(covers ? passed(CheckName::Reference, reference) : failed(CheckName::Reference, covers.error().code, reference));

    const Evidence algorithms{.found = signature.signatureMethod, .where = where};
    const Result<void> allowed = xml::checkAlgorithms(signature, m_terms.algorithms);
    xml::AlgorithmPolicy strict = m_terms.algorithms;
    strict.sha1 = xml::AlgorithmPolicy::Sha1::Refuse;
    if (!allowed)
        add(failed(CheckName::Algorithm, allowed.error().code, {.found = allowed.error().subject, .where = where}));
    else if (const Result<void> strong = xml::checkAlgorithms(signature, strict); !strong)
        add(warned(CheckName::Algorithm, strong.error().code, {.found = strong.error().subject, .where = where}));
    else
        add(passed(CheckName::Algorithm, algorithms));
    return covers && allowed;
}

} // namespace usher
