#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transform/manifest/manifest.h"
#include "transform/runner/compiler.h"

namespace tarn::transform {

// Tests that can share one scan of their relation: each becomes one aggregate of one query. Only
// those whose count is provably the same are taken, everything else runs alone:
// - `select <columns> from <relation> where <condition>` without grouping, subqueries, windows:
//   count(*) of its rows is count(case when <condition> then 1 end);
// - dbt's own accepted_values, whose rows are the distinct values outside of the list: none when no
//   row has such a value;
// - dbt's own unique, where the engine can tell in passing that no value stands twice.
// `<column> is null` on a table, or a view that only picks from one, becomes a subquery of its own
// in that query: statistics answer it, mostly without a scan, where an aggregate would read the
// column.
// All need the default fail_calc, no limit, no store_failures, thresholds that are comparisons.
struct BatchMember {
  std::string from;        // the relation as it stands in the SQL, with an alias if it has one
  std::string aggregate;   // gives the number of failures
  bool is_count = true;    // otherwise just 0 is certain: with anything else the test runs alone
  bool needs_from = true;  // whether the aggregate is over the batch's relation
};

// Whether a test may be considered at all, before it is compiled.
bool MayBatch(const Manifest& manifest, const Node& node, bool store_failures);
// The member that a compiled test is; nothing when it has to run alone. `may_repeat`: the engine
// has that function (engine::Session::HasFunction).
std::optional<BatchMember> ToBatchMember(const Manifest& manifest, const Node& node,
                                         const CompiledNode& compiled, bool may_repeat);
// SELECT a AS failures_0, b AS failures_1 FROM relation; without FROM when no member needs it.
std::string BatchSql(const std::string& from, const std::vector<BatchMember>& members);

}  // namespace tarn::transform
