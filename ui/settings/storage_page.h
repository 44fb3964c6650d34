// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/enrolment.h"
#include "core/session/session.h"
#include "ui/settings/passphrase_dialog.h"
#include "ui/widgets/page.h"

class QPushButton;

namespace usher {

class Banner;
class BusyState;
class ErrorPanel;
class FactList;

/// What the page needs of an opened directory.
struct StorageSources
{
    QString address; ///< as people read it
    Enrolment &enrolment;
    const Clock &clock;
};

/// Settings › Storage: where the directory is, what that means for trust, and who can open its secrets.
class StoragePage : public Page
{
    Q_OBJECT

public:
    StoragePage(const StorageSources &sources, const Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    /// What the page shows is what the directory holds.
    void loaded();
    /// Something that it shows was changed here.
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Findings;
    [[nodiscard]] QWidget *makeFileCard();
    [[nodiscard]] QWidget *makeSecretsCard();
    [[nodiscard]] QWidget *makePortalsCard();
    void load();
    void render(const Findings &findings);
    void showPortals(const EnrolmentStatus &status);
    void askForPassphrase(PassphraseDialog::Purpose purpose, const QString &done);
    void askToRemove(const EnrolledPortal &portal);
    void remove(const EnrolledPortal &portal);

    StorageSources m_sources;
    Session m_session;
    BusyState *m_busy;
    ErrorPanel *m_error;
    FactList *m_facts;
    Banner *m_notEnrolled;
    Banner *m_noRecovery;
    QPushButton *m_enrol;
    QPushButton *m_setPassphrase;
    QWidget *m_portals = nullptr;
    QVBoxLayout *m_portalLines;
};

} // namespace usher
