"""Statements: words and thoughts that a report gives to somebody."""

from rashomon.annotation.statements.finding import find_statements

__all__ = ["find_statements"]
