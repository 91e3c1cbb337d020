#include "ingest/table_spec.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "ingest/tests/temp_folder.h"

namespace tarn::ingest {
namespace {

class Spec : public testing::Test {
 protected:
  TableSpec Read(const std::string& text) {
    std::filesystem::create_directories(folder_.File("ingest"));
    return ReadTableSpec(folder_.Write("ingest/t.yaml", text));
  }
  std::string ErrorOf(const std::string& text) {
    try {
      Read(text);
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
      return e.message().substr(folder_.File("ingest/").size());
    }
    return "no error";
  }
  TempFolder folder_;
};

TEST_F(Spec, EverythingIsRead) {
  TableSpec spec = Read(R"yaml(
table: bronze.customer_events
files: [../data/customer_events.csv, /abs/more-*.csv]
source_system: web_shop
mode: replace
columns:
  - {name: event_id, type: bigint, required: true, doc: Unique per event}
  - {name: revenue, type: "decimal(12, 2)"}
partitioning: [month(event_timestamp)]
properties: {write.target-file-size-bytes: 1000000}
max_reject_share: 0.01
rejects: audit.bad_events
format: csv
csv: {delimiter: ";", quote: "'", escape: "\\", header: false, null_text: NA}
)yaml");
  EXPECT_EQ(spec.table, (catalog::TableIdentifier{{"bronze"}, "customer_events"}));
  EXPECT_EQ(spec.files, (std::vector<std::string>{folder_.File("data/customer_events.csv"),
                                                  "/abs/more-*.csv"}));
  EXPECT_EQ(spec.source_system, "web_shop");
  EXPECT_EQ(spec.mode, engine::LoadMode::kReplace);
  ASSERT_EQ(spec.columns.size(), 2u);
  EXPECT_TRUE(spec.columns[0].required);
  EXPECT_EQ(spec.columns[0].doc, "Unique per event");
  EXPECT_EQ(spec.columns[1].type.ToString(), "decimal(12,2)");
  EXPECT_EQ(spec.partitioning, std::vector<std::string>{"month(event_timestamp)"});
  EXPECT_EQ(spec.properties.at("write.target-file-size-bytes"), "1000000");
  EXPECT_EQ(spec.max_reject_share, 0.01);
  EXPECT_EQ(spec.rejects.ToString(), "audit.bad_events");
  EXPECT_EQ(spec.csv.delimiter, ';');
  EXPECT_EQ(spec.csv.quote, '\'');
  EXPECT_EQ(spec.csv.escape, '\\');
  EXPECT_FALSE(spec.csv.header);
  EXPECT_EQ(spec.csv.null_text, "NA");
}

TEST_F(Spec, Defaults) {
  TableSpec spec = Read("table: a.b\nfiles: x.csv\ncsv: {delimiter: tab, quote: \"'\"}\n");
  EXPECT_EQ(spec.source_system, "b");
  EXPECT_EQ(spec.mode, engine::LoadMode::kAppend);
  EXPECT_EQ(spec.rejects.ToString(), "a.b_rejects");
  EXPECT_EQ(spec.max_reject_share, 0);
  EXPECT_EQ(spec.csv.delimiter, '\t');
  EXPECT_EQ(spec.csv.escape, '\'');
  EXPECT_FALSE(spec.format.has_value());
}

TEST_F(Spec, ErrorsNameTheirPlace) {
  EXPECT_EQ(ErrorOf("table: b\nfiles: x\n"),
            "t.yaml:1:8: expected a table as schema.table, got 'b'");
  EXPECT_EQ(ErrorOf("table: a.b\n"), "t.yaml:1:1: key 'files' is missing");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\nmod: append\n"),
            "t.yaml:3:1: unknown key 'mod' (did you mean 'mode'?)");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\nmode: apend\n"),
            "t.yaml:3:7: mode: expected one of append, replace (did you mean 'append'?), got "
            "'apend'");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\nmax_reject_share: 2\n"),
            "t.yaml:3:19: max_reject_share: expected a number from 0 to 1, got '2'");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\ncolumns:\n  - {name: id, typ: bigint}\n"),
            "t.yaml:4:16: unknown key 'typ' (did you mean 'type'?)");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\ncolumns:\n  - {name: id, type: bigint}\n"
                    "  - {name: id, type: date}\n"),
            "t.yaml:5:5: column 'id' is given twice");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\ncolumns:\n  - {name: id, type: bigit}\n").substr(0, 12),
            "t.yaml:4:22:");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\ncsv: {delimiter: ab}\n"),
            "t.yaml:3:18: expected one ASCII character, or tab, got 'ab'");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: x\ncsv: {delimiter: '\"'}\n"),
            "t.yaml:3:6: the delimiter must differ from quote and escape");
  EXPECT_EQ(ErrorOf("table: a.b\nfiles: []\n"), "t.yaml:2:8: files: expected at least one file");
}

TEST(TableName, Parses) {
  EXPECT_EQ(ParseTableName("bronze.\"a.b\""), (catalog::TableIdentifier{{"bronze"}, "a.b"}));
  EXPECT_EQ(ParseTableName("x.y.z"), (catalog::TableIdentifier{{"x", "y"}, "z"}));
  for (const char* bad : {"", "a", ".b", "a.", "a.\"b", "a.\\etc"}) {
    EXPECT_THROW(ParseTableName(bad), base::Error) << bad;
  }
}

}  // namespace
}  // namespace tarn::ingest
