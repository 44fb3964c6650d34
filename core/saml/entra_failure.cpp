// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra_failure.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <vector>

namespace usher {

namespace {

constexpr std::array knownCodes{
    KnownEntraCode{50105, EntraCause::NotAssigned},          KnownEntraCode{700016, EntraCause::ApplicationUnknown},
    KnownEntraCode{650056, EntraCause::IssuerMismatch},      KnownEntraCode{65005, EntraCause::ConsentMissing},
    KnownEntraCode{50011, EntraCause::ReplyUrlMismatch},     KnownEntraCode{900971, EntraCause::NoReplyUrl},
    KnownEntraCode{75011, EntraCause::AuthnContextMismatch}, KnownEntraCode{75005, EntraCause::RequestMalformed},
    KnownEntraCode{900236, EntraCause::PropertyUnsupported}, KnownEntraCode{750054, EntraCause::RequestMissing},
    KnownEntraCode{75003, EntraCause::BindingUnsupported},   KnownEntraCode{75008, EntraCause::DestinationMismatch},
    KnownEntraCode{75016, EntraCause::NameIdPolicyRefused},  KnownEntraCode{7500529, EntraCause::RequestIdMalformed},
    KnownEntraCode{76021, EntraCause::RequestUnsigned},      KnownEntraCode{76026, EntraCause::RequestTooOld},
    KnownEntraCode{50003, EntraCause::NoSigningKey},         KnownEntraCode{50146, EntraCause::SigningKeyExpired},
    KnownEntraCode{501241, EntraCause::NameIdSourceEmpty},   KnownEntraCode{50020, EntraCause::AccountOfAnotherTenant},
    KnownEntraCode{50034, EntraCause::AccountUnknown},       KnownEntraCode{16000, EntraCause::AccountToChoose},
    KnownEntraCode{53000, EntraCause::DeviceNotCompliant},   KnownEntraCode{53003, EntraCause::AccessBlocked},
    KnownEntraCode{50097, EntraCause::DeviceUnknown},        KnownEntraCode{50076, EntraCause::MfaNeeded},
    KnownEntraCode{50079, EntraCause::MfaNotEnrolled},       KnownEntraCode{7000112, EntraCause::ApplicationDisabled},
    KnownEntraCode{50194, EntraCause::SharedEndpoint},       KnownEntraCode{50058, EntraCause::NobodySignedIn},
};

constexpr qsizetype longestText = 600;
constexpr qsizetype longestTitle = 120;
/// An error page has two ids; what claims to have many is not asked further.
constexpr std::size_t mostIds = 8;

EntraCause causeOf(int code)
{
    const auto known = std::ranges::find(knownCodes, code, &KnownEntraCode::code);
    return known == knownCodes.end() ? EntraCause::Unknown : known->cause;
}

/// One line in which nothing hides: a bidirectional override could make a text read as another. Letters beyond the first plane go
/// too, since tags, which nobody sees, are among them.
QString clean(QString text, qsizetype longest)
{
    std::ranges::replace_if(
        text,
        [](QChar c) {
            const QChar::Category category = c.category();
            return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Other_PrivateUse ||
                   category == QChar::Separator_Line || category == QChar::Separator_Paragraph || c.isSurrogate();
        },
        u' ');
    text = text.simplified();
    if (text.size() > longest)
        text = text.left(longest).trimmed() + QChar(0x2026);
    return text;
}

/// Of several the first that is known: Entra wraps one message in another (`AADSTS75006: … AADSTS90011: …`).
struct FoundCode
{
    int code;
    qsizetype at; ///< where the first one begins
};

std::optional<FoundCode> findCode(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("AADSTS([0-9]{4,9})(?![0-9])"));
    std::optional<FoundCode> found;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const int code = match.capturedView(1).toInt();
        if (!found)
            found = FoundCode{code, match.capturedStart()};
        if (causeOf(code) != EntraCause::Unknown) {
            found->code = code;
            break;
        }
    }
    return found;
}

/// `Correlation Id: GUID`. In a message ids stand in quotation marks; only a label is followed by a colon, in every language.
struct LabelledId
{
    QString label;   ///< lower case
    QString id;      ///< lower case
    qsizetype begin; ///< of the label
    qsizetype end;
};

