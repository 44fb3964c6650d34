// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

namespace usher::attacks {

std::vector<Mutation> inputMutations()
{
    std::vector<Mutation> list;
    const auto input = [&](const char *name, OctetEdit edit) {
        list.push_back({46, name, CheckName::Input, {}, posted(std::move(edit))});
    };
    input("a letter that is none of base64's", [](const QByteArray &text) { return QByteArray(text).insert(40, '!'); });
    input("a form feed", [](const QByteArray &text) { return QByteArray(text).insert(40, '\f'); });
    input("a NUL in the base64", [](const QByteArray &text) { return QByteArray(text).insert(40, '\0'); });
    input("two blobs", [](const QByteArray &text) { return text + text; });
    input("two blobs with a line end between", [](const QByteArray &text) { return text + "\r\n" + text; });
    input("URL-safe letters", [](const QByteArray &text) { return QByteArray(text).insert(40, "-_-_"); });
    input("no padding", [](const QByteArray &text) { return QByteArray(text).replace('=', ""); });
    input("too little padding", [](const QByteArray &text) { return text.chopped(1); });
    input("too much padding", [](const QByteArray &text) { return text + "=="; });
    input("stray bits before the padding", [](const QByteArray &text) {
        return QByteArray(text).replace(text.size() - 3, 1, "/"); // two letters and ==: the last four bits must be zero
    });
    input("padding in the middle", [](const QByteArray &text) { return QByteArray(text).replace(40, 1, "="); });
    input("percent-encoded", [](const QByteArray &text) { return text.toPercentEncoding(); });
    input("XML that was not encoded", [](const QByteArray &text) { return QByteArray::fromBase64(text); });
    input("nothing", [](const QByteArray &) { return QByteArray(); });
    input("nothing but blanks", [](const QByteArray &) { return QByteArray(" \r\n\t"); });
    input("more than a response may have", [](const QByteArray &) { return QByteArray(QByteArray(2 << 20, 'x').toBase64()); });
    return list;
}

} // namespace usher::attacks
