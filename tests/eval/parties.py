"""Score who takes part in what: ``python tests/eval/parties.py ../shared/data [--errors N]``.

For each gold event mention of MEANTIME the parties found at its word are held against the participants that its
instance has there: Arg0 is an agent, Arg1 a patient, Argm-LOC a place; only people, organisations and places with a
name count. Recall is of those whose name the mention's sentence has; those that it only means are counted apart. The
corpus is split by document: the half whose errors may be read ("dev") and the half that is only scored ("check").
"""

import argparse
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.events.lexicon import lexicon
from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.parse.trees import Tree
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names
from timeline.events.who.parties import parties
from timeline.values.mention import Party, TextSpan

HALVES = ("dev", "check")
ROLES = {"Arg0": "agent", "Arg1": "patient", "Argm-LOC": "place"}
_KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True)
class Gold:
    """A participant: the forms of its name, and its role."""

    forms: tuple[str, ...]
    role: str

    def is_in(self, text: str) -> bool:
        """Whether a text has one of the forms, or a capital word of one that is long enough."""
        return any(re.search(rf"\b{re.escape(f)}\b", text) for f in self.forms)

    def is_called(self, party: Party) -> bool:
        """Whether a party's name, or what its sentence calls it, is a form, part of one, or has one, by whole words."""
        return any(self._fits(said) for said in (party.name, party.called) if said)

    def _fits(self, said: str) -> bool:
        words = set(re.findall(r"[\w.]+", said.lower()))
        return any(words <= (form := set(re.findall(r"[\w.]+", f.lower()))) or form <= words for f in self.forms)


def half(doc_id: str) -> str:
    """Which half a document belongs to."""
    return HALVES[zlib.crc32(doc_id.encode()) % 2]


def participants(instance: dict[str, Any]) -> list[Gold]:
    """Those that have a name and a role that is asked for."""
    found = []
    for p in instance["participants"]:
        name = p["name"].strip()
        proper = all(w[:1].isupper() or w in ("of", "the", "and", "de") for w in re.findall(r"[A-Za-z]+", name))
        if p["entity"][:3] in _KINDS and p["role"] in ROLES and proper and name.split()[0] not in ("All", "Six", "The"):
            outer = re.sub(r"\(.*?\)", "", name).split(" - ")[0].strip()
            inner = re.findall(r"\((?:CEO of )?(.*?)\)", name) if "CEO" not in name else []
            forms = [outer, *inner, outer.split(",")[0]]
            if p["entity"].startswith("PER"):
                forms.append(outer.split()[-1])
            found.append(Gold(tuple(dict.fromkeys(f for f in forms if f)), ROLES[p["role"]]))
    return found


def documents(data: Path) -> Iterator[tuple[str, str, list[tuple[dict[str, Any], list[Gold]]]]]:
    """Each document's id, text, and gold mentions with their participants."""
    texts = {d["doc_id"]: d["text"] for d in map(json.loads, (data / "timex/meantime.jsonl").open(encoding="utf-8"))}
    mentions: dict[str, list[tuple[dict[str, Any], list[Gold]]]] = {}
    for instance in map(json.loads, (data / "dating/meantime-instances.jsonl").open(encoding="utf-8")):
        gold = participants(instance)
        for mention in instance["mentions"]:
            mentions.setdefault(mention["doc_id"], []).append((mention, gold))
    for doc_id in sorted(mentions):
        yield doc_id, texts[doc_id], mentions[doc_id]


def predicted(text: str) -> tuple[list[Tree], Names]:
    """The parsed sentences of a text and its names."""
    names = Names(text, lexicon("en"))
    return names.learn(parse(text, list(sentences(text, "en")), "en")), names


def score(data: Path, errors: int) -> dict[tuple[str, str], Counter[str]]:
    """Counts by half and role: right, found, wanted; ``all`` has the roles together, ``unrolled`` any role will do."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for doc_id, text, gold_mentions in documents(data):
        trees, names = predicted(text)
        for mention, gold in gold_mentions:
            span = TextSpan(mention["start"], mention["end"])
            tree = next((t for t in trees if t.span.start <= span.start < t.span.end and t.within(span)), None)
            if tree is None:
                continue
            happening = Happening(tree.top(tree.within(span)), "gold")
            found = [p for p in parties(tree, happening, names, lexicon("en")) if p.kind != "other"]
            wanted = [g for g in gold if g.is_in(tree.span.of(text))]
            _count(counts, half(doc_id), found, wanted, gold)
            wrong = [
                p for p in found if p.role != "other" and not any(g.role == p.role and g.is_called(p) for g in gold)
            ]
            missed = [g for g in wanted if not any(p.role == g.role and g.is_called(p) for p in found)]
            if errors and half(doc_id) == "dev" and (wrong or missed):
                errors -= 1
                print("\n#", tree.span.of(text), f"<<{mention['text']}>>")
                print(
                    "  wrong ",
                    [(p.name, p.role, p.kind) for p in wrong],
                    "  missed",
                    [(g.forms[0], g.role) for g in missed],
                )
    return counts


def _count(
    counts: dict[tuple[str, str], Counter[str]], part: str, found: list[Party], wanted: list[Gold], gold: list[Gold]
) -> None:
    for role in ("agent", "patient", "place"):
        cell = counts.setdefault((part, role), Counter())
        mine = [p for p in found if p.role == role]
        cell["found"] += len(mine)
        cell["right"] += sum(any(g.role == role and g.is_called(p) for g in gold) for p in mine)
        cell["wanted"] += sum(g.role == role for g in wanted)
        cell["had"] += sum(g.role == role and any(g.is_called(p) for p in mine) for g in wanted)
        cell["named"] += sum(g.role == role and any(g.is_called(p) for p in found) for g in wanted)
        cell["unnamed"] += sum(g.role == role and g not in wanted for g in gold)
        cell["followed"] += sum(g.role == role and g not in wanted and any(g.is_called(p) for p in mine) for g in gold)


def main() -> None:
    """Print precision and recall by half and role."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--errors", type=int, default=0, help="so many wrong mentions of the development half")
    asked = options.parse_args()
    if not (asked.data / "dating/meantime-instances.jsonl").is_file():
        print(f"skipped: MEANTIME is not in {asked.data}", file=sys.stderr)
        return
    counts = score(asked.data, asked.errors)
    for part in HALVES:
        total = Counter[str]()
        for role in ("agent", "patient", "place"):
            total += counts[part, role]
        for role, c in (*((r, counts[part, r]) for r in ("agent", "patient", "place")), ("all", total)):
            p, r = c["right"] / max(c["found"], 1), c["had"] / max(c["wanted"], 1)
            print(
                f"{part:5} {role:7} precision {100 * p:5.1f} ({c['right']}/{c['found']})  recall {100 * r:5.1f} "
                f"({c['had']}/{c['wanted']})  F1 {200 * p * r / max(p + r, 1e-9):5.1f}  in any role {c['named']}  "
                f"not named in the sentence {c['followed']}/{c['unnamed']}"
            )


if __name__ == "__main__":
    main()
