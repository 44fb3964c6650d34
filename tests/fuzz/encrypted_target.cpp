// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/envelope.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/stages.h"
#include "tests/fuzz/target.h"
#include "tests/kit/response_text.h"

/// The first octet says what the rest is. Random octets never decrypt, so that all but the first kind are encrypted here, for the
/// right key.
///   d  a whole document
///   c  the plain text of an EncryptedAssertion, AES-CBC, in a response that nobody signed
///   g  the same, AES-GCM
///   r  the same, AES-CBC, in a response that successorSigner() signed
///   n  the plain text of an EncryptedID, in an assertion that successorSigner() signed
namespace usher::fuzz {

namespace {

using test::ResponseText;
using test::Sign;
using xml::EncryptionAlgorithm;

QByteArray sealed(const char *wrapper, const QByteArray &plain, EncryptionAlgorithm algorithm)
{
    return attacks::write(attacks::envelope(
        plain, {.wrapper = wrapper, .cipher = algorithm, .recipient = test::serviceProviderSigner().certificate}));
}

QByteArray aroundAssertion(const QByteArray &plain, EncryptionAlgorithm algorithm, Sign what)
{
    static const ResponseText frame =
        ResponseText::entra().with(ResponseText::entra().part("<Assertion ", "</Assertion>"), "<sealed/>");
    const ResponseText response = frame.with("<sealed/>", sealed("EncryptedAssertion", plain, algorithm));
    return what == Sign::Response ? response.signedBy(test::successorSigner(), Sign::Response).xml() : response.xml();
}

QByteArray aroundName(const QByteArray &plain)
{
    static const ResponseText frame = ResponseText::entra().with(ResponseText::entra().part("<NameID ", "</NameID>"), "<sealed/>");
    return frame.with("<sealed/>", sealed("EncryptedID", plain, EncryptionAlgorithm::Aes256Cbc))
        .signedBy(test::successorSigner(), Sign::Assertion)
        .xml();
}

/// A document, and the plain assertion in it where another parser can read it.
struct Framed
{
    QByteArray document;
    QByteArray plainAssertion;
};

Framed frame(char kind, const QByteArray &rest)
{
    switch (kind) {
    case 'c':
        return {aroundAssertion(rest, EncryptionAlgorithm::Aes256Cbc, Sign::Nothing), rest};
    case 'g':
        return {aroundAssertion(rest, EncryptionAlgorithm::Aes256Gcm, Sign::Nothing), rest};
    case 'r':
        return {aroundAssertion(rest, EncryptionAlgorithm::Aes256Cbc, Sign::Response), rest};
    case 'n':
        return {aroundName(rest), ResponseText::entra().with(ResponseText::entra().part("<NameID ", "</NameID>"), rest).xml()};
    default:
        return {rest, {}};
    }
}

Outcome run(const QByteArray &input)
{
    if (input.size() < 2)
        return {};
    const Framed framed = frame(input.front(), input.sliced(1));
    const Judgement judgement = judgeNow(UnverifiedResponse::fromXml(framed.document));
    const bool isDecrypted = passed(judgement, CheckName::Encryption);
    return {reachedOf({passed(judgement, CheckName::Parse), isDecrypted, isShaped(judgement),
                       passed(judgement, CheckName::Signature), judgement.accepted()}),
            complaintAbout(judgement, isDecrypted ? framed.plainAssertion : QByteArray())};
}

} // namespace

Target encryptedTarget()
{
    return {"encrypted", {"parse", "decrypt", "shape", "verify", "accepted"}, run};
}

} // namespace usher::fuzz
