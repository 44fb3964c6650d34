// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/sign_in.h"

#include <QWidget>

#include <array>
#include <optional>

class QLabel;

namespace usher {

class IconLabel;

/// How far the response has come: received, verified, provisioned.
class StageList : public QWidget
{
    Q_OBJECT

public:
    explicit StageList(QWidget *parent = nullptr);

    /// Everything up to \p reached is done.
    void setReached(std::optional<SignInStage> reached);

private:
    struct Row
    {
        IconLabel *icon;
        QLabel *text;
    };

    std::array<Row, 3> m_rows;
};

} // namespace usher
