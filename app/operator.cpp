// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/operator.h"

#include <pwd.h>
#include <unistd.h>

namespace usher {

Actor operatorOfThisProcess()
{
    const uid_t id = getuid();
    const passwd *entry = getpwuid(id);
    return Actor::operatorNamed(entry != nullptr ? QString::fromLocal8Bit(entry->pw_name) : QString::number(id));
}

} // namespace usher
