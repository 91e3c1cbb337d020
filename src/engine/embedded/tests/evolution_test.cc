// ALTER TABLE: columns, fields of rows, partitioning and sort order of a table that has rows.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/expression/expression.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EvolutionTest : public LakeTest {
 protected:
  EvolutionTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id integer NOT NULL, r row(x integer, y varchar), "
        "l array(row(q integer)), m map(varchar, integer))");
    Run("INSERT INTO s.t VALUES (1, CAST(ROW(10, 'a') AS row(x integer, y varchar)), "
        "ARRAY[CAST(ROW(7) AS row(q integer))], MAP(ARRAY['k'], ARRAY[5]))");
  }
  std::string MessageOf(const std::string& sql) { return ErrorOf(sql).message(); }
};

TEST_F(EvolutionTest, ColumnsComeWhereTheyAreWanted) {
  Run("ALTER TABLE s.t ADD COLUMN first_one varchar FIRST");
  Run("ALTER TABLE s.t ADD COLUMN after_id bigint AFTER id");
  Run("ALTER TABLE s.t ADD COLUMN last_one date COMMENT 'the last' LAST");
  Run("ALTER TABLE s.t ADD COLUMN IF NOT EXISTS after_id varchar");
  EXPECT_THAT(Lines("SELECT column_name FROM iceberg.information_schema.columns "
                    "WHERE table_name = 't' ORDER BY ordinal_position"),
              ElementsAre("first_one", "id", "after_id", "r", "l", "m", "last_one"));
  Run("INSERT INTO s.t (first_one, id, after_id) VALUES ('f', 2, 3)");
  EXPECT_THAT(Lines("SELECT first_one, id, after_id, last_one FROM s.t ORDER BY id"),
              ElementsAre("NULL|1|NULL|NULL", "f|2|3|NULL"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t ADD COLUMN z bigint AFTER nope"),
              HasSubstr("Column 'nope' does not exist"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t ADD COLUMN z bigint NOT NULL"),
              HasSubstr("This connector does not support adding not null columns"));
}

TEST_F(EvolutionTest, FieldsOfRowsComeAndGo) {
  Run("ALTER TABLE s.t ADD COLUMN r.z double");
  Run("ALTER TABLE s.t ADD COLUMN r.w varchar FIRST");
  Run("ALTER TABLE s.t ADD COLUMN l.element.p varchar");
  EXPECT_THAT(Lines("SELECT r, l FROM s.t"), ElementsAre("{w=NULL, x=10, y=a, z=NULL}|"
                                                         "[{q=7, p=NULL}]"));
  Run("ALTER TABLE s.t RENAME COLUMN r.x TO xx");
  Run("ALTER TABLE s.t DROP COLUMN r.y");
  Run("ALTER TABLE s.t DROP COLUMN IF EXISTS r.y");
  EXPECT_THAT(Lines("SELECT r FROM s.t"), ElementsAre("{w=NULL, xx=10, z=NULL}"));
  // A field that comes back is another one.
  Run("ALTER TABLE s.t ADD COLUMN r.y varchar");
  EXPECT_THAT(Lines("SELECT r.y FROM s.t"), ElementsAre("NULL"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t ADD COLUMN r.xx bigint"), HasSubstr("already exists"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t ADD COLUMN id.a bigint"), HasSubstr("is not a row"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t DROP COLUMN r.nope"),
              HasSubstr("line 1:1: Cannot resolve field 'nope' within row(w varchar, xx integer, z "
                        "double, y varchar) type when dropping [nope] in row("));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t DROP COLUMN r.XX"), HasSubstr("Cannot resolve field 'XX'"))
      << "fields go by their very letters";
  EXPECT_THAT(MessageOf("ALTER TABLE s.t DROP COLUMN l.element"),
              HasSubstr("line 1:1: Field path [element] does not point to row field"));
  Run("ALTER TABLE s.t DROP COLUMN l.element.p");
  EXPECT_THAT(MessageOf("ALTER TABLE s.t DROP COLUMN l.element.q"),
              HasSubstr("line 1:1: Cannot drop the only field in a row type"));
}

TEST_F(EvolutionTest, RowsWhoseFieldsWereAllReplacedAreNull) {
  Run("CREATE TABLE s.o (id integer, r row(a integer), n row(x integer, b row(p integer)), "
      "w row(x integer, l array(row(q integer))), m map(varchar, row(v integer)))");
  Run("INSERT INTO s.o VALUES (1, ROW(1), ROW(2, ROW(3)), ROW(4, ARRAY[ROW(5)]), "
      "MAP(ARRAY['k'], ARRAY[ROW(6)])), (2, NULL, NULL, NULL, NULL), "
      "(3, ROW(NULL), ROW(NULL, NULL), ROW(7, NULL), MAP())");
  for (const char* field : {"r.a", "n.b.p", "w.l.element.q", "m.value.v"}) {
    const std::string name = field;
    Run("ALTER TABLE s.o ADD COLUMN " + name.substr(0, name.rfind('.')) + ".added integer");
    Run("ALTER TABLE s.o DROP COLUMN " + name);
  }
  // A map keeps its keys.
  const auto rows =
      ElementsAre("1|NULL|{x=2, b=NULL}|{x=4, l=NULL}|{k={added=NULL}}", "2|NULL|NULL|NULL|NULL",
                  "3|NULL|{x=NULL, b=NULL}|{x=7, l=NULL}|{}");
  EXPECT_THAT(Lines("SELECT * FROM s.o ORDER BY id"), rows);
  EXPECT_THAT(Lines("SELECT count(r), count(r.added), count(n), count(m) FROM s.o"),
              ElementsAre("0|0|2|2"));
  EXPECT_THAT(Lines("SELECT id FROM s.o WHERE r IS NULL AND n.b IS NULL ORDER BY id"),
              ElementsAre("1", "2", "3"));
  Run("INSERT INTO s.o (id, r, n) VALUES (4, ROW(8), ROW(9, ROW(10)))");
  EXPECT_THAT(Lines("SELECT id, r, n.b FROM s.o WHERE r IS NOT NULL"),
              ElementsAre("4|{added=8}|{added=10}"));
  // Written anew they stay what they are.
  Run("ALTER TABLE s.o EXECUTE optimize");
  EXPECT_THAT(Lines("SELECT * FROM s.o WHERE id < 4 ORDER BY id"), rows);
}

TEST_F(EvolutionTest, TypesGrowInsideAsWell) {
  Run("ALTER TABLE s.t ALTER COLUMN id SET DATA TYPE bigint");
  Run("ALTER TABLE s.t ALTER COLUMN r.x SET DATA TYPE bigint");
  Run("ALTER TABLE s.t ALTER COLUMN l.element.q SET DATA TYPE bigint");
  Run("ALTER TABLE s.t ALTER COLUMN m.value SET DATA TYPE bigint");
  Run("INSERT INTO s.t VALUES (5000000000, CAST(ROW(6000000000, 'b') AS row(x bigint, y varchar)), "
      "ARRAY[CAST(ROW(7000000000) AS row(q bigint))], MAP(ARRAY['k'], ARRAY[8000000000]))");
  EXPECT_THAT(Lines("SELECT id, r.x, l[1].q, m['k'] FROM s.t ORDER BY id"),
              ElementsAre("1|10|7|5", "5000000000|6000000000|7000000000|8000000000"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.t ALTER COLUMN r.x SET DATA TYPE integer"),
              HasSubstr("Failed to set field type: Cannot change column type: x: long -> int"));
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t ALTER COLUMN m.key SET DATA TYPE bigint").message(),
            "Failed to set field type: Cannot alter map keys");
}

TEST_F(EvolutionTest, NotNullGoes) {
  Run("ALTER TABLE s.t ALTER COLUMN id DROP NOT NULL");
  Run("INSERT INTO s.t (id) VALUES (NULL)");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE id IS NULL"), ElementsAre("1"));
}

TEST_F(EvolutionTest, WhatFilesAreLaidOutByStays) {
  Run("CREATE TABLE s.p (a bigint, b bigint, c bigint) WITH (partitioning = ARRAY['a'], sorted_by "
      "= ARRAY['b'])");
  EXPECT_THAT(MessageOf("ALTER TABLE s.p DROP COLUMN a"),
              HasSubstr("Cannot drop partition field: a"));
  EXPECT_THAT(MessageOf("ALTER TABLE s.p DROP COLUMN b"),
              HasSubstr("Cannot find source column for sort field: b"));
  Run("ALTER TABLE s.p SET PROPERTIES partitioning = ARRAY[], sorted_by = ARRAY[]");
  EXPECT_EQ(MessageOf("ALTER TABLE s.p DROP COLUMN a"),
            "Cannot drop column which is used by an old partition spec: a");
  Run("ALTER TABLE s.p DROP COLUMN b");
}

TEST_F(EvolutionTest, DefaultsNeedVersion3) {
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t ADD COLUMN d bigint DEFAULT 5").kind(),
            ErrorKind::kFailedPrecondition);
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t ALTER COLUMN id SET DEFAULT 5").kind(),
            ErrorKind::kFailedPrecondition);
  EXPECT_EQ(ErrorOf("CREATE TABLE s.d (a bigint DEFAULT 5)").kind(),
            ErrorKind::kFailedPrecondition);
  EXPECT_THAT(MessageOf("ALTER TABLE s.t ADD COLUMN d bigint DEFAULT 'x'"),
              HasSubstr("is not a literal of type long"));
}

TEST_F(EvolutionTest, EveryTransformPrunesBySourceColumns) {
  Run("CREATE TABLE s.p (id bigint, name varchar, at timestamp(6), d date, r row(k bigint))");
  const auto insert = [&] {
    Run("INSERT INTO s.p SELECT id, 'n' || CAST(id % 7 AS varchar), date_add('hour', id, TIMESTAMP "
        "'2025-12-30 00:00:00'), date_add('day', id, DATE '2024-02-01'), "
        "CAST(ROW(id % 3) AS row(k bigint)) FROM UNNEST(sequence(1, 200)) x(id)");
  };
  const std::string count = "SELECT count(*) FROM s.p WHERE ";
  const char* filters[] = {"id = 17", "name = 'n3'", "at >= TIMESTAMP '2026-01-05 00:00:00'",
                           "d BETWEEN DATE '2024-03-01' AND DATE '2024-03-31'", "r.k = 1"};
  std::vector<std::vector<std::string>> expected;
  insert();
  for (const char* filter : filters) expected.push_back(Lines(count + filter));
  int rounds = 1;
  for (const char* partitioning :
       {"'year(at)'", "'month(d)'", "'day(at)'", "'hour(at)'", "'bucket(id, 4)'",
        "'truncate(name, 2)'", "'name'", "'r.k'", "'bucket(name, 5)', 'year(d)'",
        "'truncate(id, 50)', 'month(at)'"}) {
    SCOPED_TRACE(partitioning);
    Run(std::string("ALTER TABLE s.p SET PROPERTIES partitioning = ARRAY[") + partitioning + "]");
    insert();
    ++rounds;
    for (size_t i = 0; i < std::size(filters); ++i) {
      EXPECT_THAT(Lines(count + filters[i]),
                  ElementsAre(std::to_string(std::stol(expected[i][0]) * rounds)))
          << filters[i];
    }
  }
  // Files of all partitionings are pruned by the one filter.
  const auto metadata = Metadata("s", "p");
  EXPECT_EQ(metadata->partition_specs.size(), 11u);
  iceberg::PlanOptions options;
  options.filter = iceberg::Equal("id", iceberg::Literal::Long(17));
  const auto plan =
      iceberg::PlanFiles(*metadata, *metadata->current_snapshot(), catalog_->store(), options);
  EXPECT_GT(plan.counters.files_skipped, plan.counters.files / 2);
}

TEST_F(EvolutionTest, APartitioningThatComesBackIsTheSame) {
  Run("CREATE TABLE s.p (a bigint, b bigint) WITH (partitioning = ARRAY['a'])");
  Run("ALTER TABLE s.p SET PROPERTIES partitioning = ARRAY['b', 'bucket(a, 4)']");
  Run("ALTER TABLE s.p SET PROPERTIES partitioning = ARRAY['a']");
  const auto metadata = Metadata("s", "p");
  EXPECT_EQ(metadata->default_spec_id.value(), 0);
  EXPECT_THAT(metadata->partition_specs, SizeIs(2));
  Run("ALTER TABLE s.p SET PROPERTIES partitioning = ARRAY['void(a)']");
  Run("INSERT INTO s.p VALUES (1, 2)");
  EXPECT_THAT(Lines("SELECT * FROM s.p"), ElementsAre("1|2"));
}

class SortedTablesTest : public LakeTest {
 protected:
  SortedTablesTest() { Run("CREATE SCHEMA s"); }
  // Whether each file's rows are in order, as `before` compares neighbours.
  std::string Disorder(const std::string& table, const std::string& neighbours) {
    return Lines(
        "SELECT count(*) FROM (SELECT *, lead(a) OVER w AS next_a, lead(b) OVER w AS "
        "next_b, lead(\"$path\") OVER w AS next_path FROM (SELECT *, \"$path\", "
        "\"$pos\" FROM " +
        table +
        ") WINDOW w AS (PARTITION BY \"$path\" ORDER BY "
        "\"$pos\")) WHERE next_path IS NOT NULL AND NOT (" +
        neighbours + ")")[0];
  }
};

TEST_F(SortedTablesTest, FilesAreInOrder) {
  Run("CREATE TABLE s.t (a bigint, b varchar, p bigint) WITH (partitioning = ARRAY['p'], "
      "sorted_by = ARRAY['a DESC NULLS LAST', 'b'])");
  EXPECT_THAT(Lines("SHOW CREATE TABLE s.t")[0],
              HasSubstr("sorted_by = ARRAY['a DESC NULLS LAST','b ASC NULLS FIRST']"));
  Run("INSERT INTO s.t SELECT nullif(id * 7919 % 1000, 0), CAST(id AS varchar), id % 2 FROM "
      "UNNEST(sequence(1, 9000)) x(id)");
  const char* in_order = "a > next_a OR (a = next_a AND b <= next_b) OR next_a IS NULL";
  EXPECT_EQ(Disorder("s.t", in_order), "0");
  const auto order = Metadata("s", "t")->default_sort_order_id;
  EXPECT_EQ(order.value(), 1);
  const auto metadata = Metadata("s", "t");
  for (const auto& task :
       iceberg::PlanFiles(*metadata, *metadata->current_snapshot(), catalog_->store()).tasks) {
    EXPECT_EQ(task.file().sort_order_id, order);
  }
  Run("UPDATE s.t SET a = a + 100000 WHERE a % 10 = 3");
  Run("MERGE INTO s.t USING UNNEST(sequence(1, 5000)) s(n) ON t.a = s.n * 1000000 "
      "WHEN NOT MATCHED THEN INSERT VALUES (n * 31 % 777, 'm', n % 2)");
  EXPECT_EQ(Disorder("s.t", in_order), "0");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("14000"));
}

