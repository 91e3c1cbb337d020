"""Tables of every type, partition transform, sort order and evolution that Tarn writes, for java_reads.py."""

PLAIN = """a boolean, b integer, small smallint, c bigint, d real, e double, f decimal(9, 2), g decimal(18, 3), h decimal(38, 10), i varchar,
  j varchar(20), k varbinary, l date, m time(6), n timestamp(6), o timestamp(6) with time zone, p uuid"""
NESTED = """q array(integer), r map(varchar, bigint), s row(x integer, y varchar, z row(deep date)),
  t array(row(id bigint, names array(varchar))), u map(integer, array(decimal(10, 2)))"""

# One row of values, one of the extremes of each type, one of the other ends, one of NULL.
TYPES = """
CREATE TABLE s.{name} ({plain}, {nested}{more}) WITH ({with});
INSERT INTO s.{name} VALUES (true, 1, 2, 3, REAL '1.5', DOUBLE '2.25', 1.25, 12345.678, 9.0000000001, 'a lake', 'né', X'00FF10', DATE '2026-01-31',
  TIME '10:20:30.123456', TIMESTAMP '2026-01-31 10:20:30.123456', TIMESTAMP '2026-01-31 10:20:30.123456 UTC',
  UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59', ARRAY[1, NULL, 3], MAP(ARRAY['k', 'l'], ARRAY[1, NULL]), ROW(1, 'y', ROW(DATE '2026-02-01')),
  ARRAY[ROW(1, ARRAY['a', NULL]), NULL], MAP(ARRAY[7], ARRAY[ARRAY[1.25, NULL]]){first});
INSERT INTO s.{name} VALUES (false, -2147483648, -32768, -9223372036854775808, REAL '-3.4028235E38', DOUBLE '-1.7976931348623157E308', -9999999.99,
  -999999999999999.999, DECIMAL '-9999999999999999999999999999.9999999999', '', '', X'', DATE '0001-01-01', TIME '00:00:00.000000',
  TIMESTAMP '0001-01-01 00:00:00.000000', TIMESTAMP '1969-12-31 23:59:59.999999 UTC', UUID '00000000-0000-0000-0000-000000000000',
  ARRAY[], MAP(ARRAY[], ARRAY[]), ROW(NULL, NULL, NULL), ARRAY[], MAP(ARRAY[], ARRAY[]){second}),
 (true, 2147483647, 32767, 9223372036854775807, REAL '3.4028235E38', DOUBLE '4.9E-324', 9999999.99, 999999999999999.999,
  DECIMAL '9999999999999999999999999999.9999999999', U&'\\+01F600 ends with the last letter \\+10FFFF', 'zzzzzzzzzzzzzzzzzzzz', X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF',
  DATE '9999-12-31', TIME '23:59:59.999999', TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMP '9999-12-31 23:59:59.999999 UTC',
  UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff', ARRAY[2147483647], MAP(ARRAY[''], ARRAY[0]), ROW(-1, '', ROW(NULL)), ARRAY[ROW(NULL, NULL)],
  MAP(ARRAY[-1], ARRAY[NULL]){third}),
 (NULL, NULL, NULL, NULL, REAL 'NaN', DOUBLE 'NaN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL{null}),
 (NULL, 0, 0, 0, REAL 'Infinity', DOUBLE '-Infinity', 0, 0, 0, 'a name that is longer than the sixteen characters that bounds keep', 'x',
  X'000102030405060708090A0B0C0D0E0F1011', DATE '1969-12-31', TIME '12:00:00', TIMESTAMP '1969-12-31 23:59:59.999999',
  TIMESTAMP '1970-01-01 00:00:00 UTC', UUID '80000000-0000-0000-0000-000000000000', NULL, NULL, NULL, NULL, NULL{null});
"""

# Partition transforms by the column's type; each is one table, so that a file that Java cannot place is told by its name.
TRANSFORMS = {
    "identity": ["a", "b", "c", "d", "e", "f", "i", "k", "l", "m", "n", "o", "p"],
    "bucket": ["b", "c", "f", "h", "i", "k", "l", "m", "n", "o", "p"],
    "truncate": ["b", "c", "g", "h", "i", "k"],
    "year": ["l", "n", "o"],
    "month": ["l", "n", "o"],
    "day": ["l", "n", "o"],
    "hour": ["n", "o"],
    "void": ["i"],
}
ARGUMENT = {"bucket": 5, "truncate": 3}

