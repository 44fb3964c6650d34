// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/federation/metadata_fetch.h"

#include "core/saml/metadata.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPromise>
#include <QTimer>

#include <memory>

namespace usher {

namespace {

constexpr std::chrono::seconds fetchTimeout{30};
constexpr int maximumRedirects = 5;

/// Why a fetch was given up by us; Qt then reports OperationCanceledError.
enum class GivenUp { No, TooLarge, TooSlow, InsecureRedirect };

ErrorCode codeOf(const QNetworkReply &reply, GivenUp givenUp)
{
    switch (givenUp) {
    case GivenUp::TooLarge:
        return ErrorCode::NetworkTooLarge;
    case GivenUp::TooSlow:
        return ErrorCode::NetworkTimeout;
    case GivenUp::InsecureRedirect:
        return ErrorCode::MetadataInsecureAddress;
    case GivenUp::No:
        break;
    }
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCode::NetworkRefusedCertificate;
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::ProtocolUnknownError: // sent on to a file, or to something stranger
        return ErrorCode::MetadataInsecureAddress;
    case QNetworkReply::TimeoutError:
        return ErrorCode::NetworkTimeout;
    default:
        return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid() ? ErrorCode::NetworkStatus
                                                                                   : ErrorCode::NetworkUnreachable;
    }
}

Result<QByteArray> resultOf(QNetworkReply &reply, GivenUp givenUp)
{
    if (givenUp == GivenUp::No && reply.error() == QNetworkReply::NoError)
        return reply.readAll();
    const ErrorCode code = codeOf(reply, givenUp);
    const QString subject = code == ErrorCode::NetworkStatus
                                ? reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toString()
                                : reply.url().toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    return fail(code, subject, reply.errorString());
}

QFuture<Result<QByteArray>> ready(Result<QByteArray> result)
{
    QPromise<Result<QByteArray>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

QNetworkRequest metadataRequest(const QUrl &address)
{
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setMaximumRedirectsAllowed(maximumRedirects);
    request.setRawHeader("Accept", "application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8");
    return request;
}

} // namespace

QFuture<Result<QByteArray>> fetchMetadata(QNetworkAccessManager &network, const QUrl &address)
{
    if (!address.isValid() || address.host().isEmpty())
        return ready(fail(ErrorCode::AddressInvalid, address.toDisplayString(QUrl::RemoveUserInfo), address.errorString()));
    if (!isSecureAddress(address))
        return ready(fail(ErrorCode::MetadataInsecureAddress, address.toDisplayString(QUrl::RemoveUserInfo)));

    struct Fetch
    {
        QPromise<Result<QByteArray>> promise;
        GivenUp givenUp = GivenUp::No;
    };
    const auto fetch = std::make_shared<Fetch>();
    fetch->promise.start();
    QFuture<Result<QByteArray>> future = fetch->promise.future();

    QNetworkReply *reply = network.get(metadataRequest(address));
    const auto giveUp = [reply, fetch](GivenUp why) {
        fetch->givenUp = why;
        reply->abort();
    };
    QTimer::singleShot(fetchTimeout, reply, [giveUp] { giveUp(GivenUp::TooSlow); });
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [giveUp](qint64 received, qint64 total) {
        if (std::max(received, total) > maximumMetadataBytes)
            giveUp(GivenUp::TooLarge);
    });
    // http on loopback may send us on, but only to where we would have gone ourselves.
    QObject::connect(reply, &QNetworkReply::redirected, reply, [giveUp](const QUrl &target) {
        if (!isSecureAddress(target))
            giveUp(GivenUp::InsecureRedirect);
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, fetch] {
        fetch->promise.addResult(resultOf(*reply, fetch->givenUp));
        fetch->promise.finish();
        reply->deleteLater();
    });
    return future;
}

Result<QByteArray> fetchMetadataNow(const QUrl &address)
{
    QNetworkAccessManager network; // of this thread
    QFutureWatcher<Result<QByteArray>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, &loop, &QEventLoop::quit);
    watcher.setFuture(fetchMetadata(network, address));
    loop.exec();
    if (!watcher.isFinished())
        return fail(ErrorCode::NetworkUnreachable, address.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery),
                    QStringLiteral("given up: the program ends"));
    return watcher.result();
}

} // namespace usher
