"""What the English extractor makes of a model's claims: names, acts, layout, and nothing of the outlet's own voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.extraction.neural.extractor import Extraction
from claims.languages.en.learned import LearnedExtractor
from claims.model import Claim, Document

if TYPE_CHECKING:
    from claims.extraction.attributions import Offsets


@dataclass
class StandIn:
    """A model whose claims are told: words of the text for source, cue and content."""

    told: list[tuple[str | None, str, str]]
    name: str = "stand-in"
    version: str = "1"
    kinds: dict[str, str] = field(default_factory=dict)
    mode: str = "indirect"

    def extract(self, text: str) -> list[Extraction]:
        return [
            Extraction(
                _at(text, cue),
                _at(text, source) if source else None,
                (_at(text, content),),
                "person",
                self.mode,
                0.9,
                0.9,
            )
            for source, cue, content in self.told
        ]


def _at(text: str, words: str) -> Offsets:
    start = text.index(words)
    return start, start + len(words)


def found(text: str, *told: tuple[str | None, str, str]) -> list[Claim]:
    extractor = object.__new__(LearnedExtractor)
    extractor.model = StandIn([*told])  # type: ignore[assignment]
    extractor._choice = None
    return extractor.extract(Document.from_text("a", text, "en"))


TEXT = """TRIPOLI (Example Agency) - Karim Haddad, the mayor, said the road was closed.
He denied shelling the market, adding that ten people were hurt, according to Example Agency."""


def test_sources_are_named_in_full_and_acts_come_from_the_lexicon() -> None:
    claims = found(
        TEXT,
        ("Karim Haddad, the mayor", "said", "the road was closed"),
        ("He", "denied", "shelling the market"),
        (None, "adding", "ten people were hurt"),
    )
    assert [claim.source.name for claim in claims] == ["Karim Haddad, the mayor"] * 3
    assert [(claim.act, claim.found and claim.found.cue) for claim in claims] == [
        ("state", "say"),
        ("deny", "deny"),
        ("add", "add"),
    ]


def test_a_claim_of_the_dateline_is_dropped() -> None:
    claims = found(TEXT, ("Example Agency", "said", "the road was closed"), ("He", "denied", "shelling the market"))
    assert [claim.cue.exact for claim in claims] == ["denied"]


def test_a_quotation_that_runs_on_over_paragraphs_is_one_claim() -> None:
    text = 'Haddad said: "The road is closed.\n"It will open on Monday.\n"We ask for patience."\nTen people were hurt.'
    (claim,) = found(text, ("Haddad", "said", "The road is closed"))
    assert [part.exact for part in claim.content] == [
        "The road is closed",
        "It will open on Monday",
        "We ask for patience",
    ]


def test_an_apostrophe_opens_and_ends_no_quotation() -> None:
    text = "Haddad said the town's roads weren't safe.\n'Nobody goes there,' he said."
    (first, second) = found(
        text, ("Haddad", "said", "the town's roads weren't safe"), ("he", "he said", "Nobody goes there")
    )
    assert [part.exact for part in first.content] == ["the town's roads weren't safe"]
    assert second.source.name == "Haddad"


def test_a_headline_is_a_claim_of_the_layout() -> None:
    text = "Mayor: Road to the port closed\nKarim Haddad, the mayor, said the road was closed."
    headline, sentence = found(text, ("Karim Haddad, the mayor", "said", "the road was closed"))
    assert (headline.found and headline.found.rule, headline.cue.exact) == ("headline", ":")
    assert sentence.source.name == "Karim Haddad, the mayor"


LONG = " ".join(["the road and the old bridge and the port"] * 5)


def test_a_sentence_that_was_cut_before_its_closing_attribution_is_whole() -> None:
    text = f"It rained. In May {LONG} were closed, Haddad said."
    (claim,) = found(text, ("Haddad", "said", f"bridge and the port {LONG} were closed"[-len(LONG) + 4 :]))
    assert [part.exact for part in claim.content] == [f"In May {LONG} were closed"]


def direct(text: str, content: str) -> list[str]:
    """What becomes of a direct claim of Haddad's whose content a model found."""
    extractor = object.__new__(LearnedExtractor)
    extractor.model = StandIn([("Haddad", "said", content)], mode="direct")  # type: ignore[assignment]
    extractor._choice = None
    (claim,) = extractor.extract(Document.from_text("a", text, "en"))
    return [part.exact for part in claim.content]


def test_a_quotation_is_whole_and_holds_no_words_of_the_outlet() -> None:
    text = '"The road is closed, and it will stay so," Haddad said on Sunday. "We ask for patience."'
    assert direct(text, "and it will stay so") == ["The road is closed, and it will stay so"]
    assert direct(text, 'on Sunday. "We ask for patience') == ["We ask for patience"]
    assert direct(text, "The road is closed") == ["The road is closed, and it will stay so"]
