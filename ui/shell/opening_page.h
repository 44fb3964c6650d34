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
    /// From here on an error offers another folder too.
    void offerFolders();

Q_SIGNALS:
    void retryRequested();
    /// A person chose where the directory is, or shall be.
    void folderChosen(const QString &folder);

private:
    void chooseFolder();

    QWidget *m_opening;
    ErrorPanel *m_error;
};

} // namespace usher
