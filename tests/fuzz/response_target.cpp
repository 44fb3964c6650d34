// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/stages.h"
#include "tests/fuzz/target.h"

namespace usher::fuzz {

namespace {

Outcome run(const QByteArray &xml)
{
    const Judgement judgement = judgeNow(UnverifiedResponse::fromXml(xml));
    const bool isEncrypted = passed(judgement, CheckName::Encryption);
    return {reachedOf({passed(judgement, CheckName::Parse), isShaped(judgement), passed(judgement, CheckName::Signature),
                       judgement.accepted()}),
            complaintAbout(judgement, isEncrypted ? QByteArray() : xml)};
}

} // namespace

Target responseTarget()
{
    return {"response", {"parse", "shape", "verify", "accepted"}, run};
}

} // namespace usher::fuzz
