"""What the rules about facets know: in which country a point lies."""

from __future__ import annotations

import pytest

from claims.validation.country_points import nearer_country


@pytest.mark.parametrize(
    ("country", "lat", "lon", "other"),
    [
        ("LY", 24.2, 14.6, None),
        ("LY", 21.0, 22.0, None),  # empty land: nobody is near
        ("LY", 33.9, 14.0, None),  # at sea
        ("LY", 48.85, 2.35, "FR"),
        ("LY", 30.04, 31.24, "EG"),
        ("RU", 43.1, 131.9, None),
        ("XX", 48.85, 2.35, None),  # not known, not judged
    ],
)
def test_a_point_far_from_its_country_is_seen(country: str, lat: float, lon: float, other: str | None) -> None:
    assert nearer_country(country, lat, lon) == other
