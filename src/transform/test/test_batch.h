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
// - dbt's own accepted_values, whose rows are the distinct values outside of the list.
// `<column> is null` on a table, or a view that only picks from one, becomes a subquery of its own
// in that query: statistics answer it, mostly without a scan, where an aggregate would read the
// column.
// All need the default fail_calc, no limit, no store_failures, thresholds that are comparisons.
struct BatchMember {
  std::string from;        // the relation as it stands in the SQL, with an alias if it has one
  std::string aggregate;   // gives the number of failures
  bool needs_from = true;  // whether the aggregate is over the batch's relation
};

// Whether a test may be considered at all, before it is compiled.
bool MayBatch(const Manifest& manifest, const Node& node, bool store_failures);
// The member that a compiled test is; nothing when it has to run alone.
std::optional<BatchMember> ToBatchMember(const Manifest& manifest, const Node& node,
                                         const CompiledNode& compiled);
// SELECT a AS failures_0, b AS failures_1 FROM relation; without FROM when no member needs it.
std::string BatchSql(const std::string& from, const std::vector<BatchMember>& members);

}  // namespace tarn::transform
