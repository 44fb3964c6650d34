// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

namespace usher {

Q_LOGGING_CATEGORY(logXml, "usher.xml", QtWarningMsg)
Q_LOGGING_CATEGORY(logStore, "usher.store", QtWarningMsg)
Q_LOGGING_CATEGORY(logSession, "usher.session", QtWarningMsg)
Q_LOGGING_CATEGORY(logFederation, "usher.federation", QtWarningMsg)
Q_LOGGING_CATEGORY(logSandbox, "usher.sandbox", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "usher.ui", QtWarningMsg)

} // namespace usher
