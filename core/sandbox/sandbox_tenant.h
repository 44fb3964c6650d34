// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/sandbox/sandbox_keys.h"

#include <QObject>
#include <QUrl>

#include <memory>

class QHttpServer;

namespace usher::sandbox {

/// A make-believe Entra tenant on 127.0.0.1: metadata, a sign-in page (account → password → auto-posting form with a strict
/// Content-Security-Policy), signed responses. Any password will do. Lives on the thread that made it.
class Tenant : public QObject
{
    Q_OBJECT

public:
    /// Listens on \p port of 127.0.0.1; 0 picks a free one. Error: PortBusy.
    [[nodiscard]] static Result<std::unique_ptr<Tenant>> listen(quint16 port, Keys keys, const Clock &clock, Random &random);
    ~Tenant() override;

    /// `http://127.0.0.1:PORT`
    [[nodiscard]] QUrl base() const;
    [[nodiscard]] QUrl metadataAddress() const;
    [[nodiscard]] QByteArray metadata() const;

private:
    Tenant(Keys keys, const Clock &clock, Random &random);

    struct Server;
    std::unique_ptr<Server> m_server;
};

} // namespace usher::sandbox
