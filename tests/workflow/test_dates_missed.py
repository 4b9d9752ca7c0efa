"""The list that a translator works off."""

from timeline.workflow.dates import Tagged
from timeline.workflow.missed import Missed, record

TEXT = "A flat year.\nIn Septembre 2001 it was a flat year.\n"


def test_the_most_frequent_comes_first_with_the_place_where_it_was_first_read() -> None:
    missed = Missed()
    missed.add(Tagged(None, TEXT, []), "note.txt")
    assert len(missed) == 3
    year, septembre = missed.rows()
    assert year.split()[:4] == ["2", "year", "word", "note.txt:1"]
    assert septembre.split()[:4] == ["1", "septembre", "between", "note.txt:2"]
    assert "In [Septembre] 2001" in septembre


def test_an_object_has_each_place_in_the_order_of_the_text() -> None:
    found = record(Tagged("a", TEXT, []))
    assert found["doc_id"] == "a"
    assert [(m["text"], m["line"], m["times"]) for m in found["near_misses"]] == [
        ("year", 1, 2),
        ("Septembre", 2, 1),
        ("year", 2, 2),
    ]
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in found["near_misses"])