/// Three words at most, of the sentence or line that ends with \p text.
QString labelAtEnd(QStringView text)
{
    constexpr qsizetype longestLabel = 60;
    static const QRegularExpression pattern(
        QStringLiteral("(?:[^\\s:.!?\\x{FF1A}\\x{3002}]+\\h){0,2}[^\\s:.!?\\x{FF1A}\\x{3002}]+\\z"));
    return pattern.match(text.last(std::min(text.size(), longestLabel)).toString()).captured();
}

std::vector<LabelledId> findIds(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\h?[:\\x{FF1A}]\\h?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![-0-9a-fA-F])"));
    std::vector<LabelledId> ids;
    for (auto matches = pattern.globalMatch(text); matches.hasNext() && ids.size() < mostIds;) {
        const QRegularExpressionMatch match = matches.next();
        const QString label = labelAtEnd(QStringView(text).first(match.capturedStart()));
        ids.push_back({label.toLower(), match.captured(1).toLower(), match.capturedStart() - label.size(), match.capturedEnd()});
    }
    return ids;
}

/// By its label where that is one of Latin's children, else by its place: the request comes first, the correlation second.
EntraFailure withIds(const std::vector<LabelledId> &ids)
{
    static const QRegularExpression correlation(QStringLiteral("orr[eé]l"));
    EntraFailure failure;
    QStringList others;
    for (const LabelledId &id : ids) {
        QString *field = id.label.contains(correlation)     ? &failure.correlationId
                         : id.label.contains(u"trace")      ? &failure.traceId
                         : id.label.contains(u"request id") ? &failure.requestId
                                                            : nullptr;
        if (field == nullptr)
            others += id.id;
        else if (field->isEmpty())
            *field = id.id;
    }
    const bool hasRequest = !failure.requestId.isEmpty() || !failure.traceId.isEmpty();
    if (!hasRequest && !others.isEmpty() && (others.size() > 1 || !failure.correlationId.isEmpty()))
        failure.requestId = others.takeFirst();
    if (failure.correlationId.isEmpty() && !others.isEmpty())
        failure.correlationId = others.takeFirst();
    return failure;
}

/// After its label's colon; the time that a message mentions is another one.
QString findTimestamp(QStringView text)
{
    static const QRegularExpression pattern(QStringLiteral("[:\\x{FF1A}]\\h?([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]"
                                                           "([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.[0-9]{1,7})?Z"));
    const QRegularExpressionMatch match = pattern.match(text.toString());
    return match.hasMatch() ? QStringLiteral("%1T%2Z").arg(match.captured(1), match.captured(2)) : QString();
}

/// Code, ids, time and Entra's words of a text that was cut to a size already.
EntraFailure read(const QString &text)
{
    const std::optional<FoundCode> code = findCode(text);
    const std::vector<LabelledId> ids = findIds(text);
    EntraFailure failure = withIds(ids);
    failure.timestamp = findTimestamp(QStringView(text).mid(ids.empty() ? 0 : ids.back().end));
    if (failure.timestamp.isEmpty())
        failure.timestamp = findTimestamp(text);
    if (!code)
        return failure;
    failure.code = code->code;
    const auto next = std::ranges::find_if(ids, [&](const LabelledId &id) { return id.begin > code->at; });
    const qsizetype end = next == ids.end() ? text.size() : next->begin;
    failure.text = clean(text.sliced(code->at, end - code->at).section(u'\n', 0, 0), longestText);
    return failure;
}

/// The last line that says something, of those above the one at \p place.
QString lineAbove(const QString &text, qsizetype place)
{
    QStringList lines = text.left(place).split(u'\n');
    lines.removeLast();
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        if (const QString cleaned = clean(*line, longestTitle); !cleaned.isEmpty())
            return cleaned;
    }
    return {};
}

/// A member of the page's `$Config`, which is JSON: its string, or its number as one.
QString member(const QString &script, const char *name)
{
    const QRegularExpression pattern(
        QStringLiteral("\"%1\"\\s*:\\s*(\"(?:[^\"\\\\]++|\\\\.)*+\"|[0-9]{1,9})").arg(QLatin1StringView(name)));
    const QRegularExpressionMatch match = pattern.match(script);
    if (!match.hasMatch())
        return {};
    return QJsonDocument::fromJson('[' + match.captured(1).toUtf8() + ']').array().first().toVariant().toString();
}

