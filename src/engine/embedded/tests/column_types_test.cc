// Columns of types that Trino's DDL does not declare, and that DuckDB's Parquet has no name for:
// fixed, nanoseconds in UTC, variant, geometry, geography, unknown.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/action/table_actions.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class ColumnTypesTest : public LakeTest {
 protected:
  ColumnTypesTest() { Run("CREATE SCHEMA s"); }

  // s.t with `id bigint` and a column of each type, named c0, c1, ….
  void Create(const std::vector<std::string>& types, iceberg::Properties properties = {}) {
    iceberg::NewTable table;
    table.location = (folder_ / "warehouse" / "s" / "t").string();
    table.properties = std::move(properties);
    table.properties.emplace("format-version", "3");
    const auto add = [&](const std::string& name, iceberg::Type type) {
      iceberg::NestedField field;
      field.id = static_cast<iceberg::FieldId>(table.schema.fields.size() + 1);
      field.name = name;
      field.type = std::move(type);
      table.schema.fields.push_back(std::move(field));
    };
    add("id", iceberg::PrimitiveType(iceberg::LongType{}));
    for (const std::string& type : types) {
      add("c" + std::to_string(table.schema.fields.size() - 1), iceberg::ParsePrimitiveType(type));
    }
    Put(std::move(table));
  }
  void Put(iceberg::NewTable table) {
    catalog::PutTable put;
    put.table = {{"s"}, "t"};
    put.mode = catalog::PutMode::kCreate;
    put.build = [&](const iceberg::TableMetadata*) {
      auto result = iceberg::CreateTable(table);
      return catalog::TableCommit{std::move(result.requirements), std::move(result.updates)};
    };
    catalog_->Commit("main", {put}, {});
  }
};

TEST_F(ColumnTypesTest, FixedIsFound) {
  Create({"fixed[3]", "fixed[16]"});
  Run("INSERT INTO s.t SELECT x, CASE WHEN x % 7 <> 0 THEN from_hex(lpad(to_base(x, 16), 6, '0')) "
      "END, CASE WHEN x % 2 = 0 THEN X'000102030405060708090A0B0C0D0E0F' END "
      "FROM UNNEST(sequence(1, 5000)) u(x)");
  ASSERT_EQ(DataFiles().size(), 1u);
  EXPECT_THAT(Lines("SELECT count(*), count(c0), count(DISTINCT c0), count(c1) FROM s.t"),
              ElementsAre("5000|4286|4286|2500"));
  EXPECT_THAT(Lines("SELECT id, c1 FROM s.t WHERE c0 = X'00000A'"),
              ElementsAre("10|00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"));
  EXPECT_THAT(
      Lines("SELECT file_size_in_bytes, split_offsets FROM s.\"t$files\""),
      ElementsAre(std::to_string(std::filesystem::file_size(DataFiles().front())) + "|[4]"));
  Run("UPDATE s.t SET c0 = X'FFFFFF' WHERE id = 10");
  EXPECT_THAT(Lines("SELECT id FROM s.t WHERE c0 = X'FFFFFF'"), ElementsAre("10"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE c0 = X'000001'"), ElementsAre("1"));
}

// Bloom filters of Parquet files hold the bytes.
TEST_F(ColumnTypesTest, BinaryValuesAreFoundByFiltersAndJoins) {
  Run("CREATE TABLE s.b AS SELECT x, from_hex(lpad(to_base(x, 16), 6, '0')) AS c "
      "FROM UNNEST(sequence(1, 5000)) u(x)");
  EXPECT_THAT(Lines("SELECT x FROM s.b WHERE c = X'00000A'"), ElementsAre("10"));
  EXPECT_THAT(Lines("SELECT x FROM s.b WHERE c IN (X'00000A', X'00000B') ORDER BY 1"),
              ElementsAre("10", "11"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.b WHERE c > X'001000'"), ElementsAre("904"));
  EXPECT_THAT(Lines("SELECT b.x FROM s.b JOIN (SELECT c FROM s.b WHERE x = 7) o ON b.c = o.c"),
              ElementsAre("7"));
}

// Zero has two forms, and Bloom filters hold one.
TEST_F(ColumnTypesTest, ZeroIsFoundWhateverItsSign) {
  Run("CREATE TABLE s.z AS SELECT IF(x % 2 = 0, -0E0, 5E0) AS d, "
      "CAST(IF(x % 2 = 0, 0E0, 5E0) AS real) AS r FROM UNNEST(sequence(1, 1000)) u(x)");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.z WHERE d = 0E0"), ElementsAre("500"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.z WHERE d = -0E0"), ElementsAre("500"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.z WHERE r = REAL '-0.0'"), ElementsAre("500"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.z WHERE d = 0E0 OR d = 7E0"), ElementsAre("500"));
}

TEST_F(ColumnTypesTest, FixedInsideOtherTypesAndWithEachCodec) {
  for (const char* codec : {"zstd", "uncompressed", "snappy"}) {
    SCOPED_TRACE(codec);
    iceberg::NewTable table;
    table.location = (folder_ / "warehouse" / "s" / codec).string();
    table.properties = {{"write.parquet.compression-codec", codec}};
    iceberg::NestedField list;
    list.id = 1;
    list.name = "l";
    list.type = iceberg::MakeList(2, iceberg::PrimitiveType(iceberg::FixedType{2}));
    table.schema.fields = {list};
    Put(std::move(table));
    Run("INSERT INTO s.t VALUES (ARRAY[X'0001', NULL, X'0002']), (NULL), (ARRAY[]), "
        "(ARRAY[X'FFFF'])");
    EXPECT_THAT(Lines("SELECT l FROM s.t"),
                UnorderedElementsAre("[]", "[ff ff]", "[00 01, NULL, 00 02]", "NULL"));
    Run("DROP TABLE s.t");
  }
}

TEST_F(ColumnTypesTest, AValueOfAnotherLengthIsRefused) {
  Create({"fixed[3]"});
  const auto error = ErrorOf("INSERT INTO s.t VALUES (1, X'0102')");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(),
              AllOf(HasSubstr("2 bytes"), HasSubstr("'c0'"), HasSubstr("fixed[3]")));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("0"));
  EXPECT_TRUE(DataFiles().empty());
}