TEST_F(SortedTablesTest, CreateTableAsAndNewOrders) {
  Run("CREATE TABLE s.t WITH (sorted_by = ARRAY['b']) AS SELECT id * 7919 % 1000 AS a, "
      "id * 31 % 100 AS b FROM UNNEST(sequence(1, 5000)) x(id)");
  EXPECT_EQ(Disorder("s.t", "b <= next_b"), "0");
  Run("ALTER TABLE s.t SET PROPERTIES sorted_by = ARRAY['a']");
  Run("CREATE TABLE s.u AS SELECT * FROM s.t");
  Run("TRUNCATE TABLE s.t");
  Run("INSERT INTO s.t SELECT * FROM s.u");
  EXPECT_EQ(Disorder("s.t", "a <= next_a"), "0");
  EXPECT_EQ(Metadata("s", "t")->default_sort_order_id.value(), 2);
  EXPECT_THAT(ErrorOf("CREATE TABLE s.v (a bigint) WITH (sorted_by = ARRAY['z'])").message(),
              HasSubstr("Column not found: z"));
  EXPECT_THAT(ErrorOf("ALTER TABLE s.t SET PROPERTIES sorted_by = ARRAY['a UP']").message(),
              HasSubstr("Unable to parse sort field: [a UP]"));
}

