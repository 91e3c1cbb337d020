"""The statements of the corpus, by family: functions times edge values, and queries that show semantics.

A family is a list of statements. `f` makes one statement for each combination of arguments; `column` asks a function of a column
of values, where constants are not folded. Nothing here depends on the clock, on chance or on tables.
"""

import pathlib
import re
from itertools import product

FAMILIES = {}


def family(name):
    def register(make):
        out = []
        make(out)
        seen = set()
        FAMILIES[name] = [s for s in out if not (s in seen or seen.add(s))]
        return make

    return register


def f(out, template, *pools):
    """SELECT template with {0}, {1} … for each combination of the pools' values; a bare name is a call."""
    if "{" not in template:
        template += "(" + ", ".join("{%d}" % i for i in range(len(pools))) + ")"
    for values in product(*pools):
        out.append("SELECT " + template.format(*values))


def each(out, *expressions):
    out.extend("SELECT " + e for e in expressions)


def column(out, template, values, kind=None):
    """template with {x} over a column x of the values, in their order."""
    rows = ", ".join("(%d, %s)" % (i, v) for i, v in enumerate(values))
    x = "CAST(x AS %s)" % kind if kind else "x"
    out.append("SELECT i, %s FROM (VALUES %s) AS t (i, x) ORDER BY i" % (template.format(x=x), rows))


BIG = ["9223372036854775807", "BIGINT '-9223372036854775808'"]
INTS = ["NULL", "0", "1", "-1", "42", "2147483647", "INTEGER '-2147483648'"] + BIG
SMALL = ["SMALLINT '32767'", "SMALLINT '-32768'", "TINYINT '127'", "TINYINT '-128'", "SMALLINT '7'", "TINYINT '-7'"]
DOUBLES = [
    "DOUBLE '0'",
    "DOUBLE '-0'",
    "1e0",
    "-1e0",
    "0.5e0",
    "-2.5e0",
    "1e300",
    "4.9e-324",
    "nan()",
    "infinity()",
    "-infinity()",
]
REALS = ["REAL '0'", "REAL '1.5'", "REAL '-2.25'", "REAL '3.4028235e38'"]
DECIMALS = [
    "0.0",
    "1.5",
    "-1.5",
    "2.50",
    "DECIMAL '99999999999999999999999999999999999999'",
    "DECIMAL '-0.00000000000000000000000000000000000001'",
    "123456789012345678.99",
    "DECIMAL '12345678901234567890.123456789'",
]
STRINGS = ["NULL", "''", "'a'", "'hello'", "'  pad  '", "'héllo wörld'", "'日本語'", "'a😀b'", "'Ünïcode ẞ'", "'it''s'"]
DATES = [
    "DATE '1970-01-01'",
    "DATE '2024-02-29'",
    "DATE '1969-12-31'",
    "DATE '2023-12-31'",
    "DATE '0001-01-01'",
    "DATE '9999-12-31'",
]
STAMPS = [
    "TIMESTAMP '2024-02-29 13:04:05'",
    "TIMESTAMP '2024-02-29 13:04:05.678'",
    "TIMESTAMP '1969-12-31 23:59:59.999999'",
    "TIMESTAMP '2001-08-22 03:04:05.321'",
    "TIMESTAMP '0001-01-01 00:00:00'",
]
FINE = ["TIMESTAMP '2024-02-29 13:04:05.123456789'", "TIMESTAMP '2020-05-01 12:34:56.123456789012'"]
ZONED = [
    "TIMESTAMP '2024-02-29 13:04:05.678 UTC'",
    "TIMESTAMP '2024-07-01 00:30:00.000 America/New_York'",
    "TIMESTAMP '2024-02-29 13:04:05 +05:30'",
]
TIMES = ["TIME '00:00:00'", "TIME '13:04:05.678'", "TIME '23:59:59.999999'"]
ARRAYS = [
    "ARRAY[]",
    "ARRAY[1, 2, 3]",
    "ARRAY[3, 1, NULL, 2]",
    "ARRAY[NULL]",
    "CAST(NULL AS array(integer))",
    "ARRAY[2, 2, 1, NULL, NULL]",
]
TEXTS = ["ARRAY['b', 'a', 'c']", "ARRAY['x', NULL, 'é😀']", "CAST(ARRAY[] AS array(varchar))"]
MAPS = [
    "MAP(ARRAY['a', 'b'], ARRAY[1, 2])",
    "MAP()",
    "MAP(ARRAY[1, 2], ARRAY['x', NULL])",
    "CAST(NULL AS map(varchar, integer))",
]


@family("math")
def _(out):
    for name in ["abs", "sign"]:
        f(out, name, INTS + SMALL + DOUBLES + REALS + DECIMALS)
    for name in ["ceil", "ceiling", "floor", "round"]:
        f(out, name, INTS[:6] + SMALL[:2] + DOUBLES + REALS + DECIMALS + ["NULL"])
    f(out, "truncate", DOUBLES + REALS[:3] + DECIMALS + ["NULL", "5"])
    f(out, "truncate", ["DECIMAL '1234.567'", "-1234.567", "1234.567e0"], ["1", "0", "-2", "5"])
    f(
        out,
        "round",
        ["1234.567", "-1234.565", "0.5", "-0.5", "2.5", "999.99"],
        ["0", "1", "2", "-1", "-2", "-4", "NULL"],
    )
    f(out, "round", ["1234.567e0", "-0.5e0", "2.5e0", "nan()", "1e300", "REAL '2.55'"], ["0", "1", "2", "-2"])
    f(out, "round", ["1234", "-1250", "9223372036854775807", "INTEGER '2147483647'"], ["-1", "-2", "2", "-19"])
    for name in [
        "acos",
        "asin",
        "atan",
        "cbrt",
        "cos",
        "cosh",
        "degrees",
        "exp",
        "ln",
        "log2",
        "log10",
        "radians",
        "sin",
        "sinh",
        "sqrt",
        "tan",
        "tanh",
    ]:
        f(out, name, ["NULL", "0", "1", "-1", "0.5", "2e0", "nan()", "infinity()", "-infinity()", "1e308"])
        column(out, name + "({x})", ["0e0", "0.25e0", "1e0", "NULL"])
    f(out, "atan2", ["0e0", "1e0", "-1e0", "NULL"], ["0e0", "1e0", "-2e0"])
    f(out, "log", ["2", "10", "0", "-1", "1", "NULL"], ["8", "100e0", "0", "-1", "1"])
    f(
        out,
        "mod",
        ["5", "-5", "5.5", "-5.5", "5.5e0", "NULL", "BIGINT '-9223372036854775808'"],
        ["3", "-3", "0", "2.2", "1.5e0", "-1"],
    )
    for name in ["power", "pow"]:
        f(out, name, ["2", "0", "-8", "2.5", "NULL", "nan()"], ["3", "0", "-1", "0.5", "1000"])
    each(
        out,
        "e()",
        "pi()",
        "nan()",
        "infinity()",
        "-infinity()",
        "is_nan(nan())",
        "is_nan(1e0)",
        "is_nan(NULL)",
        "is_finite(infinity())",
        "is_finite(1e0)",
        "is_infinite(-infinity())",
        "is_infinite(nan())",
        "is_nan(REAL 'NaN')",
        "is_finite(1)",
    )
    f(out, "width_bucket", ["3.14e0", "-1e0", "0e0", "10e0", "nan()"], ["0e0"], ["10e0", "0e0"], ["5", "0"])
    each(
        out,
        "width_bucket(3.14e0, ARRAY[1e0, 2e0, 3e0, 4e0])",
        "width_bucket(0e0, ARRAY[1e0, 2e0])",
        "width_bucket(9e0, ARRAY[1e0, 2e0])",
        "width_bucket(10e0, 10e0, 0e0, 5)",
        "width_bucket(3e0, 10e0, 0e0, 5)",
    )
    f(out, "to_base", ["255", "-255", "0", "9223372036854775807", "NULL"], ["2", "16", "36", "1", "37"])
    f(
        out,
        "from_base",
        ["'ff'", "'-ff'", "'zz'", "''", "'9'", "NULL", "'7fffffffffffffff'", "'8000000000000000'"],
        ["16", "36", "2", "1"],
    )
    each(
        out,
        "cosine_similarity(MAP(ARRAY['a'], ARRAY[1.0]), MAP(ARRAY['a'], ARRAY[2.0]))",
        "cosine_similarity(ARRAY[1e0, 2e0], ARRAY[3e0, 4e0])",
        "cosine_similarity(ARRAY[1e0], ARRAY[3e0, 4e0])",
        "cosine_distance(ARRAY[1e0, 2e0], ARRAY[3e0, 4e0])",
        "euclidean_distance(ARRAY[REAL '1', REAL '2'], ARRAY[REAL '3', REAL '4'])",
        "dot_product(ARRAY[1e0, 2e0], ARRAY[3e0, 4e0])",
        "normal_cdf(0, 1, 1.96)",
        "inverse_normal_cdf(0, 1, 0.975)",
        "inverse_beta_cdf(2, 5, 0.5)",
        "beta_cdf(2, 5, 0.5)",
        "t_cdf(1.0, 10)",
        "wilson_interval_lower(1250, 1310, 1.96e0)",
        "wilson_interval_upper(1250, 1310, 1.96e0)",
        "inverse_normal_cdf(0, 1, 2)",
    )
    for value in ["random(0)", "random(5, 5)", "random(-1)"]:
        each(out, value)


@family("arithmetic")
def _(out):
    ops = ["+", "-", "*", "/", "%"]
    pairs = [
        ("7", "2"),
        ("-7", "2"),
        ("7", "-2"),
        ("7", "0"),
        ("0", "0"),
        ("NULL", "2"),
        ("2147483647", "1"),
        ("INTEGER '-2147483648'", "-1"),
        ("9223372036854775807", "1"),
        ("BIGINT '-9223372036854775808'", "-1"),
        ("TINYINT '127'", "TINYINT '2'"),
        ("TINYINT '-128'", "TINYINT '-1'"),
        ("SMALLINT '32767'", "SMALLINT '3'"),
        ("SMALLINT '-32768'", "SMALLINT '-1'"),
        ("TINYINT '100'", "SMALLINT '100'"),
        ("INTEGER '2000000000'", "SMALLINT '100'"),
        ("7e0", "2"),
        ("7e0", "0e0"),
        ("0e0", "0e0"),
        ("-7e0", "0"),
        ("REAL '7.5'", "REAL '2'"),
        ("REAL '7.5'", "2"),
        ("REAL '7.5'", "2e0"),
        ("1.0", "3.0"),
        ("1", "3.0"),
        ("1.00", "3"),
        ("10.0", "0.0"),
        ("-1.0", "3.000"),
        ("2.0", "0.3"),
        ("0.1", "0.2"),
        ("1.5e0", "0.5"),
        ("12345678901234567890.12", "1.1"),
        ("DECIMAL '99999999999999999999999999999999999999'", "1"),
        ("DECIMAL '99999999999999999999999999999999999999'", "DECIMAL '99999999999999999999999999999999999999'"),
        ("0.00000000000000000001", "0.00000000000000000001"),
        ("DECIMAL '1'", "BIGINT '3'"),
        ("DECIMAL '5.5'", "TINYINT '2'"),
        ("DECIMAL '123.456'", "REAL '2'"),
    ]
    for a, b in pairs:
        for op in ops:
            each(out, "%s %s %s" % (a, op, b))
    f(out, "-({0})", INTS + SMALL + DOUBLES + DECIMALS)
    for op in ops:
        column(out, "{x} %s 2" % op, ["7", "-7", "NULL", "0"])
        column(out, "10 %s {x}" % op, ["3", "-4", "NULL"])
        column(out, "{x} %s 3" % op, ["7.5", "-0.1", "NULL"], "decimal(10,2)")
    column(out, "10 / {x}", ["1", "0"])
    column(out, "TRY(10 / {x})", ["1", "0", "NULL"])
    column(out, "{x} + 1", ["2147483646", "2147483647"])
    for t in ["tinyint", "smallint", "integer", "bigint", "real", "double", "decimal(5,2)", "decimal(38,10)"]:
        each(
            out,
            "CAST(1 AS %s) + CAST(2 AS bigint)" % t,
            "CAST(1 AS %s) / CAST(2 AS decimal(10,3))" % t,
            "CAST(3 AS %s) * CAST(2 AS decimal(18,4))" % t,
            "typeof(CAST(1 AS %s) + CAST(1 AS smallint))" % t,
            "CAST(3 AS %s) %% CAST(2 AS decimal(18,4))" % t,
            "CAST(3 AS %s) - CAST(2 AS double)" % t,
        )


@family("bitwise")
def _(out):
    for name in ["bitwise_and", "bitwise_or", "bitwise_xor"]:
        f(
            out,
            name,
            ["NULL", "0", "19", "-25", "9223372036854775807", "TINYINT '5'"],
            ["25", "-1", "0", "SMALLINT '3'"],
        )
    f(out, "bitwise_not", INTS + SMALL)
    for name in ["bitwise_left_shift", "bitwise_right_shift", "bitwise_right_shift_arithmetic"]:
        f(
            out,
            name,
            ["1", "-8", "TINYINT '7'", "BIGINT '-8'", "SMALLINT '-5'", "BIGINT '1'", "NULL"],
            ["0", "2", "33", "64", "-1"],
        )
    f(out, "bit_count", ["9", "-7", "0", "9223372036854775807", "NULL"], ["64", "8", "4", "1", "65"])


@family("compare")
def _(out):
    for op in ["=", "<>", "<", ">=", "IS DISTINCT FROM"]:
        for a, b in [
            ("1", "1.0"),
            ("1", "NULL"),
            ("nan()", "nan()"),
            ("nan()", "1e0"),
            ("infinity()", "nan()"),
            ("'a'", "'a '"),
            ("'a'", "'B'"),
            ("0e0", "-0e0"),
            ("CAST('a' AS char(3))", "'a'"),
            ("CAST('a' AS char(3))", "CAST('a  ' AS char(5))"),
            ("DATE '2024-01-01'", "TIMESTAMP '2024-01-01 00:00:00'"),
            ("1", "'1'"),
            ("true", "false"),
            ("ARRAY[1, 2]", "ARRAY[1, 3]"),
            ("ARRAY[1, NULL]", "ARRAY[1, 2]"),
            ("ROW(1, 'a')", "ROW(1, 'b')"),
            ("ROW(1, NULL)", "ROW(1, 2)"),
            ("'😀'", "'\uffee'"),
            ("X'00FF'", "X'01'"),
            ("MAP(ARRAY[1], ARRAY[2])", "MAP(ARRAY[1], ARRAY[2])"),
            ("TIMESTAMP '2024-01-01 00:00:00 UTC'", "TIMESTAMP '2024-01-01 01:00:00 +01:00'"),
            ("TIME '10:00:00'", "TIME '10:00:00.000'"),
            ("INTERVAL '1' DAY", "INTERVAL '24' HOUR"),
            ("UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "UUID '12151FD2-7586-11e9-8f9e-2a86e4085a58'"),
        ]:
            each(out, "%s %s %s" % (a, op, b))
    for name in ["greatest", "least"]:
        for args in [
            "1, 2, 3",
            "1, NULL, 3",
            "NULL, NULL",
            "1.5, 2",
            "1, 2.5e0",
            "'a', 'b'",
            "nan(), 1e0",
            "1e0, nan(), 2e0",
            "DATE '2024-01-01', DATE '2023-01-01'",
            "1",
            "",
            "'é', '😀', 'z'",
            "1, 'a'",
            "true, false",
            "DECIMAL '1.10', DECIMAL '1.1'",
        ]:
            each(out, "%s(%s)" % (name, args))
    for v in ["5", "NULL", "0", "10"]:
        each(
            out,
            "%s BETWEEN 1 AND 10" % v,
            "%s NOT BETWEEN 1 AND NULL" % v,
            "%s IN (1, 5, NULL)" % v,
            "%s NOT IN (1, 2)" % v,
            "%s IS NULL" % v,
            "%s IS NOT NULL" % v,
            "%s NOT IN (1, NULL)" % v,
            "%s = ANY (VALUES 1, 5)" % v,
            "%s <> ALL (VALUES 1, 5)" % v,
            "%s > ALL (VALUES 1, NULL)" % v,
            "%s <= SOME (VALUES 1, 5)" % v,
        )
    for s, p in [
        ("'hello'", "'h%'"),
        ("'hello'", "'_ello'"),
        ("'hello'", "'H%'"),
        ("'a%b'", "'a#%b' ESCAPE '#'"),
        ("'a😀b'", "'a_b'"),
        ("NULL", "'%'"),
        ("''", "'%'"),
        ("'a'", "''"),
        ("'a\\b'", "'a\\b'"),
        ("'abc'", "'a#' ESCAPE '#'"),
        ("'abc'", "'abc' ESCAPE 'xx'"),
        ("U&'a\\000Ab'", "'a%b'"),
        ("CAST('ab' AS char(4))", "'ab  '"),
        ("CAST('ab' AS char(4))", "'ab'"),
        ("'x'", "NULL"),
    ]:
        each(out, "%s LIKE %s" % (s, p), "%s NOT LIKE %s" % (s, p))
    for e in [
        "true AND NULL",
        "false AND NULL",
        "true OR NULL",
        "false OR NULL",
        "NOT NULL",
        "NULL AND NULL",
        "NOT true",
        "1 AND true",
        "'a' OR false",
    ]:
        each(out, e)


@family("conditional")
def _(out):
    each(
        out,
        "if(true, 1)",
        "if(false, 1)",
        "if(NULL, 1, 2)",
        "if(1 = 1, 'a', 'b')",
        "if(1, 2, 3)",
        "CASE 1 WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END",
        "CASE NULL WHEN NULL THEN 1 ELSE 2 END",
        "CASE WHEN false THEN 1 END",
        "CASE WHEN true THEN 1 ELSE 2.5 END",
        "CASE WHEN true THEN 1 ELSE 'a' END",
        "coalesce(NULL, NULL)",
        "coalesce(NULL, 1, 1/0)",
        "coalesce(1, 2.5)",
        "coalesce('a', 1)",
        "nullif(1, 1)",
        "nullif(1, 2)",
        "nullif(1, NULL)",
        "nullif(NULL, 1)",
        "nullif('a', 'a ')",
        "nullif(1, 1.0)",
        "coalesce(1)",
        "try(1/0)",
        "try(CAST('x' AS integer))",
        "try(9223372036854775807 + 1)",
        "try(1)",
        "try(ARRAY[1][2])",
        "coalesce(try(1/0), 0)",
        "try(date_parse('x', '%Y'))",
        "try(json_parse('{'))",
        "try(fail('boom'))",
        "fail('boom')",
        "fail(1, 'boom')",
        "try(element_at(ARRAY[1], 0))",
        "try_cast('x' AS integer)",
        "try_cast('12' AS integer)",
        "try_cast(300 AS tinyint)",
        "try_cast('2024-02-30' AS date)",
        "try_cast(NULL AS integer)",
        "try_cast(ARRAY[1] AS varchar)",
        "try_cast('nan' AS double)",
        "try(from_hex('zz'))",
        "try(url_decode('%zz'))",
        "CASE WHEN 1 = 0 THEN 1/0 ELSE 5 END",
        "if(false, 1/0, 3)",
        "CASE 2 WHEN 1.0 THEN 'a' WHEN 2.0 THEN 'b' END",
        "typeof(coalesce(1, 2.5))",
        "typeof(if(true, SMALLINT '1', BIGINT '2'))",
        "typeof(CASE WHEN true THEN 'abc' ELSE 'defgh' END)",
        "typeof(NULL)",
        "typeof(1)",
        "typeof(1.50)",
        "typeof('abc')",
        "typeof(ARRAY[1, 2.5])",
        "typeof(ROW(1, 'a'))",
        "typeof(MAP(ARRAY['a'], ARRAY[1]))",
        "typeof(DATE '2024-01-01')",
        "typeof(TIMESTAMP '2024-01-01 00:00:00.123')",
        "typeof(TIMESTAMP '2024-01-01 00:00:00 UTC')",
        "typeof(1e0)",
        "typeof(REAL '1')",
        "typeof(true)",
        "typeof(X'00')",
        "typeof(INTERVAL '1' DAY)",
        "typeof(INTERVAL '1' MONTH)",
        "typeof(TIME '10:00:00')",
        "typeof(JSON '1')",
        "typeof(CAST('a' AS char(3)))",
        "typeof(CAST('a' AS varchar))",
        "typeof(CAST('a' AS varchar(5)))",
        "typeof(cast(row(1, 'a') as row(x bigint, y varchar)))",
        "typeof(uuid())",
        "typeof(count(*))",
        "version() IS NOT NULL",
    )


def CASTS():
    sources = {
        "varchar": [
            "'1'",
            "' 1 '",
            "'-7'",
            "'+7'",
            "'1.5'",
            "'abc'",
            "''",
            "'1e3'",
            "'NaN'",
            "'Infinity'",
            "'true'",
            "'T'",
            "'yes'",
            "'2024-02-29'",
            "'2024-2-9'",
            "'2023-02-29'",
            "'2024-02-29 13:04:05.678'",
            "'2024-02-29T13:04:05'",
            "'13:04:05'",
            "'99999999999999999999'",
            "'12151fd2-7586-11e9-8f9e-2a86e4085a59'",
            "'2024-02-29 13:04:05 America/New_York'",
            "'0x1F'",
            "'1_000'",
            "'128'",
            "'-129'",
        ],
        "numbers": [
            "0",
            "1",
            "-1",
            "127",
            "128",
            "32768",
            "2147483648",
            "9223372036854775807",
            "1.5",
            "2.5",
            "-1.5",
            "-2.5",
            "0.05",
            "123456789.987654321",
            "1e0",
            "1.5e0",
            "2.5e0",
            "-1.5e0",
            "1e10",
            "1e20",
            "1e-5",
            "nan()",
            "infinity()",
            "123456789e0",
            "0.1e0",
            "1e7",
            "12345678e0",
            "REAL '1.1'",
            "REAL '1e10'",
            "REAL '0.001'",
            "true",
            "false",
            "NULL",
            "99.995",
            "-99.995",
            "1e300",
        ],
        "times": [
            "DATE '2024-02-29'",
            "TIMESTAMP '2024-02-29 13:04:05.678'",
            "TIMESTAMP '2024-02-29 13:04:05.999999'",
            "TIMESTAMP '2024-02-29 13:04:05.123456789'",
            "TIMESTAMP '2024-02-29 13:04:05 UTC'",
            "TIMESTAMP '2024-07-01 01:30:00 America/New_York'",
            "TIME '13:04:05.678'",
            "TIME '23:59:59.9999'",
            "INTERVAL '3' DAY",
            "INTERVAL '14' MONTH",
            "TIMESTAMP '1969-12-31 23:59:59.9'",
        ],
        "nested": [
            "ARRAY[1, 2]",
            "ARRAY['1', 'x']",
            "MAP(ARRAY[1], ARRAY['a'])",
            "ROW(1, 'a')",
            "X'6162'",
            "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
            "JSON '[1, \"a\"]'",
            "JSON '\"a\"'",
            "JSON '12'",
            "JSON 'true'",
            "JSON 'null'",
            "JSON '1.5'",
            "JSON '{\"a\": 1}'",
        ],
    }
    plain = [
        "boolean",
        "tinyint",
        "smallint",
        "integer",
        "bigint",
        "real",
        "double",
        "decimal(5,2)",
        "decimal(38,0)",
        "varchar",
        "varchar(3)",
        "char(5)",
    ]
    times = [
        "date",
        "timestamp",
        "timestamp(0)",
        "timestamp(6)",
        "timestamp(9)",
        "timestamp(12)",
        "timestamp with time zone",
        "time",
        "time(0)",
        "varchar",
        "varchar(4)",
        "timestamp(1)",
    ]
    nested = [
        "varchar",
        "json",
        "array(bigint)",
        "array(varchar)",
        "map(varchar, varchar)",
        "row(a bigint, b varchar)",
        "varbinary",
        "uuid",
        "integer",
        "double",
        "boolean",
    ]
    return [
        (
            sources["varchar"],
            plain + ["date", "timestamp(3)", "timestamp(6) with time zone", "time(3)", "uuid", "json"],
        ),
        (sources["numbers"], plain + ["json"]),
        (sources["times"], times + ["json"]),
        (sources["nested"], nested),
    ]


@family("cast")
def _(out):
    for values, types in CASTS():
        for value, kind in product(values, types):
            # A time of day as a timestamp is of the current date.
            if not (value.startswith("TIME '") and kind.startswith("timestamp")):
                each(out, "CAST(%s AS %s)" % (value, kind))
    for kind in ["varchar", "bigint", "decimal(10,1)", "date", "varchar(2)"]:
        column(out, "TRY_CAST({x} AS %s)" % kind, ["'1'", "'1.25'", "'2024-01-01'", "'zz'", "NULL", "''"])
    column(
        out, "CAST({x} AS varchar)", ["1e0", "100e0", "1e7", "1e-3", "1.5e-4", "-0e0", "nan()", "123456.789e0", "1e21"]
    )
    column(out, "CAST({x} AS varchar)", ["1.5", "0.05", "-3.10", "NULL"], "decimal(9,3)")
    column(out, "CAST({x} AS varchar)", ["TIMESTAMP '2024-01-01 00:00:00.000'", "TIMESTAMP '1960-05-05 05:05:05.050'"])
    column(out, "CAST({x} AS bigint)", ["1.5e0", "2.5e0", "-0.5e0", "1e18"])
    column(out, "CAST({x} AS bigint)", ["1e19", "1e0"])
    # Years that need more than four digits, and those before the first.
    for year in ("+12345", "12345", "-0001", "-12345", "0000", "+2020", "+123456", "+99999", " +12345"):
        out.append("SELECT DATE '%s-01-02', CAST(DATE '%s-01-02' AS varchar)" % (year, year))
        out.append("SELECT CAST('%s-01-02' AS date), CAST(CAST(DATE '%s-01-02' AS varchar) AS date)" % (year, year))
        out.append("SELECT CAST(ARRAY[DATE '%s-01-02'] AS array(varchar)), CAST(DATE '%s-01-02' AS JSON), CAST(MAP(ARRAY[1], ARRAY[DATE '%s-01-02']) AS JSON), format('%%s', DATE '%s-01-02')" % (year, year, year, year))
    for year in ("+12345", "12345", "-12345", "+99999"):
        for rest in ("", ".123", ".123456789012", ".123 UTC"):
            out.append("SELECT TIMESTAMP '%s-01-02 03:04:05%s', CAST(TIMESTAMP '%s-01-02 03:04:05%s' AS varchar)" % (year, rest, year, rest))
        out.append("SELECT CAST(TIMESTAMP '%s-01-02 03:04:05' AS JSON), format('%%s', TIMESTAMP '%s-01-02 03:04:05')" % (year, year))
        out.append("SELECT CAST('%s-01-02 03:04:05' AS timestamp), CAST('%s-01-02 03:04:05' AS timestamp(6)), CAST('%s-01-02 03:04:05 UTC' AS timestamp with time zone)" % (year, year, year))
    out.append("SELECT CAST(DATE '12345-01-02' AS varchar(10))")
    out.append("SELECT CAST(DATE '12345-01-02' AS varchar(11)), CAST(DATE '2020-01-02' AS varchar(10))")
    out.append("SELECT CAST(x AS varchar) FROM (VALUES DATE '2020-01-02', NULL, DATE '12345-01-02') AS t (x)")


@family("string")
def _(out):
    for name in [
        "length",
        "lower",
        "upper",
        "reverse",
        "trim",
        "ltrim",
        "rtrim",
        "to_utf8",
        "codepoint",
        "soundex",
        "normalize",
    ]:
        f(out, name, STRINGS)
        column(
            out,
            name + "({x})",
            [s for s in STRINGS if name != "codepoint" or s in ("NULL", "'a'")],
            "varchar" if name != "codepoint" else "varchar(1)",
        )
    f(out, "chr", ["65", "233", "128512", "0", "-1", "1114112", "NULL", "55296"])
    f(out, "concat", STRINGS[:4] + ["'é'"], ["'x'", "NULL", "''"])
    each(
        out,
        "concat('a', 'b', 'c')",
        "concat('a', 1)",
        "'a' || 'b' || NULL",
        "'a' || 1",
        "concat(ARRAY[1], ARRAY[2, 3])",
        "ARRAY[1] || 2",
        "1 || ARRAY[2]",
        "concat(X'01', X'02')",
        "concat('a')",
        "concat_ws(',', 'a', 'b')",
        "concat_ws(',', 'a', NULL, 'c')",
        "concat_ws(NULL, 'a', 'b')",
        "concat_ws(',', ARRAY['a', NULL, 'b'])",
        "concat_ws(',', NULL, NULL)",
        "concat_ws('', 'a')",
        "concat_ws(',')",
    )
    for name in ["substr", "substring"]:
        f(out, name, ["'hello'", "'a😀bc'", "''", "NULL"], ["1", "2", "0", "-2", "10", "-10", "NULL"])
        f(out, name, ["'hello'", "'a😀bc'"], ["1", "2", "0", "-2", "-10"], ["2", "0", "-1", "100", "NULL"])
    each(
        out,
        "substring('hello' FROM 2 FOR 3)",
        "substring('hello' FROM 2)",
        "position('l' IN 'hello')",
        "position('' IN 'hello')",
        "position('z' IN 'hello')",
        "position('😀' IN 'a😀')",
        "position(NULL IN 'a')",
    )
    f(out, "strpos", ["'hello'", "'a😀b😀'", "''", "NULL"], ["'l'", "''", "'😀'", "'zz'", "NULL"])
    f(out, "strpos", ["'hello'", "'a😀b😀b'"], ["'l'", "'b'"], ["1", "2", "3", "-1", "-2", "0"])
    f(out, "starts_with", ["'hello'", "''", "NULL", "'éa'"], ["'he'", "''", "'é'", "NULL"])
    f(out, "replace", ["'hello'", "''", "NULL", "'a😀a'"], ["'l'", "''", "'a'", "NULL"])
    f(out, "replace", ["'hello'", "''", "'a😀a'"], ["'l'", "''", "'a'"], ["'L'", "''", "'😀'"])
    for name in ["lpad", "rpad"]:
        f(out, name, ["'hi'", "''", "'😀'", "NULL"], ["5", "1", "0", "-1", "3"], ["'x'", "'xy'", "'é'", "''"])
    f(out, "split", ["'a,b,c'", "','", "''", "NULL", "'abc'", "'a,,b'", "'é😀é'"], ["','", "''", "'b'", "'😀'"])
    f(out, "split", ["'a,b,c'", "'abc'", "'a,,b'"], ["','"], ["1", "2", "10", "0", "-1"])
    f(
        out,
        "split_part",
        ["'a,b,c'", "','", "''", "NULL", "'a,,b'", "'é😀é'"],
        ["','", "''", "'😀'"],
        ["1", "2", "4", "0", "-1"],
    )
    each(
        out,
        "split_to_map('a=1,b=2', ',', '=')",
        "split_to_map('', ',', '=')",
        "split_to_map('a', ',', '=')",
        "split_to_map('a=1,a=2', ',', '=')",
        "split_to_map('a=1', '=', '=')",
        "split_to_multimap('a=1,b=2,a=3', ',', '=')",
        "split_to_map(NULL, ',', '=')",
        "split_to_map('a=1,a=2', ',', '=', (k, v1, v2) -> v1 || v2)",
    )
    f(out, "translate", ["'hello'", "'a😀b'", "''", "NULL"], ["'el'", "'😀'", "''"], ["'ip'", "'x'", "''"])
    f(out, "hamming_distance", ["'hello'", "'a😀'", "''"], ["'hallo'", "'b😀'", "''", "'abc'"])
    f(out, "levenshtein_distance", ["'hello'", "'a😀'", "''", "NULL"], ["'hallo'", "'b😀'", "''", "'kitten'"])
    f(out, "luhn_check", ["'8228-2322'", "'4242424242424242'", "'4242424242424241'", "''", "NULL", "'abcd'"])
    each(
        out,
        "trim(BOTH 'x' FROM 'xxhixx')",
        "trim(LEADING 'x' FROM 'xxhixx')",
        "trim(TRAILING FROM '  hi  ')",
        "trim('hello', 'ho')",
        "ltrim('xyhix', 'xy')",
        "rtrim('hixyx', 'xy')",
        "trim(NULL)",
        "trim(CAST(' a ' AS char(5)))",
        "trim(U&'\\0009a\\00a0')",
        "trim(U&'\\3000a\\2003')",
        "rtrim(U&'a\\000A')",
        "normalize('é', NFD)",
        "length(normalize(U&'e\\0301'))",
        "normalize(U&'\\FB01', NFKC)",
        "length(normalize('é', NFD))",
        "word_stem('running')",
        "word_stem('running', 'en')",
        "word_stem('einheit', 'de')",
        "word_stem('x', 'zz')",
        "length(CAST('a' AS char(5)))",
        "CAST('a' AS char(3)) || 'b'",
        "upper('straße')",
        "lower('İ')",
        "reverse('a' || U&'\\0301')",
        "from_utf8(X'61')",
        "from_utf8(X'c3a9')",
        "from_utf8(X'61ff62')",
        "from_utf8(X'61ff62', '?')",
        "from_utf8(X'61ff62', '')",
        "to_utf8('é')",
        "format('%s-%d', 'a', 5)",
        "format('%.2f', 1.005e0)",
        "format('%05d', 42)",
        "format('%,d', 1234567)",
        "format('%s', ARRAY[1])",
        "format('%x', 255)",
        "format('%s', NULL)",
        "format('%d', 'x')",
        "format('%s %s', 'a')",
        "format('%%')",
        "format('%s', DATE '2024-01-01')",
        "format('%10s|%-5s|', 'a', 'b')",
        "format('%b', true)",
        "format('%e', 12345.678e0)",
        "format('%s', 1.50)",
        "format('%.3f', 2.5)",
        "format('%1$s %1$s', 'a')",
        "format('%08.2f', -3.14159e0)",
        "format_number(123456)",
        "format_number(1e9)",
        "format_number(0.5)",
        "human_readable_seconds(3661)",
        "human_readable_seconds(1e5)",
        "U&'\\+01F600'",
        "'a' < 'b'",
        "length(X'0102')",
        "substr(X'010203', 2)",
        "substr(X'010203', 2, 1)",
        "reverse(X'010203')",
        "lpad(X'01', 3, X'00')",
        "rpad(X'01', 3, X'00')",
        "length(123)",
        "lower(5)",
        "ends_with('abc', 'c')",
    )
    for name in [
        "substr({x}, 2)",
        "strpos({x}, 'l')",
        "split_part({x}, 'l', 1)",
        "{x} || '!'",
        "lpad({x}, 7, '*')",
        "replace({x}, 'l', 'LL')",
        "length({x})",
        "{x} LIKE '%l%'",
        "split({x}, 'l')",
        "translate({x}, 'lo', '01')",
    ]:
        column(out, name, ["'hello'", "''", "NULL", "'日l本'", "'a😀lb'"], "varchar")
    out.extend(
        [
            "SELECT word_stem('abc', 'ca')",
            "SELECT word_stem('abc', 'da')",
            "SELECT word_stem('abc', 'de')",
            "SELECT word_stem('abc', 'el')",
            "SELECT word_stem('abc', 'en')",
            "SELECT word_stem('abc', 'es')",
            "SELECT word_stem('abc', 'et')",
            "SELECT word_stem('abc', 'eu')",
            "SELECT word_stem('abc', 'fi')",
            "SELECT word_stem('abc', 'fr')",
            "SELECT word_stem('abc', 'ga')",
            "SELECT word_stem('abc', 'hi')",
            "SELECT word_stem('abc', 'hu')",
            "SELECT word_stem('abc', 'hy')",
            "SELECT word_stem('abc', 'id')",
            "SELECT word_stem('abc', 'ir')",
            "SELECT word_stem('abc', 'it')",
            "SELECT word_stem('abc', 'lt')",
            "SELECT word_stem('abc', 'ne')",
            "SELECT word_stem('abc', 'nl')",
            "SELECT word_stem('abc', 'no')",
            "SELECT word_stem('abc', 'pt')",
            "SELECT word_stem('abc', 'ro')",
            "SELECT word_stem('abc', 'ru')",
            "SELECT word_stem('abc', 'sr')",
            "SELECT word_stem('abc', 'sv')",
            "SELECT word_stem('abc', 'ta')",
            "SELECT word_stem('abc', 'tr')",
            "SELECT word_stem('abc', 'yi')",
            "SELECT word_stem('abc', 'ar')",
            "SELECT word_stem('running'), word_stem('generously'), word_stem('dying'), word_stem('skies'), word_stem('proceed'), word_stem('news'), word_stem('a'), word_stem('''s'), word_stem('don''t')",
            "SELECT word_stem('häuser', 'de'), word_stem('aufeinanderfolgenden', 'de'), word_stem('schönheiten', 'de'), word_stem('straße', 'de'), word_stem('kategorischen', 'de')",
            "SELECT word_stem('continuellement', 'fr'), word_stem('majestueuses', 'fr'), word_stem('nationaux', 'fr'), word_stem('été', 'fr')",
            "SELECT word_stem('canciones', 'es'), word_stem('rápidamente', 'es'), word_stem('cantando', 'es')",
            "SELECT word_stem('бегающий', 'ru'), word_stem('красивая', 'ru'), word_stem('программирование', 'ru')",
            "SELECT word_stem('kitaplarımızdan', 'tr'), word_stem('evlerde', 'tr')",
            "SELECT word_stem('talossammekin', 'fi'), word_stem('kirjoittaminen', 'fi')",
            "SELECT word_stem('lopende', 'nl'), word_stem('lichamelijkheden', 'nl'), word_stem('meisjes', 'nl')",
            "SELECT word_stem('andando', 'it'), word_stem('propriamente', 'it'), word_stem('nazionali', 'it')",
            "SELECT word_stem('házakban', 'hu'), word_stem('gyerekeknek', 'hu')",
            "SELECT word_stem('løbende', 'da'), word_stem('undersøgelserne', 'da'), word_stem('havnemesterens', 'no'), word_stem('jaktkarlarne', 'sv')",
            "SELECT word_stem('quilométricas', 'pt'), word_stem('boa', 'pt'), word_stem('abruptamente', 'ro'), word_stem('cunoscătorului', 'ro')",
            "SELECT word_stem('knygomis', 'lt'), word_stem('bhfeidhm', 'ir'), word_stem('etxeetako', 'eu'), word_stem('cantaven', 'ca'), word_stem('գրքերից', 'hy')",
            "SELECT word_stem('Running'), word_stem('日本語'), word_stem('a😀b'), word_stem(NULL), word_stem('running', NULL), word_stem('running walking')",
            "SELECT i, word_stem(x, l) FROM (VALUES (0, 'walking', 'en'), (1, 'walking', 'de'), (2, NULL, 'en'), (3, 'walked', 'en')) AS t (i, x, l) ORDER BY i",
            "SELECT word_stem(CAST('running' AS varchar))",
        ]
    )


@family("regexp")
def _(out):
    texts = ["'1a 2b 14m'", "''", "NULL", "'a😀b'", "'ABC'"]
    patterns = ["'\\d+'", "'(\\d+)([a-z]+)'", "''", "'['", "'^a'", "'(?i)abc'", "'.'", "'\\s*[a-z]+\\s*'", "NULL"]
    for name in [
        "regexp_like",
        "regexp_extract",
        "regexp_extract_all",
        "regexp_count",
        "regexp_position",
        "regexp_split",
        "regexp_replace",
    ]:
        f(out, name, texts, patterns)
    f(out, "regexp_extract", ["'1a 2b 14m'", "'x'"], ["'(\\d+)([a-z]+)'"], ["0", "1", "2", "3", "-1"])
    f(out, "regexp_extract_all", ["'1a 2b 14m'", "'x'"], ["'(\\d+)([a-z]+)'"], ["0", "1", "2", "3"])
    f(
        out,
        "regexp_replace",
        ["'1a 2b 14m'", "'a😀b'", "''"],
        ["'(\\d+)([a-z]) '", "'[a-z]'", "''"],
        ["'3c$2 '", "'$0$0'", "'\\$x'", "''", "'$9'", "'${g}'"],
    )
    each(
        out,
        "regexp_replace('new york', '(\\w)(\\w*)', x -> upper(x[1]) || lower(x[2]))",
        "regexp_replace('a1b', '(?<digit>\\d)', '[${digit}]')",
        "regexp_position('hello hello', 'l', 4)",
        "regexp_position('hello hello', 'l', 1, 3)",
        "regexp_position('9102, say good bye', '\\s*[a-z]+\\s*', 10)",
        "regexp_like('foobar', 'foo(?=bar)')",
        "regexp_like('aa', '(a)\\1')",
        "regexp_extract('foobar', '(?<=foo)bar')",
        "regexp_count('aaa', 'aa')",
        "regexp_like(U&'a\\000Ab', 'a.b')",
        "regexp_like(U&'a\\000Ab', '(?s)a.b')",
        "regexp_extract('äöü', '\\p{L}+')",
        "regexp_split('a,b;c', '[,;]')",
        "regexp_extract_all('a1b2', '[a-z](\\d)?x?')",
        "regexp_extract('ab', '(c)?b', 1)",
        "regexp_like('é', '\\w')",
        "regexp_like('É', '(?i)é')",
        "regexp_extract('xyz', '(y)(q)?', 2)",
    )
    for name in [
        "regexp_like({x}, 'l+')",
        "regexp_extract({x}, 'l+')",
        "regexp_replace({x}, 'l(.)', '$1')",
        "regexp_count({x}, 'l')",
        "regexp_split({x}, 'l')",
    ]:
        column(out, name, ["'hello'", "''", "NULL", "'xyz'"], "varchar")


@family("binary")
def _(out):
    bins = ["X''", "X'00'", "X'616263'", "X'ffee00'", "NULL"]
    for name in [
        "to_hex",
        "to_base64",
        "to_base64url",
        "to_base32",
        "md5",
        "sha1",
        "sha256",
        "sha512",
        "crc32",
        "xxhash64",
        "murmur3",
        "spooky_hash_v2_32",
        "spooky_hash_v2_64",
        "length",
        "reverse",
    ]:
        f(out, name, bins)
    f(out, "from_hex", ["'616263'", "'FfEe'", "''", "'zz'", "'abc'", "NULL"])
    f(out, "from_base64", ["'YWJj'", "''", "'YQ=='", "'YQ'", "'!!'", "NULL", "'-_8='"])
    f(out, "from_base64url", ["'YWJj'", "'-_8='", "'+/8='", "''", "'-_8'"])
    f(out, "from_base32", ["'MFRGG==='", "''", "'1'", "NULL"])
    for name in ["hmac_md5", "hmac_sha1", "hmac_sha256", "hmac_sha512"]:
        f(out, name, ["X'616263'", "X''"], ["X'6b6579'"])
    each(
        out,
        "to_big_endian_64(1)",
        "from_big_endian_64(X'0000000000000001')",
        "to_big_endian_32(1)",
        "from_big_endian_32(X'00000001')",
        "from_big_endian_64(X'01')",
        "to_ieee754_32(REAL '1.5')",
        "to_ieee754_64(1.5e0)",
        "from_ieee754_32(X'3fc00000')",
        "from_ieee754_64(X'3ff8000000000000')",
        "from_ieee754_64(X'00')",
        "to_hex(to_utf8('é'))",
        "md5('abc')",
        "sha256(to_utf8('abc'))",
        "crc32(to_utf8('The quick brown fox'))",
        "to_base64(to_utf8('hello world'))",
        "X'61' || X'62'",
        "CAST('abc' AS varbinary)",
        "to_hex(CAST('abc' AS varbinary))",
        "to_hex(255)",
        "from_hex(X'3631')",
        "X'6'",
        "length(X'616263')",
        "X'61' = X'61'",
        "X'61' < X'6162'",
        "from_hex('61 62')",
    )


@family("datetime")
def _(out):
    fields = [
        "year",
        "quarter",
        "month",
        "week",
        "week_of_year",
        "day",
        "day_of_month",
        "day_of_week",
        "dow",
        "day_of_year",
        "doy",
        "year_of_week",
        "yow",
        "last_day_of_month",
    ]
    for name in fields:
        f(out, name, DATES + STAMPS[:3] + ZONED + ["NULL"])
    for name in ["hour", "minute", "second", "millisecond"]:
        f(
            out,
            name,
            STAMPS[:3] + ZONED + TIMES + ["DATE '2024-01-01'", "INTERVAL '2 03:04:05.678' DAY TO SECOND"] + FINE[:1],
        )
    each(
        out,
        "timezone_hour(TIMESTAMP '2024-02-29 13:04:05 +05:30')",
        "timezone_minute(TIMESTAMP '2024-02-29 13:04:05 +05:30')",
        "timezone_hour(TIMESTAMP '2024-02-29 13:04:05 -08:00')",
        "year(INTERVAL '14' MONTH)",
        "month(INTERVAL '14' MONTH)",
        "day(INTERVAL '3' DAY)",
        "timezone(TIMESTAMP '2024-02-29 13:04:05 +05:30')",
    )
    for field in [
        "YEAR",
        "QUARTER",
        "MONTH",
        "WEEK",
        "DAY",
        "DAY_OF_MONTH",
        "DAY_OF_WEEK",
        "DOW",
        "DAY_OF_YEAR",
        "DOY",
        "YEAR_OF_WEEK",
        "YOW",
        "HOUR",
        "MINUTE",
        "SECOND",
        "TIMEZONE_HOUR",
        "TIMEZONE_MINUTE",
    ]:
        f(
            out,
            "EXTRACT(" + field + " FROM {0})",
            ["TIMESTAMP '2024-12-30 13:04:05.678'", "DATE '2021-01-03'", "TIMESTAMP '2024-12-30 13:04:05.678 +05:30'"],
        )
    units = [
        "'millisecond'",
        "'second'",
        "'minute'",
        "'hour'",
        "'day'",
        "'week'",
        "'month'",
        "'quarter'",
        "'year'",
        "'WEEK'",
        "'parsec'",
    ]
    f(
        out,
        "date_trunc",
        units,
        [
            "DATE '2024-08-29'",
            "TIMESTAMP '2024-08-29 13:04:05.678'",
            "TIMESTAMP '1969-05-05 05:05:05.123456'",
            "TIMESTAMP '2024-08-29 13:04:05.678 +05:30'",
            "NULL",
        ],
    )
    f(out, "date_trunc", ["'hour'", "'minute'", "'second'", "'millisecond'", "'day'"], ["TIME '13:04:05.678'", FINE[0]])
    f(
        out,
        "date_add",
        units,
        ["1", "-1", "13"],
        [
            "DATE '2024-01-31'",
            "TIMESTAMP '2024-02-29 13:04:05.678'",
            "TIMESTAMP '2024-03-10 01:30:00 America/New_York'",
        ],
    )
    f(out, "date_add", ["'hour'", "'minute'", "'day'"], ["25", "NULL"], ["TIME '13:04:05'"])
    f(out, "date_diff", units, ["DATE '2024-01-31'"], ["DATE '2024-02-29'", "DATE '2023-01-31'", "DATE '2024-01-31'"])
    f(
        out,
        "date_diff",
        units,
        ["TIMESTAMP '2024-01-31 13:00:00'"],
        ["TIMESTAMP '2024-02-29 12:59:59'", "TIMESTAMP '2023-01-31 13:00:00.5'", "TIMESTAMP '2024-03-31 13:00:00'"],
    )
    each(
        out,
        "date_diff('hour', TIME '10:00:00', TIME '12:30:00')",
        "date_diff('day', DATE '2024-01-01', NULL)",
        "date_diff('hour', TIMESTAMP '2024-03-10 00:00:00 America/New_York', TIMESTAMP '2024-03-11 00:00:00 America/New_York')",
        "date_diff('day', TIMESTAMP '2024-03-10 00:00:00 America/New_York', TIMESTAMP '2024-03-11 00:00:00 America/New_York')",
    )
    letters = "abcdefHhIijklMmprSsTvWxYy%uUVXwDq"
    for letter in letters:
        each(
            out,
            "date_format(TIMESTAMP '2024-08-09 03:04:05.678', '%" + letter + "')",
            "date_format(TIMESTAMP '1999-12-31 23:59:59.000', '[%" + letter + "]')",
        )
    each(
        out,
        "date_format(DATE '2024-08-09', '%Y/%m/%d')",
        "date_format(NULL, '%Y')",
        "date_format(TIMESTAMP '2024-08-09 03:04:05 +05:30', '%H:%i')",
        "date_format(TIMESTAMP '2024-08-09 03:04:05', '')",
        "date_format(TIMESTAMP '2024-08-09 03:04:05', 'no pattern é')",
        "date_format(TIMESTAMP '2024-08-09 13:04:05.123456', '%f')",
        "date_format(TIMESTAMP '0001-01-01 00:00:00', '%Y')",
        "date_format(TIMESTAMP '2024-08-09 13:04:05', '%W, %M %d, %Y %l:%i %p')",
        "date_format(TIMESTAMP '2024-08-09 13:04:05', x) FROM (VALUES '%Y', '%H', NULL) t(x)",
    )
    for text, fmt in [
        ("2024-08-09", "%Y-%m-%d"),
        ("2024-08-09 13:04:05", "%Y-%m-%d %H:%i:%s"),
        ("13:04", "%H:%i"),
        ("Aug 9 2024", "%b %e %Y"),
        ("August 09, 2024", "%M %d, %Y"),
        ("24-08-09", "%y-%m-%d"),
        ("70-01-01", "%y-%m-%d"),
        ("69-01-01", "%y-%m-%d"),
        ("2024-13-01", "%Y-%m-%d"),
        ("2024-02-30", "%Y-%m-%d"),
        ("x", "%Y"),
        ("2024", "%Y"),
        ("2024-08-09x", "%Y-%m-%d"),
        ("2024 222", "%Y %j"),
        ("09:04:05 PM", "%h:%i:%s %p"),
        ("2024-08-09 13:04:05.123456", "%Y-%m-%d %H:%i:%s.%f"),
        ("", "%Y"),
        ("2024-8-9", "%Y-%m-%d"),
        ("2024-8-9", "%Y-%c-%e"),
        ("03:04:05 AM", "%r"),
        ("13:04:05", "%T"),
        ("2024 32", "%x %v"),
        ("5%", "%d%%"),
    ]:
        each(out, "date_parse('%s', '%s')" % (text, fmt))
    joda = [
        "yyyy-MM-dd HH:mm:ss.SSS",
        "yyyy",
        "yy",
        "MMM",
        "MMMM",
        "M",
        "MM",
        "d",
        "dd",
        "D",
        "E",
        "EEEE",
        "e",
        "H",
        "HH",
        "h",
        "hh",
        "k",
        "K",
        "a",
        "m",
        "s",
        "S",
        "SS",
        "SSS",
        "SSSSSS",
        "w",
        "ww",
        "x",
        "xxxx",
        "Y",
        "C",
        "G",
        "z",
        "Z",
        "ZZ",
        "ZZZ",
        "''",
        "'at' HH",
        "yyyyMMdd'T'HHmmss",
        "d/M/yy",
        "q",
        "",
    ]
    for pattern in joda:
        quoted = pattern.replace("'", "''")
        each(out, "format_datetime(TIMESTAMP '2024-08-09 03:04:05.678', '%s')" % quoted)
        if pattern and len(pattern) < 6:
            each(out, "format_datetime(TIMESTAMP '2024-08-09 23:04:05 America/New_York', '%s')" % quoted)
    for text, pattern in [
        ("2024-08-09", "yyyy-MM-dd"),
        ("2024-08-09 13:04", "yyyy-MM-dd HH:mm"),
        ("09/08/24", "dd/MM/yy"),
        ("2024-08-09 13:04:05 +0530", "yyyy-MM-dd HH:mm:ss Z"),
        ("2024-08-09 America/New_York", "yyyy-MM-dd ZZZ"),
        ("Aug 9, 2024", "MMM d, yyyy"),
        ("x", "yyyy"),
        ("2024-222", "yyyy-DDD"),
        ("2024-02-30", "yyyy-MM-dd"),
        ("1:05 PM", "h:mm a"),
        ("20240809T130405", "yyyyMMdd''T''HHmmss"),
        ("2024-08-09 13:04:05.6", "yyyy-MM-dd HH:mm:ss.S"),
        ("2024-08-09x", "yyyy-MM-dd"),
    ]:
        each(out, "parse_datetime('%s', '%s')" % (text, pattern))
    f(out, "from_unixtime", ["0", "1e9", "-1", "1234567890.123e0", "NULL", "nan()", "1e20"])
    each(
        out,
        "from_unixtime(0, 5, 30)",
        "from_unixtime(0, 'America/New_York')",
        "from_unixtime(1.5e0, 'Asia/Kolkata')",
        "from_unixtime_nanos(1234567890123456789)",
        "from_unixtime_nanos(DECIMAL '1234567890123456789')",
        "from_unixtime_nanos(-1)",
    )
    f(out, "to_unixtime", STAMPS + ZONED + FINE[:1] + ["NULL"])
    f(out, "to_iso8601", ["DATE '2024-02-29'"] + STAMPS + ZONED + FINE + ["NULL"])
    f(out, "from_iso8601_date", ["'2024-02-29'", "'2024-W09-4'", "'2024-060'", "'2024'", "'x'", "NULL", "'2024-02-30'"])
    f(
        out,
        "from_iso8601_timestamp",
        [
            "'2024-02-29T13:04:05Z'",
            "'2024-02-29T13:04:05.678+05:30'",
            "'2024-02-29'",
            "'2024-02-29T13:04'",
            "'2024'",
            "'x'",
            "NULL",
            "'2024-02-29T13:04:05.123456789Z'",
            "'2024-W09-4T10:00:00Z'",
        ],
    )
    f(out, "from_iso8601_timestamp_nanos", ["'2024-02-29T13:04:05.123456789Z'", "'2024-02-29T13:04:05Z'"])
    for zone in ["'UTC'", "'America/New_York'", "'+05:30'", "'Asia/Tokyo'", "'Mars/Base'", "'-08'", "'Europe/Berlin'"]:
        for stamp in [
            "TIMESTAMP '2024-07-01 12:00:00'",
            "TIMESTAMP '2024-01-01 12:00:00.123 UTC'",
            "TIMESTAMP '2024-03-31 02:30:00 Europe/Berlin'",
        ]:
            each(out, "%s AT TIME ZONE %s" % (stamp, zone), "at_timezone(%s, %s)" % (stamp, zone))
        each(
            out,
            "with_timezone(TIMESTAMP '2024-07-01 12:00:00', %s)" % zone,
            "CAST(with_timezone(TIMESTAMP '2024-07-01 12:00:00', %s) AS varchar)" % zone,
        )
    each(
        out,
        "current_timezone()",
        "typeof(current_date)",
        "typeof(now())",
        "typeof(current_timestamp)",
        "typeof(localtimestamp)",
        "typeof(current_time)",
        "date('2024-02-29')",
        "date('x')",
        "date(TIMESTAMP '2024-02-29 13:04:05')",
        "date(NULL)",
        "parse_duration('42.5ms')",
        "parse_duration('3d')",
        "parse_duration('x')",
        "to_milliseconds(INTERVAL '3' DAY)",
        "to_milliseconds(parse_duration('1d'))",
        "DATE '2024-13-01'",
        "TIMESTAMP '2024-01-01 25:00:00'",
        "DATE 'x'",
        "TIME '25:00:00'",
        "INTERVAL 'x' DAY",
        "TIMESTAMP '2024-01-01'",
        "TIMESTAMP '2024-1-1 1:2:3'",
        "DATE '-0001-01-01'",
        "DATE '12345-01-01'",
        "TIMESTAMP '2024-01-01 10:00'",
        "TIME '10:00'",
        "TIME '10:00:00.123456789'",
        "TIME '10:00:00 +05:30'",
        "last_day_of_month(NULL)",
    )
    intervals = [
        "INTERVAL '1' DAY",
        "INTERVAL '1' MONTH",
        "INTERVAL '2' YEAR",
        "INTERVAL '36' HOUR",
        "INTERVAL '-1' DAY",
        "INTERVAL '1-2' YEAR TO MONTH",
        "INTERVAL '2 03:04:05.678' DAY TO SECOND",
        "INTERVAL '1.5' SECOND",
        "INTERVAL -'3' MINUTE",
        "INTERVAL '1' WEEK",
    ]
    for interval in intervals:
        each(
            out,
            interval,
            "-" + interval,
            "%s * 2" % interval,
            "2 * %s" % interval,
            "%s / 2" % interval,
            "%s * 1.5e0" % interval,
            "%s + INTERVAL '1' DAY" % interval,
        )
        for base in [
            "DATE '2024-01-31'",
            "TIMESTAMP '2024-01-31 13:04:05.678'",
            "TIME '13:04:05'",
            "TIMESTAMP '2024-03-10 01:30:00 America/New_York'",
        ]:
            each(out, "%s + %s" % (base, interval), "%s - %s" % (base, interval))
    each(
        out,
        "DATE '2024-03-01' - DATE '2024-02-01'",
        "TIMESTAMP '2024-03-01 12:00:00' - TIMESTAMP '2024-02-01 00:00:00'",
        "TIME '10:00:00' - TIME '08:00:00'",
        "DATE '2024-03-01' + 1",
        "DATE '2024-03-01' - TIMESTAMP '2024-02-01 00:00:00'",
        "DATE '2024-03-01' < DATE '2024-03-02'",
        "INTERVAL '1' DAY < INTERVAL '25' HOUR",
        "INTERVAL '1' DAY = INTERVAL '1' MONTH",
    )
    for template in [
        "year({x})",
        "date_trunc('month', {x})",
        "date_add('month', 1, {x})",
        "date_diff('day', DATE '2020-01-01', {x})",
        "{x} + INTERVAL '1' MONTH",
        "date_format({x}, '%Y-%m')",
        "day_of_week({x})",
        "last_day_of_month({x})",
        "CAST({x} AS varchar)",
        "format_datetime({x}, 'yyyy-MM')",
        "week({x})",
    ]:
        column(out, template, ["DATE '2024-01-31'", "DATE '1965-03-07'", "NULL"], "date")
        column(
            out,
            template,
            ["TIMESTAMP '2024-01-31 10:11:12.345'", "TIMESTAMP '1965-03-07 23:59:59.999'", "NULL"],
            "timestamp(3)",
        )
    out.extend(
        [
            "SELECT date_add('second', 5, TIME '00:00:00 +00:00')",
            "SELECT date_add('hour', -2, TIME '01:30:00.123 +05:30')",
            "SELECT date_add('millisecond', 5, TIME '00:00:00.123456 +00:00')",
            "SELECT date_add('minute', 1441, TIME '23:59:59.123456789 -08:00')",
            "SELECT date_add('day', 1, TIME '01:00:00 +00:00')",
            "SELECT date_add('month', 1, TIME '01:00:00 +00:00')",
            "SELECT date_add('second', NULL, TIME '00:00:00 +00:00')",
            "SELECT date_trunc('hour', TIME '01:32:33.456 +05:30')",
            "SELECT date_trunc('second', TIME '01:32:33.456789 -05:30')",
            "SELECT date_trunc('day', TIME '01:32:33.456 +05:30')",
            "SELECT date_diff('minute', TIME '01:00:00 +00:00', TIME '01:30:00 +01:00')",
        ]
    )


@family("array")
def _(out):
    for name in ["cardinality", "array_distinct", "array_max", "array_min", "array_sort", "reverse"]:
        f(out, name, ARRAYS + TEXTS)
    each(
        out,
        "array_max(ARRAY[1e0, nan(), 2e0])",
        "array_min(ARRAY[1e0, nan()])",
        "array_max(ARRAY[1.5, 2.25])",
        "array_sort(ARRAY[3, NULL, 1], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1)))",
        "array_sort(ARRAY[2e0, nan(), 1e0])",
        "array_sort(ARRAY['b', 'B', 'a', 'é'])",
        "array_sort(ARRAY[ROW(2, 'a'), ROW(1, 'b')])",
    )
    f(out, "contains", ARRAYS, ["1", "9", "NULL"])
    f(out, "array_position", ARRAYS, ["2", "9", "NULL"])
    f(out, "array_position", ["ARRAY[2, 2, 1]"], ["2"], ["1", "2", "-1", "3", "0"])
    f(out, "array_remove", ARRAYS, ["2", "NULL"])
    f(out, "element_at", ARRAYS, ["1", "-1", "3", "10", "0", "NULL"])
    f(out, "({0})[{1}]", ARRAYS[1:4], ["1", "3", "0", "-1", "10", "NULL"])
    for name in ["array_union", "array_intersect", "array_except", "arrays_overlap", "concat"]:
        f(out, name, ARRAYS, ["ARRAY[2, 4]", "ARRAY[NULL]", "ARRAY[]"])
    f(out, "array_join", ARRAYS[:4] + TEXTS, ["','", "''", "NULL"])
    f(
        out,
        "array_join",
        [
            "ARRAY[1, NULL, 2]",
            "ARRAY['a', NULL]",
            "ARRAY[1.50, NULL]",
            "ARRAY[true]",
            "ARRAY[1e0]",
            "ARRAY[DATE '2024-01-01']",
        ],
        ["'-'"],
        ["'n'", "''"],
    )
    f(out, "slice", ["ARRAY[1, 2, 3, 4]"], ["1", "2", "-2", "0", "10"], ["2", "0", "-1", "10"])
    f(out, "repeat", ["1", "'a'", "NULL"], ["0", "2", "-1", "NULL"])
    f(out, "sequence", ["1", "5"], ["3", "5", "1"])
    f(out, "sequence", ["1", "5"], ["3", "1"], ["1", "2", "-1", "0"])
    each(
        out,
        "sequence(DATE '2024-01-01', DATE '2024-01-03')",
        "sequence(DATE '2024-01-31', DATE '2024-03-31', INTERVAL '1' MONTH)",
        "sequence(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 02:00:00', INTERVAL '1' HOUR)",
        "sequence(1, 100000)[5]",
        "cardinality(sequence(1, 10001))",
        "sequence(DATE '2024-01-03', DATE '2024-01-01', INTERVAL '-1' DAY)",
        "flatten(ARRAY[ARRAY[1, 2], ARRAY[3], NULL])",
        "flatten(ARRAY[])",
        "zip(ARRAY[1, 2], ARRAY['a'])",
        "zip(ARRAY[1], ARRAY[], ARRAY[true])",
        "zip(NULL, ARRAY[1])",
        "zip_with(ARRAY[1, 2], ARRAY[3, 4, 5], (x, y) -> x + y)",
        "zip_with(ARRAY['a'], ARRAY['b'], (x, y) -> concat(x, y))",
        "ngrams(ARRAY['a', 'b', 'c'], 2)",
        "ngrams(ARRAY['a', 'b'], 5)",
        "ngrams(ARRAY['a'], 0)",
        "combinations(ARRAY[1, 2, 3], 2)",
        "combinations(ARRAY[1, 2], 3)",
        "combinations(ARRAY['a'], 6)",
        "array_first(ARRAY[1, 2])",
        "array_last(ARRAY[1, 2])",
        "trim_array(ARRAY[1, 2, 3], 1)",
        "trim_array(ARRAY[1], 2)",
        "array_histogram(ARRAY[1, 1, 2])",
        "cardinality(shuffle(ARRAY[1, 2, 3]))",
        "array_agg(x) FROM (VALUES 1, 2) t(x)",
        "ARRAY[1, 2] || ARRAY[3]",
        "ARRAY[1, 'a']",
        "ARRAY[1, 2.5]",
        "ARRAY[NULL, 1]",
        "ARRAY[ARRAY[1], NULL]",
        "ARRAY[1][1]",
        "ARRAY[ARRAY[1, 2]][1][2]",
        "contains_sequence(ARRAY[1, 2, 3], ARRAY[2, 3])",
        "contains_sequence(ARRAY[1], ARRAY[])",
        "cardinality(NULL)",
        "cardinality('a')",
        "ROW(1, 'a')[1]",
        "ROW(1, 'a')[3]",
        "ROW(1, 2)",
        "ROW('x', NULL, true)",
        "CAST(ROW(1, 'a') AS row(x integer, y varchar)).y",
        "array_distinct(ARRAY[ROW(1, NULL), ROW(1, NULL)])",
    )
    for name in [
        "transform({0}, x -> x + 1)",
        "filter({0}, x -> x > 1)",
        "reduce({0}, 0, (s, x) -> s + x, s -> s)",
        "reduce({0}, 0, (s, x) -> s + coalesce(x, 0), s -> s * 10)",
        "any_match({0}, x -> x = 2)",
        "all_match({0}, x -> x > 0)",
        "none_match({0}, x -> x = 9)",
        "transform({0}, x -> CAST(x AS varchar) || '!')",
        "filter({0}, x -> x IS NOT NULL)",
        "transform({0}, x -> NULL)",
    ]:
        f(out, name, ["CAST(ARRAY[] AS array(integer))"] + ARRAYS[1:])
    each(
        out,
        "reduce(ARRAY[5, 20, 50], CAST(ROW(0.0, 0) AS ROW(sum DOUBLE, count INTEGER)), (s, x) -> CAST(ROW(x + s.sum, s.count + 1) AS ROW(sum DOUBLE, count INTEGER)), s -> IF(s.count = 0, NULL, s.sum / s.count))",
        "transform(ARRAY[1, 2], x -> 10 / (x - 1))",
        "transform(ARRAY[ARRAY[1], ARRAY[2, 3]], x -> transform(x, y -> y * 2))",
        "filter(ARRAY['a', 'bb'], x -> length(x) > 1)",
        "all_match(ARRAY[], x -> true)",
        "any_match(ARRAY[NULL, true], x -> x)",
    )
    for name in [
        "cardinality({x})",
        "{x}[1]",
        "element_at({x}, 2)",
        "array_join({x}, '-')",
        "contains({x}, 2)",
        "array_sort({x})",
        "transform({x}, v -> v * 2)",
        "reduce({x}, 0, (s, v) -> s + v, s -> s)",
        "array_max({x})",
        "slice({x}, 1, 1)",
    ]:
        column(out, name, ["ARRAY[3, 2]", "ARRAY[5]", "NULL"], "array(integer)")
    out += [
        "SELECT * FROM UNNEST(ARRAY[1, 2, NULL]) AS t (x)",
        "SELECT * FROM UNNEST(ARRAY[1, 2], ARRAY['a']) AS t (x, y)",
        "SELECT * FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t (x, n)",
        "SELECT * FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS t (k, v)",
        "SELECT * FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) AS t (x, y)",
        "SELECT x, y FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[]), (3, NULL)) t (x, a) CROSS JOIN UNNEST(a) AS u (y)",
        "SELECT x, y FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[])) t (x, a) LEFT JOIN UNNEST(a) AS u (y) ON true",
        "SELECT x, y, n FROM (VALUES (1, ARRAY['q', 'r'])) t (x, a) CROSS JOIN UNNEST(a) WITH ORDINALITY AS u (y, n)",
    ]


@family("map")
def _(out):
    for name in ["cardinality", "map_keys", "map_values", "map_entries"]:
        f(out, name, MAPS)
    f(out, "element_at", [MAPS[0], MAPS[3]], ["'a'", "'z'", "NULL"])
    f(out, "element_at", [MAPS[2]], ["1", "2", "9"])
    f(out, "({0})[{1}]", [MAPS[0]], ["'a'", "'z'", "NULL"])
    f(out, "map_concat", MAPS[:1] + MAPS[3:], ["MAP(ARRAY['a', 'z'], ARRAY[9, 8])", "NULL"])
    f(out, "map_filter({0}, (k, v) -> v > 1)", [MAPS[0], MAPS[3]])
    f(out, "transform_keys({0}, (k, v) -> k || '!')", [MAPS[0], MAPS[3]])
    f(out, "transform_values({0}, (k, v) -> v * 10)", [MAPS[0], MAPS[3]])
    f(out, "map_subset", [MAPS[0]], ["ARRAY['a']", "ARRAY['z']", "ARRAY['a', 'b', 'z']"])
    each(
        out,
        "MAP(ARRAY['a', 'a'], ARRAY[1, 2])",
        "MAP(ARRAY['a'], ARRAY[1, 2])",
        "MAP(ARRAY[NULL], ARRAY[1])",
        "MAP(ARRAY['a'], ARRAY[NULL])",
        "MAP(NULL, ARRAY[1])",
        "MAP(ARRAY[1.5], ARRAY['x'])",
        "MAP(ARRAY[DATE '2024-01-01'], ARRAY[1])",
        "MAP(ARRAY[true], ARRAY[ARRAY[1]])",
        "MAP(ARRAY[ROW(1, 'a')], ARRAY[1])",
        "map_from_entries(ARRAY[ROW('a', 1), ROW('b', 2)])",
        "map_from_entries(ARRAY[ROW('a', 1), ROW('a', 2)])",
        "map_from_entries(ARRAY[ROW(NULL, 1)])",
        "map_from_entries(ARRAY[NULL])",
        "multimap_from_entries(ARRAY[ROW('a', 1), ROW('b', 2), ROW('a', 3)])",
        "map_zip_with(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b', 'c'], ARRAY[3, 4]), (k, v1, v2) -> coalesce(v1, 0) + coalesce(v2, 0))",
        "map_concat(MAP(ARRAY[1], ARRAY['a']), MAP(ARRAY[2], ARRAY['b']), MAP(ARRAY[1], ARRAY['c']))",
        "transform_keys(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> 'x')",
        "transform_keys(MAP(ARRAY[1, 2], ARRAY['a', 'b']), (k, v) -> k + 1)",
        "map_filter(MAP(), (k, v) -> true)",
        "MAP(ARRAY['a', 'b'], ARRAY[1, 2]) = MAP(ARRAY['b', 'a'], ARRAY[2, 1])",
        "MAP(ARRAY['a'], ARRAY[1]) < MAP(ARRAY['a'], ARRAY[2])",
        "map_top_n(MAP(ARRAY['a', 'b', 'c'], ARRAY[1, 3, 2]), 2)",
        "transform_values(MAP(ARRAY[1], ARRAY['a']), (k, v) -> CAST(k AS varchar) || v)",
        "map_agg(k, v) FROM (VALUES ('a', 1), ('b', NULL)) t(k, v)",
        "cardinality(MAP(ARRAY[1], ARRAY[2]))",
    )
    column(out, "{x}['a']", ["MAP(ARRAY['a'], ARRAY[1])", "MAP(ARRAY['a', 'b'], ARRAY[2, 3])"], "map(varchar, integer)")
    column(
        out,
        "element_at({x}, 'b')",
        ["MAP(ARRAY['a'], ARRAY[1])", "MAP(ARRAY['a', 'b'], ARRAY[2, 3])", "NULL"],
        "map(varchar, integer)",
    )
    column(out, "cardinality({x})", ["MAP(ARRAY['a'], ARRAY[1])", "MAP()", "NULL"], "map(varchar, integer)")
    column(out, "map_keys({x})", ["MAP(ARRAY['a'], ARRAY[1])", "NULL"], "map(varchar, integer)")


@family("json")
def _(out):
    docs = [
        '\'{"a": 1, "b": [1, 2, {"c": "x"}], "d": null, "e": 1.50, "f g": true}\'',
        "'[1, 2, 3]'",
        "'\"text\"'",
        "'12'",
        "'null'",
        "'{}'",
        "'{bad'",
        "NULL",
        "''",
    ]
    paths = [
        "'$'",
        "'$.a'",
        "'$.b'",
        "'$.b[0]'",
        "'$.b[2].c'",
        "'$[1]'",
        "'$.d'",
        "'$.zz'",
        "'$[\"f g\"]'",
        "'$.e'",
        "'bad path['",
        "'$.b[9]'",
        "'$.b[*]'",
        "'$..c'",
    ]
    for name in ["json_extract", "json_extract_scalar", "json_size"]:
        f(out, name, docs, paths)
    for name in ["json_array_length", "json_parse", "is_json_scalar"]:
        f(out, name, docs)
    f(
        out,
        "json_format(json_parse({0}))",
        docs
        + [
            '\'{"b": 1, "a": 2}\'',
            "' [ 1 , 2 ] '",
            '\'{"a": 1, "a": 2}\'',
            "'\"\\u00e9\"'",
            "'1e5'",
            "'1.0'",
            "'100000000000000000000'",
            '\'{"a":"\\n/"}\'',
        ],
    )
    f(
        out,
        "json_array_contains",
        ["'[1, 2, 3]'", "'[\"a\", true, 2.5]'", "'[]'", "'{}'", "NULL"],
        ["1", "'a'", "true", "2.5e0", "NULL"],
    )
    f(out, "json_array_get", ["'[1, \"a\", null, [2]]'", "'{}'"], ["0", "1", "2", "-1", "9"])
    for kind in [
        "bigint",
        "varchar",
        "double",
        "boolean",
        "array(bigint)",
        "map(varchar, bigint)",
        "row(a bigint, b varchar)",
        "decimal(5,2)",
        "json",
        "array(json)",
        "date",
    ]:
        for doc in [
            "JSON '1'",
            "JSON '\"x\"'",
            "JSON 'true'",
            "JSON '[1, 2]'",
            'JSON \'{"a": 1, "b": "2"}\'',
            "JSON 'null'",
            "JSON '1.5'",
            "JSON '[1, null]'",
        ]:
            each(out, "CAST(%s AS %s)" % (doc, kind))
    for value in [
        "1",
        "'a\"b'",
        "1.50",
        "1.5e0",
        "true",
        "NULL",
        "ARRAY[1, NULL]",
        "ARRAY['a']",
        "MAP(ARRAY['b', 'a'], ARRAY[1, 2])",
        "CAST(ROW(1, 'x') AS row(a integer, b varchar))",
        "ROW(1, 'x')",
        "DATE '2024-01-01'",
        "TIMESTAMP '2024-01-01 10:00:00.123'",
        "nan()",
        "MAP(ARRAY[1], ARRAY[true])",
        "ARRAY[ARRAY[1]]",
        "JSON '[1]'",
        "ARRAY[JSON '{}']",
    ]:
        each(out, "CAST(%s AS json)" % value, "json_format(CAST(%s AS json))" % value)
    doc = docs[0]
    for path in [
        "lax $.a",
        "strict $.a",
        "lax $.zz",
        "strict $.zz",
        "lax $.b",
        "lax $.b[0]",
        "lax $.b[*]",
        "lax $.b[2].c",
        "strict $.b[9]",
        "lax $.d",
        "lax $.e",
        "lax $.b.c",
        "lax $.a ? (@ > 0)",
        "lax $.a.type()",
        "lax $.b.size()",
        "lax $.*",
        "lax $.a + 1",
        "lax $.b[last]",
        'lax $."f g"',
        "lax $.b[0 to 1]",
        "bad",
        "lax $.e.ceiling()",
        'lax $.b[*] ? (@.c == "x")',
    ]:
        for name in [
            "JSON_VALUE(%s, '%s')",
            "JSON_QUERY(%s, '%s')",
            "JSON_EXISTS(%s, '%s')",
            "JSON_QUERY(%s, '%s' WITH ARRAY WRAPPER)",
            "JSON_VALUE(%s, '%s' RETURNING bigint)",
        ]:
            each(out, name % (doc, path))
    each(
        out,
        "JSON_VALUE('{\"a\": \"x\"}', 'lax $.a' RETURNING bigint ERROR ON ERROR)",
        "JSON_VALUE('{\"a\": \"x\"}', 'lax $.a' RETURNING bigint DEFAULT -1 ON ERROR)",
        "JSON_VALUE('{}', 'lax $.a' DEFAULT 'none' ON EMPTY)",
        "JSON_VALUE('{}', 'lax $.a' ERROR ON EMPTY)",
        "JSON_VALUE('{bad', 'lax $.a')",
        "JSON_VALUE('{bad', 'lax $.a' ERROR ON ERROR)",
        "JSON_EXISTS('{bad', 'lax $.a')",
        "JSON_EXISTS('{bad', 'lax $.a' ERROR ON ERROR)",
        "JSON_EXISTS('{}', 'strict $.a' TRUE ON ERROR)",
        "JSON_QUERY('{\"a\": \"x\"}', 'lax $.a' OMIT QUOTES)",
        "JSON_QUERY('{\"a\": [1]}', 'lax $.a' WITH CONDITIONAL ARRAY WRAPPER)",
        "JSON_QUERY('{}', 'lax $.a' EMPTY ARRAY ON EMPTY)",
        "JSON_QUERY('{}', 'lax $.a' EMPTY OBJECT ON EMPTY)",
        "JSON_QUERY('{}', 'lax $.a' ERROR ON EMPTY)",
        "JSON_VALUE(NULL, 'lax $.a')",
        "JSON_QUERY('[1,2]', 'lax $' RETURNING varchar)",
        "JSON_VALUE('{\"a\": 5}', 'lax $.a + $x' PASSING 3 AS \"x\")",
        "JSON_OBJECT('a' : 1, 'b' : 'x')",
        "JSON_OBJECT('a' VALUE NULL)",
        "JSON_OBJECT('a' VALUE NULL ABSENT ON NULL)",
        "JSON_OBJECT()",
        "JSON_OBJECT(KEY 'k' VALUE true)",
        "JSON_OBJECT('a' : '[1]' FORMAT JSON)",
        "JSON_OBJECT('a' : 1, 'a' : 2 WITH UNIQUE KEYS)",
        "JSON_ARRAY(1, 'a', true, NULL)",
        "JSON_ARRAY(1, NULL NULL ON NULL)",
        "JSON_ARRAY()",
        "JSON_ARRAY('[1]' FORMAT JSON)",
        "JSON_ARRAY(1.5, 2e0)",
        "JSON '{bad'",
        "JSON '{\"a\" : 1}'",
        "JSON '[1]' = JSON '[1]'",
        'JSON \'{"a":1,"b":2}\' = JSON \'{"b":2,"a":1}\'',
    )
    for name in [
        "json_extract_scalar({x}, '$.a')",
        "json_extract({x}, '$.a')",
        "json_array_length({x})",
        "json_value({x}, 'lax $.a')",
    ]:
        column(out, name, ["'{\"a\": 1}'", '\'{"a": "q"}\'', "'[1, 2]'", "NULL", "'{\"a\": [1]}'"], "varchar")
    out += [
        "SELECT * FROM JSON_TABLE('[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2}]', 'lax $[*]' COLUMNS (n FOR ORDINALITY, a bigint PATH 'lax $.a', b varchar PATH 'lax $.b' DEFAULT '-' ON EMPTY))",
        "SELECT * FROM JSON_TABLE('[1, 2]', 'lax $[*]' COLUMNS (v integer PATH 'lax $'))",
    ]


@family("url")
def _(out):
    urls = [
        "'https://user@example.com:8080/a/b%20c?x=1&y=é&x=2#frag'",
        "'http://example.com'",
        "'mailto:a@b.c'",
        "'not a url'",
        "''",
        "NULL",
        "'http://[::1]:80/p'",
        "'/relative?q=1'",
    ]
    for name in [
        "url_extract_fragment",
        "url_extract_host",
        "url_extract_path",
        "url_extract_port",
        "url_extract_protocol",
        "url_extract_query",
    ]:
        f(out, name, urls)
    f(
        out,
        "url_extract_parameter",
        urls[:4] + ["'http://e.com?flag&k=a%20b&e='"],
        ["'x'", "'y'", "'zz'", "'flag'", "'k'", "'e'"],
    )
    f(out, "url_encode", ["'a b&c=d'", "'é😀'", "''", "NULL", "'a-_.*~!()'''", "'+%'"])
    f(out, "url_decode", ["'a%20b'", "'a+b'", "'%C3%A9'", "''", "NULL", "'%zz'", "'%'"])
    each(
        out,
        "CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid)",
        "CAST('x' AS uuid)",
        "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
        "CAST(UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varchar)",
        "CAST(UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varbinary)",
        "CAST(X'12151fd2758611e98f9e2a86e4085a59' AS uuid)",
        "uuid() <> uuid()",
        "length(CAST(uuid() AS varchar))",
        "contains('10.0.0.0/8', IPADDRESS '10.255.255.255')",
        "IPADDRESS '10.0.0.1'",
        "CAST('10.0.0.1' AS ipaddress)",
        "CAST('x' AS ipaddress)",
        "CAST(IPADDRESS '2001:db8::1' AS varchar)",
    )


@family("aggregate")
def _(out):
    sets = {
        "int": ("1", "2", "NULL", "3", "3"),
        "none": ("CAST(NULL AS integer)",),
        "dec": ("1.10", "2.25", "NULL", "-3.00"),
        "dbl": ("1e0", "2.5e0", "NULL", "-4e0"),
        "txt": ("'b'", "'a'", "NULL", "'a'"),
        "bool": ("true", "false", "NULL"),
        "date": ("DATE '2024-01-01'", "NULL", "DATE '2023-05-05'"),
        "nan": ("nan()", "1e0", "infinity()"),
        "big": ("9223372036854775807", "1"),
        "real": ("REAL '1.5'", "REAL '2.25'"),
    }

    def rows(name):
        return "(VALUES %s) AS t (x)" % ", ".join(sets[name])

    for name in [
        "count",
        "max",
        "min",
        "any_value",
        "arbitrary",
        "approx_distinct",
        "array_agg",
        "histogram",
        "checksum",
    ]:
        for s in sets:
            if name in ("any_value", "arbitrary") and s not in ("none", "big"):
                continue
            e = "array_sort(array_agg(x))" if name == "array_agg" else "%s(x)" % name
            out.append("SELECT %s FROM %s" % (e, rows(s)))
    for name in [
        "sum",
        "avg",
        "stddev",
        "stddev_pop",
        "stddev_samp",
        "variance",
        "var_pop",
        "var_samp",
        "geometric_mean",
        "skewness",
        "kurtosis",
    ]:
        for s in ["int", "none", "dec", "dbl", "nan", "big", "real", "txt"]:
            out.append("SELECT %s(x) FROM %s" % (name, rows(s)))
    for name in ["bool_and", "bool_or", "every", "count_if"]:
        for s in ["bool", "int"]:
            out.append("SELECT %s(x) FROM %s" % (name, rows(s)))
    for name in ["bitwise_and_agg", "bitwise_or_agg", "bitwise_xor_agg"]:
        for s in ["int", "none", "big", "dbl"]:
            out.append("SELECT %s(x) FROM %s" % (name, rows(s)))
    for e in [
        "sum(DISTINCT x)",
        "count(DISTINCT x)",
        "avg(DISTINCT x)",
        "array_agg(x ORDER BY x DESC)",
        "array_agg(x ORDER BY x NULLS FIRST)",
        "array_agg(DISTINCT x ORDER BY x)",
        "sum(x) FILTER (WHERE x > 1)",
        "count(*) FILTER (WHERE x IS NULL)",
        "max(x, 2)",
        "min(x, 2)",
        "max(x, 0)",
        "approx_percentile(x, 0.5)",
        "approx_percentile(x, 0)",
        "approx_percentile(x, 1)",
        "approx_percentile(x, ARRAY[0.25, 0.75])",
        "approx_percentile(x, 1.5)",
        "approx_percentile(x, 2, 0.5)",
        "reduce_agg(x, 0, (a, b) -> a + b, (a, b) -> a + b)",
        "reduce_agg(x, 1, (a, b) -> a * b, (a, b) -> a * b)",
        "numeric_histogram(2, x)",
        "approx_most_frequent(2, x, 10)",
        "entropy(x)",
        "approx_distinct(x, 0.1)",
        "array_agg(x) FILTER (WHERE x IS NOT NULL)",
        "cardinality(array_agg(x))",
        "listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x)",
        "listagg(DISTINCT CAST(x AS varchar)) WITHIN GROUP (ORDER BY CAST(x AS varchar))",
        "sum(x) + 1",
        "count(x) * 1.0 / count(*)",
        "avg(CAST(x AS decimal(10,2)))",
        "sum(CAST(x AS real))",
        "sum(CAST(x AS decimal(38,2)))",
        "avg(CAST(x AS real))",
        "bitwise_and_agg(x)",
        "max(CAST(x AS varchar))",
        "sum(x, x)",
        "sum()",
        "max(DISTINCT x)",
        "merge(approx_set(x))",
        "cardinality(approx_set(x))",
        "approx_set(x) IS NOT NULL",
        "value_at_quantile(qdigest_agg(x), 0.5)",
        "value_at_quantile(tdigest_agg(x), 0.5)",
        "count(1)",
        "count(NULL)",
        "sum(NULL)",
        "avg(NULL)",
        "map_agg(x, x * 2) FILTER (WHERE x < 3)",
        "any_value(x) FILTER (WHERE x = 2)",
        "min(x ORDER BY x)",
    ]:
        out.append("SELECT %s FROM %s" % (e, rows("int")))
        if not e.startswith("approx_most") and "percentile(x, 2" not in e:
            out.append("SELECT %s FROM (VALUES 1) AS t (x) WHERE false" % e)
    pairs = "(VALUES (1, 10), (2, 20), (3, NULL), (NULL, 5), (4, 45)) AS t (x, y)"
    for name in [
        "max_by",
        "min_by",
        "corr",
        "covar_pop",
        "covar_samp",
        "regr_intercept",
        "regr_slope",
        "map_agg",
        "regr_count",
        "regr_r2",
        "regr_avgx",
        "regr_avgy",
        "regr_sxx",
        "regr_syy",
        "regr_sxy",
    ]:
        out.append("SELECT %s(y, x) FROM %s" % (name, pairs) + (" WHERE x IS NOT NULL" if name == "map_agg" else ""))
        out.append("SELECT %s(x, y) FROM %s WHERE x > 100" % (name, pairs))
    out += [
        "SELECT max_by(x, y, 2) FROM " + pairs,
        "SELECT min_by(x, y, 2) FROM " + pairs,
        "SELECT map_agg(x, y) FROM " + pairs,
        "SELECT multimap_agg(x % 2, y) FROM (VALUES (1, 10), (3, 20), (2, 5)) AS t (x, y)",
        "SELECT map_union(m) FROM (VALUES MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['b'], ARRAY[2]), NULL) AS t (m)",
        "SELECT map_union(m) FROM (VALUES MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2])) AS t (m)",
        "SELECT listagg(x, '-') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', NULL) AS t (x)",
        "SELECT listagg(x, ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a') AS t (x)",
        "SELECT listagg(x) WITHIN GROUP (ORDER BY x DESC) FROM (VALUES 'b', 'a') AS t (x)",
        "SELECT x, count(*), sum(y) FROM %s GROUP BY x ORDER BY x" % pairs,
        "SELECT x %% 2 AS k, sum(y) FROM %s GROUP BY 1 ORDER BY k" % pairs,
        "SELECT x, sum(y) FROM %s GROUP BY ROLLUP (x) ORDER BY x, 2" % pairs,
        "SELECT x, y, count(*) FROM %s GROUP BY CUBE (x, y) ORDER BY 1, 2, 3" % pairs,
        "SELECT x, y, grouping(x, y), count(*) FROM %s GROUP BY GROUPING SETS ((x), (y), ()) ORDER BY 3, 1, 2" % pairs,
        "SELECT count(*) FROM %s HAVING count(*) > 100" % pairs,
        "SELECT sum(y) FROM %s HAVING sum(y) > 1" % pairs,
        "SELECT x FROM %s GROUP BY y" % pairs,
        "SELECT sum(sum(x)) FROM %s" % pairs,
        "SELECT x FROM %s WHERE sum(x) > 1" % pairs,
        "SELECT count(DISTINCT (x, y)) FROM %s" % pairs,
        "SELECT approx_percentile(x, 0.5) FROM (VALUES 1.5e0, 2.5e0, 10e0) AS t (x)",
        "SELECT histogram(x) FROM (VALUES 'a', 'b', 'a') AS t (x)",
        "SELECT approx_distinct(x) FROM UNNEST(sequence(1, 1000)) AS t (x)",
        "SELECT checksum(x) FROM UNNEST(sequence(1, 10)) AS t (x)",
        "SELECT sum(x) FROM (VALUES DECIMAL '99999999999999999999999999999999999999', DECIMAL '1') AS t (x)",
        "SELECT avg(x) FROM (VALUES DECIMAL '1.00', DECIMAL '2.01') AS t (x)",
        "SELECT typeof(sum(x)), typeof(avg(x)), typeof(count(x)), typeof(max(x)) FROM (VALUES DECIMAL '1.00') AS t (x)",
        "SELECT typeof(sum(x)), typeof(avg(x)) FROM (VALUES 1) AS t (x)",
        "SELECT typeof(sum(x)), typeof(avg(x)) FROM (VALUES REAL '1') AS t (x)",
        "SELECT typeof(avg(INTERVAL '1' DAY))",
        "SELECT sum(INTERVAL '1' DAY)",
        "SELECT avg(INTERVAL '3' DAY)",
        "SELECT max(ARRAY[1, 2])",
        "SELECT min(ROW(1, 'a'))",
        "SELECT count(*), count(x) FROM (VALUES NULL, 1) AS t (x)",
    ]


@family("window")
def _(out):
    t = "(VALUES (1, 'a', 10), (2, 'a', 20), (3, 'a', 20), (4, 'b', NULL), (5, 'b', 5), (6, NULL, 7)) AS t (id, k, v)"
    calls = [
        "row_number()",
        "rank()",
        "dense_rank()",
        "percent_rank()",
        "cume_dist()",
        "ntile(2)",
        "ntile(4)",
        "first_value(v)",
        "last_value(v)",
        "nth_value(v, 2)",
        "lead(v)",
        "lag(v)",
        "lead(v, 2)",
        "lag(v, 1, 0)",
        "lead(v, 0)",
        "sum(v)",
        "avg(v)",
        "count(*)",
        "count(v)",
        "max(v)",
        "min(v)",
        "array_agg(v)",
        "first_value(v) IGNORE NULLS",
        "lag(v) IGNORE NULLS",
        "last_value(v) IGNORE NULLS",
        "ntile(0)",
        "nth_value(v, 0)",
        "lead(v, -1)",
        "stddev(v)",
        "approx_distinct(v)",
        "listagg(k, ',') WITHIN GROUP (ORDER BY id)",
    ]
    for call in calls:
        order = "" if "listagg" in call else "ORDER BY v, id"
        out.append("SELECT id, %s OVER (%s) FROM %s ORDER BY id" % (call, order, t))
        out.append("SELECT id, %s OVER (PARTITION BY k %s) FROM %s ORDER BY id" % (call, order, t))
        out.append("SELECT id, %s OVER (PARTITION BY k ORDER BY v DESC, id) FROM %s ORDER BY id" % (call, t))
    for frame in [
        "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
        "ROWS UNBOUNDED PRECEDING",
        "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
        "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
        "RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING",
        "GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW",
        "ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING",
        "ROWS BETWEEN -1 PRECEDING AND CURRENT ROW",
        "ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW",
        "RANGE BETWEEN CURRENT ROW AND CURRENT ROW",
    ]:
        for call in ["sum(v)", "count(*)", "first_value(id)", "max(v)", "array_agg(id)"]:
            out.append("SELECT id, %s OVER (ORDER BY v %s) FROM %s ORDER BY id" % (call, frame, t))
    out += [
        "SELECT id, sum(v) OVER w, count(*) OVER (w ROWS 1 PRECEDING) FROM %s WINDOW w AS (PARTITION BY k ORDER BY id) ORDER BY id"
        % t,
        "SELECT id, row_number() FROM %s" % t,
        "SELECT rank() OVER () FROM %s" % t,
        "SELECT id FROM %s WHERE row_number() OVER () = 1" % t,
        "SELECT sum(sum(v)) OVER () FROM %s GROUP BY k" % t,
        "SELECT k, rank() OVER (ORDER BY count(*) DESC) FROM %s GROUP BY k ORDER BY 2, 1" % t,
        "SELECT id, sum(v) FILTER (WHERE v > 6) OVER (ORDER BY id) FROM %s ORDER BY id" % t,
        "SELECT id, lag(v, id - 1) OVER (ORDER BY id) FROM %s ORDER BY id" % t,
    ]


@family("query")
def _(out):
    t = "(VALUES (1, 'a'), (2, NULL), (NULL, 'c'), (3, 'B'), (3, 'b')) AS t (x, y)"
    # Relations of one name beside each other.
    u, v, w = "(VALUES (1, 2), (5, 6)) t (a, b)", "(VALUES (3, 4), (1, 7)) t (c, d)", "(VALUES (1, 4)) t (a, d)"
    out += [
        "SELECT t.* FROM %s, LATERAL (SELECT t.*) ORDER BY 1" % u,
        "SELECT t.* FROM %s, LATERAL (SELECT t.*) t ORDER BY 1" % u,
        "SELECT t.a FROM %s, LATERAL (SELECT t.*) t" % u,
        "SELECT * FROM %s, LATERAL (SELECT t.*) t ORDER BY 1" % u,
        "SELECT * FROM %s, LATERAL (SELECT t.a + 1, t.b) T (x, y) WHERE t.x > 2 ORDER BY t.y" % u,
        "SELECT t.* FROM %s, LATERAL (SELECT t.a + 1) t(x) ORDER BY 1" % u,
        "SELECT t.x, t.a, T.b + t.x FROM %s, LATERAL (SELECT t.a + 1) t(x) ORDER BY t.x DESC" % u,
        "SELECT * FROM %s, %s ORDER BY 1, 3" % (u, v),
        "SELECT t.* FROM %s, %s ORDER BY 1, 3" % (u, v),
        "SELECT t.a, t.d FROM %s, %s ORDER BY 1, 2" % (u, v),
        "SELECT t.*, t.d FROM %s JOIN %s ON t.a = t.c" % (u, v),
        "SELECT t.b, t.d FROM %s LEFT JOIN %s ON t.a = t.c ORDER BY 1" % (u, v),
        "SELECT t.b, t.d FROM %s LEFT JOIN %s ON t.a = t.c AND t.d IN (SELECT 7) ORDER BY 1" % (u, v),
        "SELECT t.b, t.d FROM %s FULL JOIN %s ON t.a = t.c ORDER BY 1, 2" % (u, v),
        "SELECT a, t.b, t.d FROM %s JOIN %s USING (a)" % (u, w),
        "SELECT t.* FROM %s, %s ORDER BY 1" % (u, w),
        "SELECT t.* AS (p, q, r, s) FROM %s, %s ORDER BY 1" % (u, w),
        "SELECT t.b FROM %s, %s WHERE t.d = 4 ORDER BY 1" % (u, w),
        "SELECT t.a FROM %s, %s" % (u, w),
        "SELECT t.d, count(*), max(t.b) FROM %s, %s GROUP BY t.d ORDER BY t.d" % (u, v),
        "SELECT t.d, (SELECT max(x) FROM (VALUES 1, 9) s (x) WHERE x < t.d) FROM %s, %s WHERE t.a = 1 ORDER BY 1" % (u, v),
        "SELECT (SELECT t.* FROM (VALUES 1) u) FROM (VALUES 5) t (a)",
        "SELECT (SELECT t.* FROM (VALUES 7) t (a)) FROM (VALUES 5) t (a)",
        "SELECT t.x, t.y FROM (VALUES 1) t (x), UNNEST(ARRAY[2, 3]) t (y) ORDER BY 2",
        "WITH t (a) AS (VALUES 1) SELECT t.a, t.z FROM t, (VALUES 2) t (z)",
    ]
    for order in [
        "x",
        "x DESC",
        "x NULLS FIRST",
        "x DESC NULLS FIRST",
        "y",
        "y DESC",
        "2, 1",
        "x, y DESC",
        "x + 1",
        "coalesce(x, 0)",
        "3",
        "zz",
    ]:
        out.append("SELECT x, y FROM %s ORDER BY %s" % (t, order))
    out += [
        "SELECT x FROM %s ORDER BY x LIMIT 2" % t,
        "SELECT x FROM %s ORDER BY x OFFSET 2 LIMIT 2" % t,
        "SELECT x FROM %s ORDER BY x FETCH FIRST 4 ROWS WITH TIES" % t,
        "SELECT x FROM %s ORDER BY x FETCH FIRST ROW ONLY" % t,
        "SELECT x FROM %s LIMIT ALL" % t,
        "SELECT DISTINCT x FROM %s ORDER BY x" % t,
        "SELECT DISTINCT x FROM %s ORDER BY y" % t,
        "SELECT 1 UNION SELECT 1",
        "SELECT 1 UNION ALL SELECT 1",
        "SELECT 1 INTERSECT SELECT 2",
        "SELECT 1 EXCEPT SELECT 2",
        "SELECT NULL UNION SELECT NULL",
        "SELECT 1 UNION SELECT 1.5 ORDER BY 1",
        "SELECT 1 UNION SELECT 'a'",
        "SELECT 1, 2 UNION SELECT 1",
        "(VALUES 1, 1, 2) EXCEPT ALL (VALUES 1)",
        "(VALUES 1, 1, 2) INTERSECT ALL (VALUES 1, 1)",
        "SELECT 1 AS a UNION CORRESPONDING SELECT 2 AS a",
        "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b",
        "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
        "SELECT * FROM (VALUES 1, 2) a (x) JOIN (VALUES 2, 3) b (x) USING (x)",
        "SELECT * FROM (VALUES 1, 2) a (x) LEFT JOIN (VALUES 2, 3) b (y) ON x = y ORDER BY 1",
        "SELECT * FROM (VALUES 1, 2) a (x) FULL JOIN (VALUES 2, 3) b (y) ON x = y ORDER BY 1, 2",
        "SELECT * FROM (VALUES 1, NULL) a (x) RIGHT JOIN (VALUES 1, NULL) b (y) ON x = y ORDER BY 2",
        "SELECT * FROM (VALUES 1) a (x) CROSS JOIN (VALUES 2, 3) b (y) ORDER BY 2",
        "SELECT x FROM (VALUES 1) a (x), (VALUES 2) b (x)",
        "SELECT (SELECT 1)",
        "SELECT (SELECT x FROM (VALUES 1, 2) t (x))",
        "SELECT (SELECT 1 WHERE false)",
        "SELECT EXISTS (SELECT 1 WHERE false)",
        "SELECT 1 IN (SELECT 2)",
        "SELECT NULL IN (SELECT 1)",
        "SELECT 1 NOT IN (VALUES 2, NULL)",
        "SELECT x FROM (VALUES 1, 2) t (x) WHERE x > (SELECT avg(y) FROM (VALUES 1, 2) u (y))",
        "SELECT x, (SELECT max(y) FROM (VALUES 1, 2, 3) u (y) WHERE y < x) FROM (VALUES 1, 3) t (x) ORDER BY x",
        "SELECT * FROM (VALUES (1, 2)) AS t (a, b)",
        "SELECT * FROM (VALUES 1, 2) AS t",
        "TABLE nothing",
        "SELECT t.* FROM (VALUES (1, 2)) AS t (a, b)",
        "SELECT a.b FROM (VALUES 1) AS a (x)",
        "SELECT x AS y, y FROM (VALUES 1) AS t (x)",
        "SELECT count(*) FROM (VALUES 1) t (x) GROUP BY ()",
        "SELECT 1 WHERE NULL",
        "SELECT 1 WHERE 1",
        "SELECT *",
        "SELECT ROW(1, 2).field0",
        "SELECT CAST(ROW(1, 2) AS row(a integer, b integer)).*",
        "VALUES (1, 'a'), (2, 'b')",
        "VALUES 1, 2.5, NULL",
        "VALUES (1, 2), (3)",
        "SELECT * FROM (SELECT 1 AS x) t CROSS JOIN LATERAL (SELECT x + 1 AS y)",
        "SELECT nope",
        "SELECT nope FROM (VALUES 1) t (x)",
        "SELECT t.nope FROM (VALUES 1) t (x)",
        "SELECT nope(1)",
        "SELECT abs('a')",
        "SELECT abs(1, 2)",
        "SELECT * FROM nope",
        "SELECT * FROM memory.nope.t",
        "SELECT FROM",
        "SELEC 1",
        "SELECT 'a",
        "SELECT 1 +",
        "SELECT (1",
        "SELECT 1 FROM (VALUES 1) t (x) GROUP BY nope",
        "SELECT x, count(*) FROM (VALUES 1) t (x)",
        "SELECT 'a' + 1",
        "SELECT true + 1",
        "SELECT NOT 1",
        "SELECT -'a'",
        "SELECT ARRAY[1] + 1",
        "SELECT DATE '2024-01-01' + 'a'",
        "SELECT 1 = 'a'",
        "SELECT CAST(1 AS nope)",
        "SELECT CAST(1 AS decimal(39,0))",
        "SELECT CAST(DATE '2024-01-01' AS bigint)",
        "SELECT CAST(ARRAY[1] AS bigint)",
        "SELECT 99999999999999999999",
        "SELECT 1e400",
        "SELECT x.y.z",
        "SELECT DECIMAL '1234567890123456789012345678901234567890'",
        "SELECT 1 LIMIT -1",
        "SELECT 1 OFFSET -1",
        'SELECT ""',
        "SELECT x FROM (VALUES 1) t (x) ORDER BY 2",
        "SELECT x FROM (VALUES 1) t (x) GROUP BY 2",
        "SELECT sum(x) OVER () FROM (VALUES 1) t (x) GROUP BY x HAVING sum(x) OVER () > 1",
        "SELECT CASE WHEN 1 THEN 2 END",
        "SELECT 1 IN ('a')",
        "SELECT 1 BETWEEN 'a' AND 'b'",
        "SELECT 1 LIKE 'a'",
        "SELECT length(NULL)",
        "SELECT max(1) OVER (ORDER BY 1 ROWS nope)",
        "SELECT * FROM (VALUES 1) t (x, y)",
        "SELECT u.x FROM (VALUES 1) t (x)",
        "WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a",
        "SELECT X'0G'",
        "SELECT x -> 1",
        "SELECT transform(ARRAY[1], 5)",
        "SELECT filter(ARRAY[1], x -> x + 1)",
        "SELECT -9223372036854775808",
        "SELECT 9223372036854775808",
        "SELECT 0x1F",
        "SELECT 0b101",
        "SELECT 0o17",
        "SELECT 1_000_000",
        "SELECT .5",
        "SELECT 5.",
        "SELECT 1.e1",
        "SELECT 00012",
        'SELECT 1 AS "X", 2 AS Y',
        "SELECT 'a' 'b'",
        "SELECT U&'\\00e9'",
        "SELECT CURRENT_USER IS NOT NULL",
        "SELECT 1 -- comment",
        "SELECT /* c */ 1",
        "SELECT 1;",
        "SELECT sum(x) FROM UNNEST(sequence(1, 100)) AS t (x)",
        "SELECT x, y FROM UNNEST(ARRAY[1, 2]) AS a (x), UNNEST(ARRAY[3]) AS b (y) ORDER BY x",
        "SELECT * FROM TABLE(sequence(1, 5))",
        "SELECT * FROM TABLE(sequence(start => 1, stop => 10, step => 3))",
        "SELECT * FROM (VALUES 1, 2, 3) t (x) TABLESAMPLE BERNOULLI (100)",
        "WITH FUNCTION twice(x integer) RETURNS integer RETURN x * 2 SELECT twice(4)",
    ]
    for a, b in [
        ("1", "2.5"),
        ("1", "1e0"),
        ("'a'", "CAST('b' AS char(3))"),
        ("DATE '2024-01-01'", "TIMESTAMP '2024-01-01 10:00:00'"),
        ("NULL", "1"),
        ("SMALLINT '1'", "BIGINT '2'"),
        ("REAL '1'", "1.5"),
        ("ARRAY[1]", "ARRAY[2.5]"),
        ("1.5", "2.25"),
        ("TIMESTAMP '2024-01-01 10:00:00'", "TIMESTAMP '2024-01-01 10:00:00.123456'"),
        ("true", "1"),
        ("ROW(1, 'a')", "ROW(2.5, 'abc')"),
    ]:
        out += [
            "SELECT %s UNION ALL SELECT %s" % (a, b),
            "SELECT ARRAY[%s, %s]" % (a, b),
            "SELECT coalesce(%s, %s)" % (a, b),
            "SELECT x FROM (VALUES %s, %s) t (x)" % (a, b),
            "SELECT CASE WHEN true THEN %s ELSE %s END" % (a, b),
            "SELECT greatest(%s, %s)" % (a, b),
        ]


@family("types")
def _(out):
    """The types of results: lengths, coercions, names in scope; char(n), time with time zone, ipaddress."""
    a, ab, b5 = "CAST('a' AS char(3))", "CAST('ab' AS char(4))", "CAST('b' AS char(5))"
    each(
        out,
        f"lower({a})", f"upper({a})", f"reverse({ab})", f"length({ab})", f"substr({ab}, 2)", f"substr({ab}, 1, 1)",
        f"substring({ab} FROM 2)", f"trim({ab})", f"ltrim({ab})", f"rtrim({ab})", f"lpad({ab}, 6, 'x')", f"to_utf8({ab})",
        f"concat({a}, {b5})", f"{a} || {b5}", f"'x' || {a} || 'y'", f"CAST({a} AS varchar)", f"CAST({a} AS varchar(2))",
        f"CAST({ab} AS char(1))", f"CAST({a} AS char(5)) || 'x'", f"CAST({a} AS varchar) || 'x'", f"length(CAST({a} AS varchar))",
        f"{a} || NULL", f"strpos({ab}, 'b')", f"replace({ab}, 'b', 'c')", f"split({ab}, ',')", f"starts_with({ab}, 'a')",
        f"regexp_like({ab}, 'b')", f"{ab} LIKE 'a%'", f"{ab} LIKE '%b'", f"{ab} = 'ab'", f"'ab   ' = {ab}", f"{ab} IN ('ab ', 'x')",
        f"{ab} BETWEEN 'aa' AND 'ac'", f"{a} = CAST('a  ' AS varchar(3))", f"nullif({a}, 'a ')", f"CASE {a} WHEN 'a  ' THEN 1 END",
        f"{a} < 'b'", f"greatest({a}, {b5})", f"least('zz', {b5})", f"coalesce(NULL, {a})", f"if(false, {a}, 'abcde')", f"if(true, 'x  ', {a})",
        f"ARRAY[{a}, {b5}, 'xyz']", f"ROW({a}, 'x')", f"MAP(ARRAY[{a}], ARRAY[{b5}])", f"contains(ARRAY[{a}], 'a')", f"CAST({a} AS integer)",
        f"CAST({a} AS json)", f"typeof({ab})", f"typeof({a} || {ab})", "CHAR 'abc'", "CAST('' AS char(2))", "CAST(NULL AS char(2))",
        "CAST('é' AS char(3))", "length(CAST('é' AS char(3)))", "CAST('abc' AS char(2))", "TRY_CAST('abc' AS char(2))",
        f"{a} IS DISTINCT FROM 'a   '", f"concat('x', {a}, 'y')", f"format('%s|', {a})", f"json_format(CAST(ROW({a}) AS json))",
    )
    for query in (
        f"x, count(*) FROM (VALUES {a}, CAST('a ' AS char(3))) t(x) GROUP BY x",
        f"DISTINCT x FROM (VALUES {a}, {b5}, CAST('a' AS char(5))) t(x) ORDER BY x",
        f"min(x), max(x), array_agg(x), count(DISTINCT x) FROM (VALUES {a}, CAST('a ' AS char(3))) t(x)",
        f"t.x, u.y FROM (VALUES {a}) t(x) JOIN (VALUES CAST('a' AS char(7))) u(y) ON x = y",
        f"t.x, u.y FROM (VALUES {a}) t(x) JOIN (VALUES 'a') u(y) ON x = y",
        f"x FROM (VALUES {a}) t(x) WHERE x = 'a'",
        f"x || '|' FROM (VALUES {a}) t(x)",
        f"x FROM (SELECT {a} x UNION SELECT CAST('a' AS char(6)))",
        f"lag(x) OVER (ORDER BY x), first_value(x) OVER (ORDER BY x) FROM (VALUES {a}, {b5}) t(x) ORDER BY x",
        f"x FROM (VALUES {a}) t(x) WHERE x IN (SELECT 'a')",
        f"transform(ARRAY[{a}], e -> e || '!')",
    ):
        out.append("SELECT " + query)
    each(
        out,
        "''", "'abc'", "U&'\\00e9x'", "CAST('abc' AS varchar(2))", "CAST('abc' AS varchar)", "CAST(1 AS varchar(5))", "'a' || 'bc'", "concat('a', 'b', 'c')",
        "coalesce('a', 'bcd')", "coalesce(NULL, NULL)", "nullif('a', 'bcd')", "nullif(NULL, 1)", "if(true, 'a', 'bcd')", "if(true, 'abc')",
        "CASE WHEN true THEN 'a' WHEN false THEN 'bcde' ELSE 'fg' END", "CASE 1 WHEN 1 THEN NULL END", "greatest('a', 'bcd')", "ARRAY['a', 'bcd']", "ARRAY[]",
        "ARRAY[NULL]", "ARRAY[ARRAY[], ARRAY[1]]", "MAP()", "MAP(ARRAY['a', 'bc'], ARRAY[1, 2.5])", "ROW(1, 'a', NULL)", "ROW(ROW('a'), ARRAY['b'])",
        "CAST(ROW(1, 'a') AS row(x bigint, y varchar(3)))", "CAST(ROW(1, 'a') AS row(x bigint, y varchar(3))).y", "ROW('a', 'bc')[2]", "ARRAY['a', 'bcd'][1]",
        "MAP(ARRAY['a'], ARRAY['bcd'])['a']", "CAST(ROW(1, 2) AS row(a integer, a integer))", "CAST(ROW(1, 2) AS row(\"A\" integer, b integer))",
        "upper('abc')", "reverse('abc')", "trim('  a ')", "trim(BOTH 'x' FROM 'xax')", "substr('abc', 2)", "replace('abc', 'b', 'xx')", "replace('abc', 'b')",
        "regexp_replace('abc', 'b', 'yy')", "regexp_replace('abc', 'b')", "regexp_extract('abc', 'b')", "regexp_extract_all('abc', '.')", "regexp_split('a,b', ',')",
        "split('a,b', ',')", "split_part('a,b', ',', 1)", "url_encode('a b')", "url_decode('a+b')", "url_extract_host('http://x/y')", "json_extract_scalar('{}', '$.a')",
        "json_extract_scalar(JSON '{}', '$.a')", "word_stem('cats')", "chr(65)", "soundex('a')", "to_base(5, 2)", "to_hex(X'00')", "lpad('a', 3, 'b')",
        "array_join(ARRAY['a'], ',')", "element_at(ARRAY['abc'], 1)", "array_sort(ARRAY['b', 'aa'])", "array_distinct(ARRAY['b', 'aa'])", "array_max(ARRAY['b', 'aa'])",
        "array_union(ARRAY['a'], ARRAY['bcd'])", "ARRAY['a'] || ARRAY['bcd']", "ARRAY['a'] || 'bcd'", "'bcd' || ARRAY['a']", "flatten(ARRAY[ARRAY['a'], ARRAY['bc']])",
        "zip(ARRAY['a'], ARRAY[1])", "map_entries(MAP(ARRAY['a'], ARRAY[1]))", "map_keys(MAP(ARRAY['a'], ARRAY[1]))", "map_values(MAP(ARRAY['a'], ARRAY['bc']))",
        "map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['bcd'], ARRAY[2]))", "transform(ARRAY['a'], x -> x)", "transform(ARRAY['a'], x -> length(x))",
        "filter(ARRAY['abc'], x -> true)", "reduce(ARRAY[1, 2], 'abc', (s, x) -> s, s -> s)", "zip_with(ARRAY['a'], ARRAY['bc'], (x, y) -> y)",
        "map_filter(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> true)", "transform_values(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> k)",
        "any_match(ARRAY['a'], x -> x = 'a')", "sequence(1, 3)", "repeat('abc', 2)", "split_to_map('a=1', ',', '=')", "uuid() IS NULL",
        "try('abc')", "try(CAST('x' AS integer))", "typeof('abc')", "typeof(1.50)", "typeof(NULL)", "typeof(ARRAY['a', 'bc'])", "typeof(CAST(NULL AS timestamp))",
        "typeof(TIMESTAMP '2020-01-01 00:00:00')", "typeof(TIMESTAMP '2020-01-01 00:00:00.123 UTC')", "typeof(TIME '10:00:00.1')", "typeof(INTERVAL '1' DAY)",
        "1 + 1", "1 + BIGINT '2'", "TINYINT '1' + SMALLINT '2'", "1.5 + 1", "1.5 * 2.25", "1.5 / 3", "10 / 3", "5 % 2.5", "REAL '1' + 1.5", "1.5 + 1e0",
        "CAST(1 AS decimal(38,10)) + 1.5", "-1.5", "-(2)", "- CAST(1 AS tinyint)", "0.00", ".5", "007.5", "12345678901234567890.5",
        "DATE '2020-01-01' + INTERVAL '1' DAY", "TIMESTAMP '2020-01-01 00:00:00' + INTERVAL '1' DAY", "TIMESTAMP '2020-01-01 00:00:00' + INTERVAL '1' MONTH",
        "TIME '10:00' + INTERVAL '1' HOUR", "INTERVAL '1' DAY * 2", "2 * INTERVAL '1' MONTH", "INTERVAL '1' DAY / 2", "DATE '2020-01-02' - DATE '2020-01-01'",
        "date_trunc('hour', TIMESTAMP '2020-01-01 00:00:00.1234')", "date_add('day', 1, TIMESTAMP '2020-01-01 00:00:00.1')", "CAST('2020-01-01' AS timestamp(2))",
        "CAST(TIMESTAMP '2020-01-01 00:00:00' AS timestamp(6) with time zone)", "TIMESTAMP '2020-01-01 00:00:00' AT TIME ZONE 'UTC'", "from_unixtime(1)",
        "coalesce(TIMESTAMP '2020-01-01 00:00:00', TIMESTAMP '2020-01-01 00:00:00.123456')", "coalesce(DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00')",
        "to_iso8601(TIMESTAMP '2020-01-01 00:00:00')", "to_iso8601(TIMESTAMP '2020-01-01 00:00:00.123 UTC')", "to_iso8601(DATE '2020-01-01')",
        "json_value('1', 'strict $')", "json_query('[1]', 'strict $')", "json_object('a' : 1)", "json_array(1)", "CAST('abc' AS json)", "extract(year FROM DATE '2020-01-01')",
        "round(1.25)", "round(1.25, 1)", "ceil(12.5)", "truncate(12.55)", "truncate(12.55, 1)", "mod(5.5, 2.25)", "abs(-1.2)", "sign(1.2)", "abs(NULL)", "lower(NULL)",
    )
    each(
        out,
        "TIME '10:00:00.12+02:00'", "TIME '00:00:00 +05:30'", "TIME '12:34:56.123 -08:00'", "CAST(TIME '10:00' AS time(3) with time zone)",
        "CAST('10:00:00.123456+05:30' AS time(6) with time zone)", "TIME '10:00+01:00' = TIME '09:00+00:00'", "TIME '10:00+01:00' < TIME '09:30+00:00'",
        "TIME '00:30+01:00' > TIME '01:00+00:00'", "TIME '10:00+01:00' BETWEEN TIME '09:00+00:00' AND TIME '09:00+00:00'", "CAST(TIME '10:00+01:00' AS varchar)",
        "TIME '10:00:00.1+01:00' + INTERVAL '1' HOUR", "CAST(TIME '10:00+01:00' AS time)", "hour(TIME '10:00+01:00')", "timezone_hour(TIME '10:00+01:00')",
        "typeof(TIME '10:00+01:00')", "ARRAY[TIME '01:01:01 +05:30', NULL]", "CAST(NULL AS time with time zone)", "TIME '10:00+01:00' AT TIME ZONE '+03:00'",
        "MAP(ARRAY[X'00', X'0102'], ARRAY[JSON '{\"a\":1}', JSON 'null'])", "MAP(ARRAY[DATE '2020-01-01'], ARRAY[X'01'])", "MAP(ARRAY[1.5e0], ARRAY[true])",
        "CAST(1.4E-45 AS real)", "4.9E-324", "REAL '1.17549435E-38'", "CAST(3.4028235E38 AS real)", "REAL '16777216'",
    )
    ips = ["10.0.0.1", "::1", "2001:0db8:0000:0000:0001:0000:0000:0001", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1:0:0:4:0:0:7:8", "::", "::1.2.3.4", "FFFF::", "x", "", "1.2.3", "1.2.3.256", "1::2::3"]
    for ip in ips:
        each(out, f"IPADDRESS '{ip}'", f"CAST('{ip}' AS ipaddress)", f"TRY_CAST('{ip}' AS ipaddress)")
    each(
        out,
        "CAST(IPADDRESS '10.0.0.1' AS varchar)", "CAST(IPADDRESS '10.0.0.1' AS varbinary)", "CAST(X'0a000001' AS ipaddress)", "CAST(X'0102' AS ipaddress)",
        "CAST(X'20010db8000000000000000000000001' AS ipaddress)", "IPADDRESS '::1' < IPADDRESS '10.0.0.1'", "IPADDRESS '10.0.0.1' = IPADDRESS '::ffff:10.0.0.1'",
        "CAST(NULL AS ipaddress)", "ARRAY[IPADDRESS '::1']", "typeof(IPADDRESS '::1')", "CAST(IPADDRESS '::1' AS json)", "CAST(1 AS ipaddress)",
        "contains('10.0.0.0/8', IPADDRESS '10.1.2.3')", "contains('10.0.0.0/8', IPADDRESS '11.1.2.3')", "contains('10.0.0.0', IPADDRESS '10.1.2.3')",
        "contains('10.0.0.0/33', IPADDRESS '10.1.2.3')", "contains('64:ff9b::10/100', IPADDRESS '64:ff9b::20')", "contains('10.0.0.0/8', IPADDRESS '::1')",
        "contains('0.0.0.0/0', IPADDRESS '::1')", "contains('10.0.0.0/32', IPADDRESS '10.0.0.0')", "contains(NULL, IPADDRESS '::1')", "contains('x/8', IPADDRESS '::1')",
        "contains('10.0.0.0/9', IPADDRESS '10.127.0.0')", "contains('10.0.0.0/9', IPADDRESS '10.128.0.0')",
    )
    for query in (
        "x, count(*) FROM (VALUES IPADDRESS '::1', IPADDRESS '0:0::1', IPADDRESS '10.0.0.1') t(x) GROUP BY x ORDER BY x",
        "x FROM (VALUES 'a', 'bcd') t(x) UNION ALL SELECT 'abcde'", "'a' EXCEPT SELECT 'bcd'", "1 UNION ALL SELECT 2.5", "NULL UNION ALL SELECT 'abc'",
        "* FROM (SELECT 'a' AS x) a JOIN (SELECT 'bcd' AS x, 1 y) b USING (x)", "a.*, b.y FROM (SELECT 'a' x) a, (SELECT 'bc' y) b",
        "t.x FROM (SELECT 'abc' AS x) t", "x.y FROM (SELECT CAST(ROW('a') AS row(y varchar(2))) x) t", "* FROM UNNEST(ARRAY['a', 'bc'], ARRAY[1]) WITH ORDINALITY",
        "k, v FROM UNNEST(MAP(ARRAY['a'], ARRAY['bc'])) t(k, v)", "x FROM UNNEST(ARRAY['a', 'bc']) t(x)", "u.x FROM (VALUES 'abc') t(a), LATERAL (SELECT a || 'x' AS x) u",
        "(SELECT 'abc')", "(SELECT max(x) FROM (VALUES 'a', 'bcd') t(x))", "max('abc'), min_by('abc', 1), array_agg('a'), map_agg('a', 1), histogram('ab')",
        "max_by('abc', 1, 2), count(*), sum(1), avg(1), avg(1.5), sum(1.5), sum(REAL '1'), stddev(1), count_if(true), bool_and(true), arbitrary('abc')",
        "x, grouping(x) FROM (VALUES 'abc') t(x) GROUP BY ROLLUP (x)", "row_number() OVER (), rank() OVER (ORDER BY 1), ntile(2) OVER (ORDER BY 1)",
        "lag('abc') OVER (ORDER BY 1), lead('abc', 1, 'longer') OVER (ORDER BY 1), nth_value('ab', 1) OVER (ORDER BY 1)",
        "listagg('a', ',') WITHIN GROUP (ORDER BY 1)", "current_user, current_catalog, current_schema", "count(*) FILTER (WHERE true), max(x) FROM (VALUES DATE '2020-01-01') t(x)",
        "x FROM (VALUES ROW(1, 'a'), ROW(2, 'bcd')) t(n, x) WHERE n = 1", "1 AS x, x FROM (VALUES 'abc') t(x) ORDER BY 1",
    ):
        out.append("SELECT " + query)
    out += [
        "WITH t AS (SELECT 'abc' AS x) SELECT x, x || 'd' FROM t",
        "WITH t(a, b) AS (SELECT 'abc', 1) SELECT b, a FROM t UNION ALL SELECT 2, 'defgh'",
        "WITH RECURSIVE t(n, s) AS (SELECT 1, 'ab' UNION ALL SELECT n + 1, s FROM t WHERE n < 3) SELECT n, s FROM t",
        "VALUES 'a', 'bcd'", "VALUES (1, 'a'), (2.5, NULL)", "VALUES NULL", "SELECT * FROM (VALUES (1, 'a'))",
    ]


def json_table(document, columns, rest="", path="lax $", select="*"):
    return "SELECT %s FROM JSON_TABLE(%s, '%s' COLUMNS (%s)%s)" % (select, document, path, columns, rest)


@family("json_table")
def _(out):
    people = """'[{"id": 1, "n": "a", "t": ["x", "y"], "o": {"k": 5}}, {"id": 2, "n": null, "t": []}, {"id": "3", "t": ["z"]}]'"""
    tree = """'{"a": [{"v": 1, "b": [{"w": 10}, {"w": 11}], "c": [{"u": 20}, {"u": 21}]}, {"v": 2, "b": [], "c": [{"u": 22}]}, {"v": 3}]}'"""
    for columns in [
        "n FOR ORDINALITY",
        "id bigint",
        "id integer PATH 'lax $.id'",
        "ID bigint",
        '"Id" bigint',
        "id varchar PATH 'lax $.id', n varchar PATH 'lax $.n'",
        "id varchar(1), n char(3)",
        "id double, id2 decimal(5,2) PATH 'lax $.id', id3 real PATH 'lax $.id'",
        "id date",
        "k bigint PATH 'strict $.o.k'",
        "k bigint PATH 'strict $.o.k' ERROR ON ERROR",
        "k bigint PATH 'strict $.o.k' DEFAULT -1 ON ERROR",
        "k bigint PATH 'lax $.o.k' DEFAULT -1 ON EMPTY",
        "k bigint PATH 'lax $.o.k' ERROR ON EMPTY",
        "k bigint PATH 'lax $.o.k' NULL ON EMPTY",
        "k bigint PATH 'lax $.o.k' DEFAULT 'x' ON EMPTY",
        "k varchar(3) PATH 'lax $.o.k' DEFAULT 'abcdef' ON EMPTY",
        "n varchar DEFAULT 'none' ON EMPTY DEFAULT 'bad' ON ERROR",
        "t varchar FORMAT JSON",
        "t varchar FORMAT JSON PATH 'lax $.t[*]'",
        "t varchar FORMAT JSON PATH 'lax $.t[*]' WITH ARRAY WRAPPER",
        "t varchar FORMAT JSON PATH 'lax $.t[*]' WITH CONDITIONAL ARRAY WRAPPER",
        "t varchar FORMAT JSON PATH 'lax $.t[*]' ERROR ON ERROR",
        "n varchar FORMAT JSON OMIT QUOTES",
        "n varchar FORMAT JSON KEEP QUOTES",
        "x varchar FORMAT JSON EMPTY ARRAY ON EMPTY",
        "x varchar FORMAT JSON EMPTY OBJECT ON EMPTY",
        "x varchar FORMAT JSON ERROR ON EMPTY",
        "t varchar PATH 'lax $.t'",
        "t varchar PATH 'lax $.t[*]'",
        "t varchar PATH 'lax $.t' ERROR ON ERROR",
        "b boolean PATH 'lax $.o.k == 5'",
        "id bigint, NESTED PATH 'lax $.t[*]' COLUMNS (x varchar PATH 'lax $')",
        "id bigint, NESTED 'lax $.t[*]' AS p COLUMNS (m FOR ORDINALITY, x varchar PATH 'lax $')",
        "id bigint, id bigint",
        "id nope",
        "id bigint PATH 'bad'",
        "id array(bigint)",
        "id timestamp(3)",
        "id json",
    ]:
        out.append(json_table(people, columns, path="lax $[*]"))
    for rest in [
        "",
        " EMPTY ON ERROR",
        " ERROR ON ERROR",
    ]:
        for document in ["'{bad'", "NULL", "CAST(NULL AS varchar)", "'{}'", "'5'"]:
            out.append(json_table(document, "v bigint PATH 'lax $.v'", rest))
        out.append(json_table("'{}'", "v bigint PATH 'lax $'", rest, "strict $.x"))
        out.append(json_table("'{}'", "v bigint PATH 'strict $.y'", rest))
        out.append(json_table("'[]'", "v bigint PATH 'strict $.y' NULL ON ERROR", rest))
    nested = (
        "v bigint PATH 'lax $.v', NESTED PATH 'lax $.b[*]' AS b COLUMNS (w bigint PATH 'lax $.w'), "
        "NESTED PATH 'lax $.c[*]' AS c COLUMNS (u bigint PATH 'lax $.u')"
    )
    for plan in [
        "",
        " PLAN DEFAULT (OUTER)",
        " PLAN DEFAULT (INNER)",
        " PLAN DEFAULT (CROSS)",
        " PLAN DEFAULT (UNION)",
        " PLAN DEFAULT (OUTER, CROSS)",
        " PLAN DEFAULT (INNER, CROSS)",
        " PLAN DEFAULT (CROSS, INNER)",
        " PLAN DEFAULT (UNION, INNER)",
        " PLAN (r OUTER (b UNION c))",
        " PLAN (r INNER (b UNION c))",
        " PLAN (r OUTER (c UNION b))",
        " PLAN (r OUTER (b CROSS c))",
        " PLAN (r INNER (c CROSS b))",
        " PLAN (r OUTER b)",
        " PLAN (r)",
        " PLAN (b OUTER r)",
        " PLAN (r OUTER (b UNION x))",
        " PLAN (r UNION b)",
        " PLAN (r OUTER (b UNION b))",
    ]:
        out.append(
            "SELECT * FROM JSON_TABLE(%s, 'lax $.a[*]' AS r COLUMNS (%s)%s)" % (tree, nested, plan)
        )
        if "PLAN" in plan:
            out.append("SELECT * FROM JSON_TABLE(%s, 'lax $.a[*]' COLUMNS (%s)%s)" % (tree, nested, plan))
    out += [
        "SELECT * FROM JSON_TABLE(%s, 'lax $.a[*]' AS r COLUMNS (v bigint PATH 'lax $.v', NESTED PATH 'lax $.b[*]' COLUMNS (w bigint PATH 'lax $.w')) PLAN (r OUTER b))" % tree,
        "SELECT * FROM JSON_TABLE(%s, 'lax $.a[*]' AS v COLUMNS (v bigint PATH 'lax $.v'))" % tree,
        "SELECT * FROM JSON_TABLE(%s, 'lax $.a[*]' AS r COLUMNS (v bigint PATH 'lax $.v', NESTED PATH 'lax $.b[*]' AS b COLUMNS (w bigint PATH 'lax $.w', NESTED PATH 'lax $.w' AS d COLUMNS (z bigint PATH 'lax $'))) PLAN (r INNER (b OUTER d)))" % tree,
        "SELECT t.id, x, y FROM (VALUES (1, '[1, 2]'), (2, '[]'), (3, NULL)) AS t (id, j), JSON_TABLE(t.j, 'lax $[*]' COLUMNS (x bigint PATH 'lax $', y FOR ORDINALITY))",
        "SELECT t.id, x FROM (VALUES (1, '[1, 2]'), (2, '[]'), (3, NULL)) AS t (id, j) LEFT JOIN JSON_TABLE(t.j, 'lax $[*]' COLUMNS (x bigint PATH 'lax $')) ON true",
        "SELECT t.id, x FROM (VALUES (1, '[1, 2]'), (2, '[]')) AS t (id, j) CROSS JOIN JSON_TABLE(t.j, 'lax $[*]' COLUMNS (x bigint PATH 'lax $'))",
        "SELECT q.a, q.b FROM JSON_TABLE('[{\"x\": 1, \"y\": 2}]', 'lax $[*]' COLUMNS (x bigint, y bigint)) AS q (a, b)",
        "SELECT q.x FROM JSON_TABLE('[{\"x\": 1, \"y\": 2}]', 'lax $[*]' COLUMNS (x bigint PATH 'lax $.x', y bigint PATH 'lax $.y')) AS q",
        "SELECT * FROM JSON_TABLE('[1, 2, 3, 4]', 'lax $[*] ? (@ > $low)' PASSING 2 AS \"low\" COLUMNS (x bigint PATH 'lax $'))",
        "SELECT * FROM JSON_TABLE('[1, 2, 3, 4]', 'lax $[$i to $k]' PASSING 1 AS \"i\", 2 AS \"k\" COLUMNS (x bigint PATH 'lax $'))",
        "SELECT * FROM JSON_TABLE('{\"a\": 1}', 'lax $.keyvalue()' COLUMNS (name varchar PATH 'lax $.name', value bigint PATH 'lax $.value'))",
        "SELECT count(*), sum(x) FROM JSON_TABLE('[1, 2, 3, 4]', 'lax $[*]' COLUMNS (x bigint PATH 'lax $'))",
        "SELECT (SELECT max(x) FROM JSON_TABLE(j, 'lax $[*]' COLUMNS (x bigint PATH 'lax $'))) FROM (VALUES '[1, 5]', '[]') AS t (j)",
        "SELECT * FROM JSON_TABLE('[1]', 'lax $[*]' COLUMNS (x bigint PATH 'lax $' DEFAULT 1 ON EMPTY DEFAULT 2 ON ERROR)) WHERE x = 1",
    ]
    document = """'{"a": 1, "b": [1, 2, {"c": "x"}, [5]], "d": null, "e": 1.5, "s": "text", "t": true, "o": {"p": {"a": 9}}}'"""
    for path in [
        "lax $..a",
        'strict $.."a"',
        "lax $..c",
        "lax $..nope",
        "lax $.keyvalue()",
        "lax $.o.keyvalue()",
        "lax $.b.keyvalue()",
        "strict $.b[10]",
        "strict $.b[last]",
        "strict $.b[0 to 10]",
        "lax $.b[0 to 10]",
        "lax $.b[last - 1 to last]",
        "lax $.b[-1]",
        "lax $.b[1.9]",
        "lax $.b[0, 2]",
        "lax $.b[3][0]",
        "lax $.b[*].type()",
        "strict $.*",
        "lax -$.a",
        "lax -$.s",
        "lax $.a / 0",
        "lax $.a % 2",
        "lax $.a - 2 * 3",
        "lax ($.a + 1) * 2",
        "lax $.e.floor()",
        "lax $.e.abs()",
        "lax (-$.e).abs()",
        "lax $.s.double()",
        'lax "1.5".double()',
        "lax $.b.size()",
        "strict $.a.size()",
        "lax $.d.type()",
        "lax $.t.type()",
        "lax $.b ? (@ == 1)",
        "strict $.b ? (@ == 1)",
        "strict $.b[*] ? (@ == 1)",
        "lax $.b[*] ? (@ > 1)",
        "lax $ ? (@.a == 1 && @.s == \"text\")",
        "lax $ ? (@.a == 2 || @.t == true)",
        "lax $ ? (!(@.a == 2))",
        "lax $ ? ((@.a == \"x\") is unknown)",
        "lax $ ? (exists(@.zz))",
        "lax $ ? (exists(@.b))",
        "strict $ ? (exists(@.zz))",
        "lax $ ? (@.s starts with \"te\")",
        "lax $ ? (@.b starts with \"te\")",
        "lax $ ? (@.d == null)",
        "lax $ ? (@.d <> 1)",
        "lax $ ? (@.zz == null)",
        "lax $ ? (@.b == null)",
        "lax $.s like_regex \"t\"",
        "lax $.s.datetime()",
        "lax $x",
        "lax $.a ?",
        "LAX $.a",
        "lax last",
        "lax @",
        "lax 9223372036854775807 + 1",
        "lax true",
        "lax \"x\"",
    ]:
        each(out, "JSON_QUERY(%s, '%s' WITH ARRAY WRAPPER ERROR ON ERROR)" % (document, path),
             "JSON_EXISTS(%s, '%s')" % (document, path))
    each(
        out,
        "JSON_VALUE('{\"a\": \"abc\"}', 'lax $.a' RETURNING varchar(2))",
        "JSON_VALUE('{\"a\": \"ab\"}', 'lax $.a' RETURNING char(4))",
        "JSON_VALUE('{\"a\": \"2024-01-05\"}', 'lax $.a' RETURNING date)",
        "JSON_VALUE('{\"a\": 5}', 'lax $.a' RETURNING date)",
        "JSON_VALUE('{\"a\": 5}', 'lax $.a' RETURNING double)",
        "JSON_VALUE('{\"a\": 5.5}', 'lax $.a' RETURNING decimal(5,2))",
        "JSON_VALUE('{\"a\": true}', 'lax $.a' RETURNING boolean)",
        "JSON_VALUE('{\"a\": null}', 'lax $.a' DEFAULT 'x' ON EMPTY DEFAULT 'y' ON ERROR)",
        "JSON_VALUE('{\"a\": 5}', 'lax $.a' RETURNING uuid)",
        "JSON_VALUE(X'7b2261223a317d', 'lax $.a')",
        "JSON_VALUE(X'7b2261223a317d' FORMAT JSON ENCODING UTF8, 'lax $.a')",
        "JSON_VALUE(X'7b002200610022003a0031007d00' FORMAT JSON ENCODING UTF16, 'lax $.a')",
        "JSON_QUERY('{\"a\": [1, 2]}', 'lax $.a' RETURNING varchar(3))",
        "JSON_QUERY('{\"a\": 1}', 'lax $.a + $x' PASSING '5' FORMAT JSON AS \"x\")",
        "JSON_QUERY('{}', 'lax $x' PASSING '[1, 2]' FORMAT JSON AS \"x\")",
        "JSON_QUERY('{}', 'lax $x' PASSING 'text' AS \"x\")",
        "JSON_QUERY('{}', 'lax $x' PASSING 1.50 AS \"x\")",
        "JSON_QUERY('{}', 'lax $x' PASSING DATE '2024-01-01' AS \"x\")",
        "JSON_QUERY('{}', 'lax $x' PASSING true AS \"x\")",
        "JSON_QUERY('{}', 'lax $X' PASSING true AS x)",
        "JSON_QUERY('{}', 'lax $x' PASSING true AS x)",
        "JSON_OBJECT('a' VALUE 1 NULL ON NULL RETURNING varchar(3))",
        "JSON_OBJECT('a' VALUE NULL, 'b' VALUE 2 ABSENT ON NULL)",
        "JSON_OBJECT('a' VALUE 1, 'a' VALUE 2)",
        "JSON_OBJECT('a' VALUE 1, 'b' VALUE 2 WITH UNIQUE KEYS)",
        "JSON_OBJECT(NULL VALUE 1)",
        "JSON_OBJECT('a' VALUE DATE '2024-01-01')",
        "JSON_OBJECT('a' VALUE JSON_ARRAY(1, 2))",
        "JSON_OBJECT('a' VALUE '{bad' FORMAT JSON)",
        "JSON_ARRAY(1, 2 RETURNING varchar(2))",
        "JSON_ARRAY(JSON_OBJECT('a' : 1))",
    )


@family("routine")
def _(out):
    def define(function, call, tail=""):
        out.append("WITH FUNCTION %s SELECT %s%s" % (function, call, tail))

    twice = "twice(x integer) RETURNS integer RETURN x * 2"
    for call in ["twice(4)", "twice(NULL)", "twice(twice(1))", "twice('a')", "twice(1, 2)", "twice()", "twice(BIGINT '5')", "TWICE(3)",
                 "twice(SMALLINT '3')", "twice(2147483647)", "typeof(twice(1))", "sum(twice(1))", "twice(DISTINCT 1)", "twice(1) OVER ()"]:
        define(twice, call)
    define(twice, "twice(x)", " FROM (VALUES 1, 2, NULL) AS t (x) WHERE twice(x) > 2")
    define(twice, "twice(x), count(*)", " FROM (VALUES 1, 2, 1) AS t (x) GROUP BY twice(x) ORDER BY 1")
    define("f(x double) RETURNS double RETURN x / 2", "f(1), f(1.5), f(REAL '3')")
    define("f(x varchar) RETURNS varchar RETURN x || '!'", "f('a'), f(CAST('a' AS char(3))), f(NULL)")
    define("f(x varchar(3)) RETURNS varchar(2) RETURN x", "f('a')")
    define("f(x varchar(3)) RETURNS varchar(5) RETURN x", "f('abcd')")
    define("f(x decimal(5,2)) RETURNS decimal(10,4) RETURN x", "f(1.5), typeof(f(1))")
    define("f(x bigint) RETURNS integer RETURN x", "f(1)")
    define("f(x bigint) RETURNS varchar RETURN x", "f(1)")
    define("f() RETURNS varchar RETURN 'x'", "f()")
    define("f(x array(bigint)) RETURNS bigint RETURN reduce(x, 0, (s, e) -> s + e, s -> s)", "f(ARRAY[1, 2, 3])")
    define("f(a array(bigint), x bigint) RETURNS array(bigint) RETURN transform(a, e -> e + x)", "f(ARRAY[1, 2], e)", " FROM (VALUES 10, 20) AS t (e)")
    define("f(r row(a bigint, b varchar)) RETURNS varchar RETURN r.b", "f(ROW(1, 'x'))")
    define("f(x bigint) RETURNS bigint RETURN y", "f(1)")
    define("f(x bigint) RETURNS bigint RETURN (SELECT 1)", "f(1)")
    define("f(x bigint) RETURNS bigint RETURN sum(x)", "f(1)")
    define("f(x bigint, x bigint) RETURNS bigint RETURN x", "f(1, 2)")
    define("f(bigint) RETURNS bigint RETURN 1", "f(1)")
    define("f(x bigint) RETURNS bigint RETURNS NULL ON NULL INPUT RETURN coalesce(x, 5)", "f(1), f(NULL)")
    define("f(x bigint) RETURNS bigint CALLED ON NULL INPUT RETURN coalesce(x, 5)", "f(1), f(NULL)")
    define("f(x bigint) RETURNS bigint DETERMINISTIC RETURN x", "f(1)")
    define("f(x bigint) RETURNS bigint NOT DETERMINISTIC RETURN x", "f(1)")
    define("f() RETURNS double RETURN random()", "f() < 1")
    define("f() RETURNS double NOT DETERMINISTIC RETURN random()", "f() < 1")
    define("f(x double) RETURNS double RETURN x - x", "f(random())")
    define("f(x bigint) RETURNS bigint LANGUAGE SQL SECURITY INVOKER COMMENT 'c' RETURN x", "f(1)")
    define("f(x bigint) RETURNS bigint LANGUAGE PYTHON RETURN x", "f(1)")
    define("f(x bigint) RETURNS bigint DETERMINISTIC DETERMINISTIC RETURN x", "f(1)")
    define("f(x bigint) RETURNS bigint RETURN f(x - 1)", "f(1)")
    define("f(x bigint) RETURNS bigint RETURN g(x), FUNCTION g(x bigint) RETURNS bigint RETURN x + 1", "f(1)")
    define("g(x bigint) RETURNS bigint RETURN x + 1, FUNCTION f(x bigint) RETURNS bigint RETURN g(g(x)) * 2", "f(1)")
    define("f(x bigint) RETURNS bigint RETURN 1, FUNCTION f(x varchar) RETURNS bigint RETURN 2", "f(1), f('a')")
    define("f(x bigint) RETURNS bigint RETURN 1, FUNCTION f(x bigint, y bigint) RETURNS bigint RETURN 2", "f(1), f(1, 2)")
    define("abs(x bigint) RETURNS bigint RETURN 7", "abs(-1)")
    define("f(x nope) RETURNS bigint RETURN 7", "f(-1)")
    define("f(x bigint) RETURNS bigint RETURN 1 / x", "f(0)")
    define("f(x bigint) RETURNS bigint RETURN 1 / x", "try(f(0))")
    define("f(x bigint) RETURNS bigint BEGIN RETURN x; END", "f(3)")
    define("f(x bigint) RETURNS bigint BEGIN END", "f(3)")
    define("f(x bigint) RETURNS bigint BEGIN IF x > 0 THEN RETURN 1; END IF; END", "f(3)")
    body = "f(x bigint) RETURNS bigint BEGIN %s END"
    for code in [
        "DECLARE a bigint DEFAULT 99; SET a = a + x; RETURN a;",
        "DECLARE a, b bigint; SET b = x; RETURN coalesce(a, b);",
        "DECLARE a bigint; DECLARE a bigint; RETURN a;",
        "DECLARE a varchar; SET a = x; RETURN 1;",
        "DECLARE a bigint DEFAULT 'x'; RETURN a;",
        "SET z = 1; RETURN x;",
        "SET x = x * 10; RETURN x;",
        "IF x = 1 THEN RETURN 10; ELSEIF x = 2 THEN RETURN 20; ELSE RETURN 30; END IF; RETURN 0;",
        "IF x > 1 THEN SET x = x + 100; END IF; RETURN x;",
        "IF 1 THEN RETURN 1; END IF; RETURN 0;",
        "CASE x WHEN 1 THEN RETURN 10; WHEN 2 THEN RETURN 20; ELSE RETURN 30; END CASE; RETURN 0;",
        "CASE WHEN x > 1 THEN RETURN 10; END CASE; RETURN 0;",
        "CASE x WHEN 'a' THEN RETURN 10; END CASE; RETURN 0;",
        "DECLARE s bigint DEFAULT 0; WHILE x > 0 DO SET s = s + x; SET x = x - 1; END WHILE; RETURN s;",
        "DECLARE s bigint DEFAULT 0; REPEAT SET s = s + x; SET x = x - 1; UNTIL x <= 0 END REPEAT; RETURN s;",
        "DECLARE s bigint DEFAULT 0; top: LOOP IF x <= 0 THEN LEAVE top; END IF; SET s = s + x; SET x = x - 1; END LOOP; RETURN s;",
        "DECLARE s bigint DEFAULT 0; top: WHILE x > 0 DO SET x = x - 1; IF x % 2 = 0 THEN ITERATE top; END IF; SET s = s + x; END WHILE; RETURN s;",
        "DECLARE s bigint DEFAULT 0; top: REPEAT SET x = x - 1; IF x % 2 = 0 THEN ITERATE top; END IF; SET s = s + x; UNTIL x <= 0 END REPEAT; RETURN s;",
        "DECLARE s bigint DEFAULT 0; a: WHILE x > 0 DO SET x = x - 1; b: LOOP SET s = s + 1; IF s % 3 = 0 THEN ITERATE a; END IF; IF s > 10 THEN LEAVE a; END IF; LEAVE b; END LOOP; END WHILE; RETURN s;",
        "a: LOOP a: LOOP LEAVE a; END LOOP; LEAVE a; END LOOP; RETURN 1;",
        "LEAVE nope; RETURN 1;",
        "BEGIN DECLARE x bigint DEFAULT 5; SET x = 6; END; RETURN x;",
        "BEGIN DECLARE y bigint DEFAULT x; SET x = y + 1; END; RETURN x;",
        "BEGIN DECLARE y bigint; END; RETURN y;",
        "WHILE x > 0 DO RETURN x; END WHILE; RETURN -1;",
        "DECLARE t varchar DEFAULT ''; WHILE x > 0 DO SET t = t || 'ab'; SET x = x - 1; END WHILE; RETURN length(t);",
        "DECLARE a array(bigint) DEFAULT ARRAY[]; WHILE x > 0 DO SET a = a || x; SET x = x - 1; END WHILE; RETURN cardinality(a);",
        "DECLARE d decimal(10,2) DEFAULT 1.5; SET d = d + x; RETURN CAST(d AS bigint);",
        "RETURN 1 / (x - 1);",
        "DECLARE y bigint; SET y = random(5); RETURN y;",
    ]:
        # Loops whose end is unknown of a null do not end.
        rows = "0, 1, 2, 3, 7" if "LOOP" in code or "REPEAT" in code else "0, 1, 2, 3, 7, NULL"
        define(body % code, "x, f(x)", " FROM (VALUES %s) AS t (x)" % rows)
        define(body % code, "f(3)")
    define("f(x bigint) RETURNS bigint RETURNS NULL ON NULL INPUT BEGIN SET x = coalesce(x, 9); RETURN x; END", "x, f(x)", " FROM (VALUES 1, NULL) AS t (x)")
    define("f(n bigint) RETURNS bigint BEGIN DECLARE a bigint DEFAULT 1; DECLARE b bigint DEFAULT 1; DECLARE c bigint; "
           "IF n <= 2 THEN RETURN 1; END IF; WHILE n > 2 DO SET n = n - 1; SET c = a + b; SET a = b; SET b = c; END WHILE; RETURN c; END",
           "sum(f(x))", " FROM UNNEST(sequence(1, 40)) AS t (x)")
    define("f(x bigint) RETURNS varchar BEGIN IF x % 2 = 0 THEN RETURN 'even'; END IF; RETURN 'odd'; END",
           "f(x), count(*)", " FROM UNNEST(sequence(1, 5000)) AS t (x) GROUP BY f(x) ORDER BY 1")
    define("g(x bigint) RETURNS bigint BEGIN DECLARE s bigint DEFAULT 0; WHILE x > 0 DO SET s = s + x; SET x = x - 1; END WHILE; RETURN s; END, "
           "FUNCTION f(x bigint) RETURNS bigint BEGIN IF x > 2 THEN RETURN g(x) * 10; END IF; RETURN g(g(x)); END",
           "x, f(x)", " FROM (VALUES 1, 2, 3, 4) AS t (x)")


@family("approx")
def _(out):
    # Few values and many: a HyperLogLog lists the first and estimates the rest.
    few = {
        "int": "(VALUES 1, 2, NULL, 3, 3) AS t (x)",
        "none": "(VALUES 1) AS t (x) WHERE false",
        "nulls": "(VALUES CAST(NULL AS bigint), NULL) AS t (x)",
        "null": "(VALUES NULL, NULL) AS t (x)",
        "bool": "(VALUES true, false, NULL, true) AS t (x)",
        "zero": "(VALUES 0e0, -0e0, nan(), nan(), infinity()) AS t (x)",
        "dbl": "(VALUES 1e0, 2.5e0, NULL, -4e0) AS t (x)",
        "real": "(VALUES REAL '1.5', REAL '2.25', REAL '-7', REAL '2.25') AS t (x)",
        "dec": "(VALUES 1.10, 2.25, NULL, -3.00) AS t (x)",
        "txt": "(VALUES 'b', 'a', NULL, 'a', 'a longer text of several words') AS t (x)",
        "bin": "(VALUES X'00', X'', X'00') AS t (x)",
        "char": "(VALUES CAST('a' AS char(5)), CAST('b' AS char(5)), CAST('a' AS char(5))) AS t (x)",
        "date": "(VALUES DATE '2024-01-01', DATE '1969-12-31') AS t (x)",
        "uuid": "(VALUES UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59', NULL) AS t (x)",
        "ip": "(VALUES IPADDRESS '10.0.0.1', IPADDRESS '2001:db8::1', IPADDRESS '10.0.0.1') AS t (x)",
        "json": "(VALUES JSON '1', JSON '{\"a\": 1}', JSON '1') AS t (x)",
        "zone": "(VALUES TIMESTAMP '2024-01-01 00:00:00 UTC', TIMESTAMP '2024-01-01 01:00:00 +01:00') AS t (x)",
        "row": "(VALUES ROW(1, 'a'), ROW(1, 'a'), ROW(2, NULL)) AS t (x)",
        "arr": "(VALUES ARRAY[1, 2], ARRAY[2, 1], ARRAY[1, 2], NULL) AS t (x)",
        "map": "(VALUES MAP(ARRAY[1, 2], ARRAY[3, 4]), MAP(ARRAY[2, 1], ARRAY[4, 3])) AS t (x)",
    }
    for rows in few.values():
        for e in ["approx_distinct(x)", "approx_distinct(x, 0.1)", "approx_distinct(DISTINCT x)", "approx_distinct(x) FILTER (WHERE x IS NULL)",
                  "typeof(approx_distinct(x))"]:
            out.append("SELECT %s FROM %s" % (e, rows))
    numbers = "UNNEST(sequence(1, %d)) AS t (n)"
    kinds = [
        "n", "CAST(n AS integer)", "CAST(n % 30000 AS smallint)", "CAST(n % 100 AS tinyint)", "CAST(n AS double) / 3", "CAST(n AS real) / 3",
        "CAST(n AS decimal(18,2))", "CAST(n AS decimal(9,2))", "CAST(n AS decimal(4,0))", "CAST(n AS decimal(38,2))", "-CAST(n AS decimal(38,0))",
        "CAST(n AS varchar)", "'a longer text of several words ' || CAST(n AS varchar)", "CAST(CAST(n AS varchar) AS char(9))",
        "CAST(CAST(n AS varchar) AS varbinary)", "date_add('day', n, DATE '1970-01-01')", "date_add('second', n, TIMESTAMP '2024-01-01 00:00:00')",
        "date_add('millisecond', n, TIMESTAMP '2024-01-01 00:00:00.000000')", "date_add('millisecond', n, TIMESTAMP '2024-01-01 00:00:00.000 UTC')",
        "date_add('millisecond', n, TIMESTAMP '2024-01-01 00:00:00.000000 UTC')", "date_add('second', n, TIME '00:00:00')",
        "date_add('second', n, TIME '00:00:00.000000 +01:00')", "n * INTERVAL '1' SECOND", "n * INTERVAL '1' MONTH", "n % 2 = 0",
        "CAST(to_big_endian_64(n) || to_big_endian_64(-n) AS uuid)", "CAST(to_big_endian_64(n) || to_big_endian_64(-n) AS ipaddress)",
        "CAST(n AS json)", "ARRAY[n, n + 1]", "ARRAY[CAST(n AS varchar), NULL]", "MAP(ARRAY[n], ARRAY['x'])",
    ]
    for x in kinds:
        for count in [250, 3000]:
            out.append("SELECT approx_distinct(%s) FROM %s" % (x, numbers % count))
    for count in [10, 262, 263, 1000, 10000]:
        for error in ["0.0040625", "0.01", "0.023", "0.05", "0.1", "0.26"]:
            out.append("SELECT approx_distinct(n, %s), approx_distinct(CAST(n AS varchar), %se0) FROM %s" % (error, error, numbers % count))
    for error in ["0.004", "0.27", "0", "-1", "nan()", "NULL", "CAST(NULL AS double)"]:
        for x in ["n", "n = 1", "NULL", "'a'"]:
            out.append("SELECT approx_distinct(%s, %s) FROM %s" % (x, error, numbers % 5))
    grouped = "(VALUES (1, 1, 0.5e0), (1, 2, 0.5e0), (2, 2, 0.9e0), (2, NULL, 0.9e0), (3, NULL, 0.1e0), (2, 7, 0.1e0)) AS t (k, x, p)"
    for e in [
        "approx_distinct(x)", "approx_distinct(x, 0.1)", "approx_distinct(DISTINCT x)", "approx_distinct(x) FILTER (WHERE x > 1)",
        "approx_percentile(x, 0.5)", "approx_percentile(x, p)", "approx_percentile(x, x, 0.5)", "approx_percentile(x, ARRAY[0.1, 0.9])",
        "approx_percentile(x, 0.5) FILTER (WHERE x > 1)", "approx_percentile(DISTINCT x, 0.5)", "approx_percentile(x, 1, 0.5, 0.01)",
        "approx_most_frequent(2, x, 10)", "approx_most_frequent(2, CAST(x AS varchar), 10)", "approx_most_frequent(2, x, 10) FILTER (WHERE x > 1)",
    ]:
        out.append("SELECT k, %s FROM %s GROUP BY k ORDER BY k" % (e, grouped))
        out.append("SELECT %s FROM %s" % (e, grouped))
        if "DISTINCT" not in e:
            out.append("SELECT k, x, %s OVER (PARTITION BY k ORDER BY x) FROM %s ORDER BY k, x" % (e, grouped))
            out.append("SELECT k, x, %s OVER (ORDER BY k, x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM %s ORDER BY k, x" % (e, grouped))
    values = ["n", "CAST(n AS integer)", "CAST(n AS double)", "CAST(n AS real)", "n / 7e0", "CAST(n AS decimal(9,2)) / 7", "n * n % 1009", "-n"]
    for x in values:
        for e in [
            "approx_percentile(%s, 0.5)", "approx_percentile(%s, 0)", "approx_percentile(%s, 1)", "approx_percentile(%s, 0.99e0)",
            "approx_percentile(%s, ARRAY[0.9, 0.1, 0.5, 0.5])", "approx_percentile(%s, n, 0.5)", "approx_percentile(%s, 2.5, 0.25)",
            "approx_percentile(%s, n, ARRAY[0.25, 0.75])", "approx_percentile(%s, 1, 0.5, 0.01)", "approx_percentile(%s, n, 0.9, 0.2)",
            "typeof(approx_percentile(%s, 0.5))", "typeof(approx_percentile(%s, ARRAY[0.5]))",
        ]:
            for count in [1, 2, 5, 100, 2000] if "typeof" not in e else [1]:
                out.append("SELECT %s FROM %s" % (e % x, numbers % count))
    for e in [
        "approx_percentile(n, 1.5)", "approx_percentile(n, -0.1)", "approx_percentile(n, nan())", "approx_percentile(n, NULL)",
        "approx_percentile(n, ARRAY[])", "approx_percentile(n, ARRAY[NULL])", "approx_percentile(n, ARRAY[0.5, 2])", "approx_percentile(n, ARRAY[0.5, NULL])",
        "approx_percentile(n, CAST(NULL AS array(double)))", "approx_percentile(n, 0, 0.5)", "approx_percentile(n, -1, 0.5)",
        "approx_percentile(n, 0.5, 0.5)", "approx_percentile(n, nan(), 0.5)", "approx_percentile(n, infinity(), 0.5)",
        "approx_percentile(n, NULL, 0.5)", "approx_percentile(n, 1, 2)", "approx_percentile(n, 0, 0.5, 0.01)", "approx_percentile(n, -1, 0.5, 0.01)",
        "approx_percentile(n, 1, 0.5, 0)", "approx_percentile(n, 1, 0.5, 1)", "approx_percentile(n, 1, 0.5, 2)", "approx_percentile(n, 1, 1.5, 0.01)",
        "approx_percentile(nan(), 0.5)", "approx_percentile(infinity(), 0.5)", "approx_percentile(9007199254740993, 0.5)",
        "approx_percentile(9223372036854775807, 0.5)", "approx_percentile(9007199254740992, 0.5)", "approx_percentile('a', 0.5)",
        "approx_percentile(n)", "approx_percentile(n, 'a')", "approx_percentile(true, 0.5)", "approx_percentile(NULL, 0.5)",
        "approx_percentile(DATE '2024-01-01', 0.5)", "approx_percentile(n, 1, ARRAY[0.5], 0.01)", "approx_percentile(n, 1, 0.5, 0.01, 1)",
        "approx_most_frequent(1, n, 10)", "approx_most_frequent(0, n, 10)", "approx_most_frequent(-2, n, 10)", "approx_most_frequent(2, n, NULL)",
        "approx_most_frequent(NULL, n, 10)", "approx_most_frequent(2, n)", "approx_most_frequent(2, 1e0, 10)", "approx_most_frequent(2, true, 10)",
        "approx_most_frequent(2, NULL, 10)", "approx_most_frequent(2, DATE '2024-01-01', 10)", "approx_distinct()", "approx_distinct(n, 'a')",
        "approx_distinct(n, 0.1, 1)", "approx_distinct(approx_set(n))", "approx_distinct(n, n)",
    ]:
        out.append("SELECT %s FROM %s" % (e, numbers % 5))
    for x in ["n % 3", "n % 10", "n * n % 7", "CAST(n % 4 AS varchar)", "'é' || CAST(n % 4 AS varchar)", "CAST(n % 4 AS char(3))", "CAST(n % 5 AS tinyint)"]:
        for sizes in [(2, 10), (3, 3), (5, 100), (2, 2), (10, 4)]:
            for count in [1, 20, 500]:
                out.append("SELECT approx_most_frequent(%d, %s, %d) FROM %s" % (sizes[0], x, sizes[1], numbers % count))
    # What sketches are refused for.
    made = ["approx_set(n)", "CAST(approx_set(n) AS p4hyperloglog)", "make_set_digest(n)", "tdigest_agg(n)", "qdigest_agg(n)", "qdigest_agg(CAST(n AS double))"]
    for e in made:
        source = "(SELECT %s AS d FROM %s) AS u" % (e, numbers % 5)
        for select in ["d = d", "d <> d", "d < d", "d IN (d)", "d IS DISTINCT FROM d", "d BETWEEN d AND d", "nullif(d, d)", "greatest(d, d)",
                       "CASE d WHEN d THEN 1 END", "DISTINCT d", "count(DISTINCT d)", "max(d)", "approx_distinct(d)", "checksum(d)", "array_agg(d) IS NULL",
                       "count(d)", "arbitrary(d) IS NULL", "ARRAY[d] = ARRAY[d]", "array_distinct(ARRAY[d])", "MAP(ARRAY[d], ARRAY[1])", "ROW(d) = ROW(d)",
                       "coalesce(d, NULL) IS NULL", "typeof(d)", "typeof(ARRAY[d])", "CAST(d AS varchar)", "CAST(d AS bigint)", "CAST(d AS json)",
                       "TRY_CAST(d AS varchar)", "length(CAST(d AS varbinary)) > 0", "cardinality(d)", "merge(d) IS NULL", "d || d", "d + 1", "histogram(d)",
                       "map_agg(d, 1)", "row_number() OVER (PARTITION BY d)", "row_number() OVER (ORDER BY d)", "lag(d) OVER () IS NULL"]:
            out.append("SELECT %s FROM %s" % (select, source))
        out.append("SELECT 1 FROM %s GROUP BY d" % source)
        out.append("SELECT 1 FROM %s ORDER BY d" % source)
        out.append("SELECT d FROM %s UNION SELECT d FROM %s" % (source, source))
        out.append("SELECT count(*) FROM (SELECT d FROM %s UNION ALL SELECT d FROM %s) AS v" % (source, source))
        out.append("SELECT 1 FROM %s JOIN %s ON u.d = w.d" % (source, source.replace("AS u", "AS w")))
        out.append("SELECT 1 FROM %s JOIN %s USING (d)" % (source, source.replace("AS u", "AS w")))
        out.append("SELECT u.d IN (SELECT d FROM %s) FROM %s" % (source.replace("AS u", "AS w"), source))
    out.append("SELECT approx_set(n) = make_set_digest(n) FROM " + numbers % 5)
    out.append("SELECT qdigest_agg(n) = qdigest_agg(CAST(n AS double)) FROM " + numbers % 5)
    out.append("SELECT merge(d) FROM (VALUES 1) AS t (d)")
    out.append("SELECT merge(make_set_digest(n)) FROM " + numbers % 5)


@family("sketch")
def _(out):
    sets = {
        "int": "(VALUES 1, 2, NULL, 3, 3) AS t (x)",
        "none": "(VALUES 1) AS t (x) WHERE false",
        "dbl": "(VALUES 1e0, 2.5e0, NULL, -4e0) AS t (x)",
        "real": "(VALUES REAL '1.5', REAL '2.25', REAL '-7') AS t (x)",
        "dec": "(VALUES 1.10, 2.25, NULL, -3.00) AS t (x)",
        "txt": "(VALUES 'b', 'a', NULL, 'a', 'a longer text of several words') AS t (x)",
        "bool": "(VALUES true, false, NULL) AS t (x)",
        "date": "(VALUES DATE '2024-01-01') AS t (x)",
        "many": "UNNEST(sequence(1, 9000)) AS t (x)",
        "more": "(SELECT a * 1000 + b AS x FROM UNNEST(sequence(1, 60)) AS t (a), UNNEST(sequence(1, 1000)) AS u (b)) AS v",
        "some": "UNNEST(sequence(1, 600)) AS t (x)",
    }
    for rows in sets.values():
        for e in [
            "approx_set(x)",
            "cardinality(approx_set(x))",
            "cardinality(approx_set(x, 0.1))",
            "approx_set(x, 0.26)",
            "to_hex(CAST(approx_set(x, 0.1) AS varbinary))",
            "cardinality(make_set_digest(x))",
            "cardinality(CAST(make_set_digest(x) AS hyperloglog))",
            "value_at_quantile(tdigest_agg(x), 0.5)",
            "values_at_quantiles(tdigest_agg(x), ARRAY[0e0, 0.01, 0.25, 0.5, 0.75, 0.99, 1e0])",
            "value_at_quantile(qdigest_agg(x), 0.5)",
            "values_at_quantiles(qdigest_agg(x), ARRAY[0e0, 0.01, 0.25, 0.5, 0.75, 0.99, 1e0])",
            "typeof(qdigest_agg(x))",
            "qdigest_agg(x, 2, 0.1)",
            "quantile_at_value(qdigest_agg(x), 2)",
            "checksum(x) IS NULL",
        ]:
            out.append("SELECT %s FROM %s" % (e, rows))
    for rows in [sets[name] for name in ("int", "none", "dbl", "real", "dec", "txt", "bool")]:
        for e in ["make_set_digest(x)", "tdigest_agg(x)", "qdigest_agg(x)", "hash_counts(make_set_digest(x))", "tdigest_agg(x, 2)",
                  "CAST(approx_set(x) AS p4hyperloglog)", "CAST(CAST(approx_set(x) AS p4hyperloglog) AS hyperloglog)"]:
            out.append("SELECT %s FROM %s" % (e, rows))
    merged = "(SELECT %s AS d FROM (VALUES (1, 1), (1, 2), (2, 2), (2, 3), (3, NULL)) AS t (k, x) GROUP BY k) AS u"
    for made, e in [
        ("approx_set(x)", "cardinality(merge(d))"),
        ("approx_set(x)", "merge(d)"),
        ("CAST(approx_set(x) AS p4hyperloglog)", "cardinality(merge(d))"),
        ("make_set_digest(x)", "cardinality(merge_set_digest(d))"),
        ("tdigest_agg(x)", "value_at_quantile(merge(d), 0.9)"),
        ("qdigest_agg(x)", "value_at_quantile(merge(d), 0.9)"),
        ("CAST(approx_set(x) AS varbinary)", "cardinality(merge(CAST(d AS hyperloglog)))"),
        ("CAST(tdigest_agg(x) AS varbinary)", "value_at_quantile(merge(CAST(d AS tdigest)), 0.5)"),
        ("CAST(qdigest_agg(x) AS varbinary)", "value_at_quantile(merge(CAST(d AS qdigest(bigint))), 0.5)"),
        ("CAST(make_set_digest(x) AS varbinary)", "cardinality(merge_set_digest(CAST(d AS setdigest)))"),
    ]:
        out.append("SELECT %s FROM %s" % (e, merged % made))
    wide = "(SELECT %s AS d FROM UNNEST(sequence(1, 20000)) AS t (x) GROUP BY x %% 3) AS u"
    for made, e in [
        ("approx_set(x)", "cardinality(merge(d))"),
        ("make_set_digest(x)", "cardinality(merge_set_digest(d))"),
    ]:
        out.append("SELECT %s FROM %s" % (e, wide % made))
    digest = "(SELECT make_set_digest(x) FROM UNNEST(sequence(%d, %d)) AS t (x))"
    for a, b in [((1, 10), (5, 20)), ((1, 10), (11, 20)), ((1, 10000), (5000, 20000)), ((1, 10), (1, 10))]:
        for name in ["jaccard_index", "intersection_cardinality"]:
            out.append("SELECT %s(%s, %s)" % (name, digest % a, digest % b))
    each(
        out,
        "empty_approx_set()",
        "cardinality(empty_approx_set())",
        "empty_approx_set(0.1)",
        "empty_approx_set(0.9)",
        "CAST(NULL AS hyperloglog)",
        "CAST(NULL AS qdigest(double))",
        "CAST(NULL AS qdigest(varchar))",
        "CAST(X'00' AS hyperloglog)",
        "CAST(1 AS hyperloglog)",
        "CAST(CAST(NULL AS tdigest) AS varchar)",
        "cardinality(CAST(NULL AS hyperloglog))",
    )
    out += [
        "SELECT approx_set(x, 0.9) FROM (VALUES 1) AS t (x)",
        "SELECT value_at_quantile(tdigest_agg(x), 1.5) FROM (VALUES 1) AS t (x)",
        "SELECT value_at_quantile(qdigest_agg(x), -0.5) FROM (VALUES 1) AS t (x)",
        "SELECT tdigest_agg(x) FROM (VALUES nan()) AS t (x)",
        "SELECT tdigest_agg(x, 0) FROM (VALUES 1) AS t (x)",
        "SELECT qdigest_agg(x, -1) FROM (VALUES 1) AS t (x)",
        "SELECT quantile_at_value(qdigest_agg(x), 3.5e0) FROM (VALUES 1e0, 3e0, 7e0) AS t (x)",
        "SELECT quantile_at_value(qdigest_agg(x), 30) FROM (VALUES 1, 3, 7) AS t (x)",
    ]


@family("months")
def _(out):
    each(
        out,
        "INTERVAL '10' YEAR",
        "INTERVAL '-5' YEAR",
        "INTERVAL '-18' MONTH",
        "INTERVAL '178956970-7' YEAR TO MONTH",
        "INTERVAL '-178956970-8' YEAR TO MONTH",
        "INTERVAL '178956970-8' YEAR TO MONTH",
        "INTERVAL '-178956970-9' YEAR TO MONTH",
        "INTERVAL '178956971' YEAR",
        "INTERVAL '2147483648' MONTH",
        "INTERVAL '99999999999' YEAR",
        "INTERVAL '1-12' YEAR TO MONTH",
        "INTERVAL '1-2-3' YEAR TO MONTH",
        "INTERVAL 'x' YEAR",
        "INTERVAL '' YEAR",
        "CAST(NULL AS INTERVAL YEAR TO MONTH)",
        "INTERVAL '178956970-7' YEAR TO MONTH + INTERVAL '1' MONTH",
        "INTERVAL '-178956970-8' YEAR TO MONTH - INTERVAL '1' MONTH",
        "-INTERVAL '-178956970-8' YEAR TO MONTH",
        "INTERVAL '1' YEAR * 2",
        "2 * INTERVAL '1' YEAR",
        "INTERVAL '1' YEAR * 1.5e0",
        "INTERVAL '1' YEAR / 5",
        "INTERVAL '1' YEAR / 2.5e0",
        "INTERVAL '178956970' YEAR * 2",
        "INTERVAL '1' YEAR / 0",
        "INTERVAL '1' YEAR < INTERVAL '13' MONTH",
        "INTERVAL '1' YEAR = INTERVAL '12' MONTH",
        "INTERVAL '1' YEAR + INTERVAL '1' DAY",
        "CAST(INTERVAL '-1-2' YEAR TO MONTH AS varchar)",
        "CAST('1-2' AS INTERVAL YEAR TO MONTH)",
        "DATE '2024-01-31' + INTERVAL '1' MONTH",
        "DATE '2024-01-31' - INTERVAL '1-11' YEAR TO MONTH",
        "TIMESTAMP '2024-01-31 10:00:00' + INTERVAL '1' MONTH",
        "EXTRACT(MONTH FROM INTERVAL '14' MONTH)",
        "year(INTERVAL '14' MONTH)",
        "ARRAY[INTERVAL '14' MONTH, INTERVAL '1' YEAR]",
        "greatest(INTERVAL '14' MONTH, INTERVAL '1' YEAR)",
    )
    out += [
        "SELECT sum(x), avg(x), max(x) FROM (VALUES INTERVAL '14' MONTH, INTERVAL '1' YEAR) AS t (x)",
        "SELECT x, count(*) FROM (VALUES INTERVAL '12' MONTH, INTERVAL '1' YEAR) AS t (x) GROUP BY x",
    ]


# What Trino's own suites ask (AbstractTestQueries and its like) and more of the kind.
@family("suite")
def _(out):
    numbers = "(VALUES (1, 10), (1, 20), (2, 10), (2, NULL)) t(a, b)"
    for sets in (
        "DISTINCT a, a", "DISTINCT GROUPING SETS ((), (a), (), (a))", "DISTINCT ROLLUP (a, b), CUBE (b)",
        "DISTINCT a, ROLLUP (a, b)", "DISTINCT 1, CUBE (a)", "ALL GROUPING SETS ((), (a), (), (a))",
        "DISTINCT GROUPING SETS ((a, b), (b, a))", "DISTINCT CUBE (a, b), ROLLUP (a)", "DISTINCT (a, a, b), (b)",
    ):
        out.append(f"SELECT a, count(*) FROM {numbers} GROUP BY {sets} ORDER BY 1 NULLS FIRST, 2")
    cube = ", ".join(f"c{i}" for i in range(12))
    out.append(f"SELECT count(*) FROM (VALUES ({', '.join('1' for _ in range(12))})) t({cube}) GROUP BY CUBE ({cube})")
    out.append(f"SELECT count(*) FROM {numbers} GROUP BY CUBE (a, b), CUBE (a, b), CUBE (a, b), CUBE (a, b), CUBE (a, b), CUBE (a, b)")
    ties = "(VALUES 1, 1, 1, 0, 0, 0, 2, 2, 2) t(x)"
    for tail in (
        "ORDER BY x FETCH FIRST 4 ROWS WITH TIES", "ORDER BY x OFFSET 2 ROWS FETCH NEXT 2 ROWS WITH TIES",
        "ORDER BY x DESC OFFSET 3 ROWS FETCH FIRST ROW WITH TIES", "ORDER BY x OFFSET 20 FETCH FIRST 2 ROWS WITH TIES",
        "ORDER BY x OFFSET 7 FETCH FIRST 5 ROWS WITH TIES", "FETCH FIRST 2 ROWS WITH TIES",
    ):
        out.append(f"SELECT x FROM {ties} {tail}")
    out.append(f"SELECT DISTINCT x FROM {ties} ORDER BY x FETCH FIRST 2 ROWS WITH TIES")
    for order in ("a * -1", "abs(a)", "a", "-a", "a + b", "CASE WHEN a > 0 THEN b END, a", "sum(b) OVER (ORDER BY a), b"):
        out.append(f"SELECT a * -2 AS a, b FROM (VALUES (-1, 5), (0, 3), (2, 4)) t(a, b) ORDER BY {order}")
    out.append("SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x LIMIT 2147483648")
    out.append("SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x FETCH FIRST 2147483648 ROWS ONLY")
    out.append("SELECT count(*) FROM (SELECT x FROM (VALUES 1, 2) t(x) LIMIT 2147483648)")
    rows = "(VALUES (1, 'a'), (2, 'b')) r(p, q)"
    for sql in (
        f"SELECT r.* AS (x, y) FROM {rows} ORDER BY x", f"SELECT x FROM (SELECT r.* AS (x, y) FROM {rows}) ORDER BY 1",
        f"SELECT r.* AS (x) FROM {rows}", f"SELECT (SELECT r.p FROM (VALUES 1)) FROM {rows} ORDER BY 1",
        "SELECT (SELECT t.* FROM (VALUES 1)) FROM (VALUES 'a', 'b') t(a) ORDER BY 1",
        "SELECT (SELECT (name, id) FROM (VALUES ('n', 7)) t(name, id)).*",
        "SELECT r.* FROM (VALUES ROW(ROW(1, 'x'))) t(r)", "SELECT t.r.* AS (u, v) FROM (VALUES ROW(ROW(1, 'x'))) t(r)",
        "SELECT CAST(ROW(1, 'x') AS ROW(f bigint, g varchar)).*",
        "SELECT a.*, b.* FROM (VALUES (1, 2)) a(k, x) JOIN (VALUES (1, 3)) b(k, y) USING (k)",
        "SELECT * FROM (VALUES (1, 2)) a(k, x) JOIN (VALUES (1, 3)) b(k, y) USING (k)",
        "SELECT k, a.x, b.* FROM (VALUES (1, 2)) a(k, x) LEFT JOIN (VALUES (2, 3)) b(k, y) USING (k)",
        "(SELECT x FROM (VALUES 3, 1, 2) t(x) ORDER BY x LIMIT 2) ORDER BY x DESC",
        "(SELECT x FROM (VALUES 3, 1, 2) t(x) ORDER BY x DESC LIMIT 2) UNION ALL (SELECT 9) ORDER BY 1",
        "SELECT * FROM UNNEST(ARRAY[0, 1]) CROSS JOIN UNNEST(ARRAY[2, 3]) CROSS JOIN UNNEST(ARRAY[4])",
        "SELECT count(*) FROM UNNEST(ARRAY[0, 1]), UNNEST(ARRAY[2, 3]) WITH ORDINALITY",
        "WITH t AS (SELECT 1 x), u AS (SELECT x + 1 y FROM t) SELECT * FROM t, u",
        "WITH t AS (SELECT 1 x) SELECT (WITH t AS (SELECT 5 x) SELECT x FROM t), x FROM t",
        "SELECT r[2] FROM (VALUES ROW(ROW(1, 'a', true))) v(r)", "SELECT r[4] FROM (VALUES ROW(ROW(1, 'a', true))) v(r)",
        "SELECT ROW(1, 'b')[2]", "SELECT r[1][2] FROM (VALUES ROW(ROW(ROW(1, 'deep'), 2))) v(r)",
    ):
        out.append(sql)
    for on in (
        "x + y = (SELECT 4)", "x = (VALUES 1) AND y = (VALUES 2) AND (x IN (VALUES 2)) = (y IN (VALUES 1))",
        "EXISTS (SELECT 1 WHERE false)", "x IN (SELECT 1) AND y = 1", "x BETWEEN (SELECT 1) AND (SELECT 2) AND x = y",
    ):
        for kind in ("LEFT", "INNER"):
            out.append(f"SELECT * FROM (VALUES 1, 2, 3, 4) t(x) {kind} JOIN (VALUES 1, 2, 3, 5) u(y) ON {on} ORDER BY 1, 2")
    nan = "(VALUES (nan(), 'a'), (5.5e0, 'b'), (3.3e0, 'c'), (4.4e0, 'd')) t(x, y)"
    out.append(f"SELECT min(x), max(x), min(x, 2), max(x, 2), min_by(y, x), max_by(y, x) FROM {nan}")
    out.append(f"SELECT max(CAST(x AS real)), max(x) FILTER (WHERE y < 'c'), max(DISTINCT x) FROM {nan}")
    out.append(f"SELECT y, max(x) OVER (ORDER BY y) FROM {nan} ORDER BY y")
    out.append("SELECT max(x), min(x) FROM (VALUES nan(), nan()) t(x)")
    out.append("SELECT max(x), max_by(y, x) FROM (VALUES (nan(), 'a'), (NULL, 'b')) t(x, y)")
    out.append("SELECT max(x), max_by(y, x) FROM (VALUES (CAST(NULL AS double), 'b')) t(x, y)")
    out.append("SELECT count(DISTINCT x), count_if(x < 0), count(x) FROM (VALUES 1) t(x) WHERE x < 0")
    out.append("SELECT count(DISTINCT x), approx_distinct(x) FROM (VALUES 1) t(x) WHERE x < 0")
    for value, kind in (
        ("ARRAY[1.5e0, 0e0]", "array(varchar)"), ("ARRAY[0.5, 10.0]", "array(varchar)"), ("ROW(0.5, 1e0, true)", "row(varchar, varchar, varchar)"),
        ("MAP(ARRAY[0.5], ARRAY[1e10])", "map(varchar, varchar)"), ("ARRAY[2.5e0, -2.5e0]", "array(bigint)"),
        ("ARRAY['1', 'x']", "array(integer)"), ("ARRAY['1', ' 2 ']", "array(integer)"), ("ARRAY[ARRAY[0.5], NULL]", "array(array(varchar))"),
        ("ARRAY[TIMESTAMP '2020-01-01 10:00:00']", "array(varchar)"), ("ARRAY[DATE '2020-01-01']", "array(timestamp(3))"),
        ("ROW(1, 'a')", "row(x bigint, y varchar)"), ("CAST(ROW(1, 'a') AS row(p integer, q varchar))", "row(q bigint, p varchar)"),
        ("ROW(1, ROW(2, ARRAY['3']))", "row(a varchar, b row(c varchar, d array(integer)))"), ("ROW(1, 2)", "row(a bigint)"),
        ("ARRAY[300]", "array(tinyint)"), ("ARRAY[CAST(NULL AS integer), 1]", "array(varchar)"), ("ARRAY[]", "array(bigint)"),
        ("ARRAY[1]", "map(integer, integer)"), ("MAP(ARRAY[1, 2], ARRAY['x', 'y'])", "map(varchar, varchar)"), ("ROW('x')", "row(integer)"),
    ):
        for cast in ("CAST", "TRY_CAST"):
            out.append(f"SELECT {cast}({value} AS {kind})")
    for spec, arguments in (
        ("%s|%s|%s", "1, CAST(2 AS tinyint), BIGINT '9223372036854775807'"), ("%s|%s", "1.5e0, REAL '1.5'"), ("%s", "1e10"), ("%s", "1e-5"),
        ("%s", "nan()"), ("%s", "infinity()"), ("%s", "-0e0"), ("%s", "0.0000001"), ("%s", "123.4500"), ("%s", "-0.001"), ("%s", "true"),
        ("%s", "TIMESTAMP '2020-01-02 03:04:05'"), ("%s", "TIMESTAMP '2020-01-02 03:04:00'"), ("%s", "TIMESTAMP '2020-01-02 03:04:05.120'"),
        ("%s", "TIMESTAMP '2020-01-02 03:04:05.123456'"), ("%s", "TIME '03:04:05.5'"), ("%s", "TIMESTAMP '2020-01-02 03:04:05 Europe/Berlin'"),
        ("%s", "TIMESTAMP '2020-01-02 03:04:05 UTC'"), ("%s", "TIMESTAMP '2020-01-02 03:04:05 +05:30'"), ("%s", "JSON '{\"a\": 1}'"),
        ("%s", "X'00'"), ("%s", "INTERVAL '1' DAY"), ("%s", "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"), ("%s", "ROW(1, 2)"), ("%s", "CAST('a' AS char(3))"),
        ("%d|%5d|%-5d|%05d|%+d|% d|%(d|%,d", "1, 2, 3, 4, 5, 6, -7, 1234567"), ("%,d", "-1234567"), ("%(,d", "-1234567"), ("%d", "NULL"),
        ("%x|%X|%o|%#x|%08x", "255, 255, 8, 255, 255"), ("%x", "-1"), ("%o", "BIGINT '-1'"), ("%d", "1.5e0"), ("%d", "1.5"), ("%x", "'a'"),
        ("%f|%.0f|%.3f|%10.2f|%-10.2f|%010.2f", "1.5e0, 2.5e0, 3.14159e0, 1.005e0, 2.675e0, -3.14159e0"), ("%,.2f", "1234567.891e0"),
        ("%.1f", "0.25e0"), ("%.1f", "0.35e0"), ("%.2f", "0.005"), ("%f", "1"), ("%f", "nan()"), ("%010f", "-infinity()"), ("%f", "REAL '0.1'"),
        ("%+.2f|% .2f|%(.2f", "1e0, 1e0, -1e0"), ("%e|%.2e|%E", "12345.678e0, 0.00012345e0, 1e100"), ("%e", "0e0"), ("%.0e", "15e0"), ("%e", "123.45"),
        ("%g|%g|%g|%.3g", "0.0001e0, 0.00001e0, 123456789e0, 1234.5e0"), ("%g", "0e0"), ("%G", "1e-10"), ("%a", "1.5e0"), ("%a", "0.1e0"),
        ("%b|%B|%b|%b", "true, false, NULL, 'x'"), ("%.2s|%10s|%-10s|%S", "'hello', 'a', 'b', 'Straße'"), ("%c", "65"), ("%c", "'a'"),
        ("%n%%", "1"), ("%2$s %1$s %s", "'a', 'b'"), ("%s %<s", "'a'"), ("%3$s", "'a'"), ("%<s", "'a'"), ("%q", "1"), ("%", "1"), ("%-s", "1"), ("%--5s", "1"),
        ("%5", "1"), ("%.s", "1"), ("%#s", "'a'"), ("%,s", "'a'"), ("%+s", "'a'"), ("%.2d", "1"), ("%-05d", "1"), ("%+ d", "1"),
        ("%tY-%<tm-%<td %<tH:%<tM:%<tS.%<tL", "TIMESTAMP '2020-01-02 03:04:05.678'"), ("%tB %<tb %<tA %<ta %<te %<tj %<ty %<tC", "DATE '2020-03-01'"),
        ("%tF|%<tT|%<tR|%<tr|%<tD|%<tI|%<tl|%<tk|%<tp|%<tN", "TIMESTAMP '2020-01-02 15:04:05.678'"), ("%tz|%<tZ|%<ts|%<tQ", "TIMESTAMP '2020-01-02 15:04:05.678 Europe/Berlin'"),
        ("%tH", "DATE '2020-01-01'"), ("%tY", "TIME '10:00:00'"), ("%tY", "1"), ("%TB", "DATE '2020-03-01'"), ("%tX", "DATE '2020-03-01'"),
    ):
        out.append(f"SELECT format('{spec}', {arguments})")
    out.append("SELECT format(f, x) FROM (VALUES ('%s', 1), ('<%d>', 2), (NULL, 3)) t(f, x) ORDER BY x")
    for call in ("rand(10) BETWEEN 0 AND 9", "rand(5, 7) IN (5, 6)", "rand(5, 7) NOT IN (5, 6)", "random(10) >= 0"):
        out.append(f"SELECT {call}")

    # Shortest decimals of doubles, NaN in max(x, n), names of windows by their case, JSON that is read as JSON.
    out.extend((
        "SELECT CAST(power(2, 65) AS decimal(38,0))",
        "SELECT CAST(1.005e0 AS decimal(3,2))",
        "SELECT CAST(1e0/3 AS decimal(38,30))",
        "SELECT CAST(0.1e0 AS decimal(38,20))",
        "SELECT CAST(123456789.123456789e0 AS decimal(18,9))",
        "SELECT CAST(1e25 AS decimal(38,5))",
        "SELECT CAST(-2.5e-3 AS decimal(5,3))",
        "SELECT CAST(1.2345678901234567e0 AS decimal(17,16))",
        "SELECT CAST(real '0.1' AS decimal(20,15))",
        "SELECT CAST(real '1.005' AS decimal(3,2))",
        "SELECT CAST(real '16777217' AS decimal(18,2))",
        "SELECT CAST(real '1e20' AS decimal(38,2))",
        "SELECT CAST(real '3.4e38' AS decimal(38,0))",
        "SELECT CAST(99.995e0 AS decimal(4,2))",
        "SELECT CAST(9.995e0 AS decimal(3,2))",
        "SELECT CAST(nan() AS decimal(5,2))",
        "SELECT CAST(infinity() AS decimal(38,2))",
        "SELECT TRY_CAST(1e30 AS decimal(20,2))",
        "SELECT CAST(1e30 AS decimal(20,2))",
        "SELECT min(x, 2), max(x, 2) FROM (VALUES 8.8e0, nan()) t(x)",
        "SELECT min(x, 1), max(x, 1) FROM (VALUES nan(), 8.8e0, 1e0) t(x)",
        "SELECT min(x, 3), max(x, 3) FROM (VALUES nan(), nan(), 8.8e0, 1e0) t(x)",
        "SELECT min(x, 2), max(x, 2) FROM (VALUES real '8.8', CAST(nan() AS real)) t(x)",
        "SELECT min(x), max(x) FROM (VALUES nan(), 8.8e0) t(x)",
        "SELECT CAST(ROW(1, 2) AS ROW(a BIGINT, A DOUBLE))",
        "SELECT array_agg(c) OVER W FROM (VALUES (1, 1, 'x'), (2, 3, 'y'), (3, 2, 'z')) t(a, b, c) WINDOW \"w\" AS (ORDER BY a), w AS (ORDER BY b)",
        "SELECT array_agg(c) OVER \"w\" FROM (VALUES (1, 1, 'x'), (2, 3, 'y'), (3, 2, 'z')) t(a, b, c) WINDOW \"w\" AS (ORDER BY a), w AS (ORDER BY b)",
        "SELECT array_agg(c) OVER \"W\" FROM (VALUES (1, 1, 'x')) t(a, b, c) WINDOW w AS (ORDER BY a)",
        "SELECT array_agg(c) OVER (w2 ROWS CURRENT ROW) FROM (VALUES (1, 1, 'x')) t(a, b, c) WINDOW w AS (ORDER BY a), W2 AS (w)",
        "SELECT json_value('null', 'strict $array[0]' PASSING json_query('[\"x\", 1]', 'strict $') AS \"array\")",
        "SELECT json_value('null', 'strict $a.k' PASSING json_object('k' VALUE 'v') AS \"a\")",
        "SELECT json_value('null', 'strict $a[1]' PASSING json_array('k', 5) AS \"a\")",
        "SELECT json_value('null', 'strict $a' PASSING json_value('[\"x\", 1]', 'strict $[0]') AS \"a\")",
        "SELECT json_object('k' VALUE json_query('[\"x\", 1]', 'strict $'))",
        "SELECT json_array(json_array(1), json_object('a' : 1))",
        "SELECT json_array(json_array(1) FORMAT JSON, json_array(2 RETURNING varchar(20)))",
        "SELECT json_value(x, 'strict $') FROM (SELECT null) t(x)",
        "SELECT listagg(x, ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x) FROM (VALUES 'a', 'b') t(x)",
    ))

T1 = "(VALUES (1, 2, 3, 4), (5, 6, 7, 8)) AS t1 (a, b, c, d)"
T6 = "(VALUES (BIGINT '1', 'x', BIGINT '2', BIGINT '3')) AS t6 (a, b, c, d)"


@family("analysis")
def _(out):
    """Statements that Trino's analyzer refuses, and their likes that it does not; messages and places are compared as well."""

    def with_tables(*statements):
        out.extend(s.replace("@1", T1).replace("@6", T6) for s in statements)

    # Operands that have no type in common.
    each(
        out,
        "CASE WHEN true THEN 'a' ELSE 1 END",
        "CASE WHEN true THEN 1 WHEN false THEN 2.5 ELSE DATE '2024-01-01' END",
        "CASE 1 WHEN 'a' THEN 2 END",
        "CASE WHEN 1 THEN 2 END",
        "CASE 'a' WHEN 'b' THEN 1 WHEN 2 THEN 3 END",
        "CASE WHEN NULL THEN 1 ELSE NULL END",
        "if(true, 1, 'a')",
        "if(1, 2, 3)",
        "if('a', 2)",
        "coalesce(1, 'a')",
        "coalesce(DATE '2024-01-01', NULL, 5)",
        "nullif(1, 'a')",
        "nullif(NULL, 'a')",
        "'a' + 1",
        "1 + 'a'",
        "1 - DATE '2024-01-01'",
        "true * false",
        "ARRAY[1] / 2",
        "'a' % 'b'",
        "DATE '2024-01-01' + 1",
        "-'a'",
        "-true",
        "+'a'",
        "1 || 2",
        "'a' || 1",
        "ARRAY[1] || 'a'",
        "1 = 'a'",
        "1 < true",
        "'a' >= DATE '2024-01-01'",
        "1 <> 'a'",
        "1 IS DISTINCT FROM 'a'",
        "1 IS NOT DISTINCT FROM 'a'",
        "MAP(ARRAY[1], ARRAY[2]) < MAP(ARRAY[1], ARRAY[2])",
        "MAP(ARRAY[1], ARRAY[2]) = MAP(ARRAY['a'], ARRAY[2])",
        "ROW(1, 2) = ROW(1, 'a')",
        "ROW(1, 2) = ROW(1, 2, 3)",
        "JSON '1' < JSON '2'",
        "ARRAY[JSON '1'] < ARRAY[JSON '2']",
        "'a' BETWEEN 1 AND 'c'",
        "1 BETWEEN 'a' AND 3",
        "1 NOT BETWEEN 2 AND 'a'",
        "JSON '1' BETWEEN JSON '0' AND JSON '2'",
        "1 IN ('a', 'b')",
        "1 IN (1, 2, 'a')",
        "'a' IN ('b', 3)",
        "1 NOT IN (2, DATE '2024-01-01')",
        "ARRAY[1, 'a']",
        "ARRAY['a', 1, 2.5]",
        "ARRAY[1, NULL, true]",
        "1 AND true",
        "true OR 'a'",
        "true AND NULL AND 5",
        "NOT 1",
        "NOT 'a'",
        "1 LIKE 'a'",
        "'a' LIKE 1",
        "'a' LIKE 'b' ESCAPE 1",
        "'a' LIKE 'b' ESCAPE 'cd'",
        "'abc' LIKE 'a#c' ESCAPE ''",
        "1[1]",
        "ARRAY[1]['a']",
        "MAP(ARRAY[1], ARRAY[2])['a']",
        "ROW(1, 2)[3]",
        "ROW(1, 2)[0]",
        "ROW(1, 2)['a']",
        "1 AT TIME ZONE 'UTC'",
        "TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE 1",
        "EXTRACT(year FROM 1)",
        "EXTRACT(hour FROM DATE '2024-01-01')",
        "EXTRACT(day FROM 'x')",
        "trim(1)",
        "trim('a' FROM 1)",
    )
    # Casts and types.
    each(
        out,
        "CAST(1 AS date)",
        "CAST(DATE '2024-01-01' AS integer)",
        "CAST(true AS date)",
        "TRY_CAST(1 AS date)",
        "CAST(ARRAY[1] AS integer)",
        "CAST(ARRAY[1] AS array(date))",
        "CAST(ROW(1, 2) AS row(a integer))",
        "CAST(MAP(ARRAY[1], ARRAY[2]) AS map(integer, date))",
        "CAST(1 AS foo)",
        "CAST(NULL AS array(foo))",
        "CAST(NULL AS map(integer, foo))",
        "CAST(NULL AS row(a foo))",
        "CAST(NULL AS foo(3))",
        "1 + CAST(NULL AS array(foo))",
        "CAST(1 AS decimal(39, 2))",
        "CAST(X'00' AS integer)",
        "CAST(1 AS varbinary)",
        "CAST('a' AS varbinary)",
        "CAST(INTERVAL '1' DAY AS integer)",
        "CAST(1 AS INTERVAL DAY TO SECOND)",
        "CAST(1 AS uuid)",
        "CAST(1 AS json)",
        "CAST(TIME '10:00:00' AS date)",
        "foo '1'",
        "integer 'a'",
        "DATE 'x'",
        "DATE '2024-13-01'",
        "TIMESTAMP 'x'",
        "TIME '25:00:00'",
        "decimal 'x'",
        "boolean 'x'",
        "double 'x'",
        "INTERVAL 'x' DAY",
        "9223372036854775808",
        "-9223372036854775808",
    )
    # Calls.
    each(
        out,
        "length(1)",
        "length()",
        "length('a', 'b')",
        "abs('a')",
        "abs(1, 2)",
        "lower(1)",
        "lower(1, 'a')",
        "nope(1)",
        "nope()",
        "substr('a')",
        "substr('a', 'b')",
        "year(1)",
        "date_trunc('day', 1)",
        "date_trunc(1, DATE '2024-01-01')",
        "round('a')",
        "round(1, 'a')",
        "concat(1, 2)",
        "concat('a')",
        "concat()",
        "greatest(1, 'a')",
        "cardinality(1)",
        "contains(ARRAY[1], 'a')",
        "element_at(ARRAY[1], 'a')",
        "transform(ARRAY[1], x -> x + 'a')",
        "transform(ARRAY[1], (x, y) -> x)",
        "transform(ARRAY[1], 5)",
        "transform(1, x -> x)",
        "filter(ARRAY[1], x -> 5)",
        "filter(ARRAY[1], x -> nope)",
        "reduce(ARRAY[1], 0, (s, x) -> s + x)",
        "x -> x",
        "random(1, 2, 3)",
        "pi(1)",
        "split('a', 1)",
        "json_extract(1, '$')",
        "regexp_like('a', 1)",
        "date_add('day', 'x', DATE '2024-01-01')",
        "format(1)",
        "format(1, 2)",
        "from_unixtime('a')",
        "to_unixtime(1)",
        "sequence(1, 'a')",
        "map(1, 2)",
        "zip(1, 2)",
        "lower(DISTINCT 'a')",
        "lower('a') OVER ()",
        "lower('a') FILTER (WHERE true)",
        "lower('a' ORDER BY 1)",
        "try(1 + 'a')",
        "sum('a')",
        "avg(true)",
        "sum(1, 2)",
        "count(1, 2)",
        "count()",
        "count(DISTINCT *)",
        "bool_and(1)",
        "max_by(1)",
        "approx_percentile(1, 'a')",
        "array_agg()",
        "lower(*)",
        "sum(*)",
        "row_number()",
        "rank()",
        "lag(1)",
        "row_number() OVER ()",
        "row_number(1) OVER ()",
        "rank() OVER (ORDER BY JSON '1')",
        "ntile('a') OVER ()",
        "count(*) OVER (PARTITION BY 1 + 'a')",
        "sum(1) OVER w",
        "lag(1, 'a') OVER (ORDER BY 1)",
        "listagg(1, ',') WITHIN GROUP (ORDER BY 1)",
    )
    # Names.
    with_tables(
        "SELECT x FROM @1",
        "SELECT a, nope FROM @1",
        "SELECT orderkey_1 FROM @1",
        "SELECT aa FROM @1",
        "SELECT t1.x FROM @1",
        "SELECT t2.a FROM @1",
        "SELECT t2.* FROM @1",
        "SELECT a.b.c.d.* FROM @1",
        "SELECT *",
        "SELECT a",
        "SELECT a FROM @1 WHERE x = 1",
        "SELECT a FROM @1 GROUP BY x",
        "SELECT a FROM @1 ORDER BY x",
        "SELECT a AS x FROM @1 WHERE x = 1",
        "SELECT a AS x FROM @1 GROUP BY x",
        "SELECT sum(a) x FROM @1 HAVING x > 5",
        "SELECT a FROM @1, (VALUES 1) AS t2 (a)",
        "SELECT t1.a FROM @1, @1",
        "SELECT x.a FROM @1, (VALUES 1) AS t2 (a)",
        "SELECT a FROM @1 JOIN (VALUES 1) AS t2 (a) ON a = 1",
        "SELECT a FROM @1 JOIN (VALUES 1) AS t2 (a) ON t1.a = t2.x",
        "SELECT * FROM @1 JOIN (VALUES 1) AS t2 (a) USING (x)",
        "SELECT * FROM @1 JOIN (VALUES 1) AS t2 (x) USING (a)",
        "SELECT * FROM @1 JOIN (VALUES 'x') AS t2 (a) USING (a)",
        "SELECT t1.a FROM @1 JOIN (VALUES 1) AS t2 (a) USING (a)",
        "SELECT * FROM @1 JOIN (VALUES 1) AS t2 (a) ON t1.a",
        "SELECT * FROM @1 JOIN (VALUES 1) AS t2 (a) ON sum(t1.a) = 1",
        "SELECT (SELECT x FROM (VALUES 1) AS u (y)) FROM @1",
        "SELECT (SELECT t1.x FROM (VALUES 1) AS u (y)) FROM @1",
        "SELECT * FROM (SELECT a FROM @1) WHERE b = 1",
        "SELECT t.a FROM (SELECT t1.* FROM @1)",
        "SELECT * FROM @1 AS x (p, q)",
        "SELECT * FROM (VALUES (1, 2)) AS t (x)",
        "SELECT * FROM (VALUES (1, 2)) AS t (x, y, z)",
        "SELECT r.z FROM (SELECT CAST(ROW(1) AS row(y integer)) AS r)",
        "SELECT a.z FROM @1",
        "SELECT t1.a.z FROM @1",
        "SELECT \"A\" FROM @1",
        "SELECT * FROM @1 WHERE nope(a)",
        "SELECT * FROM UNNEST(1)",
        "SELECT * FROM UNNEST(ARRAY[1]) AS t (a, b)",
        "SELECT * FROM UNNEST(ARRAY[1], MAP(ARRAY[1], ARRAY[2])) AS t (a, b)",
        "SELECT x FROM @1, LATERAL (SELECT y FROM (VALUES 1) AS u (z))",
        "WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a",
        "WITH a AS (SELECT * FROM @1), A AS (SELECT 2) SELECT * FROM a",
        "WITH a (x, y) AS (SELECT 1) SELECT * FROM a",
        "WITH a (x) AS (SELECT 1, 2) SELECT * FROM a",
        "WITH a (x, x) AS (SELECT 1, 2) SELECT x FROM a",
        "WITH a AS (SELECT 1 x, 2 x) SELECT x FROM a",
        "WITH a AS (SELECT 1 x) SELECT y FROM a",
        "WITH a AS (SELECT y FROM (VALUES 1) AS t (x)) SELECT 1",
        "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT 'a' FROM a) SELECT * FROM a",
        "WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT 1 FROM a) SELECT * FROM a",
        "SELECT 1 FROM nope.nope.nope",
    )
    # Conditions.
    with_tables(
        "SELECT * FROM @1 WHERE a",
        "SELECT * FROM @1 WHERE 'a'",
        "SELECT * FROM @1 WHERE NULL",
        "SELECT * FROM @1 WHERE sum(a) > 1",
        "SELECT * FROM @1 WHERE sum(a) OVER () > 1",
        "SELECT * FROM @1 WHERE row_number() OVER () > 1",
        "SELECT * FROM @1 WHERE GROUPING(a) = 1",
        "SELECT sum(a) FROM @1 HAVING sum(a)",
        "SELECT sum(a) FROM @1 HAVING a > 1",
        "SELECT sum(a) FROM @1 GROUP BY b HAVING a > 1",
        "SELECT a FROM @1 HAVING a > 1",
        "SELECT a FROM @1 HAVING true",
        "SELECT 1 FROM @1 HAVING row_number() OVER () > 1",
        "SELECT a FROM @1 WHERE a = 'x'",
        "SELECT a FROM @1 WHERE a IN ('x')",
        "SELECT a FROM @1 WHERE EXISTS (SELECT 1 WHERE t1.a = 'x')",
    )
    # GROUP BY.
    with_tables(
        "SELECT a FROM @1 GROUP BY b",
        "SELECT t1.a FROM @1 GROUP BY b",
        "SELECT a + 1 FROM @1 GROUP BY b",
        "SELECT a + b FROM @1 GROUP BY a",
        "SELECT a, sum(b) FROM @1",
        "SELECT sum(b), a FROM @1",
        "SELECT *, count(*) FROM @1",
        "SELECT * FROM @1 GROUP BY a",
        "SELECT t1.* FROM @1 GROUP BY a",
        "SELECT a + 1, sum(b) FROM @1 GROUP BY a + 1",
        "SELECT a + 2, sum(b) FROM @1 GROUP BY a + 1",
        "SELECT (a + 1) * 2 FROM @1 GROUP BY a + 1",
        "SELECT a FROM @1 GROUP BY 1",
        "SELECT a, b FROM @1 GROUP BY 1",
        "SELECT a FROM @1 GROUP BY 2",
        "SELECT a FROM @1 GROUP BY 0",
        "SELECT a FROM @1 GROUP BY -1",
        "SELECT sum(a) FROM @1 GROUP BY 1",
        "SELECT a FROM @1 GROUP BY sum(a)",
        "SELECT a FROM @1 GROUP BY row_number() OVER ()",
        "SELECT a FROM @1 GROUP BY a, sum(b)",
        "SELECT a FROM @1 GROUP BY t1.a",
        "SELECT t1.a FROM @1 GROUP BY a",
        "SELECT a FROM @1 GROUP BY (a, b)",
        "SELECT a, b FROM @1 GROUP BY GROUPING SETS ((a), (b))",
        "SELECT a, c FROM @1 GROUP BY GROUPING SETS ((a), (b))",
        "SELECT a, c FROM @1 GROUP BY CUBE (a, b)",
        "SELECT a, c FROM @1 GROUP BY ROLLUP (a, b)",
        "SELECT a FROM @1 GROUP BY CUBE (a + 1)",
        "SELECT a + 1 FROM @1 GROUP BY ROLLUP (a + 1)",
        "SELECT sum(sum(a)) FROM @1",
        "SELECT sum(a + count(*)) FROM @1",
        "SELECT sum(max(a) OVER ()) FROM @1",
        "SELECT max(sum(a)) OVER () FROM @1",
        "SELECT sum(a) OVER (ORDER BY sum(a) OVER ()) FROM @1",
        "SELECT sum(row_number() OVER ()) OVER () FROM @1",
        "SELECT count(*) FILTER (WHERE a) FROM @1",
        "SELECT count(*) FILTER (WHERE sum(a) > 1) FROM @1",
        "SELECT sum(a) FILTER (WHERE x > 1) FROM @1",
        "SELECT a FROM @1 GROUP BY a ORDER BY b",
        "SELECT a FROM @1 GROUP BY a ORDER BY sum(b)",
        "SELECT a AS x FROM @1 GROUP BY a ORDER BY x",
        "SELECT a FROM @1 GROUP BY a ORDER BY a + b",
        "SELECT max(a) FROM @1 ORDER BY a",
        "SELECT a FROM @1 ORDER BY sum(a)",
        "SELECT a FROM @1 ORDER BY sum(a) OVER ()",
        "SELECT max(a) AS a FROM @1 GROUP BY b ORDER BY max(a + b)",
        "SELECT a, GROUPING(a) FROM @1 GROUP BY a",
        "SELECT a, GROUPING(b) FROM @1 GROUP BY a",
        "SELECT GROUPING(a) FROM @1",
        "SELECT a FROM @1 WHERE GROUPING(a) = 0 GROUP BY a",
        "SELECT sum(GROUPING(a)) FROM @1 GROUP BY a",
        "SELECT (SELECT a) FROM @1 GROUP BY b",
        "SELECT (SELECT t1.a) FROM @1 GROUP BY a",
        "SELECT (SELECT max(t1.a)) FROM @1 GROUP BY b",
        "SELECT b, (SELECT sum(y) FROM (VALUES 1) AS u (y) WHERE y = a) FROM @1 GROUP BY b",
        "SELECT EXISTS (SELECT 1 WHERE t1.a = 1) FROM @1 GROUP BY b",
        "SELECT CASE WHEN a = 1 THEN b END FROM @1 GROUP BY a",
        "SELECT CASE a WHEN 1 THEN 2 END FROM @1 GROUP BY b",
        "SELECT lower(CAST(a AS varchar)) FROM @1 GROUP BY b",
        "SELECT a IS NULL FROM @1 GROUP BY b",
        "SELECT a BETWEEN 1 AND 2 FROM @1 GROUP BY b",
        "SELECT a IN (1, 2) FROM @1 GROUP BY b",
        "SELECT b IN (1, a) FROM @1 GROUP BY b",
        "SELECT ARRAY[b, a] FROM @1 GROUP BY b",
        "SELECT ROW(a, b) FROM @1 GROUP BY b",
        "SELECT CAST(a AS varchar) FROM @1 GROUP BY b",
        "SELECT coalesce(b, a) FROM @1 GROUP BY b",
        "SELECT -a FROM @1 GROUP BY b",
        "SELECT NOT a = 1 FROM @1 GROUP BY b",
        "SELECT a = 1 AND b = 2 FROM @1 GROUP BY b",
        "SELECT transform(ARRAY[b], x -> x + a) FROM @1 GROUP BY b",
        "SELECT transform(ARRAY[b], x -> x + b) FROM @1 GROUP BY b",
        "SELECT sum(a) OVER (PARTITION BY c) FROM @1 GROUP BY a",
        "SELECT sum(a) OVER (PARTITION BY a ORDER BY sum(b)) FROM @1 GROUP BY a ORDER BY 1",
        "SELECT sum(a) OVER (ORDER BY c) FROM @1 GROUP BY a",
        "SELECT rank() OVER (ORDER BY a) FROM @1 GROUP BY b",
        "SELECT r.x FROM (SELECT CAST(ROW(1) AS row(x integer)) AS r, 2 AS b) GROUP BY b",
        "SELECT r.x FROM (SELECT CAST(ROW(1) AS row(x integer)) AS r, 2 AS b) GROUP BY r.x",
        "SELECT r.x FROM (SELECT CAST(ROW(1) AS row(x integer)) AS r, 2 AS b) GROUP BY r",
        "SELECT approx_percentile(a, 0.5), b FROM @1",
        "SELECT array_agg(a ORDER BY x) FROM @1",
        "SELECT array_agg(DISTINCT a ORDER BY b) FROM @1",
        "SELECT array_agg(DISTINCT a ORDER BY a) FROM @1",
        "SELECT count(DISTINCT JSON '1') FROM @1",
        "SELECT max(MAP(ARRAY[a], ARRAY[b])) FROM @1",
        "SELECT max(JSON '1') FROM @1",
        "SELECT a FROM (SELECT color('red') AS a) GROUP BY a",
        "SELECT a FROM (SELECT JSON '1' AS a) GROUP BY a",
        "SELECT DISTINCT a FROM (SELECT JSON '1' AS a)",
    )
    # ORDER BY, LIMIT, DISTINCT.
    with_tables(
        "SELECT DISTINCT a FROM @1 ORDER BY b",
        "SELECT DISTINCT a FROM @1 ORDER BY b LIMIT 10",
        "SELECT DISTINCT a FROM @1 ORDER BY a, b",
        "SELECT DISTINCT a FROM @1 ORDER BY a + 1",
        "SELECT DISTINCT a + 1 FROM @1 ORDER BY a + 1",
        "SELECT DISTINCT a AS x FROM @1 ORDER BY x",
        "SELECT DISTINCT a AS x FROM @1 ORDER BY a",
        "SELECT DISTINCT a FROM @1 ORDER BY t1.a",
        "SELECT DISTINCT a FROM @1 ORDER BY 1",
        "SELECT DISTINCT a, b FROM @1 ORDER BY sum(b)",
        "SELECT DISTINCT a, sum(b) FROM @1 GROUP BY a ORDER BY sum(b)",
        "SELECT DISTINCT a, sum(b) FROM @1 GROUP BY a ORDER BY sum(c)",
        "SELECT a FROM @1 ORDER BY 2",
        "SELECT a FROM @1 ORDER BY 0",
        "SELECT a FROM @1 ORDER BY -1",
        "SELECT a FROM @1 ORDER BY JSON '1'",
        "SELECT a FROM (SELECT JSON '1' AS a) ORDER BY a",
        "SELECT a FROM (SELECT MAP(ARRAY[1], ARRAY[2]) AS a) ORDER BY 1",
        "SELECT a FROM (SELECT MAP(ARRAY[1], ARRAY[2]) AS a) ORDER BY a",
        "SELECT a AS x, b AS x FROM @1 ORDER BY x",
        "SELECT a FROM @1 UNION SELECT a FROM @1 ORDER BY b",
        "SELECT a FROM @1 UNION SELECT a FROM @1 ORDER BY 2",
        "VALUES 1, 2 ORDER BY 2",
        "VALUES 1, 2 ORDER BY x",
        "SELECT 1 LIMIT -1",
        "SELECT 1 FETCH FIRST 0 ROWS ONLY",
        "SELECT 1 FETCH FIRST 1 ROW WITH TIES",
        "SELECT a FROM @1 LIMIT 9223372036854775808",
    )
    # Set operations and VALUES.
    with_tables(
        "SELECT 1 UNION SELECT 'a'",
        "SELECT 1 UNION ALL SELECT 1, 2",
        "SELECT 1, 2 UNION SELECT 1",
        "SELECT 1, 'a' INTERSECT SELECT 1, 2",
        "SELECT DATE '2024-01-01' EXCEPT SELECT 1",
        "(SELECT 1 UNION SELECT 2) UNION SELECT 'a'",
        "SELECT 1 UNION SELECT 2 UNION SELECT 'a'",
        "SELECT a FROM @1 UNION SELECT b FROM @6",
        "VALUES 1, 'a'",
        "VALUES (1, 2), (1, 'a')",
        "VALUES (1, 2), (1)",
        "VALUES (1, 2), 3",
        "VALUES 1, (2, 3)",
        "VALUES (1, 'a'), ('b', 2)",
        "VALUES sum(1)",
        "VALUES x",
        "SELECT * FROM (VALUES (1, 2), (3, 'x')) AS t (a, b)",
        "SELECT JSON '1' UNION SELECT JSON '2'",
        "SELECT color('red') UNION SELECT color('red')",
        "SELECT MAP(ARRAY[1], ARRAY[2]) UNION SELECT MAP(ARRAY[1], ARRAY[2])",
    )
    # Subqueries.
    with_tables(
        "SELECT (SELECT 1, 2)",
        "SELECT (SELECT 1, 2) = 1",
        "SELECT (SELECT 1, 2) + 1",
        "SELECT (VALUES 1, 2)",
        "SELECT (SELECT a FROM @1)",
        "SELECT a FROM @1 WHERE a = (SELECT a FROM @1 AS u)",
        "SELECT * FROM (VALUES 'a') t(y) WHERE y IN (VALUES 1)",
        "SELECT (VALUES true) IN (VALUES 1)",
        "SELECT 1 IN (SELECT 'a')",
        "SELECT 1 IN (SELECT 1, 2)",
        "SELECT (1, 2) IN (SELECT 1, 2)",
        "SELECT (1, 2) IN (SELECT 1)",
        "SELECT (1, 'a') IN (SELECT 1, 2)",
        "SELECT 1 = ANY (SELECT 'a')",
        "SELECT 1 < ALL (SELECT 'a')",
        "SELECT 1 = ANY (SELECT 1, 2)",
        "SELECT MAP(ARRAY[1], ARRAY[2]) < ALL (SELECT MAP(ARRAY[1], ARRAY[2]))",
        "SELECT EXISTS (SELECT x)",
        "SELECT (SELECT sum(1) WHERE sum(1) = 1)",
    )
    # Windows.
    with_tables(
        "SELECT sum(a) OVER w FROM @1",
        "SELECT sum(a) OVER w FROM @1 WINDOW w AS (PARTITION BY x)",
        "SELECT sum(a) OVER w FROM @1 WINDOW w AS (ORDER BY b), w AS (ORDER BY c)",
        "SELECT sum(a) OVER (w PARTITION BY b) FROM @1 WINDOW w AS (ORDER BY b)",
        "SELECT sum(a) OVER (w ORDER BY b) FROM @1 WINDOW w AS (ORDER BY b)",
        "SELECT sum(a) OVER (w) FROM @1 WINDOW w AS (ORDER BY b ROWS 1 PRECEDING)",
        "SELECT rank() OVER (ROWS 1 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ROWS UNBOUNDED FOLLOWING) FROM @1",
        "SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND 5 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ROWS BETWEEN 1 FOLLOWING AND 2 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM @1",
        "SELECT sum(a) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM @1",
        "SELECT sum(a) OVER (ROWS 'a' PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ROWS 1.5 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN 'x' PRECEDING AND CURRENT ROW) FROM @1",
        "SELECT sum(a) OVER (RANGE 1 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ORDER BY a, b RANGE 1 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (GROUPS 1 PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ORDER BY a GROUPS 'x' PRECEDING) FROM @1",
        "SELECT sum(a) OVER (ROWS UNBOUNDED PRECEDING EXCLUDE GROUP) FROM @1",
        "SELECT sum(DISTINCT a) OVER () FROM @1",
        "SELECT row_number() FILTER (WHERE true) OVER () FROM @1",
        "SELECT count(*) FILTER (WHERE true) OVER () FROM @1",
        "SELECT lag(a) IGNORE NULLS OVER (ORDER BY b) FROM @1",
        "SELECT sum(a) IGNORE NULLS OVER (ORDER BY b) FROM @1",
        "SELECT lag(a) OVER (ORDER BY b ROWS 1 PRECEDING) FROM @1",
        "SELECT lag(a) OVER () FROM @1",
        "SELECT lag(DISTINCT a) OVER (ORDER BY b) FROM @1",
        "SELECT sum(a) OVER (ORDER BY x) FROM @1",
        "SELECT a FROM @1 ORDER BY row_number() OVER (ORDER BY x)",
        "SELECT array_agg(a ORDER BY b) OVER () FROM @1",
    )
    # JSON.
    each(
        out,
        "JSON_EXISTS(1, 'lax $')",
        "JSON_VALUE('[]', 'bad path')",
        "JSON_VALUE('[]', 'lax $' RETURNING foo)",
        "JSON_VALUE('[]', 'lax $' RETURNING array(integer))",
        "JSON_VALUE('[]', 'lax $' DEFAULT 'a' ON EMPTY)",
        "JSON_VALUE('[]', 'lax $' RETURNING integer DEFAULT 'a' ON EMPTY)",
        "JSON_VALUE('[]', 'lax $' RETURNING integer DEFAULT DATE '2024-01-01' ON ERROR)",
        "JSON_QUERY('[]', 'lax $' RETURNING integer)",
        "JSON_QUERY('[]', 'lax $' WITHOUT ARRAY WRAPPER OMIT QUOTES)",
        "JSON_QUERY('[]', 'lax $' WITH ARRAY WRAPPER OMIT QUOTES ON SCALAR STRING)",
        "JSON_OBJECT(1 : 2)",
        "JSON_OBJECT('a' : 1 RETURNING integer)",
        "JSON_OBJECT('a' : MAP(ARRAY[1], ARRAY[2]) FORMAT JSON)",
        "JSON_ARRAY(1 FORMAT JSON)",
        "JSON_ARRAY(MAP(ARRAY[1], ARRAY[2]))",
        "JSON_ARRAY(1 RETURNING date)",
    )
    # Fields of one name, and names of windows by their case.
    out.extend((
        "SELECT CAST(ROW(1, 2) AS ROW(a BIGINT, A DOUBLE)).a",
        "SELECT CAST(ROW(1, 2) AS ROW(a BIGINT, a DOUBLE)).a",
        "SELECT CAST(ROW(1, 2) AS ROW(a BIGINT, \"A\" DOUBLE)).a",
        "SELECT CAST(ROW(1, 2) AS ROW(\"a\" BIGINT, \"A\" DOUBLE)).A",
        "SELECT x.a FROM (SELECT CAST(ROW(1, 2) AS ROW(a BIGINT, A DOUBLE))) t(x)",
        "SELECT array_agg(c) OVER w FROM (VALUES (1, 1, 'x')) t(a, b, c) WINDOW \"w\" AS (ORDER BY a)",
        "SELECT 1 FROM (VALUES (1, 1, 'x')) t(a, b, c) WINDOW w AS (ORDER BY a), W AS (ORDER BY b)",
    ))
    # Set operations by names of columns.
    out.extend((
        "SELECT 1 AS a, 2 AS b UNION ALL CORRESPONDING SELECT 3 AS b, 4 AS a",
        "SELECT 1 AS a, 2 AS b UNION ALL CORRESPONDING BY (b) SELECT 3 AS b, 4 AS c",
        "SELECT 1 AS a, 2 AS b UNION ALL CORRESPONDING SELECT 3 AS d, 4 AS c",
    ))
    # Subqueries about the rows that an outer join joins.
    out.extend((
        "SELECT * FROM (VALUES 1,2,3,4) t(x) LEFT JOIN (VALUES 1,2,3,5) t2(y) ON EXISTS(SELECT 1 WHERE x = y)",
    ))

    # Windows, EXTRACT, typed literals, NULLs that several functions take, SQL/JSON, LISTAGG, times with time zone and names of fields.
    out.extend(
        [
            "SELECT x FROM (VALUES 1, 1) t(x) FETCH FIRST 2 ROWS WITH TIES",
            "SELECT x FROM (SELECT a FROM (VALUES 3, 2, 1) t(a) ORDER BY a) t1(x) FETCH FIRST 2 ROWS WITH TIES",
            "(SELECT 1 AS x) FETCH FIRST 2 ROWS WITH TIES",
            "SELECT a + 1, count(1) FROM (VALUES 1, 2, 3, 2) t(a) GROUP BY a + 2",
            "SELECT max(a) AS a FROM (values (1,2)) t(a,b) GROUP BY b ORDER BY max(a+b)",
            "SELECT max(a) AS c FROM (values (1,2)) t(a,b) GROUP BY b ORDER BY max(c)",
            "SELECT sum(a) AS c FROM (values (1,2)) t(a,b) ORDER BY 1 + sum(c + a)",
            "SELECT b AS c, max(a) FROM (values (1,2)) t(a,b) GROUP BY b ORDER BY max(c)",
            "SELECT a AS b FROM (values (1,2)) t(a,b) ORDER BY max(b) OVER ()",
            "SELECT a AS b FROM (values (1,2)) t(a,b) ORDER BY (SELECT max(b))",
            "SELECT x FROM (VALUES 1) t(x) LIMIT -1",
            "SELECT json_exists('1', 'strict $var' PASSING null FORMAT JSON AS \"var\")",
            "SELECT json_query('1', 'strict $var' PASSING null FORMAT JSON AS \"var\")",
            "SELECT json_query('1', 'lax $var' PASSING null FORMAT JSON AS \"var\")",
            "SELECT json_value('1', 'lax $var' PASSING CAST(null AS varchar) FORMAT JSON AS \"var\" DEFAULT 'e' ON EMPTY)",
            "SELECT json_query('1', 'lax $var' PASSING null AS \"var\")",
            "SELECT json_query('1', 'lax $var.size()' PASSING null FORMAT JSON AS \"var\")",
            "SELECT json_query('1', 'lax $var + 1' PASSING null FORMAT JSON AS \"var\" NULL ON ERROR)",
            "SELECT json_query('1', 'lax $var' PASSING 'x' FORMAT JSON AS \"var\" ERROR ON ERROR)",
            "SELECT * FROM JSON_TABLE('[1]', 'lax $var' PASSING null FORMAT JSON AS \"var\" COLUMNS (x FOR ORDINALITY))",
            "WITH FUNCTION c() RETURNS integer DETERMINISTIC NOT DETERMINISTIC RETURN 8 SELECT c()",
            "SELECT TIME '10:00:00+01:00' + INTERVAL '1' HOUR",
            "SELECT TIME '23:30:00.5+01:00' + INTERVAL '1' HOUR",
            "SELECT INTERVAL '1' HOUR + TIME '23:30:00.5+01:00'",
            "SELECT TIME '00:30:00.5+01:00' - INTERVAL '1' HOUR",
            "SELECT TIME '00:30:00.123456789+01:00' - INTERVAL '1.001' SECOND",
            "SELECT TIME '00:30:00+01:00' - TIME '00:30:00+02:00'",
            "SELECT TIME '00:30:00+01:00' + INTERVAL '1' MONTH",
            "SELECT TIME '00:30:00' + INTERVAL '25' HOUR",
            "SELECT * FROM (VALUES ROW(CAST(ROW(1, 2) AS ROW(\"A\" integer, \"a\" integer)))) t(r)",
            "SELECT r.a FROM (VALUES ROW(CAST(ROW(1, 2) AS ROW(\"A\" integer, \"a\" integer)))) t(r)",
            "SELECT r.b FROM (VALUES ROW(CAST(ROW(1, 2) AS ROW(\"A\" integer, b integer)))) t(r)",
            "SELECT r[1], r[2] FROM (VALUES ROW(CAST(ROW(1, 2) AS ROW(\"A\" integer, \"a\" integer)))) t(r)",
            "SELECT CAST(CAST(ROW(1, 2) AS ROW(\"A\" integer, \"a\" integer)) AS JSON)",
            "SELECT typeof(CAST(ROW(1, 2) AS ROW(\"A\" integer, \"a\" integer)))",
            "SELECT row_number() OVER (ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT dense_rank() OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT rank() OVER () FROM (VALUES 1) t(a)",
            "SELECT percent_rank() OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT cume_dist() OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT ntile(2) OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT first_value(a) OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT first_value(a) OVER () FROM (VALUES 1) t(a)",
            "SELECT nth_value(a, 1) OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT lead(a) OVER w FROM (VALUES 1) t(a) WINDOW w AS ()",
            "SELECT lead(a) OVER (w) FROM (VALUES 1) t(a) WINDOW w AS ()",
            "SELECT lead(a) OVER (w) FROM (VALUES 1) t(a) WINDOW w AS (ORDER BY a)",
            "SELECT lead(a) OVER w FROM (VALUES 1) t(a) WINDOW w AS (ORDER BY a ROWS 1 PRECEDING)",
            "SELECT rank() OVER w FROM (VALUES 1) t(a) WINDOW w AS (ROWS 1 PRECEDING)",
            "SELECT 1 FROM (VALUES 1) t(a) WINDOW w AS (ROWS UNBOUNDED FOLLOWING)",
            "SELECT 1 FROM (VALUES 1) t(a) WINDOW w AS (RANGE 1 PRECEDING)",
            "SELECT 1 FROM (VALUES 1) t(a) WINDOW w AS (PARTITION BY b)",
            "SELECT sum(a) OVER (v) FROM (VALUES 1) t(a) WINDOW w AS (ORDER BY a), v AS (w ORDER BY a)",
            "SELECT sum(a) OVER (v ORDER BY a) FROM (VALUES 1) t(a) WINDOW w AS (ORDER BY a), v AS (w)",
            "SELECT sum(a) OVER (v ORDER BY a) FROM (VALUES 1) t(a) WINDOW v AS (w), w AS (ORDER BY a)",
            "SELECT rank() IGNORE NULLS OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT row_number() RESPECT NULLS OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT lag(a) IGNORE NULLS OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT sum(a) RESPECT NULLS OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT sum(a) IGNORE NULLS FROM (VALUES 1) t(a)",
            "SELECT abs(a) IGNORE NULLS FROM (VALUES 1) t(a)",
            "SELECT max(DISTINCT a) OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT array_agg(a ORDER BY a) OVER () FROM (VALUES 1) t(a)",
            "SELECT a FROM (VALUES 1) t(a) ORDER BY sum(a) FILTER (WHERE true) OVER ()",
            "SELECT a FROM (VALUES 1) t(a) ORDER BY lag(DISTINCT a) OVER (ORDER BY a)",
            "SELECT sum(a) OVER (ROWS BETWEEN 1 PRECEDING AND 1.5 FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND 'x' FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS NULL PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS CAST(NULL AS bigint) PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS -1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND -1 FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND a - 2 FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY a RANGE -1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY a RANGE NULL PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY a GROUPS -1 PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY a GROUPS NULL PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS 1 FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ROWS CURRENT ROW) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN 1 FOLLOWING AND 2 FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN CURRENT ROW AND INTERVAL '1' DAY FOLLOWING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (ORDER BY d RANGE INTERVAL '1' DAY PRECEDING) FROM (VALUES (1, DATE '2024-01-01')) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE INTERVAL '1' MONTH PRECEDING) FROM (VALUES (1, DATE '2024-01-01')) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE 1 PRECEDING) FROM (VALUES (1, DATE '2024-01-01')) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE 1 PRECEDING) FROM (VALUES (1, 'a')) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM (VALUES (1, 1.5)) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE BETWEEN 1.5 PRECEDING AND 1 FOLLOWING) FROM (VALUES (1, 1)) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE BETWEEN 1e0 PRECEDING AND 1 FOLLOWING) FROM (VALUES (1, 1e0)) t(a, d)",
            "SELECT sum(a) OVER (ORDER BY d RANGE BETWEEN CAST(1 AS bigint) PRECEDING AND 1 FOLLOWING) FROM (VALUES (1, 1)) t(a, d)",
            "SELECT sum(a) OVER (RANGE UNBOUNDED PRECEDING) FROM (VALUES 1) t(a)",
            "SELECT sum(a) OVER (GROUPS CURRENT ROW) FROM (VALUES 1) t(a)",
            "SELECT EXTRACT(second FROM DATE '2024-01-01')",
            "SELECT EXTRACT(timezone_hour FROM TIMESTAMP '2024-01-01 00:00:00')",
            "SELECT EXTRACT(timezone_minute FROM TIME '00:00:00')",
            "SELECT EXTRACT(month FROM TIME '00:00:00')",
            "SELECT EXTRACT(year FROM INTERVAL '1' DAY)",
            "SELECT EXTRACT(day FROM INTERVAL '1' DAY)",
            "SELECT EXTRACT(hour FROM INTERVAL '1' YEAR)",
            "SELECT EXTRACT(month FROM INTERVAL '1' YEAR)",
            "SELECT EXTRACT(week FROM TIMESTAMP '2024-01-01 00:00:00 UTC')",
            "SELECT EXTRACT(day FROM NULL)",
            "SELECT EXTRACT(quarter FROM TIME '00:00:00+01:00')",
            "SELECT EXTRACT(hour FROM TIME '10:00:00+01:00')",
            "SELECT EXTRACT(timezone_hour FROM TIME '10:00:00+01:00')",
            "SELECT EXTRACT(day_of_week FROM 1.5)",
            "SELECT bigint '1'",
            "SELECT bigint 'x'",
            "SELECT smallint '99999'",
            "SELECT tinyint 'x'",
            "SELECT real 'x'",
            "SELECT real '1.5'",
            "SELECT date 'x'",
            "SELECT DATE '2024-13-01'",
            "SELECT TIME 'x'",
            "SELECT TIME '25:00:00'",
            "SELECT TIMESTAMP '2024-01-01 25:00:00'",
            "SELECT TIMESTAMP '2024-01-01 10:00:00 Nowhere/Zone'",
            "SELECT uuid 'x'",
            "SELECT UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
            "SELECT IPADDRESS 'x'",
            "SELECT varchar 'x'",
            "SELECT varchar(3) 'xyzzy'",
            "SELECT char(3) 'xyzzy'",
            "SELECT char '1'",
            "SELECT varbinary 'x'",
            "SELECT boolean 't'",
            "SELECT boolean '1'",
            "SELECT decimal '1.5x'",
            "SELECT decimal(5,2) '1.5'",
            "SELECT JSON '{bad'",
            "SELECT JSON '{\"a\":1}'",
            "SELECT bigint ' 1'",
            "SELECT bigint '1.0'",
            "SELECT double ' 1'",
            "SELECT double '1e400'",
            "SELECT interval '1'",
            "SELECT INTERVAL '1 2' DAY TO HOUR",
            "SELECT INTERVAL '1x' YEAR",
            "SELECT INTERVAL '1' DAY TO MONTH",
            "SELECT INTERVAL '99999999999999' YEAR",
            "SELECT array(integer) '1'",
            "SELECT current_timestamp(12) IS NOT NULL",
            "SELECT typeof(current_timestamp(9)), typeof(current_timestamp(12)), typeof(localtimestamp(12)), typeof(current_time(12)), typeof(localtime(9))",
            "SELECT current_timestamp(13)",
            "SELECT current_time(13)",
            "SELECT localtime(13)",
            "SELECT listagg(x, ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a') AS t (x)",
            "SELECT length(listagg(rpad('a', 100000, 'b'), ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT substr(listagg(rpad('a', 100000, 'b'), ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x), -20) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT length(listagg(rpad('a', 100000, 'b'), ',' ON OVERFLOW TRUNCATE '...' WITHOUT COUNT) WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT substr(listagg(rpad('a', 100000, 'b'), ',' ON OVERFLOW TRUNCATE 'xyz' WITHOUT COUNT) WITHIN GROUP (ORDER BY x), -20) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT length(listagg(rpad('a', 100000, 'b'), ',' ON OVERFLOW TRUNCATE WITH COUNT) WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT listagg(rpad('a', 100000, 'b'), ',') WITHIN GROUP (ORDER BY x) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT listagg(rpad('a', 100000, 'b'), ',' ON OVERFLOW ERROR) WITHIN GROUP (ORDER BY x) FROM UNNEST(sequence(1, 20)) AS t (x)",
            "SELECT length(listagg(rpad('a', 1048576, 'b'), ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 2)) AS t (x)",
            "SELECT length(listagg(rpad('a', 1048570, 'b'), ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 2)) AS t (x)",
            "SELECT length(listagg(rpad('a', 1048576, 'b'), ',') WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 1)) AS t (x)",
            "SELECT length(listagg(rpad('é', 600000, 'é'), ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x)) FROM UNNEST(sequence(1, 3)) AS t (x)",
            "SELECT listagg(x, ',' ON OVERFLOW TRUNCATE 'a' WITH COUNT) WITHIN GROUP (ORDER BY x) OVER () FROM (VALUES 'a') t(x)",
            "SELECT listagg(DISTINCT x, ',' ON OVERFLOW TRUNCATE 'a' WITH COUNT) WITHIN GROUP (ORDER BY x) FROM (VALUES 'a', 'a', 'b') t(x)",
            "SELECT listagg(x, ',') WITHIN GROUP (ORDER BY y) FROM (VALUES ('a', 1), (NULL, 2), ('c', 3)) t(x, y)",
            "SELECT k, listagg(x, ',' ON OVERFLOW TRUNCATE WITHOUT COUNT) WITHIN GROUP (ORDER BY x) FROM (VALUES ('a', 1), ('b', 2), ('c', 2)) t(x, k) GROUP BY k ORDER BY k",
            "SELECT listagg(1, ',') WITHIN GROUP (ORDER BY 1)",
            "SELECT listagg(CAST('a' AS char(3)), ',') WITHIN GROUP (ORDER BY 1)",
            "SELECT listagg(NULL, ',') WITHIN GROUP (ORDER BY 1)",
            "SELECT -(NULL)",
            "SELECT +(NULL)",
            "SELECT abs(NULL)",
            "SELECT reverse(NULL)",
            "SELECT concat(NULL, NULL)",
            "SELECT concat(NULL, 'x')",
            "SELECT sum(NULL)",
            "SELECT max(NULL)",
            "SELECT date_trunc('day', NULL)",
            "SELECT json_extract_scalar(NULL, '$')",
            "SELECT substr(NULL, 1)",
            "SELECT NULL || NULL",
            "SELECT 'a' || NULL",
            "SELECT length(NULL)",
            "SELECT round(NULL)",
            "SELECT year(NULL)",
            "SELECT day(NULL)",
            "SELECT to_iso8601(NULL)",
            "SELECT cardinality(NULL)",
            "SELECT element_at(NULL, 1)",
            "SELECT contains(NULL, 1)",
            "SELECT from_unixtime(NULL)",
            "SELECT sign(NULL)",
            "SELECT floor(NULL)",
            "SELECT mod(NULL, NULL)",
            "SELECT NULL + NULL",
            "SELECT NULL + 1",
            "SELECT NULL * INTERVAL '1' DAY",
            "SELECT NULL - DATE '2024-01-01'",
            "SELECT DATE '2024-01-01' - NULL",
            "SELECT DATE '2024-01-01' + NULL",
            "SELECT greatest(NULL, NULL)",
            "SELECT upper(NULL)",
            "SELECT lower(NULL)",
            "SELECT trim(NULL)",
            "SELECT format_datetime(NULL, 'y')",
            "SELECT avg(NULL)",
            "SELECT min_by(NULL, NULL)",
            "SELECT approx_percentile(1, NULL)",
            "SELECT bitwise_and(NULL, NULL)",
            "SELECT truncate(NULL)",
            "SELECT md5(NULL)",
            "SELECT split(NULL, ',')",
            "SELECT width_bucket(NULL, NULL)",
            "SELECT date_diff('day', NULL, NULL)",
            "SELECT date_add('day', 1, NULL)",
            "SELECT max(x, 0) FROM (VALUES 1) t(x)",
            "SELECT count(*) FILTER (WHERE 1)",
            "SELECT count(*) FILTER (WHERE NULL)",
            "SELECT array_agg(DISTINCT a ORDER BY b) FROM (VALUES (1, 2)) t(a, b)",
            "SELECT array_agg(DISTINCT a ORDER BY a + 1) FROM (VALUES (1, 2)) t(a, b)",
            "SELECT array_agg(DISTINCT t.a ORDER BY a) FROM (VALUES (1, 2)) t(a, b)",
            "SELECT a, GROUPING(b) FROM (VALUES (1, 2)) t(a, b) GROUP BY a",
            "SELECT random(0)",
            "SELECT random(5, 5)",
            "SELECT random(6, 5)",
            "SELECT ntile(0) OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT nth_value(a, 0) OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT lag(a, -1) OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT lead(a, -1) OVER (ORDER BY a) FROM (VALUES 1) t(a)",
            "SELECT JSON_OBJECT('a' VALUE '{bad' FORMAT JSON)",
            "SELECT JSON_OBJECT(KEY 1 VALUE 2)",
            "SELECT JSON_OBJECT(KEY CAST('a' AS char(3)) VALUE 2)",
            "SELECT JSON_OBJECT('a' : 1 RETURNING varbinary)",
            "SELECT JSON_OBJECT('a' : 1 RETURNING varbinary FORMAT JSON ENCODING UTF8)",
            "SELECT JSON_OBJECT('a' : 1 RETURNING varchar FORMAT JSON ENCODING UTF8)",
            "SELECT JSON_OBJECT('a' : DATE '2024-01-01')",
            "SELECT JSON_OBJECT('a' : ARRAY[1])",
            "SELECT JSON_OBJECT('a' : ROW(1))",
            "SELECT JSON_OBJECT('a' : UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59')",
            "SELECT JSON_OBJECT('a' : INTERVAL '1' DAY)",
            "SELECT JSON_OBJECT('a' : X'00')",
            "SELECT JSON_OBJECT('a' : X'3100' FORMAT JSON)",
            "SELECT JSON_OBJECT('a' : JSON '1')",
            "SELECT JSON_OBJECT('a' : NULL)",
            "SELECT JSON_ARRAY(JSON '1', DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00', X'00')",
            "SELECT JSON_ARRAY(IPADDRESS '1.1.1.1')",
            "SELECT JSON_ARRAY(JSON_ARRAY(1))",
            "SELECT JSON_EXISTS(NULL, 'lax $')",
            "SELECT JSON_EXISTS(X'31', 'lax $')",
            "SELECT JSON_EXISTS(X'31' FORMAT JSON ENCODING UTF16, 'lax $')",
            "SELECT JSON_EXISTS('1' FORMAT JSON ENCODING UTF16, 'lax $')",
            "SELECT JSON_EXISTS(JSON '1', 'lax $')",
            "SELECT JSON_VALUE('1', 'lax $' RETURNING date)",
            "SELECT JSON_VALUE('1', 'lax $' RETURNING array(integer))",
            "SELECT JSON_VALUE('1', 'lax $' RETURNING varbinary)",
            "SELECT JSON_VALUE('1', 'lax $' RETURNING json)",
            "SELECT JSON_VALUE('1', 'lax $' RETURNING nope)",
            "SELECT JSON_VALUE('1', 'lax $.a' RETURNING bigint DEFAULT 1 ON EMPTY)",
            "SELECT JSON_VALUE('1', 'lax $.a' RETURNING bigint DEFAULT 1.5 ON EMPTY)",
            "SELECT JSON_VALUE('1', 'lax $.a' RETURNING varchar(2) DEFAULT 'xyz' ON EMPTY)",
            "SELECT JSON_VALUE('1', 'lax $.a' DEFAULT 1 ON EMPTY)",
            "SELECT JSON_VALUE('1', 'lax $.a' PASSING MAP() AS \"x\")",
            "SELECT JSON_VALUE('1', 'lax $.a' PASSING ARRAY[1] AS \"x\")",
            "SELECT JSON_VALUE('1', 'lax $.a' PASSING 1 FORMAT JSON AS \"x\")",
            "SELECT JSON_VALUE('1', 'lax $.a' PASSING 1 AS \"x\", 2 AS \"x\")",
            "SELECT JSON_VALUE('1', 'lax $y' PASSING 1 AS \"x\")",
            "SELECT JSON_QUERY('[]', 'lax $' RETURNING date)",
            "SELECT JSON_QUERY('[]', 'lax $' RETURNING nope)",
            "SELECT JSON_QUERY('[]', 'lax $' RETURNING char(5))",
            "SELECT JSON_QUERY('[]', 'lax $' RETURNING varbinary FORMAT JSON ENCODING UTF16)",
            "SELECT JSON_QUERY('[]', 'lax $' RETURNING varchar FORMAT JSON ENCODING UTF16)",
            "SELECT JSON_QUERY('[]', 'lax $' WITH WRAPPER KEEP QUOTES)",
            "SELECT JSON_QUERY('[]', 'lax $' WITH CONDITIONAL ARRAY WRAPPER KEEP QUOTES ON SCALAR STRING)",
            "SELECT JSON_QUERY('[]', 'lax $' WITHOUT WRAPPER OMIT QUOTES)",
            "SELECT x = (SELECT 1, 2) FROM (VALUES ROW(ROW(1, 2))) t(x)",
            "SELECT CAST((SELECT 1, 2) AS ROW(a integer, b integer)).b",
            "SELECT MAP(ARRAY[1], ARRAY[2]) < ALL (SELECT MAP(ARRAY[1], ARRAY[2]))",
            "SELECT MAP(ARRAY[1], ARRAY[2]) = ANY (SELECT MAP(ARRAY[1], ARRAY[2]))",
            "SELECT X'0G'",
            "SELECT X'6'",
            "SELECT \"\"",
            "SELECT 99999999999999999999",
            "SELECT 'a",
            "SELECT 1e400",
            "SELECT format('%%')",
            "SELECT format()",
            "SELECT format(NULL, 1)",
            "SELECT coalesce(1)",
            "SELECT fail(1, 'boom')",
            "SELECT fail('boom')",
            "SELECT CAST(1 AS decimal(39, 0))",
            "SELECT CAST(1 AS decimal(5, 6))",
            "SELECT CAST(1 AS varchar(0))",
            "SELECT CAST(1 AS char(70000))",
            "SELECT CAST('1' AS timestamp(13))",
            "SELECT * FROM (VALUES 1) t(x) LIMIT 0",
            "SELECT count_if(NULL)",
            "SELECT max_by(x, y), min_by(x, y) FROM (VALUES ('a', 1), ('b', 1), ('c', 0), ('d', 0)) t(x, y)",
            "SELECT max_by(x, y) FROM (VALUES (1, NULL), (2, NULL)) t(x, y)",
            "SELECT min_by(x, y, 2), max_by(x, y, 2) FROM (VALUES ('a', 1), ('b', 1), ('c', 0), ('d', 0)) t(x, y)",
            "SELECT min_by(x, y, 2) FROM (VALUES (1, 10), (2, 20), (3, NULL), (NULL, 5), (4, 45)) AS t (x, y)",
            "SELECT min_by(x, y, 0) FROM (VALUES (1, 10)) AS t (x, y)",
            "SELECT max(x, NULL) FROM (VALUES 1) AS t (x)",
            "SELECT max(x, 10001) FROM (VALUES 1) AS t (x)",
            "SELECT min(x, -1) FROM (VALUES 1) AS t (x)",
            "SELECT concat('a')",
            "SELECT concat()",
            "SELECT a, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(a), a",
            "SELECT a AS b, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(b), a",
            "SELECT a AS b, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(a), b",
            "SELECT grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(a)",
            "SELECT grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY g",
            "SELECT a, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY CASE WHEN grouping(a) = 0 THEN a END, a",
            "SELECT a, b, grouping(a, b) AS g FROM (VALUES (1, 2)) t(a, b) GROUP BY CUBE (a, b) ORDER BY grouping(a, b), a, b",
            "SELECT a, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(t.a), a",
            "SELECT t.a, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(t.a), a",
            "SELECT a, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY a ORDER BY grouping(a), a",
            "SELECT a AS b FROM (VALUES 1, 2) t(a) GROUP BY a ORDER BY grouping(b)",
            "SELECT a + 1 AS a, grouping(a) AS g FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(a)",
            "SELECT sum(a) AS a FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY grouping(a)",
            "SELECT a, rank() OVER (ORDER BY grouping(a)) FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY 1",
            "SELECT a, rank() OVER (ORDER BY grouping(a)) AS r FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) ORDER BY r, grouping(a) DESC",
            "SELECT * FROM (VALUES 1, 2) t(a) GROUP BY a ORDER BY grouping(a)",
            "SELECT a, grouping(a) FROM (VALUES 1, 2) t(a) GROUP BY ROLLUP (a) HAVING grouping(a) = 0 ORDER BY a",
            "SELECT transform(ARRAY[1, 2], x -> (SELECT x, 1))",
            "SELECT transform(ARRAY[1, 2], x -> x + (SELECT 1))",
            "SELECT sum(a) AS b FROM (VALUES 1, 2) t(a) ORDER BY sum(b)",
            "SELECT a AS b FROM (VALUES 1, 2) t(a) ORDER BY sum(b)",
            "SELECT max(a) AS b, b FROM (VALUES (1, 2)) t(a, b) GROUP BY b ORDER BY max(b)",
            "SELECT max(a) AS c, b FROM (VALUES (1, 2)) t(a, b) GROUP BY b ORDER BY max(c)",
            "SELECT max(a) AS c, b FROM (VALUES (1, 2)) t(a, b) GROUP BY b ORDER BY max(a + c)",
            "SELECT a, count(*) AS count FROM (VALUES 1) t(a) GROUP BY a ORDER BY count(count)",
            "SELECT max(a) FROM (VALUES (1, 2)) t(a, b) ORDER BY max(b + foo)",
            "SELECT a AS b FROM (VALUES (1, 2)) t(a, c) GROUP BY a ORDER BY max(b + c)",
            "SELECT 1 AS x, a FROM (VALUES (1, 2)) t(a, c) GROUP BY a ORDER BY max(transform(ARRAY[x], y -> y)[1])",
            "SELECT a AS foo FROM (VALUES 1) t(a) GROUP BY a ORDER BY max(t.foo)",
        ]
    )


@family("subquery")
def _(out):
    """Subqueries in the conditions of outer joins, and those about the rows around them, which Trino's planner takes apart or refuses."""
    out.extend(
        [
            "SELECT x, y FROM (VALUES 1, 2, 3) t(x) RIGHT JOIN (VALUES 2, 3, 4) u(y) ON x = y AND (SELECT true) ORDER BY 1, 2",
            "SELECT x, y FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x = y AND x IN (VALUES 2) ORDER BY 1, 2",
            "SELECT x, y FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x = y AND y IN (VALUES 2) ORDER BY 1, 2",
            "SELECT x, y FROM (VALUES 1, 2, 3) t(x) RIGHT JOIN (VALUES 2, 3, 4) u(y) ON x = y AND y NOT IN (VALUES 2) ORDER BY 1, 2",
            "SELECT x, y FROM (VALUES 1, 2, 3) t(x) LEFT JOIN (VALUES 2, 3, 4) u(y) ON x = y AND x NOT IN (VALUES 2, NULL) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x = y OR EXISTS (SELECT 1 WHERE false) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x + y = (SELECT 5) ORDER BY 1, 2",
            "SELECT *, 1 FROM (VALUES 1, 2, 3) t(x) RIGHT JOIN (VALUES 2, 3, 4) u(y) ON x + y > (SELECT 5) AND x < ALL (VALUES 3) ORDER BY 1, 2",
            "SELECT a.* FROM ((VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x + y = (SELECT 5)) AS a(p, q) ORDER BY 1, 2",
            "SELECT t.*, u.* FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x + y = (SELECT 5) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x = y AND x IN (VALUES 3) RIGHT JOIN (VALUES 3, 9) v(z) ON z = x AND (SELECT 1) = 1 ORDER BY 1, 2, 3",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) LEFT JOIN (VALUES 2, 3, 4) u(y) ON (x IN (VALUES 2)) = (y IN (VALUES 3)) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x + y IN (VALUES 5) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) LEFT JOIN (VALUES 2, 3, 4) u(y) ON x + y IN (VALUES 5) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) JOIN (VALUES 2, 3, 4) u(y) ON x + y IN (VALUES 5) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(y) ON x = y AND EXISTS (SELECT 1 FROM (VALUES 2) w(z) WHERE z = x) ORDER BY 1, 2",
            "SELECT * FROM (VALUES 1, 2, 3) t(x) FULL JOIN (VALUES 2, 3, 4) u(x) USING (x) ORDER BY 1",
            "SELECT 1 IN (SELECT x) FROM (VALUES 1, 2) t(x)",
            "SELECT 1 IN (SELECT 2 * x) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y = x) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y + x FROM (VALUES 1, 2) u(y)) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y < x) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y < x ORDER BY 1 LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y = x ORDER BY 1 LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y = x LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y < x LIMIT 2) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT max(y) FROM (VALUES 1, 2) u(y) WHERE y = x) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT max(y) FROM (VALUES 1, 2) u(y) WHERE y < x) FROM (VALUES 1, 2) t(x)",
            "SELECT x IN (SELECT y FROM (VALUES (1, 1), (2, 2)) u(y, z) WHERE z < x GROUP BY y) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x WHERE x = 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT 2 WHERE x = 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x FROM (VALUES 7)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + y FROM (VALUES 7) u(y)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + y FROM (VALUES 7, 8) u(y) WHERE y = 8) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + y FROM (VALUES 7, 8) u(y) WHERE y = x + 6) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + y FROM (VALUES 7, 8) u(y) LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + y FROM (SELECT max(v) FROM (VALUES 7, 8) w(v)) u(y)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT x + max(y) FROM (VALUES 7, 8) u(y)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT max(x + y) FROM (VALUES 7, 8) u(y)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT max(x) FROM (VALUES 7, 8) u(y)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT max(y) FROM (VALUES 7, 8) u(y) WHERE y > x) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT max(y) FROM (VALUES 7, 8) u(y) WHERE y > x GROUP BY y HAVING y = 8) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT max(y) FROM (VALUES 7, 8) u(y) HAVING max(y) > x) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT y FROM (VALUES 7, 8) u(y) WHERE y > x + 5 LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT y FROM (VALUES 7, 8) u(y) WHERE y > x + 5 ORDER BY y LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT y FROM (VALUES 7, 8) u(y) WHERE y = x + 6 ORDER BY y LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT y FROM (VALUES 7, 8) u(y) WHERE y = x + 6 LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6 LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6 ORDER BY z LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6 ORDER BY x LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6 OFFSET 0) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT DISTINCT z FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT row_number() OVER (ORDER BY z) FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) WHERE y = x + 6 UNION ALL SELECT 1 WHERE false) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) JOIN (VALUES 1) w(q) ON y = x + 6) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT z FROM (VALUES (7, 1), (8, 2)) u(y, z) LEFT JOIN (VALUES 1) w(q) ON y = x + 6 AND q = x LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT (SELECT x)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT (SELECT x FROM (VALUES 1, 2) q(w) LIMIT 1) FROM (VALUES 1) r(v)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT (SELECT x + v WHERE v = 1) FROM (VALUES 1) r(v)) FROM (VALUES 1, 2) t(x)",
            "SELECT x > ALL (SELECT y FROM (VALUES 1, 2) u(y) WHERE y = x) FROM (VALUES 1, 2) t(x)",
            "SELECT x > ANY (SELECT y FROM (VALUES 1, 2) u(y) WHERE y < x) FROM (VALUES 1, 2) t(x)",
            "SELECT x = ANY (SELECT y FROM (VALUES 1, 2) u(y) WHERE y < x) FROM (VALUES 1, 2) t(x)",
            "SELECT 1 > ALL (SELECT x) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT x) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT x + y FROM (VALUES 1) u(y) WHERE y = x) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT x FROM (VALUES 1, 5) u(y) WHERE y > x LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT x FROM (VALUES 1, 5) u(y) WHERE y > x ORDER BY y LIMIT 1) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT y FROM (VALUES 1, 5) u(y) WHERE y > x GROUP BY y HAVING count(*) > x) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT 1 FROM (VALUES 1, 5) u(y) WHERE y > x GROUP BY y) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT count(*) FROM (VALUES 1, 5) u(y) WHERE y > x HAVING count(*) > 1) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT 1 WHERE x = 1) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (VALUES x) FROM (VALUES 1, 2) t(x)",
            "SELECT (VALUES x) FROM (VALUES 1, 2) t(x)",
            "SELECT 1 IN (VALUES x) FROM (VALUES 1, 2) t(x)",
            "SELECT 1 IN (VALUES x, 2) FROM (VALUES 1, 2) t(x)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x + 1)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x WHERE x = 1)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x + y FROM (VALUES 3, 4) u(y))",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y = x + 2)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x + y FROM (VALUES 3, 4) u(y) WHERE y = x + 2)",
            "SELECT * FROM (VALUES 1, 2) t(x) LEFT JOIN LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y = x + 2) ON true",
            "SELECT * FROM (VALUES 1, 2) t(x) LEFT JOIN LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y = x + 2) ON x = 1",
            "SELECT * FROM (VALUES 1, 2) t(x) JOIN LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y = x + 2) ON x = 1",
            "SELECT * FROM (VALUES 1, 2) t(x) RIGHT JOIN LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y = x + 2) ON true",
            "SELECT * FROM (VALUES 1, 2) t(x) FULL JOIN LATERAL (SELECT x) ON true",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x LIMIT 2)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x LIMIT 0)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT x WHERE false)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT max(y) FROM (VALUES 3, 4) u(y) WHERE y > x + 2)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y > x ORDER BY y LIMIT 1)",
            "SELECT * FROM (VALUES 1, 2) t(x), LATERAL (SELECT y FROM (VALUES 3, 4) u(y) WHERE y = x + 2 ORDER BY y LIMIT 1)",
            "SELECT * FROM (VALUES (1, ARRAY[1, 2])) t(x, a), LATERAL (SELECT u + x FROM UNNEST(a) AS u(u))",
            "SELECT (SELECT sum(u + x) FROM UNNEST(a) AS u(u)) FROM (VALUES (1, ARRAY[1, 2])) t(x, a)",
            "SELECT (SELECT u + x FROM UNNEST(a) AS u(u) WHERE u = 1) FROM (VALUES (1, ARRAY[1, 2])) t(x, a)",
            "SELECT (SELECT u FROM UNNEST(a) AS u(u) ORDER BY u DESC LIMIT 1) FROM (VALUES (1, ARRAY[1, 2])) t(x, a)",
            "SELECT t.* FROM (VALUES 1, 2) t(x), LATERAL (SELECT t.*) t",
            "SELECT (SELECT t.* FROM (VALUES 1)) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT t.* FROM (VALUES 1) t) FROM (VALUES 1, 2) t(x)",
            "SELECT EXISTS (SELECT t.* FROM (VALUES 1) u) FROM (VALUES 1, 2) t(x)",
            "SELECT (SELECT 1, 2)",
            "SELECT (SELECT 1 AS a, 'x' AS b)",
            "SELECT typeof((SELECT 1 AS a, 'x' AS b))",
            "SELECT (SELECT t.* FROM (VALUES (1, 'a')) t(x, y))",
            "SELECT (SELECT 1, 2 WHERE false)",
            "SELECT (SELECT a, a FROM (VALUES 1, 2) t(a))",
            "SELECT (SELECT 1, 2) = (1, 2)",
            "SELECT (SELECT 1, 2) = (SELECT 1, 3)",
            "SELECT ROW(1, 2) IN (SELECT 1, 2)",
            "SELECT (SELECT a, b) FROM (VALUES (1, 2)) t(a, b)",
            "SELECT (SELECT t.a, t.b) FROM (VALUES (1, 2)) t(a, b)",
            "SELECT (SELECT 1 AS a, 2 AS b).a",
            "SELECT (SELECT t.*) FROM (VALUES (1, 2)) t(a, b)",
            "SELECT (SELECT t.*) FROM (VALUES 1) t(a)",
            "SELECT (SELECT x.* FROM (VALUES (1, 2)) x(a, b)), x.* FROM (VALUES 5) x(c)",
            'SELECT (SELECT 1 AS A, \'x\' AS "b C")',
            "SELECT ((SELECT 1 AS a, 2 AS b)).a, (SELECT 1, 2)[2]",
            "SELECT (SELECT 1, 2) IS NULL, (SELECT 1, 2 WHERE false) IS NULL",
            "SELECT x, (SELECT a, b FROM (VALUES (1, 'p'), (2, 'q')) u(a, b) WHERE u.a = t.x) FROM (VALUES 1, 2, 3) t(x)",
            "SELECT count(*) FROM (VALUES (1, 2), (3, 4)) t(a, b) WHERE ROW(a, b) = (SELECT 1, 2)",
            "SELECT (SELECT 1, 1), (SELECT 1 AS a, 2 AS a)",
            "SELECT CAST((SELECT 1, 'x') AS row(a bigint, b varchar)).b",
            "SELECT (SELECT a, max(b) FROM (VALUES (1, 2), (1, 3)) t(a, b) GROUP BY a)",
            "SELECT (SELECT count(*), max(a) FROM (VALUES 1, 2) t(a) WHERE a > 5)",
            "SELECT max((SELECT 1, 2))",
            "SELECT CASE WHEN true THEN (SELECT 1, 2) ELSE (SELECT 3, 4) END",
        ]
    )


@family("messages")
def _(out):
    # Statements that fail while they run or by their literals, and their neighbours that do not; some 700, one a line.
    out.extend((pathlib.Path(__file__).parent / "messages.txt").read_text().splitlines())


def windowed_patterns(out, stock, orders, down, vee):
    """Row pattern recognition in windows."""
    after = "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING"
    seen = "RUNNING LAST(v) AS r, CLASSIFIER() AS c, FIRST(id) AS b, FINAL LAST(id) AS e"

    def window(select, pattern, define, measures=seen, frame=after, skip="", mode="", subset="", source=stock, keys="ORDER BY id", tail=" ORDER BY 1"):
        parts = [keys, "MEASURES " + measures if measures else "", frame, skip, mode, "PATTERN (%s)" % pattern]
        parts += ["SUBSET " + subset if subset else "", "DEFINE " + define if define else ""]
        out.append("SELECT %s FROM %s WINDOW w AS (%s)%s" % (select, source, " ".join(part for part in parts if part), tail))

    measured = "id, r OVER w, c OVER w, b OVER w, e OVER w"
    counted = "id, count(*) OVER w, sum(v) OVER w, array_agg(id) OVER w, first_value(v) OVER w, last_value(v) OVER w, nth_value(id, 2) OVER w"
    for pattern in (
        "A B+ C+", "A B* C*", "A B+? C+?", "A (B | C)+", "() | A", "A | ()", "B | C | A", "A*", "A*?", "B*", "B+", "PERMUTE(B, C)", "PERMUTE(B, A)", "A{2}", "A B{,1}", "A B{2,}? | C", "X", "A X",
    ):
        define = ", ".join(condition for condition in vee.split(", ") if condition[0] in pattern.replace("PERMUTE", "")) or ("A AS v > 55" if "A" in pattern else "X AS v > 55")
        window(measured, pattern, define)
        window(counted, pattern, define, measures="")
    for skip in ("PAST LAST ROW", "TO NEXT ROW", "TO FIRST B", "TO LAST B", "TO B", "TO LAST C", "TO FIRST U", "TO LAST U", "TO FIRST A", "TO C"):
        for mode in ("", "INITIAL", "SEEK"):
            window(measured + ", count(*) OVER w, array_agg(v) OVER w", "A B+ C*", "A AS A.v < 95, " + vee, skip="AFTER MATCH SKIP " + skip, mode=mode, subset="U = (B, C)")
    for frame in ("CURRENT ROW", "1 FOLLOWING", "2 FOLLOWING", "100 FOLLOWING", "0 FOLLOWING", "id FOLLOWING", "v % 4 FOLLOWING", "UNBOUNDED FOLLOWING", "-1 FOLLOWING", "(2 - id) FOLLOWING", "CAST(NULL AS integer) FOLLOWING", "1e0 FOLLOWING", "CAST(2 AS decimal(5,0)) FOLLOWING"):
        for mode in ("INITIAL", "SEEK"):
            window(measured + ", count(*) OVER w, array_agg(v) OVER w", "A B*", "A AS NEXT(A.v) < A.v OR NEXT(v) IS NULL, " + down, frame="ROWS BETWEEN CURRENT ROW AND " + frame, skip="AFTER MATCH SKIP TO NEXT ROW", mode=mode)
    # Partitions, several windows, windows that refer to windows.
    for keys in ("PARTITION BY k ORDER BY d", "PARTITION BY k ORDER BY p DESC NULLS FIRST, d", "ORDER BY k NULLS FIRST, d", "PARTITION BY t.k ORDER BY t.d DESC", "PARTITION BY k, d % 2 ORDER BY d + 0"):
        for mode in ("", "SEEK"):
            window("k, d, s OVER w, o OVER w, c OVER w, sum(p) OVER w, count(p) OVER w", "A B+", "B AS B.p < PREV(B.p)", "A.p AS s, LAST(B.p) AS o, CLASSIFIER() AS c", mode=mode, source=orders, keys=keys, tail=" ORDER BY 1, 2")
    out.append("SELECT id, c OVER x, c OVER y, count(*) OVER x, row_number() OVER z FROM %s WINDOW z AS (ORDER BY id), x AS (z MEASURES CLASSIFIER() AS c %s PATTERN (A B+) DEFINE %s), y AS (ORDER BY id DESC MEASURES lower(CLASSIFIER()) AS c %s PATTERN (A B*) DEFINE %s) ORDER BY id" % (stock, after, down, after, down))
    out.append("SELECT id, c OVER (ORDER BY id MEASURES CLASSIFIER() AS c %s PATTERN (A B+) DEFINE %s), count(*) OVER (ORDER BY id %s PATTERN (A B+) DEFINE %s) FROM %s ORDER BY 1" % (after, down, after, down, stock))
    out.append("SELECT id, \"C c\" OVER w AS x, \"w2\".x FROM %s CROSS JOIN (VALUES 7) AS \"w2\" (x) WINDOW w AS (ORDER BY id MEASURES CLASSIFIER() AS \"C c\" %s PATTERN (A B+) DEFINE %s) ORDER BY c OVER w, id" % (stock, after, down))
    out.append("SELECT id, \"C\" OVER w AS x, w2.x FROM %s CROSS JOIN (VALUES 7) AS w2 (x) WINDOW w AS (ORDER BY id MEASURES CLASSIFIER() AS c %s PATTERN (A B+) DEFINE %s) ORDER BY c OVER w DESC, id" % (stock, after, down))
    out.append("SELECT id, coalesce(c OVER w, '-') || CAST(count(*) OVER w AS varchar), 10 * r OVER w FROM %s WHERE v > 40 WINDOW w AS (ORDER BY id MEASURES CLASSIFIER() AS c, LAST(v) AS r %s PATTERN (A B+) DEFINE %s) ORDER BY r OVER w, 1" % (stock, after, down))
    out.append("SELECT x, s, n FROM (SELECT id AS x, s OVER w AS s, count(*) OVER w AS n FROM %s WINDOW w AS (ORDER BY id MEASURES A.v AS s %s PATTERN (A B+) DEFINE %s)) WHERE n > 0 ORDER BY 1" % (stock, after, down))
    # Joins, and names of several relations.
    for name in ("A.v", "v", "w", "A.w", "t.v", "id"):
        out.append("SELECT t.id, m OVER x FROM %s JOIN (VALUES (1, 3), (2, 5), (3, 4)) AS u (id, w) ON t.id = u.id WINDOW x AS (ORDER BY t.id MEASURES %s AS m %s PATTERN (A B*) DEFINE B AS B.w > 3) ORDER BY 1" % (stock, name, after))
    out.append("SELECT id, m OVER x FROM %s JOIN (VALUES (1, 3), (2, 5), (3, 4)) AS u (id, w) USING (id) WINDOW x AS (ORDER BY id MEASURES LAST(id) AS m %s PATTERN (A B*) DEFINE B AS B.w > 3) ORDER BY 1" % (stock, after))
    out.append("SELECT (SELECT max(m) FROM (SELECT m OVER w AS m FROM %s WINDOW w AS (ORDER BY id MEASURES A.v AS m %s PATTERN (A B+) DEFINE %s)))" % (stock, after, down))
    out.append("SELECT y, (SELECT max(m) FROM (SELECT m OVER w AS m FROM %s WINDOW w AS (ORDER BY id MEASURES A.v AS m %s PATTERN (A B+) DEFINE B AS B.v < PREV(B.v) - y))) FROM (VALUES 1) AS s (y)" % (stock, after))
    # Groups.
    out.append("SELECT k, sum(p), m OVER w, count(*) OVER w, sum(sum(p)) OVER w, array_agg(k) OVER w FROM %s GROUP BY k WINDOW w AS (ORDER BY k MEASURES LAST(k) AS m %s PATTERN (A B*) DEFINE B AS B.k > 'a') ORDER BY 1" % (orders, after))
    out.append("SELECT k, m OVER w FROM %s GROUP BY k WINDOW w AS (ORDER BY k MEASURES LAST(p) AS m %s PATTERN (A B*) DEFINE B AS B.k > 'a') ORDER BY 1" % (orders, after))
    out.append("SELECT k, m OVER w FROM %s GROUP BY k WINDOW w AS (ORDER BY k MEASURES LAST(k) AS m %s PATTERN (A B*) DEFINE B AS B.p > 1) ORDER BY 1" % (orders, after))
    out.append("SELECT k, m OVER w FROM %s GROUP BY k WINDOW w AS (ORDER BY sum(p) MEASURES LAST(k) AS m %s PATTERN (A B*) DEFINE B AS true) ORDER BY 1" % (orders, after))
    out.append("SELECT k, m OVER w FROM %s GROUP BY k WINDOW w AS (ORDER BY k MEASURES sum(length(k)) AS m %s PATTERN (A B*) DEFINE B AS true) ORDER BY 1" % (orders, after))
    # Functions over the frame.
    for call in (
        "count(v)", "count(DISTINCT v)", "sum(DISTINCT v)", "array_agg(DISTINCT v % 3)", "min(v)", "max_by(id, v)", "avg(v)", "stddev(v)", "approx_distinct(v)", "map_agg(id, v)", "array_agg(id + v)", "sum(v + 1) + 1", "count_if(v > 60)", "bool_or(v > 85)", "max(v, 2)",
        "first_value(id)", "last_value(id)", "nth_value(id, 1)", "nth_value(id, 2)", "nth_value(id, 9)", "nth_value(id, id)", "nth_value(id, NULL)", "nth_value(id, 0)", "first_value(NULLIF(v, 80)) IGNORE NULLS", "last_value(NULLIF(v, 80)) IGNORE NULLS", "nth_value(NULLIF(v, 80), 2) IGNORE NULLS",
        "first_value(NULLIF(v, 80)) RESPECT NULLS", "nth_value(NULLIF(v, 80), 2)", "first_value('x')", "sum(1)", "count(1)", "arbitrary(id)", "checksum(v) IS NULL", "sum(CAST(v AS decimal(10,2)))", "sum(v) FILTER (WHERE v > 1)", "array_agg(v ORDER BY v)", "rank()", "row_number()", "lag(v)", "lead(v)", "ntile(2)",
        "cume_dist()", "abs(v)", "nope(v)", "sum(w)", "sum(A.v)", "array_agg(CLASSIFIER())", "sum('x')", "listagg(CAST(v AS varchar), ',') WITHIN GROUP (ORDER BY v)", "sum(count(*) OVER w)", "m", "nope", "\"M\"", "FINAL sum(v)",
    ):
        for mode in ("", "SEEK"):
            window("id, %s OVER w" % call if not call.endswith((" 1", "NULL")) else "id, " + re.sub(r"\)( \+ 1| IS NULL)$", r") OVER w\1", call), "A B+", "B AS B.v <= PREV(B.v)", "LAST(v) AS m", skip="AFTER MATCH SKIP TO NEXT ROW", mode=mode)
    # Measures and conditions: navigation ends at the frame.
    for value in (
        "A.v", "B.v", "X.v", "U.v", "FIRST(B.v, 1)", "LAST(B.v, 1)", "PREV(v)", "NEXT(v)", "PREV(FIRST(v))", "NEXT(LAST(v))", "PREV(v, 9)", "NEXT(v, 9)", "PREV(A.v)", "NEXT(FIRST(A.v), 3)", "FINAL LAST(v)", "RUNNING LAST(v)", "CLASSIFIER(U)", "PREV(CLASSIFIER())", "NEXT(CLASSIFIER())",
        "count(*)", "RUNNING count(*)", "FINAL sum(B.v)", "array_agg(CLASSIFIER())", "count(U.*)", "sum(v + id)", "B.v - A.v", "1", "MATCH_NUMBER()", "ARRAY[A.v, B.v]", "(SELECT 5)", "v IN (70, 80)", "CAST(A.v AS decimal(10,2))", "CAST('ab' AS varchar(5))", "v IN (SELECT 70)", "TIMESTAMP '2020-01-01 01:02:03 Europe/Berlin'",
    ):
        for mode in ("", "SEEK"):
            window("id, m OVER w", "A B+ X?", "B AS B.v < PREV(B.v), X AS false", value + " AS m", frame="ROWS BETWEEN CURRENT ROW AND 3 FOLLOWING", skip="AFTER MATCH SKIP TO NEXT ROW", mode=mode, subset="U = (A, X)")
    for pattern, define in (
        ("A+", "A AS sum(A.v) < 200"), ("A+", "A AS count(*) < 3"), ("A B*", "B AS sum(v) < 250"), ("A B*", "B AS B.v < A.v"), ("A B*", "B AS LAST(B.v, 1) IS NULL OR B.v < LAST(B.v, 1)"), ("A B*", "B AS PREV(CLASSIFIER()) = 'A'"), ("A+", "A AS MATCH_NUMBER() = 1"), ("A B", "B AS NEXT(B.v) < B.v"),
        ("A+", "A AS NEXT(A.v, 2) IS NOT NULL"), ("A B+", "B AS PREV(A.v) IS NULL"), ("A B", "A AS PREV(A.v) > A.v"), ("A", "A AS PREV(A.v, 2) > A.v"), ("A", "A AS PREV(A.v) IS NULL"), ("A*", "A AS NULL"), ("A+", "A AS v = (SELECT max(x) FROM (VALUES 80, 90) AS s (x))"), ("A+", "A AS FIRST(A.v, 1) IS NULL OR FIRST(A.v, 1) = 80"),
        ("(A | B)+", "A AS v > 75, B AS count(A.*) >= count(B.*)"), ("A", "A AS v > 60 AND id / (id - 9) <= 0"),
    ):
        for mode, frame in (("", "UNBOUNDED FOLLOWING"), ("SEEK", "UNBOUNDED FOLLOWING"), ("SEEK", "2 FOLLOWING")):
            window(measured + ", count(*) OVER w", pattern, define, frame="ROWS BETWEEN CURRENT ROW AND " + frame, skip="AFTER MATCH SKIP TO NEXT ROW", mode=mode)
    # What is refused.
    for clause in (
        "ORDER BY id MEASURES A.v AS m " + after, "ORDER BY id MEASURES A.v AS m %s DEFINE A AS true" % after, "ORDER BY id %s DEFINE A AS true" % after, "ORDER BY id %s SUBSET U = (A)" % after, "ORDER BY id %s AFTER MATCH SKIP TO NEXT ROW" % after, "ORDER BY id %s SEEK" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN (A)" % after,
        "ORDER BY id MEASURES A.v AS m RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING PATTERN (A) DEFINE A AS true", "ORDER BY id MEASURES A.v AS m GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING PATTERN (A) DEFINE A AS true", "ORDER BY id MEASURES A.v AS m ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING PATTERN (A) DEFINE A AS true",
        "ORDER BY id MEASURES A.v AS m ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW PATTERN (A) DEFINE A AS true", "ORDER BY id MEASURES A.v AS m ROWS CURRENT ROW PATTERN (A) DEFINE A AS true", "ORDER BY id MEASURES A.v AS m ROWS UNBOUNDED PRECEDING PATTERN (A) DEFINE A AS true", "ORDER BY id MEASURES A.v AS m ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING PATTERN (A) DEFINE A AS true",
        "ORDER BY id MEASURES A.v AS m %s PATTERN (^ A) DEFINE A AS true" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN (A $) DEFINE A AS true" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN ({- A -} B) DEFINE A AS true" % after, "ORDER BY id MEASURES A.v AS m, B.v AS m %s PATTERN (A B) DEFINE A AS true" % after,
        "ORDER BY id MEASURES A.v AS m %s PATTERN (A B) DEFINE C AS true" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN (A B) DEFINE A AS 1" % after, "ORDER BY id MEASURES A.v AS m %s AFTER MATCH SKIP TO Z PATTERN (A B) DEFINE A AS true" % after, "ORDER BY id MEASURES C.v AS m %s PATTERN (A B) DEFINE A AS true" % after, "ORDER BY id MEASURES A.w AS m %s PATTERN (A B) DEFINE A AS true" % after,
        "ORDER BY id MEASURES row_number() OVER () AS m %s PATTERN (A B) DEFINE A AS true" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN (A B) DEFINE A AS count(*) OVER () > 1" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN (A B{2,1}) DEFINE A AS true" % after, "ORDER BY id MEASURES A.v AS m %s PATTERN (A B) SUBSET A = (B) DEFINE A AS true" % after, "PARTITION BY count(*) OVER () MEASURES A.v AS m %s PATTERN (A) DEFINE A AS true" % after,
        "ORDER BY id MEASURES A.v AS m ROWS BETWEEN CURRENT ROW AND 1 PRECEDING PATTERN (A) DEFINE A AS true", "ORDER BY id MEASURES A.v AS m %s INITIAL PATTERN (A B) SUBSET U = (A, B), V = (B) DEFINE A AS U.v > 1, B AS V.v > 1" % after,
    ):
        out.append("SELECT id, m OVER w FROM %s WINDOW w AS (%s) ORDER BY 1" % (stock, clause))
        out.append("SELECT id, count(*) OVER (%s) FROM %s ORDER BY 1" % (clause, stock))
    window("id, rank() OVER w, m OVER w", "A", "A AS true", "A.v AS m")
    window("id, m OVER nope", "A", "A AS true", "A.v AS m")
    window("id, sum(m OVER w) OVER ()", "A", "A AS true", "A.v AS m")
    window("id, sum(m OVER w)", "A", "A AS true", "A.v AS m")
    window("id, count(*) OVER (w ORDER BY v)", "A", "A AS true", "A.v AS m")
    window("DISTINCT m OVER w", "A B", "A AS true", "A.v % 4 AS m")
    window("id", "A", "A AS true", "A.v AS m", tail=" ORDER BY m OVER w DESC, id")
    window("id", "A", "A AS nope", "A.v AS m")
    out.append("SELECT id FROM %s WHERE m OVER (ORDER BY id MEASURES A.v AS m %s PATTERN (A) DEFINE A AS true) > 1" % (stock, after))
    out.append("SELECT count(*) FROM %s GROUP BY m OVER (ORDER BY id MEASURES A.v AS m %s PATTERN (A) DEFINE A AS true)" % (stock, after))
    out.append("SELECT count(*) FROM %s HAVING count(*) OVER (ORDER BY id %s PATTERN (A) DEFINE A AS true) > 1" % (stock, after))
    out.append("SELECT id, m OVER w FROM %s WINDOW w AS (ORDER BY id) ORDER BY 1" % stock)
    out.append("SELECT id, m OVER () FROM %s ORDER BY 1" % stock)
    # Many rows.
    out.append("SELECT sum(n), max(n), count(l), sum(l) FROM (SELECT count(*) OVER w AS n, l OVER w AS l FROM (SELECT x AS id, x % 7 AS v FROM UNNEST(sequence(1, 5000)) AS s (x)) WINDOW w AS (ORDER BY id MEASURES LAST(id) AS l " + after + " PATTERN (A B+) DEFINE B AS B.v > PREV(B.v)))")
    out.append("SELECT k, sum(n), max(s), count(l) FROM (SELECT k, count(*) OVER w AS n, sum(v) OVER w AS s, l OVER w AS l FROM (SELECT x % 5 AS k, x AS id, x * 7919 % 101 AS v FROM UNNEST(sequence(1, 5000)) AS s (x)) WINDOW w AS (PARTITION BY k ORDER BY id MEASURES LAST(id) AS l ROWS BETWEEN CURRENT ROW AND 20 FOLLOWING AFTER MATCH SKIP TO NEXT ROW SEEK PATTERN (A B*) DEFINE A AS A.v > 90, B AS B.v < PREV(B.v))) GROUP BY k ORDER BY k")


@family("pattern")
def _(out):
    """MATCH_RECOGNIZE. Messages and places are compared as well."""
    stock = "(VALUES (1, 90), (2, 80), (3, 70), (4, 80), (5, 90), (6, 50), (7, 40), (8, 60)) AS t (id, v)"
    orders = (
        "(VALUES ('a', 1, 100), ('a', 2, 80), ('a', 3, 70), ('a', 4, 120), ('a', 5, 30), ('b', 1, 290), ('b', 2, 280), "
        "('b', 3, 300), ('b', 4, 100), ('b', 5, 250), (NULL, 1, 5), (NULL, 2, NULL), (NULL, 3, 7)) AS t (k, d, p)"
    )
    down = "B AS B.v < PREV(B.v)"
    vee = "B AS B.v < PREV(B.v), C AS C.v > PREV(C.v)"

    def match(measures, pattern, define, rows="", skip="", subset="", select="*", source=stock, keys="ORDER BY id", tail=""):
        parts = [keys, "MEASURES " + measures if measures else "", rows, skip, "PATTERN (%s)" % pattern]
        parts += ["SUBSET " + subset if subset else "", "DEFINE " + define]
        clause = " ".join(part for part in parts if part)
        out.append("SELECT %s FROM %s MATCH_RECOGNIZE (%s)%s" % (select, source, clause, tail))

    every = "ALL ROWS PER MATCH"
    seen = "MATCH_NUMBER() AS n, CLASSIFIER() AS c, RUNNING LAST(v) AS r, FINAL LAST(v) AS f"
    # Quantifiers, alternation, grouping, anchors, permutation.
    for pattern in (
        "A B+ C+", "A B* C*", "A B? C?", "A B{2} C", "A B{1,} C{,2}", "A B{,1}", "A B{0,3}", "A B+? C+?", "A B*? C*?", "A B?? C",
        "A B{1,2}? C{1,2}?", "A (B C?)+", "A (B | C)+", "A (C | B)*", "(B | C)+", "^ A B", "A B $", "^ A $", "^ (A | B)+? $", "A $ | A B",
        "() | A", "A | ()", "B | C | A", "A* ", "A*?", "B*", "(B | ())*", "(B*)*", "(B?)+ C", "(() | B)+", "PERMUTE(B, C)",
        "PERMUTE(A, B, C)", "PERMUTE(A, B?)", "A{- B -} C", "A {- B+ -} C+", "{- A -} B+", "A ({- B -} | C)+", "A B | A C", "X",
        "X+", "A X", "A{2}", "A{3,}", "((A)) ((B)+)", "A B+ C+ | B", "B{1,2} $", "^ ^ A", "A ^ B",
    ):
        # A label that the pattern lacks may have no condition.
        define = ", ".join(condition for condition in vee.split(", ") if condition[0] in pattern.replace("PERMUTE", "")) or "A AS v > 55"
        for rows in ("", every):
            match(seen, pattern, define if define[0] != "A" or "A" in pattern else "X AS v > 55", rows)
    # Rows per match and empty matches.
    for rows in ("ONE ROW PER MATCH", every, every + " SHOW EMPTY MATCHES", every + " OMIT EMPTY MATCHES", every + " WITH UNMATCHED ROWS"):
        for pattern in ("B+", "B*", "B*?", "A B", "() | B"):
            match(seen + ", count(*) AS k, count(B.*) AS kb, sum(B.v) AS s, coalesce(B.v, -1) AS o", pattern, down, rows)
    # Where matching goes on.
    for skip in ("PAST LAST ROW", "TO NEXT ROW", "TO FIRST B", "TO LAST B", "TO B", "TO LAST C", "TO FIRST U", "TO LAST U", "TO FIRST A", "TO C"):
        for rows in ("", every, every + " WITH UNMATCHED ROWS"):
            match("MATCH_NUMBER() AS n, CLASSIFIER() AS c, FIRST(id) AS b, FINAL LAST(id) AS e", "A B+ C*", vee, rows, "AFTER MATCH SKIP " + skip, "U = (B, C)")
    match("MATCH_NUMBER() AS n", "A B", "A AS true", skip="AFTER MATCH SKIP TO LAST A")
    match("MATCH_NUMBER() AS n", "A* B*", "A AS false, B AS false", skip="AFTER MATCH SKIP TO LAST A")
    # Partitions and what comes out.
    for rows in ("", every, every + " WITH UNMATCHED ROWS"):
        for keys in ("PARTITION BY k ORDER BY d", "PARTITION BY k ORDER BY p DESC NULLS FIRST, d", "ORDER BY k NULLS FIRST, d", "PARTITION BY t.k ORDER BY t.d DESC"):
            match("A.p AS start, LAST(B.p) AS bottom, CLASSIFIER() AS c, MATCH_NUMBER() AS n", "A B+", "B AS B.p < PREV(B.p)", rows, source=orders, keys=keys, tail=" AS m ORDER BY 1, 2, 3, 4")
    match("A.p AS start", "A B+", "B AS p < PREV(p)", source=orders, keys="PARTITION BY k ORDER BY d", select="m.k, start", tail=" AS m WHERE start > 90 ORDER BY 1, 2")
    match("A.p AS start", "A B+", "B AS p < PREV(p)", source=orders, keys="PARTITION BY k ORDER BY d", select="x, y", tail=" AS m (x, y) ORDER BY 1, 2")
    match("A.p AS \"St art\"", "A B+", "B AS p < PREV(p)", source=orders, keys="PARTITION BY k ORDER BY d", select="*", tail=" ORDER BY 1, 2")
    match("A.v AS a", "A B+", down, every, keys="", source="(SELECT * FROM %s ORDER BY id)" % stock, select="count(*)")
    match("", "A B+", down, every)
    match("", "A B+", down, every + " WITH UNMATCHED ROWS")
    match("", "A B+", "B AS p < PREV(p)", source=orders, keys="PARTITION BY k ORDER BY d", tail=" ORDER BY 1")
    match(seen, "A B+", down, every, source="(SELECT * FROM (VALUES (1, 2)) AS t (id, v) WHERE id > 5)")
    # Navigation.
    for value in (
        "A.v", "B.v", "C.v", "X.v", "v", "U.v", "FIRST(v)", "LAST(v)", "FIRST(B.v)", "LAST(B.v)", "FIRST(B.v, 1)", "LAST(B.v, 1)", "FIRST(B.v, 5)",
        "LAST(B.v, 5)", "FIRST(U.v, 2)", "LAST(U.v, 2)", "PREV(v)", "NEXT(v)", "PREV(B.v)", "NEXT(B.v)", "PREV(v, 2)", "NEXT(v, 2)",
        "PREV(v, 0)", "NEXT(A.v, 100)", "PREV(FIRST(B.v))", "NEXT(LAST(B.v))", "PREV(LAST(B.v, 1), 2)", "NEXT(FIRST(U.v, 1), 3)", "PREV(FINAL LAST(v), 1)",
        "NEXT(RUNNING LAST(B.v))", "FINAL FIRST(B.v, 1)", "FINAL LAST(B.v, 1)", "RUNNING FIRST(B.v)", "FINAL LAST(U.v)", "LAST(B.v + B.id)", "LAST(v + id, 1)",
        "FIRST(CLASSIFIER())", "LAST(CLASSIFIER(), 1)", "CLASSIFIER(B)", "CLASSIFIER(U)", "CLASSIFIER(X)", "PREV(CLASSIFIER())", "NEXT(CLASSIFIER())",
        "PREV(CLASSIFIER(U), 2)", "NEXT(LAST(CLASSIFIER(B)))", "FINAL LAST(CLASSIFIER(U))", "FIRST(lower(CLASSIFIER(B)) || CAST(B.v AS varchar))",
        "B.v - A.v", "LAST(B.v) - FIRST(B.v)", "MATCH_NUMBER() * 10", "1", "'x' || CLASSIFIER()", "CASE WHEN CLASSIFIER() = 'B' THEN B.v END", "if(C.v IS NULL, 0, C.v)",
        "PREV(LAST(MATCH_NUMBER() + v))", "v IN (70, 80)", "CLASSIFIER() IN ('A', 'C')", "greatest(A.v, B.v)", "CAST(ROW(A.v, B.v) AS row(x bigint, y bigint)).x", "ARRAY[A.v, B.v]",
    ):
        match(value + " AS m, CLASSIFIER() AS c", "A B+ C* X?", vee + ", X AS false", every, subset="U = (A, C)")
    # Aggregates.
    for value in (
        "count(*)", "count(B.*)", "count(U.*)", "count(v)", "count(B.v)", "sum(v)", "sum(B.v)", "RUNNING sum(v)", "FINAL sum(v)", "FINAL count(*)", "RUNNING count(B.*)", "FINAL count(U.*)",
        "avg(v)", "FINAL avg(B.v)", "min(v)", "max(U.v)", "min_by(id, v)", "FINAL max_by(B.id, B.v)", "array_agg(v)", "FINAL array_agg(v)", "array_agg(CLASSIFIER())", "FINAL array_agg(CLASSIFIER())", "array_agg(CLASSIFIER(U))",
        "FINAL array_agg(lower(CLASSIFIER(B)) || CAST(B.id AS varchar))", "array_agg(MATCH_NUMBER())", "sum(MATCH_NUMBER() * v)", "sum(v + id)", "sum(B.v + B.id)", "sum(v) + count(*)", "sum(X.v)", "count(X.*)", "avg(CAST(v AS decimal(10,2)))",
        "sum(CAST(B.v AS double))", "sum(A.v) - sum(B.v)", "FINAL stddev(v)", "bool_and(v > 50)", "bool_or(B.v < 75)", "approx_distinct(v)", "FINAL map_agg(id, v)", "count_if(v > 75)", "arbitrary(A.v)", "checksum(A.v) IS NULL", "sum(1)", "count(1)", "array_agg(1)",
        "max(B.v) - min(B.v)", "FINAL max(v, 2)", "geometric_mean(v) > 0", "FINAL histogram(CLASSIFIER())", "FINAL array_agg(ROW(id, v))", "multimap_agg(CLASSIFIER(), v)", "any_value(v)", "bitwise_and_agg(v)", "sum(CAST(v AS real))", "corr(id, v) IS NULL",
        "sum(NULLIF(v, 80))", "array_agg(NULLIF(v, 80))", "max(CLASSIFIER())", "sum(CAST(v AS decimal(5,1)))",
    ):
        match(value + " AS m, CLASSIFIER() AS c", "A B+ C* X?", vee + ", X AS false", every, subset="U = (A, C)")
    match("sum(B.v) AS s, count(*) AS n, array_agg(CLASSIFIER()) AS a", "A B+ C*", vee)
    # Conditions.
    for pattern, define in (
        ("A+", "A AS sum(A.v) < 200"), ("A+", "A AS count(*) < 3"), ("A B*", "B AS sum(v) < 250"), ("(A | B)+", "A AS v > 75, B AS count(A.*) >= count(B.*)"), ("A+ B", "B AS avg(A.v) > B.v"),
        ("A B*", "B AS B.v < A.v"), ("A B* C", "C AS C.v > FIRST(A.v)"), ("A B*", "B AS LAST(B.v, 1) IS NULL OR B.v < LAST(B.v, 1)"), ("A B*", "B AS CLASSIFIER() = 'B'"), ("A B*", "B AS PREV(CLASSIFIER()) = 'A'"), ("(A | B)*", "A AS LAST(CLASSIFIER(), 1) IS NULL OR LAST(CLASSIFIER(), 1) = 'B', B AS true"),
        ("A B+", "A AS MATCH_NUMBER() = 1"), ("A+", "A AS MATCH_NUMBER() = 2 OR id < 3"), ("A B", "B AS NEXT(B.v) < B.v"), ("A+", "A AS NEXT(A.v, 2) IS NOT NULL"), ("A B+", "B AS PREV(A.v) IS NULL"), ("A B+", "B AS LAST(U.v, 1) > B.v"),
        ("A+", "A AS array_agg(CLASSIFIER()) = ARRAY['A'] OR v < 100 AND count(*) < 4"), ("A B+", "B AS U.v < PREV(U.v)"), ("A+ B+", "A AS A.v > 60, B AS B.v <= 60"), ("A+? B+", "A AS A.v > 60, B AS B.v <= 90"), ("A*", "A AS NULL"), ("A", "A AS v > 60 AND id / (id - 9) <= 0"),
        ("A+", "A AS RUNNING sum(A.v) < 200"), ("A+", "A AS RUNNING FIRST(A.v) > 60"), ("A B+", "B AS PREV(LAST(B.v), 1) > 60"), ("A+", "A AS v = (SELECT max(x) FROM (VALUES 80, 90) AS s (x))"), ("A+", "A AS EXISTS (SELECT 1) AND v > 75"), ("A B*", "B AS 1000 / (v - 70) > 0"), ("A+", "A AS max(A.v) - min(A.v) <= 20"),
        ("A+", "A AS FIRST(A.v, 1) IS NULL OR FIRST(A.v, 1) = 80"), ("(A | B | C)+", "A AS count(A.*) <= 2, B AS count(B.*) <= 2"), ("A+", "A AS sum(id + MATCH_NUMBER()) < 12"),
    ):
        match(seen, pattern, define, every, subset="U = (A, B)" if "B" in pattern else "")
        match("count(*) AS k, CLASSIFIER() AS c", pattern, define, subset="U = (A, B)" if "B" in pattern else "")
    # Names.
    match("A.v AS x, \"b\".v AS y, CLASSIFIER() AS c", "A \"b\"+", "\"b\" AS \"b\".v < PREV(\"b\".v)", every)
    match("a.v AS x, B.v AS y, CLASSIFIER() AS c", "a b+", "b AS b.v < PREV(b.v)", every)
    match("\"A\".v AS x", "A B+", down)
    match("classifier() AS c, match_number() AS n, first(v) AS f, prev(v) AS p", "A B+", down)
    out.append("WITH m AS (SELECT * FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES A.v AS s, LAST(B.v) AS e PATTERN (A B+) DEFINE %s)) SELECT s - e FROM m ORDER BY 1" % (stock, down))
    out.append("SELECT x, s FROM (VALUES 1, 2) AS u (x) CROSS JOIN %s MATCH_RECOGNIZE (ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE %s) ORDER BY 1, 2" % (stock, down))
    out.append("SELECT a.s, b.s FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES A.id AS s PATTERN (A B+) DEFINE %s) AS a JOIN %s MATCH_RECOGNIZE (ORDER BY id MEASURES A.id AS s PATTERN (A C+) DEFINE C AS v > PREV(v)) AS b ON a.s < b.s ORDER BY 1, 2" % (stock, down, stock))
    out.append("SELECT x, s FROM (VALUES 75, 85) AS u (x) CROSS JOIN LATERAL (SELECT * FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE A AS A.v < x, B AS B.v < PREV(B.v))) ORDER BY 1, 2" % stock)
    out.append("SELECT * FROM (SELECT * FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES FIRST(id) AS f, LAST(id) AS l PATTERN (A B+) DEFINE %s)) MATCH_RECOGNIZE (ORDER BY f MEASURES FIRST(f) AS x, LAST(l) AS y PATTERN (A+) DEFINE A AS true)" % (stock, down))
    out.append("SELECT * FROM (SELECT * FROM (VALUES (1, 2)) a (id, v) JOIN (VALUES (1, 3)) b (id, w) USING (id)) MATCH_RECOGNIZE (ORDER BY id MEASURES v AS s ALL ROWS PER MATCH PATTERN (A) DEFINE A AS v < w)")
    out.append("SELECT count(*), max(l - f) FROM (SELECT x AS id, x % 7 AS v FROM UNNEST(sequence(1, 5000)) AS s (x)) MATCH_RECOGNIZE (ORDER BY id MEASURES FIRST(id) AS f, LAST(id) AS l PATTERN (A B+) DEFINE B AS B.v > PREV(B.v))")
    out.append("SELECT k, count(*), sum(s) FROM (SELECT x % 5 AS k, x AS id, x * 7919 % 101 AS v FROM UNNEST(sequence(1, 5000)) AS s (x)) MATCH_RECOGNIZE (PARTITION BY k ORDER BY id MEASURES sum(v) AS s PATTERN (A B*) DEFINE B AS B.v > A.v) GROUP BY k ORDER BY k")
    out.append("SELECT count(*) FROM (SELECT x AS id FROM UNNEST(sequence(1, 3000)) AS s (x)) MATCH_RECOGNIZE (ORDER BY id MEASURES LAST(id) AS l PATTERN ((A | B)* (A | B)* C) DEFINE C AS false)")
    # Types.
    for value in ("CAST('2020-01-01' AS date)", "TIMESTAMP '2020-01-01 01:02:03.123456 Europe/Berlin'", "TIME '01:02:03'", "CAST(1.5 AS decimal(20,3))", "1.5e0", "CAST('a' AS char(4))", "X'0102'", "ARRAY[1, NULL]", "MAP(ARRAY['a'], ARRAY[2])", "CAST(ROW(1, 'x') AS row(a integer, b varchar))", "INTERVAL '2' DAY", "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "JSON '{\"a\":1}'", "TIMESTAMP '2020-01-01 01:02:03.123456789012'", "CAST(1 AS tinyint)", "IPADDRESS '10.0.0.1'"):
        match("w AS a, LAST(w) AS l, PREV(w) AS p, count(w) AS n, FINAL arbitrary(w) AS m", "A B*", "B AS B.w IS NOT DISTINCT FROM PREV(B.w)", every, source="(SELECT id, IF(id = 3, NULL, %s) AS w FROM (VALUES 1, 2, 3, 4) AS t (id))" % value)
    # What is refused.
    for clause in (
        "ORDER BY id MEASURES A.v AS s PATTERN (A B+) SUBSET B = (A) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s PATTERN (A B+) SUBSET U = (A), U = (B) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s PATTERN (A B+) SUBSET U = (A, C) DEFINE B AS true",
        "ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE C AS true", "ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE B AS true, B AS false", "ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE B AS FINAL LAST(v) > 1", "ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE B AS 1",
        "ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE B AS v", "ORDER BY id MEASURES A.v AS s PATTERN (A B{0}) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s PATTERN (A B{,0}) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s PATTERN (A B{3,2}) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s PATTERN (A B{3000000000}) DEFINE B AS true",
        "ORDER BY id MEASURES A.v AS s PATTERN (A B{3000000000,}) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s AFTER MATCH SKIP TO FIRST Z PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s AFTER MATCH SKIP TO Z PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s INITIAL PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES A.v AS s SEEK PATTERN (A B) DEFINE B AS true",
        "ORDER BY id ALL ROWS PER MATCH WITH UNMATCHED ROWS PATTERN (A {- B -}) DEFINE B AS true", "ORDER BY id + 1 MEASURES A.v AS s PATTERN (A B) DEFINE B AS true", "PARTITION BY id % 2 MEASURES A.v AS s PATTERN (A B) DEFINE B AS true", "PARTITION BY w MEASURES A.v AS s PATTERN (A B) DEFINE B AS true", "ORDER BY w MEASURES A.v AS s PATTERN (A B) DEFINE B AS true",
        "ORDER BY u.v MEASURES A.v AS s PATTERN (A B) DEFINE B AS true", "ORDER BY id PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES Z.v AS s PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES t.v AS s PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES A.w AS s PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES w AS s PATTERN (A B) DEFINE B AS true", "ORDER BY id MEASURES A.t.v AS s PATTERN (A B) DEFINE B AS true",
        "ORDER BY id MEASURES A.v AS s PATTERN (A B) DEFINE B AS w > 1", "ORDER BY id MEASURES A.v AS s PATTERN (A B) DEFINE B AS A.w > 1", "ORDER BY id MEASURES A.v AS s PATTERN (A B) DEFINE B AS C.v > 1",
    ):
        out.append("SELECT * FROM %s MATCH_RECOGNIZE (%s)" % (stock, clause))
    for value in (
        "CLASSIFIER(A, B)", "CLASSIFIER(1)", "CLASSIFIER(A.v)", "CLASSIFIER(Z)", "MATCH_NUMBER(1)", "FIRST()", "FIRST(v, 1, 2)", "LAST(v, -1)", "LAST(v, id)", "LAST(v, 1.5)", "PREV(v, 3000000000)", "PREV()", "PREV(1)", "FIRST(1)", "FIRST(MATCH_NUMBER())", "FIRST(A.v + B.v)", "PREV(A.v + v)", "LAST(A.v || CLASSIFIER(B))",
        "FIRST(LAST(v))", "FIRST(PREV(v))", "PREV(PREV(v))", "PREV(NEXT(v))", "PREV(FIRST(v) + 1)", "PREV(FIRST(v) + LAST(v))", "PREV(abs(FIRST(v)))", "PREV(sum(v))", "FIRST(sum(v))", "sum(FIRST(v))", "sum(PREV(v))", "sum(sum(v))", "sum(max(v))", "sum(A.v + B.v)", "min_by(A.v, B.v)", "min_by(A.v, v)", "sum(v) OVER ()", "FIRST(v) OVER ()", "sum(v) FILTER (WHERE v > 1)",
        "FIRST(v) FILTER (WHERE v > 1)", "array_agg(v ORDER BY v)", "FIRST(v ORDER BY v)", "sum(DISTINCT v)", "FIRST(DISTINCT v)", "FINAL PREV(v)", "RUNNING NEXT(v)", "FINAL CLASSIFIER()", "FINAL MATCH_NUMBER()", "FINAL abs(v)", "RUNNING lower('x')", "count(Z.*)", "sum(A.*)", "row_number() OVER ()", "TRY(v)", "transform(ARRAY[v], x -> x + 1)", "nope(v)", "sum('x')", "A.v + 'x'", "listagg(CAST(v AS varchar), ',') WITHIN GROUP (ORDER BY v)",
        "v IN (SELECT 1)", "A.v IN (SELECT 1)", "CLASSIFIER() IN (SELECT 'A')", "(SELECT * FROM (VALUES 1) AS s (x) MATCH_RECOGNIZE (MEASURES x AS y PATTERN (A) DEFINE A AS true))",
    ):
        out.append("SELECT * FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES %s AS m PATTERN (A B+) DEFINE %s)" % (stock, value, down))
    out.append("SELECT * FROM (VALUES (1, 2)) AS t (id, ID) MATCH_RECOGNIZE (MEASURES 1 AS m PATTERN (A) DEFINE A AS true)")
    out.append("SELECT * FROM (VALUES (1, MAP())) AS t (id, m) MATCH_RECOGNIZE (ORDER BY m MEASURES 1 AS x PATTERN (A) DEFINE A AS true)")
    out.append("SELECT FINAL sum(x) FROM (VALUES 1) AS t (x)")
    out.append("SELECT RUNNING abs(x) FROM (VALUES 1) AS t (x)")
    out.append("SELECT CLASSIFIER() FROM (VALUES 1) AS t (x)")
    out.append("SELECT MATCH_NUMBER() FROM (VALUES 1) AS t (x)")
    out.append("SELECT PREV(x) FROM (VALUES 1) AS t (x)")
    out.append("SELECT * FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES A.v AS s PATTERN (A B+) DEFINE B AS 1 / (v - v) > 0)" % stock)
    out.append("SELECT * FROM %s MATCH_RECOGNIZE (ORDER BY id MEASURES 1 / (v - v) AS s PATTERN (A B+) DEFINE %s)" % (stock, down))
    windowed_patterns(out, stock, orders, down, vee)


@family("lambda")
def _(out):
    """Lambdas that keep a state, compare and replace."""
    rows = "(VALUES (1, ARRAY[3, 1, 2], 10), (2, ARRAY[], 20), (3, NULL, 30), (4, ARRAY[NULL, 5], NULL)) AS t (i, a, k)"
    for initial in ("0", "BIGINT '0'", "0e0", "DECIMAL '1.5'", "CAST(NULL AS integer)", "k"):
        out.append(f"SELECT i, reduce(a, {initial}, (s, x) -> s + x, s -> s) FROM {rows} ORDER BY i")
        out.append(f"SELECT i, reduce(a, {initial}, (s, x) -> coalesce(s, 0) + coalesce(x, 0) * k, s -> s * 2) FROM {rows} ORDER BY i")
    out += [
        "SELECT reduce(ARRAY['a', 'b', NULL], '', (s, x) -> s || coalesce(x, '-'), s -> upper(s))",
        "SELECT reduce(ARRAY['a', 'b'], CAST('' AS varchar), (s, x) -> s || x, s -> length(s))",
        "SELECT reduce(ARRAY[1, 2, 3], ARRAY[0], (s, x) -> s || x, s -> s)",
        "SELECT reduce(ARRAY[1, 2, 3], CAST(ARRAY[] AS array(integer)), (s, x) -> x || s, s -> s)",
        "SELECT reduce(ARRAY[5, 6, 10, 20], CAST(ROW(0.0, 0) AS ROW(total double, n integer)),"
        " (s, x) -> CAST(ROW(x + s.total, s.n + 1) AS ROW(total double, n integer)),"
        " s -> IF(s.n = 0, NULL, s.total / s.n))",
        "SELECT reduce(ARRAY[ROW(1, 'x'), ROW(2, 'y')], '', (s, x) -> s || x[2], s -> s)",
        "SELECT reduce(ARRAY[ARRAY[1, 2], ARRAY[3]], 0, (s, x) -> s + reduce(x, 0, (t, y) -> t + y, t -> t), s -> s)",
        "SELECT reduce(sequence(1, 1000), BIGINT '0', (s, x) -> (s * 31 + x) % 1000003, s -> s)",
        "SELECT reduce(sequence(1, 30), MAP(), (s, x) -> s, s -> cardinality(s))",
        "SELECT reduce(ARRAY[2147483647, 1], 0, (s, x) -> s + x, s -> s)",
        "SELECT reduce(ARRAY[2147483647, 1], BIGINT '0', (s, x) -> s + x, s -> s)",
        "SELECT reduce(ARRAY[1, 0], 1, (s, x) -> s / x, s -> s)",
        "SELECT reduce(NULL, 0, (s, x) -> s + x, s -> s)",
        "SELECT reduce(ARRAY[TIMESTAMP '2024-01-01 00:00:00'], TIMESTAMP '2020-01-01 00:00:00', (s, x) -> greatest(s, x), s -> s)",
        "SELECT reduce_agg(x, 0, (s, x) -> s + x, (s, o) -> s + o) FROM (VALUES 1, 2, NULL, 3) AS t (x)",
        "SELECT reduce_agg(x, BIGINT '1', (s, x) -> s * x, (s, o) -> s * o) FROM (VALUES 1, 2, 5) AS t (x)",
        "SELECT g, reduce_agg(x, 0e0, (s, x) -> s + x, (s, o) -> s + o) FROM (VALUES (1, 1), (1, 2), (2, 7)) AS t (g, x) GROUP BY g ORDER BY g",
        "SELECT reduce_agg(x, 0, (s, x) -> s + x, (s, o) -> s + o) FROM (VALUES 1) AS t (x) WHERE false",
    ]
    orders = {
        "up": "IF(x < y, -1, IF(x = y, 0, 1))",
        "down": "IF(x < y, 1, IF(x = y, 0, -1))",
        "nulls first": "CASE WHEN x IS NULL AND y IS NULL THEN 0 WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN x < y THEN -1 WHEN x = y THEN 0 ELSE 1 END",
        "nulls last, down": "CASE WHEN x IS NULL AND y IS NULL THEN 0 WHEN x IS NULL THEN 1 WHEN y IS NULL THEN -1 WHEN x < y THEN 1 WHEN x = y THEN 0 ELSE -1 END",
        "by size": "CASE WHEN length(x) < length(y) THEN -1 WHEN length(x) = length(y) THEN 0 ELSE 1 END",
    }
    for order in list(orders)[:4]:
        for array in ("ARRAY[3, 2, 5, 1, 2]", "ARRAY[]", "ARRAY[7]", "ARRAY[2, 1]", "ARRAY[3, 2, NULL, 5, NULL, 1, 2]"):
            if "NULL" in array and "null" not in order:
                continue
            out.append(f"SELECT array_sort({array}, (x, y) -> {orders[order]})")
        out.append(f"SELECT i, array_sort(a, (x, y) -> {orders[order]}) FROM {rows} WHERE i < 4 ORDER BY i")
    out += [
        f"SELECT array_sort(ARRAY['bbb', 'a', 'cc', 'dd', 'eeee', 'f'], (x, y) -> {orders['by size']})",
        "SELECT array_sort(ARRAY[ROW('a', 3), ROW('b', 1), ROW('c', 2)], (x, y) -> IF(x[2] < y[2], -1, IF(x[2] = y[2], 0, 1)))",
        "SELECT array_sort(transform(sequence(1, 200), n -> n * 7919 % 211), (x, y) -> IF(x < y, 1, IF(x = y, 0, -1)))",
        "SELECT array_sort(transform(sequence(1, 100), n -> n * 31 % 101), (x, y) -> IF(x % 10 < y % 10, -1, IF(x % 10 = y % 10, 0, 1)))",
        "SELECT i, array_sort(a, (x, y) -> IF(abs(x - k) < abs(y - k), -1, IF(abs(x - k) = abs(y - k), 0, 1))) FROM (VALUES (1, ARRAY[1, 5, 9], 6), (2, ARRAY[4, 3], 1)) AS t (i, a, k) ORDER BY i",
        "SELECT array_sort(ARRAY[1, 2], (x, y) -> 5)",
        "SELECT array_sort(CAST(NULL AS array(bigint)), (x, y) -> 0)",
        "SELECT map_zip_with(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b', 'c'], ARRAY['x', 'y']), (k, v, w) -> k || '=' || coalesce(CAST(v AS varchar), '-') || coalesce(w, '-'))",
        "SELECT map_zip_with(MAP(ARRAY[1, 2], ARRAY[1e0, 2e0]), MAP(ARRAY[2, 3], ARRAY[3, 4]), (k, v, w) -> v + w)",
        "SELECT map_zip_with(MAP(), MAP(ARRAY[2], ARRAY[3]), (k, v, w) -> w)",
        "SELECT map_zip_with(CAST(NULL AS map(integer, integer)), MAP(ARRAY[2], ARRAY[3]), (k, v, w) -> w)",
        "SELECT i, map_zip_with(m, MAP(ARRAY['a'], ARRAY[i]), (k, v, w) -> coalesce(v, 0) + coalesce(w, 0) + i) FROM (VALUES (1, MAP(ARRAY['a', 'z'], ARRAY[5, 6])), (2, NULL)) AS t (i, m) ORDER BY i",
        "SELECT zip_with(ARRAY[1, 2, 3], ARRAY['a', 'b'], (x, y) -> coalesce(y, '-') || CAST(x AS varchar))",
        "SELECT zip_with(CAST(NULL AS array(integer)), ARRAY[1], (x, y) -> coalesce(x, y))",
        "SELECT zip(CAST(NULL AS array(integer)), ARRAY[1])",
        "SELECT map_filter(MAP(ARRAY[1, 2, 3], ARRAY['a', 'b', NULL]), (k, v) -> v IS NOT NULL AND k > 1)",
    ]
    for text in ("'new york'", "''", "'a b'", "'xyz'", "NULL", "'héllo wörld'"):
        out.append(rf"SELECT regexp_replace({text}, '(\w)(\w*)', x -> upper(x[1]) || lower(x[2]))")
        out.append(rf"SELECT regexp_replace({text}, 'o', x -> '<' || CAST(cardinality(x) AS varchar) || '>')")
        out.append(rf"SELECT regexp_replace({text}, '(y)|(o)', x -> coalesce(x[1], 'N') || coalesce(x[2], 'M'))")
    out += [
        r"SELECT regexp_replace('a1b22', '(\d+)', x -> CAST(CAST(x[1] AS integer) * 2 AS varchar))",
        r"SELECT regexp_replace('abc', 'b', x -> CAST(NULL AS varchar))",
        r"SELECT i, regexp_replace('a-b', '([a-z])', x -> x[1] || CAST(i AS varchar)) FROM (VALUES 1, 2) AS t (i) ORDER BY i",
        r"SELECT regexp_replace('abc', '', x -> '.')",
    ]
    for text, pattern in (
        ("foobar", "foo(?=bar)"), ("foobaz", "foo(?=bar)"), ("foobaz", "foo(?!bar)"), ("price 12 cost 7", r"(?<=cost )\d+"),
        ("price 12 cost 7", r"(?<!cost )\b\d+"), ("abab", r"(ab)\1"), ("aabb", r"(?<x>.)\k<x>"), ("aaab", "a++b"), ("aaa", "a++a"),
        ("abcabc", r"(?i)(B)c\1?"), ("a\nb", "a$"), ("foo.bar", r"\w+(?>\.)\w+"), ("12345", r"\d{2,3}+"), ("日本語日本語", r"(本).*\1"),
    ):
        for function in ("regexp_like({t}, {p})", "regexp_extract({t}, {p})", "regexp_extract_all({t}, {p})", "regexp_count({t}, {p})",
                         "regexp_replace({t}, {p}, '<$0>')", "regexp_split({t}, {p})", "regexp_position({t}, {p})"):
            out.append("SELECT " + function.format(t=f"'{text}'", p=f"'{pattern}'"))
    out += [
        r"SELECT regexp_extract('2024-05-06', '(?<y>\d+)-(?=05)(\d+)', 2)",
        r"SELECT regexp_replace('aXbX', '(?<n>[a-z])(?=X)', '${n}${n}')",
        r"SELECT x, regexp_like(x, '(.)\1') FROM (VALUES 'aab', 'abc', NULL, '') AS t (x) ORDER BY x",
        r"SELECT x, regexp_like('aab', x) FROM (VALUES '(.)\1', 'abc', NULL, 'b$') AS t (x) ORDER BY x",
    ]


@family("values")
def _(out):
    """Values that compare otherwise than others: NaN, nulls inside of arrays, rows and maps; and what was added late."""
    numbers = ("nan()", "infinity()", "-infinity()", "1e0", "REAL '2'", "CAST(NULL AS double)", "3")
    for left in numbers:
        for right in numbers:
            for operator in ("=", "<>", "<", "<=", ">", ">="):
                if "nan" in left + right or left == right:
                    out.append(f"SELECT {left} {operator} {right}")
    rows = "(VALUES (1, nan(), 1e0), (2, 1e0, nan()), (3, nan(), nan()), (4, 1e0, 1e0), (5, 2e0, 1e0), (6, NULL, nan())) AS t (i, x, y)"
    for condition in ("x = y", "x <> y", "x < y", "x <= y", "x > y", "x >= y", "x > 1", "x >= 1e0", "1 < x", "NOT x > 1", "NOT (x = y)",
                      "x BETWEEN 0 AND 5", "x BETWEEN 0 AND y", "x NOT BETWEEN y AND 5", "x IS DISTINCT FROM y", "x IS NOT DISTINCT FROM y",
                      "x = 1", "x <> 1", "x != nan()"):
        out.append(f"SELECT i FROM {rows} WHERE {condition} ORDER BY i")
        out.append(f"SELECT i, {condition} FROM {rows} ORDER BY i")
    out += [
        f"SELECT a.i, b.i FROM {rows} JOIN {rows.replace('AS t', 'AS u')} ON t.x = u.y ORDER BY 1, 2".replace("a.i, b.i", "t.i, u.i"),
        f"SELECT t.i, u.i FROM {rows} LEFT JOIN {rows.replace('AS t', 'AS u')} ON t.x = u.y AND t.i <> u.i ORDER BY 1, 2",
        f"SELECT greatest(x, y), least(x, y), greatest(x, y, 0), least(1, x) FROM {rows} ORDER BY i",
        "SELECT greatest(nan(), REAL '1'), greatest(nan(), nan()), least(CAST(NULL AS double), nan())",
        f"SELECT min(x), max(x), count(DISTINCT x) FROM {rows}",
        f"SELECT x, count(*) FROM {rows} GROUP BY x ORDER BY x",
        "SELECT nan() IN (nan(), 1e0), nan() NOT IN (1e0), 1e0 IN (nan(), 1e0)",
    ]
    nested = ("ARRAY[1, NULL]", "ARRAY[1, 2]", "ARRAY[NULL, 2]", "ARRAY[2, NULL]", "ARRAY[1]", "CAST(NULL AS array(integer))")
    for left in nested:
        for right in nested:
            for operator in ("=", "<>", "<", ">="):
                out.append(f"SELECT {left} {operator} {right}")
    for left, right in (("ROW(1, NULL)", "ROW(1, 2)"), ("ROW(1, NULL)", "ROW(2, NULL)"), ("ROW(1, 'a')", "ROW(1, 'b')"),
                        ("ROW(ROW(1, NULL), 3)", "ROW(ROW(1, 2), 4)"), ("ROW(nan())", "ROW(nan())"), ("ROW(1, 2)", "ROW(1, 2)")):
        for operator in ("=", "<>", "<", "<=", ">", ">="):
            out.append(f"SELECT {left} {operator} {right}")
    for left, right in (("MAP(ARRAY['a', 'b'], ARRAY[1, 2])", "MAP(ARRAY['b', 'a'], ARRAY[2, 1])"),
                        ("MAP(ARRAY['a'], ARRAY[NULL])", "MAP(ARRAY['a'], ARRAY[1])"), ("MAP(ARRAY['a'], ARRAY[2])", "MAP(ARRAY['b'], ARRAY[2])"),
                        ("MAP()", "MAP()"), ("MAP(ARRAY[1e0], ARRAY[nan()])", "MAP(ARRAY[1e0], ARRAY[nan()])")):
        for operator in ("=", "<>", "IS DISTINCT FROM"):
            out.append(f"SELECT {left} {operator} {right}")
    out += [
        "SELECT i FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[1, NULL]), (3, NULL)) AS t (i, a) WHERE a = ARRAY[1, 2]",
        "SELECT i FROM (VALUES (1, 1, 2), (2, 1, NULL), (3, 2, 2)) AS t (i, a, b) WHERE (a, b) = (1, 2) ORDER BY i",
        "SELECT i FROM (VALUES (1, 1, 2), (2, 1, NULL), (3, 2, 2)) AS t (i, a, b) WHERE (a, b) <> (1, 2) ORDER BY i",
        "SELECT t.i, u.i FROM (VALUES (1, ARRAY[1]), (2, ARRAY[NULL]), (3, ARRAY[1, 2])) AS t (i, a) JOIN (VALUES (1, ARRAY[1]), (2, ARRAY[NULL])) AS u (i, a) ON t.a = u.a ORDER BY 1, 2",
        "SELECT ARRAY[1, 2] BETWEEN ARRAY[1] AND ARRAY[2]",
    ]
    for text in ("é", "é", "ﬁ", "Å", "ẛ̣", "①", "한글", "a"):
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            out.append(f"SELECT normalize('{text}', {form}), length(normalize('{text}', {form}))")
    for number in ("0", "7", "-7", "999", "1000", "-1000", "1005", "1125", "9995", "9999", "99950", "123456", "-123456", "999499", "999500", "1000000",
                   "12345678901", "9223372036854775807", "-9223372036854775808", "1.5e0", "1e30", "-1e30", "nan()", "DECIMAL '1234.5'"):
        out.append(f"SELECT format_number({number})")
    for size in (0, 1, 3, 4, 7, 8, 9, 11, 12, 15, 16, 17, 31, 32, 33, 47, 48, 64, 95, 96, 97, 191, 192, 193, 287, 288, 300, 1000):
        bytes_ = f"CAST(rpad('', {size}, 'The quick brown fox') AS varbinary)" if size else "X''"
        bytes_ = bytes_.replace("CAST(", "to_utf8(").replace(" AS varbinary)", ")")
        out.append(f"SELECT murmur3({bytes_}), spooky_hash_v2_32({bytes_}), spooky_hash_v2_64({bytes_})")
    for buckets in (2, 3, 5, 10, 100):
        out.append(f"SELECT numeric_histogram({buckets}, x) FROM (VALUES 1e0, 2e0, 2e0, 7e0, 9e0, 15e0, -3e0, 2.5e0, NULL) AS t (x)")
        out.append(f"SELECT numeric_histogram({buckets}, x) FROM (VALUES REAL '1', REAL '4', REAL '4', REAL '6.5', REAL '-9') AS t (x)")
        out.append(f"SELECT numeric_histogram({buckets}, x, w) FROM (VALUES (1e0, 2e0), (3e0, 1e0), (4e0, 5e0), (10e0, 0.5e0)) AS t (x, w)")
        out.append(f"SELECT numeric_histogram({buckets}, CAST(n * 7919 % 997 AS double)) FROM (SELECT * FROM UNNEST(sequence(1, 90)) AS t (n)) AS u")
    for function in ("var_samp", "var_pop", "stddev", "stddev_pop", "stddev_samp", "variance", "skewness", "kurtosis", "geometric_mean"):
        for values in ("1e0, infinity()", "nan(), 2e0, 3e0", "1e0", "5e0, 5e0, 5e0, 5e0", "2e0, 4e0, 9e0, 1e0, -3e0", "1, 2, 3, 100"):
            out.append(f"SELECT {function}(x) FROM (VALUES {values}) AS t (x)")
    for function in ("sum", "avg", "min", "max"):
        for values in ("INTERVAL '1' DAY, INTERVAL '2' HOUR, NULL", "INTERVAL '-3' SECOND, INTERVAL '2' SECOND", "INTERVAL '14' MONTH, INTERVAL '1' YEAR",
                       "INTERVAL '1' MONTH, INTERVAL '2' MONTH", "INTERVAL '-1' MONTH, INTERVAL '-2' MONTH"):
            out.append(f"SELECT {function}(x) FROM (VALUES {values}) AS t (x)")
    out += [
        "SELECT g, sum(x) FROM (VALUES (1, INTERVAL '1' DAY), (1, INTERVAL '5' HOUR), (2, NULL)) AS t (g, x) GROUP BY g ORDER BY g",
        "SELECT sum(x) OVER (ORDER BY i) FROM (VALUES (1, INTERVAL '1' DAY), (2, INTERVAL '5' HOUR)) AS t (i, x) ORDER BY i",
    ]
    ends = (("DATE '2024-01-31'", "DATE '2024-05-31'"), ("DATE '2024-03-01'", "DATE '2024-02-25'"), ("TIMESTAMP '2024-01-01 00:00:00'", "TIMESTAMP '2024-01-02 12:00:00'"),
            ("TIMESTAMP '2024-03-31 10:00:00'", "TIMESTAMP '2024-01-01 00:00:00'"), ("DATE '2024-01-01'", "DATE '2024-01-01'"))
    steps = ("INTERVAL '1' DAY", "INTERVAL '-1' DAY", "INTERVAL '6' HOUR", "INTERVAL '1' MONTH", "INTERVAL '-1' MONTH", "INTERVAL '1' YEAR", "INTERVAL '0' DAY",
             "INTERVAL '36' HOUR")
    for start, stop in ends:
        for step in steps:
            out.append(f"SELECT sequence({start}, {stop}, {step})")
    out += ["SELECT sequence(DATE '2024-01-01', DATE '2024-01-04')", "SELECT sequence(DATE '2024-01-04', DATE '2024-01-01')"]
    for array in ("ARRAY[1, 2, 3]", "ARRAY['x', NULL]", "ARRAY[]", "CAST(NULL AS array(integer))", "ARRAY[ARRAY[1], ARRAY[2, 3]]"):
        out.append(f"SELECT reverse({array})")
        out.append(f"SELECT {array} || CAST(NULL AS array(integer))" if "x" not in array and "ARRAY[1]" not in array else f"SELECT cardinality({array})")
    out += [
        "SELECT lpad(X'0102', 5, X'0a0b'), rpad(X'0102', 5, X'0a0b'), lpad(X'010203', 2, X'00'), rpad(X'010203', 0, X'00')",
        "SELECT upper('straße ÿ ǆ ı µ ŉ ΐ'), lower('İSTANBUL ẞ Σ')",
        "SELECT concat_ws('-', 'a', NULL, 'b'), concat_ws('-', ARRAY['x', NULL, '']), concat_ws(NULL, 'a'), concat_ws('', 'a', 'b')",
        "SELECT replace('aaa', 'aa', 'b'), replace('abc', 'x', 'y'), replace('abab', 'b'), replace('abc', 'abc', '')",
        "SELECT soundex('Robert'), soundex('a1b2'), soundex('o''hara'), soundex('ß')",
        "SELECT max(x, 2), min(x, 2), max_by(y, x, 2), min_by(y, x, 2) FROM (VALUES (1, 'a'), (5, NULL), (3, 'c'), (NULL, 'd')) AS t (x, y)",
        "SELECT max(x, 2), max_by(y, x, 2) FROM (VALUES (1e0, 'a'), (nan(), 'b'), (3e0, 'c')) AS t (x, y)",
        "SELECT sum(x) FROM (VALUES DECIMAL '99999999999999999999999999999999999999', DECIMAL '-1') AS t (x)",
        "SELECT sum(x) FROM (VALUES DECIMAL '9999999999999999999999999999999999999.9', DECIMAL '0.1') AS t (x)",
        "SELECT url_decode('%ff%41'), url_decode('%C3%A9+x')",
    ]


@family("table_functions")
def _(out):
    """The functions of tables that Trino has itself."""
    two = "TABLE(SELECT 1 AS a, 'x' AS b, 2e0 AS \"C d\")"
    for columns in ("a", "A", "b, a", "c", '"C d"', "a, b, nope", "nope", 'a, b, "C d"', "a, a", "a integer", '"A"'):
        out.append(f"SELECT * FROM TABLE(exclude_columns(input => {two}, columns => DESCRIPTOR({columns})))")
        out.append(f"SELECT count(*) FROM TABLE(exclude_columns({two}, DESCRIPTOR({columns}))) AS t")
    out += [
        f"SELECT t.* FROM TABLE(exclude_columns({two}, DESCRIPTOR(b))) AS t",
        f"SELECT t.a FROM TABLE(exclude_columns({two}, DESCRIPTOR(b))) AS t (a, z)",
        f"SELECT a, b FROM TABLE(exclude_columns({two}, DESCRIPTOR(b)))",
        "SELECT * FROM TABLE(exclude_columns(TABLE(VALUES (1, 2), (3, 4)) AS t (x, y), DESCRIPTOR(x))) ORDER BY 1",
        "SELECT * FROM TABLE(exclude_columns(TABLE(TABLE(exclude_columns(TABLE(SELECT 1 AS a, 2 AS b, 3 AS c), DESCRIPTOR(a)))), DESCRIPTOR(b)))",
        f"SELECT * FROM TABLE(exclude_columns({two}))",
        "SELECT * FROM TABLE(exclude_columns(columns => DESCRIPTOR(a)))",
        f"SELECT * FROM TABLE(exclude_columns({two}, CAST(NULL AS DESCRIPTOR)))",
        f"SELECT * FROM TABLE(exclude_columns(input => {two}, colums => DESCRIPTOR(a)))",
        "SELECT * FROM TABLE(exclude_columns(1, DESCRIPTOR(a)))",
        "SELECT * FROM TABLE(sequence(start => 1, stop => 5, step => 2))",
        "SELECT * FROM TABLE(sequence(5, 1, -2))",
        "SELECT sequential_number + 1 AS n FROM TABLE(sequence(stop => 3)) AS t WHERE sequential_number > 1",
        "SELECT x.n FROM TABLE(sequence(1, 3)) AS x (n) ORDER BY n DESC",
        "SELECT * FROM TABLE(sequence(3, 3, 0))",
        "SELECT * FROM TABLE(sequence(1, 10, 0))",
        "SELECT * FROM TABLE(sequence(10, 1))",
        "SELECT nope FROM TABLE(sequence(1, 3))",
        "SELECT * FROM TABLE(sequence('a', 3))",
        "SELECT * FROM TABLE(sequence(1))",
        "SELECT * FROM TABLE(sequence())",
        "SELECT * FROM TABLE(nope(1))",
        "SELECT a.sequential_number, b.sequential_number FROM TABLE(sequence(1, 2)) AS a CROSS JOIN TABLE(sequence(1, 2)) AS b ORDER BY 1, 2",
        "SELECT count(*), sum(sequential_number) FROM TABLE(sequence(1, 100000))",
    ]
