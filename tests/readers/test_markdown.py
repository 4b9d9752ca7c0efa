import pytest

from readers.files import Write, one, reading
from timeline.values.time import TimeSpan

YAML = """---
title: "The river: a year"
date: 2024-12-07   # the day it was printed
author:
  - Ann Lee
  - Bo Ek
source: The Post
language: en-GB
tags: [rivers, floods]
---

# Another heading

It rained.
"""
TOML = """+++
title = "The river: a year"
date = 2024-12-07
author = ["Ann Lee", "Bo Ek"]
source = 'The Post'
language = "en-GB"

[params]
date = 1999-01-01
+++
It rained.
"""


@pytest.mark.parametrize("text", [YAML, YAML.replace("\n", "\r\n"), TOML], ids=["yaml", "crlf", "toml"])
def test_front_matter_says_what_the_document_is_and_stays_in_the_text(write: Write, text: str) -> None:
    document = one(write("a.md", text))
    assert document.title == "The river: a year"
    assert document.published == TimeSpan.of(2024, 12, 7)
    assert (document.author, document.publisher, document.language) == ("Ann Lee, Bo Ek", "The Post", "en-GB")
    assert document.text == text


def test_the_first_heading_is_the_title_where_nothing_else_is(write: Write) -> None:
    assert one(write("a.md", "Words.\n\n# The river #\n\n## More\n")).title == "The river"
    assert one(write("b.md", "The river\n=========\n\nWords.\n")).title == "The river"


def test_the_address_is_the_url_of_the_front_matter(write: Write) -> None:
    assert one(write("a.md", "---\nurl: https://example.org/a\n---\nWords.")).address == "https://example.org/a"


def test_two_dates_that_disagree_are_no_date(write: Write) -> None:
    documents, [problem] = reading(write("a.md", "---\npublished: 2024-12-07\ndate: 2024-12-09\n---\nWords."))
    assert documents[0].published is None
    assert problem.what == "its publication dates disagree (published 2024-12-07, date 2024-12-09), so none is kept"


def test_dates_that_differ_only_in_their_clock_are_one(write: Write) -> None:
    document = one(write("a.md", "---\npublished: 2024-12-07\ndate: 2024-12-07T10:02:03Z\n---\nWords."))
    assert document.published == TimeSpan.of(2024, 12, 7, 10, 2, 3, zone="Z")


def test_a_rule_of_dashes_is_no_front_matter(write: Write) -> None:
    document = one(write("a.md", "Words.\n\n---\n\ndate: 2024-12-07\n\n---\n"))
    assert document.published is None


def test_a_key_that_is_mapped_for_other_files_takes_nothing_from_front_matter(write: Write) -> None:
    file = write("a.md", "---\ndate: 2021-03-14\n---\nThe bridge closed.")
    assert one(file, columns={"published": "pub_date"}).published == TimeSpan.of(2021, 3, 14)
