// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace usher {

class IconLabel;

struct SaveBarState
{
    enum class Activity {
        Editing,
        Saving, ///< nothing can be pressed twice
    };

    int changes = 0;      ///< none: the bar is not there
    QString problem = {}; ///< why it can't be saved; empty: it can
    Activity activity = Activity::Editing;

    bool operator==(const SaveBarState &) const = default;
};

/// At the bottom of a form that has changes: how many, *Save* and *Discard*.
class SaveBar : public QFrame
{
    Q_OBJECT

public:
    explicit SaveBar(QWidget *parent = nullptr);

    void setState(const SaveBarState &state);

Q_SIGNALS:
    void saveRequested();
    void discardRequested();

private:
    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_save;
    QPushButton *m_discard;
};

} // namespace usher
