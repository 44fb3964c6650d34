// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/storage_page.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/form_field.h"

#include <QVBoxLayout>

namespace usher {

StoragePage::StoragePage(const QString &storeAddress, QWidget *parent)
    : Page(tr("Storage"), tr("Where people, pools, roles and the audit log are kept."), parent)
{
    auto *address = new CopyField(tr("Directory file"));
    address->setText(storeAddress);
    auto *card = new Card(tr("This directory"));
    card->body()->addWidget(new FormField({tr("Directory &file"),
                                           tr("One SQLite file on this computer. To open another one, start Usher with --directory "
                                              "sqlite:PATH."),
                                           {}},
                                          address));
    card->body()->addWidget(
        new Banner(theme::Tone::Warning,
                   tr("Whoever can write this file is an owner: roles bind people inside Usher, not the administrators of "
                      "this computer. Keep the file, and its backups, readable for your own account alone.")));
    column()->addWidget(card);
}

} // namespace usher
