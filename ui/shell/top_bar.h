// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/sign_in.h"
#include "ui/shell/navigation.h"

#include <QFrame>

class QPushButton;

namespace usher {

class SearchField;

/// The bar above everything: the mark, search, *Settings*, the account menu.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    TopBar(const Session &session, DirectoryKind kind, QWidget *parent = nullptr);

    /// Marks *Settings* while one is there.
    void setScreen(Screen screen);

Q_SIGNALS:
    void searched(const QString &text);
    void settingsRequested();
    void myAccessRequested();
    void signOutRequested();

private:
    [[nodiscard]] QWidget *makeAccountMenu(const Session &session);

    SearchField *m_search;
    QPushButton *m_settings;
};

} // namespace usher
