"""Reads files as documents: formats, encodings, languages, metadata.

`read` reads a file with one article. `read_all` reads many files and archives; an article that cannot be read is
yielded as `Unreadable`, and the run continues.
"""

from claims.ingest.articles import Unreadable, find, read, read_all, read_found

__all__ = ["Unreadable", "find", "read", "read_all", "read_found"]
