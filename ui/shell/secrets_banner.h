// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/enrolment.h"

#include <QWidget>

namespace usher {

class Banner;

/// Tells owners, whatever screen is shown, that the directory's keys can't be opened here, or hang on too little. Nothing is seen
/// while all is well, or while there are no keys.
class SecretsBanner : public QWidget
{
    Q_OBJECT

public:
    explicit SecretsBanner(Enrolment &enrolment, QWidget *parent = nullptr);

    /// Looks at how it is now; opens nothing.
    void check();

Q_SIGNALS:
    /// Somebody wants to do something about it.
    void storageRequested();

private:
    void tell(const EnrolmentStatus &status);

    Enrolment &m_enrolment;
    Banner *m_banner;
};

} // namespace usher
