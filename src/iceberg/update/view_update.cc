#include "iceberg/update/view_update.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "iceberg/view_history.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

class Applier {
 public:
  Applier(const ViewMetadata& base, int64_t now_ms) : base_(base), view_(base), now_ms_(now_ms) {}

  void operator()(const update::AssignUuid& u) const {
    if (u.uuid != base_.view_uuid) {
      base::Throw(ErrorKind::kInvalidArgument, "a view keeps its uuid {}, it cannot become {}",
                  base_.view_uuid, u.uuid);
    }
  }
  void operator()(const update::UpgradeFormatVersion& u) const {
    if (u.format_version != 1) {
      base::Throw(ErrorKind::kUnsupported, "views have format version 1, not {}", u.format_version);
    }
  }
  void operator()(const update::AddSchema& u) {
    const auto same = std::find_if(view_.schemas.begin(), view_.schemas.end(),
                                   [&](const Schema& known) { return known.SameFields(u.schema); });
    if (same != view_.schemas.end()) {
      last_schema_ = same->schema_id;
      return;
    }
    int32_t highest = -1;
    for (const Schema& known : view_.schemas) highest = std::max(highest, known.schema_id.value());
    view_.schemas.push_back(u.schema);
    view_.schemas.back().schema_id = SchemaId(highest + 1);
    last_schema_ = SchemaId(highest + 1);
  }
  void operator()(const update::SetLocation& u) {
    if (u.location.empty()) base::Throw(ErrorKind::kInvalidArgument, "the location is empty");
    view_.location = u.location;
  }
  void operator()(const update::SetProperties& u) {
    for (const auto& [name, value] : u.updates) view_.properties[name] = value;
  }
  void operator()(const update::RemoveProperties& u) {
    for (const std::string& name : u.removals) view_.properties.erase(name);
  }
  void operator()(const update::AddViewVersion& u) {
    ViewVersion version = u.version;
    if (version.schema_id.value() == kLastAdded) {
      if (!last_schema_) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "-1 means the schema added last, but none was "
                    "added");
      }
      version.schema_id = *last_schema_;
    }
    if (view_.FindSchema(version.schema_id) == nullptr) {
      base::Throw(ErrorKind::kInvalidArgument, "the view has no schema {}",
                  version.schema_id.value());
    }
    for (const ViewVersion& known : view_.versions) {
      if (!SameContent(known, version)) continue;
      last_version_ = known.version_id;
      return;
    }
    int32_t highest = 0;
    for (const ViewVersion& known : view_.versions) {
      highest = std::max(highest, known.version_id.value());
    }
    version.version_id = ViewVersionId(highest + 1);
    version.timestamp_ms = now_ms_;
    last_version_ = version.version_id;
    view_.versions.push_back(std::move(version));
  }
  void operator()(const update::SetCurrentViewVersion& u) {
    ViewVersionId id = u.version_id;
    if (id.value() == kLastAdded) {
      if (!last_version_) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "-1 means the version added last, but none was "
                    "added");
      }
      id = *last_version_;
    }
    if (view_.FindVersion(id) == nullptr) {
      base::Throw(ErrorKind::kInvalidArgument, "the view has no version {}", id.value());
    }
    view_.current_version_id = id;
  }

  ViewMetadata Finish() && {
    if (view_.current_version_id != base_.current_version_id) {
      CheckDialects(view_.properties, base_.current_version(), view_.current_version());
      view_.version_log.push_back({now_ms_, view_.current_version_id});
    }
    TrimHistory(view_);
    return std::move(view_);
  }

 private:
  const ViewMetadata& base_;
  ViewMetadata view_;
  const int64_t now_ms_;
  std::optional<SchemaId> last_schema_;
  std::optional<ViewVersionId> last_version_;
};

}  // namespace

ViewMetadata Apply(const ViewMetadata& base, const CommitViewRequest& request, int64_t now_ms) {
  for (const std::string& uuid : request.required_uuids) {
    if (uuid != base.view_uuid) {
      base::Throw(ErrorKind::kConflict, "the view's uuid is {}, not {}", base.view_uuid, uuid);
    }
  }
  Applier applier(base, now_ms);
  for (const ViewUpdate& update : request.updates) std::visit(applier, update);
  return std::move(applier).Finish();
}

}  // namespace tarn::iceberg
