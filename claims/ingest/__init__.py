"""From a person's files to documents: formats, encodings, languages, metadata.

`read` reads a file that holds one article. `read_all` reads many files, and archives of articles, and an article that
cannot be read is a value among the others, not the end of the run.
"""

from claims.ingest.articles import Unreadable, find, read, read_all, read_found

__all__ = ["Unreadable", "find", "read", "read_all", "read_found"]
