// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

namespace usher {

/// Settings › Storage: where the directory is, and what that means for trust.
class StoragePage : public Page
{
    Q_OBJECT

public:
    explicit StoragePage(const QString &storeAddress, QWidget *parent = nullptr);
};

} // namespace usher
