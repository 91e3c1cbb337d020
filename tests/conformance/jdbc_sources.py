"""The tests of Trino's JDBC driver (trino-jdbc-476-test-sources.jar), as they can be compiled beside the driver itself and run against another server."""
import pathlib
import re
import zipfile

CLASSES = ["BaseTrinoDriverTest", "TestTrinoDriver", "TestTrinoDriverUsingDataSource", "TestTrinoDatabaseMetaData", "TestJdbcPreparedStatement",
           "BaseTestJdbcResultSet", "TestJdbcResultSet", "TestJdbcConnection", "TestJdbcStatement", "TestingJdbcUtils"]
JUPITER = "org.junit.jupiter.api"
# The driver's jar has the client under a name of its own; the server is there already, with other catalogs than the tests would make.
EVERYWHERE = [
    (r"io\.trino\.server\.testing\.TestingTrinoServer", "tarn.JdbcServer"),
    (r"\bTestingTrinoServer\b", "JdbcServer"),
    (r"import io\.trino\.server\.BasicQueryInfo;", "import tarn.JdbcServer.Query;"),
    (r"\bBasicQueryInfo\b", "Query"),
    (r"io\.trino\.client\.", "io.trino.jdbc.$internal.client."),
    (r"import io\.trino\.plugin\.(blackhole|memory|hive|tpch)\.\w+;\n", ""),
    (r"TpchMetadata\.SCHEMA_NAMES", 'List.of("tiny", "sf1", "sf100", "sf300", "sf1000", "sf3000", "sf10000", "sf30000", "sf100000")'),
    (r"server\.installPlugin\([^;]*\);", ""),
    (r"server\.getInstance\([^;]*;", ""),
    (r'\w+\.execute(Update)?\("SET ROLE admin IN hive"\);', ""),
    (r"\btest_catalog\b", "tpch"),
    # Tests of two frameworks in one.
    (r"org\.testng\.annotations\.Test\b", f"{JUPITER}.Test"),
    (r"org\.testng\.annotations\.BeforeClass", f"{JUPITER}.BeforeAll"),
    (r"@BeforeClass", "@BeforeAll"),
    (r"org\.testng\.annotations\.AfterClass", f"{JUPITER}.AfterAll"),
    (r"@AfterClass\(.*\)", "@AfterAll"),
    (r"\npublic class TestJdbcResultSet\b", f"\n@{JUPITER}.TestInstance({JUPITER}.TestInstance.Lifecycle.PER_CLASS)\npublic class TestJdbcResultSet"),
    (r"DROP TABLE (slow_test_table|test_query_timeout)", r"DROP VIEW \1"),
    # The server outlives a class.
    (r"CREATE SCHEMA (blackhole\.blackhole|default)\b", r"CREATE SCHEMA IF NOT EXISTS \1"),
]
# Over HTTP, where nobody has a password.
CONNECTION = [(r"\bHiVe\b", "IceBerg"), (r' *properties\.(setProperty\("SSL|put\("password").*\n', "")]
# Without the catalog that counts what it is asked for.
METADATA = [
    (r" *countingCatalog\.add\(.*\n", ""),
    (r'list\(COUNTING_CATALOG\), |list\(COUNTING_CATALOG, "information_schema"\),', ""),
    (r'assertThat\(rs\.next\(\)\)\.isTrue\(\);\s*assertThat\(rs\.getString\("TABLE_CAT"\)\)\.isEqualTo\(COUNTING_CATALOG\);\s*assertThat[^;]*;', ""),
    (r"\.hasSize\(5\)|(countRows\(resultSet\)\))\.isEqualTo\(5\)", lambda found: f"{found[1]}.isEqualTo(4)" if found[1] else ".hasSize(4)"),
    (r'"testversion"', '"476"'),
    (r"(MajorVersion\(\)\))\.isEqualTo\(0\)", r"\1.isEqualTo(476)"),
    # A table of every type, but for one that is for tests.
    (r"c_color color", "c_color uuid"),
    (r"assertColumnSpec\([^;]*ColorType\.COLOR\);",
     'assertThat(rs.next()).isTrue(); connection.createStatement().execute("DROP TABLE hive.default.test_get_columns_table");'),
    (r'(createConnection|getColumns)\("blackhole", "blackhole"', r'\1("hive", "default"'),
]
OF_CLASS = {"TestJdbcConnection": CONNECTION, "TestTrinoDatabaseMetaData": METADATA}
# blackhole has tables that take long to read: these do, and those with a delay give nothing meanwhile.
SLOW = re.compile(r'CREATE TABLE ([\w.]+) ?\((\w+) bigint\) " \+\s*"WITH \(([^;]*split_count[^;]*)\)"\)', re.IGNORECASE)


def slow(found):
    none = " WHERE orderkey < 0" if "delay" in found[3] else ""
    return f'CREATE OR REPLACE VIEW {found[1]} AS SELECT orderkey AS {found[2]} FROM tpch.sf100000.lineitem{none}")'


def adapted(name, text):
    for pattern, replacement in EVERYWHERE + OF_CLASS.get(name, []):
        text = re.sub(pattern, replacement, text)
    text = SLOW.sub(slow, text)
    # Which of the server's catalogs stand for the tests': what is listed stays in its order.
    blackhole, hive = ("iceberg", "memory") if name == "TestTrinoDatabaseMetaData" else ("memory", "iceberg")
    return re.sub(r"\bhive\b", hive, re.sub(r"\bblackhole\b", blackhole, text))


def write(jar, folder):
    """Writes the classes below a folder; gives their files."""
    folder = pathlib.Path(folder)
    folder.mkdir()
    files = []
    with zipfile.ZipFile(jar) as sources:
        for name in CLASSES:
            file = folder / f"{name}.java"
            file.write_text(adapted(name, sources.read(f"io/trino/jdbc/{name}.java").decode()))
            files.append(file)
    return files


def write_resources(jar, folder):
    """Keys that the tests want as files."""
    with zipfile.ZipFile(jar) as tests:
        tests.extractall(folder, [name for name in tests.namelist() if "/" not in name])
