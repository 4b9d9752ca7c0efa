"""Made-up files of the tables of conflicts, with the headers that the real ones have."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.importers.base import IMPORTERS, PLAIN, ImportOptions, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record


def _columns(names: str) -> list[str]:
    return names.split()


ACLED = _columns("""
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
    inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
    location latitude longitude geo_precision source source_scale notes fatalities tags timestamp
""")
UCDP = _columns("""
    id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name side_a_new_id
    gwnoa side_a side_b_new_id gwnob side_b number_of_sources source_article source_office source_date
    source_headline source_original where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt
    priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b
    deaths_civilians deaths_unknown low best high
""")
UCDP_25 = _columns("""
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
    number_of_sources source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country
    country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
    deaths_unknown best high low gwnoa gwnob
""")
GTD = _columns("""
    eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate
    city latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative
    alternative_txt multiple success suicide attacktype1 attacktype1_txt attacktype2 attacktype2_txt
    attacktype3 attacktype3_txt targtype1 targtype1_txt targsubtype1 targsubtype1_txt corp1 target1 natlty1
    natlty1_txt targtype2 targtype2_txt targsubtype2 targsubtype2_txt corp2 target2 natlty2 natlty2_txt
    targtype3 targtype3_txt targsubtype3 targsubtype3_txt corp3 target3 natlty3 natlty3_txt gname gsubname
    gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3 individual nperps nperpcap
    claimed claimmode claimmode_txt claim2 claimmode2 claimmode2_txt claim3 claimmode3 claimmode3_txt
    compclaim weaptype1 weaptype1_txt weapsubtype1 weapsubtype1_txt weaptype2 weaptype2_txt weapsubtype2
    weapsubtype2_txt weaptype3 weaptype3_txt weapsubtype3 weapsubtype3_txt weaptype4 weaptype4_txt
    weapsubtype4 weapsubtype4_txt weapdetail nkill nkillus nkillter nwound nwoundus nwoundte property
    propextent propextent_txt propvalue propcomment ishostkid nhostkid nhostkidus nhours ndays divert
    kidhijcountry ransom ransomamt ransomamtus ransompaid ransompaidus ransomnote hostkidoutcome
    hostkidoutcome_txt nreleased addnotes scite1 scite2 scite3 dbsource INT_LOG INT_IDEO INT_MISC INT_ANY
    related
""")

PROTEST = {
    "event_id_cnty": "FRN7", "event_date": "2021-03-09", "time_precision": "1", "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protesters (Freedonia)", "inter1": "6",
    "assoc_actor_1": "Labour Group (Freedonia); FU: Ferry Union", "inter2": "1",
    "actor2": "Police Forces of Freedonia",
    "iso": "372", "country": "Ireland", "admin1": "Munster", "location": "Cork",
    "latitude": "51.9", "longitude": "-8.5",
    "geo_precision": "1", "source": "The Cork Bell; Radio Lee", "fatalities": "0", "timestamp": "1615300000",
    "notes": "On 9 March 2021, in Cork (Munster, coded), ferry crews blocked the quay. Police looked on. [size=40]",
}  # fmt: skip
CLASH = {
    "id": "41", "year": "2016", "type_of_violence": "1", "side_a": "Government of Freedonia", "side_b": "FLF",
    "dyad_name": "Government of Freedonia - FLF", "number_of_sources": "1",
    "source_article": '"The Bell,2016-02-04,Shots at the mill"', "source_office": "The Bell",
    "source_date": "2016-02-04", "source_headline": "Shots at the mill", "where_prec": "1",
    "where_coordinates": "Mill town", "latitude": "23.5", "longitude": "90.5", "country": "Bangladesh",
    "country_id": "771", "event_clarity": "1", "date_prec": "2", "date_start": "2016-02-01", "date_end": "2016-02-03",
    "low": "2", "best": "3", "high": "4",
}  # fmt: skip
BOMB = {
    "eventid": "197205100001", "iyear": "1972", "imonth": "5", "iday": "10", "extended": "0", "country": "75",
    "country_txt": "West Germany (FRG)", "provstate": "Hesse", "city": "Musterstadt", "latitude": "50.1",
    "longitude": "8.6", "specificity": "1", "success": "1", "attacktype1": "3", "attacktype1_txt": "Bombing/Explosion",
    "targtype1": "14", "targtype1_txt": "Private Citizens & Property", "target1": "A mill", "gname": "Mill Front",
    "guncertain1": "0", "nkill": "2", "scite1": '"Blast at Mill," The Bell, May 11, 1972.',
    "summary": "05/10/1972: A bomb burst in a mill in Musterstadt. Two were killed.",
}  # fmt: skip
ENTRY = {
    "date": "2011-04-05", "category": "Disasters and accidents", "story": None,
    "text": "A ferry sinks off Kinsale. Forty are saved. (The Bell) (Radio Lee)",
    "sources": ["The Bell", "Radio Lee"],
}  # fmt: skip


def table(columns: Iterable[str], *rows: Mapping[str, str], delimiter: str = ",") -> bytes:
    """A file of these rows, as CSV; what a row leaves out is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def json_lines(*rows: Any) -> bytes:
    """A file of these values, one a line."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def read(form: str, data: bytes, options: ImportOptions = PLAIN) -> list[Layout | Record | Problem]:
    """All that the importer of that name says of a file ``f`` with these bytes."""
    source = Source("f", io.BufferedReader(io.BytesIO(data)))  # type: ignore[arg-type]
    return list(IMPORTERS.load(form).read(source, options))


def records(form: str, data: bytes, options: ImportOptions = PLAIN) -> list[Record]:
    """Its records, where nothing is amiss."""
    found = read(form, data, options)
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Record)]


def problems(form: str, data: bytes) -> list[Problem]:
    """What is amiss."""
    return [one for one in read(form, data) if isinstance(one, Problem)]
