// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/protocol_section.h"

#include "core/explain/explain.h"
#include "ui/widgets/toggle_row.h"
#include "ui/widgets/toggle_switch.h"

#include <QVBoxLayout>

#include <algorithm>

namespace usher {

namespace {

QString complaintOf(const std::vector<DraftProblem> &problems, ConfigurationPart part)
{
    const auto problem = std::ranges::find(problems, part, &DraftProblem::part);
    return problem == problems.end() ? QString() : explain::words(problem->error).paragraph();
}

bool offersLogout(const IdentityConfiguration &configuration)
{
    return configuration.provider && !configuration.provider->metadata.singleLogout.isEmpty();
}

QString logoutMeaning(const IdentityConfiguration &configuration)
{
    if (!offersLogout(configuration))
        return ProtocolSection::tr("Not available: the provider's metadata names no address for it (SingleLogoutService).");
    return ProtocolSection::tr(
        "Signing out here signs out at the provider too. Entra must know the Logout Url above; nothing listens there "
        "in between, so signing out at the provider does not sign out here.");
}

} // namespace

ProtocolSection::ProtocolSection(QWidget *parent)
    : Card(tr("Requests and sign-out"),
           tr("What the portal and the provider agree on beyond the default. Leave it all off unless you know that you need it."),
           parent)
    , m_signing(new ToggleRow(
          tr("Sign re&quests"),
          tr("Sign-in requests carry a signature of the portal's newest key. If the tenant is set to demand it (Entra: "
             "Verification certificates, Require verification certificates), Entra's Test button and My Apps stop working.")))
    , m_logout(new ToggleRow(tr("Single &logout")))
    , m_unsolicited(
          new ToggleRow(tr("Accept sign-ins that be&gin at the provider"),
                        tr("Off: the portal takes only answers to its own requests. On: Entra's Test button and My Apps work too, "
                           "but somebody could be lured into a session of another person's account.")))
    , m_sha1(new ToggleRow(
          tr("Accept signatures with SHA-&1"),
          tr("SHA-1 can be forged with enough money. Leave this off, and set Signing Algorithm to SHA-256 in Entra instead "
             "(Single sign-on, SAML Certificates).")))
{
    for (ToggleRow *row : {m_signing, m_logout, m_unsolicited, m_sha1})
        body()->addWidget(row);
    connect(m_signing, &ToggleRow::switched, this, [this](bool on) {
        edit([on](ProtocolOptions &options) { options.requestSigning = on ? RequestSigning::Signed : RequestSigning::Unsigned; });
    });
    connect(m_logout, &ToggleRow::switched, this, [this](bool on) {
        edit([on](ProtocolOptions &options) { options.singleLogout = on ? SingleLogout::On : SingleLogout::Off; });
    });
    connect(m_unsolicited, &ToggleRow::switched, this, [this](bool on) {
        using Unsolicited = TrustPolicy::Unsolicited;
        edit([on](ProtocolOptions &options) { options.unsolicited = on ? Unsolicited::Accept : Unsolicited::Refuse; });
    });
    connect(m_sha1, &ToggleRow::switched, this, [this](bool on) {
        using Sha1 = xml::AlgorithmPolicy::Sha1;
        edit([on](ProtocolOptions &options) { options.sha1 = on ? Sha1::Allow : Sha1::Refuse; });
    });
}

void ProtocolSection::edit(const std::function<void(ProtocolOptions &)> &change)
{
    ProtocolOptions edited = m_options;
    change(edited);
    Q_EMIT optionsEdited(edited);
}

void ProtocolSection::setDraft(const IdentityConfigurationDraft &draft, PageAccess access)
{
    m_options = draft.edited.protocol;
    m_signing->toggle()->setChecked(m_options.requestSigning == RequestSigning::Signed);
    m_logout->toggle()->setChecked(m_options.singleLogout == SingleLogout::On);
    m_unsolicited->toggle()->setChecked(m_options.unsolicited == TrustPolicy::Unsolicited::Accept);
    m_sha1->toggle()->setChecked(m_options.sha1 == xml::AlgorithmPolicy::Sha1::Allow);

    const std::vector<DraftProblem> problems = draft.problems();
    m_logout->setMeaning(logoutMeaning(draft.edited));
    m_signing->setComplaint(complaintOf(problems, ConfigurationPart::RequestSigning));
    m_logout->setComplaint(complaintOf(problems, ConfigurationPart::SingleLogout));

    for (const ToggleRow *row : {m_signing, m_logout, m_unsolicited, m_sha1})
        row->toggle()->setEnabled(access == PageAccess::Change);
    // What is not offered can still be switched off.
    const bool canSwitchLogout = offersLogout(draft.edited) || m_options.singleLogout == SingleLogout::On;
    m_logout->toggle()->setEnabled(access == PageAccess::Change && canSwitchLogout);
}

} // namespace usher
