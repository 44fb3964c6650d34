// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/elsewhere.h"

#include <array>

namespace usher::attacks {

std::span<const CoveredElsewhere> coveredElsewhere()
{
    constexpr auto all = CoveredElsewhere::Part::All;
    constexpr auto some = CoveredElsewhere::Part::Some;
    static constexpr std::array rows{
        CoveredElsewhere{18, some, "short keys need another pinned certificate", "tests/core/saml/test_verifier_attacks.cpp",
                         "refusesShortKeys"},
        CoveredElsewhere{20, some, "no certificate configured needs another policy", "tests/core/saml/test_verifier_attacks.cpp",
                         "refusesWithoutCertificate"},
        CoveredElsewhere{25, all, "redirect binding only: a POST body is never inflated",
                         "tests/core/saml/test_redirect_binding.cpp", "refusesWhatIsNoMessage"},
        CoveredElsewhere{27, all, "no document reaches those parsers", "tests/app/test_program.cpp",
                         "reachesNoOtherParserOfLibxml2"},
        CoveredElsewhere{28, all, "redirect binding only", "tests/core/saml/test_redirect_binding.cpp", "refusesForgeries"},
        CoveredElsewhere{29, all, "a message of the logout", "tests/core/saml/test_logout_attacks.cpp", "refusesForgedAnswers"},
        CoveredElsewhere{29, all, "a message of the logout", "tests/core/saml/test_logout_attacks.cpp", "refusesForgedRequests"},
        CoveredElsewhere{29, all, "a message of the logout", "tests/core/saml/test_logout_attacks.cpp", "refusesWrappedMessages"},
        CoveredElsewhere{40, some, "a provider that is switched off is refused at the sign-in",
                         "tests/core/session/test_sign_in.cpp", "withoutAProviderAnAnswerIsNotJudged"},
        CoveredElsewhere{41, all, "a good response, used twice", "tests/core/session/test_sign_in.cpp", "anAnswerIsUsedOnce"},
        CoveredElsewhere{41, all, "a good response, used twice", "tests/core/store/test_consumption.cpp", "takesAnAssertionOnce"},
        CoveredElsewhere{41, all, "a good response, used twice", "tests/core/store/test_sign_in_races.cpp",
                         "twoPortalsWithOneAssertionLetOneIn"},
        CoveredElsewhere{43, all, "the RelayState stands beside the response", "tests/core/session/test_sign_in.cpp",
                         "theRelayStateThatCountsIsTheStoredOne"},
        CoveredElsewhere{43, all, "the RelayState stands beside the response", "tests/core/session/test_sign_in.cpp",
                         "theRelayStateIsAnOpaqueToken"},
    };
    return rows;
}

} // namespace usher::attacks