ROWS = """
INSERT INTO s.{name} SELECT x % 2 = 0, x - 6, x, x * BIGINT '1000000007' - 5000000000, CAST(x AS real) / 4 - 1, x / DOUBLE '8' - 1,
  CAST(x * 1.11 - 6 AS decimal(9, 2)), CAST(x * 12.345 - 60 AS decimal(18, 3)), CAST(x * 98765.4321 - 500000 AS decimal(38, 10)),
  CASE WHEN x % 5 = 0 THEN 'a b/c=d%e+f' WHEN x % 5 = 1 THEN '' ELSE U&'\\00e9\\4e2d\\+01F600' || CAST(x AS varchar) END, 'v' || CAST(x AS varchar),
  to_utf8('k' || CAST(x AS varchar)), date_add('day', x * 17 - 100, DATE '1970-01-01'), CAST(date_add('minute', x * 50, TIMESTAMP '1970-01-01 03:00:00.5') AS time(6)),
  date_add('minute', x * 1777 - 9000, TIMESTAMP '1970-01-01 00:00:00.25'),
  CAST(date_add('minute', x * 1777 - 9000, TIMESTAMP '1970-01-01 00:00:00.25') AS timestamp(6) with time zone),
  CAST('12151fd2-7586-11e9-8f9e-2a86e4085a' || lpad(CAST(x AS varchar), 2, '0') AS uuid) FROM UNNEST(sequence(1, 12)) u(x);
INSERT INTO s.{name} (b) VALUES (NULL);
"""

EVOLVED = """
CREATE TABLE s.{name} (id integer NOT NULL, gone varchar, x real, money decimal(9, 2), part row(p integer, q varchar), l array(row(v integer)),
  m map(varchar, real), day date) WITH ({with}, partitioning = ARRAY['day']);
INSERT INTO s.{name} VALUES (1, 'g', REAL '1.5', 1.25, ROW(1, 'q'), ARRAY[ROW(1)], MAP(ARRAY['k'], ARRAY[REAL '0.5']), DATE '2026-01-01'),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
ALTER TABLE s.{name} ALTER COLUMN id SET DATA TYPE bigint;
ALTER TABLE s.{name} ALTER COLUMN x SET DATA TYPE double;
ALTER TABLE s.{name} ALTER COLUMN money SET DATA TYPE decimal(18, 2);
ALTER TABLE s.{name} ALTER COLUMN part.p SET DATA TYPE bigint;
ALTER TABLE s.{name} ALTER COLUMN l.element.v SET DATA TYPE bigint;
ALTER TABLE s.{name} ALTER COLUMN m.value SET DATA TYPE double;
ALTER TABLE s.{name} DROP COLUMN gone;
ALTER TABLE s.{name} ADD COLUMN gone integer;
ALTER TABLE s.{name} RENAME COLUMN x TO renamed;
ALTER TABLE s.{name} RENAME COLUMN part.q TO r;
ALTER TABLE s.{name} ADD COLUMN part.q date FIRST;
ALTER TABLE s.{name} ADD COLUMN l.element.w varchar;
ALTER TABLE s.{name} ADD COLUMN first varchar FIRST;
ALTER TABLE s.{name} SET PROPERTIES partitioning = ARRAY['bucket(id, 2)', 'year(day)', 'truncate(first, 2)'];
INSERT INTO s.{name} VALUES ('first', 5000000000, DOUBLE '0.1', 1234567890123456.78, ROW(DATE '2026-03-01', 6000000000, 'r'),
  ARRAY[ROW(7000000000, 'w')], MAP(ARRAY['k'], ARRAY[DOUBLE '0.1']), DATE '2026-03-01', 5);
ALTER TABLE s.{name} SET PROPERTIES partitioning = ARRAY['truncate(first, 2)'];
INSERT INTO s.{name} (first, id) VALUES ('second', 9);
"""

DEFAULTS = """
ALTER TABLE s.{name} ADD COLUMN d_bool boolean DEFAULT true;
ALTER TABLE s.{name} ADD COLUMN d_int integer DEFAULT 7;
ALTER TABLE s.{name} ADD COLUMN d_text varchar DEFAULT 'dé';
ALTER TABLE s.{name} ADD COLUMN d_money decimal(9, 2) DEFAULT 1.50;
ALTER TABLE s.{name} ADD COLUMN d_day date DEFAULT DATE '2026-01-01';
ALTER TABLE s.{name} ADD COLUMN d_at timestamp(6) DEFAULT TIMESTAMP '2026-01-01 10:00:00.5';
INSERT INTO s.{name} (id) VALUES (10);
ALTER TABLE s.{name} ALTER COLUMN d_int SET DEFAULT 8;
INSERT INTO s.{name} (id) VALUES (11);
UPDATE s.{name} SET money = 2 WHERE id = 1;
"""

