// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/simplesamlphp.h"

#include "core/base/clock.h"
#include "core/crypto/private_key.h"

#include <QDir>
#include <QFileInfo>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QTcpServer>
#include <QUrlQuery>

#include <csignal>
#include <sys/prctl.h>

namespace usher::test {

namespace {

const QString webRoot = QStringLiteral("/usr/share/simplesamlphp/www");

constexpr auto config = R"php(<?php
$folder = __DIR__ . '/';
$config = [
    'baseurlpath' => 'http://127.0.0.1:%1/',
    'certdir' => $folder . 'cert/',
    'loggingdir' => $folder,
    'datadir' => $folder,
    'tempdir' => $folder . 'temporary',
    'metadatadir' => $folder . 'metadata/',
    'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
    'secretsalt' => 'for this run of a test',
    'auth.adminpassword' => 'nobody signs in here',
    'technicalcontact_name' => 'Nobody',
    'technicalcontact_email' => 'nobody@example.org',
    'timezone' => 'UTC',
    'logging.handler' => 'file',
    'logging.level' => SimpleSAML\Logger::WARNING,
    'enable.saml20-idp' => true,
    'module.enable' => ['core' => true, 'saml' => true, 'exampleauth' => true],
    'session.cookie.secure' => false, // plain http, on loopback
    'session.phpsession.savepath' => $folder . 'sessions',
    'store.type' => 'phpsession',
    'metadata.sources' => [['type' => 'flatfile']],
];
)php";

constexpr auto people = R"php(<?php
$config = ['people' => [
    'exampleauth:UserPass',
    '%1:%2' => [
        'uid' => ['maria'],
        'displayName' => ['María Núñez'],
        'givenName' => ['María'],
        'sn' => ['Núñez'],
        'mail' => ['Maria.Nunez@example.org'],
    ],
]];
)php";

constexpr auto hostedProvider = R"php(<?php
$metadata['https://idp.example.org/simplesamlphp'] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'idp.pem',
    %1
    'auth' => 'people',
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'authproc' => [10 => ['class' => 'saml:PersistentNameID', 'attribute' => 'uid']],
];
)php";

constexpr auto remoteServiceProvider = R"php(<?php
$entry = SimpleSAML\Metadata\SAMLParser::parseString(file_get_contents(__DIR__ . '/../service-provider.xml'))->getMetadata20SP();
$metadata[$entry['entityid']] = [%1] + $entry;
$metadata['https://another.example.org'] = ['AssertionConsumerService' => 'https://another.example.org/acs'];
)php";

/// Loads two of its files with another cipher and another key transport in the place of those they name, and as they are otherwise.
constexpr auto chosenEncryption = R"php(<?php
foreach ([
    'vendor/simplesamlphp/saml2/src/SAML2/EncryptedAssertion.php' => [
        'XMLSecurityKey(XMLSecurityKey::AES128_CBC)' => 'XMLSecurityKey(XMLSecurityKey::%1)',
        'case XMLSecurityKey::RSA_OAEP_MGF1P:' => 'case XMLSecurityKey::%2:',
    ],
    'modules/saml/lib/IdP/SAML2.php' => [
        'XMLSecurityKey(XMLSecurityKey::RSA_OAEP_MGF1P,' => 'XMLSecurityKey(XMLSecurityKey::%2,',
    ],
] as $file => $changes) {
    eval(strtr(substr(file_get_contents('/usr/share/simplesamlphp/' . $file), strlen('<?php')), $changes));
}
)php";

/// A port that was free a moment ago.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

SimpleSamlPhp::~SimpleSamlPhp()
{
    m_server.kill();
    m_server.waitForFinished();
}

Result<void> SimpleSamlPhp::start()
{
    const QString php = QStandardPaths::findExecutable(QStringLiteral("php"));
    if (php.isEmpty() || !QFileInfo::exists(webRoot))
        return fail(ErrorCode::FileUnreadable, webRoot, QStringLiteral("install what packaging/setup.sh --tests names"));

    for (const char *folder : {"cert", "metadata", "sessions", "temporary"})
        QDir(m_folder.path()).mkdir(QString::fromLatin1(folder));
    m_port = freePort();
    USHER_TRY(writeKeys());
    USHER_TRY(write(QStringLiteral("config.php"), QString::fromUtf8(config).arg(m_port).toUtf8()));
    USHER_TRY(publish(Certificates::One));
    USHER_TRY(encryptWith({}));
    USHER_TRY(write(QStringLiteral("authsources.php"),
                    QString::fromUtf8(people).arg(QString::fromLatin1(user), QString::fromLatin1(password)).toUtf8()));

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SIMPLESAMLPHP_CONFIG_DIR"), m_folder.path());
    m_server.setProcessEnvironment(environment);
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // also when the test crashes
    // What changes between two requests is read again: PHP's cache looks every two seconds else.
    m_server.start(php, {QStringLiteral("-d"), QStringLiteral("opcache.revalidate_freq=0"), QStringLiteral("-d"),
                         QStringLiteral("auto_prepend_file=") + m_folder.filePath(QStringLiteral("encryption.php")),
                         QStringLiteral("-S"), QStringLiteral("127.0.0.1:%1").arg(m_port), QStringLiteral("-t"), webRoot});
    if (!m_server.waitForStarted())
        return fail(ErrorCode::Internal, php, m_server.errorString());
    return {};
}

