// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_provider_refresh_store.h"

#include "core/saml/address.h"
#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"
#include "core/store/sql_configuration_store.h"

#include <QJsonArray>

namespace usher {

namespace {

/// Who changes something here when nobody is at the keyboard.
constexpr auto refreshActor = "metadata-refresh";

/// The one row: when an address was asked. What is kept of another address says nothing.
struct Turn
{
    TimePoint triedAt;
    TimePoint dueAt;
    std::optional<TimePoint> checkedAt;
};

Result<std::optional<Turn>> turnOf(Connection &connection, const QString &address)
{
    return connection.first("SELECT tried_at, due_at, checked_at FROM provider_refresh WHERE address = ?", {address},
                            [](const Row &row) { return Turn{row.time(0), row.time(1), row.timeIfAny(2)}; });
}

Result<void> writeTurn(Connection &connection, const QString &address, const Turn &turn)
{
    USHER_TRY(connection.run("DELETE FROM provider_refresh"));
    USHER_TRY(connection.run("INSERT INTO provider_refresh (address, tried_at, due_at, checked_at) VALUES (?, ?, ?, ?)",
                             {address, turn.triedAt, turn.dueAt, turn.checkedAt}));
    return {};
}

/// A turn that another portal's clock has put further ahead than an interval is not waited for.
bool isTooEarly(const Turn &turn, RefreshOccasion occasion, TimePoint now)
{
    switch (occasion) {
    case RefreshOccasion::Daily:
        return now < turn.dueAt && turn.dueAt <= now + refreshInterval;
    case RefreshOccasion::UnknownKey:
        return now < turn.triedAt + unknownKeyInterval && turn.triedAt <= now + unknownKeyInterval;
    }
    Q_UNREACHABLE();
}

/// Where the provider's metadata is published; empty where nobody said.
QString addressOf(const IdentityConfiguration &configuration)
{
    const bool hasAddress = configuration.provider && configuration.provider->source.kind == MetadataSource::Kind::Address;
    return hasAddress ? configuration.provider->source.location : QString();
}

Result<std::optional<RefreshClaim>> takeTurn(Connection &connection, RefreshOccasion occasion, TimePoint now)
{
    USHER_TRY(IdentityConfiguration configuration, loadConfiguration(connection));
    const QString address = addressOf(configuration);
    if (address.isEmpty())
        return std::nullopt;
    USHER_TRY(const std::optional<Turn> last, turnOf(connection, address));
    if (last && isTooEarly(*last, occasion, now))
        return std::nullopt;
    USHER_TRY(writeTurn(connection, address, {now, now + refreshRetry, last ? last->checkedAt : std::nullopt}));
    USHER_TRY(const DirectoryKind kind, loadKind(connection));
    return RefreshClaim{std::move(configuration), kind};
}

/// A provider as the audit log follows it: its certificates by their fingerprints.
QJsonObject auditedForm(const IdentityProviderMetadata &metadata)
{
    QJsonArray fingerprints;
    for (const Certificate &certificate : metadata.signingCertificates)
        fingerprints.append(certificate.fingerprint());
    return {{QStringLiteral("entityId"), metadata.entityId.text()},
            {QStringLiteral("singleSignOn"), addressText(metadata.singleSignOn)},
            {QStringLiteral("singleLogout"), addressText(metadata.singleLogout)},
            {QStringLiteral("wantsSignedRequests"), metadata.wantsSignedRequests},
            {QStringLiteral("validUntil"), metadata.validUntil ? formatDateTime(*metadata.validUntil) : QString()},
            {QStringLiteral("certificates"), fingerprints}};
}

AuditRecord recordOf(AuditAction action, const IdentityConfiguration &configuration, const IdentityProviderMetadata &after,
                     TimePoint at)
{
    return {.at = at,
            .actor = QString::fromLatin1(refreshActor),
            .action = action,
            .target = QString::number(configuration.version),
            .before = auditedForm(configuration.provider->metadata),
            .after = auditedForm(after)};
}

Result<void> applyNews(Connection &connection, const RefreshClaim &claim, const RefreshConclusion &conclusion)
{
    IdentityConfiguration renewed = claim.configuration;
    renewed.provider->metadata = conclusion.fetched;
    USHER_TRY(validate(renewed, claim.kind));
    ++renewed.version;
    USHER_TRY(updateConfiguration(connection, renewed));
    AuditRecord record = recordOf(AuditAction::MetadataRefreshed, claim.configuration, conclusion.fetched, conclusion.at);
    record.target = QString::number(renewed.version);
    return appendDifference(connection, std::move(record));
}

enum class Answer { Open, Dismissed };

struct KeptProposal
{
    MetadataProposal proposal;
    Answer answer = Answer::Open;
};

Result<std::optional<KeptProposal>> loadProposal(Connection &connection)
{
    return connection.first(
        "SELECT made_at, content, is_dismissed FROM metadata_proposal", {}, [](const Row &row) -> Result<KeptProposal> {
            USHER_TRY(const QJsonObject content, row.json(1));
            USHER_TRY(IdentityProvider provider, identityProviderFromJson(content));
            return KeptProposal{{std::move(provider), row.time(0)}, row.number(2) == 0 ? Answer::Open : Answer::Dismissed};
        });
}

Result<void> forgetProposal(Connection &connection)
{
    USHER_TRY(connection.run("DELETE FROM metadata_proposal"));
    return {};
}

Result<void> propose(Connection &connection, const RefreshClaim &claim, const RefreshConclusion &conclusion)
{
    IdentityProvider proposed = *claim.configuration.provider;
    proposed.metadata = conclusion.fetched;
    USHER_TRY(const std::optional<KeptProposal> kept, loadProposal(connection));
    if (kept && kept->proposal.provider == proposed)
        return {};
    USHER_TRY(forgetProposal(connection));
    USHER_TRY(connection.run("INSERT INTO metadata_proposal (made_at, content, is_dismissed) VALUES (?, ?, 0)",
                             {conclusion.at, toJson(proposed)}));
    return appendDifference(connection,
                            recordOf(AuditAction::MetadataChangeProposed, claim.configuration, conclusion.fetched, conclusion.at));
}

Result<void> settle(Connection &connection, const RefreshClaim &claim, const RefreshConclusion &conclusion)
{
    USHER_TRY(const int version, configurationVersion(connection));
    if (version != claim.configuration.version)
        return fail(ErrorCode::ConfigurationOutdated);
    const QString address = addressOf(claim.configuration);
    USHER_TRY(writeTurn(connection, address, {conclusion.at, conclusion.nextDue, conclusion.at}));
    switch (conclusion.decision) {
    case RefreshDecision::Nothing:
        return forgetProposal(connection); // the provider has taken its news back
    case RefreshDecision::Apply:
        USHER_TRY(forgetProposal(connection));
        return applyNews(connection, claim, conclusion);
    case RefreshDecision::Ask:
        return propose(connection, claim, conclusion);
    }
    Q_UNREACHABLE();
}

/// Whether a proposal still says something about the provider that is configured.
bool concerns(const KeptProposal &kept, const IdentityConfiguration &configuration)
{
    return kept.answer == Answer::Open && configuration.provider && kept.proposal.provider != *configuration.provider &&
           kept.proposal.provider.source == configuration.provider->source;
}

Result<RefreshStatus> loadStatus(Connection &connection)
{
    USHER_TRY(const IdentityConfiguration configuration, loadConfiguration(connection));
    RefreshStatus status;
    USHER_TRY(const std::optional<Turn> turn, turnOf(connection, addressOf(configuration)));
    if (turn) {
        status.triedAt = turn->triedAt;
        status.checkedAt = turn->checkedAt;
    }
    USHER_TRY(const std::optional<KeptProposal> kept, loadProposal(connection));
    if (kept && concerns(*kept, configuration))
        status.proposal = kept->proposal;
    return status;
}

Result<void> dismissProposal(Connection &connection, const Actor &actor, const MetadataProposal &proposal, TimePoint now)
{
    USHER_TRY(requirePermission(connection, actor, Permission::IdentityManage));
    USHER_TRY(const std::optional<KeptProposal> kept, loadProposal(connection));
    if (!kept || kept->answer == Answer::Dismissed || kept->proposal != proposal)
        return fail(ErrorCode::NotFound);
    USHER_TRY(connection.run("UPDATE metadata_proposal SET is_dismissed = 1"));
    return append(connection, {.at = now,
                               .actor = actor.name,
                               .action = AuditAction::MetadataChangeDismissed,
                               .target = proposal.provider.metadata.entityId.text(),
                               .before = auditedForm(proposal.provider.metadata),
                               .after = {}});
}

} // namespace

Result<std::optional<RefreshClaim>> SqlProviderRefreshStore::claim(RefreshOccasion occasion, TimePoint now)
{
    return m_connections.write([&](Connection &connection) { return takeTurn(connection, occasion, now); });
}

Result<void> SqlProviderRefreshStore::conclude(const RefreshClaim &claim, const RefreshConclusion &conclusion)
{
    return m_connections.write([&](Connection &connection) { return settle(connection, claim, conclusion); });
}

Result<RefreshStatus> SqlProviderRefreshStore::status()
{
    return m_connections.read(loadStatus);
}

Result<void> SqlProviderRefreshStore::dismiss(const Actor &actor, const MetadataProposal &proposal, TimePoint now)
{
    return m_connections.write([&](Connection &connection) { return dismissProposal(connection, actor, proposal, now); });
}

} // namespace usher
