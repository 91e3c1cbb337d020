"""A live `tarn serve --postgres` over a small lake, for the tests of PostgreSQL's clients."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from served_lake import ServedLake  # noqa: E402

SETUP = """
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id bigint NOT NULL, kind varchar, price decimal(12, 2), day date, at timestamp(6), tags array(varchar));
INSERT INTO shop.orders VALUES
  (1, 'a', DECIMAL '1.50', DATE '2026-01-31', TIMESTAMP '2026-01-31 10:00:00.5', ARRAY['x', 'y z']),
  (2, 'b', NULL, NULL, NULL, NULL),
  (3, 'it''s', DECIMAL '-3.25', DATE '1999-12-31', TIMESTAMP '1999-12-31 23:59:59', ARRAY[]);
COMMENT ON COLUMN shop.orders.kind IS 'what it is';
CREATE VIEW shop.dear AS SELECT id, price FROM shop.orders WHERE price > 1
"""


class PostgresLake(ServedLake):
    def prepare(self):
        self.call("sql", "-e", SETUP)
        return ["--postgres", "0"]

    @property
    def port(self):
        return int(self.urls["PostgreSQL protocol"].rsplit("/", 1)[0].rsplit(":", 1)[1])


def same(got, wanted):
    if got != wanted:
        sys.exit(f"got    {got!r}\nwanted {wanted!r}")
