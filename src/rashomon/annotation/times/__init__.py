"""Times: TIMEX3 expressions, resolved against the day of publication."""

from rashomon.annotation.times.finding import find_times

__all__ = ["find_times"]
