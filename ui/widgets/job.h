// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QtConcurrent>

#include <memory>
#include <type_traits>

class QTimer;

namespace usher {

/// Whether work of a screen is under way: at once for its buttons, after 300 ms for the eye (ux.md, Behaviour).
class BusyState : public QObject
{
    Q_OBJECT

public:
    static constexpr int patience = 300; ///< milliseconds until progress is worth showing

    explicit BusyState(QObject *parent = nullptr);

    [[nodiscard]] bool isBusy() const { return m_jobs > 0; }

    /// Busy for as long as it lives.
    class Hold
    {
    public:
        explicit Hold(BusyState *state);
        ~Hold();
        Q_DISABLE_COPY_MOVE(Hold)

    private:
        QPointer<BusyState> m_state;
    };

Q_SIGNALS:
    void busyChanged(bool busy);
    void progressWanted(bool wanted);

private:
    void begin();
    void end();

    int m_jobs = 0;
    QTimer *m_timer;
};

/// Calls \p done with the result of \p future on the context's thread. Dropped at once, with everything it holds, when the
/// context dies or the future is canceled.
template<typename T, typename Done>
void whenFinished(QObject *context, const QFuture<T> &future, Done done, BusyState *busy = nullptr)
{
    static_assert(!std::is_void_v<T>, "a job says what became of it");
    auto *watcher = new QFutureWatcher<T>(context); // dies with the context, and the continuation with it
    auto hold = std::make_shared<BusyState::Hold>(busy);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, hold = std::move(hold), done = std::move(done)]() mutable {
                         hold.reset();
                         watcher->deleteLater();
                         QFuture<T> finished = watcher->future();
                         if (!finished.isCanceled() && finished.resultCount() > 0)
                             done(finished.takeResult());
                     });
    QObject::connect(watcher, &QFutureWatcherBase::canceled, watcher, [watcher] { delete watcher; }, Qt::QueuedConnection);
    watcher->setFuture(future);
}

/// The one way to run work off the UI thread: \p work captures copies and returns a Result, \p done gets it back here.
template<typename Work, typename Done>
void runJob(QObject *context, Work work, Done done, BusyState *busy = nullptr)
{
    whenFinished(context, QtConcurrent::run(std::move(work)), std::move(done), busy);
}

} // namespace usher
