// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/provisioning/claim_mapping.h"
#include "core/saml/metadata.h"
#include "core/saml/service_provider_metadata.h"
#include "core/saml/trust_policy.h"

#include <QJsonObject>

#include <array>
#include <optional>

namespace usher {

/// JIT rule 1: one method at a time, so it is one value.
enum class ProvisioningMethod { Manual, SamlJit };
[[nodiscard]] QString toText(ProvisioningMethod method); ///< `manual`, `saml-jit`
[[nodiscard]] std::optional<ProvisioningMethod> provisioningMethodFromText(QStringView text);

/// Whether AuthnRequests carry a signature (Bindings, 3.4.4.1). Where the tenant enforces it, Entra's Test button and My Apps
/// stop working.
enum class RequestSigning { Unsigned, Signed };

/// Whether signing out here signs out at the provider too (Profiles, 4.4).
enum class SingleLogout { Off, On };

/// What this portal and its provider may agree on beyond the default. Every field's default is the strict one.
struct ProtocolOptions
{
    RequestSigning requestSigning = RequestSigning::Unsigned;
    SingleLogout singleLogout = SingleLogout::Off;
    TrustPolicy::Unsolicited unsolicited = TrustPolicy::Unsolicited::Refuse; ///< Entra: the Test button, My Apps
    xml::AlgorithmPolicy::Sha1 sha1 = xml::AlgorithmPolicy::Sha1::Refuse;    ///< Entra: Signing Algorithm SHA-1

    bool operator==(const ProtocolOptions &) const = default;
};

/// Where the provider's metadata came from, to fetch it again.
struct MetadataSource
{
    enum class Kind { File, Address };

    Kind kind = Kind::File;
    QString location; ///< file name without its folder, or the address

    bool operator==(const MetadataSource &) const = default;
};

struct IdentityProvider
{
    IdentityProviderMetadata metadata;
    MetadataSource source;
    /// Where given, metadata from `source` counts only with a signature of this certificate's key.
    std::optional<Certificate> metadataSigner = {};

    bool operator==(const IdentityProvider &) const = default;
};

/// All that decides how people sign in and what becomes of them. JIT rule 2: a single identity provider.
struct IdentityConfiguration
{
    std::optional<IdentityProvider> provider;
    EntityId serviceProvider;      ///< Entra: Identifier
    QUrl assertionConsumerService; ///< Entra: Reply URL
    ClaimMapping mapping = ClaimMapping::entraDefaults();
    ProvisioningMethod method = ProvisioningMethod::Manual;
    PoolId defaultPool; ///< JIT rule 5; empty: the directory's default Agent Pool
    RoleId defaultRole = roles::user;
    ProtocolOptions protocol;
    int version = 0; ///< grows by one with each save

    bool operator==(const IdentityConfiguration &) const = default;
};

/// As stored in the directory. Both round-trip exactly.
[[nodiscard]] QJsonObject toJson(const IdentityProvider &provider);
/// Error: ConfigurationInvalid, with the member's name as subject.
[[nodiscard]] Result<IdentityProvider> identityProviderFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const IdentityConfiguration &configuration);
/// Error: ConfigurationInvalid, with the member's name as subject.
[[nodiscard]] Result<IdentityConfiguration> identityConfigurationFromJson(const QJsonObject &json);

/// What the verifier needs of it. Errors: NoIdentityProvider; ConfigurationInvalid without a service provider or Reply URL.
[[nodiscard]] Result<TrustPolicy> trustPolicy(const IdentityConfiguration &configuration);

/// What is published of this service provider. \param certificates  of its keys, newest first
[[nodiscard]] ServiceProviderMetadata serviceProviderMetadata(const IdentityConfiguration &configuration,
                                                              const std::vector<Certificate> &certificates);

/// The parts of the configuration that a person can change, as the Save bar counts them.
enum class ConfigurationPart {
    Provider,
    ServiceProvider,
    ReplyUrl,
    Mapping,
    Method,
    DefaultPool,
    DefaultRole,
    RequestSigning,
    SingleLogout,
    Unsolicited,
    Sha1,
};
inline constexpr std::array allConfigurationParts{
    ConfigurationPart::Provider,     ConfigurationPart::ServiceProvider,
    ConfigurationPart::ReplyUrl,     ConfigurationPart::Mapping,
    ConfigurationPart::Method,       ConfigurationPart::DefaultPool,
    ConfigurationPart::DefaultRole,  ConfigurationPart::RequestSigning,
    ConfigurationPart::SingleLogout, ConfigurationPart::Unsolicited,
    ConfigurationPart::Sha1,
};

/// What must hold of one part before it is saved. Errors: as validate().
[[nodiscard]] Result<void> validatePart(const IdentityConfiguration &configuration, ConfigurationPart part, DirectoryKind kind);

/// What must hold before it is saved: every part in turn. Errors: ConfigurationInvalid (subject: the member, as in JSON:
/// `provider.singleSignOn`), SandboxInRealDirectory, MetadataNoCertificate, ProviderKeyUnusable.
[[nodiscard]] Result<void> validate(const IdentityConfiguration &configuration, DirectoryKind kind);

/// Keeps the configuration; implemented by core/store.
class ConfigurationStore
{
public:
    virtual ~ConfigurationStore() = default;

    /// The saved one; a new directory has one without a provider, method Manual, version 0.
    [[nodiscard]] virtual Result<IdentityConfiguration> load() = 0;
    /// Saves if \p configuration.version is still the stored one, and audits the difference. Needs IdentityManage.
    /// \return the saved one, with its new version. Errors: Forbidden, ConfigurationOutdated, and validate()'s.
    [[nodiscard]] virtual Result<IdentityConfiguration> save(const Actor &actor, const IdentityConfiguration &configuration) = 0;
};

} // namespace usher
