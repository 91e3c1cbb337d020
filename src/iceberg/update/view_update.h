#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "iceberg/update/table_update.h"
#include "iceberg/view_metadata.h"

namespace tarn::iceberg {

namespace update {
// A schema id of -1 is "the schema added last by this list of updates".
struct AddViewVersion {
  ViewVersion version;
  friend bool operator==(const AddViewVersion&, const AddViewVersion&) = default;
};
// -1 is "the version added last".
struct SetCurrentViewVersion {
  ViewVersionId version_id{kLastAdded};
  friend bool operator==(const SetCurrentViewVersion&, const SetCurrentViewVersion&) = default;
};
}  // namespace update

// The changes of a view (REST catalog spec: ViewUpdate).
using ViewUpdate =
    std::variant<update::AssignUuid, update::UpgradeFormatVersion, update::AddSchema,
                 update::SetLocation, update::SetProperties, update::RemoveProperties,
                 update::AddViewVersion, update::SetCurrentViewVersion>;

// The body of a commit to a view (REST catalog spec: CommitViewRequest). The one requirement there
// is, assert-view-uuid, is its UUID; several must agree.
struct CommitViewRequest {
  std::vector<std::string> required_uuids;
  std::vector<ViewUpdate> updates;

  friend bool operator==(const CommitViewRequest&, const CommitViewRequest&) = default;
};
// kInvalidArgument with the place of the offending value; kUnsupported for an update or requirement
// that is not known.
CommitViewRequest ParseCommitViewRequest(std::string_view json);
std::string SerializeCommitViewRequest(const CommitViewRequest& request);

// The metadata after the request, in order. Pure. kConflict when a requirement is not met;
// kInvalidArgument for updates that do not fit; kFailedPrecondition as ReplaceView's.
ViewMetadata Apply(const ViewMetadata& base, const CommitViewRequest& request, int64_t now_ms);

}  // namespace tarn::iceberg