TEST_F(ColumnTypesTest, NanosecondsInUtc) {
  Create({"timestamptz_ns"});
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.t"),
              ::testing::Contains(HasSubstr("timestamp(9) with time zone")));
  Run("INSERT INTO s.t VALUES (1, TIMESTAMP '2026-01-01 10:00:00.123456789 UTC'), "
      "(2, TIMESTAMP '2026-01-01 12:00:00.123456790 +02:00'), (3, NULL), "
      "(4, TIMESTAMP '1969-12-31 23:59:59.999999999 UTC'), "
      "(5, TIMESTAMP '2262-04-11 23:47:16.854775806 UTC'), (6, TIMESTAMP '2026-01-01 00:00:00 "
      "UTC')");
  EXPECT_THAT(
      Lines("SELECT id, c0 FROM s.t ORDER BY c0"),
      ElementsAre("4|1969-12-31 23:59:59.999999999 UTC", "6|2026-01-01 00:00:00.000000000 UTC",
                  "1|2026-01-01 10:00:00.123456789 UTC", "2|2026-01-01 10:00:00.123456790 UTC",
                  "5|2262-04-11 23:47:16.854775806 UTC", "3|NULL"));
  const auto ids = [&](const std::string& where) {
    return Lines("SELECT id FROM s.t WHERE " + where + " ORDER BY id");
  };
  EXPECT_THAT(ids("c0 = TIMESTAMP '2026-01-01 10:00:00.123456789 UTC'"), ElementsAre("1"));
  EXPECT_THAT(ids("c0 = TIMESTAMP '2026-01-01 10:00:00.123456 UTC'"), ElementsAre())
      << "digits beyond microseconds count";
  EXPECT_THAT(ids("c0 > TIMESTAMP '2026-01-01 10:00:00.123456 UTC'"), ElementsAre("1", "2", "5"));
  EXPECT_THAT(ids("c0 < TIMESTAMP '1970-01-01 00:00:00 UTC'"), ElementsAre("4"));
  EXPECT_THAT(Lines("SELECT CAST(c0 AS varchar), CAST(c0 AS date), year(c0) FROM s.t "
                    "WHERE id = 1"),
              ElementsAre("2026-01-01 10:00:00.123456789 UTC|"
                          "2026-01-01|2026"));
  EXPECT_THAT(Lines("SELECT CAST(c0 AS timestamp(6) with time zone) FROM s.t WHERE id = 1"),
              ElementsAre("2026-01-01 10:00:00.123457 UTC"));
  EXPECT_THAT(Lines("SELECT max(c0), min(c0), count(DISTINCT c0) FROM s.t"),
              ElementsAre("2262-04-11 23:47:16.854775806 UTC|1969-12-31 23:59:59.999999999 UTC|5"));
  Run("UPDATE s.t SET c0 = TIMESTAMP '2026-01-01 00:00:00.000000001 UTC' WHERE id = 6");
  Run("DELETE FROM s.t WHERE c0 = TIMESTAMP '2026-01-01 10:00:00.12345679 UTC'");
  EXPECT_THAT(
      Lines("SELECT id, c0 FROM s.t WHERE id IN (1, 2, 6) ORDER BY id"),
      ElementsAre("1|2026-01-01 10:00:00.123456789 UTC", "6|2026-01-01 00:00:00.000000001 UTC"))
      << "what was not changed kept its digits";
  Run("ANALYZE s.t");
  EXPECT_THAT(Lines("SELECT \"$path\" = '' FROM s.t WHERE id = 1"), ElementsAre("false"));
}

