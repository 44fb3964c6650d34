// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/entra_failure.h"

#include <QFrame>

#include <vector>

class QLabel;
class QPushButton;

namespace usher {

class CopyField;
class FormField;

/// Beside the provider's error page: what its code means, what to change in Entra, and the ids that Microsoft's support asks for.
class EntraFailurePanel : public QFrame
{
    Q_OBJECT

public:
    /// Of the page that it explains.
    enum class Place { Beside, Below };

    explicit EntraFailurePanel(QWidget *parent = nullptr);

    void setPlace(Place place);

    void showFailure(const EntraFailure &failure);
    /// \param why  the system browser is no way out
    void shutBrowser(const QString &why);

Q_SIGNALS:
    void browserRequested();

private:
    /// An id to copy, with its label.
    struct IdField
    {
        QString EntraFailure::*member;
        FormField *field;
        CopyField *value;
    };

    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeBody();

    QLabel *m_code;
    QLabel *m_what;
    QLabel *m_remedy;
    QPushButton *m_browser;
    QLabel *m_saysHeading;
    QLabel *m_says;
    std::vector<IdField> m_ids;
    QString m_details; ///< what *Copy details* copies
};

} // namespace usher
