#include <gtest/gtest.h>

#include "cli/shell/name_completer.h"

namespace tarn::cli {
namespace {

class Names : public NameSource {
 public:
  std::vector<std::string> Schemas() override { return {"bronze", "gold"}; }
  std::vector<std::string> Tables(const std::string& schema) override {
    if (schema == "gold") return {"daily", "customers"};
    return {};
  }
  std::vector<std::string> Columns(const std::string& schema, const std::string& table) override {
    if (schema == "gold" && table == "daily") return {"day", "revenue"};
    return {};
  }
  std::string CurrentSchema() override { return current; }
  std::string current;
};

using Words = std::vector<std::string>;

TEST(Completer, KeywordsKeepTheCaseThatWasBegun) {
  Names names;
  EXPECT_EQ(CompleteName("", "sele", names).candidates, Words{"select"});
  EXPECT_EQ(CompleteName("", "SELE", names).candidates, Words{"SELECT"});
  EXPECT_EQ(CompleteName("", "SELE", names).replace, 4U);
}

TEST(Completer, SchemasThenTables) {
  Names names;
  EXPECT_EQ(CompleteName("", "SELECT * FROM go", names).candidates, Words{"gold."});
  EXPECT_EQ(CompleteName("", "SELECT * FROM gold.", names).candidates,
            (Words{"customers", "daily"}));
  EXPECT_EQ(CompleteName("", "SELECT * FROM gold.cu", names).candidates, Words{"customers"});
  EXPECT_EQ(CompleteName("", "SELECT * FROM iceberg.gold.da", names).candidates, Words{"daily"});
  EXPECT_EQ(CompleteName("", "SELECT * FROM iceberg.", names).candidates,
            (Words{"bronze.", "gold."}));
}

TEST(Completer, ColumnsOfTheTablesThatTheStatementNames) {
  Names names;
  EXPECT_EQ(CompleteName("SELECT * FROM gold.daily\n", "WHERE reve", names).candidates,
            Words{"revenue"});
  EXPECT_EQ(CompleteName("", "SELECT * FROM gold.daily WHERE daily.re", names).candidates,
            Words{"revenue"});
  names.current = "gold";
  EXPECT_EQ(CompleteName("", "SELECT * FROM daily WHERE reve", names).candidates, Words{"revenue"});
  EXPECT_EQ(CompleteName("", "SELECT * FROM custo", names).candidates, Words{"customers"});
}

TEST(Completer, NothingForNothing) {
  Names names;
  EXPECT_TRUE(CompleteName("", "SELECT zzz", names).candidates.empty());
  EXPECT_EQ(CompleteName("", "SELECT \xFF(", names).replace, 0U);
}

}  // namespace
}  // namespace tarn::cli
