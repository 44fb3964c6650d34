// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/libxml_handles.h"

#include <openssl/err.h>

namespace usher::xml {

LibrarySilence::LibrarySilence() : m_handler(xmlStructuredError), m_context(xmlStructuredErrorContext)
{
    xmlSetStructuredErrorFunc(nullptr, [](void *, xmlErrorPtr) {});
}

LibrarySilence::~LibrarySilence()
{
    xmlSetStructuredErrorFunc(m_context, m_handler);
    xmlResetLastError();
    ERR_clear_error();
}

} // namespace usher::xml
