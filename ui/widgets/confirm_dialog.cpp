// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/confirm_dialog.h"

#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

void ConfirmDialog::ask(QWidget *parent, const Question &question)
{
    auto *dialog = new ConfirmDialog(parent->window(), question);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

ConfirmDialog::ConfirmDialog(QWidget *parent, const Question &question) : QDialog(parent)
{
    setWindowTitle(question.title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::three, theme::space::three, theme::space::three, theme::space::three);
    layout->setSpacing(theme::space::one);
    layout->addWidget(headingLabel(question.title));
    QLabel *text = bodyLabel(question.text);
    text->setMinimumWidth(theme::formWidth * 3 / 4);
    layout->addWidget(text);
    layout->addSpacing(theme::space::two);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::one);
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("&Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(cancel);
    for (auto answer = question.answers.rbegin(); answer != question.answers.rend(); ++answer) {
        auto *button = new QPushButton(answer->text);
        theme::setButtonRole(button, answer->role);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, action = answer->action] {
            accept();
            if (action)
                action();
        });
        buttons->addWidget(button);
    }
    layout->addLayout(buttons);
    // Return must not do what has not been read.
    cancel->setDefault(true);
    cancel->setFocus();
}

} // namespace usher
