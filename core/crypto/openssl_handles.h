// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>

/// OpenSSL's objects with an owner, and the end of its error queue. For .cpp files of core/crypto only.
namespace usher::openssl {

template<auto freeFunction>
struct Free
{
    template<typename T>
    void operator()(T *object) const
    {
        freeFunction(object);
    }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Free<PKCS8_PRIV_KEY_INFO_free>>;
using X509Certificate = std::unique_ptr<X509, Free<X509_free>>;

/// The error with OpenSSL's reason as its detail; empties the queue, so that nothing lingers for the next call.
[[nodiscard]] inline std::unexpected<Error> failWithReason(ErrorCode code)
{
    const unsigned long error = ERR_peek_last_error();
    const char *reason = error == 0 ? nullptr : ERR_reason_error_string(error);
    ERR_clear_error();
    return fail(code, {}, QString::fromLatin1(reason == nullptr ? "" : reason));
}

[[nodiscard]] inline Bio readOnly(QByteArrayView bytes)
{
    return Bio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
}

} // namespace usher::openssl
