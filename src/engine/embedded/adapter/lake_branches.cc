#include "engine/embedded/adapter/lake_branches.h"

#include <utility>

#include "base/error.h"
#include "iceberg/action/ref_actions.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/update/apply.h"

namespace tarn::engine::embedded {

using iceberg::TableMetadata;

namespace {

void CheckFits(const TableMetadata& written_for, const TableMetadata& now) {
  if (written_for.table_uuid == now.table_uuid &&
      written_for.current_schema().fields == now.current_schema().fields &&
      written_for.default_spec() == now.default_spec()) {
    return;
  }
  base::Throw(base::ErrorKind::kConflict,
              "columns or partitioning of a table were changed while rows for a branch were "
              "written: {}",
              now.location);
}

}  // namespace

catalog::BuildTableCommit WithBranchSnapshots(catalog::BuildTableCommit build,
                                              std::vector<BranchSnapshot> snapshots,
                                              base::Clock& clock) {
  return [build = std::move(build), snapshots = std::move(snapshots),
          &clock](const TableMetadata* current) {
    catalog::TableCommit first = build(current);
    iceberg::ActionResult result;
    result.requirements = std::move(first.requirements);
    result.updates = std::move(first.updates);
    for (const BranchSnapshot& snapshot : snapshots) {
      iceberg::ApplyOptions options;
      options.now_ms = clock.NowMs();
      const TableMetadata working = iceberg::Apply(current, result.updates, options);
      if (snapshot.written_for) CheckFits(*snapshot.written_for, working);
      iceberg::RequireBranch(working, snapshot.branch);
      iceberg::AppendTo(result, snapshot.action(working));
    }
    return catalog::TableCommit{std::move(result.requirements), std::move(result.updates)};
  };
}

}  // namespace tarn::engine::embedded
