// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/oracle.h"

#include "core/saml/names.h"
#include "tests/attacks/laboratory.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace usher::fuzz {

namespace {

Saying sayingOf(const VerifiedAssertion &assertion)
{
    return {assertion.nameId().value, assertion.attributes()};
}

/// What the provider really said, form by form.
const std::vector<Saying> &originals()
{
    static const std::vector<Saying> sayings = [] {
        std::vector<Saying> found;
        for (const GoodResponse &good : goodResponses()) {
            const Judgement judgement = judgeNow(UnverifiedResponse::fromXml(good.xml));
            if (!judgement.accepted())
                qFatal("the good response \"%s\" is refused", qUtf8Printable(good.name));
            found.push_back(sayingOf(*judgement.assertion));
        }
        return found;
    }();
    return sayings;
}

QString toText(const Saying &saying)
{
    QString text = saying.nameId;
    for (const Attribute &attribute : saying.attributes)
        text += QStringLiteral(" [%1: %2]").arg(attribute.name, attribute.values.join(QStringLiteral(" | ")));
    return text;
}

/// One walk of the other parser.
class AnotherReader
{
public:
    explicit AnotherReader(const QByteArray &xml) : m_reader(xml) {}

    [[nodiscard]] std::optional<Saying> read();

private:
    using Path = std::initializer_list<const char *>;
    static constexpr Path assertionPath{"Assertion"};
    static constexpr Path namePath{"Assertion", "Subject", "NameID"};
    static constexpr Path attributePath{"Assertion", "AttributeStatement", "Attribute"};
    static constexpr Path valuePath{"Assertion", "AttributeStatement", "Attribute", "AttributeValue"};

    void enter();
    void leave();
    /// Whether the path ends with these names, and with \p below more, whatever they are.
    [[nodiscard]] bool isIn(Path names, qsizetype below = 0) const;

    QXmlStreamReader m_reader;
    QStringList m_path; ///< names in the assertion namespace; others are empty
    Saying m_saying;
    bool m_isText = true; ///< the value at hand
    int m_assertions = 0;
    int m_names = 0;
};

bool AnotherReader::isIn(Path names, qsizetype below) const
{
    const auto depth = qsizetype(names.size());
    const auto isSame = [](const char *name, const QString &step) { return step == QLatin1String(name); };
    return m_path.size() >= depth + below && std::equal(names.begin(), names.end(), m_path.end() - depth - below, isSame);
}

void AnotherReader::enter()
{
    const bool isAssertionName = m_reader.namespaceUri() == QLatin1String(saml::assertionNamespace);
    m_path += isAssertionName ? m_reader.name().toString() : QString();
    m_assertions += isIn(assertionPath) ? 1 : 0;
    if (isIn(namePath)) {
        ++m_names;
        m_saying.nameId.clear();
    } else if (isIn(attributePath)) {
        m_saying.attributes.push_back({m_reader.attributes().value(QString(), QStringLiteral("Name")).toString(), {}});
    } else if (isIn(valuePath)) {
        const QStringView nil =
            m_reader.attributes().value(QStringLiteral("http://www.w3.org/2001/XMLSchema-instance"), QStringLiteral("nil"));
        m_isText = nil.trimmed() != u"true" && nil.trimmed() != u"1";
        m_saying.attributes.back().values += QString();
    } else if (isIn(valuePath, 1)) {
        m_isText = false;
    }
}

/// Values that are nil, or hold elements, are no claims that could be read.
void AnotherReader::leave()
{
    if (isIn(valuePath) && !m_isText)
        m_saying.attributes.back().values.removeLast();
    m_path.removeLast();
}

std::optional<Saying> AnotherReader::read()
{
    while (!m_reader.atEnd()) {
        switch (m_reader.readNext()) {
        case QXmlStreamReader::StartElement:
            enter();
            break;
        case QXmlStreamReader::EndElement:
            leave();
            break;
        case QXmlStreamReader::Characters:
            if (isIn(namePath))
                m_saying.nameId += m_reader.text();
            else if (isIn(valuePath))
                m_saying.attributes.back().values.back() += m_reader.text();
            break;
        default:
            break;
        }
    }
    const bool isWhole = !m_reader.hasError() && m_assertions == 1 && m_names == 1;
    return isWhole ? std::optional(std::move(m_saying)) : std::nullopt;
}

} // namespace

const std::vector<GoodResponse> &goodResponses()
{
    static const std::vector<GoodResponse> responses = [] {
        std::vector<GoodResponse> sealed;
        for (const auto *forms : {&attacks::baseForms(), &attacks::fieldForms()}) {
            for (const attacks::GoodForm &form : *forms)
                sealed.push_back({form.name, attacks::seal(form)});
        }
        return sealed;
    }();
    return responses;
}

Judgement judgeNow(const UnverifiedResponse &response)
{
    static const attacks::World world = [] {
        attacks::World rollover = attacks::makeWorld();
        rollover.policy.signingCertificates.push_back(test::successorSigner().certificate);
        return rollover;
    }();
    return attacks::judgeIn(world, response);
}

std::optional<Saying> readWithAnotherParser(const QByteArray &xml)
{
    return AnotherReader(xml).read();
}

void prepareOracle()
{
    originals();
}

QString complaintAbout(const Judgement &judgement, const QByteArray &plainAssertion)
{
    if (!judgement.accepted())
        return {};
    const Saying saying = sayingOf(*judgement.assertion);
    const QString &signer = judgement.assertion->signerFingerprint();
    const bool isProviders = signer == test::identityProviderSigner().certificate.fingerprint();
    if (!isProviders && signer != test::successorSigner().certificate.fingerprint())
        return QStringLiteral("accepted a stranger's signature");
    if (isProviders && std::ranges::find(originals(), saying) == originals().end())
        return QStringLiteral("accepted what the provider never said: ") + toText(saying);
    if (plainAssertion.isEmpty())
        return {};
    const std::optional<Saying> another = readWithAnotherParser(plainAssertion);
    if (another != saying)
        return QStringLiteral("accepted %1, and another parser reads %2")
            .arg(toText(saying), another ? toText(*another) : QString());
    return {};
}

} // namespace usher::fuzz
