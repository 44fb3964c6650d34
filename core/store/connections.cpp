// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connections.h"

#include "core/store/sqlite_dialect.h"

#include <QMutex>
#include <QThread>

#include <unordered_map>

namespace usher {

namespace {

struct ThreadsConnection
{
    std::unique_ptr<Connection> connection;
    QMetaObject::Connection whenThreadEnds;
};

Result<std::unique_ptr<Connection>> openDirectory(const QString &path)
{
    USHER_TRY(auto connection, Connection::open(path));
    USHER_TRY(sqlite::recognise(*connection));
    USHER_TRY(sqlite::configure(*connection));
    USHER_TRY(sqlite::useWriteAheadLog(*connection));
    return connection;
}

} // namespace

struct Connections::Threads
{
    QMutex mutex;
    std::unordered_map<const QThread *, ThreadsConnection> byThread;

    void forget(const QThread *thread)
    {
        const QMutexLocker lock(&mutex);
        const auto ended = byThread.find(thread);
        if (ended == byThread.end())
            return;
        QObject::disconnect(ended->second.whenThreadEnds);
        byThread.erase(ended);
    }
};

Connections::Connections(QString path) : m_path(std::move(path)), m_threads(std::make_shared<Threads>()) {}

Connections::~Connections()
{
    const QMutexLocker lock(&m_threads->mutex);
    for (const auto &[thread, entry] : m_threads->byThread)
        QObject::disconnect(entry.whenThreadEnds);
    m_threads->byThread.clear();
}

Result<Connection *> Connections::ofThisThread()
{
    const QThread *thread = QThread::currentThread();
    {
        const QMutexLocker lock(&m_threads->mutex);
        if (const auto known = m_threads->byThread.find(thread); known != m_threads->byThread.end())
            return known->second.connection.get();
    }
    USHER_TRY(auto opened, openDirectory(m_path));

    // The slot runs in the ending thread itself, also where the thread was not made by Qt.
    const auto ended = QObject::connect(thread, &QThread::finished, [thread, threads = std::weak_ptr(m_threads)] {
        if (const auto alive = threads.lock())
            alive->forget(thread);
    });
    Connection *connection = opened.get();
    const QMutexLocker lock(&m_threads->mutex);
    m_threads->byThread.emplace(thread, ThreadsConnection{std::move(opened), ended});
    return connection;
}

} // namespace usher
