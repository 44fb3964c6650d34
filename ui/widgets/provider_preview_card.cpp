// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/provider_preview_card.h"

#include "ui/theme/styling.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

constexpr int nameColumn = 0;
constexpr int beforeColumn = 1;
constexpr int afterColumn = 2;

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

} // namespace

PreviewWords PreviewWords::ofAnImport()
{
    return {ProviderPreviewCard::tr("After the import"), ProviderPreviewCard::tr("&Use this provider"),
            ProviderPreviewCard::tr("Ca&ncel")};
}

ProviderPreviewCard::ProviderPreviewCard(const PreviewWords &words, QWidget *parent)
    : QFrame(parent)
    , m_after(words.after)
    , m_heading(strongLabel({}))
    , m_lines(new QGridLayout)
    , m_vouching(helpLabel({}))
    , m_consequence(new Banner(theme::Tone::Warning))
    , m_use(new QPushButton(words.agree))
{
    theme::setSurface(this, theme::Surface::Sunken);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::two, theme::space::two, theme::space::two);
    layout->setSpacing(theme::space::two);
    layout->addWidget(m_heading);
    m_lines->setHorizontalSpacing(theme::space::two);
    m_lines->setVerticalSpacing(theme::space::one);
    m_lines->setColumnStretch(beforeColumn, 1);
    m_lines->setColumnStretch(afterColumn, 1);
    layout->addLayout(m_lines);
    layout->addWidget(m_vouching);
    layout->addWidget(m_consequence);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::one);
    theme::setButtonRole(m_use, theme::ButtonRole::Primary);
    auto *cancel = new QPushButton(words.decline);
    buttons->addWidget(m_use);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_use, &QPushButton::clicked, this, &ProviderPreviewCard::agreed);
    connect(cancel, &QPushButton::clicked, this, &ProviderPreviewCard::declined);
}

void ProviderPreviewCard::setPreview(const ProviderPreview &preview)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_heading->setText(preview.changesAnything() ? tr("What would change") : tr("This is what is configured already"));
    int row = 0;
    m_lines->addWidget(captionLabel(tr("Now")), row, beforeColumn);
    m_lines->addWidget(captionLabel(m_after), row, afterColumn);
    for (const PreviewLine &line : preview.lines) {
        ++row;
        m_lines->addWidget(helpLabel(line.name), row, nameColumn, Qt::AlignTop);
        QLabel *before = valueLabel(orDash(line.before));
        QLabel *after = valueLabel(orDash(line.after));
        if (line.changes())
            theme::setTextRole(after, theme::TextRole::Strong);
        else
            theme::setTextRole(after, theme::TextRole::Muted);
        m_lines->addWidget(before, row, beforeColumn, Qt::AlignTop);
        m_lines->addWidget(after, row, afterColumn, Qt::AlignTop);
    }
    m_vouching->setText(preview.vouching);
    m_vouching->setVisible(!preview.vouching.isEmpty());
    m_consequence->setText(preview.consequence);
    m_consequence->setVisible(!preview.consequence.isEmpty());
    m_use->setEnabled(preview.changesAnything());
}

} // namespace usher