bool SimpleSamlPhp::isReady()
{
    if (m_ready)
        return true;
    if (m_question == nullptr)
        m_question = m_network.get(QNetworkRequest(metadataAddress()));
    if (!m_question->isFinished())
        return false;
    m_ready = m_question->error() == QNetworkReply::NoError;
    m_question->deleteLater();
    m_question = nullptr;
    return m_ready;
}

Result<void> SimpleSamlPhp::know(const QByteArray &metadata, const QByteArray &options) const
{
    USHER_TRY(write(QStringLiteral("service-provider.xml"), metadata));
    return write(QStringLiteral("metadata/saml20-sp-remote.php"), QByteArray(remoteServiceProvider).replace("%1", options));
}

Result<void> SimpleSamlPhp::encryptWith(const Encryption &encryption) const
{
    const QByteArray script =
        encryption == Encryption{}
            ? QByteArray("<?php\n")
            : QByteArray(chosenEncryption).replace("%1", encryption.cipher).replace("%2", encryption.keyTransport);
    return write(QStringLiteral("encryption.php"), script);
}

Result<void> SimpleSamlPhp::publish(Certificates certificates) const
{
    const QByteArray items = certificates == Certificates::One ? "'certificate' => 'idp.crt',"
                             : certificates == Certificates::Expired
                                 ? "'certificate' => 'expired.crt',"
                                 : "'certificate' => 'idp.crt', 'new_privatekey' => 'next.pem', "
                                   "'new_certificate' => 'next.crt',";
    return write(QStringLiteral("metadata/saml20-idp-hosted.php"), QByteArray(hostedProvider).replace("%1", items));
}

QUrl SimpleSamlPhp::origin() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

QUrl SimpleSamlPhp::metadataAddress() const
{
    return origin().resolved(QUrl(QStringLiteral("/saml2/idp/metadata.php")));
}

QUrl SimpleSamlPhp::startAddress(const EntityId &serviceProvider, const QString &relayState) const
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("spentityid"), serviceProvider.text());
    query.addQueryItem(QStringLiteral("RelayState"), relayState);
    QUrl address = origin().resolved(QUrl(QStringLiteral("/saml2/idp/SSOService.php")));
    address.setQuery(query);
    return address;
}

EntityId SimpleSamlPhp::anotherApplication() const
{
    return EntityId(QStringLiteral("https://another.example.org"));
}

QUrl SimpleSamlPhp::signOutAddress() const
{
    QUrl address = origin().resolved(QUrl(QStringLiteral("/saml2/idp/SingleLogoutService.php")));
    address.setQuery(QStringLiteral("ReturnTo=") + QString::fromLatin1(QUrl::toPercentEncoding(afterSignOut().toString())));
    return address;
}

QUrl SimpleSamlPhp::afterSignOut() const
{
    return origin().resolved(QUrl(QStringLiteral("/resources/post.js"))); // any page of its own
}

EntityId SimpleSamlPhp::entityId() const
{
    return EntityId(QStringLiteral("https://idp.example.org/simplesamlphp"));
}

QString SimpleSamlPhp::log()
{
    QFile file(m_folder.filePath(QStringLiteral("simplesamlphp.log")));
    const QByteArray own = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return QString::fromUtf8(m_server.readAll() + own);
}

Result<void> SimpleSamlPhp::write(const QString &file, const QByteArray &content) const
{
    QFile target(m_folder.filePath(file));
    if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
        return fail(ErrorCode::FileUnwritable, target.fileName(), target.errorString());
    return {};
}

Result<void> SimpleSamlPhp::writeKeys() const
{
    using std::chrono::hours;
    const TimePoint now = SystemClock().now();
    const auto certify = [&](const PrivateKey &key, TimePoint from, TimePoint until, const QString &file) -> Result<void> {
        USHER_TRY(const Certificate certificate, key.selfSigned(QStringLiteral("idp.example.org"), from, until, "\x01"));
        return write(file, certificate.toPem());
    };
    USHER_TRY(const PrivateKey key, PrivateKey::generateRsa(2048));
    USHER_TRY(write(QStringLiteral("cert/idp.pem"), key.toPem().view().toByteArray()));
    USHER_TRY(certify(key, now - hours(1), now + hours(24), QStringLiteral("cert/idp.crt")));
    USHER_TRY(certify(key, now - hours(400 * 24), now - hours(35 * 24), QStringLiteral("cert/expired.crt")));

    USHER_TRY(const PrivateKey next, PrivateKey::generateRsa(2048));
    USHER_TRY(write(QStringLiteral("cert/next.pem"), next.toPem().view().toByteArray()));
    return certify(next, now - hours(1), now + hours(24), QStringLiteral("cert/next.crt"));
}

} // namespace usher::test
