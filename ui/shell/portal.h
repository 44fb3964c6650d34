// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/directory/directory.h"
#include "core/provisioning/identity_configuration.h"
#include "core/provisioning/provider_refresh.h"
#include "core/session/enrolment.h"
#include "core/session/local_owner.h"
#include "core/session/service_provider_keys.h"
#include "core/session/sign_in.h"
#include "core/session/sign_out.h"
#include "ui/signin/browser_door.h"

#include <functional>
#include <optional>

class QNetworkAccessManager;

namespace usher {

/// The local owner that every sandbox has. Its password is no secret: the sign-in page shows it.
struct SandboxOwner
{
    QString name;
    QString password;
};

/// An opened directory, as the window needs it. Everything belongs to the composition root and outlives the window;
/// all but the network touch the database, so they are called in jobs only.
struct Portal
{
    Directory &directory;
    ConfigurationStore &configurations;
    SignIn &signIn;
    SignOut &signOut;
    LocalOwner &localOwner;
    AuditLog &audit;
    ProviderRefreshStore &providerRefresh;
    ServiceProviderKeys &serviceProviderKeys;
    Enrolment &enrolment;
    QNetworkAccessManager &network; ///< UI thread
    DirectoryKind kind = DirectoryKind::Real;
    QString storeAddress;                          ///< as people read it
    std::optional<SandboxOwner> sandboxOwner = {}; ///< where the directory is a sandbox's
    OpenAddress openAddress = systemBrowser();
};

/// Opens the directory; runs in a job, once.
using OpenPortal = std::function<Result<Portal>()>;

} // namespace usher
