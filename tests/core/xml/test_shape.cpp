// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"
#include "sample_response.h"

#include <QTest>

using namespace usher;
using namespace usher::xml;

namespace {

Result<void> shapeOf(const QByteArray &bytes)
{
    USHER_TRY(const Document document, Document::parse(bytes));
    return checkShape(document);
}

} // namespace

class TestShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatProvidersSend_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("replacement");

        const auto row = [](const char *name, const QByteArray &find, const QByteArray &replacement) {
            QTest::newRow(name) << find << replacement;
        };
        row("Entra", "Ada", "Ada");
        row("an ID that begins with a digit", "_a1b2", "42-a1.b2");
        row("an ID with letters of other scripts", "_a1b2", "\xC3\xA4\xC3\xB6");
        row("escaped characters", "Ada", "A&amp;d&#97; &lt;&gt;");
        row("indentation", "<Subject>", "\n  <Subject>\n    ");
        row("a comment before the root", "<samlp:Response ", "<!-- hello --><samlp:Response ");
        row("a default namespace taken away", "<AttributeValue>", "<AttributeValue xmlns=''>");
        row("a retrieval method within", "<Subject>",
            "<ds:RetrievalMethod xmlns:ds='http://www.w3.org/2000/09/xmldsig#' URI='#k'/><Subject>");
        row("a scheme of letters, digits, plus, minus and dot", "<Subject>", "<Subject xmlns:r='x1+y-2.z:a'>");
        row("a name that only ends in id", "<Subject>", "<Subject xsd:paid='1' xmlns:xsd='urn:x'>");
    }

    void acceptsWhatProvidersSend()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, replacement);
        const auto shape = shapeOf(test::unsignedResponse().replace(find, replacement));
        QVERIFY(shape.has_value());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("replacement");
        QTest::addColumn<ErrorCode>("code");

        const auto row = [](const char *name, const QByteArray &find, const QByteArray &replacement, ErrorCode code) {
            QTest::newRow(name) << find << replacement << code;
        };
        row("comment in a NameID", "contoso.example<", "contoso.example<!-- -->.evil<", ErrorCode::XmlForbiddenNode);
        row("comment in an attribute value", ">Ada<", ">A<!---->da<", ErrorCode::XmlForbiddenNode);
        row("comment between elements", "<Subject>", "<!-- --><Subject>", ErrorCode::XmlForbiddenNode);
        row("processing instruction in a value", ">Ada<", ">A<?p?>da<", ErrorCode::XmlForbiddenNode);
        row("CDATA in a value", ">Ada<", ">A<![CDATA[d]]>a<", ErrorCode::XmlForbiddenNode);
        row("CDATA as a value", ">Ada<", "><![CDATA[Ada]]><", ErrorCode::XmlForbiddenNode);

        row("an ID twice", "\"_a1b2\"", "\"_r3c4\"", ErrorCode::XmlDuplicateId);
        row("an ID twice, in another spelling of ID", "<Subject>", "<Subject Id=\"_a1b2\">", ErrorCode::XmlDuplicateId);
        row("an ID twice, in lower case", "<Subject>", "<Subject id=\"_r3c4\">", ErrorCode::XmlDuplicateId);
        row("two IDs on one element", "ID=\"_a1b2\"", "ID=\"_a1b2\" Id=\"_other\"", ErrorCode::XmlDuplicateId);
        row("namespaced ID beside the ID", "ID=\"_r3c4\"", "ID=\"_r3c4\" samlp:ID=\"_x\"", ErrorCode::XmlNamespacedId);
        row("namespaced ID before the ID", "ID=\"_r3c4\"", "samlp:ID=\"_x\" ID=\"_r3c4\"", ErrorCode::XmlNamespacedId);
        row("xml:id", "<Subject>", "<Subject xml:id=\"_x\">", ErrorCode::XmlNamespacedId);
        row("xml:id that is no name", "<Subject>", "<Subject xml:id=\"1 2\">", ErrorCode::XmlNamespacedId);
        row("xml:id that is taken", "<Subject>", "<Subject xml:id=\"_x\"><a xml:id=\"_x\"/>", ErrorCode::XmlNamespacedId);
        row("empty ID", "\"_a1b2\"", "\"\"", ErrorCode::XmlMalformedId);
        row("quote in an ID", "\"_a1b2\"", "\"_a'b2\"", ErrorCode::XmlMalformedId);
        row("XPath in an ID", "\"_a1b2\"", "\"xpointer(/)\"", ErrorCode::XmlMalformedId);
        row("white space in an ID", "\"_a1b2\"", "\"_a1 b2\"", ErrorCode::XmlMalformedId);
        row("line break in an ID", "\"_a1b2\"", "\"_a1b2&#10;\"", ErrorCode::XmlMalformedId);

        row("relative namespace", "<Subject>", "<Subject xmlns:r='relative'>", ErrorCode::XmlRelativeNamespace);
        row("relative default namespace", "<AttributeValue>", "<AttributeValue xmlns='./a:b'>", ErrorCode::XmlRelativeNamespace);
        row("fragment as a namespace", "<Subject>", "<Subject xmlns:r='#a'>", ErrorCode::XmlRelativeNamespace);

        row("a namespace with a query before its colon", "<Subject>", "<Subject xmlns:r='a?b:c'>", ErrorCode::XmlRelativeNamespace);

        const QByteArray ds = " xmlns:ds='http://www.w3.org/2000/09/xmldsig#'";
        const QByteArray xenc = " xmlns:xenc='http://www.w3.org/2001/04/xmlenc#'";
        row("retrieval from a file", "<Subject>", "<ds:RetrievalMethod URI='file:///etc/hostname'" + ds + "/><Subject>",
            ErrorCode::XmlExternalReference);
        row("reference to a web address", "<Subject>", "<ds:Reference URI='http://127.0.0.1:9/'" + ds + "/><Subject>",
            ErrorCode::XmlExternalReference);
        row("reference to a relative file", "<Subject>", "<ds:Reference URI='x'" + ds + "/><Subject>",
            ErrorCode::XmlExternalReference);
        row("cipher reference", "<Subject>", "<xenc:CipherReference URI='#_a1b2'" + xenc + "/><Subject>",
            ErrorCode::XmlExternalReference);
        row("data reference to a file", "<Subject>", "<xenc:DataReference URI='file:a'" + xenc + "/><Subject>",
            ErrorCode::XmlExternalReference);
        row("key reference to a file", "<Subject>", "<xenc:KeyReference URI='file:a'" + xenc + "/><Subject>",
            ErrorCode::XmlExternalReference);
    }

    void refuses()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, replacement);
        QFETCH(ErrorCode, code);
        const QByteArray bytes = test::unsignedResponse();
        QVERIFY(bytes.contains(find));
        QVERIFY(shapeOf(bytes).has_value());
        const auto shape = shapeOf(QByteArray(bytes).replace(find, replacement));
        QVERIFY(!shape.has_value());
        QCOMPARE(shape.error().code, code);
    }

    void saysWhereTheFaultIs()
    {
        const auto shape = shapeOf(test::unsignedResponse().replace("ada@", "ada<!-- -->@"));
        QCOMPARE(shape.error().subject, QStringLiteral("/samlp:Response/Assertion/Subject/NameID"));
    }

    void finishesWithManyIds()
    {
        QByteArray elements;
        for (int i = 0; i < 5'900; ++i)
            elements += "<b ID='i" + QByteArray::number(i) + "'/>";
        QVERIFY(shapeOf("<a>" + elements + "</a>").has_value());
        QCOMPARE(shapeOf("<a>" + elements + "<b ID='i7'/></a>").error().code, ErrorCode::XmlDuplicateId);
    }
};

QTEST_APPLESS_MAIN(TestShape)
#include "test_shape.moc"
