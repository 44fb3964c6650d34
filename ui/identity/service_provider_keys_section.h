// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/service_provider_keys.h"
#include "core/session/session.h"
#include "ui/widgets/card.h"

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace usher {

class Banner;
class BusyState;
class ErrorPanel;

/// The portal's own keys. Unlike the rest of the page, what is done here happens at once.
class ServiceProviderKeysSection : public Card
{
    Q_OBJECT

public:
    ServiceProviderKeysSection(ServiceProviderKeys &keys, const Session &session, const Clock &clock, QWidget *parent = nullptr);

    void load();

Q_SIGNALS:
    /// Newest first; after they were read, and after each change.
    void keysChanged(const std::vector<usher::Certificate> &certificates);

private:
    void render(const std::vector<Certificate> &certificates);
    [[nodiscard]] QWidget *makeLine(const Certificate &certificate, const QString &part);
    void make();
    void askToRemove(const Certificate &certificate);
    void remove(const Certificate &certificate);
    void saveCertificate(const Certificate &certificate);
    void showError(const Error &error, const QString &heading);

    ServiceProviderKeys &m_keys;
    Session m_session;
    const Clock &m_clock;
    BusyState *m_busy;
    ErrorPanel *m_error;
    Banner *m_next;
    QVBoxLayout *m_lines;
    QPushButton *m_make;
    size_t m_count = 0;
};

} // namespace usher
