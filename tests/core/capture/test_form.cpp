// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/form.h"

#include <QTest>

using namespace usher::capture;

class TestForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsFields()
    {
        const auto form = readForm("SAMLResponse=PHg%2BL%2f%3d%3D&RelayState=a+b%20c&empty=&alone&");
        QVERIFY(form);
        QCOMPARE(form->size(), size_t(4));
        QCOMPARE(form->at("SAMLResponse"), "PHg+L/==");
        QCOMPARE(form->at("RelayState"), "a b c");
        QVERIFY(form->at("empty").isEmpty());
        QVERIFY(form->at("alone").isEmpty());
    }

    void readsAnEmptyBodyAsNoFields()
    {
        const auto form = readForm({});
        QVERIFY(form);
        QVERIFY(form->empty());
    }

    void refusesWhatCanBeReadTwice_data()
    {
        QTest::addColumn<QByteArray>("body");

        QTest::newRow("doubled field") << QByteArray("SAMLResponse=a&SAMLResponse=b");
        QTest::newRow("doubled, one of them encoded") << QByteArray("SAMLResponse=a&%53AMLResponse=a");
        QTest::newRow("doubled, without a value") << QByteArray("SAMLResponse=a&SAMLResponse");
        QTest::newRow("doubled, another field") << QByteArray("SAMLResponse=a&x=1&x=1");
        QTest::newRow("encoding cut off") << QByteArray("SAMLResponse=a%2");
        QTest::newRow("encoding of nothing") << QByteArray("SAMLResponse=a%");
        QTest::newRow("no hexadecimal digits") << QByteArray("SAMLResponse=%zz");
        QTest::newRow("broken name") << QByteArray("%q=1");
    }

    void refusesWhatCanBeReadTwice()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!readForm(body));
    }
};

QTEST_APPLESS_MAIN(TestForm)
#include "test_form.moc"
