// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"

#include <QTest>

using namespace usher;
using namespace usher::xml;

namespace {

constexpr auto saml = "urn:oasis:names:tc:SAML:2.0:assertion";

/// A root that declares what the samples use.
QByteArray inRoot(const QByteArray &content)
{
    return R"(<r xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:o="urn:other">)" + content + "</r>";
}

QByteArray utf16(const QString &text)
{
    return "\xFF\xFE" + QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}

QByteArray nested(int count)
{
    return QByteArray("<a>").repeated(count) + QByteArray("</a>").repeated(count);
}

QByteArray namespaces(int from, int count)
{
    QByteArray declarations;
    for (int i = from; i < from + count; ++i)
        declarations += " xmlns:n" + QByteArray::number(i) + "=\"urn:n" + QByteArray::number(i) + '"';
    return declarations;
}

QByteArray attributes(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += " a" + QByteArray::number(i) + "='" + QByteArray::number(i) + '\'';
    return text;
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsElementsByNamespaceAndName()
    {
        const auto document = Document::parse(inRoot("<saml:A/><o:A/><saml:B><saml:A/></saml:B>"));
        QVERIFY(document.has_value());
        const Element root = document->root();
        QCOMPARE(root.localName(), QStringLiteral("r"));
        QCOMPARE(root.namespaceUri(), QString());
        QVERIFY(!root.parent());
        QCOMPARE(root.children().size(), 3u);
        QCOMPARE(root.children(saml, "A").size(), 1u);
        QCOMPARE(root.descendants(saml, "A").size(), 2u);
        QVERIFY(root.onlyChild(saml, "B")->onlyChild(saml, "A"));
        QCOMPARE(root.onlyChild(saml, "B")->parent(), root);
        QVERIFY(!root.is(saml, "r"));
    }

    void findsNoOnlyChildAmongTwo()
    {
        const auto document = Document::parse(inRoot("<saml:A/><saml:A/>"));
        QVERIFY(document.has_value());
        QVERIFY(!document->root().onlyChild(saml, "A"));
        QVERIFY(!document->root().onlyChild(saml, "B"));
    }

    void staysBelowTheElementWhenItLooksForDescendants()
    {
        const auto document = Document::parse(inRoot("<saml:B><saml:B/></saml:B><saml:A/>"));
        QVERIFY(document.has_value());
        QVERIFY(document->root().children().front().descendants(saml, "A").empty());
        QCOMPARE(document->root().children().front().descendants(saml, "B").size(), 1u);
    }

    void answersWithTheAttributeThatHasNoNamespace()
    {
        const auto document = Document::parse(inRoot(R"(<saml:A o:ID="evil" ID="good"/><saml:A o:ID="evil"/>)"));
        QVERIFY(document.has_value());
        const std::vector<Element> found = document->root().children();
        QCOMPARE(found[0].attribute("ID"), QStringLiteral("good"));
        QVERIFY(!found[1].attribute("ID"));
        QCOMPARE(found[1].attribute("urn:other", "ID"), QStringLiteral("evil"));
    }

    void neverCutsATextShort()
    {
        const auto document = Document::parse(inRoot("<saml:A>admin@x<!-- -->.evil<![CDATA[ &c]]> &amp;&#228;</saml:A>"));
        QVERIFY(document.has_value());
        QCOMPARE(document->root().children().front().text(), QStringLiteral("admin@x.evil &c &\u00e4"));
    }

    void saysWhereAnElementStands()
    {
        const auto document = Document::parse(inRoot("<saml:A/>\n<saml:A><o:B/></saml:A><C/>"));
        QVERIFY(document.has_value());
        const std::vector<Element> found = document->root().children();
        QCOMPARE(found[1].children().front().path(), QStringLiteral("/r/saml:A[2]/o:B"));
        QCOMPARE(found[2].path(), QStringLiteral("/r/C"));
        const auto alike = Document::parse("<r><x:a xmlns:x='urn:x'/><y:a xmlns:y='urn:y'/></r>");
        QVERIFY(alike.has_value());
        QCOMPARE(alike->root().children()[1].path(), QStringLiteral("/r/y:a"));
        QCOMPARE(found[0].line(), 1);
        QCOMPARE(found[1].line(), 2);
    }

    void acceptsWhatRealDocumentsAreLike_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("declaration") << QByteArray("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<a/>\r\n");
        QTest::newRow("declaration without encoding") << QByteArray("<?xml version='1.0'?><a/>");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF<?xml version=\"1.0\" encoding='UTF-8'?><a/>");
        QTest::newRow("comment in metadata") << QByteArray("<!-- here --><a><!-- <b c='d' --></a><!-- there -->");
        QTest::newRow("> in an attribute") << QByteArray("<a b='>'><c d=\"/>'\"/></a>");
        QTest::newRow("angle brackets in CDATA") << QByteArray("<a><![CDATA[<b><c><!DOCTYPE]]></a>");
        QTest::newRow("no default namespace") << QByteArray("<a xmlns='urn:a'><b xmlns=''/></a>");
        QTest::newRow("as deep as allowed") << nested(Limits().depth);
        QTest::newRow("as many attributes as allowed") << "<a" + attributes(Limits().attributesPerElement) + "/>";
        QTest::newRow("two declarations a value, 1000 values")
            << "<a>" + ("<v" + namespaces(0, 2) + ">1</v>").repeated(1000) + "</a>";
    }

    void acceptsWhatRealDocumentsAreLike()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(Document::parse(bytes).has_value());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");

        const auto row = [](const char *name, const QByteArray &bytes, ErrorCode code) { QTest::newRow(name) << bytes << code; };
        row("nothing", {}, ErrorCode::InputEmpty);
        row("white space", " \n ", ErrorCode::XmlMalformed);
        row("a sentence", "hello", ErrorCode::XmlMalformed);
        row("a web page", "<html><br><p>Sign in</html>", ErrorCode::XmlMalformed);
        row("unclosed", "<a><b></b>", ErrorCode::XmlMalformed);
        row("crossed", "<a><b></a></b>", ErrorCode::XmlMalformed);
        row("too many end tags", "</a></a>", ErrorCode::XmlMalformed);
        row("two roots", "<a/><a/>", ErrorCode::XmlMalformed);
        row("text behind the root", "<a/>x", ErrorCode::XmlMalformed);
        row("doubled attribute", "<a b='1' b='2'/>", ErrorCode::XmlMalformed);
        row("doubled attribute by namespace", "<a xmlns:x='urn:a' xmlns:y='urn:a' x:b='1' y:b='2'/>", ErrorCode::XmlMalformed);
        row("attribute without quotes", "<a b=1/>", ErrorCode::XmlMalformed);
        row("declaration that never ends", "<?xml version='1.0' <a/>", ErrorCode::XmlMalformed);
        row("attribute that never ends", "<a b='", ErrorCode::XmlMalformed);
        row("tag that never ends", "<a b='c' ", ErrorCode::XmlMalformed);
        row("comment that never ends", "<a><!-- ", ErrorCode::XmlMalformed);
        row("prefix nobody declared", "<x:a/>", ErrorCode::XmlMalformed);
        row("xml prefix rebound", "<a xmlns:xml='urn:x'/>", ErrorCode::XmlMalformed);
        row("undeclared entity", "<a>&who;</a>", ErrorCode::XmlMalformed);
        row("undeclared entity in an attribute", "<a ID='&who;'/>", ErrorCode::XmlMalformed);
        row("character that XML forbids", "<a>\x01</a>", ErrorCode::XmlMalformed);
        row("forbidden character reference", "<a>&#0;</a>", ErrorCode::XmlMalformed);
        row("NUL", QByteArray("<a>b\0c</a>", 10), ErrorCode::XmlMalformed);
        row("NUL at the end", QByteArray("<a/>\0", 5), ErrorCode::XmlMalformed);
        row("truncated UTF-8", "<a>\xC3</a>", ErrorCode::XmlMalformed);
        row("overlong UTF-8", "<a>\xC0\xAF</a>", ErrorCode::XmlMalformed);
        row("UTF-8 surrogate", "<a>\xED\xA0\x80</a>", ErrorCode::XmlMalformed);
        row("UTF-16", utf16(QStringLiteral("<a/>")), ErrorCode::XmlMalformed);
        row("UTF-16, declared", utf16(QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>")), ErrorCode::XmlMalformed);
        row("says that it is UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a/>", ErrorCode::XmlMalformed);
        row("says that it is UTF-7", "<?xml version='1.0' encoding='UTF-7'?><a>+ADw-</a>", ErrorCode::XmlMalformed);
        row("says that it is Latin-1", "<?xml version='1.0' encoding = \"ISO-8859-1\"?><a/>", ErrorCode::XmlMalformed);
        row("xmlns that is no URI", "<a xmlns='http://[x'/>", ErrorCode::XmlMalformed);

        row("DOCTYPE", "<!DOCTYPE a><a/>", ErrorCode::XmlDoctype);
        row("DOCTYPE behind a comment", "<?xml version='1.0'?><!-- --><!DOCTYPE a []><a/>", ErrorCode::XmlDoctype);
        row("external DTD", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>", ErrorCode::XmlDoctype);
        row("external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>", ErrorCode::XmlDoctype);
        row("parameter entity", "<!DOCTYPE a [<!ENTITY % e SYSTEM 'file:///etc/hostname'> %e;]><a/>", ErrorCode::XmlDoctype);
        row("ID through a DTD", "<!DOCTYPE a [<!ATTLIST b c ID #IMPLIED>]><a><b c='x'/></a>", ErrorCode::XmlDoctype);
        row("billion laughs", billionLaughs(), ErrorCode::XmlDoctype);

        row("too large", QByteArray(Limits().bytes + 1, ' '), ErrorCode::InputTooLarge);
        row("one too deep", nested(Limits().depth + 1), ErrorCode::XmlTooDeep);
        row("180,000 deep, never closed", QByteArray("<a>").repeated(180'000), ErrorCode::XmlTooDeep);
        row("one attribute too many", "<a" + attributes(Limits().attributesPerElement + 1) + "/>", ErrorCode::XmlLimitExceeded);
        row("60,000 attributes", "<a" + attributes(60'000) + "/>", ErrorCode::XmlLimitExceeded);
        row("60,000 attributes, never closed", "<a" + attributes(60'000), ErrorCode::XmlLimitExceeded);
        row("16,000 attributes", "<a>" + ("<b" + attributes(8) + "/>").repeated(2000) + "</a>", ErrorCode::XmlLimitExceeded);
        row("200,000 elements", "<a>" + QByteArray("<b/>").repeated(200'000) + "</a>", ErrorCode::XmlLimitExceeded);
        row("20,000 namespaces for 2,000 elements", "<a" + namespaces(0, 20'000) + '>' + QByteArray("<b/>").repeated(2000) + "</a>",
            ErrorCode::XmlLimitExceeded);
        row("namespaces declared two by two", "<a>" + manyDeclarations() + "</a>", ErrorCode::XmlLimitExceeded);
        row("namespaces that add up in depth", "<a" + namespaces(0, 20) + "><b" + namespaces(20, 20) + "/></a>",
            ErrorCode::XmlLimitExceeded);
        row("tabs and line ends between them",
            "<a" + namespaces(0, 20).replace(" ", "\t") + "><b" + namespaces(20, 20).replace(" ", "\r") + "/></a>",
            ErrorCode::XmlLimitExceeded);
        row("single quotes around them",
            "<a" + namespaces(0, 20).replace('"', '\'') + "><b" + namespaces(20, 20).replace('"', '\'') + "/></a>",
            ErrorCode::XmlLimitExceeded);
        row("spaces around =", "<a" + namespaces(0, 20).replace("=", " \n= ") + "><b" + namespaces(20, 20) + "/></a>",
            ErrorCode::XmlLimitExceeded);
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const auto document = Document::parse(bytes);
        QVERIFY(!document.has_value());
        QCOMPARE(document.error().code, code);
    }

    void doesNotMistakeTextForTags()
    {
        // Each of these would be over a limit if comments, CDATA sections or values were counted as markup.
        const QByteArray tags = QByteArray("<b>").repeated(1000);
        QVERIFY(Document::parse("<a><!--" + tags + "--></a>").has_value());
        QVERIFY(Document::parse("<a><![CDATA[" + tags + "]]></a>").has_value());
        QVERIFY(Document::parse("<a><?p " + tags + "?></a>").has_value());
        QVERIFY(Document::parse("<a b='" + QByteArray(">").repeated(1000) + "'/>").has_value());
        QVERIFY(Document::parse("<a>" + QByteArray("\"'=").repeated(1000) + "</a>").has_value());
    }

    void saysWhereItStoppedReading()
    {
        const auto malformed = Document::parse("<a>\n<b></a>");
        QCOMPARE(malformed.error().subject.section(u':', 0, 0), QStringLiteral("2"));
        const auto tooMany = Document::parse("<a>\n <b" + attributes(100) + "/></a>");
        QCOMPARE(tooMany.error().subject, QStringLiteral("2:2"));
    }

    void keepsTheContentOutOfItsErrors()
    {
        const auto malformed = Document::parse("<a><secret></a>");
        QVERIFY(!malformed.error().detail.contains(u"secret"));
        QVERIFY(!malformed.error().subject.contains(u"secret"));
    }

    void allowsMetadataMore()
    {
        const QByteArray federation = "<a>" + QByteArray("<b xmlns='urn:b'><c/></b>").repeated(30'000) + "</a>";
        QCOMPARE(Document::parse(federation).error().code, ErrorCode::XmlLimitExceeded);
        QVERIFY(Document::parse(federation, Limits::forMetadata()).has_value());
    }

    void countsLinesBeyondSixteenBits()
    {
        const auto document = Document::parse("<a>" + QByteArray(70'000, '\n') + "<b/></a>");
        QVERIFY(document.has_value());
        QCOMPARE(document->root().children().front().line(), 70'001);
    }

private:
    static QByteArray billionLaughs()
    {
        QByteArray entities = "<!ENTITY l0 'ha'>";
        for (int i = 1; i < 10; ++i) {
            const QByteArray previous = "&l" + QByteArray::number(i - 1) + ';';
            entities += "<!ENTITY l" + QByteArray::number(i) + " '" + previous.repeated(10) + "'>";
        }
        return "<!DOCTYPE a [" + entities + "]><a>&l9;</a>";
    }

    static QByteArray manyDeclarations()
    {
        QByteArray elements;
        for (int i = 0; i <= Limits().namespaceDeclarations; i += 2)
            elements += "<b" + namespaces(i, 2) + "/>";
        return elements;
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "test_document.moc"
