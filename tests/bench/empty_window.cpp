// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLoggingCategory>
#include <QMainWindow>

namespace {

Q_LOGGING_CATEGORY(logUi, "usher.ui", QtWarningMsg)

/// The least a Qt program can show; says when it is there, in the words that Usher uses.
class EmptyWindow : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        qCDebug(logUi, "first window painted");
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
