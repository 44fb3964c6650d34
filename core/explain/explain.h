// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/base/error.h"
#include "core/directory/access.h"
#include "core/inspector/inspection_report.h"
#include "core/provisioning/provisioning_plan.h"
#include "core/saml/certificate_expiry.h"
#include "core/saml/check.h"
#include "core/saml/entra_failure.h"
#include "core/saml/logout_verifier.h"
#include "core/saml/verifier.h"

#include <QString>

/// Every word that a person reads about what happened. Translated here and nowhere else in core.
namespace usher::explain {

/// What happened, and what to do about it; each a sentence or two.
struct Words
{
    QString what;
    QString remedy;    ///< may be empty where there is nothing to do
    QString technical; ///< for *Details*: code, subject, detail

    /// What and remedy as one paragraph.
    [[nodiscard]] QString paragraph() const;
};

[[nodiscard]] Words words(const Error &error);
/// Which certificate, when, and what to do in Entra.
[[nodiscard]] Words words(const CertificateExpiry &expiry, TimePoint now);
/// What Entra means, and what to change where in its admin center. Technical is what to send to Microsoft's support: its own words,
/// ids and time, a line each.
[[nodiscard]] Words words(const EntraFailure &failure);

/// A check's title, `The signature`.
[[nodiscard]] QString title(CheckName name);
/// What a check found, in one sentence.
[[nodiscard]] QString sentence(const Check &check);
/// What to do about a check that failed, warned or was skipped; else empty.
[[nodiscard]] QString hint(const Check &check);
/// The verdict in one sentence.
[[nodiscard]] QString verdict(const Judgement &judgement);

/// What became of a sign-out at the provider. The one here has happened in any case.
[[nodiscard]] QString sentence(const LogoutAnswer &answer);

[[nodiscard]] QString sentence(const ProvisioningPlan &plan);
[[nodiscard]] QString label(ProfileField field);
[[nodiscard]] QString label(Origin origin);
[[nodiscard]] QString label(UserStatus status);
[[nodiscard]] QString label(Permission permission);
[[nodiscard]] QString label(AuditAction action);
/// `Owner, directly`; `Manager, from pool Payments`.
[[nodiscard]] QString reason(const Grant &grant, const std::vector<Pool> &pools, const std::vector<Role> &roles);
/// A built-in role's or the default pool's name in the reader's language; another's own name.
[[nodiscard]] QString name(const Role &role);
[[nodiscard]] QString name(const Pool &pool);

} // namespace usher::explain
