"""The sandbox: a document that its parser does not survive is marked, and the others are read."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rashomon import limits
from rashomon.errors import InputError
from rashomon.reading import read_articles, sandbox
from rashomon.reading.sandbox import ParserCrashError, Question, parse

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")

TEXT = "".join(
    f"<p>The ministers of the two states met for the {n}th time on Monday to talk about the border, officials said.</p>"
    for n in range(4, 9)
)
PAGE = f"<html><head><title>Talks</title></head><body><nav>Home</nav><article>{TEXT}</article></body></html>"
FEED = f"<rss><channel><item><title>Talks</title><description><![CDATA[{TEXT}]]></description></item></channel></rss>"


def saved(folder, name, content=PAGE):
    (folder / name).write_text(content.replace("Talks", f"Talks in {name}"))
    return str(folder / name)


@pytest.fixture
def harm(monkeypatch):
    """Send a signal to the process of the parsers as soon as it is asked about a document of some name."""

    def harm(name, number):
        ask = sandbox._Process.ask

        def ask_and_harm(process, question):
            if name in question.where:
                os.kill(process._popen.pid, number)
            ask(process, question)

        monkeypatch.setattr(sandbox._Process, "ask", ask_and_harm)

    return harm


@pytest.mark.parametrize(
    ("number", "word"), [(signal.SIGSEGV, "crashed (SIGSEGV)"), (signal.SIGKILL, "ended from outside")]
)
def test_a_page_whose_parser_is_killed_is_marked_and_the_others_are_read(tmp_path, harm, number, word):
    paths = [saved(tmp_path, name) for name in ("a.html", "bad.html", "c.html")]
    harm("bad", number)
    reading = read_articles(paths)
    assert [article.title for article in reading.articles] == ["Talks in a.html", None, "Talks in c.html"]
    assert [article.text.startswith("Home") for article in reading.articles] == [False, True, False]
    (problem,) = reading.problems
    assert (problem.where, problem.kind) == (paths[1], "doubt")
    assert word in problem.what


def test_a_feed_whose_parser_is_killed_is_named_and_the_others_are_read(tmp_path, harm):
    paths = [saved(tmp_path, name, FEED) for name in ("a.xml", "bad.xml", "c.xml")]
    harm("bad", signal.SIGSEGV)
    reading = read_articles(paths, fetch=False)
    assert [article.title for article in reading.articles] == ["Talks in a.xml", "Talks in c.xml"]
    assert [(problem.where, problem.kind) for problem in reading.problems] == [(paths[1], "unread")]


@pytest.fixture
def large(tmp_path):
    """A page that takes some seconds and 270 MB, and a small one behind it."""
    body = "".join(f"<p>The ministers of the two states met for the {n}th time to talk.</p>" for n in range(29_000))
    return [saved(tmp_path, "a.html", f"<title>Talks</title><nav>Home</nav><article>{body}"), saved(tmp_path, "b.html")]


def bytes_for(path):
    """The address space that a process takes for a page."""
    read_articles([path])
    status = Path(f"/proc/{sandbox._idle[-1]._popen.pid}/status").read_text()
    return int(re.search(r"VmPeak:\s+(\d+) kB", status)[1]) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize("limit", ["PARSE_SECONDS", "MAX_PARSER_BYTES"])
def test_a_page_that_takes_too_much_gives_its_visible_text_and_the_others_are_read(monkeypatch, large, limit):
    monkeypatch.setattr(limits, "MAX_ARTICLE_CHARS", 10_000_000)
    # Half a second, and little more than the small page needs.
    monkeypatch.setattr(limits, limit, 0.5 if limit == "PARSE_SECONDS" else bytes_for(large[1]) + 20_000_000)
    monkeypatch.setattr(sandbox, "_idle", [])
    reading = read_articles(large)
    assert [article.text.count("Home") for article in reading.articles] == [1, 0]
    assert [(problem.where, problem.kind, problem.limit) for problem in reading.problems] == [
        (large[0], "doubt", limit)
    ]


def test_a_page_whose_parser_does_not_answer_gives_its_visible_text(tmp_path, monkeypatch, harm):
    monkeypatch.setattr(limits, "PARSE_WAIT_SECONDS", 0.3)
    harm("bad", signal.SIGSTOP)
    reading = read_articles([saved(tmp_path, "bad.html")])
    assert reading.articles[0].text.startswith("Home")
    assert [(problem.kind, problem.limit) for problem in reading.problems] == [("doubt", "PARSE_WAIT_SECONDS")]
    monkeypatch.undo()
    assert read_articles([saved(tmp_path, "b.html")]).articles[0].title == "Talks in b.html"


def test_two_documents_can_be_read_at_once():
    question = Question("opml", b'<opml><outline xmlUrl="https://a.example/"/></opml>', "a")
    outer = parse(question)
    next(outer)
    assert list(parse(question)) == ["https://a.example/"]
    assert list(outer) == []


def test_a_document_that_is_left_half_way_does_not_harm_the_next():
    outlines = "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(100))
    first = parse(Question("opml", f"<opml>{outlines}</opml>".encode(), "a"))
    next(first)
    first.close()
    assert list(parse(Question("opml", b'<opml><outline xmlUrl="https://b.example/"/></opml>', "b"))) == [
        "https://b.example/"
    ]


def test_the_error_of_a_parser_is_that_of_the_document():
    with pytest.raises(InputError, match="names no feed") as caught:
        list(parse(Question("opml", b"<opml/>", "a.opml")))
    assert not isinstance(caught.value, ParserCrashError)
    assert caught.value.where == "a.opml"


def test_ctrl_c_goes_to_the_one_who_asks():
    question = Question("opml", b'<opml><outline xmlUrl="https://a.example/"/></opml>', "a")
    list(parse(question))
    process = sandbox._idle[-1]
    os.kill(process._popen.pid, signal.SIGINT)
    assert list(parse(question)) == ["https://a.example/"]
    assert sandbox._idle[-1] is process


def test_the_process_does_not_outlive_a_program_that_is_killed():
    code = (
        "import os; from rashomon.reading import sandbox\n"
        "list(sandbox.parse(sandbox.Question('opml', b'<opml><outline xmlUrl=\"https://a.example/\"/></opml>', 'a')))\n"
        "print(sandbox._idle[-1]._popen.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("the process goes on")
