// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/input.h"

#include "tests/kit/assertions.h"

#include <QTest>
#include <QUrl>

using namespace usher;
using Encoding = UnverifiedResponse::Encoding;

namespace {

QByteArray wrapped(const QByteArray &base64, const QByteArray &lineEnd)
{
    QByteArray lines;
    for (qsizetype at = 0; at < base64.size(); at += 76)
        lines += base64.mid(at, 76) + lineEnd;
    return lines;
}

} // namespace

class TestInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_xml = m_world.response(m_world.order(sandbox::people().front()));
        m_base64 = m_xml.toBase64();
        QVERIFY(m_base64.contains('+')); // else the rows about plus signs prove nothing
    }

    void readsTheSameResponseFromEveryForm_data()
    {
        QTest::addColumn<QByteArray>("input");
        const QByteArray encoded = m_base64.toPercentEncoding();
        QTest::newRow("XML") << m_xml;
        QTest::newRow("XML with a byte order mark") << QByteArray("\xef\xbb\xbf") + m_xml;
        QTest::newRow("XML and a line end") << m_xml + "\r\n";
        QTest::newRow("base64") << m_base64;
        QTest::newRow("base64 and a line end") << m_base64 + '\n';
        QTest::newRow("base64, wrapped") << wrapped(m_base64, "\n");
        QTest::newRow("base64, wrapped with CR LF") << wrapped(m_base64, "\r\n");
        QTest::newRow("base64 of XML after a line end") << QByteArray("\n" + m_xml).toBase64();
        QTest::newRow("URL-encoded base64") << encoded;
        QTest::newRow("URL-encoded base64 of wrapped lines") << wrapped(m_base64, "\r\n").toPercentEncoding();
        QTest::newRow("a form body") << "SAMLResponse=" + encoded;
        QTest::newRow("a form body with RelayState behind") << "SAMLResponse=" + encoded + "&RelayState=a%3Db";
        QTest::newRow("a form body with RelayState in front") << "RelayState=x&SAMLResponse=" + encoded + '\n';
        QTest::newRow("a form body with spaces as plus signs")
            << "SAMLResponse=" + wrapped(m_base64, " ").toPercentEncoding().replace("%20", "+");
        QTest::newRow("a form body that was never encoded") << "SAMLResponse=" + m_base64 + "&RelayState=x";
    }

    void readsTheSameResponseFromEveryForm()
    {
        QFETCH(QByteArray, input);
        const auto response = recogniseResponse(input);
        QVERIFY(response);
        const auto xml = decodeResponse(*response, maximumDocumentBytes);
        QVERIFY(xml);
        QVERIFY(xml->contains(m_xml));
        QVERIFY(xml->size() <= m_xml.size() + 3);
    }

    void handsDamagedResponsesToTheJudge_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("encoding");
        QTest::newRow("base64 that was cut off") << m_base64.chopped(3) << int(Encoding::Base64);
        QTest::newRow("base64 with junk in it") << QByteArray(m_base64).insert(20, '!') << int(Encoding::Base64);
        QTest::newRow("URL-safe base64") << m_xml.toBase64(QByteArray::Base64UrlEncoding) << int(Encoding::Base64);
        QTest::newRow("two blobs") << m_base64 + m_base64 << int(Encoding::Base64);
        QTest::newRow("XML that was cut off") << m_xml.chopped(20) << int(Encoding::Xml);
        QTest::newRow("XML with a DOCTYPE") << QByteArray("<!DOCTYPE htmlish><htmlish/>") << int(Encoding::Xml);
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe<\0a\0/\0>\0", 10) << int(Encoding::Xml);
        QTest::newRow("an empty form field") << QByteArray("SAMLResponse=&RelayState=x") << int(Encoding::Base64);
    }

    void handsDamagedResponsesToTheJudge()
    {
        QFETCH(QByteArray, input);
        QFETCH(int, encoding);
        const auto response = recogniseResponse(input);
        QVERIFY(response);
        QCOMPARE(int(response->encoding), encoding);
        QVERIFY(!judge(*response, m_world.trustPolicy(), ExpectedRequest::unknown(), m_world.clock.now()).accepted());
    }

    void refusesWhatIsNoResponse_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing") << QByteArray() << int(ErrorCode::InputEmpty);
        QTest::newRow("white space") << QByteArray(" \r\n\t") << int(ErrorCode::InputEmpty);
        QTest::newRow("prose") << QByteArray("Please read this file") << int(ErrorCode::InputUnrecognised);
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html><body>Sign in</body></html>")
                                    << int(ErrorCode::InputUnrecognised);
        QTest::newRow("a web page in capitals")
            << QByteArray("\xef\xbb\xbf\r\n<!doctype HTML>\n<HTML></HTML>") << int(ErrorCode::InputUnrecognised);
        QTest::newRow("a web page without a DOCTYPE") << QByteArray("<html lang='en'></html>") << int(ErrorCode::InputUnrecognised);
        QTest::newRow("an XHTML page") << QByteArray("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>")
                                       << int(ErrorCode::InputUnrecognised);
        QTest::newRow("an image") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << int(ErrorCode::InputUnrecognised);
        QTest::newRow("base64 of something else") << QByteArray("Hello, world").toBase64() << int(ErrorCode::InputUnrecognised);
        QTest::newRow("another form") << QByteArray("name=value&SAMLRequest=PHg%2BPC94Pg%3D%3D")
                                      << int(ErrorCode::InputUnrecognised);
        QTest::newRow("two responses in one form")
            << "SAMLResponse=" + m_base64.toPercentEncoding() + "&SAMLResponse=x" << int(ErrorCode::InputUnrecognised);
        QTest::newRow("too large") << '<' + QByteArray(maximumDocumentBytes, 'x') << int(ErrorCode::InputTooLarge);
    }

    void refusesWhatIsNoResponse()
    {
        QFETCH(QByteArray, input);
        QFETCH(int, code);
        const auto response = recogniseResponse(input);
        QVERIFY(!response);
        QCOMPARE(int(response.error().code), code);
    }

private:
    test::SandboxWorld m_world;
    QByteArray m_xml;
    QByteArray m_base64;
};

QTEST_APPLESS_MAIN(TestInput)
#include "test_input.moc"
