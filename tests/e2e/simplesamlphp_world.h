// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/plain_browser.h"
#include "tests/e2e/simplesamlphp.h"
#include "tests/kit/sign_in_rig.h"

#include <memory>

namespace usher::test {

/// The names that SimpleSamlPhp's person has attributes by: the mapping is configuration, not code.
[[nodiscard]] ClaimMapping simpleSamlPhpMapping();
/// Who SimpleSamlPhp::user is.
[[nodiscard]] Profile simpleSamlPhpPerson();

/// A new directory, SimpleSAMLphp, and somebody with a browser of their own: everything between the first address of a sign-in and
/// the account, with nothing left out but the window.
struct SimpleSamlPhpWorld
{
    SimpleSamlPhp provider;
    std::unique_ptr<SignInRig> rig;
    std::unique_ptr<PlainBrowser> browser;

    /// Once: starts the provider.
    [[nodiscard]] Result<void> start();
    /// As often as wanted: a new directory that trusts the provider, a provider that knows its metadata, a new browser.
    /// \param options  SimpleSamlPhp::know()'s
    [[nodiscard]] Result<void> begin(const QByteArray &options, const ProtocolOptions &protocol = {});

    /// The steps of begin().
    [[nodiscard]] Result<void> openDirectory();
    [[nodiscard]] Result<IdentityProvider> importProvider();
    [[nodiscard]] Result<void> trust(const IdentityProvider &imported, const ProtocolOptions &protocol = {});
    [[nodiscard]] Result<void> know(const QByteArray &options);
    /// For know(): where sign-outs are answered, which no metadata says, and that requests for them must be signed.
    [[nodiscard]] QByteArray singleLogoutOptions() const;
    /// This service provider's newest key; the provider hears of it with the next know().
    [[nodiscard]] Result<void> makeKey();

    /// Opens an address and signs in where the provider asks who is there.
    [[nodiscard]] BrowserPage visit(const QUrl &address);
    /// The form that a page would post to the Reply URL; an empty one where it has none.
    [[nodiscard]] SamlPost postOn(const BrowserPage &page) const;
    /// From the first address to what became of the answer.
    [[nodiscard]] SignInOutcome signIn();
};

/// Whether this is the provider's question for name and password.
[[nodiscard]] bool asksWhoIsThere(const BrowserPage &page);

} // namespace usher::test
