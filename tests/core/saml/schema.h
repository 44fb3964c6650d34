// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

namespace usher::test {

/// What the OASIS schema has against \p xml, by xmllint of Debian's libxml2-utils and the schemas of opensaml-schemas; empty
/// where it is valid. Nothing is fetched.
/// \param schema  a file name, `saml-schema-metadata-2.0.xsd`
[[nodiscard]] inline QString schemaFaults(const QByteArray &xml, const char *schema)
{
    QProcess xmllint;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XML_CATALOG_FILES"), QStringLiteral(USHER_SOURCE_DIR "/tests/core/saml/schema_catalog.xml"));
    xmllint.setProcessEnvironment(environment);
    xmllint.start(QStringLiteral("xmllint"),
                  {QStringLiteral("--nonet"), QStringLiteral("--noout"), QStringLiteral("--schema"),
                   QStringLiteral("/usr/share/xml/opensaml/%1").arg(QLatin1String(schema)), QStringLiteral("-")});
    xmllint.write(xml);
    xmllint.closeWriteChannel();
    if (!xmllint.waitForFinished() || xmllint.exitStatus() != QProcess::NormalExit)
        return QStringLiteral("xmllint: %1").arg(xmllint.errorString());
    return xmllint.exitCode() == 0 ? QString() : QString::fromUtf8(xmllint.readAllStandardError());
}

} // namespace usher::test
