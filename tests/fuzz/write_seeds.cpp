// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/deflate.h"
#include "core/sandbox/federation_metadata.h"
#include "tests/attacks/laboratory.h"
#include "tests/core/saml/logout_text.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/tree_mutator.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

/// Where the fuzzers begin: write_seeds FOLDER makes FOLDER/TARGET/… of documents that are good, or nearly so.
namespace {

using namespace usher;
using namespace usher::fuzz;
using test::ResponseText;
using test::Sign;

QString fileName(const QString &name)
{
    static const QRegularExpression unusual(QStringLiteral("[^A-Za-z0-9]+"));
    return QString(name).replace(unusual, QStringLiteral("-")).left(100);
}

class SeedFolder
{
public:
    explicit SeedFolder(const QString &path) : m_folder(path) {}

    void write(const char *target, const QString &name, const QByteArray &content) const
    {
        const QString path = QStringLiteral("%1/%2").arg(QLatin1String(target), name);
        m_folder.mkpath(QString::fromLatin1(target));
        QFile file(m_folder.filePath(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can't be written", qUtf8Printable(file.fileName()));
    }

private:
    QDir m_folder;
};

/// What the target encrypts itself.
void writePlainTexts(const SeedFolder &folder)
{
    const ResponseText signedAssertion = ResponseText::entra().signedAs(Sign::Assertion);
    const QByteArray assertion = signedAssertion.part("<Assertion ", "</Assertion>");
    const QByteArray unsignedAssertion = ResponseText::entra().part("<Assertion ", "</Assertion>");
    const QByteArray name = "<NameID xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\">amira@contoso.example</NameID>";
    folder.write("encrypted", QStringLiteral("plain-cbc"), 'c' + assertion);
    folder.write("encrypted", QStringLiteral("plain-gcm"), 'g' + assertion);
    folder.write("encrypted", QStringLiteral("plain-in-signed-response"), 'r' + unsignedAssertion);
    folder.write("encrypted", QStringLiteral("plain-name"), 'n' + name);
}

/// Every good form, and every mutation of one.
void writeResponses(const SeedFolder &folder)
{
    const auto write = [&](const QString &name, const QByteArray &xml) {
        folder.write("response", name, xml);
        folder.write("base64", name, xml.toBase64());
        const bool isEncrypted = xml.contains("EncryptedData");
        if (isEncrypted)
            folder.write("encrypted", name, 'd' + xml);
    };
    for (const GoodResponse &good : goodResponses())
        write(fileName(good.name), good.xml);
    QSet<QString> mutations;
    for (const attacks::HostileDocument &hostile : attacks::hostileDocuments()) {
        const bool isNew = !mutations.contains(hostile.mutation);
        mutations.insert(hostile.mutation);
        if (isNew && hostile.response.encoding == UnverifiedResponse::Encoding::Xml)
            write(fileName(hostile.mutation), hostile.response.octets);
        else if (isNew)
            folder.write("base64", fileName(hostile.mutation), hostile.response.octets);
    }
    writePlainTexts(folder);
}

void writeMetadata(const SeedFolder &folder)
{
    const test::Signer &signer = test::identityProviderSigner();
    const Result<QByteArray> metadata =
        sandbox::buildMetadata({signer.key, signer.certificate}, QUrl(QStringLiteral("http://127.0.0.1:1")));
    if (!metadata)
        qFatal("no metadata");
    folder.write("metadata", QStringLiteral("sandbox"), *metadata);
}

void writeRedirects(const SeedFolder &folder)
{
    const QByteArray request =
        "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\" Version=\"2.0\" "
        "IssueInstant=\"2026-11-24T09:00:00Z\" Destination=\"https://login.example/saml2\" ForceAuthn=\"true\" "
        "AssertionConsumerServiceURL=\"https://usher.example/acs\"><saml:Issuer "
        "xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">https://usher.example/saml</saml:Issuer>"
        "</samlp:AuthnRequest>";
    const QByteArray parameter = deflateRaw(request).toBase64();
    folder.write("redirect", QStringLiteral("xml"), 'x' + request);
    folder.write("redirect", QStringLiteral("query"), "qSAMLRequest=" + parameter.toPercentEncoding() + "&RelayState=state");
    folder.write("redirect", QStringLiteral("signed-request"),
                 'q' + test::queryOf(toSignedRedirectUrl(QUrl(QStringLiteral("https://login.example/saml2")), {.xml = request},
                                                         test::serviceProviderSigner().key)
                                         .value()));
    folder.write("redirect", QStringLiteral("logout-xml"), 'l' + test::goodAnswer().xml());
    folder.write("redirect", QStringLiteral("logout-xml-signed"), 'l' + test::enveloped(test::goodAnswer()).xml());
    folder.write("redirect", QStringLiteral("logout-answer"), 'q' + test::unsignedQuery(test::goodAnswer()));
    folder.write("redirect", QStringLiteral("logout-answer-signed"), 'q' + test::signedQuery(test::goodAnswer()));
    folder.write("redirect", QStringLiteral("logout-request-signed"), 'q' + test::signedQuery(test::goodRequest()));
    folder.write("base64", QStringLiteral("deflated"), parameter);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        qFatal("usage: write_seeds FOLDER");
    repeatRandomness(1);
    const SeedFolder folder(QString::fromLocal8Bit(argv[1]));
    writeResponses(folder);
    writeMetadata(folder);
    writeRedirects(folder);
    return 0;
}
