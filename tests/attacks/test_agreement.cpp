// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/laboratory.h"

#include <QFile>
#include <QProcess>
#include <QtConcurrentMap>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;
using namespace usher::attacks;

namespace {

constexpr int patience = 60'000; // milliseconds

enum class Signature { OfTheResponse, OfTheAssertion };

/// Two verifiers that others wrote, told only which certificate to believe: xmlsec1 and OpenSAML's samlsign.
class OtherVerifiers
{
public:
    OtherVerifiers()
    {
        put(QStringLiteral("provider.pem"), test::identityProviderSigner().certificate.toPem());
        put(QStringLiteral("service.pem"), test::serviceProviderSigner().key.toPem().view().toByteArray());
    }

    /// Empty where both believe that signature of \p response; else who does not, and why.
    [[nodiscard]] QString objections(const QString &name, Node response, Signature which) const
    {
        const QString whole = put(name + QStringLiteral(".xml"), write(response));
        const QString place = which == Signature::OfTheResponse
                                  ? QStringLiteral("/*/*[local-name()='Signature']")
                                  : QStringLiteral("//*[local-name()='Assertion']/*[local-name()='Signature']");
        // KeyInfo is left aside: the key is the one that is given.
        QString found =
            run(QStringLiteral("xmlsec1"),
                {QStringLiteral("--verify"), QStringLiteral("--id-attr:ID"), QStringLiteral("%1:Response").arg(protocol),
                 QStringLiteral("--id-attr:ID"), QStringLiteral("%1:Assertion").arg(assertion),
                 QStringLiteral("--enabled-key-data"), QStringLiteral("key-name"), QStringLiteral("--node-xpath"), place,
                 QStringLiteral("--pubkey-cert-pem"), m_folder.filePath(QStringLiteral("provider.pem")), whole});
        // samlsign looks at the document element's own signature.
        const QString part = which == Signature::OfTheResponse ? whole
                                                               : put(name + QStringLiteral(".part.xml"),
                                                                     write(standalone(response, *response.find("Assertion"))));
        found += run(QStringLiteral("samlsign"),
                     {QStringLiteral("-c"), m_folder.filePath(QStringLiteral("provider.pem")), QStringLiteral("-f"), part});
        return found;
    }

    /// The response with its assertion decrypted by xmlsec1.
    [[nodiscard]] std::optional<Node> decrypted(const QString &name, const Node &response) const
    {
        const QString from = put(name + QStringLiteral(".encrypted.xml"), write(response));
        const QString to = m_folder.filePath(name + QStringLiteral(".plain.xml"));
        const QString failure =
            run(QStringLiteral("xmlsec1"),
                {QStringLiteral("--decrypt"), QStringLiteral("--id-attr:Id"),
                 QStringLiteral("http://www.w3.org/2001/04/xmlenc#:EncryptedKey"), QStringLiteral("--privkey-pem"),
                 m_folder.filePath(QStringLiteral("service.pem")), QStringLiteral("--output"), to, from});
        QFile plain(to);
        if (!failure.isEmpty() || !plain.open(QIODevice::ReadOnly))
            return std::nullopt;
        return readNode(plain.readAll());
    }

private:
    static constexpr QLatin1StringView protocol{"urn:oasis:names:tc:SAML:2.0:protocol"};
    static constexpr QLatin1StringView assertion{"urn:oasis:names:tc:SAML:2.0:assertion"};

    QString put(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can't be written", qUtf8Printable(file.fileName()));
        return file.fileName();
    }

    /// Empty where it ends with 0.
    static QString run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        const bool isDone = process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit;
        if (isDone && process.exitCode() == 0)
            return {};
        return QStringLiteral("%1: %2%3\n").arg(program, process.errorString(), QString::fromUtf8(process.readAllStandardError()));
    }

    QTemporaryDir m_folder;
};

} // namespace

/// Independent implementations believe every good form too, so that what is accepted here is no private dialect.
class TestAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersBelieveEveryGoodForm()
    {
        const OtherVerifiers others;
        std::vector<GoodForm> forms = baseForms();
        forms.insert(forms.end(), fieldForms().begin(), fieldForms().end());
        std::vector<std::pair<int, GoodForm>> numbered;
        for (const GoodForm &form : forms)
            numbered.emplace_back(int(numbered.size()), form);

        const auto objections = QtConcurrent::blockingMapped<QStringList>(numbered, [&](const std::pair<int, GoodForm> &entry) {
            const auto &[number, form] = entry;
            const QString name = QString::number(number);
            std::optional<Node> response = readNode(seal(form));
            QString found;
            if (form.sealing.signsResponse())
                found += others.objections(name, *response, Signature::OfTheResponse);
            if (form.sealing.assertionCipher)
                response = others.decrypted(name, *response);
            if (!response)
                found += QStringLiteral("not decrypted\n");
            else if (form.sealing.signsAssertion())
                found += others.objections(name, *response, Signature::OfTheAssertion);
            return found.isEmpty() ? QString() : form.name + QStringLiteral(": ") + found;
        });
        const QString all = objections.join(QString());
        QVERIFY2(all.isEmpty(), qUtf8Printable(all));
        qInfo("xmlsec1 and samlsign agree on %zu good forms", forms.size());
    }

    /// They would say so if they did not.
    void othersRefuseWhatWasChanged_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("the Response") << int(Signature::OfTheResponse);
        QTest::newRow("the assertion") << int(Signature::OfTheAssertion);
    }

    void othersRefuseWhatWasChanged()
    {
        QFETCH(const int, which);
        Node response = *readNode(seal(baseForms()[2]));
        QVERIFY(baseForms()[2].sealing.sign == test::Sign::Both);
        response.find("NameID")->setContent("admin@contoso.example");
        const QString objections = OtherVerifiers().objections(QStringLiteral("changed"), response, Signature(which));
        QVERIFY(objections.contains(u"xmlsec1"));
        QVERIFY(objections.contains(u"samlsign"));
    }
};

QTEST_GUILESS_MAIN(TestAgreement)
#include "test_agreement.moc"
