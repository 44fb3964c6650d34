// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/protection_of.h"

#include <QXmlStreamReader>

namespace usher::test {

namespace {

/// `http://www.w3.org/2001/04/xmlenc#aes128-cbc` → `aes128-cbc`
QByteArray shortName(const QString &algorithm)
{
    return algorithm.section(u'#', -1).toUtf8();
}

struct OpenElement
{
    QString name;
    QString id;
};

class Reading
{
public:
    explicit Reading(const QByteArray &xml) : m_reader(xml) {}

    QByteArrayList lines()
    {
        while (!m_reader.atEnd()) {
            const auto token = m_reader.readNext();
            if (token == QXmlStreamReader::StartElement)
                enter();
            else if (token == QXmlStreamReader::EndElement)
                m_open.removeLast();
        }
        return m_reader.hasError() ? QByteArrayList{m_reader.errorString().toUtf8()} : m_lines;
    }

private:
    void enter()
    {
        const QString name = m_reader.name().toString();
        const QByteArray algorithm = shortName(attribute("Algorithm"));
        if (name == u"SignatureMethod") // Signature, SignedInfo
            m_lines += above(2).name.toUtf8() + ": " + algorithm;
        else if (name == u"Reference")
            m_reference = attribute("URI");
        else if (name == u"DigestMethod" && above(0).name == u"Reference") // of Signature, SignedInfo, Reference
            m_lines.last() += ", " + algorithm + (m_reference == u'#' + above(3).id ? "" : ", of another element");
        else if (name == u"EncryptionMethod" && above(0).name == u"EncryptedData")
            m_lines += above(1).name.toUtf8() + ": " + algorithm;
        else if (name == u"EncryptionMethod" && above(0).name == u"EncryptedKey")
            m_lines.last() += ", " + algorithm;
        m_open.append({name, attribute("ID")});
    }

    [[nodiscard]] QString attribute(const char *name) const { return m_reader.attributes().value(QLatin1String(name)).toString(); }
    /// The element that many levels above the parent of the one being entered.
    [[nodiscard]] OpenElement above(qsizetype levels) const { return m_open.value(m_open.size() - 1 - levels); }

    QXmlStreamReader m_reader;
    QList<OpenElement> m_open;
    QString m_reference;
    QByteArrayList m_lines;
};

} // namespace

QByteArrayList protectionOf(const QByteArray &xml)
{
    return Reading(xml).lines();
}

} // namespace usher::test
