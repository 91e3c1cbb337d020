#include "api/iceberg_rest/scan_request.h"

#include "iceberg/json/model_json.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
namespace json = iceberg::json;

}  // namespace

ScanRequest ParseScanRequest(std::string_view text) {
  const auto parse = [](const json::Value& root) {
    const json::Object object = json::AsObject(root);
    ScanRequest request;
    const auto id = json::AsId<iceberg::SnapshotId>;
    request.snapshot_id = json::GetOptional(object, "snapshot-id", id);
    request.start_snapshot_id = json::GetOptional(object, "start-snapshot-id", id);
    request.end_snapshot_id = json::GetOptional(object, "end-snapshot-id", id);
    if (!json::GetOptional(object, "case-sensitive", json::AsBool).value_or(true)) {
      request.sensitivity = iceberg::CaseSensitivity::kInsensitive;
    }
    request.use_snapshot_schema =
        json::GetOptional(object, "use-snapshot-schema", json::AsBool).value_or(false);
    request.stats_fields = json::GetOptionalVector(object, "stats-fields", json::AsString);
    request.select = json::GetOptionalVector(object, "select", json::AsString);
    // A hint, which planning has no use for.
    json::GetOptionalInt64(object, "min-rows-requested");
    if (const auto filter = json::Find(object, "filter")) {
      request.filter_json = simdjson::minify(*filter);
    }
    const bool range = request.start_snapshot_id || request.end_snapshot_id;
    if (range && request.snapshot_id) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "snapshot-id and a range of snapshots exclude each other");
    }
    if (request.start_snapshot_id && !request.end_snapshot_id) {
      base::Throw(ErrorKind::kInvalidArgument, "start-snapshot-id needs end-snapshot-id");
    }
    return request;
  };
  return json::ParseDocument(text.empty() ? "{}" : text, ErrorKind::kInvalidArgument, "request",
                             parse);
}

std::string ParsePlanTask(std::string_view text) {
  return json::ParseDocument(
      text, ErrorKind::kInvalidArgument, "request",
      [](const json::Value& root) { return json::GetString(json::AsObject(root), "plan-task"); });
}

}  // namespace tarn::api::iceberg_rest
