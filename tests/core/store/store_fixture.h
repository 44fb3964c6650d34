// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/store/store.h"
#include "tests/kit/manual_clock.h"
#include "tests/kit/seeded_random.h"

#include <QTemporaryDir>
#include <QTest>

namespace usher::test {

/// What a failed result says, for QVERIFY2.
template<typename T>
QByteArray why(const Result<T> &result)
{
    if (result)
        return "no error";
    const Error &error = result.error();
    return "error " + QByteArray::number(int(error.code)) + ", " + error.subject.toUtf8() + ", " + error.detail.toUtf8();
}

#define VERIFY_OK(result)                                                                                                          \
    do {                                                                                                                           \
        const auto &verified = (result);                                                                                           \
        QVERIFY2(verified.has_value(), usher::test::why(verified).constData());                                                    \
    } while (false)
/// That it failed, and with this code.
#define COMPARE_ERROR(result, expected)                                                                                            \
    do {                                                                                                                           \
        const auto &compared = (result);                                                                                           \
        QVERIFY2(!compared.has_value(), "succeeded");                                                                              \
        QVERIFY2(compared.error().code == (expected), usher::test::why(compared).constData());                                     \
    } while (false)

/// The value, where its absence would be a fault of the test.
template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", why(result).constData());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// A folder with one directory in it, a clock that stands still and randomness that repeats.
struct StoreFixture
{
    explicit StoreFixture(quint32 seed = 1) : random(seed) {}

    QTemporaryDir folder;
    ManualClock clock{TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24))};
    SeededRandom random;
    StoreAddress address{folder.filePath(QStringLiteral("directory.sqlite"))};

    [[nodiscard]] Result<std::unique_ptr<Store>> tryOpen(DirectoryKind kind = DirectoryKind::Real,
                                                         WhenMissing whenMissing = WhenMissing::Create)
    {
        return Store::open(address, kind, whenMissing, clock, random);
    }
    [[nodiscard]] std::unique_ptr<Store> open() { return must(tryOpen()); }
    /// Another program's connection to the same file.
    [[nodiscard]] std::unique_ptr<Connection> raw() const { return must(Connection::open(address.path)); }
};

inline IdentityKey entraKey(const QString &subject)
{
    return {IdentityKey::Kind::EntraObject, QStringLiteral("7a3f6f1e-0000-4000-8000-000000000001"), subject};
}

inline std::vector<PlannedField> fields(const Profile &before, const Profile &after)
{
    std::vector<PlannedField> planned;
    for (const ProfileField field : allProfileFields)
        planned.push_back({field, before.value(field), after.value(field), QStringLiteral("claim"), UpdatePolicy::EverySignIn});
    return planned;
}

/// A person whose every field is made of \p name.
inline Profile profileOf(const QString &name)
{
    return {name + QStringLiteral(" Example"), name, QStringLiteral("Example"), name + QStringLiteral("@contoso.com"),
            name + QStringLiteral("@tenant.example")};
}

inline ProvisioningPlan creation(const QString &subject, const Profile &profile)
{
    ProvisioningPlan plan;
    plan.outcome = ProvisioningPlan::Outcome::Create;
    plan.key = entraKey(subject);
    plan.fields = fields({}, profile);
    plan.pool = PoolId(QStringLiteral("default"));
    plan.role = roles::user;
    return plan;
}
inline ProvisioningPlan creation(const QString &name)
{
    return creation(name, profileOf(name));
}

/// A later sign-in of \p user that brings \p profile.
inline ProvisioningPlan laterSignIn(const User &user, const Profile &profile)
{
    ProvisioningPlan plan;
    plan.outcome = user.profile == profile ? ProvisioningPlan::Outcome::Unchanged : ProvisioningPlan::Outcome::Update;
    plan.key = user.identities.front();
    plan.fields = fields(user.profile, profile);
    plan.existing = user;
    return plan;
}

inline ProvisioningPlan refusal(const Error &error)
{
    ProvisioningPlan plan;
    plan.refusal = error;
    return plan;
}

inline Consumption assertion(const QString &id, const QString &request = {})
{
    return {request, EntityId(QStringLiteral("https://sts.windows.net/tenant/")), id,
            TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25))};
}

/// A sign-in that was begun when the fixture's clock started.
inline PendingRequest pendingRequest()
{
    const TimePoint begun(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24));
    return {QStringLiteral("_request"), QStringLiteral("relay"), begun, begun + std::chrono::minutes(10)};
}

/// Commits with an assertion of its own.
inline Result<ProvisioningReceipt> commit(Store &store, const ProvisioningPlan &plan, StoreFixture &fixture)
{
    return store.provisioning().commit(Actor::provisioner(), plan, assertion(fixture.random.uuid()), fixture.clock.now());
}

inline User provisioned(Store &store, const QString &name, StoreFixture &fixture)
{
    return must(commit(store, creation(name), fixture)).user;
}

/// The first owner, as the first start makes one.
inline User owner(Store &store, StoreFixture &fixture)
{
    Profile profile;
    profile.displayName = profile.userName = QStringLiteral("Olga Owner");
    return must(store.localOwners().create(
        profile, {UserId(fixture.random.uuid()), QStringLiteral("Olga Owner"), QByteArrayLiteral("$argon2id$hash")},
        fixture.clock.now()));
}

/// Gives \p user a local account too, which nothing in the program does.
inline void addCredential(const StoreFixture &fixture, const UserId &user)
{
    must(fixture.raw()->run("INSERT INTO local_credential (account_id, name, name_folded, password_hash) VALUES (?, ?, ?, ?)",
                            {user, user.text(), user.text(), QStringLiteral("$argon2id$hash")}));
}

inline Actor actorOf(const User &user)
{
    return Actor::personNamed(user.id, user.profile.bestName());
}

inline Actor anOperator()
{
    return Actor::operatorNamed(QStringLiteral("ana"));
}

/// Every account with all that is its own, as raw rows.
inline QStringList accountRows(const StoreFixture &fixture)
{
    QStringList rows;
    for (const char *table : {"account", "identity_link", "pool_member", "account_role"}) {
        const auto found = must(fixture.raw()->all(QByteArray("SELECT * FROM ") + table + " ORDER BY 1, 2", {}, [](const Row &row) {
            return row.text(0) + u'|' + row.text(1) + u'|' + row.text(2);
        }));
        for (const QString &row : found)
            rows.append(QString::fromLatin1(table) + u'|' + row);
    }
    return rows;
}

inline AuditRecord lastRecord(Store &store)
{
    return must(store.audit().records(0, 1)).front();
}

inline qint64 recordCount(Store &store)
{
    return lastRecord(store).sequence;
}

} // namespace usher::test
