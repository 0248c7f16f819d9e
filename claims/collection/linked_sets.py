"""Sets of what is linked, directly or through others, found by SQL: memory does not grow with their size."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.collection.query import Database

__all__ = ["put_sets"]

_BEGIN = """
create table {name} as
select member, min(root) as root
from (
    select one as member, least(one, other) as root from {links}
    union all select other, least(one, other) from {links}
)
group by member
"""
_STEP = """
create table {name}_next as
with nearest as (
    select member, min(root) as root
    from (
        from {name}
        union all select link.one, known.root from {links} as link join {name} as known on member = link.other
        union all select link.other, known.root from {links} as link join {name} as known on member = link.one
    )
    group by member
)
select nearest.member, above.root from nearest join nearest as above on above.member = nearest.root
"""
_CHANGED = """
select count(*) as changed from {name} as before join {name}_next as next using (member) where next.root <> before.root
"""
_GO_ON = "drop table {name}; alter table {name}_next rename to {name}"


def put_sets(database: Database, links: str, name: str) -> None:
    """Make a table that has for each `member` of a link its `root`: the least of all that are linked with it.

    In each round, a member takes the least that its neighbours know, and then what that one knows: so the distance that
    a value has come doubles, and a chain of n members needs about log n rounds.

    Args:
        database: Where the tables are.
        links: A table of links, with the columns `one` and `other`.
        name: The name of the table to be made.
    """
    changed = 1
    database.run(_BEGIN.format(links=links, name=name))
    while changed:
        database.run(_STEP.format(links=links, name=name))
        (told,) = database.stream(_CHANGED.format(name=name))
        changed = told["changed"]
        database.run(_GO_ON.format(name=name))
