"""Loads the generated files into bronze tables of a DuckDB database: load.py DATA FOLDER (writes FOLDER/iceberg.duckdb)."""
import sys

import duckdb

from bronze import TABLES, select

db = duckdb.connect(f"{sys.argv[2]}/iceberg.duckdb")
db.execute("SET preserve_insertion_order = false; CREATE SCHEMA IF NOT EXISTS bronze")
for table in TABLES:
    db.execute(f"CREATE TABLE bronze.{table} AS {select(table, sys.argv[1])}")
