// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>

#include <memory>

namespace usher {

/// An X25519 key pair (RFC 7748): anybody can seal something for its public half, and only the private half opens it
/// (libsodium, Sealed boxes). Copies share the wiped-on-release private half. Any thread.
class SealedBoxKey
{
public:
    /// Error of both: CryptoFailure.
    [[nodiscard]] static Result<SealedBoxKey> generate();
    [[nodiscard]] static Result<SealedBoxKey> fromPrivateHalf(SecretBytes privateHalf); ///< 32 octets

    [[nodiscard]] const QByteArray &publicHalf() const { return m_publicHalf; }
    [[nodiscard]] QByteArrayView privateHalf() const { return m_privateHalf->view(); }

    /// Error: SecretUnreadable: it was sealed for another key, or changed.
    [[nodiscard]] Result<SecretBytes> open(QByteArrayView sealed) const;

private:
    SealedBoxKey(SecretBytes privateHalf, QByteArray publicHalf);

    std::shared_ptr<const SecretBytes> m_privateHalf;
    QByteArray m_publicHalf;
};

/// Error: CryptoFailure, also for what is no public half.
[[nodiscard]] Result<QByteArray> sealFor(QByteArrayView publicHalf, QByteArrayView plaintext);

} // namespace usher
