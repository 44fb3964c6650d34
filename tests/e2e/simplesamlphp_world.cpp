// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/simplesamlphp_world.h"

#include "core/federation/metadata_fetch.h"
#include "core/saml/logout.h"
#include "core/saml/service_provider_metadata.h"
#include "tests/kit/patience.h"

#include <QTest>

namespace usher::test {

namespace {

template<typename T>
Result<T> resultOf(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
        return fail(ErrorCode::NetworkTimeout);
    return future.takeResult();
}

} // namespace

ClaimMapping simpleSamlPhpMapping()
{
    const auto row = [](ProfileField field, const char *attribute) {
        return FieldMapping{field, {QString::fromLatin1(attribute)}, FieldMapping::Presence::Optional, UpdatePolicy::EverySignIn};
    };
    ClaimMapping mapping;
    mapping.fields = {row(ProfileField::DisplayName, "displayName"), row(ProfileField::FirstName, "givenName"),
                      row(ProfileField::LastName, "sn"), row(ProfileField::Mail, "mail"), row(ProfileField::UserName, "uid")};
    return mapping;
}

Profile simpleSamlPhpPerson()
{
    return {QStringLiteral("María Núñez"), QStringLiteral("María"), QStringLiteral("Núñez"),
            QStringLiteral("Maria.Nunez@example.org"), QStringLiteral("maria")};
}

Result<void> SimpleSamlPhpWorld::start()
{
    USHER_TRY(provider.start());
    if (!QTest::qWaitFor([this] { return provider.isReady(); }, patience))
        return fail(ErrorCode::NetworkTimeout, {}, provider.log());
    return {};
}

Result<void> SimpleSamlPhpWorld::begin(const QByteArray &options, const ProtocolOptions &protocol)
{
    USHER_TRY(openDirectory());
    USHER_TRY(const IdentityProvider imported, importProvider());
    USHER_TRY(trust(imported, protocol));
    return know(options);
}

Result<void> SimpleSamlPhpWorld::openDirectory()
{
    browser = std::make_unique<PlainBrowser>(provider.origin());
    rig = std::make_unique<SignInRig>();
    return rig->open(DirectoryKind::Real);
}

Result<IdentityProvider> SimpleSamlPhpWorld::importProvider()
{
    QNetworkAccessManager network;
    USHER_TRY(const QByteArray metadata, resultOf(fetchMetadata(network, provider.metadataAddress())));
    USHER_TRY(const ImportedMetadata imported, importProviderMetadata(metadata, {rig->clock.now(), {}, {}}));
    return IdentityProvider{imported.provider, {MetadataSource::Kind::Address, provider.metadataAddress().toString()}};
}

Result<void> SimpleSamlPhpWorld::trust(const IdentityProvider &imported, const ProtocolOptions &protocol)
{
    USHER_TRY(IdentityConfiguration configuration, rig->configuration());
    configuration.provider = imported;
    configuration.method = ProvisioningMethod::SamlJit;
    configuration.mapping = simpleSamlPhpMapping();
    configuration.protocol = protocol;
    USHER_TRY(rig->store->configurations().save(SignInRig::actor(), configuration));
    return {};
}

Result<void> SimpleSamlPhpWorld::know(const QByteArray &options)
{
    USHER_TRY(const IdentityConfiguration configuration, rig->configuration());
    USHER_TRY(const std::vector<Certificate> certificates, rig->store->serviceProviderKeys().certificates());
    return provider.know(writeServiceProviderMetadata(serviceProviderMetadata(configuration, certificates)), options);
}

QByteArray SimpleSamlPhpWorld::singleLogoutOptions() const
{
    const Result<IdentityConfiguration> configuration = rig->configuration();
    const QUrl address = configuration ? logoutAddress(configuration->assertionConsumerService) : QUrl();
    return "'validate.logout' => true, 'SingleLogoutService' => [['Binding' => "
           "'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', 'Location' => '" +
           address.toEncoded() + "']],";
}

Result<void> SimpleSamlPhpWorld::makeKey()
{
    USHER_TRY(rig->store->serviceProviderKeys().make(SignInRig::actor()));
    return {};
}

BrowserPage SimpleSamlPhpWorld::visit(const QUrl &address)
{
    const BrowserPage page = browser->open(address);
    if (!asksWhoIsThere(page))
        return page;
    PageForm form = *page.form;
    form.fill(QStringLiteral("username"), QString::fromLatin1(SimpleSamlPhp::user));
    form.fill(QStringLiteral("password"), QString::fromLatin1(SimpleSamlPhp::password));
    return browser->submit(form);
}

SamlPost SimpleSamlPhpWorld::postOn(const BrowserPage &page) const
{
    const PageForm form = page.form.value_or(PageForm{});
    return {form.value(QStringLiteral("SAMLResponse")).toLatin1(), form.value(QStringLiteral("RelayState")), form.action,
            rig->clock.now()};
}

SignInOutcome SimpleSamlPhpWorld::signIn()
{
    const Result<BegunSignIn> begun = rig->signIn->begin();
    if (!begun)
        return {{{}, std::unexpected(begun.error())}, std::nullopt, std::unexpected(begun.error())};
    return rig->signIn->complete(begun->request, postOn(visit(begun->address)));
}

bool asksWhoIsThere(const BrowserPage &page)
{
    return page.form && page.form->action.path().endsWith(QStringLiteral("loginuserpass.php")) &&
           page.text.contains(QStringLiteral("name=\"password\""));
}

} // namespace usher::test
