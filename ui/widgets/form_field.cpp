// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace usher {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

} // namespace

FormField::FormField(const FieldText &text, QWidget *control, QWidget *parent)
    : QWidget(parent), m_control(control), m_help(helpLabel(text.help)), m_complaint(new QWidget), m_complaintText(bodyLabel({}))
{
    QLabel *label = strongLabel(text.label);
    label->setBuddy(control);
    spoken()->setAccessibleName(withoutMnemonic(text.label));
    spoken()->setAccessibleDescription(text.help);

    auto *labels = new QHBoxLayout;
    labels->setSpacing(theme::space::one);
    label->setWordWrap(false);
    labels->addWidget(label);
    if (!text.counterpart.isEmpty())
        labels->addWidget(captionLabel(text.counterpart), 1);
    else
        labels->addStretch(1);

    auto *complaint = new QHBoxLayout(m_complaint);
    complaint->setContentsMargins({});
    complaint->setSpacing(theme::space::half);
    complaint->addWidget(new IconLabel(theme::icon(theme::iconName(theme::Tone::Bad), theme::Tone::Bad)), 0, Qt::AlignTop);
    theme::setTone(m_complaintText, theme::Tone::Bad);
    complaint->addWidget(m_complaintText, 1);
    m_complaint->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::space::half);
    layout->addLayout(labels);
    layout->addWidget(control);
    layout->addWidget(m_complaint);
    layout->addWidget(m_help);
    m_help->setVisible(!text.help.isEmpty());
}

void FormField::setComplaint(const QString &complaint)
{
    m_complaintText->setText(complaint);
    m_complaint->setVisible(!complaint.isEmpty());
    m_help->setVisible(complaint.isEmpty() && !m_help->text().isEmpty());
    spoken()->setAccessibleDescription(complaint.isEmpty() ? m_help->text() : complaint);
    theme::setValidity(spoken(), complaint.isEmpty() ? theme::Validity::Fine : theme::Validity::Wrong);
}

QWidget *FormField::spoken() const
{
    return m_control->focusProxy() ? m_control->focusProxy() : m_control;
}

} // namespace usher
