"""What collections need is optional: the package is installed without it, and says what to install."""

from importlib.metadata import requires

import pytest

from claims.collection.libraries import required
from claims.errors import ClaimsError

OPTIONAL = {"pyarrow", "duckdb", "datasketch", "rich", "ray", "pyspark"}


def test_none_of_it_is_installed_without_an_extra() -> None:
    always = [told for told in requires("claims-factsheet") or () if "extra ==" not in told]
    assert always
    assert not [told for told in always if any(told.startswith(name) for name in OPTIONAL)]


@pytest.mark.parametrize("extra", ["collections", "ray", "spark"])
def test_a_library_that_is_missing_is_named_with_its_extra(extra: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        required("no_such_library.parquet", extra)
    assert str(caught.value) == (
        "this needs the library no_such_library, which is not installed. "
        f"Install it with: pip install 'claims-factsheet[{extra}]'"
    )
