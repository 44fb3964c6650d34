// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/signin/door.h"

class QBoxLayout;

namespace usher {

class EntraFailurePanel;
class OriginBar;

/// The provider's page in this window, its origin above it; beside an error page of Entra's what it means.
class EmbeddedDoor : public Door, private EmbeddedViewListener
{
    Q_OBJECT

public:
    /// \param profile  of the sign-in, for its sign-out; null: a fresh one
    explicit EmbeddedDoor(const Clock &clock, std::shared_ptr<EmbeddedProfile> profile = {}, QWidget *parent = nullptr);
    ~EmbeddedDoor() override;

    [[nodiscard]] DoorKind kind() const override { return DoorKind::Embedded; }
    void open(const BrowserErrand &errand) override;
    /// Null until it was opened.
    [[nodiscard]] const std::shared_ptr<EmbeddedProfile> &profile() const { return m_profile; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// \param why  the system browser is no way out
    void shutBrowser(const QString &why);

    // EmbeddedViewListener
    void pageChanged(const QUrl &address) override;
    void loadProgressed(int percent) override;
    void providerFailed(const EntraFailure &failure) override;
    void providerRecovered() override;
    void captured(const SamlPost &post) override;
    void loggedOut(const QByteArray &query) override;
    void failed(const Error &error) override;

    const Clock &m_clock;
    std::shared_ptr<EmbeddedProfile> m_profile;
    std::unique_ptr<EmbeddedView> m_view;
    OriginBar *m_origin;
    QBoxLayout *m_below; ///< the page, and the panel beside it
    EntraFailurePanel *m_failure;
};

} // namespace usher
