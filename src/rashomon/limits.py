"""Every bound of the program under its own name, with the reason for its value."""

from __future__ import annotations

from typing import Final

MAX_ARTICLE_CHARS: Final = 1_000_000
"""Characters of one article: a million took 89 s and 3.1 GiB (two cores, 2026-11). No report comes near it, and a file
beyond it is an archive or a mistake, so it is named as unread rather than cut."""

MAX_FILE_BYTES: Final = 50_000_000
"""Bytes of one input file: room for tables of many articles, while a mistaken argument cannot fill the memory."""

MAX_COMPARED_CLAIMS: Final = 6_000
"""Claims of all accounts together that are compared, an equal part of each: the weights of all pairs then take 0.5 GB. Two
accounts may have 3,000 each, some 20,000 words; what lies beyond is annotated, told as cut, and not compared."""

MAX_ACCOUNTS: Final = 50
"""Accounts compared in one story. Alignment weighs every pair of claims, so that its time grows with the square of the
accounts: 50 of 600 words take half a minute. Beyond this, group first, or leave copies out."""

MAX_ACTOR_PAIRS: Final = 400
"""Rows of one event in a table with GDELT's columns, which has a row for every pair of actors: a meeting of the G20 gives 380."""

MAX_ARTICLES: Final = 100_000
"""Articles of one run. Their texts are held in memory: at 5 KB a report this is half a gigabyte."""

STORE_WAIT_SECONDS: Final = 10.0
"""Seconds that a writer of a store waits for another: an article takes milliseconds, so that what is still held then is a
whole ingest, whose end one does not wait for without a word."""

MAX_SEARCH_HITS: Final = 1_000
"""Hits of one search: what nobody reads to its end is better narrowed by a filter, or asked in SQL."""

MAX_RANKED_HITS: Final = 10_000
"""Articles, of those that match a search, that are ranked, the last ones to come: a word that nearly all articles have tells
little, and to rank 200,000 at 1.7 µs each would take a third of a second."""

MAX_TITLE_CHARS: Final = 200
"""Characters of a first line that may be a title. Headlines in news corpora stay under 150; a longer first line that
is followed by a blank line is the opening paragraph."""

MIN_LANGUAGE_CHARS: Final = 40
"""Characters below which the language of a text is not judged: a headline of names looks like any language."""

LANGUAGE_SAMPLE_CHARS: Final = 5_000
"""Characters by which the language of a text is judged; the verdict no longer changes beyond a few hundred."""

MAX_CONTROL_SHARE: Final = 0.1
"""Share of control characters above which a file is not text. News text has none; a text file scraped from a
terminal or a teleprinter has a few."""

MAX_DOUBTFUL_SHARE: Final = 0.1
"""Share of the bytes of a file that may be in doubt: not UTF-8, so that they are read as Windows-1252. English text of that
encoding has under 0.03, French under 0.08; a file in another script has most."""

MAX_PAGE_BYTES: Final = 10_000_000
"""Bytes of one fetched page, feed or archived response, after decompression. News pages weigh 0.1 to 2 MB."""

MAX_UNPACK_RATIO: Final = 200
"""Unpacked bytes for one packed byte. News pages pack 3 to 30 times; a decompression bomb 1,000 times."""

UNPACK_RATIO_FROM_BYTES: Final = 1_000_000
"""Unpacked bytes from which the ratio is looked at: a small page of repeated markup may pack very well."""

MIN_MAIN_TEXT_CHARS: Final = 80
"""Characters below which what a page gives is no report: a link, a button, the notice of a wall. One sentence of news has
about 120."""

MAX_WALL_CHARS: Final = 600
"""Characters of main text up to which the words of a wall ("accept all cookies") tell that it is one: three sentences. A
longer text that has them is a report on cookies."""

MAX_TEASER_CHARS: Final = 1_500
"""Characters up to which the text of a page that is marked as not free is taken for its opening: some four paragraphs. A report
of news has 2,000 and more; where the page says how many words it has, that decides."""

MIN_SHARE_OF_WORDS: Final = 0.6
"""Share of the words that a page says its report has which must be there: the main text leaves out captions and boxes."""

MAX_PAGE_TAGS: Final = 60_000
"""Tags of a page from which the main text is extracted; the extractor takes some 10 s at 100,000 links. News
pages have 500 to 10,000. Beyond it the visible text is taken as it stands."""

MAX_PAGE_DEPTH: Final = 250
"""Nesting of a page from which the main text is extracted: the extractor gives up at 500. News pages nest 10 to 40."""

MAX_EXTRACT_CHARS: Final = 3_000_000
"""Characters of a page from which the main text is extracted, for the same reason."""

MAX_FEED_ENTRIES: Final = 500
"""Entries read from one feed; feeds carry 10 to 100, and each may cost a fetch."""

MAX_FEEDS: Final = 100
"""Feeds read from one OPML list, for the same reason."""

MAX_REDIRECTS: Final = 5
"""Hops from an address to its page. Links of news sites take one to three."""

FETCH_SECONDS: Final = 30.0
"""Seconds for one page in all, from the look-up of its name to its last byte; a dripping server cannot hold the run."""

PARSE_SECONDS: Final = 30.0
"""Seconds of processor time for one document; a page takes 0.02, and one at the bounds above some 5. Then the process that the
parsers run in is ended, and the document marked. Time on the clock would depend on what else the machine does."""

PARSE_WAIT_SECONDS: Final = 300.0
"""Seconds on the clock until the parsers give their next result, however busy the machine is; then the same happens."""

MAX_PARSER_BYTES: Final = 4_000_000_000
"""Bytes of address space of the process that runs the parsers, of which a page at the bounds above uses a tenth."""

START_SECONDS: Final = 60.0
"""Seconds for that process to start, on a machine that is very busy."""

HOST_PACE_SECONDS: Final = 1.0
"""Seconds between two pages of one host: the pace of a quick reader. robots.txt may ask for more (Crawl-delay)."""

MAX_FETCHES: Final = 8
"""Hosts that are asked at once, each for one page at a time: most of the time of a fetch is waiting."""

MAX_AHEAD: Final = 20
"""Articles of one feed or address that are read before their turn has come: a feed is about done when it has, and a run that is
stopped loses no more than this of each."""

MAX_CRAWL_DELAY_SECONDS: Final = 60.0
"""Seconds between two pages that we wait for where robots.txt asks for them. Where it asks for more, one page is read and the
others are named with the time to come back, since a run would take hours."""

MAX_REST_SECONDS: Final = 86_400
"""Seconds for which a host that asks us to come back later (Retry-After) is believed: a day. Longer ones are mistakes."""

RETRY_SECONDS: Final = 60
"""Seconds for which a host is left alone that says "too many requests" (HTTP 429) without saying for how long."""

MAX_ROBOTS_CHARS: Final = 512_000
"""Characters of a robots.txt that are obeyed; RFC 9309 asks for at least 500 KiB."""

MAX_PARALLEL_CHUNKS: Final = 4
"""Chunks of articles that wait for each worker process, so that memory does not grow with the number of articles."""

MAX_NOTEBOOK_PAGE_BYTES: Final = 2_000_000
"""Bytes of a page that is shown in a notebook. Jupyter passes on 3 MB in three seconds and drops what is more; in the
frame's address the page grows by a third."""

MAX_UNDATED_REPORTS: Final = 10_000
"""Reports without a date that a stream remembers while it has seen none with one: they never leave a window of days."""
