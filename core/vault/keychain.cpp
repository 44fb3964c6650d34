// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keychain.h"

#include <QFileInfo>

#include <qt6keychain/keychain.h>

#include <future>

namespace usher {

namespace {

const QString service = QStringLiteral("org.usher.Usher");

/// A keychain is a service on the session's bus. Without one the libraries would look for it for a while. An address that is set
/// and empty says that there is none.
bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

} // namespace

struct Keychain::Answer
{
    QKeychain::Error error = QKeychain::OtherError;
    QString text;
    SecretBytes secret;
};

Keychain::~Keychain()
{
    m_thread.quit();
    m_thread.wait();
    // What is still under way goes with its thread's event loop: nothing can answer any more.
}

void Keychain::start()
{
    const QMutexLocker lock(&m_starting);
    if (m_desk)
        return;
    m_desk = std::make_unique<QObject>();
    m_desk->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("keychain"));
    m_thread.start();
}

Keychain::Answer Keychain::ask(MakeJob makeJob)
{
    if (!hasSessionBus())
        return {QKeychain::NoBackendAvailable, QStringLiteral("no session bus"), {}};
    start();
    const auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> answer = promise->get_future();
    QMetaObject::invokeMethod(
        m_desk.get(),
        [desk = m_desk.get(), makeJob = std::move(makeJob), promise] {
            QKeychain::Job *job = makeJob();
            job->setParent(desk);
            QObject::connect(job, &QKeychain::Job::finished, desk, [promise](QKeychain::Job *done) {
                Answer got{done->error(), done->errorString(), {}};
                if (auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(done)) {
                    QByteArray data = reading->binaryData();
                    got.secret = SecretBytes::take(data);
                }
                promise->set_value(std::move(got));
            });
            job->start();
        },
        Qt::QueuedConnection);
    if (answer.wait_for(patience) != std::future_status::ready)
        return {QKeychain::OtherError, QStringLiteral("no answer in time"), {}};
    return answer.get();
}

Result<SecretBytes> Keychain::read(const QString &entry)
{
    Answer answer = ask([entry] {
        auto *job = new QKeychain::ReadPasswordJob(service);
        job->setKey(entry);
        return job;
    });
    if (answer.error == QKeychain::EntryNotFound)
        return fail(ErrorCode::PortalKeyMissing);
    if (answer.error != QKeychain::NoError)
        return fail(ErrorCode::KeychainUnavailable, {}, answer.text);
    return std::move(answer.secret);
}

Result<void> Keychain::write(const QString &entry, const SecretBytes &secret)
{
    const auto shared = std::make_shared<const SecretBytes>(secret.clone());
    const Answer answer = ask([entry, shared] {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setKey(entry);
        job->setBinaryData(shared->view().toByteArray());
        return job;
    });
    if (answer.error != QKeychain::NoError)
        return fail(ErrorCode::KeychainUnavailable, {}, answer.text);
    return {};
}

} // namespace usher