TEST_F(ColumnTypesTest, NanosecondsInUtcAreDeclaredAndPartitionTables) {
  Run("CREATE TABLE s.n (id bigint, at timestamp(9) with time zone) WITH (format_version = 3, "
      "partitioning = ARRAY['day(at)'])");
  Run("INSERT INTO s.n SELECT x, date_add('millisecond', x * 1000, TIMESTAMP '2026-01-01 "
      "23:59:00.000000001 UTC') FROM UNNEST(sequence(1, 120)) u(x)");
  EXPECT_THAT(Lines("SELECT \"$partition\", count(*) FROM s.n GROUP BY 1 ORDER BY 1"),
              ElementsAre("at_day=2026-01-01|59", "at_day=2026-01-02|61"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.\"n$files\""), ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT max(at) FROM s.n"), ElementsAre("2026-01-02 00:01:00.000000001 UTC"));
  Run("CREATE TABLE s.two AS SELECT at FROM s.n");
  EXPECT_THAT(Lines("SELECT max(at) FROM s.two"), ElementsAre("2026-01-02 00:01:00.000000 UTC"))
      << "version 2 has microseconds";
}

TEST_F(ColumnTypesTest, WrittenTimesAreRoundedAndLoseTheirZone) {
  Run("CREATE TABLE s.r (a timestamp(6), b timestamp(6) with time zone, c time(6))");
  Run("INSERT INTO s.r VALUES (TIMESTAMP '2013-11-03 00:30:00.1234565-07:00', TIMESTAMP "
      "'2013-11-03 "
      "00:30:00.1234565-07:00', TIME '23:59:59.9999995')");
  Run("INSERT INTO s.r VALUES (TIMESTAMP '2013-11-03 00:30:00-07:00', TIMESTAMP '2013-11-03 "
      "00:30:00-07:00', TIME '10:00')");
  Run("INSERT INTO s.r VALUES (TIMESTAMP '2013-11-03 23:59:59.999999500001', NULL, NULL)");
  EXPECT_THAT(
      Lines("SELECT * FROM s.r ORDER BY a"),
      ElementsAre("2013-11-03 00:30:00.000000|2013-11-03 07:30:00.000000 UTC|10:00:00.000000",
                  "2013-11-03 00:30:00.123457|2013-11-03 07:30:00.123457 UTC|00:00:00.000000",
                  "2013-11-04 00:00:00.000000|NULL|NULL"));
}

TEST_F(ColumnTypesTest, LocalTimesBecomeZonedWhereTheyMeetThem) {
  const std::string zoned = "TIMESTAMP '2024-07-01 10:00:00.000 Asia/Tokyo'";
  Run("SET TIME ZONE 'Europe/Paris'");
  EXPECT_THAT(
      Lines("SELECT x FROM (SELECT " + zoned +
            " AS x UNION ALL SELECT TIMESTAMP '2024-07-01 10:00:00.000') ORDER BY x"),
      ElementsAre("2024-07-01 10:00:00.000 Asia/Tokyo", "2024-07-01 10:00:00.000 Europe/Paris"));
  EXPECT_THAT(Lines("SELECT coalesce(NULL, DATE '2024-07-01', " + zoned + ")"),
              ElementsAre("2024-07-01 00:00:00.000 Europe/Paris"));
  Run("SET TIME ZONE 'UTC'");
}

TEST_F(ColumnTypesTest, Variants) {
  Create({"variant"});
  Run("INSERT INTO s.t VALUES (1, JSON '{\"a\": 1, \"b\": [true, null, \"x\"]}'), (2, JSON '42'), "
      "(3, NULL), (4, JSON '\"text\"')");
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.t"), ::testing::Contains(HasSubstr("json")));
  EXPECT_THAT(Lines("SELECT id, c0 FROM s.t ORDER BY id"),
              ElementsAre("1|{\"a\":1,\"b\":[true,null,\"x\"]}", "2|42", "3|NULL", "4|\"text\""));
  EXPECT_THAT(Lines("SELECT json_extract_scalar(CAST(c0 AS json), '$.a') FROM s.t WHERE id = 1"),
              ElementsAre("1"));
  Run("UPDATE s.t SET c0 = JSON '[1]' WHERE id = 4");
  EXPECT_THAT(Lines("SELECT id, c0 FROM s.t ORDER BY id"),
              ElementsAre("1|{\"a\":1,\"b\":[true,null,\"x\"]}", "2|42", "3|NULL", "4|[1]"));
  Run("ANALYZE s.t");
  EXPECT_THAT(Lines("SELECT ARRAY[c0] FROM s.t WHERE id = 2"), ElementsAre("[42]"));
}

TEST_F(ColumnTypesTest, GeometryAndGeographyAreWellKnownBinary) {
  Create({"geometry", "geography(srid:4269, karney)", "geometry(srid:3857)"});
  const std::string point = "X'0101000000000000000000F03F0000000000000040'";
  Run("INSERT INTO s.t VALUES (1, " + point + ", " + point + ", " + point +
      "), (2, NULL, NULL, NULL)");
  EXPECT_THAT(Lines("SELECT id, to_hex(c0), to_hex(c1), c2 = c1 FROM s.t ORDER BY id"),
              ElementsAre("1|0101000000000000000000F03F0000000000000040|"
                          "0101000000000000000000F03F0000000000000040|true",
                          "2|NULL|NULL|NULL"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.t"), ::testing::Contains(HasSubstr("varbinary")));
  Run("DELETE FROM s.t WHERE id = 2");
  EXPECT_THAT(Lines("SELECT count(c1) FROM s.t"), ElementsAre("1"));
}

TEST_F(ColumnTypesTest, UnknownColumnsStayOutOfFilesUntilTheyHaveAType) {
  Create({"unknown", "string"});
  Run("INSERT INTO s.t VALUES (1, NULL, 'a'), (2, NULL, 'b')");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|NULL|a", "2|NULL|b"));
  const auto error = ErrorOf("INSERT INTO s.t VALUES (3, 'x', 'c')");
  EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition);
  EXPECT_THAT(error.message(), HasSubstr("'c0' has no type yet"));
  Run("DELETE FROM s.t WHERE id = 1");
  Run("ALTER TABLE s.t ALTER COLUMN c0 SET DATA TYPE integer");
  Run("INSERT INTO s.t VALUES (3, 7, 'c')");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("2|NULL|b", "3|7|c"));
}

TEST_F(ColumnTypesTest, UnknownFieldsInsideOthersStayOutOfFiles) {
  const auto pair = [](iceberg::FieldId first) {
    return iceberg::StructType{
        {{.id = first, .name = "a", .type = iceberg::ParsePrimitiveType("int")},
         {.id = first + 1, .name = "u", .type = iceberg::ParsePrimitiveType("unknown")},
         {.id = first + 2, .name = "b", .type = iceberg::ParsePrimitiveType("string")}}};
  };
  const auto create = [&](iceberg::Type c, iceberg::Type l, iceberg::Type m) {
    iceberg::NewTable table;
    table.location = (folder_ / "warehouse" / "s" / "t").string();
    table.properties = {{"format-version", "3"}};
    table.schema.fields = {
        {.id = 1, .name = "id", .type = iceberg::ParsePrimitiveType("long")},
        {.id = 2, .name = "c", .type = std::move(c)},
        {.id = 3, .name = "l", .type = std::move(l)},
        {.id = 4, .name = "m", .type = std::move(m)},
    };
    Put(std::move(table));
  };
  create(pair(10), iceberg::MakeList(20, pair(21)),
         iceberg::MakeMap(30, iceberg::ParsePrimitiveType("string"), 31, pair(32)));
  const auto row = [](const std::string& a, const std::string& u, const std::string& b) {
    return "ROW(" + a + ", " + u + ", " + b + ")";
  };
  Run("INSERT INTO s.t SELECT x, IF(x % 3 > 0, " + row("x", "NULL", "'b'") +
      "), IF(x % 5 > 0, ARRAY[" + row("1", "NULL", "NULL") + ", NULL, " + row("x", "NULL", "'l'") +
      "]), MAP(ARRAY['k', 'n'], ARRAY[" + row("NULL", "NULL", "'m'") +
      ", NULL]) FROM UNNEST(sequence(1, 5000)) q(x)");
  EXPECT_THAT(Lines("SELECT c.a, c.u, c.b, l[1].a, l[2] IS NULL, l[3].a, l[3].u, l[3].b, m['k'].b, "
                    "m['n'] IS NULL FROM s.t WHERE id = 4001"),
              ElementsAre("4001|NULL|b|1|true|4001|NULL|l|m|true"));
  EXPECT_THAT(Lines("SELECT count(*), count(c), count(l), sum(c.a), sum(l[3].a) FROM s.t"),
              ElementsAre("5000|3334|4000|8336667|10000000"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE c.a > 4990"), ElementsAre("7"));
  const auto columns = Lines("SELECT c IS NULL, l IS NULL FROM s.t WHERE id = 15");
  EXPECT_THAT(columns, ElementsAre("true|true"));
  for (const std::string& value :
       {row("1", "'x'", "'b'") + ", NULL, NULL",
        "NULL, ARRAY[" + row("1", "'x'", "'b'") + "], NULL",
        "NULL, NULL, MAP(ARRAY['k'], ARRAY[" + row("1", "'x'", "'b'") + "])"}) {
    const auto error = ErrorOf("INSERT INTO s.t VALUES (0, " + value + ")");
    EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition) << value;
    EXPECT_THAT(error.message(), HasSubstr("u' has no type yet")) << value;
  }
  Run("DELETE FROM s.t WHERE id > 10");
  Run("UPDATE s.t SET c = " + row("7", "NULL", "'new'") + " WHERE id = 3");
  Run("ALTER TABLE s.t ALTER COLUMN c.u SET DATA TYPE integer");
  Run("INSERT INTO s.t VALUES (11, ROW(1, 8, 'x'), NULL, NULL)");
  EXPECT_THAT(Lines("SELECT id, c.a, c.u, c.b FROM s.t WHERE id IN (2, 3, 11) ORDER BY id"),
              ElementsAre("2|2|NULL|b", "3|7|NULL|new", "11|1|8|x"));
}

TEST_F(ColumnTypesTest, ListsAndMapsOfUnknownValuesAreNull) {
  const iceberg::Type unknown = iceberg::ParsePrimitiveType("unknown");
  iceberg::NewTable table;
  table.location = (folder_ / "warehouse" / "s" / "t").string();
  table.properties = {{"format-version", "3"}};
  table.schema.fields = {
      {.id = 1, .name = "id", .type = iceberg::ParsePrimitiveType("long")},
      {.id = 2, .name = "l", .type = iceberg::MakeList(20, unknown)},
      {.id = 3,
       .name = "m",
       .type = iceberg::MakeMap(30, iceberg::ParsePrimitiveType("string"), 31, unknown)},
      {.id = 4,
       .name = "r",
       .type =
           iceberg::StructType{{{.id = 40, .name = "x", .type = iceberg::ParsePrimitiveType("int")},
                                {.id = 41, .name = "l", .type = iceberg::MakeList(42, unknown)}}}},
      {.id = 5,
       .name = "o",
       .type = iceberg::StructType{{{.id = 50, .name = "u", .type = unknown}}}},
  };
  Put(std::move(table));
  EXPECT_THAT(Lines("SELECT * FROM s.t"), ::testing::IsEmpty());
  Run("INSERT INTO s.t (id) VALUES (1)");
  Run("INSERT INTO s.t VALUES (2, NULL, NULL, ROW(7, NULL), NULL)");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"),
              ElementsAre("1|NULL|NULL|NULL|NULL", "2|NULL|NULL|{x=7, l=NULL}|NULL"));
  EXPECT_THAT(Lines("SELECT count(l), count(m), count(r), count(o) FROM s.t"),
              ElementsAre("0|0|1|0"));
  Run("UPDATE s.t SET id = 3 WHERE id = 1");
  Run("ALTER TABLE s.t EXECUTE optimize");
  EXPECT_THAT(Lines("SELECT id, l IS NULL, r.x FROM s.t ORDER BY id"),
              ElementsAre("2|true|7", "3|true|NULL"));
  const std::pair<const char*, const char*> refused[] = {
      {"ARRAY[NULL], NULL, NULL, NULL", "'l' has no type yet"},
      {"NULL, MAP(), NULL, NULL", "'m' has no type yet"},
      {"NULL, NULL, ROW(1, ARRAY[]), NULL", "'r.l' has no type yet"},
      {"NULL, NULL, NULL, ROW(NULL)", "'o' has no type yet"},
  };
  for (const auto& [values, message] : refused) {
    const auto error = ErrorOf(std::string("INSERT INTO s.t VALUES (4, ") + values + ")");
    EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition) << values;
    EXPECT_THAT(error.message(), HasSubstr(message)) << values;
  }
  // With a type they hold what any other column does.
  Run("ALTER TABLE s.t ALTER COLUMN l.element SET DATA TYPE integer");
  Run("INSERT INTO s.t (id, l) VALUES (5, ARRAY[1, 2])");
  EXPECT_THAT(Lines("SELECT id, l FROM s.t ORDER BY id"),
              ElementsAre("2|NULL", "3|NULL", "5|[1, 2]"));
}

