"""A lake whose tables went through the same DELETE, UPDATE, MERGE and ALTER TABLE, each in a write mode of its own."""
import csv
import io

from lake import ScriptLake

MODES = {
    "by_size": "",
    "rewritten": '"write.delete.mode" = \'copy-on-write\', "write.update.mode" = \'copy-on-write\', "write.merge.mode" = \'copy-on-write\'',
    "by_file": '"write.delete.mode" = \'merge-on-read\', "write.update.mode" = \'merge-on-read\', "write.merge.mode" = \'merge-on-read\'',
    "by_partition": '"write.delete.mode" = \'merge-on-read\', "write.update.mode" = \'merge-on-read\', "write.merge.mode" = \'merge-on-read\', '
    '"write.delete.granularity" = \'partition\'',
}
MODES["by_vector"] = "format_version = 3, " + MODES["by_file"]
MODES["rewritten_with_lineage"] = "format_version = 3, " + MODES["rewritten"]

STATEMENTS = """
CREATE TABLE s.{name} (id bigint, name varchar, day date) WITH ({with});
INSERT INTO s.{name} SELECT id, 'n' || CAST(id % 13 AS varchar), date_add('day', id % 5, DATE '2026-01-29') FROM UNNEST(sequence(1, 3000)) x(id);
INSERT INTO s.{name} SELECT id, NULL, DATE '2026-01-30' FROM UNNEST(sequence(3001, 3300)) x(id);
DELETE FROM s.{name} WHERE id % 11 = 4;
UPDATE s.{name} SET name = name || '!', day = date_add('day', 1, day) WHERE id % 17 = 3;
ALTER TABLE s.{name} SET PROPERTIES partitioning = ARRAY['bucket(id, 3)', 'month(day)'], sorted_by = ARRAY['id DESC'];
ALTER TABLE s.{name} ADD COLUMN note varchar AFTER id;
ALTER TABLE s.{name} RENAME COLUMN name TO label;
MERGE INTO s.{name} AS t USING (SELECT n * 7 AS id FROM UNNEST(sequence(1, 600)) q(n)) AS n ON t.id = n.id
  WHEN MATCHED AND t.id % 2 = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET note = 'merged'
  WHEN NOT MATCHED THEN INSERT (id, note, day) VALUES (n.id, 'new', DATE '2026-03-01');
DELETE FROM s.{name} WHERE id % 11 = 5 AND length(coalesce(label, '')) > 1;
"""


def script():
    """Statements that make one table for each mode."""
    out = ""
    for name, properties in MODES.items():
        with_clause = ", ".join(filter(None, ["partitioning = ARRAY['day']", properties]))
        out += STATEMENTS.replace("{name}", name).replace("{with}", with_clause)
    return out


class ChangedLake(ScriptLake):
    def __init__(self, tarn):
        super().__init__(tarn, "CREATE SCHEMA s;\n" + script())

    def rows(self, table):
        text = self.call("sql", "--output", "csv", "-e", f"SELECT id, note, label, CAST(day AS varchar) FROM iceberg.{table}")
        lines = list(csv.reader(io.StringIO(text)))[1:]
        return [(int(line[0]), *(value or None for value in line[1:])) for line in lines]
