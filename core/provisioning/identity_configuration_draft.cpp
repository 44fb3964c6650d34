// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/identity_configuration_draft.h"
