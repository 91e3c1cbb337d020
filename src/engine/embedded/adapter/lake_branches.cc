#include "engine/embedded/adapter/lake_branches.h"

#include <utility>

#include "base/error.h"
#include "iceberg/action/ref_actions.h"
#include "iceberg/action/snapshot_actions.h"
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

catalog::BuildTableCommit WithBranchAppends(catalog::BuildTableCommit build, BranchAppends appends,
                                            const iceberg::ActionContext& context,
                                            std::shared_ptr<const TableMetadata> written_for) {
  // The actions outlive a try, so that their manifests are written once.
  auto actions = std::make_shared<std::map<std::string, iceberg::AppendFiles>>();
  for (auto& [branch, append] : appends) {
    iceberg::AppendFiles action(context, {.branch = branch, .summary = append.summary});
    for (iceberg::DataFile& file : append.files) action.Add(std::move(file));
    actions->emplace(branch, std::move(action));
  }
  return [build = std::move(build), actions, written_for = std::move(written_for),
          &clock = context.clock](const TableMetadata* current) {
    iceberg::ActionResult result;
    if (build) {
      catalog::TableCommit first = build(current);
      result.requirements = std::move(first.requirements);
      result.updates = std::move(first.updates);
    } else {
      result.requirements = {iceberg::requirement::AssertTableUuid{current->table_uuid}};
    }
    for (auto& [branch, action] : *actions) {
      iceberg::ApplyOptions options;
      options.now_ms = clock.NowMs();
      const TableMetadata working = iceberg::Apply(current, result.updates, options);
      CheckFits(*written_for, working);
      iceberg::RequireBranch(working, branch);
      iceberg::AppendTo(result, action.Apply(working));
    }
    return catalog::TableCommit{std::move(result.requirements), std::move(result.updates)};
  };
}

}  // namespace tarn::engine::embedded
