// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/signature.h"
#include "core/xml/encryption.h"
#include "core/xml/signature.h"
#include "sample_response.h"

#include <QTest>

#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <utility>

using namespace usher;
using namespace usher::xml;

namespace {

/// A heap, one allocation of which can be made to fail.
template<typename Library>
struct Heap
{
    static inline int before = -1; ///< allocations until the one that fails; negative: none does

    static bool fails() { return before >= 0 && before-- == 0; }
    static void *take(std::size_t size) { return fails() ? nullptr : std::malloc(size); }
    static void *resize(void *memory, std::size_t size) { return fails() ? nullptr : std::realloc(memory, size); }
    static char *copy(const char *text) { return fails() ? nullptr : strdup(text); }
};

/// libxml2's, which xmlsec uses too. libxml2's parser reads freed memory when it runs out of it (2.9.14), so nothing is parsed
/// while this one fails.
using LibxmlHeap = Heap<struct Libxml>;
using OpensslHeap = Heap<struct Openssl>;

void *takeForOpenssl(std::size_t size, const char *, int)
{
    return OpensslHeap::take(size);
}

void *resizeForOpenssl(void *memory, std::size_t size, const char *, int)
{
    if (size != 0)
        return OpensslHeap::resize(memory, size);
    std::free(memory);
    return nullptr;
}

void releaseForOpenssl(void *memory, const char *, int)
{
    std::free(memory);
}

/// OpenSSL takes another heap only before it has used its own.
const bool opensslFollows = CRYPTO_set_mem_functions(takeForOpenssl, resizeForOpenssl, releaseForOpenssl) == 1;
const bool libxmlFollows = xmlMemSetup(std::free, LibxmlHeap::take, LibxmlHeap::resize, LibxmlHeap::copy) == 0;

void sayNothing(void *, const char *, ...) {}

using Work = std::function<Result<QByteArray>()>;
using Countdown = int *; ///< of the heap that fails

/// How many allocations \p work makes.
int allocationsOf(const Work &work, Countdown countdown)
{
    constexpr int many = std::numeric_limits<int>::max();
    *countdown = many;
    const Result<QByteArray> answer = work();
    return many - std::exchange(*countdown, -1);
}

/// Runs \p work with its first allocation failing, then with the second, and so on; less densely later, but for the last.
/// \return every answer
std::vector<Result<QByteArray>> answersOf(const Work &work, Countdown countdown)
{
    constexpr int last = 200;
    const int all = allocationsOf(work, countdown);
    std::vector<Result<QByteArray>> answers;
    for (int failing = 0; failing < all; failing += failing < all - last ? 1 + failing / 300 : 1) {
        *countdown = failing;
        answers.push_back(work());
        *countdown = -1;
    }
    return answers;
}

int errorsIn(const std::vector<Result<QByteArray>> &answers)
{
    return int(std::ranges::count_if(answers, [](const Result<QByteArray> &answer) { return !answer.has_value(); }));
}

} // namespace

// What libraries forget when memory ends is theirs.
extern "C" const char *__lsan_default_suppressions();
extern "C" const char *__lsan_default_suppressions()
{
    return "leak:libxml2\nleak:libxmlsec1\nleak:libcrypto\n";
}

