// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/deflate.h"

#include <zlib.h>

namespace usher {

namespace {

/// Negative: no zlib header and checksum around the stream (zlib.h, deflateInit2).
constexpr int rawWindowBits = -15;
constexpr int defaultMemoryLevel = 8;

Bytef *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<Bytef *>(bytes.data());
}

/// zlib's interface predates const; it does not write to its input.
Bytef *inputOf(const QByteArray &bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
}

} // namespace

QByteArray deflateRaw(const QByteArray &bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, rawWindowBits, defaultMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        qBadAlloc();
    QByteArray output(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = inputOf(bytes);
    stream.avail_in = uInt(bytes.size());
    stream.next_out = bytesOf(output);
    stream.avail_out = uInt(output.size());
    deflate(&stream, Z_FINISH); // deflateBound() made room for all of it
    output.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return output;
}

Result<QByteArray> inflateRaw(const QByteArray &bytes, qsizetype maximumBytes)
{
    z_stream stream{};
    if (inflateInit2(&stream, rawWindowBits) != Z_OK)
        qBadAlloc();
    QByteArray output(maximumBytes + 1, Qt::Uninitialized);
    stream.next_in = inputOf(bytes);
    stream.avail_in = uInt(bytes.size());
    stream.next_out = bytesOf(output);
    stream.avail_out = uInt(output.size());
    const int outcome = inflate(&stream, Z_FINISH);
    const qsizetype size = qsizetype(stream.total_out);
    const bool isWhole = outcome == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);

    if (size > maximumBytes)
        return fail(ErrorCode::InputTooLarge, {}, QStringLiteral("inflates to more than %1 bytes").arg(maximumBytes));
    if (!isWhole)
        return fail(ErrorCode::InputUnrecognised, {}, QStringLiteral("not a DEFLATE stream"));
    output.truncate(size);
    return output;
}

} // namespace usher
