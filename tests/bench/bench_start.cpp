// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <optional>
#include <vector>

/// Start to first painted window, Usher against an empty Qt window of the same size, in turns.
/// usage: bench_start USHER EMPTY_WINDOW
namespace {

constexpr int runs = 15;
constexpr double limit = 3.0;
constexpr int patience = 30'000; // milliseconds until a start counts as failed

struct Start
{
    double milliseconds = 0;
    bool browserEngine = false;
};

QProcessEnvironment environmentIn(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        environment.insert(QLatin1String(variable), home);
    if (!environment.contains(QStringLiteral("DISPLAY")) && !environment.contains(QStringLiteral("WAYLAND_DISPLAY")))
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("usher.ui.debug=true"));
    return environment;
}

bool maps(qint64 process, const QByteArray &library)
{
    QFile file(QStringLiteral("/proc/%1/maps").arg(process));
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(library);
}

std::optional<Start> start(const QString &program)
{
    const QTemporaryDir home;
    QProcess process;
    process.setProcessEnvironment(environmentIn(home.path()));
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    process.start(program, QStringList());
    QByteArray output;
    while (!output.contains("first window painted")) {
        if (timer.elapsed() > patience || !process.waitForReadyRead(patience))
            return std::nullopt;
        output += process.readAll();
    }
    const Start result{double(timer.nsecsElapsed()) / 1e6,
                       maps(process.processId(), "QtWebEngineCore") || maps(process.processId(), "Qt6WebEngineCore")};
    process.kill();
    process.waitForFinished();
    return result;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    const QStringList programs = QCoreApplication::arguments().mid(1);
    if (programs.size() != 2) {
        out << "usage: bench_start USHER EMPTY_WINDOW\n";
        return 2;
    }

    std::vector<double> times[2];
    bool browserEngine = false;
    for (int run = 0; run <= runs; ++run) {
        for (int which = 0; which < 2; ++which) {
            const std::optional<Start> result = start(programs[which]);
            if (!result) {
                out << programs[which] << " did not show its window\n";
                return 1;
            }
            browserEngine = browserEngine || result->browserEngine;
            if (run > 0) // the first pair warms the disk cache
                times[which].push_back(result->milliseconds);
        }
    }

    const double usher = median(times[0]);
    const double empty = median(times[1]);
    out << QString::asprintf(
        "start to first window: usher %.0f ms, empty window %.0f ms, ratio %.2f (limit %.1f); medians of %d; browser engine %s\n",
        usher, empty, usher / empty, limit, runs, browserEngine ? "LOADED" : "not loaded");
    return 0;
}
