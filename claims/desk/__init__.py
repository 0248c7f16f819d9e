"""The desk: a page in the browser, of this machine only, in which a person reviews the claims of a dossier."""

from claims.desk.access import Address, Guard, Keys
from claims.desk.application import application
from claims.desk.desk import ChangedError, Desk
from claims.desk.review_queue import Choice, ReviewQueue
from claims.desk.server import serve

__all__ = ["Address", "ChangedError", "Choice", "Desk", "Guard", "Keys", "ReviewQueue", "application", "serve"]
