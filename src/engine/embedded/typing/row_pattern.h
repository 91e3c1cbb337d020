#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/embedded/adapter/match_plan.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// What names and calls in a MATCH_RECOGNIZE clause mean, by the nodes of its tree. A value.
struct RowPatternAnalysis {
  // What comes out, in its order: a column of the input, or a measure.
  struct Output {
    std::string name;
    std::optional<size_t> column;
    size_t measure = 0;
  };

  std::vector<std::string> labels;                // of the pattern, in the order of their use
  std::map<std::string, pattern::LabelSet> sets;  // what each label and union stands for
  size_t columns = 0;                             // of the input
  std::vector<Output> output;
  // Columns of PARTITION BY and ORDER BY.
  std::vector<size_t> partition_by, order_by;

  using Variables = std::unordered_map<const sql::Expression*, MatchPlan::Variable>;
  // Names, CLASSIFIER and MATCH_NUMBER in conditions and measures, and in arguments of aggregates,
  // where they mean the row that is aggregated.
  Variables variables, arguments;
  std::unordered_map<const sql::Expression*, MatchPlan::Aggregate> aggregates;
  // Calls of FIRST, LAST, PREV and NEXT: the variables in them tell where they lead.
  std::unordered_set<const sql::Expression*> navigations;
  // Subqueries, parameters and names of outer queries.
  std::unordered_set<const sql::Expression*> constants;
};

// How labels are compared, and what CLASSIFIER gives: in capitals, or as written between quotes.
std::string LabelText(const sql::Identifier& name);

}  // namespace tarn::engine::embedded
