"""Events as tables that compare with POLECAT, GDELT and ICEWS."""

from rashomon.tables.table import EventTable, TableColumns

__all__ = ["EventTable", "TableColumns"]
