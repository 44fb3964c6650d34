// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/service_provider_keys.h"
#include "core/store/sql_enrolment.h"

namespace usher {

/// The service provider's keys: certificates as they are, private halves sealed with the directory key. Each seal is bound to its
/// certificate.
class SqlServiceProviderKeys final : public ServiceProviderKeys
{
public:
    SqlServiceProviderKeys(Connections &connections, SqlEnrolment &enrolment, const Clock &clock, Random &random)
        : m_connections(connections), m_enrolment(enrolment), m_clock(clock), m_random(random)
    {
    }

    [[nodiscard]] Result<std::vector<Certificate>> certificates() override;
    [[nodiscard]] Result<std::vector<KeyPair>> keys() override;
    [[nodiscard]] Result<Certificate> make(const Actor &actor) override;
    [[nodiscard]] Result<void> remove(const Actor &actor, const Certificate &certificate) override;

private:
    Connections &m_connections;
    SqlEnrolment &m_enrolment;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace usher
