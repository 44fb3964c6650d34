// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace usher {

class IconLabel;

/// Whose page is shown, and whether the connection is one to trust: always above the provider's page, out of its reach.
class OriginBar : public QWidget
{
    Q_OBJECT

public:
    explicit OriginBar(QWidget *parent = nullptr);

    void setAddress(const QUrl &address);
    /// \param percent 0 to 100
    void setProgress(int percent);

    /// \param why  the system browser is no way out; empty: it is one
    void shutBrowser(const QString &why);
    /// For a sign-out, which has one door and needs not be waited for.
    void offerSkip();

Q_SIGNALS:
    void cancelled();
    void browserRequested();

private:
    IconLabel *m_lock;
    QLabel *m_origin;
    QLabel *m_meaning;
    QPushButton *m_browser;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
};

/// Scheme, host and port as ASCII, so that look-alike letters show: `https://login.microsoftonline.com`.
[[nodiscard]] QString originText(const QUrl &address);

} // namespace usher