TEST_F(ColumnTypesTest, FieldsThatDifferByTheirLettersOnly) {
  iceberg::NewTable table;
  table.location = (folder_ / "warehouse" / "s" / "t").string();
  table.properties = {{"write.delete.mode", "merge-on-read"}};
  table.schema.fields = {
      {.id = 1, .name = "id", .type = iceberg::ParsePrimitiveType("long")},
      {.id = 2,
       .name = "r",
       .type =
           iceberg::StructType{
               {{.id = 10, .name = "a", .type = iceberg::ParsePrimitiveType("int")},
                {.id = 11, .name = "A", .type = iceberg::ParsePrimitiveType("int")}}}},
  };
  Put(std::move(table));
  // What the engine cannot tell apart stands in the way of that column alone.
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.t"),
              ElementsAre("id|bigint||", "r|row(a integer, A integer)||"));
  Run("INSERT INTO s.t (id) VALUES (1), (2)");
  EXPECT_THAT(Lines("SELECT id FROM s.t ORDER BY id"), ElementsAre("1", "2"));
  Run("DELETE FROM s.t WHERE id = 2");
  Run("ANALYZE s.t");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("1"));
  const auto error = ErrorOf("SELECT * FROM s.t");
  EXPECT_EQ(error.kind(), ErrorKind::kUnsupported);
  EXPECT_THAT(error.message(), HasSubstr("column 'r' cannot be read: it has fields whose names "
                                         "differ by the case of their letters alone: 'A'"));
  EXPECT_THAT(ErrorOf("SELECT r.a FROM s.t").message(), HasSubstr("Ambiguous row field reference"));
  EXPECT_THAT(ErrorOf("INSERT INTO s.t VALUES (3, ROW(1, 2))").message(), HasSubstr("\"A\""));
  EXPECT_THAT(Lines("SELECT id FROM s.t"), ElementsAre("1"));
}

