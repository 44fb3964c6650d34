// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/store/connection.h"

namespace usher {

/// Appends \p record as the next of the log, inside the transaction of the change itself. Its sequence is given here.
[[nodiscard]] Result<void> append(Connection &connection, const AuditRecord &record);

/// The same with what changed alone: members that \p record has alike before and after are left out.
[[nodiscard]] Result<void> appendDifference(Connection &connection, AuditRecord record);

/// A person, as far as the log follows changes. Never a password hash.
[[nodiscard]] QJsonObject auditedForm(const User &user);
[[nodiscard]] QJsonObject auditedForm(const IdentityKey &key);

} // namespace usher
