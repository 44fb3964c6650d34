// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QWidget>

namespace usher {

class BusyState;
class ErrorPanel;

/// What is there at once: the mark, and that the directory is being opened; or why it can't be.
class OpeningPage : public QWidget
{
    Q_OBJECT

public:
    explicit OpeningPage(BusyState &busy, QWidget *parent = nullptr);

    void showOpening();
    void showError(const Error &error);

Q_SIGNALS:
    void retryRequested();

private:
    QWidget *m_opening;
    ErrorPanel *m_error;
};

} // namespace usher
