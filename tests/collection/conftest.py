"""Leaves out the tests of Spark where it is not installed: with Java, it is too large to ask it of every developer."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("pyspark") else ["test_spark.py"]
