"""The only writer of state on disk: answers and earlier briefs in SQLite, a lock, and folders that change whole.

::

    answers, what was said ─ Store ─▶ state.sqlite (or memory, with the reason, where there is no writing)
    mails, before and after they went out ─ MailStore ─▶ the same
    output folder ─────────── lock ─▶ held by the kernel while a run lives
    files of a brief ─ write_folder ▶ the day's folder, exchanged whole
    pages of all days ─ replace_files ▶ each file renamed over the former; point_to ▶ `latest`
    texts and stories of very many files ─ Shelf ▶ a file without a name, while they are asked for
    what can be looked for ─ SearchIndex ▶ search.sqlite, made of the briefs and made anew at any time
"""

from briefing.store.database import Store, salvage
from briefing.store.folders import real_path, write_file, write_folder
from briefing.store.locking import lock, waiting
from briefing.store.replacing import point_to, remove_others, replace_files
from briefing.store.search import Found, Row, SearchIndex
from briefing.store.sent import MailStore, SentMail
from briefing.store.shelf import Shelf
from briefing.store.success import last_success, note_success

__all__ = [
    "Found",
    "MailStore",
    "Row",
    "SearchIndex",
    "SentMail",
    "Shelf",
    "Store",
    "last_success",
    "lock",
    "note_success",
    "point_to",
    "real_path",
    "remove_others",
    "replace_files",
    "salvage",
    "waiting",
    "write_file",
    "write_folder",
]
