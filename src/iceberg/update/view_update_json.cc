#include "iceberg/json/model_json.h"
#include "iceberg/update/view_update.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using json::AsId;
using json::Get;
using json::GetInt32;
using json::GetString;
using json::GetVector;
using json::Object;
using json::Value;
using json::Writer;

ViewUpdate AsViewUpdate(const Value& value) {
  const Object o = json::AsObject(value);
  const std::string action = GetString(o, "action");
  if (action == "assign-uuid") return update::AssignUuid{GetString(o, "uuid")};
  if (action == "upgrade-format-version") {
    return update::UpgradeFormatVersion{GetInt32(o, "format-version")};
  }
  if (action == "add-schema") {
    return update::AddSchema{Get(o, "schema", json::AsSchema),
                             json::GetOptionalInt32(o, "last-column-id")};
  }
  if (action == "set-location") return update::SetLocation{GetString(o, "location")};
  if (action == "set-properties") {
    return update::SetProperties{Get(o, "updates", json::AsStringMap)};
  }
  if (action == "remove-properties") {
    return update::RemoveProperties{GetVector(o, "removals", json::AsString)};
  }
  if (action == "add-view-version") {
    return update::AddViewVersion{Get(o, "view-version", json::AsViewVersion)};
  }
  if (action == "set-current-view-version") {
    return update::SetCurrentViewVersion{Get(o, "view-version-id", AsId<ViewVersionId>)};
  }
  base::Throw(ErrorKind::kUnsupported, "Tarn does not know the view update '{}'", action);
}

std::string AsRequiredUuid(const Value& value) {
  const Object o = json::AsObject(value);
  const std::string type = GetString(o, "type");
  if (type == "assert-view-uuid") return GetString(o, "uuid");
  base::Throw(ErrorKind::kUnsupported, "Tarn does not know the view requirement '{}'", type);
}

struct UpdateWriter {
  Writer& w;

  void operator()(const update::AssignUuid& u) const {
    w.Field("action", "assign-uuid").Field("uuid", u.uuid);
  }
  void operator()(const update::UpgradeFormatVersion& u) const {
    w.Field("action", "upgrade-format-version").Field("format-version", u.format_version);
  }
  void operator()(const update::AddSchema& u) const {
    w.Field("action", "add-schema").Key("schema");
    json::Write(w, u.schema);
    if (u.last_column_id) w.Field("last-column-id", *u.last_column_id);
  }
  void operator()(const update::SetLocation& u) const {
    w.Field("action", "set-location").Field("location", u.location);
  }
  void operator()(const update::SetProperties& u) const {
    w.Field("action", "set-properties").Field("updates", u.updates);
  }
  void operator()(const update::RemoveProperties& u) const {
    w.Field("action", "remove-properties").Key("removals").BeginArray();
    for (const std::string& name : u.removals) w.String(name);
    w.EndArray();
  }
  void operator()(const update::AddViewVersion& u) const {
    w.Field("action", "add-view-version").Key("view-version");
    json::Write(w, u.version);
  }
  void operator()(const update::SetCurrentViewVersion& u) const {
    w.Field("action", "set-current-view-version").Field("view-version-id", u.version_id.value());
  }
};

}  // namespace

CommitViewRequest ParseCommitViewRequest(std::string_view text) {
  const auto parse = [](const Value& root) {
    const Object object = json::AsObject(root);
    return CommitViewRequest{json::GetOptionalVector(object, "requirements", AsRequiredUuid),
                             GetVector(object, "updates", AsViewUpdate)};
  };
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "commit request", parse);
}

std::string SerializeCommitViewRequest(const CommitViewRequest& request) {
  Writer writer;
  writer.BeginObject().Key("requirements").BeginArray();
  for (const std::string& uuid : request.required_uuids) {
    writer.BeginObject().Field("type", "assert-view-uuid").Field("uuid", uuid).EndObject();
  }
  writer.EndArray().Key("updates").BeginArray();
  for (const ViewUpdate& update : request.updates) {
    writer.BeginObject();
    std::visit(UpdateWriter{writer}, update);
    writer.EndObject();
  }
  writer.EndArray().EndObject();
  return writer.Take();
}

}  // namespace tarn::iceberg
