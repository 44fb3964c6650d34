// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/origin_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace usher {

namespace {

/// Where there is too little room, the beginning goes: who owns a host stands at its end.
class OriginLabel final : public QLabel
{
public:
    OriginLabel() { theme::setTextRole(this, theme::TextRole::Strong); }

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideLeft, width());
        style()->drawItemText(&painter, rect(), Qt::AlignLeft | Qt::AlignVCenter, palette(), isEnabled(), shown, foregroundRole());
    }
};

} // namespace

QString originText(const QUrl &address)
{
    const QString host = address.host(QUrl::FullyEncoded);
    if (host.isEmpty())
        return {};
    const QString port = address.port() == -1 ? QString() : QStringLiteral(":%1").arg(address.port());
    return address.scheme() + QStringLiteral("://") + host + port;
}

OriginBar::OriginBar(QWidget *parent)
    : QWidget(parent)
    , m_lock(new IconLabel({}))
    , m_origin(new OriginLabel)
    , m_meaning(captionLabel({}))
    , m_browser(new QPushButton(tr("Use the system &browser instead")))
    , m_cancel(new QPushButton(tr("&Cancel")))
    , m_progress(new QProgressBar)
{
    theme::setSurface(this, theme::Surface::Bar);
    m_meaning->setWordWrap(false);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Loading"));
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_progress->hide();

    theme::setButtonRole(m_browser, theme::ButtonRole::Quiet);
    connect(m_browser, &QPushButton::clicked, this, &OriginBar::browserRequested);
    connect(m_cancel, &QPushButton::clicked, this, &OriginBar::cancelled);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(theme::space::two, theme::space::one, theme::space::two, theme::space::half);
    row->setSpacing(theme::space::one);
    row->addWidget(m_lock);
    row->addWidget(m_origin);
    row->addWidget(m_meaning);
    row->addStretch(1);
    row->addWidget(m_browser);
    row->addWidget(m_cancel);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_progress);
    setAddress({});
}

void OriginBar::setAddress(const QUrl &address)
{
    const QString origin = originText(address);
    const bool secure = address.scheme() == u"https";
    m_origin->setText(origin.isEmpty() ? tr("Opening the sign-in page") : origin);
    m_origin->setToolTip(origin);
    m_meaning->setText(origin.isEmpty() ? QString() : secure ? tr("Secure connection") : tr("On this computer"));
    m_lock->setIcon(secure ? theme::icon(QStringLiteral("object-locked"), theme::Tone::Good)
                           : theme::icon(QStringLiteral("computer"), theme::Tone::Neutral));
    m_lock->setVisible(!origin.isEmpty());
    setAccessibleName(m_origin->text());
    setAccessibleDescription(m_meaning->text());
}

void OriginBar::shutBrowser(const QString &why)
{
    m_browser->setEnabled(why.isEmpty());
    m_browser->setToolTip(plainToolTip(why));
    m_browser->setAccessibleDescription(why);
}

void OriginBar::offerSkip()
{
    m_browser->hide();
    m_cancel->setText(tr("&Skip"));
}

void OriginBar::setProgress(int percent)
{
    m_progress->setValue(percent);
    m_progress->setVisible(percent < 100);
}

} // namespace usher
