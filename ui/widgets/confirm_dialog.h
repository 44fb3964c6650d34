// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/styling.h"

#include <QDialog>

#include <functional>
#include <vector>

namespace usher {

/// One of the ways on from a question.
struct Answer
{
    QString text; ///< a verb: *Make owner*; with its mnemonic
    theme::ButtonRole role = theme::ButtonRole::Normal;
    std::function<void()> action = {};
};

struct Question
{
    QString title;               ///< "Make Ana Lima an owner?"
    QString text;                ///< what will happen
    std::vector<Answer> answers; ///< besides *Cancel*, most wanted first
};

/// The one way to ask before something happens. It never blocks: the answer's action runs when its button is pressed; Esc and
/// *Cancel* do nothing.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    static void ask(QWidget *parent, const Question &question);

private:
    ConfirmDialog(QWidget *parent, const Question &question);
};

} // namespace usher
