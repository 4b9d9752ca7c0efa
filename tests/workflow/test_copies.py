"""Copies, from files to the store."""

import json
from pathlib import Path

import pytest

from timeline.store import open_store
from timeline.values.fingerprint import one_source
from timeline.values.time import day_number
from timeline.workflow.ingest import ingest
from timeline.workflow.read import options

FERRY = (
    "The ferry sank off Velm on 3 May 2019 with forty people on board. Fishermen brought all of them ashore before "
    "it was dark. The owner said that nobody had told him of a fault. "
)
FIRE = (
    "A fire broke out in the mill of Nordheim on 4 May 2019 and burnt for two days. The miller had gone to a wedding "
    "and found nothing but the stones when he came home. "
)
TOLD = {
    "gazette": "VELM (Reuters) - " + FERRY,
    "post": "From our own desk. " + FERRY,
    "herald": "VELM (Reuters) - Forty people swam on 3 May 2019 when their ferry went down, and all are well, as a "
    "pilot said. It was the third time in a year.",
    "echo": FIRE,
}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_ingest_finds_copies_and_credits_whoever_reads_the_files(tmp_path: Path, workers: int) -> None:
    for number, (paper, text) in enumerate(TOLD.items()):
        row = {"doc_id": paper, "publisher": paper, "published": "2019-05-15", "text": text}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row), "utf-8")
    database = f"{tmp_path}/timeline.db"
    read = options(today=day_number(2024, 6, 1))
    ingest(database, [str(file) for file in sorted(tmp_path.glob("*.jsonl"))], read, at=0, workers=workers)
    with open_store(database, read_only=True) as store:
        found = store.copies([1, 2, 3, 4])
    assert [(copy.group, copy.origin) for copy in found] == [(1, "Reuters"), (1, ""), (3, "Reuters"), (4, "")]
    assert len(set(one_source({c.document: (c.group, c.origin) for c in found}).values())) == 2
