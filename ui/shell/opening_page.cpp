// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/opening_page.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"

#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

OpeningPage::OpeningPage(BusyState &busy, QWidget *parent) : QWidget(parent), m_opening(new QWidget), m_error(new ErrorPanel)
{
    QLabel *words = helpLabel(tr("Opening the directory…"));
    words->setAlignment(Qt::AlignHCenter);
    auto *opening = new QVBoxLayout(m_opening);
    opening->setContentsMargins({});
    opening->setSpacing(theme::space::two);
    opening->addWidget(words);
    opening->addWidget(new ProgressLine(busy));

    auto *column = new QVBoxLayout;
    column->setSpacing(theme::space::three);
    column->addStretch(1);
    column->addWidget(new IconLabel(theme::productMark(), theme::space::six + theme::space::two), 0, Qt::AlignHCenter);
    column->addWidget(m_opening);
    column->addWidget(m_error);
    column->addStretch(2);
    auto *middle = new QWidget;
    middle->setLayout(column);
    middle->setFixedWidth(theme::formWidth);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(middle);

    connect(m_error->addAction(tr("&Try again")), &QPushButton::clicked, this, &OpeningPage::retryRequested);
    showOpening();
}

void OpeningPage::showOpening()
{
    m_error->hide();
    m_opening->show();
}

void OpeningPage::showError(const Error &error)
{
    m_opening->hide();
    m_error->setError(error, tr("The directory could not be opened"));
    m_error->show();
}

void OpeningPage::offerFolders()
{
    connect(m_error->addAction(tr("Choose another &folder…")), &QPushButton::clicked, this, &OpeningPage::chooseFolder);
}

void OpeningPage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("The folder of the directory"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &OpeningPage::folderChosen);
    dialog->open();
}

} // namespace usher
