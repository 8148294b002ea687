"""From the annotated accounts of a story to their comparison."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.comparison.actors import join_actors
from rashomon.comparison.alignment import align
from rashomon.comparison.copying import CopiedRuns
from rashomon.comparison.credits import find_credits
from rashomon.comparison.cutting import first_claims
from rashomon.comparison.differences import DifferenceFinder
from rashomon.comparison.events import join_events
from rashomon.comparison.head import describe_story
from rashomon.comparison.origins import OriginRegister, outlet_name
from rashomon.comparison.participants import find_participants
from rashomon.comparison.points import build_points
from rashomon.comparison.repetitions import find_repetitions
from rashomon.comparison.statements import join_statements
from rashomon.comparison.timeline import build_timeline
from rashomon.comparison.units import read_units
from rashomon.comparison.wording import compare_wording
from rashomon.knowledge import Knowledge, load_knowledge
from rashomon.limits import MAX_ACCOUNTS, MAX_COMPARED_CLAIMS
from rashomon.model import Annotation, Comparison, Problem
from rashomon.stories import find_copies, related

__all__ = ["compare"]


def compare(
    annotations: Sequence[Annotation], *, knowledge: Knowledge | None = None, problems: Sequence[Problem] = ()
) -> Comparison:
    """Set the accounts of one story side by side.

    `problems` are those of reading; what the comparison notices itself (a single account, a copy, accounts of unrelated
    events, more accounts than `limits.MAX_ACCOUNTS`) is added as notices.
    """
    known = knowledge or load_knowledge()
    whole = annotations[:MAX_ACCOUNTS]
    accounts = [first_claims(annotation, MAX_COMPARED_CLAIMS // len(whole)) for annotation in whole]
    articles = [annotation.article for annotation in accounts]
    copies = find_copies(articles)
    sets = [[articles[number].id for number in numbers] for numbers in related(articles)]
    notices = [*_notices(accounts, copies, sets), *_cut(whole, accounts), *_beyond(annotations)]

    actors = join_actors(accounts)
    units = read_units(accounts, actors)
    credited = {article.id: find_credits(article, known) for article in articles}
    copied = CopiedRuns(articles, [article for article, found in credited.items() if any(each.whole for each in found)])
    register = OriginRegister(accounts, actors, known, credited, copied, units)
    differences = DifferenceFinder(accounts, actors, known)
    points = build_points(align(units, actors, sets), differences, register)
    return Comparison(
        story=describe_story(accounts, actors, points),
        articles=tuple(whole),
        actors=actors.actors,
        points=points,
        participants=find_participants(accounts, actors),
        statements=join_statements(accounts, actors),
        events=join_events(accounts, actors),
        timeline=build_timeline(accounts),
        origins=register.origins(),
        copied=copied.texts(),
        repetitions=find_repetitions(units, points, differences),
        wording=compare_wording(accounts, actors, points, known),
        problems=(*problems, *_failures(accounts), *notices),
    )


def _failures(accounts: Sequence[Annotation]) -> list[Problem]:
    return [problem for annotation in accounts for problem in annotation.problems if problem.kind == "failed"]


def _notices(
    accounts: Sequence[Annotation], copies: Sequence[int | None], sets: Sequence[Sequence[str]]
) -> list[Problem]:
    names = {annotation.article.id: outlet_name(annotation.article) for annotation in accounts}
    notices: list[Problem] = []
    if len(accounts) == 1:
        only = accounts[0].article
        notices.append(
            Problem(
                what="there is one report only, so nothing can be compared: every point stands alone; add a second report",
                where=names[only.id],
                kind="single account",
            )
        )
    for number, original in enumerate(copies):
        if original is not None:
            notices.append(
                Problem(
                    what=f"is a copy of {names[accounts[original].article.id]}: one text and one origin",
                    where=names[accounts[number].article.id],
                    kind="copy",
                )
            )
    if len(sets) > 1:
        listed = "; ".join(", ".join(names[article] for article in articles) for articles in sets)
        notices.append(
            Problem(
                what=f"the reports seem to be about {len(sets)} unrelated events and were not forced together ({listed}); "
                "compare them apart, or let --group sort them",
                where="these reports",
                kind="unrelated",
            )
        )
    return notices


def _cut(whole: Sequence[Annotation], accounts: Sequence[Annotation]) -> list[Problem]:
    return [
        Problem(
            what=f"very long: the first {len(account.claims):,} of its {len(annotation.claims):,} claims are compared; "
            "split it into its reports to compare all",
            where=outlet_name(annotation.article),
            kind="cut",
            limit="MAX_COMPARED_CLAIMS",
        )
        for annotation, account in zip(whole, accounts, strict=True)
        if account is not annotation
    ]


def _beyond(annotations: Sequence[Annotation]) -> list[Problem]:
    return [
        Problem(
            what=f"left out: a story holds at most {MAX_ACCOUNTS} accounts; use --group, or compare fewer",
            where=outlet_name(annotation.article),
            kind="left out",
            limit="MAX_ACCOUNTS",
        )
        for annotation in annotations[MAX_ACCOUNTS:]
    ]