/// What the script says where nothing is visible (yet): the text is rendered late, and Conditional Access folds its details away.
/// An ordinary page has codes there too (`50058`: nobody is signed in), so it must call itself an error.
std::optional<EntraFailure> failureInScript(const QString &script)
{
    static const QRegularExpression errorPage(QStringLiteral("\\AConverged(?:Error|ConditionalAccess)\\z"));
    if (!errorPage.match(member(script, "pgid")).hasMatch())
        return std::nullopt;
    EntraFailure failure = read(member(script, "strServiceExceptionMessage"));
    for (const char *name : {"sErrorCode", "iErrorCode"}) {
        if (failure.code == 0)
            failure.code = std::max(member(script, name).toInt(), 0);
    }
    if (failure.text.isEmpty())
        failure.text = clean(member(script, "strServiceExceptionMessage"), longestText);
    static const QRegularExpression id(QStringLiteral("\\A[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z"));
    if (const QString correlation = member(script, "correlationId"); failure.correlationId.isEmpty())
        failure.correlationId = id.match(correlation).hasMatch() ? correlation.toLower() : QString();
    failure.title = clean(member(script, "strMainMessage"), longestTitle);
    return failure;
}

/// `Error Code: 53003`, where the details were unfolded. In another language it is another word, but a number all the same.
/// \p end  where the ids begin
EntraFailure readDetails(const QString &text, qsizetype end)
{
    static const QRegularExpression pattern(QStringLiteral("[:\\x{FF1A}]\\h?([0-9]{5,9})(?![0-9.])"));
    const QString above = text.left(end);
    EntraFailure failure;
    failure.code = pattern.match(above).capturedView(1).toInt();
    failure.text = clean(above, longestText);
    return failure;
}

/// \p failure, with what it does not say taken from \p other.
EntraFailure completed(EntraFailure failure, const EntraFailure &other)
{
    if (failure.code == 0)
        failure.code = other.code;
    for (const auto member : {&EntraFailure::correlationId, &EntraFailure::traceId, &EntraFailure::requestId,
                              &EntraFailure::timestamp, &EntraFailure::title, &EntraFailure::text}) {
        if ((failure.*member).isEmpty())
            failure.*member = other.*member;
    }
    return failure;
}

} // namespace

std::span<const KnownEntraCode> knownEntraCodes()
{
    return knownCodes;
}

EntraCause EntraFailure::cause() const
{
    return causeOf(code);
}

QString codeText(const EntraFailure &failure)
{
    return failure.code == 0 ? QString() : QStringLiteral("AADSTS%1").arg(failure.code);
}

std::optional<EntraFailure> failureInStatus(const QString &statusMessage)
{
    EntraFailure failure = read(statusMessage.left(mostOfAPage));
    return failure.code == 0 ? std::nullopt : std::optional(std::move(failure));
}

std::optional<EntraFailure> failureOnPage(const ProviderPage &page)
{
    const QString text = page.text.left(mostOfAPage);
    EntraFailure failure = read(text);
    if (const auto code = findCode(text)) {
        failure.title = lineAbove(text, code->at);
    } else {
        const std::vector<LabelledId> ids = findIds(text);
        const bool showsDetails = !ids.empty() && !failure.timestamp.isEmpty();
        const std::optional<EntraFailure> told = failureInScript(page.script.left(mostOfAScript));
        if (!told && !showsDetails)
            return std::nullopt;
        if (told)
            failure = completed(std::move(failure), *told);
        if (showsDetails)
            failure = completed(std::move(failure), readDetails(text, ids.front().begin));
    }
    if (failure.title.isEmpty())
        failure.title = clean(page.title, longestTitle);
    return failure;
}

bool wantsSystemBrowser(EntraCause cause)
{
    return cause == EntraCause::DeviceNotCompliant || cause == EntraCause::AccessBlocked || cause == EntraCause::DeviceUnknown;
}

} // namespace usher
