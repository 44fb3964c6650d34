// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace usher::sqlite {

/// What SQLite would find out later, and say less clearly: that the file is there, and that it and its folder (for the
/// write-ahead log) can be written. Errors: StoreUnopenable, StoreReadOnly.
[[nodiscard]] Result<void> checkFile(const QString &path);

/// A directory's file while it is made: beside its place, under another name, so that it appears whole or not at all. What
/// was made, folders too, is gone again with this object unless publish() succeeds.
class NewFile
{
public:
    /// The file is 0600, missing folders are made as 0700. Errors: StoreReadOnly, StoreFull, StoreUnopenable, StoreLogLeftOver.
    [[nodiscard]] static Result<NewFile> create(const QString &path);
    ~NewFile();
    NewFile(NewFile &&other) noexcept;
    NewFile &operator=(NewFile &&) = delete;
    Q_DISABLE_COPY(NewFile)

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Moves it to its place. Where somebody else's has appeared there meanwhile, theirs stays, and ours goes.
    [[nodiscard]] Result<void> publish();

private:
    NewFile() = default;

    QString m_place;
    QString m_path;
    QStringList m_folders; ///< made by us, outermost first
};

} // namespace usher::sqlite
