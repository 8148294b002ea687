"""The long stream in small: it ends, it finds the events that it was made of, and it draws what it measured."""

import importlib.util
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rashomon.stories import Stream

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def benchmark():
    for name in ("invented", "stream"):
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
    return sys.modules["stream"]


def test_a_short_stream_is_measured_scored_and_drawn(benchmark, capsys):
    told = benchmark.news(400, days=40, seed=3)
    steps, stories, events = benchmark.measure(told, Stream(encoder=benchmark.stand_in), 100)
    assert [step.articles for step in steps] == [100, 200, 300, 400]
    assert steps[-1].remembered < 400  # the first days are forgotten
    precision, recall = benchmark.bcubed(stories, events)
    assert precision > 0.7
    assert recall > 0.5  # events go on for all of the forty days here, and stories end before
    assert benchmark.bcubed(stories, stories) == pytest.approx((1, 1))
    picture = ElementTree.fromstring(benchmark.plot(steps))
    assert len(picture.findall("{*}path")) == 3
    assert "400" in capsys.readouterr().out


def test_the_same_seed_makes_the_same_news(benchmark):
    assert list(benchmark.news(30, 3, seed=1)) == list(benchmark.news(30, 3, seed=1))
    assert list(benchmark.news(30, 3, seed=1)) != list(benchmark.news(30, 3, seed=2))
