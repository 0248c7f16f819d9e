"""Print the log of a dossier's reviews: every act, and how far two reviewers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.cli import terminal

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import ReviewAct
    from claims.review_log import Unfit

__all__ = ["agreement", "log", "told"]

_LONGEST = 60


def log(folder: Path) -> None:
    """Print every act as it is read, newest first; then, with the reason, those that no longer fit."""
    from claims.store import history
    from claims.workflow import refuse_missing

    refuse_missing(folder)
    count = 0
    for act, is_withdrawn in history(folder):
        terminal.show(f"{_line(act)}{'; withdrawn' if is_withdrawn else ''}")
        count += 1
    unfit = _unfit(folder)
    for each in unfit:
        terminal.show(f"{_line(each.act)}; not applied: {each.why}")
    terminal.say(f"{terminal.counted(count, 'act')}, {len(unfit)} of them no longer fit")


def _unfit(folder: Path) -> tuple[Unfit, ...]:
    from claims.review_log import fold
    from claims.store import read_unfolded

    return fold(read_unfolded(folder)).unfit


def _line(act: ReviewAct) -> str:
    return f"{act.id}  {act.at}  {told(act)}"


def told(act: ReviewAct) -> str:
    """Return who did what to which claim, with its words and the reason, on one line."""
    about = [f"{each.id}{_quoted(each.quote.exact) if each.quote else ''}" for each in act.claims]
    about += [f"{each.name} ({each.kind}{f', in {each.document}' if each.document else ''})" for each in act.sources]
    about += [act.undoes] if act.undoes else []
    values = [act.reliability, str(act.credibility) if act.credibility else None]
    values += [act.translation.text if act.translation else None]
    if act.correction is not None:
        from claims.review_log import corrected_parts

        values.append(", ".join(corrected_parts(act.correction)))
    said = " ".join(filter(None, values))
    what = f"{act.act.replace('_', ' ')}{f' {said}' if said else ''}"
    note = f": {act.note}" if act.note else ""
    return f"{act.by}: {what} {', '.join(about)}{note}".replace("\n", " ")


def _quoted(words: str) -> str:
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
    return f" “{short}”"


def agreement(folder: Path) -> None:
    """Print how far each two reviewers agree in their decisions."""
    from claims.review import agreements
    from claims.store import read_dossier

    dossier = read_dossier(folder)
    found = agreements(dossier.log.acts if dossier.log else ())
    for each in found:
        kappa = "not defined" if each.kappa is None else f"{each.kappa:.2f}"
        terminal.show(
            f"{each.one} and {each.other}: {terminal.counted(each.both, 'common claim')}, {each.share:.0%} agreed, "
            f"Cohen's kappa {kappa}"
        )
        if each.differing:
            terminal.show(f"  differ on: {', '.join(each.differing)}")
    if not found:
        terminal.say("no two reviewers have decided on the same claim")
