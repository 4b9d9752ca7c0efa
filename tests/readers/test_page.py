import json
import subprocess
import sys
from typing import Any

import pytest

from readers.files import Write, lone_problem, one, reading
from timeline.values.time import TimeSpan, day_number

HEADLINE = "The river rose"
BODY = "<p>" + "The river rose over its banks and the council closed the bridge. " * 6 + "</p>"


def page(
    head: str = "", body: str = "", *, title: str = "The river rose | The Post", headline: str = "The river rose"
) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>{head}</head>'
        f"<body><main><article><h1>{headline}</h1>{body}{BODY}{BODY}</article></main></body></html>"
    )


def meta(**tags: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in tags.items())


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def ld(**fields: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return script(json.dumps(node))


TIMED = TimeSpan.of(2024, 12, 7, 10, 2, 3, zone="+03:00")
STATED = "2024-12-07T10:02:03+03:00"


@pytest.mark.parametrize(
    "head",
    [
        ld(datePublished=STATED),
        ld(**{"@type": ["Article", "BlogPosting"], "datePublished": STATED}),
        script(json.dumps({"@graph": [{"@type": "Site"}, {"@type": "ReportageNewsArticle", "datePublished": STATED}]})),
        script(json.dumps([{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": STATED}}])),
        script(f'{{"@type": "NewsArticle", "headline": "He said "no"", "datePublished": "{STATED}",}}'),
        script(f'//<![CDATA[\n{{"@type": "NewsArticle", "datePublished": "{STATED}",}}\n//]]>'),
        meta(article__published_time=STATED),
        f'<meta name="pubdate" content="{STATED}">',
        f'<meta itemprop="datePublished" content="{STATED}">',
    ],
    ids=["json-ld", "types", "graph", "main entity", "broken", "wrapped", "opengraph", "meta", "microdata"],
)  # fmt: skip
def test_a_stated_publication_keeps_its_time_and_zone(write: Write, head: str) -> None:
    documents, problems = reading(write("a.html", page(head)))
    assert (documents[0].published, problems) == (TIMED, [])


@pytest.mark.parametrize(
    "body",
    [
        f'<time datetime="{STATED}">yesterday</time>',
        f'<span itemprop="datePublished" content="{STATED}">yesterday</span>',
        "<time>7 December 2024</time>",
        '<p class="byline">By Ann Lee, 7 December 2024</p>',
        '<p class="byline">Von Ann Lee, 7. Dezember 2024</p>',
        '<div class="date">07.12.2024</div>',
    ],
)
def test_a_publication_that_is_only_shown_is_read(write: Write, body: str) -> None:
    document = one(write("a.html", page(body=body)))
    assert document.published
    assert document.published.first_day == "2024-12-07"


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        ("", "", "has no publication date that can be trusted"),
        ("", "<p>Copyright 2024</p>", "has no publication date that can be trusted"),
        ("", "<p>In December 2024 it rained.</p>", "has no publication date that can be trusted"),
        (
            ld(datePublished="2024-12-07") + meta(article__published_time="2024-12-09"),
            "",
            "has publication dates that disagree (JSON-LD datePublished 2024-12-07, "
            "meta article:published_time 2024-12-09)",
        ),
        (
            ld(datePublished="2024-12-07") + meta(date="2024-12-09"),
            "",
            "has publication dates that disagree (JSON-LD datePublished 2024-12-07, meta date 2024-12-09)",
        ),
        (meta(article__published_time="2031-01-01"), "", "is dated in the future"),
        (
            ld(datePublished="2024-12-07", dateModified="2024-12-20"),
            "<p>Changed 20 December 2024</p>",
            "states its publication as 2024-12-07 but shows its readers 2024-12-20 alone",
        ),
        (meta(article__published_time="0000-00-00T00:00:00"), "", "has no publication date that can be trusted"),
        (meta(article__published_time="1970-01-01T00:00:00Z"), "", "has no publication date that can be trusted"),
    ],
)
def test_a_publication_is_never_made_up(write: Write, head: str, body: str, said: str) -> None:
    documents, [problem] = reading(write("a.html", page(head, body)), today=day_number(2025, 1, 1))
    assert documents[0].published is None
    assert problem.what.startswith(said)
    assert not problem.skipped
    assert "--published" in problem.advice


def test_of_dates_that_disagree_the_one_that_another_place_confirms_is_kept(write: Write) -> None:
    head = ld(datePublished="2024-12-07") + meta(article__published_time="2024-12-09", article__created="2024-12-01")
    document = one(write("a.html", page(head, '<time datetime="2024-12-09">9 Dec</time>')))
    assert document.published == TimeSpan.of(2024, 12, 9)


def test_the_same_moment_in_two_zones_is_the_day_on_the_clock_of_the_place(write: Write) -> None:
    head = ld(datePublished="2024-12-06T22:30:00Z") + meta(article__published_time="2024-12-07T00:30:00+02:00")
    assert one(write("a.html", page(head))).published == TimeSpan.of(2024, 12, 7, 0, 30, 0, zone="+02:00")


def test_dates_of_comments_teasers_and_quotes_are_not_the_articles(write: Write) -> None:
    body = (
        '<aside><time datetime="2020-01-01">1 January 2020</time></aside>'
        '<blockquote><time datetime="2020-02-02">2 February 2020</time></blockquote>'
        '<div class="teaser"><time datetime="2020-03-03">3 March 2020</time></div>'
        '<time datetime="2024-12-07">7 December 2024</time>'
        '<div class="comments"><span itemprop="datePublished">2024-12-08</span></div>'
    )
    assert one(write("a.html", page(body=body))).published == TimeSpan.of(2024, 12, 7)


def test_the_article_among_many_nodes_is_the_one_of_this_page(write: Write) -> None:
    url = "https://post.example/river"
    other = ld(headline="Elsewhere", url="https://post.example/other", datePublished="2024-01-01")
    head = f'<link rel="canonical" href="{url}">' + other + ld(headline="The river rose", url=url, datePublished=STATED)
    document = one(write("a.html", page(head)))
    assert (document.published, document.url, document.address) == (TIMED, url, url)


@pytest.mark.parametrize(
    ("head", "title", "headline"),
    [
        (meta(og__title="The river rose - The Post"), "The river rose - The Post", "The river rose"),
        (meta(og__title="The river rose | The Post", og__site_name="The Post"), "x", "Floods"),
        (ld(headline="The river rose", publisher={"name": "The Post"}), "The Post", "Welcome"),
        ("", "The river rose – The Post", "The river rose"),
        ('<link rel="canonical" href="https://www.thepost.example/a">', "The river rose | The Post", ""),
        (meta(og__title="The river &amp; rose").replace("&amp; ", ""), "", ""),
    ],
)
def test_the_title_is_the_headline_without_the_name_of_the_site(
    write: Write, head: str, title: str, headline: str
) -> None:
    assert one(write("a.html", page(head, title=title, headline=headline))).title == "The river rose"


def test_a_title_keeps_its_own_dashes_and_colons(write: Write) -> None:
    title = "Floods: the river – and what rose | 3 charts"
    head = meta(og__title=title, og__site_name="The Post")
    assert one(write("a.html", page(head, title=f"{title} | The Post", headline=title))).title == title


def test_author_publisher_and_language_are_what_the_page_says(write: Write) -> None:
    head = ld(author=[{"name": "Ann Lee"}, {"name": "Bo Ek"}], publisher={"name": "The Post"}, inLanguage="de")
    document = one(write("a.html", page(head)))
    assert (document.author, document.publisher, document.language) == ("Ann Lee, Bo Ek", "The Post", "en-GB")
    head = (
        meta(article__author="https://facebook.example/ann", og__site_name="Post")
        + '<meta name="author" content="Ann">'
    )
    document = one(write("a.html", page(head)))
    assert (document.author, document.publisher) == ("Ann", "Post")


@pytest.mark.parametrize("canonical", ["https://post.example/", "/river", "javascript:void(0)"])
def test_an_address_that_is_not_this_page_alone_is_not_the_documents(write: Write, canonical: str) -> None:
    document = one(write("news/a.html", page(f'<link rel="canonical" href="{canonical}">')))
    assert document.address == "news/a.html"


def test_the_text_is_the_article_without_its_title_said_again_and_without_lists_of_links(write: Write) -> None:
    related = "".join(f'<li><a href="/{n}">Another story of the Post, number {n}</a></li>' for n in range(3))
    markup = page(body=BODY).replace("</article>", f"<p>More:</p><ul>{related}</ul></article>")
    text = one(write("a.html", markup)).text
    assert text.startswith("The river rose over its banks")
    assert "Another story" not in text


def test_a_standfirst_that_the_page_shows_begins_the_text(write: Write) -> None:
    standfirst = "After three days of rain the council has closed the only bridge of the town."
    text = one(write("a.html", page(meta(og__description=standfirst), f"<p class='lead'>{standfirst}</p>"))).text
    assert text.count(standfirst) == 1
    assert text.startswith(standfirst)


def test_an_article_appended_below_is_not_part_of_this_one(write: Write) -> None:
    other = "<article><h1>Elections are near</h1>" + "<p>The parties met on the square again. </p>" * 30 + "</article>"
    text = one(write("a.html", page(ld(headline="The river rose"), BODY).replace("</main>", f"{other}</main>"))).text
    assert "banks" in text
    assert "parties" not in text


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE html><html><head><title>T</title></head><body></body></html>",
        "<html><body><script>document.write('words')</script></body></html>",
        "<html>",
        "<!doctype html>",
    ],
)
def test_a_page_without_text_is_one_line(write: Write, markup: str) -> None:
    problem = lone_problem(write("a.html", markup))
    assert problem.skipped
    assert problem.what.startswith("has no article text")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + "<p>words</p>",
        "<html><body>" + "<p>a<b>" * 5_000,
        page(ld(datePublished=[{"a": {}}], author=[None, 3], publisher=[], headline={"x": []}, articleBody=7)),
        page('<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
        page('<meta property="og:url" content="http://[bad"><link rel="canonical" href="http://[bad">'),
        "<p>" + "&#0;&#x1F;\x0b " * 50,
    ],
    ids=["deep", "unclosed", "odd json", "deep json", "bad url", "control characters"],
)
def test_a_page_that_is_badly_made_stops_nothing(write: Write, markup: str) -> None:
    documents, problems = reading(write("a.html", markup), write("b.txt", "Words."))
    assert documents[-1].text == "Words."
    assert all("\n" not in str(problem) for problem in problems)


def test_the_libraries_say_nothing_on_the_screen(write: Write) -> None:
    write("a.html", "<html><body></body></html>")
    code = "from timeline.readers import *; from timeline.readers.base import *; list(read(['a.html'], ReadOptions()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


def test_no_library_of_pages_is_imported_until_a_page_is_read(write: Write) -> None:
    write("a.txt", "The river\n2024-12-07\n\nWords.")
    write("b.jsonl", '{"text": "Words.", "date": "2024-12-07"}\n')
    code = (
        "import sys\nfrom timeline.readers import read\nfrom timeline.readers.base import ReadOptions\n"
        "list(read(['a.txt', 'b.jsonl'], ReadOptions()))\n"
        "print([m for m in ('trafilatura', 'lxml', 'htmldate', 'httpx', 'dateutil') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