/// A library that can't go on must end in an error, never in another answer (threat 22).
class TestScarceMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(opensslFollows);
        QVERIFY(libxmlFollows);
        xmlSetGenericErrorFunc(nullptr, sayNothing); // its lists complain aloud
        m_provider = *test::Provider::make();
        m_signedBytes = *sign();
        m_signed = *Document::parse(m_signedBytes);
        m_encrypted = *Document::parse(*encrypt());
    }

    void endsInAnErrorOrTheRightAnswer_data()
    {
        QTest::addColumn<Work>("work");
        QTest::addColumn<Countdown>("countdown");
        const Work verifying = [this] { return verified(); };
        const Work decrypting = [this] { return decrypted(*m_encrypted); };
        QTest::newRow("signing") << Work([this] { return sign(); }) << &OpensslHeap::before;
        QTest::newRow("verifying, OpenSSL") << verifying << &OpensslHeap::before;
        QTest::newRow("verifying, xmlsec") << verifying << &LibxmlHeap::before;
        QTest::newRow("decrypting, OpenSSL") << decrypting << &OpensslHeap::before;
        QTest::newRow("decrypting, xmlsec") << decrypting << &LibxmlHeap::before;
        QTest::newRow("signing octets") << Work([this] { return signOctets("octets", m_provider->key, SignatureDigest::Sha256); })
                                        << &OpensslHeap::before;
        const Work checking = [this, signature = *signOctets("octets", m_provider->key, SignatureDigest::Sha256)] {
            const SignatureMatch match = checkSignature("octets", signature, m_provider->certificate, SignatureDigest::Sha256);
            return match == SignatureMatch::Matches ? Result<QByteArray>("matches") : fail(ErrorCode::SignatureInvalid);
        };
        QTest::newRow("checking octets") << checking << &OpensslHeap::before;
        QTest::newRow("reading a certificate") << Work([this]() -> Result<QByteArray> {
            USHER_TRY(const Certificate certificate, Certificate::fromDer(m_provider->certificate.der()));
            return certificate.publicKey();
        }) << &OpensslHeap::before;
        QTest::newRow("reading a key") << Work([pem = m_provider->key.toPem().view().toByteArray()]() -> Result<QByteArray> {
            USHER_TRY(const PrivateKey key, PrivateKey::fromPem(pem));
            return key.pkcs8().toByteArray();
        }) << &OpensslHeap::before;
    }

    void endsInAnErrorOrTheRightAnswer()
    {
        QFETCH(const Work, work);
        QFETCH(const Countdown, countdown);
        const Result<QByteArray> expected = work();
        QVERIFY(expected.has_value());
        const std::vector<Result<QByteArray>> answers = answersOf(work, countdown);
        QVERIFY(errorsIn(answers) > 0);
        for (const Result<QByteArray> &answer : answers) {
            if (answer)
                QCOMPARE(*answer, *expected);
        }
    }

    void makesNoKeyWithoutMemory()
    {
        int errors = 0;
        for (int failing = 0; failing < 20; ++failing) { // making one takes long, and some thousand allocations
            OpensslHeap::before = failing;
            const auto key = PrivateKey::generateRsa(2048);
            OpensslHeap::before = -1;
            errors += key ? 0 : 1;
        }
        QVERIFY(errors > 0);
    }

    /// From reading the key to where it signs: OpenSSL 3.0 frees what it never took when memory ends while it signs a certificate.
    void fillsInNoCertificateWithoutMemory()
    {
        const int reading = allocationsOf(
            [this]() -> Result<QByteArray> {
                USHER_TRY(const PrivateKey key, PrivateKey::fromPkcs8(SecretBytes(m_provider->key.pkcs8())));
                return key.pkcs8().toByteArray();
            },
            &OpensslHeap::before);
        int errors = 0;
        for (int failing = reading; failing < reading + allocationsOfFillingIn; ++failing) {
            OpensslHeap::before = failing;
            const auto provider = test::Provider::withKey(m_provider->key);
            OpensslHeap::before = -1;
            errors += provider ? 0 : 1;
            if (provider)
                QCOMPARE(provider->certificate, m_provider->certificate);
        }
        QVERIFY(errors > 0);
    }

    void encryptsWhatDecryptsOrNothing()
    {
        const Result<QByteArray> plain = decrypted(*m_encrypted);
        const std::vector<Result<QByteArray>> answers = answersOf([this] { return encrypt(); }, &OpensslHeap::before);
        QVERIFY(errorsIn(answers) > 0);
        for (const Result<QByteArray> &answer : answers) {
            if (answer)
                QCOMPARE(decrypted(*Document::parse(*answer)), plain);
        }
    }

private:
    [[nodiscard]] Result<QByteArray> sign() const
    {
        return signElement(test::unsignedResponse(), m_provider->order(test::assertionId));
    }

    [[nodiscard]] Result<QByteArray> encrypt() const
    {
        return encryptElement(m_signedBytes, QString::fromLatin1(test::assertionId), QStringLiteral("EncryptedAssertion"),
                              m_provider->certificate, EncryptionAlgorithm::Aes256Cbc);
    }

    [[nodiscard]] Result<QByteArray> verified() const
    {
        const Element assertion = m_signed->root().children(assertionNamespace, "Assertion").front();
        USHER_TRY(const SignedOctets covered, verifySignature(*m_signed, assertion, std::array{m_provider->certificate}, {}));
        return covered.octets;
    }

    [[nodiscard]] Result<QByteArray> decrypted(const Document &document) const
    {
        return decryptElement(document.root().children(assertionNamespace, "EncryptedAssertion").front(),
                              std::array{m_provider->key});
    }

    static constexpr int allocationsOfFillingIn = 80;
    static constexpr auto assertionNamespace = "urn:oasis:names:tc:SAML:2.0:assertion";

    std::optional<test::Provider> m_provider;
    QByteArray m_signedBytes;
    std::optional<Document> m_signed;
    std::optional<Document> m_encrypted;
};

QTEST_APPLESS_MAIN(TestScarceMemory)
#include "test_scarce_memory.moc"
