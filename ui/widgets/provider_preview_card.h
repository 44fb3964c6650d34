// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/provider_preview.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace usher {

class Banner;

/// What an import would change, line by line, with *Use this provider* and *Cancel*.
class ProviderPreviewCard : public QFrame
{
    Q_OBJECT

public:
    explicit ProviderPreviewCard(QWidget *parent = nullptr);

    void setPreview(const ProviderPreview &preview);

Q_SIGNALS:
    void agreed();
    void declined();

private:
    QLabel *m_heading;
    QGridLayout *m_lines;
    Banner *m_consequence;
    QPushButton *m_use;
};

} // namespace usher
