"""The sums stay true when the month turns, and come out the same from the records."""

from datetime import UTC, datetime

from sqlalchemy import text

ROWS = (
    "2025-12-01,甲公司,热轧卷,12.5,50000,,XS1",
    "2026-11-01,甲公司,热轧卷,1,100,,XS2",
    "2025-11-30,乙公司,热轧卷,3,9000,,XS3",
)


def test_the_year_moves_on_with_the_month(three, file, run, summaries, figures, people, clock):
    run(file(*ROWS))
    assert [row[1] for row in figures()["clients"]] == [13_500, 0, 0]
    assert not summaries.keep_year(by=people.sales).nouns
    clock.instant = datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert summaries.keep_year(by=people.sales).nouns
    assert [row[1] for row in figures()["clients"]] == [1000, 0, 0]


def test_a_write_in_a_new_month_moves_every_client_on(three, file, run, figures, clock):
    run(file(*ROWS))
    clock.instant = datetime(2026, 12, 1, 1, tzinfo=UTC)
    run(file("2026-12-01,丙公司,热轧卷,7,1,,XS9"))
    assert [row[1] for row in figures()["clients"]] == [1000, 0, 7000]


def test_everything_is_summed_anew_from_the_records(
    three, file, run, summaries, figures, people, sessions
):
    run(file(*ROWS))
    before = figures()
    with sessions.write() as session:
        session.execute(text("UPDATE purchase_months SET tons = tons + 1"))
        session.execute(text("INSERT INTO purchase_months VALUES (3, 202601, 5, 5, 1)"))
        session.execute(text("UPDATE clients SET year_tons = 9, last_purchase_on = NULL"))
    assert figures() != before
    summaries.rebuild(by=people.management)
    assert figures() == before
