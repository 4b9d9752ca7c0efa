"""timeline undated: what was found and could not be dated."""

import sys

from timeline.cli import base
from timeline.cli.screen import faint, line


def run(
    when: base.When = None,
    text: base.Text = "",
    who: base.Who = "",
    where: base.Where = "",
    kind: base.Kinds = "",
    status: base.Statuses = "",
    min_confidence: base.Confident = None,
    source: base.From = "",
    limit: base.Limit = None,
    certain: base.Certain = False,
    now: base.Now = "",
    jsonl: base.JSONLines = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show what could not be dated, when it must have been, and why no more is known.

    Example: timeline undated --who musk

    In the order in which it was read. WHEN, written as for `timeline query`, keeps what may lie in that window by its
    bounds, and so all that has none; with --certain only what must.
    """
    filters = base.Filters(text, source, who, where, kind, status, min_confidence)
    query = base.question(when, filters, limit, certain=certain, now=now, undated=True)
    if jsonl:
        from timeline.workflow.export import export

        shown = export(db, query, "jsonl", sys.stdout.buffer, count=False).written
    else:
        from timeline.workflow.query import events
        from timeline.workflow.wording import bounded, likely_in_words, printable

        shown = 0
        for shown, event in enumerate(events(db, query, whole=True), 1):  # noqa: B007 - counted for the last line
            print(line(event, bounded(event.bounds)))
            likely = likely_in_words(event.likely, event.bounds)
            reasons = dict.fromkeys(source.mention.reason for source in event.sources if source.mention.reason)
            if told := "; ".join(part for part in (likely, *reasons) if part):
                print(faint(f"       {printable(told)}"))
    if not shown:
        base.say("no undated events there")
    elif shown == limit:
        base.say(f"the first {limit}; there may be more")
