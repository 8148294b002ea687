"""The table of time expressions: a pattern, the rule that gives it a value, and examples that are its tests.

Each example is "sentence | expression = KIND value; ..." for a report published on Wednesday 3 September 2025, or, where
it begins with "-", for one without a day of publication. An expression without a value stands as "KIND None".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.annotation.duration_rules import ago_rule, duration_rule, later_rule, repetition_rule
from rashomon.annotation.number_words import NUMBER, NUMBER_WORDS
from rashomon.annotation.time_rules import (
    DECADE_WORDS,
    Rule,
    century_rule,
    clock_rule,
    day_part_rule,
    decade_rule,
    deictic_rule,
    holiday_rule,
    iso_rule,
    month_rule,
    period_rule,
    quarter_rule,
    reference_rule,
    same_day_rule,
    season_rule,
    that_quarter_rule,
    weekday_rule,
    weekend_rule,
    year_rule,
)

__all__ = ["CORE_WORDS", "OPENING_WORDS", "PATTERNS", "TimePattern"]


class TimePattern(NamedTuple):
    """One kind of time expression."""

    name: str
    expression: re.Pattern[str]
    rule: Rule
    examples: tuple[str, ...]


_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?=\s\d)))"
_FULL_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DATED_WEEKDAY = r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.),?\s+(?:the\s+)?)?"
_SPOKEN_YEAR = rf"(?:(?:eighteen|nineteen)\s+(?:hundred\b|{'|'.join(w for w, v in NUMBER_WORDS.items() if v >= 20)}|ten|eleven|twelve|\w+teen)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|two\s+thousand(?:\s+(?:and\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen))?)"
_YEAR = rf"(?P<year>(?:1\d|20)\d\d(?![\d%]|,\d|\.\d)|{_SPOKEN_YEAR})\b"
_ERA = r"(?P<era>\s*(?:BCE?\b|B\.\s?C\.(?:\s?E\.)?))"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)"
_PART = r"(?:(?:(?:around|about|by)\s+)?(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle|close|latter\s+part)\s+of\s+(?:the\s+)?|(?:early|late|mid)(?:\s+in)?[\s-]+|mid(?=[A-Z\d]))?"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?{_YEAR}{_ERA}?|,?\s+(?:of\s+)?(?P<which_year>last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year)"
_UNIT = r"(?P<unit>seconds|(?<=\d\s)second|(?<=one\s)second|minutes?|hours?|days?|weekends?|weeks?|fortnights?|months?|quarters?(?!\s+of\b)|years?|decades?|century|centuries)(?:['’]s?)?\b"
_ABOUT = r"(?:(?:about|around|nearly|almost|roughly|approximately|some|just|only|over(?!\s+the\b)|under|(?:no\s+)?(?:more|less|fewer|longer)\s+than|at\s+least|at\s+most|up\s+to|well\s+over|a\s+little\s+(?:more|less)\s+than)\s+)*"
_VAGUE_COUNT = r"(?:the\s+)?(?:(?:a\s+)?few|several|many|(?:a\s+)?couple(?:\s+of)?|some|a\s+number\s+of|(?:dozens|hundreds)\s+of)"
_COUNT = rf"(?P<count>{NUMBER}|{_VAGUE_COUNT}|another|half\s+an?|an?\s+additional|a\s+(?:full|single|whole)|an?)"
_HALF = r"(?P<half>\s+and\s+a\s+half)?"
_DAY_PART = r"(?P<part>morning|afternoon|evening|night|dawn|noon|midday|midnight)"
_ANY_PART = r"(?:morning|afternoon|evening|night|dawn|noon|midday|midnight)"
_ZONE = r"(?:\s*(?:\(?(?:GMT|UTC|[ECMP][SD]?T|BST|CES?T|IST|JST)\)?|local\s+time|Eastern(?:\s+time)?)(?!\w))?"
_CLOCK = rf"(?P<hour>\d{{1,2}}|{'|'.join(list(NUMBER_WORDS)[1:13])})(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?(?:\s*(?P<half>[ap]\.?\s?m\b\.?|o['’]clock(?!\s+in)|(?:o['’]clock\s+)?in\s+the\s+(?:morning|afternoon|evening)))"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_ONE_TO_FOUR = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
_EARLIER = r"(?:(?:earlier|later|early|late|sometime|the\s+end\s+of|the\s+beginning\s+of|the\s+middle\s+of|the\s+start\s+of|the\s+rest\s+of)\s+)?"


_AT = rf"(?:(?:(?:early|late)\s+(?:in|on)\s+)?(?:the\s+)?(?:early\s+|late\s+)?{_DAY_PART}(?:\s+hours)?\s+(?:of|on)\s+|{_CLOCK}{_ZONE},?\s+(?:on\s+)?)?"


def _pattern(name: str, expression: str, rule: Rule, *examples: str) -> TimePattern:
    return TimePattern(name, re.compile(rf"(?<![\w$£€])(?:{expression})(?!\w)", re.IGNORECASE), rule, examples)


PATTERNS: tuple[TimePattern, ...] = (
    _pattern(
        "ISO date", r"(?P<year>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?Z?)?", iso_rule,
        "Filed 2024-02-29 at sea | 2024-02-29 = DATE 2024-02-29", "Logged 2024-02-29T10:30Z | 2024-02-29T10:30Z = TIME 2024-02-29T10:30",
    ),
    _pattern(
        "date with slashes", r"(?P<mm>\d\d?)(?P<slash>/)(?P<dd>\d\d?)/(?P<year>\d{4})", iso_rule,
        "Signed on 25/12/2020 | 25/12/2020 = DATE 2020-12-25", "Signed on 03/04/2020 | 03/04/2020 = DATE None",
    ),
    _pattern(
        "month and day", rf"{_AT}{_PART}{_DATED_WEEKDAY}(?P<first>{_MONTH}\s+(?:the\s+)?{_DAY})(?:{_OF_YEAR})?", month_rule,
        "They met on Friday, May 9, 2014 | Friday, May 9, 2014 = DATE 2014-05-09", "It closed on Aug. 7 | Aug. 7 = DATE 2025-08-07",
        "It will open on January 5 | January 5 = DATE 2026-01-05", "- It fell on June 5 | June 5 = DATE XXXX-06-05",
        "- In 1920 it fell. On June 5 he fled | 1920 = DATE 1920; June 5 = DATE 1920-06-05",
    ),
    _pattern(
        "two days of a month", rf"(?P<first>{_MONTH}\s+{_DAY})\s*(?:-|–|to|and|or|through|until)\s*(?P<second>(?P<day2>\d{{1,2}})(?!\d|:\d|%|[.,]\d|\s*[ap]\.?m\b)(?:{_OF_YEAR})?)", month_rule,
        "They met on May 13 and 14, 2014 | May 13 = DATE 2014-05-13; 14, 2014 = DATE 2014-05-14",
    ),
    _pattern(
        "day and month", rf"{_AT}{_PART}{_DATED_WEEKDAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:{_OF_YEAR})?", month_rule,
        "They met on 9 May 2014 | 9 May 2014 = DATE 2014-05-09", "He fled on the 3rd of June | the 3rd of June = DATE 2025-06-03",
        "- In May 1940 he fled; on 4 June he was back | May 1940 = DATE 1940-05; 4 June = DATE 1940-06-04",
    ),
    _pattern(
        "two days and month", rf"(?:the\s+)?(?P<first>{_DAY})\s*(?:-|–|to|and|or|until)\s*(?P<second>(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?:{_OF_YEAR})?)", month_rule,
        "From 3 to 5 May 2014 they met | 3 = DATE 2014-05-03; 5 May 2014 = DATE 2014-05-05",
    ),
    _pattern(
        "month and year", rf"{_PART}{_MONTH}{_OF_YEAR}", month_rule,
        "He left in late October 1917 | late October 1917 = DATE 1917-10", "It opened in March of last year | March of last year = DATE 2024-03",
        "Since mid-June 2020 it is shut | mid-June 2020 = DATE 2020-06", "- The fort fell in August 490 BC | August 490 BC = DATE BC0490-08",
    ),
    _pattern(
        "month BC", rf"{_PART}{_MONTH},?\s+(?P<year>\d{{1,4}}){_ERA}", month_rule, "- The fort fell in May 55 BC | May 55 BC = DATE BC0055-05"
    ),
    _pattern(
        "month", rf"(?:{_EARLIER}(?:(?:the\s+)?(?P<which>last|next|this|this\s+past|past|coming|previous|following)\s+)|{_PART}){_FULL_MONTH}", month_rule,
        "It closed in April | April = DATE 2025-04", "It closed last October | last October = DATE 2024-10", "It will open in May | May = DATE 2026-05",
        "- The war began in May 1936. In July he fled | May 1936 = DATE 1936-05; July = DATE 1936-07", "It may open | ",
    ),
    _pattern(
        "weekday", rf"(?:(?:early|late|earlier|later)\s+(?:on\s+)?)?(?:(?:the\s+)?(?P<which>last|next|this(?:\s+past|\s+coming)?|past|coming|previous|following)\s+)?{_WEEKDAY}(?:['’]s(?=\s{_ANY_PART}))?(?:\s+{_DAY_PART}(?!\s+of\b))?", weekday_rule,
        "They met on Monday | Monday = DATE 2025-09-01", "They will meet on Monday | Monday = DATE 2025-09-08",
        "They met Tuesday night | Tuesday night = TIME 2025-09-02TNI", "- They met on Monday | Monday = DATE None",
        "They left last Wednesday | last Wednesday = DATE 2025-08-27", "They leave next Friday | next Friday = DATE 2025-09-05",
    ),
    _pattern(
        "clock and weekday", rf"(?:around\s+|about\s+)?(?:{_CLOCK}{_ZONE}|{_DAY_PART})(?:\s+on)?,?\s+{_WEEKDAY}", weekday_rule,
        "It sank at 9 a.m. Tuesday | 9 a.m. Tuesday = TIME 2025-09-02T09:00", "It sank at noon Monday | noon Monday = TIME 2025-09-01T12:00",
    ),
    _pattern(
        "deictic day", rf"(?:(?:early|late|earlier|later)\s+)?(?P<deictic>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|today|tonight|overnight|yesterday|tomorrow|last\s+night|this(?=\s+{_ANY_PART}))(?:\s+{_DAY_PART}(?!\s+of\b))?", deictic_rule,
        "He left yesterday | yesterday = DATE 2025-09-02", "- He left yesterday | yesterday = DATE None", "He left early this morning | early this morning = TIME 2025-09-03TMO",
        "He returns tomorrow night | tomorrow night = TIME 2025-09-04TNI", "It burned last night | last night = TIME 2025-09-02TNI",
        "He left the day before yesterday | the day before yesterday = DATE 2025-09-01",
    ),
    _pattern(
        "clock and deictic day", rf"(?:{_CLOCK}{_ZONE}|(?:mid|late|early)?[\s-]?{_DAY_PART})\s+(?P<deictic>today|yesterday|tomorrow)", deictic_rule,
        "It sank at 9:30 p.m. yesterday | 9:30 p.m. yesterday = TIME 2025-09-02T21:30", "It sank at noon today | noon today = TIME 2025-09-03T12:00",
    ),
    _pattern(
        "part of that day", rf"(?:(?:early|late|later|earlier)\s+)?(?P<which>that|the\s+(?:next|following|same|previous))\s+{_DAY_PART}", day_part_rule,
        "- On 5 May 1920 he fled. That evening the port fell | 5 May 1920 = DATE 1920-05-05; That evening = TIME 1920-05-05TEV",
        "- On 5 May 1920 he fled; the next morning it rained | 5 May 1920 = DATE 1920-05-05; the next morning = TIME 1920-05-06TMO",
    ),
    _pattern(
        "clock", rf"(?:about\s+|around\s+)?{_CLOCK}{_ZONE}", clock_rule,
        "It sank at 10:35 a.m. | 10:35 a.m. = TIME 2025-09-03T10:35", "The bell rang at 7 o'clock | 7 o'clock = TIME 2025-09-03T07:00",
        "On Monday it sank at about 4 in the morning | Monday = DATE 2025-09-01; about 4 in the morning = TIME 2025-09-01T04:00",
    ),
    _pattern(
        "clock of 24 hours", rf"(?P<hour>[01]?\d|2[0-3])[:](?P<minute>[0-5]\d)(?:hrs|\s*h(?:ours)?)?{_ZONE}", clock_rule,
        "It sank at 15:30 GMT | 15:30 GMT = TIME 2025-09-03T15:30",
    ),
    _pattern(
        "noon", r"(?P<part>noon|midday|midnight)", clock_rule, "It sank at noon | noon = TIME 2025-09-03T12:00"
    ),
    _pattern(
        "that day", r"(?:(?:earlier|later|late|early|the\s+end\s+of|the\s+rest\s+of)\s+(?:on\s+|in\s+)?)?(?P<which>(?:that|the)\s+same|that|the\s+next|the\s+following|the\s+previous|the\s+preceding)\s+(?P<unit>day|week|month|quarter|year|weekend|decade)", same_day_rule,
        "- On 31 May 1920 he fled. The next day the port fell | 31 May 1920 = DATE 1920-05-31; The next day = DATE 1920-06-01",
        "- In May 1920 he fled. Later that year the port fell | May 1920 = DATE 1920-05; Later that year = DATE 1920",
        "- The next day the port fell | The next day = DATE None",
    ),
    _pattern(
        "day before", r"the\s+(?P<unit>day|week|month|year)\s+(?P<after>after|before)(?=\s*[,.;:!?)\n])", same_day_rule,
        "- On 31 May 1920 he fled. The day before, it rained | 31 May 1920 = DATE 1920-05-31; The day before = DATE 1920-05-30",
    ),
    _pattern(
        "period", rf"{_EARLIER}(?:the\s+)?(?P<which>last|next|this(?:\s+past|\s+coming|\s+current)?|current|past|coming|present)\s+(?:fiscal\s+|calendar\s+|school\s+)?(?P<unit>week|month|quarter|year|weekend|decade|century)", period_rule,
        "It closed last week | last week = DATE 2025-W35", "It opens early next month | early next month = DATE 2025-10", "It closed this year | this year = DATE 2025",
        "- It closed last year | last year = DATE None",
    ),
    _pattern(
        "the weekend", r"(?:the\s+|this\s+)?weekend", weekend_rule, "They met over the weekend | the weekend = DATE 2025-W35-WE"
    ),
    _pattern(
        "the year", r"(?:the\s+)(?:full\s+|fiscal\s+|latest\s+fiscal\s+|current\s+fiscal\s+)?(?P<unit>year|week)(?:['’]s\s+end|[\s-]end)?(?!\s+(?:before|after|of|that|when|to|end(?:ed|s|ing))\b)", same_day_rule, "- In 1920 he fled. Sales for the year fell | 1920 = DATE 1920; the year = DATE 1920"
    ),
    _pattern(
        "financial year", r"the\s+(?:fiscal\s+|full\s+)?(?P<unit>year)(?=\s+(?:that\s+)?(?:end(?:ed|s|ing)|to)\b)", duration_rule, "It grew in the year ended March 31 | the year = DURATION P1Y; March 31 = DATE 2025-03-31"
    ),
    _pattern(
        "end of the period", r"(?:around\s+)?(?:the\s+(?:end|beginning|start|middle|rest|latter\s+part)\s+of|(?:early|late|later|earlier)\s+in)\s+the\s+(?P<unit>week|month|quarter|year|decade)", same_day_rule,
        "- In 1920 he fled. Late in the year the port fell | 1920 = DATE 1920; Late in the year = DATE 1920",
    ),
    _pattern(
        "season", rf"{_PART}(?:the\s+)?(?:(?P<which>last|next|this(?:\s+past|\s+coming)?|past|coming|that|same|following)\s+)?{_SEASON}(?:{_OF_YEAR})?", season_rule,
        "He left last fall | last fall = DATE 2024-FA", "- He left in the summer of 1936 | the summer of 1936 = DATE 1936-SU", "He left this spring | this spring = DATE 2025-SP",
    ),
    _pattern(
        "quarter", rf"{_PART}(?:the\s+)?(?:(?P<year_ago>year-(?:ago|earlier))\s+)?(?:fiscal\s+)?{_ONE_TO_FOUR}[\s-](?:fiscal\s+)?quarter(?:{_OF_YEAR})?", quarter_rule,
        "Sales fell in the second quarter | the second quarter = DATE 2025-Q2", "Sales fell in the third quarter of 2019 | the third quarter of 2019 = DATE 2019-Q3",
        "Fourth-quarter sales fell | Fourth-quarter = DATE 2024-Q4", "It beat the year-ago second quarter | the year-ago second quarter = DATE 2024-Q2",
    ),
    _pattern(
        "quarter of a year", rf"(?:the\s+)?(?:(?P<which_year>last|this|next)\s+year['’]s|{_YEAR}(?:['’]s)?)\s+(?:fiscal\s+)?{_ONE_TO_FOUR}[\s-]quarter", quarter_rule,
        "It beat last year's third quarter | last year's third quarter = DATE 2024-Q3", "It beat the 2019 second quarter | the 2019 second quarter = DATE 2019-Q2",
    ),
    _pattern(
        "numbered quarter", rf"(?:Q(?P<nth>[1-4]))(?:\s+(?:of\s+)?{_YEAR})?", quarter_rule, "Sales fell in Q2 2019 | Q2 2019 = DATE 2019-Q2"
    ),
    _pattern(
        "half of a year", rf"(?:the\s+)?(?P<which_half>first|second|latter)\s+half(?:{_OF_YEAR})", quarter_rule,
        "Sales fell in the first half of 2019 | the first half of 2019 = DATE 2019-H1",
    ),
    _pattern(
        "that quarter", r"(?:(?:the|that|this)\s+)?(?:(?P<latest>latest|most\s+recent)\s+|same\s+|(?:comparable\s+)?(?P<year_ago>year-(?:ago|earlier)|prior-year|previous\s+year['’]s)\s+)(?:quarter|period)|(?:the|that)\s+quarter", that_quarter_rule,
        "Sales fell in the latest quarter | the latest quarter = DATE 2025-Q2", "Sales beat the year-ago quarter | the year-ago quarter = DATE 2024-Q2",
    ),
    _pattern(
        "quarter of that year", rf"the\s+{_YEAR}\s+(?:quarter|period)", that_quarter_rule, "Second-quarter sales beat the 2019 period | Second-quarter = DATE 2025-Q2; the 2019 period = DATE 2019-Q2"
    ),
    _pattern(
        "year", rf"{_PART}(?:the\s+)?(?:(?:fiscal|calendar)(?:\s+year)?\s+|years?\s+)?{_YEAR}(?!\s*(?:[-–/]\s*\d|BCE?\b|B\.C))", year_rule,
        "It closed in 1968 | 1968 = DATE 1968", "It closed at the end of 1942 | the end of 1942 = DATE 1942", "He fled in nineteen ninety-one | nineteen ninety-one = DATE 1991",
        "It grew in fiscal 2010 | fiscal 2010 = DATE 2010",
    ),
    _pattern(
        "years", rf"(?:the\s+)?(?P<first>{_YEAR})\s*[-–/]\s*(?P<year2>(?:1\d|20)\d\d|\d\d)(?![\d%]|[-/]\d)", year_rule,
        "He ruled 2010-2012 | 2010 = DATE 2010; 2012 = DATE 2012", "He ruled 1914-18 | 1914 = DATE 1914; 18 = DATE 1918",
    ),
    _pattern(
        "short year", r"(?P<short>['’‘])(?P<year>\d\d)(?!\d|s\b)", year_rule, "It won in '98 | '98 = DATE 1998"
    ),
    _pattern(
        "year BC", rf"{_PART}(?:c(?:a|irca)?\.?\s*)?(?P<year>\d{{1,4}}){_ERA}", year_rule, "- The fort fell in 490 BC | 490 BC = DATE BC0490"
    ),
    _pattern(
        "decade", rf"{_PART}(?:the\s+)?(?:early\s+|late\s+|mid[\s-]?)?(?:(?P<decade>(?:1\d|20)\d0)['’]?s)", decade_rule,
        "It began in the late 1930s | the late 1930s = DATE 193",
    ),
    _pattern(
        "decade in short", rf"the\s+(?:early\s+|late\s+|mid[\s-]?)?(?:['’‘]?(?P<decade>[2-9]0)['’]?s)", decade_rule, "It began in the '60s | the '60s = DATE 196"
    ),
    _pattern(
        "decade in words", rf"the\s+(?:early\s+|late\s+|mid[\s-]?)?(?P<decade>{'|'.join(DECADE_WORDS)})", decade_rule, "It began in the early seventies | the early seventies = DATE 197"
    ),
    _pattern(
        "century", rf"{_PART}(?:the\s+)?(?:early\s+|late\s+|mid[\s-]?)?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|first|second|third|fourth|fifth|\w+th|twenty-first)[\s-]century{_ERA}?", century_rule,
        "It was built in the 19th century | the 19th century = DATE 18",
    ),
    _pattern(
        "ago", rf"{_ABOUT}{_COUNT}\s+{_UNIT}(?:\s+or\s+(?:so|two|more))?{_HALF}\s+ago", ago_rule,
        "He left three weeks ago | three weeks ago = DATE 2025-W33", "He left 10 days ago | 10 days ago = DATE 2025-08-24", "He left more than two years ago | more than two years ago = DATE 2023",
        "- He left two years ago | two years ago = DATE None", "He left a few years ago | a few years ago = DATE PAST_REF",
    ),
    _pattern(
        "from now", rf"{_ABOUT}{_COUNT}\s+{_UNIT}{_HALF}\s+(?P<ahead>from\s+(?:now|today)|hence)", ago_rule, "He returns two weeks from now | two weeks from now = DATE 2025-W38"
    ),
    _pattern(
        "later", rf"{_ABOUT}{_COUNT}\s+{_UNIT}{_HALF}\s+(?P<direction>earlier|later|previously)", later_rule,
        "- On 30 May 1920 he fled. Three days later the port fell | 30 May 1920 = DATE 1920-05-30; Three days later = DATE 1920-06-02",
        "- In 1920 he fled. Two years earlier he had won | 1920 = DATE 1920; Two years earlier = DATE 1918",
    ),
    _pattern(
        "year-earlier", r"(?:an?\s+|the\s+)?year-(?P<year_ago>ago|earlier)", that_quarter_rule, "Third-quarter profit beat a year-earlier loss | Third-quarter = DATE 2025-Q3; a year-earlier = DATE 2024-Q3"
    ),
    _pattern(
        "duration", rf"{_ABOUT}(?:(?:the\s+)?(?:first|last|past|next|final|coming|following|previous|other|these|those)\s+)?{_COUNT}(?:\s+|\s*-\s*)(?:(?:more|additional|other|consecutive|straight|full|long|whole|or\s+so|trading|working|years['’])\s+)?{_UNIT}(?!(?:-|\s+)olds?\b|\s+of\s+age\b){_HALF}(?:[\s-](?:long))?", duration_rule,
        "It lasted three days | three days = DURATION P3D", "It lasted a year and a half | a year and a half = DURATION P1Y6M", "A 16-hour flight | 16-hour = DURATION PT16H",
        "In the past six months it rained | the past six months = DURATION P6M", "It lasted a few weeks | a few weeks = DURATION PXW", "It lasted half an hour | half an hour = DURATION PT30M",
    ),
    _pattern(
        "vague duration", r"(?:(?:(?:the\s+)?(?:recent|coming|past|last|next|following))\s+|(?<=\bfor\s)|(?<=\bover\s)|(?<=\bin\s))(?P<unit>hours|days|weeks|months|years|decades|centuries)(?:[\s-]long)?(?!\s+olds?\b|-olds?\b|\s+of\s+age\b)", duration_rule, "It lasted for weeks | weeks = DURATION PXW"
    ),
    _pattern(
        "repetition", rf"(?:once\s+|twice\s+)?(?:every|each)\s+(?:(?P<other>other)\s+|(?P<count>{NUMBER})\s+)?(?:{_UNIT}|{_WEEKDAY}|{_FULL_MONTH}|{_SEASON}|{_DAY_PART})", repetition_rule,
        "They meet every day | every day = SET P1D", "They meet each Friday | each Friday = SET XXXX-WXX-5", "They meet every two weeks | every two weeks = SET P2W",
    ),
    _pattern(
        "times a unit", r"(?:once|twice|\w+\s+times)\s+(?:an?|per|each|every)\s+(?P<unit>hour|day|week|month|year|decade)", repetition_rule, "They meet twice a week | twice a week = SET P1W"
    ),
    _pattern(
        "repeating adverb", r"(?P<adverb>hourly|daily|nightly|weekly|biweekly|monthly|yearly|annually|everyday)", repetition_rule, "They meet weekly | weekly = SET P1W"
    ),
    _pattern(
        "weekdays", rf"{_WEEKDAY}(?:s(?:\s+(?P<part>nights?|mornings?|afternoons?|evenings?))?|\s+(?P<parts>nights|mornings|afternoons|evenings))", repetition_rule, "They meet on Fridays | Fridays = SET XXXX-WXX-5"
    ),
    _pattern(
        "holiday", rf"(?:(?P<which>last|next|this(?:\s+past|\s+coming)?)\s+)?(?P<holiday>Christmas\s+Eve|Christmas(?:\s+Day)?|New\s+Year['’]s\s+(?:Eve|Day)|Thanksgiving(?:\s+Day)?|Easter(?:\s+(?:Sunday|Monday))?|Good\s+Friday|Halloween|Valentine['’]s\s+Day|(?:Memorial|Labor|Veterans|Armistice|Bastille)\s+Day)(?:,?\s+{_YEAR})?", holiday_rule,
        "They met on Christmas Eve 1914 | Christmas Eve 1914 = DATE 1914-12-24", "They met last Thanksgiving | last Thanksgiving = DATE 2024-11-28",
    ),
    _pattern(
        "reference", r"(?P<PRESENT_REF>(?:right\s+)?now|currently|current|at\s+(?:present|the\s+moment)|presently|these\s+days|nowadays|the\s+present)|(?P<PAST_REF>(?:more\s+)?recently|recent(?:\s+years)?|the\s+(?:recent\s+)?past)|(?P<FUTURE_REF>the\s+(?:near\s+|foreseeable\s+)?future)", reference_rule,
        "It is shut now | now = DATE PRESENT_REF", "It recently closed | recently = DATE PAST_REF", "It may open in the near future | the near future = DATE FUTURE_REF",
    ),
)

CORE_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
    thursdays fridays saturdays sundays second seconds minute minutes hour hours day days weekend weekends week weeks
    fortnight fortnights month months quarter quarters year years decade decades century centuries period half spring
    summer autumn fall winter today tonight overnight yesterday tomorrow morning afternoon evening night dawn noon midday midnight mornings nights
    afternoons evenings am pm m clock hourly daily nightly weekly biweekly monthly quarterly yearly annually everyday
    christmas thanksgiving easter halloween good valentine memorial labor veterans armistice bastille new now currently current
    present moment nowadays recently recent previously past soon future bc bce b eighteen nineteen thousand""".split()
) | frozenset(DECADE_WORDS) | frozenset(f"q{n}" for n in range(1, 5))
"""Every time expression holds one of these words, a year, or a clock time in figures."""

OPENING_WORDS = (
    CORE_WORDS
    | frozenset(NUMBER_WORDS)
    | frozenset(
        """a an the this that these those last next past coming previous following preceding same early late earlier later mid sometime
        about around nearly almost roughly approximately some just only over under no more less fewer longer at least up well
        few several many couple dozens hundreds another half first third fourth final fiscal calendar latest
        most comparable prior every each once twice end beginning start middle on in by right c ca circa very 1st 2nd 3rd 4th
        mon tue tues wed thu thurs fri sat sun fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth two""".split()
    )
)
"""Words (or figures) that a time expression may begin with."""
