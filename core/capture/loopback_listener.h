// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/capture/page_text.h"
#include "core/saml/browser_errand.h"
#include "core/saml/saml_post.h"

#include <QObject>

#include <memory>

class QTimer;

namespace usher {

/// Whether a listener on this computer can take what is sent to \p url: `http` to localhost, 127.0.0.1 or [::1].
[[nodiscard]] bool isLoopbackAddress(const QUrl &url);

/// Waits on this computer for what the system browser brings back: one answer, then it is closed. It holds the port on 127.0.0.1
/// and, where there is IPv6, on [::1], since localhost may mean either, and nobody else must get the answer. Whatever is not the
/// answer is turned away and ends nothing: wrong Host (DNS rebinding), path, method, type or form. Any page may post here, as the
/// provider's does; what is posted is judged elsewhere. Lives on the thread that made it.
class LoopbackListener : public QObject
{
    Q_OBJECT

public:
    struct Pages
    {
        capture::PageText received; ///< the tab may be closed
        capture::PageText refused;  ///< this is not what Usher waits for
    };
    struct Limits
    {
        std::chrono::milliseconds waiting = std::chrono::minutes(2);    ///< for the answer
        std::chrono::milliseconds connection = std::chrono::seconds(5); ///< for one connection's request
    };

    /// Errors: ReplyUrlNotLoopback, ReplyPortBusy.
    [[nodiscard]] static Result<std::unique_ptr<LoopbackListener>> listen(const BrowserErrand &errand, const Clock &clock,
                                                                          const Pages &pages, const Limits &limits);
    ~LoopbackListener() override;

    /// How long it will go on waiting.
    [[nodiscard]] std::chrono::milliseconds remaining() const;

Q_SIGNALS:
    // One of these, once and when nothing listens any more; whoever hears it may destroy the listener.
    void captured(const usher::SamlPost &post);
    /// \param query  the octets as they came, without `?`: a signature may cover them
    void loggedOut(const QByteArray &query);
    /// Error: BrowserTimeout.
    void failed(const usher::Error &error);

private:
    class Server;

    LoopbackListener(const BrowserErrand &errand, const Clock &clock, const Pages &pages, const Limits &limits);

    std::unique_ptr<Server> m_server;
    QTimer *m_timer;
};

} // namespace usher
