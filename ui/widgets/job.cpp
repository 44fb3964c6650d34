// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job.h"

#include <QTimer>

namespace usher {

BusyState::BusyState(QObject *parent) : QObject(parent), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(patience);
    connect(m_timer, &QTimer::timeout, this, [this] { Q_EMIT progressWanted(true); });
}

void BusyState::begin()
{
    if (++m_jobs > 1)
        return;
    m_timer->start();
    Q_EMIT busyChanged(true);
}

void BusyState::end()
{
    if (--m_jobs > 0)
        return;
    m_timer->stop();
    Q_EMIT progressWanted(false);
    Q_EMIT busyChanged(false);
}

BusyState::Hold::Hold(BusyState *state) : m_state(state)
{
    if (m_state)
        m_state->begin();
}

BusyState::Hold::~Hold()
{
    if (m_state)
        m_state->end();
}

} // namespace usher