// Lists with more elements than DuckDB's vectors have rows, and fields that older files do not
// have.
TEST_F(EvolutionTest, FieldsAddedInsideLongListsAndMaps) {
  Run("CREATE TABLE s.n (id bigint, l array(row(a bigint)), m map(varchar, row(a bigint)), "
      "d array(array(row(a bigint))))");
  Run("INSERT INTO s.n SELECT x, transform(sequence(1, 5), i -> CAST(ROW(x) AS row(a bigint))), "
      "map_from_entries(ARRAY[('k', CAST(ROW(x) AS row(a bigint))), ('l', NULL), ('m', NULL)]), "
      "ARRAY[ARRAY[CAST(ROW(x) AS row(a bigint)), NULL], ARRAY[CAST(ROW(x) AS row(a bigint))]] "
      "FROM UNNEST(sequence(1, 5000)) q(x)");
  Run("ALTER TABLE s.n ADD COLUMN l.element.b varchar");
  Run("ALTER TABLE s.n ADD COLUMN m.value.b row(c bigint)");
  Run("ALTER TABLE s.n ADD COLUMN d.element.element.b array(bigint)");
  Run("INSERT INTO s.n VALUES (0, ARRAY[ROW(1, 'b')], MAP(ARRAY['k'], ARRAY[ROW(1, ROW(2))]), "
      "ARRAY[ARRAY[ROW(1, ARRAY[3])]])");
  EXPECT_THAT(Lines("SELECT count(l[1].b), count(m['k'].b), sum(m['k'].b.c), sum(m['k'].a), "
                    "count(d[1][1].b), sum(d[1][1].a) FROM s.n"),
              ElementsAre("1|1|2|12502501|1|12502501"));
  EXPECT_THAT(Lines("SELECT count(*), count(b), sum(a) FROM s.n CROSS JOIN UNNEST(l) AS u(a, b)"),
              ElementsAre("25001|1|62512501"));
}

}  // namespace
}  // namespace tarn::engine::embedded
