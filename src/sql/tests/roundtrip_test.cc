// print → parse → equal tree, and print is a fixpoint, for random trees.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/tests/tree_maker.h"

namespace tarn::sql {

TEST(RoundTrip, Expressions) {
  const bool holds = rc::check("printed expressions parse to the same tree", [](uint64_t seed) {
    TreeMaker maker(seed);
    const Expression tree = maker.AnyExpression(4);
    const std::string text = Print(tree);
    RC_LOG() << text << "\n";
    try {
      const Expression again = ParseExpression(text);
      RC_ASSERT(Print(again) == text);
      RC_ASSERT(again == tree);
    } catch (const ParseError& error) {
      RC_FAIL(error.message());
    }
  });
  EXPECT_TRUE(holds);
}

TEST(RoundTrip, Statements) {
  const bool holds = rc::check("printed statements parse to the same tree", [](uint64_t seed) {
    TreeMaker maker(seed);
    const Statement tree = maker.AnyStatement();
    const std::string text = Print(tree);
    RC_LOG() << text << "\n";
    try {
      const Statement again = ParseStatement(text);
      RC_ASSERT(Print(again) == text);
      RC_ASSERT(again == tree);
    } catch (const ParseError& error) {
      RC_FAIL(error.message());
    }
  });
  EXPECT_TRUE(holds);
}

TEST(RoundTrip, Types) {
  const bool holds = rc::check("printed types parse to the same tree", [](uint64_t seed) {
    TreeMaker maker(seed);
    const DataType tree = maker.AnyType(4);
    RC_LOG() << Print(tree) << "\n";
    RC_ASSERT(ParseType(Print(tree)) == tree);
  });
  EXPECT_TRUE(holds);
}

}  // namespace tarn::sql
