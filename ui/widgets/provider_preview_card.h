// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/provider_preview.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace usher {

class Banner;

/// What the buttons and the second column are called.
struct PreviewWords
{
    QString after;
    QString agree; ///< with its mnemonic
    QString decline;

    [[nodiscard]] static PreviewWords ofAnImport();
};

/// What metadata would change, line by line, with a yes and a no.
class ProviderPreviewCard : public QFrame
{
    Q_OBJECT

public:
    explicit ProviderPreviewCard(const PreviewWords &words = PreviewWords::ofAnImport(), QWidget *parent = nullptr);

    void setPreview(const ProviderPreview &preview);

Q_SIGNALS:
    void agreed();
    void declined();

private:
    QString m_after;
    QLabel *m_heading;
    QGridLayout *m_lines;
    QLabel *m_vouching;
    Banner *m_consequence;
    QPushButton *m_use;
};

} // namespace usher
