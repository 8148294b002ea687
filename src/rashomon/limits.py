"""Every bound of the program under its own name, with the reason for its value."""

from __future__ import annotations

from typing import Final

MAX_ARTICLE_CHARS: Final = 1_000_000
"""Characters of one article. The parser's memory is about 1 GB at 100,000 words; no report comes near it, and a
file beyond it is an archive or a mistake, so it is named as unread rather than cut."""

MAX_FILE_BYTES: Final = 50_000_000
"""Bytes of one input file: room for tables of many articles, while a mistaken argument cannot fill the memory."""

MAX_ACCOUNTS: Final = 200
"""Accounts compared in one story. Alignment is quadratic in the accounts; beyond this, group first."""
