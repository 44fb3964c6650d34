// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"
#include "core/xml/encryption.h"
#include "core/xml/signature.h"
#include "sample_response.h"

#include <openssl/err.h>

#include <QTemporaryFile>
#include <QTest>

#include <atomic>
#include <thread>
#include <unistd.h>

using namespace usher;
using namespace usher::xml;

namespace {

constexpr auto saml = "urn:oasis:names:tc:SAML:2.0:assertion";

/// Sends what is written to standard output and standard error to a file for as long as it lives.
class Captured
{
public:
    explicit Captured(const QTemporaryFile &file)
    {
        for (size_t i = 0; i < m_saved.size(); ++i) {
            m_saved[i] = ::dup(int(i) + STDOUT_FILENO);
            ::dup2(file.handle(), int(i) + STDOUT_FILENO);
        }
    }
    ~Captured()
    {
        for (size_t i = 0; i < m_saved.size(); ++i) {
            ::dup2(m_saved[i], int(i) + STDOUT_FILENO);
            ::close(m_saved[i]);
        }
    }
    Captured(const Captured &) = delete;
    Captured &operator=(const Captured &) = delete;

private:
    std::array<int, 2> m_saved{};
};

} // namespace

/// What the libraries under core/xml do to the rest of the process: nothing.
class TestXmlSilence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (std::optional<test::Provider> *pair : {&m_provider, &m_other}) {
            const auto made = test::Provider::make();
            QVERIFY(made.has_value());
            *pair = *made;
        }
        const auto signedResponse = signElement(test::unsignedResponse(), m_provider->order(test::assertionId));
        QVERIFY(signedResponse.has_value());
        m_signed = *signedResponse;
        const auto encrypted =
            encryptElement(m_signed, QString::fromLatin1(test::assertionId), QStringLiteral("EncryptedAssertion"),
                           m_provider->certificate, EncryptionAlgorithm::Aes256Gcm);
        QVERIFY(encrypted.has_value());
        m_encrypted = *encrypted;
    }

    void printsNothingAndLeavesNoErrorBehind()
    {
        QTemporaryFile output;
        QVERIFY(output.open());
        bool refusedAll = false;
        {
            const Captured captured(output);
            refusedAll =
                !Document::parse("<a><b></a>") && !Document::parse("<!DOCTYPE a><a/>") &&
                Document::parse("<a xmlns='relative'/>").has_value() && !verifies(m_signed, m_other->certificate) &&
                !verifies(QByteArray(m_signed).replace("Ada", "Eve"), m_provider->certificate) &&
                !verifies(QByteArray(m_signed).replace("<SignatureValue>", "<SignatureValue>?"), m_provider->certificate) &&
                !decrypts(m_encrypted, m_other->key);
            ::fflush(nullptr);
        }
        QVERIFY(refusedAll);
        QCOMPARE(ERR_peek_error(), 0ul);
        output.seek(0);
        QCOMPARE(output.readAll(), QByteArray());
    }

    void judgesManyDocumentsAtOnce()
    {
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([this, &wrong] {
                    for (int round = 0; round < 25; ++round) {
                        wrong += verifies(m_signed, m_provider->certificate) ? 0 : 1;
                        wrong += verifies(QByteArray(m_signed).replace("Ada", "Eve"), m_provider->certificate) ? 1 : 0;
                        wrong += verifies(m_signed, m_other->certificate) ? 1 : 0;
                        wrong += decrypts(m_encrypted, m_provider->key) ? 0 : 1;
                        wrong += Document::parse("<a><b></a>") ? 1 : 0;
                    }
                });
            }
        }
        QCOMPARE(wrong.load(), 0);
    }

private:
    static bool verifies(const QByteArray &bytes, const Certificate &certificate)
    {
        const auto document = Document::parse(bytes);
        const std::vector<Certificate> trusted{certificate};
        return document && verifySignature(*document, *document->root().onlyChild(saml, "Assertion"), trusted, {}).has_value();
    }

    static bool decrypts(const QByteArray &bytes, const PrivateKey &key)
    {
        const auto document = Document::parse(bytes);
        const std::vector<PrivateKey> keys{key};
        return document && decryptElement(*document->root().onlyChild(saml, "EncryptedAssertion"), keys).has_value();
    }

    std::optional<test::Provider> m_provider;
    std::optional<test::Provider> m_other;
    QByteArray m_signed;
    QByteArray m_encrypted;
};

QTEST_APPLESS_MAIN(TestXmlSilence)
#include "test_xml_silence.moc"
