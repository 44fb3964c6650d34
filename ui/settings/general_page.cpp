// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/general_page.h"

#include "ui/theme/theme.h"
#include "ui/widgets/card.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

namespace usher {

GeneralPage::GeneralPage(Settings &settings, theme::Theme &theme, QWidget *parent)
    : Page(tr("General"), tr("For this computer alone. Changes apply at once."), parent)
{
    auto *card = new Card(tr("Appearance"));
    auto *choices = new QButtonGroup(this);
    const auto offer = [&](Appearance appearance, const QString &text) {
        auto *button = new QRadioButton(text);
        button->setChecked(settings.appearance() == appearance);
        choices->addButton(button, int(appearance));
        card->body()->addWidget(button);
    };
    offer(Appearance::FollowSystem, tr("&As the system"));
    offer(Appearance::Light, tr("&Light"));
    offer(Appearance::Dark, tr("&Dark"));
    connect(choices, &QButtonGroup::idClicked, this, [&settings, &theme](int id) {
        settings.setAppearance(Appearance(id));
        theme.setAppearance(Appearance(id));
    });
    column()->addWidget(card);
}

} // namespace usher
