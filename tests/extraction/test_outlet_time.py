"""A time in UTC is the outlet's where the language's region says its country."""

import pytest

from claims.extraction.outlet_time import local_moment

CASES = [
    ("2024-03-01T22:30:00Z", "ar-LY", "2024-03-02T00:30:00+02:00"),
    ("2024-03-01T22:30:00+00:00", "ar-Arab-SA", "2024-03-02T01:30:00+03:00"),
    ("2024-03-01T22:30:00Z", "ar-PS", "2024-03-02T00:30:00+02:00"),
    ("2024-03-01T22:30:00Z", "ar", "2024-03-01T22:30:00Z"),
    ("2024-03-01T22:30:00Z", "en-US", "2024-03-01T22:30:00Z"),  # has several times
    ("2024-03-01T22:30:00Z", "ar-001", "2024-03-01T22:30:00Z"),
    ("2024-03-01T22:30:00+02:00", "ar-SA", "2024-03-01T22:30:00+02:00"),
    ("2024-03-01", "ar-LY", "2024-03-01"),
    ("2024", "ar-LY", "2024"),
    (None, "ar-LY", None),
]


@pytest.mark.parametrize(("published", "language", "expected"), CASES)
def test_the_moment_is_the_outlets(published: str | None, language: str, expected: str | None) -> None:
    assert local_moment(published, language) == expected
