from __future__ import annotations

from claims.extraction.attributions import Attribution, with_one_kind_each
from claims.model import Found, Kind


def said(name: str | None, kind: Kind) -> Attribution:
    return Attribution(Found(version="1", rule="r", cue="c"), "state", (0, 1), None, ((2, 3),), name, kind, "indirect")


def test_a_name_has_the_kind_that_most_of_its_claims_give_it() -> None:
    found = [said("صحيفة", "document"), said("صحيفة", "media"), said("صحيفة", "media"), said("زيد", "person")]
    assert [each.kind for each in with_one_kind_each(found)] == ["media", "media", "media", "person"]


def test_of_kinds_that_are_as_frequent_the_first_holds() -> None:
    found = [said("بلاغ", "document"), said("بلاغ", "unnamed")]
    assert [each.kind for each in with_one_kind_each(found)] == ["document", "document"]


def test_sources_without_a_name_keep_their_kinds() -> None:
    found = [said(None, "unnamed"), said(None, "group")]
    assert with_one_kind_each(found) == found
