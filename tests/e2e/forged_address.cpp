// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/forged_address.h"

namespace usher::test {

namespace {

struct Span
{
    qsizetype begin; ///< of `name=`
    qsizetype value;
    qsizetype end;
};

/// No name of the binding's ends in another one's.
Span find(const QByteArray &address, const QByteArray &name)
{
    const qsizetype begin = address.indexOf(name + '=');
    const qsizetype end = address.indexOf('&', begin);
    return {begin, begin + name.size() + 1, end < 0 ? address.size() : end};
}

} // namespace

QByteArray withParameter(QByteArray address, const QByteArray &name, const QByteArray &value)
{
    const Span span = find(address, name);
    return address.replace(span.value, span.end - span.value, value);
}

QByteArray withoutParameter(QByteArray address, const QByteArray &name)
{
    const Span span = find(address, name);
    return address.remove(span.begin - 1, span.end - span.begin + 1); // and the `&` before it
}

QByteArray withForgedSignature(const QByteArray &address)
{
    const Span span = find(address, "Signature");
    QByteArray value = QByteArray::fromBase64(QByteArray::fromPercentEncoding(address.mid(span.value, span.end - span.value)));
    value[value.size() / 2] = char(value.at(value.size() / 2) ^ 1);
    return withParameter(address, "Signature", value.toBase64().toPercentEncoding());
}

} // namespace usher::test
