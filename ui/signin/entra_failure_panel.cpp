// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/entra_failure_panel.h"

#include "core/explain/explain.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace usher {

namespace {

constexpr int panelWidth = theme::space::one * 54; // an id fits beside its button
constexpr int panelHeight = theme::space::one * 40;

QLabel *selectable(QLabel *label)
{
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

EntraFailurePanel::EntraFailurePanel(QWidget *parent)
    : QFrame(parent)
    , m_code(captionLabel({}))
    , m_what(selectable(bodyLabel({})))
    , m_remedy(selectable(bodyLabel({})))
    , m_browser(new QPushButton(tr("Use the &system browser instead")))
    , m_saysHeading(strongLabel(tr("Entra's own words")))
    , m_says(selectable(helpLabel({})))
{
    theme::setSurface(this, theme::Surface::Side);
    setPlace(Place::Beside);
    theme::setButtonRole(m_browser, theme::ButtonRole::Primary);
    connect(m_browser, &QPushButton::clicked, this, &EntraFailurePanel::browserRequested);

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeBody());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(scroll, 1);
}

void EntraFailurePanel::setPlace(Place place)
{
    const bool beside = place == Place::Beside;
    setMinimumSize(beside ? panelWidth : 0, beside ? 0 : panelHeight);
    setMaximumSize(beside ? panelWidth : QWIDGETSIZE_MAX, beside ? QWIDGETSIZE_MAX : panelHeight);
}

QWidget *EntraFailurePanel::makeHeader()
{
    auto *close = new QPushButton;
    close->setIcon(theme::icon(QStringLiteral("window-close")));
    close->setToolTip(tr("Hide this explanation"));
    close->setAccessibleName(close->toolTip());
    theme::setButtonRole(close, theme::ButtonRole::Quiet);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(headingLabel(tr("Entra refused the sign-in")));
    words->addWidget(selectable(m_code));
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(theme::space::two, theme::space::two, theme::space::one, theme::space::one);
    layout->setSpacing(theme::space::one);
    layout->addWidget(new IconLabel(theme::icon(theme::iconName(theme::Tone::Bad), theme::Tone::Bad)), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    return header;
}

QWidget *EntraFailurePanel::makeBody()
{
    auto *body = new QWidget;
    body->setProperty("page", QStringLiteral("true")); // the panel's own ground shows through
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(theme::space::two, 0, theme::space::two, theme::space::two);
    layout->setSpacing(theme::space::half);
    layout->addWidget(m_what);
    layout->addSpacing(theme::space::one);
    layout->addWidget(strongLabel(tr("What to do")));
    layout->addWidget(m_remedy);
    layout->addSpacing(theme::space::half);
    layout->addWidget(m_browser, 0, Qt::AlignLeft);
    layout->addWidget(helpLabel(tr("The page stays open: you can also choose another account there.")));
    layout->addSpacing(theme::space::one);
    layout->addWidget(m_saysHeading);
    layout->addWidget(m_says);
    layout->addSpacing(theme::space::one);

    const auto addId = [&](const QString &label, const QString &name, QString EntraFailure::*member) {
        auto *value = new CopyField(name);
        m_ids.push_back({member, new FormField({label}, value), value});
        m_ids.back().field->setContentsMargins(0, 0, 0, theme::space::half);
        layout->addWidget(m_ids.back().field);
    };
    addId(tr("Correlation ID"), tr("the correlation ID"), &EntraFailure::correlationId);
    addId(tr("Trace ID"), tr("the trace ID"), &EntraFailure::traceId);
    addId(tr("Request ID"), tr("the request ID"), &EntraFailure::requestId);
    addId(tr("Time"), tr("the time"), &EntraFailure::timestamp);

    auto *copy = new QPushButton(tr("Copy &details"));
    copy->setIcon(theme::icon(QStringLiteral("edit-copy")));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    layout->addWidget(copy, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return body;
}

void EntraFailurePanel::showFailure(const EntraFailure &failure)
{
    const explain::Words words = explain::words(failure);
    m_code->setText(codeText(failure));
    m_code->setVisible(failure.code != 0);
    m_what->setText(words.what);
    m_remedy->setText(words.remedy);
    m_browser->setVisible(wantsSystemBrowser(failure.cause()));
    const bool saysMore = !failure.text.isEmpty() && !words.what.contains(failure.text);
    m_saysHeading->setVisible(saysMore);
    m_says->setVisible(saysMore);
    m_says->setText(failure.text);
    for (const auto &[member, field, value] : m_ids) {
        value->setText(failure.*member);
        field->setVisible(!(failure.*member).isEmpty());
    }
    m_details = words.technical;

    setAccessibleName(tr("Entra refused the sign-in"));
    setAccessibleDescription(words.paragraph());
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void EntraFailurePanel::shutBrowser(const QString &why)
{
    m_browser->setEnabled(why.isEmpty());
    m_browser->setToolTip(plainToolTip(why));
    m_browser->setAccessibleDescription(why);
}

} // namespace usher
