// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copy_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace usher {

namespace {

constexpr int copiedFor = 2000; // milliseconds

} // namespace

CopyField::CopyField(const QString &name, Access access, QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit), m_button(new QPushButton(tr("Copy")))
{
    m_button->setIcon(theme::icon(QStringLiteral("edit-copy")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::space::one);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_button);
    setFocusProxy(m_edit);
    m_edit->setAccessibleName(name);
    m_button->setAccessibleName(tr("Copy %1").arg(name));
    connect(m_button, &QPushButton::clicked, this, &CopyField::copy);
    connect(m_edit, &QLineEdit::textEdited, this, &CopyField::textEdited);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) { m_button->setEnabled(!text.isEmpty()); });
    setAccess(access);
    m_button->setEnabled(false);
}

void CopyField::setText(const QString &text)
{
    if (text == m_edit->text())
        return; // the cursor of somebody who types stays where it is
    m_edit->setText(text);
    m_edit->setCursorPosition(0);
}

void CopyField::setAccess(Access access)
{
    m_edit->setReadOnly(access == Access::ReadOnly);
}

QString CopyField::text() const
{
    return m_edit->text();
}

void CopyField::copy()
{
    QGuiApplication::clipboard()->setText(m_edit->text());
    m_button->setText(tr("Copied"));
    m_button->setIcon(theme::icon(QStringLiteral("dialog-ok-apply"), theme::Tone::Good));
    QTimer::singleShot(copiedFor, m_button, [this] {
        m_button->setText(tr("Copy"));
        m_button->setIcon(theme::icon(QStringLiteral("edit-copy")));
    });
}

} // namespace usher
