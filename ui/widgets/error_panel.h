// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace usher {

/// The one way to show an error that stays: what happened, why, what to do; *Details* opens the technical text, which
/// can be copied. The words are core/explain's.
class ErrorPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorPanel(QWidget *parent = nullptr);

    /// \param heading  what could not be done: "The directory could not be opened"; empty: none
    void setError(const Error &error, const QString &heading = {});
    /// A button below the words: *Try again*.
    QPushButton *addAction(const QString &text);

private:
    QLabel *m_heading;
    QLabel *m_what;
    QLabel *m_remedy;
    QPushButton *m_details;
    QWidget *m_technical;
    QPlainTextEdit *m_technicalText;
    QHBoxLayout *m_actions;
};

} // namespace usher
