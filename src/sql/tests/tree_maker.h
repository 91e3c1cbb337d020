#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::sql {

// Makes random trees of the shapes that the parser makes (not, for example, a Logical of one term),
// each from one seed.
class TreeMaker {
 public:
  explicit TreeMaker(uint64_t seed) : random_(seed) {}

  Statement AnyStatement();
  Query AnyQuery(int depth);
  Expression AnyExpression(int depth);
  DataType AnyType(int depth);

 private:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint64_t>(bound)); }
  bool Maybe() { return Below(2) == 0; }
  template <typename Make>
  auto Several(int least, int most, Make make) {
    std::vector<decltype(make())> items;
    for (int count = least + Below(most - least + 1); count > 0; --count) items.push_back(make());
    return items;
  }
  template <typename T>
  T Pick(const std::vector<T>& choices) {
    return choices[static_cast<size_t>(Below(static_cast<int>(choices.size())))];
  }

  Identifier Name();
  QualifiedName Names();
  std::string Text();
  Expression Literal();
  Expression Call(int depth);
  Expression Predicate(int depth);
  Expression Special(int depth);
  Expression Json(int depth);
  JsonPathInvocation JsonPath(int depth);
  OptionalExpression MaybeExpression(int depth);
  std::vector<SortItem> OrderBy(int depth);
  Window AnyWindow(int depth);
  FrameBound Bound(int depth);
  QueryBody Body(int depth);
  QueryBody Operand(int depth);
  Select AnySelect(int depth);
  SelectItem Item(int depth);
  GroupBy Groups(int depth);
  Relation AnyRelation(int depth);
  Relation PlainRelation(int depth);
  std::vector<Property> Properties(int depth);
  ColumnDefinition Column(int depth);

  std::mt19937_64 random_;
};

}  // namespace tarn::sql
