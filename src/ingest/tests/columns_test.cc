#include <functional>

#include <gtest/gtest.h>

#include "base/error.h"
#include "ingest/column_match.h"
#include "ingest/schema_report.h"
#include "ingest/table_columns.h"

namespace tarn::ingest {
namespace {

engine::LoadColumn Column(const std::string& name, const std::string& type = "varchar") {
  return {name, engine::Type::Parse(type), false, ""};
}

const std::vector<engine::LoadColumn> kDeclared = {Column("id", "bigint"), Column("customer_id"),
                                                   Column("amount", "decimal(12,2)")};

std::string ErrorOf(const std::vector<std::string>& header) {
  try {
    MatchColumns(kDeclared, header, "p.csv:1");
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
    return e.Describe();
  }
  return "no error";
}

TEST(MatchColumns, TakesTheOrderOfTheFile) {
  auto columns = MatchColumns(kDeclared, {"amount", "ID", "Customer_Id"}, "p.csv:1");
  ASSERT_EQ(columns.size(), 3u);
  EXPECT_EQ(columns[0].name, "amount");
  EXPECT_EQ(columns[0].type.ToString(), "decimal(12,2)");
  EXPECT_EQ(columns[1].name, "id");
  EXPECT_EQ(columns[2].name, "customer_id");
}

TEST(MatchColumns, NamesEverythingThatIsWrongAtOnce) {
  EXPECT_EQ(ErrorOf({"id", "custmer_id", "amount", "extra"}),
            "p.csv:1: the header does not fit the columns: 'customer_id' is missing; 'custmer_id' "
            "is not declared (did you mean 'customer_id'?); 'extra' is not declared\n"
            "hint: expected id, customer_id, amount");
  EXPECT_EQ(ErrorOf({"id", "customer_id"}),
            "p.csv:1: the header does not fit the columns: 'amount' is missing\n"
            "hint: expected id, customer_id, amount");
  EXPECT_EQ(ErrorOf({"id", "customer_id", "amount", ""}),
            "p.csv:1: the header does not fit the columns: field 4 has no name\n"
            "hint: expected id, customer_id, amount");
  EXPECT_EQ(ErrorOf({"id", "customer_id", "amount", "ID"}),
            "p.csv:1: the header does not fit the columns: 'ID' is there twice\n"
            "hint: expected id, customer_id, amount");
}

TEST(CompareSchemas, ReportsEveryColumn) {
  std::vector<engine::LoadColumn> table = {Column("id", "bigint"), Column("amount", "double"),
                                           Column("old", "date")};
  SchemaReport report = CompareSchemas(kDeclared, &table);
  EXPECT_FALSE(report.fits());
  ASSERT_EQ(report.columns.size(), 4u);
  EXPECT_EQ(report.columns[0].verdict, ColumnVerdict::kSame);
  EXPECT_EQ(report.columns[1].verdict, ColumnVerdict::kNew);
  EXPECT_EQ(report.columns[2].verdict, ColumnVerdict::kTypeDiffers);
  EXPECT_EQ(report.columns[3].verdict, ColumnVerdict::kMissing);
  EXPECT_EQ(report.Differences(),
            "customer_id: varchar in the load, absent in the table\n"
            "amount: decimal(12,2) in the load, double in the table\n"
            "old: absent in the load, date in the table");
  EXPECT_TRUE(CompareSchemas(kDeclared, nullptr).fits());
  EXPECT_TRUE(CompareSchemas(kDeclared, &kDeclared).fits());
}

TEST(StoredType, IsWhatIcebergHas) {
  auto stored = [](const char* type) { return StoredType(engine::Type::Parse(type)).ToString(); };
  EXPECT_EQ(stored("smallint"), "integer");
  EXPECT_EQ(stored("varchar(20)"), "varchar");
  EXPECT_EQ(stored("timestamp(3)"), "timestamp(6)");
  EXPECT_EQ(stored("array(tinyint)"), "array(integer)");
  EXPECT_EQ(stored("decimal(9,4)"), "decimal(9,4)");
}

TEST(TableColumns, GiveEveryTypeBackAsItWasStored) {
  iceberg::Schema schema;
  using namespace iceberg;  // NOLINT
  schema.fields = {
      {1, "a", true, Type(LongType()), "doc"},
      {2, "b", false, Type(DecimalType{12, 2})},
      {3, "c", false, Type(TimestampType())},
      {4, "d", false, Type(MakeList(5, Type(StringType())))},
      {6, "e", false, Type(StructType{{{7, "x", false, Type(DateType())}}})},
      {8, "f", false, Type(MakeMap(9, Type(StringType()), 10, Type(DoubleType())))},
  };
  auto columns = ingest::TableColumns(schema);
  std::vector<std::string> types;
  for (const auto& column : columns) types.push_back(column.type.ToString());
  EXPECT_EQ(types,
            (std::vector<std::string>{"bigint", "decimal(12,2)", "timestamp(6)", "array(varchar)",
                                      "row(x date)", "map(varchar, double)"}));
  EXPECT_TRUE(columns[0].required);
  EXPECT_EQ(columns[0].doc, "doc");
}

}  // namespace
}  // namespace tarn::ingest
