// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/capture/loopback_listener.h"
#include "ui/signin/door.h"

#include <functional>

class QLabel;
class QPushButton;

namespace usher {

class Card;

/// Opens an address outside of this program; false where that is known to have failed.
using OpenAddress = std::function<bool(const QUrl &)>;
/// The browser that the system has for it.
[[nodiscard]] OpenAddress systemBrowser();

/// The system browser, for where device policies or passkeys need a full one: a listener on this computer takes what it brings
/// back. An errand without an address opens nothing and waits for whoever comes.
class BrowserDoor : public Door
{
    Q_OBJECT

public:
    BrowserDoor(const Clock &clock, OpenAddress openAddress, std::chrono::milliseconds patience, QWidget *parent = nullptr);

    [[nodiscard]] DoorKind kind() const override { return DoorKind::Browser; }
    void open(const BrowserErrand &errand) override;

private:
    void showErrand(const BrowserErrand &errand);
    void addButtons(const BrowserErrand &errand);
    void showRemaining();

    const Clock &m_clock;
    OpenAddress m_openAddress;
    std::chrono::milliseconds m_patience;
    std::unique_ptr<LoopbackListener> m_listener;

    Card *m_card;
    QLabel *m_remaining;
    QPushButton *m_otherDoor;
    QPushButton *m_leave;
};

} // namespace usher
