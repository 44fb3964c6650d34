// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/local_owner.h"
#include "core/session/sign_in.h"
#include "core/session/sign_out.h"
#include "core/vault/key_keeper.h"
#include "tests/core/store/store_fixture.h"
#include "tests/kit/assertions.h"

#include <QAbstractButton>
#include <QLabel>
#include <QNetworkAccessManager>
#include <QThreadPool>

namespace usher::test {

/// A real directory in a folder of its own, as a screen gets one: store, services, and an owner who is signed in.
struct OpenedDirectory : StoreFixture
{
    QTemporaryDir machine; ///< its data folder
    KeyKeeper keeper{machine.path(), nullptr};
    std::unique_ptr<Store> store = must(Store::open(address, DirectoryKind::Real, WhenMissing::Create, clock, random, &keeper));
    QNetworkAccessManager network;
    SignIn signIn{store->configurations(),
                  store->requests(),
                  store->provisioning(),
                  store->directory(),
                  store->serviceProviderKeys(),
                  clock,
                  random};
    SignOut signOut{store->configurations(), store->serviceProviderKeys(), store->sessions(), clock, random};
    LocalOwner localOwner{store->localOwners(), store->directory(), clock, random};
    User ownerAccount = owner(*store, *this);

    OpenedDirectory() = default;
    /// Jobs of windows that are gone may still read.
    ~OpenedDirectory() { QThreadPool::globalInstance()->waitForDone(); }
    Q_DISABLE_COPY_MOVE(OpenedDirectory)

    /// Somebody who is signed in, with the access that they have now.
    [[nodiscard]] Session session(const User &user)
    {
        const Actor actor = Actor::of(user);
        return {user, actor, must(store->directory().access(actor, user.id)), clock.now()};
    }
    [[nodiscard]] Session ownerSession() { return session(ownerAccount); }
    [[nodiscard]] User person(const QString &name) { return provisioned(*store, name, *this); }

    /// Saves what \p change makes of the configuration.
    template<typename Change>
    IdentityConfiguration configure(Change change)
    {
        IdentityConfiguration configuration = must(store->configurations().load());
        change(configuration);
        return must(store->configurations().save(anOperator(), configuration));
    }
};

/// A provider that a real directory takes: the sandbox's key and addresses, under another tenant's name.
inline IdentityProvider realProvider(const SandboxWorld &world)
{
    IdentityProviderMetadata metadata = world.identityProvider();
    metadata.tenantId = QStringLiteral("7a3f6f1e-0000-4000-8000-000000000001");
    metadata.entityId = EntityId(QStringLiteral("https://sts.windows.net/7a3f6f1e-0000-4000-8000-000000000001/"));
    metadata.singleSignOn = QUrl(QStringLiteral("https://login.microsoftonline.com/7a3f6f1e-0000-4000-8000-000000000001/saml2"));
    metadata.singleLogout = metadata.singleSignOn;
    return {metadata, {MetadataSource::Kind::File, QStringLiteral("Usher.xml")}};
}

/// The button with this text, mnemonics aside, that can be seen; nothing where there is none.
template<typename Button = QAbstractButton>
Button *buttonNamed(const QWidget &parent, const QString &text)
{
    for (Button *button : parent.findChildren<Button *>()) {
        if (button->text().remove(u'&') == text && button->isVisibleTo(&parent))
            return button;
    }
    return nullptr;
}

/// Whether a label that can be seen has \p part in its text.
inline bool says(const QWidget &parent, const QString &part)
{
    for (const QLabel *label : parent.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&parent) && label->text().contains(part))
            return true;
    }
    return false;
}

} // namespace usher::test
