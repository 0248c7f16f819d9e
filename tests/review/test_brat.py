"""Claims go out as brat's standoff and come back as reviews: nothing is lost, and no edit changes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Document, Dossier, Made, Review, Source, Span, claim_id, to_record
from claims.review import Corrections, ReviewSession, from_brat
from claims.sheet.formats import write
from claims.validation import validate
from tests.sheet.making import claim, coast, coast_dossier, document, dossier, example, reviewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.model import Status

AT = "2024-03-03T10:00:00Z"
HUDA = Review("accepted", "هدى", AT)


class Folder:
    """A folder that brat works on."""

    def __init__(self, found: Dossier, place: Path) -> None:
        self.dossier, self.place = found, place
        for name, data in write(found, "brat").items():
            (place / name).write_bytes(data)

    @property
    def annotations(self) -> Path:
        """The annotations of the only document."""
        return self.place / f"{self.dossier.documents[0].id}.ann"

    def edit(self, change: Callable[[str], str]) -> None:
        """Change the annotations."""
        before = self.annotations.read_bytes().decode()
        after = change(before)
        assert after != before
        self.annotations.write_bytes(after.encode())

    def event(self, number: int, dossier: Dossier | None = None) -> tuple[str, Claim]:
        """The id of the event that draws a claim, and the claim."""
        found = (dossier or self.dossier).claims[number]
        (match,) = re.findall(rf"AnnotatorNotes (E\d+)\t{found.id}\b", self.annotations.read_bytes().decode())
        return match, found

    def back(self) -> tuple[Dossier, Corrections]:
        """The dossier with the corrections."""
        return taken_back(self.dossier, self.place, "هدى")


def taken_back(found: Dossier, place: Path, by: str) -> tuple[Dossier, Corrections]:
    """The dossier with what a person changed in a folder; the dossier itself if that is nothing."""
    session = ReviewSession(found, by, at=lambda: AT)
    corrections = from_brat(session, place)
    return session.dossier if session.new else found, corrections


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(coast_dossier(), tmp_path)


def moved(folder: Folder, number: int, role: str, words: str) -> Callable[[str], str]:
    """Draw a part of a claim around other words, as brat writes it."""
    event, _ = folder.event(number)
    text = folder.dossier.documents[0].text
    start = text.index(words)

    def change(annotations: str) -> str:
        (entity,) = re.findall(rf"^{event}\t.*?\b{role}:(T\d+)", annotations, re.MULTILINE)
        line = f"{entity}\t{role} {start} {start + len(words)}\t{words}"
        return re.sub(rf"^{entity}\t.*$", line, annotations, flags=re.MULTILINE)

    return change


def without(annotations: str, event: str) -> str:
    """The annotations without a claim and all that is its own, as brat deletes it."""
    (arguments,) = re.findall(rf"^{event}\t(.*)$", annotations, re.MULTILINE)
    own = {event, *re.findall(r"T\d+", arguments)}
    lines = annotations.splitlines()
    return "".join(f"{each}\n" for each in lines if not own & set(re.findall(r"\b[TE]\d+\b", each.partition(":")[0])))


def sound(found: Dossier) -> None:
    """The records are valid."""
    texts = {each.id: each.text for each in found.documents}
    records = [*map(to_record, found.documents), *map(to_record, found.claims)]
    assert [each for each in validate(records, texts) if each.severity == "error"] == []


@pytest.mark.parametrize("found", [example(), coast_dossier()], ids=["example", "coast"])
def test_no_edit_changes_nothing(found: Dossier, tmp_path: Path) -> None:
    assert Folder(found, tmp_path).back() == (found, Corrections())


def test_a_text_has_its_claims_with_its_own_offsets(folder: Folder) -> None:
    text = (folder.place / "coast-1.txt").read_bytes().decode()
    assert text == folder.dossier.documents[0].text
    lines = [line.split("\t") for line in folder.annotations.read_bytes().decode().splitlines()]
    drawn = [(each[1].split(" ", 1)[1], each[2]) for each in lines if each[0].startswith("T")]
    for offsets, words in drawn:
        start, end = map(int, offsets.split(" "))
        assert text[start:end] == words
    assert len(drawn) == sum(2 + (claim.source.mention is not None) for claim in folder.dossier.claims)


def test_other_words_correct_the_claim_and_accept_it(folder: Folder) -> None:
    folder.edit(moved(folder, 0, "Content", "المياه عادت"))
    found, corrections = folder.back()
    old = folder.dossier.claims[0]
    assert corrections == Corrections(changed=(old.id,))
    new = found.claims[0]
    assert [part.exact for part in new.content] == ["المياه عادت"]
    assert (new.id, new.source, new.cue, new.mode, new.act, new.found) == (
        old.id, old.source, old.cue, old.mode, old.act, None,
    )  # fmt: skip
    assert new.review == replace(HUDA, note="changed in brat: content")
    assert found.claims[1:] == folder.dossier.claims[1:]


def test_what_was_corrected_goes_out_and_back_again_without_a_change(folder: Folder, tmp_path: Path) -> None:
    folder.edit(moved(folder, 0, "Content", "المياه عادت"))
    found, _ = folder.back()
    assert Folder(found, tmp_path).back() == (found, Corrections())


def test_what_was_taken_back_once_changes_nothing_when_it_is_taken_back_again(folder: Folder) -> None:
    deleted, _ = folder.event(3)
    event, _ = folder.event(1)
    folder.edit(lambda text: without(text, deleted))
    folder.edit(lambda text: text.replace(f"Mode {event} indirect", f"Mode {event} direct"))
    folder.edit(moved(folder, 0, "Content", "المياه عادت"))
    found, corrections = folder.back()
    assert len(corrections.changed) == 2
    assert corrections.rejected
    assert taken_back(found, folder.place, "سامي") == (found, Corrections())


def test_a_decision_taken_elsewhere_meanwhile_stays(folder: Folder) -> None:
    meanwhile = reviewed(folder.dossier, c1=Review("accepted", "سامي", AT), c2=Review("rejected", "سامي", AT))
    assert taken_back(meanwhile, folder.place, "هدى") == (meanwhile, Corrections())


def test_words_put_back_are_the_claim_as_it_was(folder: Folder, tmp_path: Path) -> None:
    folder.edit(moved(folder, 0, "Content", "المياه عادت"))
    found, _ = folder.back()
    again = Folder(found, tmp_path)
    again.edit(moved(again, 0, "Content", "المياه عادت إلى حي الصابري"))
    found, corrections = again.back()
    old = folder.dossier.claims[0]
    assert corrections == Corrections(changed=(old.id,))
    assert (found.claims[0].content, found.claims[0].review.status) == (old.content, "accepted")
    sound(found)


def test_a_name_that_was_the_words_of_the_mention_follows_them(folder: Folder) -> None:
    folder.edit(moved(folder, 0, "Source", "سالم العماري"))
    found, _ = folder.back()
    assert found.claims[0].source.name == "سالم العماري"


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("Mode {e} indirect", "Mode {e} direct", "mode"),
        ("Kind {e} person", "Kind {e} organization", "kind"),
        ("Act {e} state", "Act {e} announce", "act"),
        ("source: سالم العماري، الناطق باسم البلدية،", "source: سالم العماري", "name"),
    ],
)
def test_another_attribute_or_name_is_a_correction_of_the_same_claim(
    folder: Folder, before: str, after: str, what: str
) -> None:
    event, old = folder.event(0)
    folder.edit(lambda text: text.replace(before.format(e=event), after.format(e=event), 1))
    found, corrections = folder.back()
    assert corrections == Corrections(changed=(old.id,))
    (new,) = [each for each in found.claims if each.id == old.id]
    assert new.review == replace(HUDA, note=f"changed in brat: {what}")
    assert new != replace(old, review=new.review)
    assert len(found.claims) == len(folder.dossier.claims)


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_a_status_alone_is_a_decision_without_a_note(folder: Folder, status: Status) -> None:
    event, old = folder.event(0)
    folder.edit(lambda text: text.replace(f"Status {event} draft", f"Status {event} {status}"))
    found, corrections = folder.back()
    assert corrections == Corrections(reviewed=(old.id,))
    assert found.claims[0] == replace(old, review=replace(HUDA, status=status))


def test_a_deleted_claim_is_rejected(folder: Folder) -> None:
    event, old = folder.event(0)
    folder.edit(lambda text: without(text, event))
    found, corrections = folder.back()
    assert corrections == Corrections(rejected=(old.id,))
    assert found.claims[0] == replace(old, review=Review("rejected", "هدى", AT, "deleted in brat"))
    assert found.claims[1:] == folder.dossier.claims[1:]


def test_a_claim_that_was_rejected_already_stays_as_it_was_rejected(tmp_path: Path) -> None:
    folder = Folder(reviewed(coast_dossier(), c1=Review("rejected", "سامي", AT, "no claim")), tmp_path)
    event, _ = folder.event(0)
    folder.edit(lambda text: without(text, event))
    assert folder.back() == (folder.dossier, Corrections())


def test_a_drawn_claim_is_entered_by_hand(folder: Folder) -> None:
    text = folder.dossier.documents[0].text
    places = [(words, text.index(words)) for words in ("وتشهد", "المدينة", "انقطاعا متكررا", "للكهرباء")]
    (cue, a), (source, b), (first, c), (second, d) = places
    lines = [
        f"T90\tClaim {a} {a + len(cue)}\t{cue}",
        f"T91\tSource {b} {b + len(source)}\t{source}",
        f"T92\tContent {c} {c + len(first)}\t{first}",
        f"T93\tContent {d} {d + len(second)}\t{second}",
        "E90\tClaim:T90 Source:T91 Content:T92 Content2:T93",
        "A90\tKind E90 group",
        "A91\tMode E90 indirect",
    ]
    folder.edit(lambda text: text + "".join(f"{line}\n" for line in lines))
    found, corrections = folder.back()
    (entered,) = corrections.entered
    (new,) = [each for each in found.claims if each.id == entered]
    assert new.source == Source(source, "group", Span(b, b + len(source), source))
    assert (new.mode, new.act, new.found, new.review) == ("indirect", None, None, HUDA)
    assert entered == claim_id("coast-1", source, cue, [part.exact for part in new.content], 0)
    assert [each for each in found.claims if each.id != entered] == [*folder.dossier.claims]
    sound(found)


def test_what_is_counted_in_corrected_words_is_read_anew(tmp_path: Path) -> None:
    folder = Folder(example(), tmp_path)
    number = next(n for n, each in enumerate(folder.dossier.claims) if each.facets and each.facets.figures)
    folder.edit(
        moved(
            folder,
            number,
            "Content",
            "القوة اشتبكت مع أفراد المجموعة الإرهابية المتمركزة بالجبل وتمكنت من قتل 10 عناصر",
        )
    )
    found, corrections = folder.back()
    (new,) = [each for each in found.claims if each.id in corrections.changed]
    assert new.facets is not None
    assert [(figure.what, figure.min) for figure in new.facets.figures] == [("killed", 10)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("\tقال\n", "\tقيل\n"), "ann:1: the words are not those that stand at the offsets"),
        (lambda text: re.sub(r"Claim \d+ \d+\t.*", "Claim 25 9999\tا", text, count=1), "but at several places"),
        (lambda text: re.sub(r"Claim \d+ \d+", "Claim 25 25", text, count=1), "the offsets lie outside the text"),
        (
            lambda text: text.replace("Kind E1 person", "Kind E1 people"),
            "Kind cannot be 'people'. Choose one of: person",
        ),
        (lambda text: re.sub(r"A\d+\tMode E1 .*\n", "", text), "the claim has no Mode"),
        (lambda text: re.sub(r"^T2\t.*\n", "", text, flags=re.MULTILINE), "points to T2, which is not in the file"),
        (lambda text: re.sub(r"^(E1\tClaim:T1).*", r"\1", text, flags=re.MULTILINE), "the claim has no content"),
        (lambda text: text + "E99\tClaim:T1 Content:T3 Within:E98\nA98\tKind E99 group\nA99\tMode E99 direct\n", "E98"),
        (lambda text: text + "A99\tMode\n", "the attribute has no value"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(folder: Folder, change: Callable[[str], str], message: str) -> None:
    folder.edit(change)
    with pytest.raises(ClaimsError, match=r"coast-1\.ann:\d+: ") as raised:
        folder.back()
    assert re.search(message, str(raised.value))


def recounted(annotations: str, text: str, size: Callable[[str], int]) -> str:
    """Annotations as a tool writes them that counts characters in its own way."""
    ends = [sum(map(size, text[:place])) for place in range(len(text) + 1)]

    def line(match: re.Match[str]) -> str:
        return match[1] + re.sub(r"\d+", lambda number: str(ends[int(number[0])]), match[2])

    return re.sub(r"^(T\d+\t\w+ )([\d ;]+)", line, annotations, flags=re.MULTILINE)


COUNTED: dict[str, Callable[[str], int]] = {
    "UTF-16 units": lambda c: len(c.encode("utf-16-le")) // 2,
    "bytes of UTF-8": lambda c: len(c.encode()),
    "line ends of two characters": lambda c: 1 + (c == "\n"),
    "UTF-16 units and line ends of two characters": lambda c: len(c.encode("utf-16-le")) // 2 + (c == "\n"),
    "bytes of UTF-8 and line ends of two characters": lambda c: len(c.encode()) + (c == "\n"),
}


@pytest.mark.parametrize("name", COUNTED)
def test_offsets_that_count_something_else_are_moved_to_their_words(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    text = "🚨 عاجل 🚨🚨\nقال الوزير إن الطريق مغلق 🙏.\nوقال الوزير إن الطريق مفتوح.\n"
    own = document(text, "a")
    folder = Folder(dossier(own, claims=[claim(own, "قال", "إن الطريق مغلق", mention="الوزير")]), tmp_path)
    folder.edit(lambda annotations: recounted(annotations, text, COUNTED[name]))
    assert folder.back() == (folder.dossier, Corrections(missing=()))
    assert f"its offsets count {name}; moved to the places of the words" in caplog.text


def test_an_offset_that_is_wrong_for_itself_is_moved_where_its_words_stand_once(tmp_path: Path) -> None:
    own = document("قال الوزير إن الطريق مغلق.\n", "a")
    folder = Folder(dossier(own, claims=[claim(own, "قال", "إن الطريق مغلق", mention="الوزير")]), tmp_path)
    folder.edit(lambda annotations: re.sub(r"(Content) \d+ \d+", r"\1 3 17", annotations))
    assert folder.back() == (folder.dossier, Corrections())


def test_a_copy_of_the_text_with_other_line_ends_is_the_same_text(folder: Folder) -> None:
    copy = folder.annotations.with_suffix(".txt")
    copy.write_bytes(b"\xef\xbb\xbf" + copy.read_bytes().replace(b"\n", b"\r\n"))
    folder.annotations.write_bytes(b"\xef\xbb\xbf" + folder.annotations.read_bytes().replace(b"\n", b"\r\n"))
    assert folder.back() == (folder.dossier, Corrections())


def test_a_folder_of_another_text_or_dossier_or_of_nothing_is_refused(folder: Folder, tmp_path: Path) -> None:
    (folder.place / "coast-1.txt").write_text("other", encoding="utf-8")
    with pytest.raises(ClaimsError, match="the text differs from that of the dossier"):
        folder.back()
    folder.annotations.rename(folder.place / "inland-1.ann")
    with pytest.raises(ClaimsError, match="has no article inland-1"):
        folder.back()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ClaimsError, match="holds no annotations"):
        taken_back(folder.dossier, tmp_path / "empty", "هدى")


def test_documents_that_nobody_sent_back_stay_as_they_are(tmp_path: Path) -> None:
    first, claims = coast()
    second = document(id="coast-2")
    other = claim(second, "قال", "المياه عادت إلى حي الصابري", name="سالم")
    folder = Folder(dossier(first, second, claims=[*claims, other]), tmp_path)
    (tmp_path / "coast-2.ann").unlink()
    assert folder.back() == (folder.dossier, Corrections(missing=("coast-2",)))


LETTERS = st.sampled_from(["ق", "a", " ", "\n", "\r\n", "\u2028", "\x85", "\U0001f600", "\u202e", "\t", "."])


@settings(max_examples=60)
@given(data=st.data())
def test_any_claims_come_back_as_they_went_out(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "".join(data.draw(st.lists(LETTERS, min_size=8, max_size=40))) + "قال"

    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, data.draw(st.integers(start + 1, len(text))))

    article = Document.from_text("a", text, "ar")
    claims = []
    for number in range(data.draw(st.integers(1, 4))):
        mention = span() if data.draw(st.booleans()) else None
        name = data.draw(st.sampled_from([None, "سالم", " two  blanks ", "a\nb", mention.exact if mention else None]))
        content = tuple(span() for _ in range(data.draw(st.integers(1, 3))))
        within = f"clm-{data.draw(st.integers(0, 4))}"
        claims.append(
            Claim(f"clm-{number}", "a", Source(name, "group", mention), span(), content, "direct", within=within)
        )
    found = Dossier(None, ("ar",), Made("1"), (article,), tuple(claims))
    folder = Folder(found, tmp_path_factory.mktemp("brat"))
    assert folder.back() == (found, Corrections())
