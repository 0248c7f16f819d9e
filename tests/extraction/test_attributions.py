from __future__ import annotations

import dataclasses

import pytest

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


@pytest.mark.parametrize("written", ["a  spokesperson", "a\u00a0spokesperson", "a \n spokesperson", " a spokesperson "])
def test_a_name_has_single_blanks_and_one_kind_however_it_is_spaced(written: str) -> None:
    found = [said(written, "unnamed"), said("a spokesperson", "person"), said(written, "unnamed")]
    relayed = dataclasses.replace(found[0], relayed_by=((written, (4, 9)),))
    one, two, three = with_one_kind_each([relayed, *found[1:]])
    assert {(each.name, each.kind) for each in (one, two, three)} == {("a spokesperson", "unnamed")}
    assert one.relayed_by == (("a spokesperson", (4, 9)),)
    assert (one.cue, one.source, one.content) == (found[0].cue, found[0].source, found[0].content)
