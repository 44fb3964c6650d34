// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/response_builder.h"
#include "core/sandbox/sandbox_tenant.h"
#include "core/session/sign_out.h"
#include "tests/e2e/plain_browser.h"
#include "tests/kit/patience.h"
#include "tests/kit/sign_in_rig.h"
#include "ui/signin/browser_door.h"

#include <QPushButton>
#include <QTcpSocket>
#include <QTest>
#include <QThreadPool>

namespace usher::test {

/// A portal that trusts a sandbox tenant, and a system browser that is a plain one over HTTP.
struct SandboxPortal
{
    SignInRig rig;
    std::unique_ptr<sandbox::Tenant> tenant;
    std::unique_ptr<SignOut> signOut;
    QList<QUrl> opened; ///< in the system browser
    bool browserOpens = true;
    std::unique_ptr<PlainBrowser> browser;

    SandboxPortal() = default;
    /// Jobs of windows that are gone may still read.
    ~SandboxPortal() { QThreadPool::globalInstance()->waitForDone(); }
    Q_DISABLE_COPY_MOVE(SandboxPortal)

    [[nodiscard]] Result<void> open()
    {
        USHER_TRY(rig.open(DirectoryKind::Sandbox));
        USHER_TRY(sandbox::Keys keys, sandbox::Keys::loadOrCreate(rig.folder.path(), rig.clock, rig.random));
        USHER_TRY(tenant, sandbox::Tenant::listen(0, std::move(keys), rig.clock, rig.random));
        USHER_TRY(rig.trust(tenant->metadata(), ProvisioningMethod::SamlJit));
        signOut = std::make_unique<SignOut>(rig.store->configurations(), rig.store->serviceProviderKeys(), rig.store->sessions(),
                                            rig.clock, rig.random);
        browser = std::make_unique<PlainBrowser>(tenant->base());
        return {};
    }

    template<typename Change>
    [[nodiscard]] Result<void> configure(Change change)
    {
        USHER_TRY(IdentityConfiguration configuration, rig.configuration());
        change(configuration);
        USHER_TRY(rig.store->configurations().save(SignInRig::actor(), configuration));
        return {};
    }

    [[nodiscard]] OpenAddress openAddress()
    {
        return [this](const QUrl &address) {
            opened.append(address);
            return browserOpens;
        };
    }

    [[nodiscard]] QUrl replyUrl()
    {
        const auto configuration = rig.configuration();
        return configuration ? configuration->assertionConsumerService : QUrl();
    }

    /// Whether anything listens at the Reply URL.
    [[nodiscard]] bool isListening()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, quint16(replyUrl().port()));
        return QTest::qWaitFor([&] { return socket.state() == QTcpSocket::ConnectedState; }, 300);
    }

    /// What the tenant posts when somebody starts there, as with Entra's Test button: nobody asked for it.
    [[nodiscard]] PageForm unsolicitedResponse()
    {
        const auto configuration = rig.configuration();
        const auto keys = sandbox::Keys::loadOrCreate(rig.folder.path(), rig.clock, rig.random);
        if (!configuration || !keys)
            return {};
        sandbox::ResponseOrder order;
        order.person = sandbox::people().front();
        order.audience = configuration->serviceProvider;
        order.assertionConsumerService = configuration->assertionConsumerService;
        order.at = rig.clock.now();
        const auto response = sandbox::buildResponse(order, *keys, rig.random);
        return {replyUrl(),
                {{QStringLiteral("SAMLResponse"), QString::fromLatin1(response ? response->toBase64() : QByteArray())}}};
    }

    /// What somebody does in the browser that was opened, up to the form with the response.
    [[nodiscard]] std::optional<PageForm> signInThere(const QString &account)
    {
        if (!QTest::qWaitFor([this] { return !opened.isEmpty(); }, patience))
            return std::nullopt;
        BrowserPage page = browser->open(opened.last());
        for (const auto &[field, value] : {std::pair{"loginfmt", account}, std::pair{"passwd", QStringLiteral("anything")}}) {
            if (!page.form)
                return std::nullopt;
            page.form->fill(QLatin1String(field), value);
            page = browser->submit(*page.form);
        }
        return page.form;
    }
};

/// The button with this text, mnemonics aside, that can be seen.
[[nodiscard]] inline QPushButton *visibleButton(const QWidget &window, const QString &text)
{
    for (QPushButton *candidate : window.findChildren<QPushButton *>()) {
        if (candidate->isVisible() && candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

} // namespace usher::test
