"""What the English lexicon tells the extractor of words."""

from __future__ import annotations

import pytest

from claims.extraction import language
from claims.languages.en.cue_lexicon import lexicon
from claims.languages.en.inflection import Irregular, verb_forms
from claims.languages.en.learned import entry_of
from claims.languages.en.signals import EnglishSignals
from claims.model import ACTS


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("warn", "warn warns warned warning"),
        ("deny", "deny denies denied denying"),
        ("vow", "vow vows vowed vowing"),
        ("nod", "nod nods nodded nodding"),
        ("agree", "agree agrees agreed agreeing"),
        ("stress", "stress stresses stressed stressing"),
        ("criticize", "criticize criticizes criticized criticizing criticise criticises criticised criticising"),
        ("label", "label labels labeled labelled labeling labelling"),
        ("signal", "signal signals signaled signalled signaling signalling"),
        ("appeal", "appeal appeals appealed appealing"),
    ],
)
def test_verbs_are_spelt_by_rule(lemma: str, forms: str) -> None:
    assert {form for _, form in verb_forms(lemma)} == set(forms.split())


def test_irregular_forms_are_given() -> None:
    assert verb_forms("write", Irregular("wrote", "written", "writing")) == {
        ("base", "write"), ("s", "writes"), ("past", "wrote"), ("participle", "written"), ("ing", "writing"),
    }  # fmt: skip


def test_every_entry_has_an_act_of_the_records() -> None:
    known = lexicon()
    cues = {reading.cue for readings in known.readings.values() for reading in readings}
    cues |= {cue for phrases in known.phrases.values() for _, cue in phrases}
    assert {cue.act for cue in cues} <= set(ACTS)
    assert len({cue.lemma for cue in cues}) > 700


@pytest.mark.parametrize(
    ("cue", "lemma", "act"),
    [
        ("said", "say", "state"),
        ("Warned", "warn", "warn"),
        ("calling for", "call for", "demand"),
        ("According to", "according to", "attribute"),
        ("quoted as saying", "quoted as saying", "state"),
        ("raises concerns", "raise concerns", "expect"),
        ("allegations", "allegation", "accuse"),
    ],
)
def test_a_cue_has_an_entry_with_its_act(cue: str, lemma: str, act: str) -> None:
    entry = entry_of(cue)
    assert entry is not None
    assert (entry.lemma, entry.act) == (lemma, act)


def test_words_that_report_are_those_of_the_lexicon_that_mostly_do() -> None:
    words = language("en").reporting_words
    assert {"said", "says", "saying", "according", "accused", "denied", "warned", "tweeted"} <= words
    assert words.isdisjoint({"state", "claim", "as", "in", "held", "found", "planned", "asked", "bridge"})


def test_a_word_that_is_no_cue_has_none() -> None:
    assert entry_of("bridge") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bridge is wet .", False),
        ("The mayor said the bridge is wet .", True),
        ("“ The bridge is wet .", True),
        ("Mayor : the bridge is wet .", True),
        ("Nobody was hurt , according to police .", True),
    ],
)
def test_a_paragraph_without_a_cue_is_passed_over(sentence: str, expected: bool) -> None:
    assert EnglishSignals().may_report(sentence.split()) is expected


def test_flags_have_a_row_a_word_and_do_not_depend_on_what_was_asked_before() -> None:
    words = ["They", "called", "for", "calm", ",", "the", "ministry", "said", "."]
    signals = EnglishSignals()
    first = signals.flags(words)
    assert first.shape == (len(words), signals.width)
    assert first[1, :2].tolist() == [1, 0]
    assert first[2, :2].tolist() == [0, 1]
    assert first[7, :2].tolist() == [0, 0]
    assert (signals.flags(words) == first).all()
    assert signals.flags(["called"])[0, 0] == 0
