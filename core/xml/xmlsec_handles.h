// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/xml/libxml_handles.h"

#include <xmlsec/xmlsec.h>

#include <xmlsec/keys.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlenc.h>

/// xmlsec's objects with an owner. For .cpp files of core/xml only.
namespace usher::xml {

using KeyHandle = std::unique_ptr<xmlSecKey, Free<xmlSecKeyDestroy>>;
using SignatureContext = std::unique_ptr<xmlSecDSigCtx, Free<xmlSecDSigCtxDestroy>>;
using EncryptionContext = std::unique_ptr<xmlSecEncCtx, Free<xmlSecEncCtxDestroy>>;

/// Prepares xmlsec the first time it is called, on whichever thread: no output, no fetching, OpenSSL as its engine.
/// Error: CryptoFailure.
[[nodiscard]] Result<void> prepareXmlsec();

/// The key of a pinned certificate, and nothing else of it. Null where it can't be read.
[[nodiscard]] KeyHandle loadKey(const Certificate &certificate);
[[nodiscard]] KeyHandle loadKey(const PrivateKey &key);

/// A context with \p key pinned: no keys manager, so that ds:KeyInfo is never consulted, and URIs of the same
/// document only, resolved through xmlAddID and not through XPath. Null without \p key, or memory.
[[nodiscard]] SignatureContext signatureContext(KeyHandle key);

/// Makes one element findable by its ID for as long as it lives.
class IdRegistration
{
public:
    explicit IdRegistration(const Element &element);
    ~IdRegistration();
    IdRegistration(const IdRegistration &) = delete;
    IdRegistration &operator=(const IdRegistration &) = delete;

    /// Whether its ID leads to this very element and to no other.
    [[nodiscard]] bool leadsToElement() const { return m_leadsToElement; }

private:
    xmlAttr *m_attribute;
    bool m_leadsToElement = false;
};

} // namespace usher::xml