TEST_F(ColumnTypesTest, DateAddOfTimes) {
  EXPECT_THAT(Lines("SELECT date_add('hour', 15, TIME '10:00:00'), date_add('second', -1, TIME "
                    "'00:00:00'), date_add('millisecond', 1500, TIME '23:59:59.000001'), "
                    "date_add('minute', 9223372036854775807, TIME '00:00:00')"),
              ElementsAre("01:00:00|23:59:59|00:00:00.500001|18:07:00"));
  EXPECT_THAT(Lines("SELECT date_add('month', 1, TIMESTAMP '2026-01-31 00:00:00.123456789'), "
                    "date_add('second', -1, TIMESTAMP '1970-01-01 00:00:00.000000001')"),
              ElementsAre("2026-02-28 00:00:00.123456789|1969-12-31 23:59:59.000000001"));
  const auto error = ErrorOf("SELECT date_add('day', 1, TIME '10:00:00')");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(), HasSubstr("'day' is not a valid TIME field"));
}

TEST_F(ColumnTypesTest, NanosecondLiteralsAtTheEndsOfTheirRange) {
  EXPECT_THAT(Lines("SELECT TIMESTAMP '1677-09-21 00:12:43.145224194', "
                    "TIMESTAMP '2262-04-11 23:47:16.854775806', "
                    "TIMESTAMP '1677-09-21 00:12:43.145224195 UTC'"),
              ElementsAre("1677-09-21 00:12:43.145224194|2262-04-11 23:47:16.854775806|"
                          "1677-09-21 00:12:43.145224195 UTC"));
  EXPECT_EQ(ErrorOf("SELECT TIMESTAMP '1677-09-21 00:12:43.145224191'").kind(),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(ErrorOf("SELECT TIMESTAMP '2262-04-11 23:47:16.854775808'").kind(),
            ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace tarn::engine::embedded
