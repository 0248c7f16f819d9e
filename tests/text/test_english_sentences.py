"""Where English sentences end, and where a dot ends none."""

from __future__ import annotations

import re

import pytest

from claims.extraction import language

ONE = [
    "Gen. Mark Miller said the U.S. raid began at 5 a.m. on Monday.",
    "Lt. Col. Anna Weber and Sgt. J. R. Stone told Reps. Smith and Jones.",
    "Mr. Smith met Mrs. Jones, Ms. Lee and Dr. A. B. Khan in St. Louis.",
    "It was resolution No. 1701, adopted on Aug. 11, 2006.",
    "Trend Micro Inc. said it, and Bell Co., too, had been attacked.",
    "The bill lists Art. 5, Sec. 2, on p. 10.",
    "Brig. Gen. Khaled al-Mahjoub, Cmdr. Dave Benham and Adm. Harry Harris spoke.",
    "“We won't go. We never will,” he said.",
    "He met Gov. Lee at 6 p.m. in the U.S. Capitol.",
    "See Fig. 3 on p. 12.",
    "Mt. Sinai Hospital is on Fifth Ave. in New York.",
    "Approx. 40 people came, incl. two boys.",
    "He shouted: “Stop!” and fled.",
    "“Why now?” he asked.",
    "The army took 2.5 square miles... and stopped.",
    "Smith v. Jones was heard by Hon. Paul King Jr. in Washington, D.C., on Sept. 3.",
]
TWO = [
    ("The answer was no. He left.", 2),
    ("He works for Bell Inc. The firm is old.", 2),
    ("“We won't go.” He left.", 2),
    ("Was it a drone? Nobody knows!", 2),
    ("It began in March. Ten people died.", 2),
    ("He left at 5 p.m. The crowd stayed.", 2),
    ("He lives in Washington, D.C. She does not.", 2),
    ("The talks ended… Nothing came of them.", 2),
    ("“Why?” he asked. “Who knows?”", 2),
    ("Really?! Nobody knew.", 2),
    ("He asked Sen. Paul. The senator nodded.", 2),
]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in language("en").sentences(text)]


@pytest.mark.parametrize("text", ONE)
def test_a_dot_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(("text", "number"), TWO, ids=[text for text, _ in TWO])
def test_sentences_are_split(text: str, number: int) -> None:
    found = sentences(text)
    assert len(found) == number
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", text)
