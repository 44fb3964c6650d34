// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/stage_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QLabel>

namespace usher {

StageList::StageList(QWidget *parent) : QWidget(parent)
{
    const std::array texts{tr("Response received"), tr("Verified: genuine, and meant for this portal"), tr("Account provisioned")};
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setHorizontalSpacing(theme::space::one);
    layout->setVerticalSpacing(theme::space::one);
    layout->setColumnStretch(1, 1);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i] = {new IconLabel({}), bodyLabel(texts[i])};
        layout->addWidget(m_rows[i].icon, int(i), 0);
        layout->addWidget(m_rows[i].text, int(i), 1);
    }
    setReached(std::nullopt);
}

void StageList::setReached(std::optional<SignInStage> reached)
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const bool done = reached && i <= size_t(*reached);
        m_rows[i].icon->setIcon(done ? theme::icon(theme::iconName(theme::Tone::Good), theme::Tone::Good)
                                     : theme::icon(QStringLiteral("content-loading-symbolic"), theme::Tone::Neutral));
        theme::setTextRole(m_rows[i].text, done ? theme::TextRole::Body : theme::TextRole::Muted);
        m_rows[i].text->setAccessibleDescription(done ? tr("Done") : tr("Not yet"));
    }
}

} // namespace usher
