// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/identity_configuration_page.h"

#include "core/explain/explain.h"
#include "ui/identity/claims_section.h"
#include "ui/identity/configuration_jobs.h"
#include "ui/identity/protocol_section.h"
#include "ui/identity/provider_section.h"
#include "ui/identity/provisioning_section.h"
#include "ui/identity/service_provider_keys_section.h"
#include "ui/identity/service_provider_section.h"
#include "ui/theme/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/job.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/page.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/relative_time.h"
#include "ui/widgets/save_bar.h"

#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

IdentityConfigurationDraft::SigningKey signingKeyAmong(const std::vector<Certificate> &certificates)
{
    using SigningKey = IdentityConfigurationDraft::SigningKey;
    return certificates.empty() ? SigningKey::Missing : SigningKey::Present;
}

} // namespace

IdentityConfigurationPage::IdentityConfigurationPage(const IdentitySources &sources, const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_sources(sources)
    , m_session(session)
    , m_access(session.access.has(Permission::IdentityManage) ? PageAccess::Change : PageAccess::View)
    , m_loading(new BusyState(this))
    , m_saving(new BusyState(this))
    , m_test(new QPushButton(tr("&Test sign-in…")))
    , m_viewOnly(new Banner(theme::Tone::Neutral, tr("You can look at this, but only an owner can change it.")))
    , m_testResult(new Banner(theme::Tone::Good))
    , m_error(new ErrorPanel)
    , m_reload(m_error->addAction(tr("&Reload")))
    , m_sections(new QWidget)
    , m_provider(new ProviderSection(sources.network, sources.clock))
    , m_serviceProvider(new ServiceProviderSection)
    , m_keys(new ServiceProviderKeysSection(sources.keys, session, sources.clock))
    , m_protocol(new ProtocolSection)
    , m_claims(new ClaimsSection)
    , m_provisioning(new ProvisioningSection)
    , m_saveBar(new SaveBar)
{
    build();
    connectSections();
    load();
}

void IdentityConfigurationPage::build()
{
    auto *page = new Page(tr("Identity Configuration"),
                          tr("How people sign in, and what becomes of them. Nothing changes before you press Save."));
    page->addHeaderAction(m_test);
    for (QWidget *notice : std::initializer_list<QWidget *>{m_viewOnly, m_testResult, m_error}) {
        page->column()->addWidget(notice);
        notice->hide();
    }
    auto *sections = new QVBoxLayout(m_sections);
    sections->setContentsMargins({});
    sections->setSpacing(theme::space::two);
    for (QWidget *section :
         std::initializer_list<QWidget *>{m_provider, m_serviceProvider, m_keys, m_protocol, m_claims, m_provisioning})
        sections->addWidget(section);
    page->column()->addWidget(m_sections);
    m_sections->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new ProgressLine(*m_loading));
    layout->addWidget(page, 1);
    layout->addWidget(m_saveBar);
    m_viewOnly->setVisible(m_access == PageAccess::View);
}

