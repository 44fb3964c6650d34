// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <memory>

namespace usher {

/// A connection for each thread that asks (Qt's may not be shared), closed when its thread ends, or all at once with this
/// object. Nobody may be at work in it then.
class Connections
{
public:
    explicit Connections(QString path);
    ~Connections();
    Q_DISABLE_COPY_MOVE(Connections)

    /// One consistent state: \p work takes a Connection and returns a Result.
    template<typename Work>
    [[nodiscard]] auto read(const Work &work)
    {
        return withConnection(Access::Read, work);
    }

    /// All that \p work changes, or nothing where it returns an error.
    template<typename Work>
    [[nodiscard]] auto write(const Work &work)
    {
        return withConnection(Access::Write, work);
    }

private:
    struct Threads;

    template<typename Work>
    auto withConnection(Access access, const Work &work) -> std::invoke_result_t<const Work &, Connection &>
    {
        USHER_TRY(Connection * connection, ofThisThread());
        return inTransaction(*connection, access, work);
    }

    [[nodiscard]] Result<Connection *> ofThisThread();

    QString m_path;
    std::shared_ptr<Threads> m_threads; ///< weakly held by what runs at each thread's end
};

} // namespace usher
