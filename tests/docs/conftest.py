"""The pages run commands as the tests of the command line do."""

from tests.cli.conftest import here, run

__all__ = ["here", "run"]
