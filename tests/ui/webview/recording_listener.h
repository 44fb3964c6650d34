// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/webview/embedded_view.h"

#include <QList>

#include <functional>
#include <optional>

namespace usher::test {

/// Writes down what an embedded view tells.
class RecordingListener final : public EmbeddedViewListener
{
public:
    void pageChanged(const QUrl &address) override { pages.append(address); }
    void loadProgressed(int percent) override { progress = percent; }
    void providerFailed(const EntraFailure &failure) override { failures.append(failure); }
    void providerRecovered() override { ++recoveries; }
    void captured(const SamlPost &post) override
    {
        posts.append(post);
        if (atTheEnd)
            atTheEnd();
    }
    void loggedOut(const QByteArray &query) override
    {
        queries.append(query);
        if (atTheEnd)
            atTheEnd();
    }
    void failed(const Error &error) override
    {
        errors.append(error);
        if (atTheEnd)
            atTheEnd();
    }

    [[nodiscard]] bool ended() const { return !posts.isEmpty() || !queries.isEmpty() || !errors.isEmpty(); }
    [[nodiscard]] std::optional<ErrorCode> code() const
    {
        return errors.isEmpty() ? std::nullopt : std::optional(errors.first().code);
    }

    QList<QUrl> pages;
    int progress = -1;
    QList<EntraFailure> failures;
    int recoveries = 0;
    QList<SamlPost> posts;
    QList<QByteArray> queries;
    QList<Error> errors;
    std::function<void()> atTheEnd;
};

} // namespace usher::test
