// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "ui/widgets/job.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace usher;

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksElsewhereAndAnswersHere()
    {
        QObject context;
        Qt::HANDLE worker = nullptr;
        Qt::HANDLE answered = nullptr;
        int answer = 0;
        runJob(
            &context,
            [&worker] {
                worker = QThread::currentThreadId();
                return Result<int>(42);
            },
            [&](const Result<int> &result) {
                answered = QThread::currentThreadId();
                answer = result.value_or(0);
            });
        QTRY_COMPARE(answer, 42);
        QVERIFY(worker != QThread::currentThreadId());
        QCOMPARE(answered, QThread::currentThreadId());
    }

    void carriesAnErrorBack()
    {
        QObject context;
        ErrorCode code = ErrorCode::Internal;
        runJob(
            &context, [] { return Result<int>(fail(ErrorCode::StoreBusy)); },
            [&](const Result<int> &result) { code = result.error().code; });
        QTRY_COMPARE(code, ErrorCode::StoreBusy);
    }

    void dropsTheAnswerWhenTheContextIsGone()
    {
        QSemaphore mayFinish;
        std::atomic<bool> finished = false;
        bool answered = false;
        {
            QObject context;
            runJob(
                &context,
                [&] {
                    mayFinish.acquire();
                    finished = true;
                    return Result<int>(1);
                },
                [&](const Result<int> &) { answered = true; });
        }
        mayFinish.release();
        QTRY_VERIFY(finished);
        QTest::qWait(20); // an answer would be on its way by now
        QVERIFY(!answered);
    }

    void isNoLongerBusyWhenTheContextIsGone()
    {
        BusyState busy;
        QSemaphore mayFinish;
        auto context = std::make_unique<QObject>();
        runJob(
            context.get(),
            [&] {
                mayFinish.acquire();
                return Result<int>(1);
            },
            [](const Result<int> &) {}, &busy);
        QVERIFY(busy.isBusy());
        context.reset();
        QVERIFY(!busy.isBusy());
        mayFinish.release();
        QThreadPool::globalInstance()->waitForDone();
    }

    void shortWorkShowsNoProgress()
    {
        QObject context;
        BusyState busy;
        QSignalSpy busyChanges(&busy, &BusyState::busyChanged);
        QSignalSpy progress(&busy, &BusyState::progressWanted);
        bool answered = false;
        runJob(&context, [] { return Result<int>(1); }, [&](const Result<int> &) { answered = true; }, &busy);
        QTRY_VERIFY(answered);
        QCOMPARE(busyChanges.size(), 2);
        for (const QList<QVariant> &arguments : progress)
            QCOMPARE(arguments.first().toBool(), false);
    }

    void longWorkShowsProgressUntilItEnds()
    {
        QObject context;
        BusyState busy;
        QSignalSpy progress(&busy, &BusyState::progressWanted);
        QSemaphore mayFinish;
        runJob(
            &context,
            [&] {
                mayFinish.acquire();
                return Result<int>(1);
            },
            [](const Result<int> &) {}, &busy);
        QTRY_COMPARE(progress.size(), 1);
        QCOMPARE(progress.first().first().toBool(), true);
        mayFinish.release();
        QTRY_COMPARE(progress.size(), 2);
        QCOMPARE(progress.last().first().toBool(), false);
    }

    void twoJobsAreBusyOnce()
    {
        QObject context;
        BusyState busy;
        QSignalSpy busyChanges(&busy, &BusyState::busyChanged);
        int answers = 0;
        for (int i = 0; i < 2; ++i) {
            runJob(&context, [] { return Result<int>(1); }, [&](const Result<int> &) { ++answers; }, &busy);
        }
        QTRY_COMPARE(answers, 2);
        QVERIFY(!busy.isBusy());
        QCOMPARE(busyChanges.size(), 2);
    }

    void canceledFutureSaysNothing()
    {
        QObject context;
        QPromise<Result<int>> promise;
        promise.start();
        bool answered = false;
        BusyState busy;
        whenFinished(&context, promise.future(), [&](const Result<int> &) { answered = true; }, &busy);
        promise.future().cancel();
        QTRY_VERIFY(!busy.isBusy()); // although the work itself has not ended
        promise.finish();
        QTest::qWait(20);
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "test_job.moc"
