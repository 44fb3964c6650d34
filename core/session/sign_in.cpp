// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sign_in.h"
