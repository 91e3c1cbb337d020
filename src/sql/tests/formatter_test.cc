// Trino's own formatter is the judge: tests/golden/sql/formatted-476.jsonl holds what it writes for
// queries and views (made by generate.sh beside it).
#include "sql/formatter.h"

#include <fstream>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sql/parser.h"
#include "sql/tests/canonical.h"

namespace tarn::sql {

namespace {

using nlohmann::json;

struct Golden {
  std::string sql;
  std::string formatted;
  bool same = true;  // Trino reads the same tree from what it wrote
};

std::vector<Golden> Goldens() {
  std::ifstream file(TARN_SOURCE_DIR "/tests/golden/sql/formatted-476.jsonl");
  std::vector<Golden> goldens;
  for (std::string line; std::getline(file, line);) {
    const json golden = json::parse(line);
    goldens.push_back({golden["sql"], golden["formatted"], golden.value("same", true)});
  }
  return goldens;
}

// What Trino's text differs in by what its tree keeps and ours does not, by statement.
std::map<std::string, std::string> Differences() {
  std::ifstream file(TARN_SOURCE_DIR "/tests/golden/sql/format_differences.txt");
  std::map<std::string, std::string> differences;
  std::string reason;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# ")) {
      reason = line.substr(2);
    } else if (!line.empty()) {
      differences.emplace(json::parse(line).get<std::string>(), reason);
    }
  }
  return differences;
}

ParseOptions Strict() {
  ParseOptions options;
  options.extensions = false;
  return options;
}

std::string FormatStatement(const Statement& statement) {
  if (const auto* query = statement.As<QueryStatement>()) return Format(*query->query);
  if (const auto* view = statement.As<CreateView>()) return Format(*view);
  return Format(std::get<CreateMaterializedView>(statement.node));
}

// What Trino refuses when it analyzes a statement, and Tarn when it reads it.
bool IsRefused(const std::map<std::string, std::string>& differences, const std::string& sql) {
  const auto found = differences.find(sql);
  return found != differences.end() && found->second.starts_with("refused when it is read");
}

}  // namespace

TEST(Formatter, WritesWhatTrinosWrites) {
  const auto differences = Differences();
  size_t equal = 0;
  std::map<std::string, size_t> listed;
  for (const Golden& golden : Goldens()) {
    SCOPED_TRACE(golden.sql);
    if (IsRefused(differences, golden.sql)) {
      ++listed[differences.at(golden.sql)];
      EXPECT_THROW(ParseStatement(golden.sql, Strict()), ParseError);
      continue;
    }
    const std::string formatted = FormatStatement(ParseStatement(golden.sql, Strict()));
    if (differences.contains(golden.sql)) {
      ++listed[differences.at(golden.sql)];
      EXPECT_NE(formatted, golden.formatted) << "no longer a difference: " << json(golden.sql);
    } else {
      EXPECT_EQ(formatted, golden.formatted) << json(golden.sql);
      ++equal;
    }
  }
  EXPECT_GT(equal, 6500u);
  size_t all = 0;
  for (const auto& [reason, count] : listed) all += count;
  EXPECT_EQ(all, differences.size()) << "differences of statements that are no longer asked";
}

TEST(Formatter, WritesWhatParsesToTheSameTree) {
  const auto differences = Differences();
  size_t count = 0;
  for (const Golden& golden : Goldens()) {
    if (!golden.same || IsRefused(differences, golden.sql)) continue;
    SCOPED_TRACE(golden.sql);
    Statement tree = ParseStatement(golden.sql, Strict());
    const std::string formatted = FormatStatement(tree);
    SCOPED_TRACE(formatted);
    try {
      Statement again = ParseStatement(formatted, Strict());
      EXPECT_EQ(FormatStatement(again), formatted);
      Canonicalize(tree);
      Canonicalize(again);
      EXPECT_TRUE(tree == again);
    } catch (const ParseError& error) {
      ADD_FAILURE() << error.message();
    }
    ++count;
  }
  EXPECT_GT(count, 6500u);
}

TEST(Formatter, WritesTypesAndExpressionsAlone) {
  EXPECT_EQ(Format(ParseType("row(\"a b\" bigint, x array<varchar(3)>)")),
            "ROW(\"a b\" bigint, x array(varchar(3)))");
  EXPECT_EQ(Format(ParseExpression("a || b = 'x' AND c NOT IN (1.5)")),
            "((concat(a, b) = 'x') AND (NOT (c IN (DECIMAL '1.5'))))");
}

// A branch of a table, which Trino's grammar has not.
TEST(Formatter, WritesBranches) {
  const Statement statement = ParseStatement("SELECT a FROM t@b");
  EXPECT_EQ(FormatStatement(statement), "SELECT a\nFROM\n  t@b\n");
}

}  // namespace tarn::sql
