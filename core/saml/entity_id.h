// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/identifier.h"

namespace usher {

/// The name of a SAML entity (SAML 2.0 Core, 8.3.6). Compared letter by letter.
using EntityId = Identifier<struct EntityIdTag>;

} // namespace usher
