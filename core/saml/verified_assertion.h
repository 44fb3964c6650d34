// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/saml/entity_id.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace usher {

struct UnverifiedResponse;
struct TrustPolicy;
struct ExpectedRequest;
struct Judgement;

/// SAML 2.0 Core, 2.2.2.
struct NameId
{
    QString value;
    QString format; ///< URI; `urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified` where none was sent
    QString nameQualifier;
    QString spNameQualifier;

    bool operator==(const NameId &) const = default;
};

/// SAML 2.0 Core, 2.7.3.1: one claim, with those of its values that are texts, in order.
struct Attribute
{
    QString name;
    QStringList values;

    bool operator==(const Attribute &) const = default;
};

/// An assertion that judge() accepted, read from the very octets that the signature covered. It can come
/// from nowhere else: the constructor is private and judge() its only friend.
class VerifiedAssertion
{
public:
    [[nodiscard]] const EntityId &issuer() const { return m_issuer; }
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const NameId &nameId() const { return m_nameId; }
    [[nodiscard]] const std::vector<Attribute> &attributes() const { return m_attributes; }
    /// The request that it answers; empty where it was unsolicited.
    [[nodiscard]] const QString &inResponseTo() const { return m_inResponseTo; }
    [[nodiscard]] const QString &sessionIndex() const { return m_sessionIndex; }
    [[nodiscard]] const std::optional<TimePoint> &authnInstant() const { return m_authnInstant; }
    /// Until when it could be replayed, the largest skew included: remember its ID at least as long.
    [[nodiscard]] TimePoint notOnOrAfter() const { return m_notOnOrAfter; }
    /// SHA-256 fingerprint of the pinned certificate whose key signed it.
    [[nodiscard]] const QString &signerFingerprint() const { return m_signerFingerprint; }

    bool operator==(const VerifiedAssertion &) const = default;

private:
    VerifiedAssertion() = default;
    friend Judgement judge(const UnverifiedResponse &response, const TrustPolicy &policy, const ExpectedRequest &request,
                           TimePoint now);

    EntityId m_issuer;
    QString m_id;
    NameId m_nameId;
    std::vector<Attribute> m_attributes;
    QString m_inResponseTo;
    QString m_sessionIndex;
    std::optional<TimePoint> m_authnInstant;
    TimePoint m_notOnOrAfter;
    QString m_signerFingerprint;
};

} // namespace usher
