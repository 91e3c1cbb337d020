// Trino's own parser is the judge: tests/golden/sql/trino-476.jsonl holds what it accepts, its
// formatter's text of each tree, and where it finds errors (made by generate.sh beside it).
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/tests/canonical.h"

namespace tarn::sql {

namespace {

using nlohmann::json;

std::vector<json> Goldens() {
  std::ifstream file(TARN_SOURCE_DIR "/tests/golden/sql/trino-476.jsonl");
  EXPECT_TRUE(file.is_open());
  std::vector<json> goldens;
  for (std::string line; std::getline(file, line);) goldens.push_back(json::parse(line));
  return goldens;
}

ParseOptions Strict() {
  ParseOptions options;
  options.extensions = false;
  return options;
}

// Parses either kind into a statement, so that all inputs compare the same way.
Statement Parse(const std::string& kind, const std::string& text, const ParseOptions& options) {
  if (kind == "expressions") {
    SetSession holder{MakeName({"x"}), ParseExpression(text, options)};
    return Statement(std::move(holder));
  }
  if (kind == "types") {
    Cast cast{Expression(NullLiteral{}), ParseType(text, options), false};
    return Statement(SetSession{MakeName({"x"}), Expression(std::move(cast))});
  }
  return ParseStatement(text, options);
}

Statement Canonical(Statement statement) {
  Canonicalize(statement);
  return statement;
}

}  // namespace

TEST(TrinoGoldens, AreMany) { EXPECT_GT(Goldens().size(), 700u); }

TEST(TrinoGoldens, SameAcceptance) {
  for (const json& golden : Goldens()) {
    const std::string input = golden["input"];
    SCOPED_TRACE(input);
    if (golden["accepted"]) {
      EXPECT_NO_THROW({
        try {
          Parse(golden["kind"], input, Strict());
        } catch (const ParseError& error) {
          ADD_FAILURE() << error.message();
          throw;
        }
      });
    } else {
      EXPECT_THROW(Parse(golden["kind"], input, Strict()), ParseError) << golden["error"];
    }
  }
}

// Statements with a few tokens changed (mutate.py): most are wrong, each in its own way.
TEST(TrinoGoldens, SameAcceptanceOfMutatedStatements) {
  std::ifstream file(TARN_SOURCE_DIR "/tests/golden/sql/mutated-476.jsonl");
  size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const json golden = json::parse(line);
    const std::string input = golden["input"];
    bool accepted = true;
    std::string problem;
    try {
      Parse("statements", input, Strict());
    } catch (const ParseError& error) {
      accepted = false;
      problem = error.message();
    }
    EXPECT_EQ(accepted, golden["accepted"].get<bool>()) << input << "\n" << problem;
  }
  EXPECT_GT(count, 3500u);
}

TEST(TrinoGoldens, SameTreeAsTrinosFormatterWrites) {
  for (const json& golden : Goldens()) {
    if (!golden.contains("formatted")) continue;
    const std::string input = golden["input"];
    const std::string formatted = golden["formatted"];
    SCOPED_TRACE(input + "\nformatted by Trino: " + formatted);
    try {
      const Statement ours = Canonical(Parse(golden["kind"], input, Strict()));
      const Statement theirs = Canonical(Parse(golden["kind"], formatted, Strict()));
      EXPECT_TRUE(ours == theirs) << "ours:   " << Print(ours) << "\ntheirs: " << Print(theirs);
    } catch (const ParseError& error) {
      ADD_FAILURE() << error.message();
    }
  }
}

TEST(TrinoGoldens, PrintedTextParsesToTheSameTree) {
  for (const json& golden : Goldens()) {
    if (!golden["accepted"]) continue;
    const std::string input = golden["input"];
    SCOPED_TRACE(input);
    try {
      const Statement tree = Parse(golden["kind"], input, Strict());
      const std::string text = Print(tree);
      SCOPED_TRACE(text);
      const Statement again = ParseStatement(text, Strict());
      EXPECT_TRUE(tree == again) << Print(again);
      EXPECT_EQ(Print(again), text);
    } catch (const ParseError& error) {
      ADD_FAILURE() << error.message();
    }
  }
}

// Errors are found at the same place, save where ours tells more by pointing elsewhere.
TEST(TrinoGoldens, SamePlaceOfErrors) {
  int same = 0;
  int all = 0;
  std::string differing;
  for (const json& golden : Goldens()) {
    if (golden["accepted"] || !golden.contains("line")) continue;
    ++all;
    const std::string input = golden["input"];
    try {
      Parse(golden["kind"], input, Strict());
    } catch (const ParseError& error) {
      const bool equal = error.location().line == golden["line"].get<uint32_t>() &&
                         error.location().column == golden["column"].get<uint32_t>();
      same += equal;
      if (!equal) {
        differing += input + "\n  Trino: " + std::to_string(golden["line"].get<int>()) + ":" +
                     std::to_string(golden["column"].get<int>()) + ": " +
                     golden["error"].get<std::string>() + "\n  ours:  " + error.message() + "\n";
      }
    }
  }
  EXPECT_GT(same * 10, all * 9) << differing;
}

}  // namespace tarn::sql
