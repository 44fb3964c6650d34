// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/error_panel.h"

#include "core/explain/explain.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

ErrorPanel::ErrorPanel(QWidget *parent)
    : QFrame(parent)
    , m_heading(strongLabel({}))
    , m_what(bodyLabel({}))
    , m_remedy(bodyLabel({}))
    , m_details(new QPushButton(tr("De&tails")))
    , m_technical(new QWidget)
    , m_technicalText(new QPlainTextEdit)
    , m_actions(new QHBoxLayout)
{
    theme::setTone(this, theme::Tone::Bad);
    for (QLabel *label : {m_heading, m_what, m_remedy})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_technicalText->setReadOnly(true);
    m_technicalText->setAccessibleName(tr("Technical details"));
    m_technicalText->setFixedHeight(theme::space::six * 2);
    theme::setTextRole(m_technicalText, theme::TextRole::Monospace);
    auto *copy = new QPushButton(tr("&Copy details"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_technicalText->toPlainText()); });
    auto *technical = new QVBoxLayout(m_technical);
    technical->setContentsMargins({});
    technical->addWidget(m_technicalText);
    technical->addWidget(copy, 0, Qt::AlignLeft);
    m_technical->hide();

    theme::setButtonRole(m_details, theme::ButtonRole::Quiet);
    m_details->setCheckable(true);
    connect(m_details, &QPushButton::toggled, m_technical, &QWidget::setVisible);
    m_actions->setSpacing(theme::space::one);
    m_actions->addWidget(m_details);
    m_actions->addStretch(1);

    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::half);
    words->addWidget(m_heading);
    words->addWidget(m_what);
    words->addWidget(m_remedy);
    words->addSpacing(theme::space::half);
    words->addLayout(m_actions);
    words->addWidget(m_technical);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::two, theme::space::two, theme::space::two);
    layout->setSpacing(theme::space::two);
    layout->addWidget(new IconLabel(theme::icon(theme::iconName(theme::Tone::Bad), theme::Tone::Bad)), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
}

void ErrorPanel::setError(const Error &error, const QString &heading)
{
    const explain::Words words = explain::words(error);
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
    m_what->setText(words.what);
    m_remedy->setText(words.remedy);
    m_remedy->setVisible(!words.remedy.isEmpty());
    m_technicalText->setPlainText(words.technical);
    m_details->setChecked(false);
    m_details->setVisible(!words.technical.isEmpty());
    setAccessibleName(heading.isEmpty() ? words.what : heading);
    setAccessibleDescription(words.paragraph());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QPushButton *ErrorPanel::addAction(const QString &text)
{
    auto *button = new QPushButton(text);
    m_actions->insertWidget(m_actions->count() - 2, button); // before *Details* and the stretch
    return button;
}

} // namespace usher