void IdentityConfigurationPage::connectSections()
{
    connect(m_provider, &ProviderSection::providerImported, this, [this](const IdentityProvider &provider) {
        edit([&](IdentityConfiguration &configuration) { configuration.provider = provider; });
    });
    connect(m_provider, &ProviderSection::proposalDismissed, this, &IdentityConfigurationPage::dismiss);
    connect(m_keys, &ServiceProviderKeysSection::keysChanged, this, [this](const std::vector<Certificate> &certificates) {
        m_draft.signingKey = signingKeyAmong(certificates);
        render();
    });
    connect(m_protocol, &ProtocolSection::optionsEdited, this, [this](const ProtocolOptions &options) {
        edit([&](IdentityConfiguration &configuration) { configuration.protocol = options; });
    });
    connect(m_serviceProvider, &ServiceProviderSection::entityIdEdited, this, [this](const EntityId &entityId) {
        edit([&](IdentityConfiguration &configuration) { configuration.serviceProvider = entityId; });
    });
    connect(m_serviceProvider, &ServiceProviderSection::replyUrlEdited, this, [this](const QUrl &replyUrl) {
        edit([&](IdentityConfiguration &configuration) { configuration.assertionConsumerService = replyUrl; });
    });
    connect(m_serviceProvider, &ServiceProviderSection::catchRequested, this, &IdentityConfigurationPage::catchSignInRequested);
    connect(m_serviceProvider, &ServiceProviderSection::exportRequested, this, &IdentityConfigurationPage::exportMetadata);
    connect(m_provisioning, &ProvisioningSection::methodChosen, this, [this](ProvisioningMethod method) {
        edit([&](IdentityConfiguration &configuration) { configuration.method = method; });
    });
    connect(m_provisioning, &ProvisioningSection::poolChosen, this,
            [this](const PoolId &pool) { edit([&](IdentityConfiguration &configuration) { configuration.defaultPool = pool; }); });
    connect(m_saveBar, &SaveBar::saveRequested, this, [this] { save(); });
    connect(m_saveBar, &SaveBar::discardRequested, this, [this] {
        m_draft.discard();
        m_error->hide();
        render();
    });
    connect(m_saving, &BusyState::busyChanged, this, &IdentityConfigurationPage::render);
    connect(m_reload, &QPushButton::clicked, this, &IdentityConfigurationPage::load);
    connect(m_test, &QPushButton::clicked, this, &IdentityConfigurationPage::testSignInRequested);
}

void IdentityConfigurationPage::load()
{
    m_error->hide();
    runJob(
        this,
        [sources = m_sources] { return loadContents({sources.configurations, sources.directory, sources.refresh, sources.keys}); },
        [this](const Result<ConfigurationContents> &contents) {
            m_sections->setVisible(contents.has_value());
            if (!contents) {
                m_error->setError(contents.error(), tr("The identity configuration could not be read"));
                m_error->show();
                return;
            }
            m_draft = IdentityConfigurationDraft::of(contents->configuration, m_sources.kind, signingKeyAmong(contents->keys));
            m_provider->setRefreshStatus(contents->refresh);
            m_provisioning->setPoolsAndRoles(contents->pools, contents->roles);
            render();
            Q_EMIT loaded();
        },
        m_loading);
}

void IdentityConfigurationPage::edit(const std::function<void(IdentityConfiguration &)> &change)
{
    change(m_draft.edited);
    render();
}

void IdentityConfigurationPage::render()
{
    const PageAccess access = m_saving->isBusy() ? PageAccess::View : m_access;
    m_provider->setDraft(m_draft, m_sources.clock.now(), access);
    m_serviceProvider->setDraft(m_draft, access);
    m_protocol->setDraft(m_draft, access);
    m_claims->setMapping(m_draft.edited.mapping);
    m_provisioning->setDraft(m_draft, access);

    const int changes = int(m_draft.changes().size());
    const std::vector<DraftProblem> problems = m_draft.problems();
    m_saveBar->setState({.changes = changes,
                         .problem = problems.empty() ? QString() : explain::words(problems.front().error).what,
                         .activity = m_saving->isBusy() ? SaveBarState::Activity::Saving : SaveBarState::Activity::Editing});

    m_test->setEnabled(m_draft.saved.provider && changes == 0);
    m_test->setToolTip(!m_draft.saved.provider ? tr("Import an identity provider and save first.")
                       : changes > 0           ? tr("Save first: a test uses what is saved.")
                                               : tr("Signs somebody in for real, without signing you out."));
}

void IdentityConfigurationPage::leave(std::function<void()> leave)
{
    if (m_draft.changes().empty()) {
        leave();
        return;
    }
    Question question{tr("Save your changes first?"),
                      m_draft.canSave()
                          ? tr("The identity configuration has changes that are not saved. If you leave without saving, they "
                               "are lost.")
                          : tr("The identity configuration has changes that can't be saved as they are. If you leave, they "
                               "are lost."),
                      {}};
    if (m_draft.canSave())
        question.answers.push_back({tr("&Save and leave"), theme::ButtonRole::Primary, [this, leave] { save(leave); }});
    question.answers.push_back({tr("&Discard and leave"), theme::ButtonRole::Normal, [this, leave] {
                                    m_draft.discard();
                                    render();
                                    leave();
                                }});
    ConfirmDialog::ask(this, question);
}

