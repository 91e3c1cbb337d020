#include "sql/tree/walk.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::sql {

namespace {

using testing::ElementsAre;

class Tables : public TreeVisitor {
 public:
  using TreeVisitor::Enter;
  bool Enter(const Relation& relation) override {
    if (const auto* table = relation.As<Table>()) names.push_back(table->name.Canonical());
    return true;
  }
  std::vector<std::string> names;
};

class OuterTables : public Tables {
 public:
  using Tables::Enter;
  bool Enter(const Expression&) override { return false; }
};

class Prefixer : public TreeRewriter {
 public:
  using TreeRewriter::Rewrite;
  void Rewrite(Relation& relation) override {
    if (auto* table = relation.As<Table>()) {
      table->name.parts.insert(table->name.parts.begin(), Identifier{"main", false, {}});
    }
  }
  void Rewrite(Expression& expression) override {
    if (auto* call = expression.As<Try>()) {
      Expression operand = std::move(*call->operand);
      expression = std::move(operand);
    }
  }
};

constexpr char kText[] =
    "WITH q AS (SELECT * FROM a) SELECT try(x + 1) FROM q JOIN b ON b.y IN (SELECT z FROM c)";

}  // namespace

TEST(Walk, FindsNodesAtAnyDepth) {
  Tables tables;
  Walk(ParseStatement(kText), tables);
  EXPECT_THAT(tables.names, ElementsAre("a", "q", "b", "c"));
}

TEST(Walk, SkipsBelowAFalseEnter) {
  OuterTables tables;
  Walk(ParseStatement(kText), tables);
  EXPECT_THAT(tables.names, ElementsAre("a", "q", "b"));
}

TEST(Rewrite, ChangesInPlace) {
  Statement statement = ParseStatement(kText);
  const Statement before = statement;
  Prefixer prefixer;
  Rewrite(statement, prefixer);
  EXPECT_EQ(Print(statement),
            "WITH q AS (SELECT * FROM main.a) SELECT x + 1 FROM main.q INNER JOIN main.b ON b.y IN "
            "(SELECT z FROM main.c)");
  EXPECT_FALSE(statement == before);
  EXPECT_TRUE(ParseStatement(kText) == before);
}

}  // namespace tarn::sql