SORTED = """
CREATE TABLE s.sorted (id bigint, name varchar, x double) WITH (format_version = {version}, sorted_by = ARRAY['name DESC NULLS FIRST', 'id'],
  "write.parquet.row-group-size-bytes" = '100000');
INSERT INTO s.sorted SELECT x * 7919 % 3001, nullif('n' || CAST(x % 17 AS varchar), 'n3'), x / DOUBLE '3' FROM UNNEST(sequence(1, 3000)) u(x);
ANALYZE s.sorted;
INSERT INTO s.sorted VALUES (-1, 'later', 0);
"""

UPGRADED = """
CREATE TABLE s.upgraded (id bigint, v bigint) WITH ("write.delete.mode" = 'merge-on-read', "write.update.mode" = 'merge-on-read');
INSERT INTO s.upgraded SELECT x, x FROM UNNEST(sequence(1, 500)) u(x);
DELETE FROM s.upgraded WHERE id % 10 = 3;
ALTER TABLE s.upgraded SET PROPERTIES format_version = 3;
DELETE FROM s.upgraded WHERE id % 10 = 4;
UPDATE s.upgraded SET v = -1 WHERE id % 100 = 5;
INSERT INTO s.upgraded VALUES (501, 501);
"""

NANOSECONDS = """
CREATE TABLE s.nanoseconds (id bigint, at timestamp(9)) WITH (format_version = 3, partitioning = ARRAY['{transform}(at)']);
INSERT INTO s.nanoseconds VALUES (1, TIMESTAMP '2026-01-01 10:00:00.123456789'), (2, TIMESTAMP '1969-12-31 23:59:59.999999999'), (3, NULL),
  (4, TIMESTAMP '2262-04-11 23:47:16.854775806'), (5, TIMESTAMP '1970-01-01 00:00:00');
"""


def fill(statements, **words):
    for word, text in words.items():
        statements = statements.replace("{" + word + "}", text)
    return statements


def tables():
    """(script, {table: (partition fields, sort order) as Iceberg Java prints them})"""
    script, expected = "CREATE SCHEMA s;\n", {}
    none = dict(more="", first="", second="", third="", null="")
    nanoseconds = dict(
        more=", v timestamp(9), w timestamp(9) with time zone",
        first=", TIMESTAMP '2026-01-31 10:20:30.123456789', TIMESTAMP '2026-01-31 10:20:30.123456789 UTC'",
        second=", TIMESTAMP '1677-09-23 00:12:43.000000001', TIMESTAMP '1677-09-23 00:12:43.000000001 UTC'",
        third=", TIMESTAMP '2262-04-11 23:47:16.854775806', TIMESTAMP '2262-04-11 23:47:16.854775806 UTC'",
        null=", NULL, NULL",
    )
    for version in (1, 2, 3):
        name = f"types_{version}"
        words = nanoseconds if version == 3 else none
        script += fill(TYPES, name=name, plain=PLAIN, nested=NESTED, **words, **{"with": f"format_version = {version}"})
        expected[name] = ([], [])
    # Version 1 keeps void fields in place of dropped ones; each version has its own manifests.
    for number, (transform, columns) in enumerate(TRANSFORMS.items()):
        for column in columns:
            name = f"{transform}_{column}"
            argument = f", {ARGUMENT[transform]}" if transform in ARGUMENT else ""
            call = column if transform == "identity" else f"{transform}({column}{argument})"
            version = (number + columns.index(column)) % 3 + 1
            script += f"CREATE TABLE s.{name} ({PLAIN}) WITH (format_version = {version}, partitioning = ARRAY['{call}']);\n"
            script += fill(ROWS, name=name)
            text = f"{transform}[{ARGUMENT[transform]}]" if transform in ARGUMENT else transform
            expected[name] = ([f"{text} of {column}"], [])
    for version in (1, 2, 3):
        name = f"evolved_{version}"
        script += fill(EVOLVED, name=name, **{"with": f"format_version = {version}"})
        expected[name] = (None, [])
    script += fill(DEFAULTS, name="evolved_3")
    script += fill(SORTED, version="2")
    expected["sorted"] = ([], ["identity of name DESC NULLS FIRST", "identity of id ASC NULLS FIRST"])
    script += UPGRADED
    expected["upgraded"] = ([], [])
    for transform in ("year", "month", "day", "hour"):
        name = f"nanoseconds_{transform}"
        script += fill(NANOSECONDS, transform=transform).replace("s.nanoseconds", "s." + name)
        expected[name] = ([f"{transform} of at"], [])
    return script, expected
