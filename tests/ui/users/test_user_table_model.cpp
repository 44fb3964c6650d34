// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/users/user_table_model.h"
#include "ui/widgets/badge.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

namespace {

/// A model on a real directory of \p people, besides the owner; small pages, so that few people make many.
struct OpenedModel
{
    OpenedDirectory directory;
    std::unique_ptr<UserTableModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;

    static constexpr UserTableModel::Window window{10, 3};

    explicit OpenedModel(int people = 0)
    {
        for (int i = 0; i < people; ++i)
            (void)directory.person(name(i));
        model =
            std::make_unique<UserTableModel>(directory.store->directory(), directory.ownerSession().actor, directory.clock, window);
        tester = std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester->setUseFetchMore(false); // a test says itself when it wants a page
        settle();
    }

    /// Sorts as it counts: Ada 007.
    [[nodiscard]] static QString name(int number) { return QStringLiteral("Ada %1").arg(number, 3, 10, QLatin1Char('0')); }

    void settle() const
    {
        QSignalSpy loaded(model.get(), &UserTableModel::loaded);
        QVERIFY(loaded.wait());
    }
    void fetchMore() const
    {
        QVERIFY(model->canFetchMore({}));
        model->fetchMore({});
        settle();
    }
    [[nodiscard]] QString nameAt(int row) const
    {
        return model->index(row, UserTableModel::NameColumn).data().toString().section(u' ', 0, 1);
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList result;
        for (int row = 0; row < model->rowCount(); ++row)
            result << nameAt(row);
        return result;
    }
};

} // namespace

class TestUserTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEverybodyByName()
    {
        const OpenedModel opened(3);
        QCOMPARE(opened.names(),
                 QStringList({OpenedModel::name(0), OpenedModel::name(1), OpenedModel::name(2), QStringLiteral("Olga Owner")}));
        QVERIFY(!opened.model->canFetchMore({}));
    }

    void marksWhoCameThroughJit()
    {
        const OpenedModel opened(1);
        const auto badges = [&](int row) {
            return opened.model->index(row, UserTableModel::NameColumn).data(BadgeDelegate::BadgesRole).value<QList<BadgeText>>();
        };
        QCOMPARE(badges(0).size(), 1);
        QCOMPARE(badges(0).front().text, QStringLiteral("JIT"));
        QVERIFY(badges(1).isEmpty()); // the local owner
        QVERIFY(opened.model->index(0, UserTableModel::NameColumn)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("JIT")));
    }

    void saysWhenSomebodySignedIn()
    {
        OpenedModel opened;
        (void)opened.directory.person(QStringLiteral("Ada"));
        opened.directory.clock.advance(std::chrono::minutes(5));
        opened.model->refresh();
        opened.settle();
        const QModelIndex cell = opened.model->index(0, UserTableModel::LastSignInColumn);
        QCOMPARE(cell.data().toString(), QStringLiteral("5 minutes ago"));
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), QStringLiteral("24 Nov 2026 00:00:00 UTC"));
        QCOMPARE(opened.model->index(1, UserTableModel::LastSignInColumn).data().toString(), QStringLiteral("never"));
    }

    void fetchesPageByPageWithoutAReset()
    {
        const OpenedModel opened(24);
        QSignalSpy resets(opened.model.get(), &QAbstractItemModel::modelReset);
        QCOMPARE(opened.model->rowCount(), 10);
        opened.fetchMore();
        QCOMPARE(opened.model->rowCount(), 20);
        opened.fetchMore();
        QCOMPARE(opened.model->rowCount(), 25);
        QVERIFY(!opened.model->canFetchMore({}));
        QCOMPARE(opened.nameAt(23), OpenedModel::name(23));
        QCOMPARE(resets.size(), 0);
    }

    void holdsAWindowHoweverManyThereAre()
    {
        const OpenedModel opened(54);
        while (opened.model->canFetchMore({})) {
            opened.fetchMore();
            QVERIFY(opened.model->rowCount() <= OpenedModel::window.pageRows * OpenedModel::window.pages);
        }
        QCOMPARE(opened.nameAt(0), OpenedModel::name(30));
        QCOMPARE(opened.nameAt(opened.model->rowCount() - 1), QStringLiteral("Olga Owner"));
    }

    void comesBackToTheBeginning()
    {
        const OpenedModel opened(54);
        while (opened.model->canFetchMore({}))
            opened.fetchMore();
        while (opened.model->canFetchPrevious()) {
            opened.model->fetchPrevious();
            opened.settle();
        }
        QCOMPARE(opened.model->rowCount(), 30);
        for (int row = 0; row < 30; ++row)
            QCOMPARE(opened.nameAt(row), OpenedModel::name(row));
        QVERIFY(opened.model->canFetchMore({})); // what was let go can be had again
    }

    void searchesInTheStore()
    {
        const OpenedModel opened(24);
        opened.model->setSearch(QStringLiteral("ada 02"));
        opened.settle();
        QCOMPARE(opened.names(),
                 QStringList({OpenedModel::name(20), OpenedModel::name(21), OpenedModel::name(22), OpenedModel::name(23)}));
        opened.model->setSearch({});
        opened.settle();
        QCOMPARE(opened.model->rowCount(), 10);
        QCOMPARE(opened.nameAt(0), OpenedModel::name(0));
    }

    void onlyTheLastSearchCounts()
    {
        const OpenedModel opened(12);
        QSignalSpy loaded(opened.model.get(), &UserTableModel::loaded);
        opened.model->setSearch(QStringLiteral("nobody"));
        opened.model->setSearch(QStringLiteral("Olga"));
        QVERIFY(loaded.wait());
        QTest::qWait(50); // an answer to the first search would be here by now
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(opened.names(), QStringList(QStringLiteral("Olga Owner")));
    }

    void sortsInTheStoreAndKeepsRowsThatStay()
    {
        const OpenedModel opened(5);
        const QPersistentModelIndex olga = opened.model->index(5, UserTableModel::NameColumn);
        QSignalSpy resets(opened.model.get(), &QAbstractItemModel::modelReset);
        opened.model->sort(UserTableModel::NameColumn, Qt::DescendingOrder);
        opened.settle();
        QCOMPARE(opened.names().front(), QStringLiteral("Olga Owner"));
        QCOMPARE(opened.names().back(), OpenedModel::name(0));
        QVERIFY(olga.isValid()); // the same row, moved
        QCOMPARE(olga.row(), 0);
        QCOMPARE(resets.size(), 0);
    }

    void refreshChangesOnlyWhatHasChanged()
    {
        OpenedModel opened(5);
        const UserId id = opened.model->user(2).id;
        VERIFY_OK(opened.directory.store->directory().setStatus(anOperator(), id, UserStatus::Disabled));
        QSignalSpy changes(opened.model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserts(opened.model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(opened.model.get(), &QAbstractItemModel::rowsRemoved);
        opened.model->refresh();
        opened.settle();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.front().front().toModelIndex().row(), 2);
        QCOMPARE(inserts.size() + removes.size(), 0);
        QCOMPARE(opened.model->user(2).status, UserStatus::Disabled);
    }

    void refreshShowsWhoIsNew()
    {
        OpenedModel opened(3);
        (void)opened.directory.person(QStringLiteral("Ada 001b"));
        QSignalSpy inserts(opened.model.get(), &QAbstractItemModel::rowsInserted);
        opened.model->refresh();
        opened.settle();
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(opened.nameAt(2), QStringLiteral("Ada 001b"));
    }

    void refreshReadsTheWholeWindowAgain()
    {
        OpenedModel opened(24);
        opened.fetchMore();
        opened.fetchMore();
        opened.model->refresh();
        opened.settle();
        QCOMPARE(opened.model->rowCount(), 25);
    }

    void saysWhyPeopleCannotBeRead()
    {
        OpenedDirectory directory;
        const User person = directory.person(QStringLiteral("Ada"));
        UserTableModel model(directory.store->directory(), actorOf(person), directory.clock, {});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy failed(&model, &UserTableModel::failed);
        QVERIFY(failed.wait());
        QCOMPARE(failed.front().front().value<Error>().code, ErrorCode::Forbidden);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestUserTableModel)
#include "test_user_table_model.moc"
