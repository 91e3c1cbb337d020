#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "jinja/value.h"
#include "transform/selection/selector.h"

namespace tarn::transform {

// One criterion: "2+tag:nightly+".
struct Criterion {
  std::string raw;
  std::string method;                  // "tag"
  std::vector<std::string> arguments;  // of config.materialized: {"materialized"}
  std::string value;
  bool childrens_parents = false;  // "@"
  bool parents = false, children = false;
  std::optional<size_t> parents_depth, children_depth;
  IndirectSelection indirect = IndirectSelection::kEager;
};

// Criteria combined. A value.
struct SelectionSpec {
  enum class Kind { kCriterion, kUnion, kIntersection, kDifference };
  Kind kind = Kind::kUnion;
  Criterion criterion;
  std::vector<SelectionSpec> parts;
  std::string raw;  // as it was written, when the person expects it to match
  bool expect_match = false;
  IndirectSelection indirect = IndirectSelection::kEager;
};

Criterion ParseCriterion(const std::string& text, IndirectSelection indirect);
// ["a b", "c,d"] → union(a, b, intersection(c, d)).
SelectionSpec ParseUnion(const std::vector<std::string>& texts, bool expect_match,
                         IndirectSelection indirect);
// A definition of selectors.yml; `known` are the definitions before it (for `method: selector`).
SelectionSpec ParseDefinition(const jinja::Value& definition, const jinja::Value& known,
                              IndirectSelection indirect);
// The same as dbt's manifest shows it: single specs taken apart.
jinja::Value NormalizeDefinition(const jinja::Value& definition);

const std::vector<std::string>& SelectionMethods();

}  // namespace tarn::transform