void IdentityConfigurationPage::save(const std::function<void()> &afterwards)
{
    if (m_draft.canSave() && !m_saving->isBusy())
        saveAs(m_draft.edited, afterwards);
}

void IdentityConfigurationPage::saveAs(const IdentityConfiguration &configuration, const std::function<void()> &afterwards)
{
    m_error->hide();
    m_testResult->hide();
    runJob(
        this,
        [sources = m_sources, actor = m_session.actor, configuration] {
            return saveConfiguration(sources.configurations, sources.audit, actor, configuration);
        },
        [this, afterwards](const SaveAttempt &attempt) {
            if (!attempt.saved) {
                showSaveError(attempt.saved.error(), attempt.other);
                return;
            }
            const IdentityConfiguration before = m_draft.saved;
            m_draft = IdentityConfigurationDraft::of(*attempt.saved, m_sources.kind, m_draft.signingKey);
            render();
            Q_EMIT saved(*attempt.saved);
            if (afterwards)
                afterwards();
            else
                showSaved(before, *attempt.saved);
        },
        m_saving);
}

void IdentityConfigurationPage::showSaved(const IdentityConfiguration &before, const IdentityConfiguration &now)
{
    IdentityConfiguration undone = before;
    undone.version = now.version;
    Notification::post(this, {.text = tr("The identity configuration is saved."), .undo = [this, undone] { saveAs(undone, {}); }});
}

void IdentityConfigurationPage::showSaveError(const Error &error, const std::optional<AuditRecord> &other)
{
    m_error->setError(
        error,
        other ? tr("Not saved: %1 saved another configuration %2").arg(other->actor, relativeTime(other->at, m_sources.clock.now()))
              : tr("Not saved"));
    m_reload->setText(error.code == ErrorCode::ConfigurationOutdated ? tr("&Discard mine and reload") : tr("&Reload"));
    m_error->show();
    m_error->setFocus();
}

void IdentityConfigurationPage::showTestResult(const SignInOutcome &outcome)
{
    if (outcome.session) {
        m_testResult->setTone(theme::Tone::Good);
        m_testResult->setText(
            tr("The test worked: %1 signed in. %2")
                .arg(outcome.session->user.profile.bestName(), outcome.plan ? explain::sentence(*outcome.plan) : QString())
                .trimmed());
    } else {
        m_testResult->setTone(theme::Tone::Bad);
        m_testResult->setText(tr("The test was refused. %1").arg(explain::words(outcome.session.error()).paragraph()));
    }
    m_testResult->show();
}

void IdentityConfigurationPage::exportMetadata()
{
    auto *dialog = new QFileDialog(this, tr("Export service provider metadata"), QStringLiteral("usher-metadata.xml"),
                                   tr("XML documents (*.xml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("xml"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        runJob(
            this,
            [path, configuration = m_draft.edited, &keys = m_sources.keys] { return writeMetadataFile(path, configuration, keys); },
            [this, path](const Result<QString> &written) {
                if (written) {
                    Notification::post(this, {.text = tr("Metadata written to %1. Upload it in Entra.").arg(path)});
                    return;
                }
                m_error->setError(written.error(), tr("The metadata file could not be written"));
                m_error->show();
            });
    });
    dialog->open();
}

void IdentityConfigurationPage::dismiss(const MetadataProposal &proposal)
{
    m_error->hide();
    runJob(
        this,
        [&refresh = m_sources.refresh, actor = m_session.actor, proposal, now = m_sources.clock.now()]() -> Result<RefreshStatus> {
            USHER_TRY(refresh.dismiss(actor, proposal, now));
            return refresh.status();
        },
        [this](const Result<RefreshStatus> &status) {
            if (status) {
                m_provider->setRefreshStatus(*status);
                return render();
            }
            m_error->setError(status.error(), tr("The provider's news could not be dismissed"));
            m_error->show();
        },
        m_loading);
}

} // namespace usher
