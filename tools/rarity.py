"""Makes ``languages/en.rarity.txt.gz`` out of wordfreq's list of words: ``rarity.py``, with wordfreq 3 installed.

The forms of a word are counted together, by the stem that ``languages/en.wording.toml`` makes of them. Left out is what
is met less than three times in ten million words, which counts as rare all the same. The list is CC BY-SA 4.0
(Robyn Speer, wordfreq 3.1), and so is the table; the notice stands beside it.
"""

import gzip
import math
import re
from collections import defaultdict
from pathlib import Path

import wordfreq

from timeline.languages.rarity import wording

OUT = Path(__file__).parent.parent / "src" / "timeline" / "languages" / "en.rarity.txt.gz"
LEAST = 2.5  # Zipf: powers of ten among a billion words
WORD = re.compile(r"[^\W\d_]{2,}")


def main() -> None:
    """Write the table."""
    stem = wording("en").stem
    shares: dict[str, float] = defaultdict(float)
    for word, share in wordfreq.get_frequency_dict("en", wordlist="best").items():
        if WORD.fullmatch(word):
            shares[stem(word)] += share
    lines: dict[int, list[str]] = defaultdict(list)
    for one, share in shares.items():
        zipf = math.log10(share) + 9
        if zipf >= LEAST:
            lines[round(80 - 10 * zipf)].append(one)
    text = "\n".join(f"{rarity} {' '.join(sorted(stems))}" for rarity, stems in sorted(lines.items()))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
