// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace usher {

/// What one HTTP-POST to the Assertion Consumer Service carried (SAML 2.0 Bindings, 3.5), wherever it was
/// caught: the embedded web view, the loopback listener, a file.
struct SamlPost
{
    QByteArray samlResponse; ///< the form field as it came: base64
    QString relayState;
    QUrl postedTo; ///< the address that the form was sent to
    TimePoint capturedAt;

    bool operator==(const SamlPost &) const = default;
};

} // namespace usher
