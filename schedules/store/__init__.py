"""The database: all the SQL, its tables and their migrations, by subject; it decides nothing."""

from schedules.store.opening import open_store
from schedules.store.transactions import Store

__all__ = ["Store", "open_store"]
