"""timeline read: what is understood of a document, nothing stored."""

from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base

if TYPE_CHECKING:
    from timeline.values.document import Document


def run(
    paths: base.Paths,
    published: base.Published = "",
    columns: base.Map = None,
    allow_private: base.Private = False,
    max_bytes: base.MaxBytes = base.MAX_BYTES,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON object a line, with the text.")] = False,
) -> None:
    """Show what is understood of each document, and store nothing.

    Example: timeline read article.html

    PATH is a file, folder, pattern, http(s) address, or - for standard input.
    """
    from timeline.values.problem import Problem
    from timeline.workflow.read import documents

    asked = base.reading(published, columns, allow_private, max_bytes)
    read = skipped = 0
    for found in documents(paths, asked):
        if isinstance(found, Problem):
            base.say(str(found))
            skipped += found.skipped
            continue
        read += 1
        print(_object(found) if jsonl else _block(found))
    base.say(f"{read:,} read, {skipped:,} skipped; nothing stored")
    if skipped and not read:
        raise typer.Exit(1)


def _object(document: "Document") -> str:
    from json import dumps

    from timeline.values.edtf import text

    row = {
        "file": document.origin,
        "url": document.url,
        "title": document.title,
        "published": text(document.published) if document.published else None,
        "author": document.author,
        "publisher": document.publisher,
        "language": document.language,
        "text": document.text,
    }
    return dumps(row, ensure_ascii=False)


def _block(document: "Document") -> str:
    from timeline.workflow.wording import printable, when

    facts = {
        "title": document.title,
        "published": when(document.published) if document.published else "unknown",
        "author": document.author,
        "publisher": document.publisher,
        "language": document.language,
        "url": document.url,
        "text": f"{len(document.text):,} characters: {document.text[:60]}" + "…" * (len(document.text) > 60),
    }
    lines = [f"  {label + ':':<11}{printable(fact)}" for label, fact in facts.items() if fact]
    return "\n".join([printable(document.origin), *lines])
