// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/saml/check_list.h"
#include "core/xml/document.h"
#include "core/xml/signature.h"

#include <optional>
#include <span>

namespace usher {

/// What a signature covered, parsed again, and whose it is.
struct Vouched
{
    xml::Document document;
    Certificate signer;
};

/// Who may have signed a message, and how strictly it is read.
struct OpeningTerms
{
    std::span<const Certificate> trusted;
    const xml::AlgorithmPolicy &algorithms;
    const xml::Limits &limits;
    TimePoint now; ///< only for warnings about the dates of pinned certificates
};

/// Recipes P, S, V and R for any SAML message, one step a call. What each step found is kept.
class MessageOpening
{
public:
    /// \param terms  whatever they refer to must outlive this
    explicit MessageOpening(const OpeningTerms &terms) : m_terms(terms) {}

    /// P, and the part of S that any message must meet.
    [[nodiscard]] std::optional<xml::Document> accept(Result<xml::Document> document);
    [[nodiscard]] std::optional<xml::Document> parse(const QByteArray &xml)
    {
        return accept(xml::Document::parse(xml, m_terms.limits));
    }
    /// V and R for one element, whose place in the document that arrived is \p place. The rest of S is the caller's.
    [[nodiscard]] std::optional<Vouched> verify(const xml::Document &document, const xml::Element &element, const QString &place);
    /// What a signature says of itself, before any cryptography. False where that alone refuses it.
    bool checkForm(const xml::SignatureDescription &signature, const xml::Element &element, const QString &where);

    void add(Check check) { m_checks.add(std::move(check)); }
    void add(const CheckList &checks) { m_checks.add(checks); }
    [[nodiscard]] const CheckList &checks() const { return m_checks; }
    [[nodiscard]] bool hasFailed() const { return m_checks.failures() > 0; }

private:
    OpeningTerms m_terms;
    CheckList m_checks;
};

/// Whether a ds:Signature stands in \p element itself.
[[nodiscard]] bool isSigned(const xml::Element &element);

/// The pinned key counts, not its certificate's dates (threats, *Seen in the field*); a report should still say so.
[[nodiscard]] Check signedBy(const Certificate &signer, std::span<const Certificate> trusted, TimePoint now, const QString &where);

/// Which check a failed verification belongs to.
[[nodiscard]] Check notVerified(const Error &error, const QString &where);

} // namespace usher
