#include <charconv>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/responses.h"
#include "api/iceberg_rest/scan_request.h"
#include "api/iceberg_rest/scan_tasks.h"
#include "api/iceberg_rest/storage.h"
#include "iceberg/json/writer.h"
#include "iceberg/scan/incremental.h"
#include "iceberg/scan/plan.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using catalog::ContentKind;

constexpr size_t kTasksAPage = 1'000;

// What a plan belongs to.
std::string KeyOf(const Target& target) {
  return target.reference + " " + target.identifier.ToString();
}

[[noreturn]] void ThrowNoSuchPlan(const std::string& id) {
  throw ApiError(ErrorKind::kNotFound, 404, "NoSuchPlanIdException",
                 fmt::format("there is no such plan (any more): {}", id));
}

const iceberg::Snapshot& RequireSnapshot(const iceberg::TableMetadata& metadata,
                                         iceberg::SnapshotId id) {
  const iceberg::Snapshot* snapshot = metadata.FindSnapshot(id);
  if (snapshot == nullptr) {
    ThrowBadRequest(fmt::format("the table has no snapshot {}", id.value()));
  }
  return *snapshot;
}

std::set<iceberg::FieldId> ColumnsOf(const iceberg::Schema& schema, const ScanRequest& request,
                                     const char* member, const std::vector<std::string>& names) {
  std::set<iceberg::FieldId> ids;
  for (size_t i = 0; i < names.size(); ++i) {
    const iceberg::NestedField* field = schema.FindField(names[i], request.sensitivity);
    if (field == nullptr) {
      ThrowBadRequest(fmt::format("request: {}[{}]: there is no column '{}'", member, i, names[i]));
    }
    ids.insert(field->id);
  }
  return ids;
}

// Plans the scan; what goes wrong over a column is the request's fault.
std::vector<std::string> PlanPages(const Call& call, const iceberg::TableMetadata& metadata,
                                   const ScanRequest& request) {
  const iceberg::Snapshot* snapshot = metadata.current_snapshot();
  if (request.snapshot_id) snapshot = &RequireSnapshot(metadata, *request.snapshot_id);
  if (request.end_snapshot_id) snapshot = &RequireSnapshot(metadata, *request.end_snapshot_id);
  const iceberg::Schema& schema = request.use_snapshot_schema && snapshot != nullptr
                                      ? metadata.SchemaOf(*snapshot)
                                      : metadata.current_schema();
  iceberg::PlanOptions options;
  options.filter = iceberg::True();
  options.sensitivity = request.sensitivity;
  options.schema = &schema;
  ColumnsOf(schema, request, "select", request.select);
  ScanTaskPages pages(metadata, ColumnsOf(schema, request, "stats-fields", request.stats_fields),
                      kTasksAPage, PlanStore::kMaxBytes / 4);
  try {
    if (!request.filter_json.empty()) {
      options.filter = ParseExpression(request.filter_json, schema, request.sensitivity);
    }
    const auto sink = [&](const iceberg::FileScanTask& task) {
      pages.Add(task);
      return true;
    };
    auto& store = call.service.catalog.store();
    if (request.end_snapshot_id) {
      iceberg::StreamAppends(metadata, request.start_snapshot_id, *request.end_snapshot_id, store,
                             options, sink);
    } else if (snapshot != nullptr) {
      iceberg::StreamFiles(metadata, *snapshot, store, options, sink);
    }
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    ThrowBadRequest(error.message());
  }
  return pages.Finish();
}

// The plan-tasks that follow the first page, which is in the answer.
void WritePlanTasks(iceberg::json::Writer& writer, const std::string& id, size_t pages) {
  if (pages < 2) return;
  writer.Key("plan-tasks").BeginArray();
  for (size_t page = 1; page < pages; ++page) writer.String(fmt::format("{}.{}", id, page));
  writer.EndArray();
}

// With the keys to the files where loadTable would give them.
http::Response Completed(const StorageAnswer& storage, const std::string& id,
                         const std::string& first_page, size_t pages) {
  iceberg::json::Writer writer;
  writer.BeginObject().Field("status", "completed");
  if (!id.empty()) writer.Field("plan-id", id);
  if (!storage.credentials.empty()) {
    writer.Key("storage-credentials");
    WriteCredentials(writer, storage.credentials);
  }
  WritePlanTasks(writer, id, pages);
  std::string body = writer.Take();
  body += "," + first_page + "}";
  http::Response response = http::JsonResponse(200, std::move(body));
  if (!storage.credentials.empty()) response.headers.Set("Cache-Control", "no-store");
  return response;
}

}  // namespace

http::Response PlanTableScan(const Call& call) {
  const ScanRequest request = ParseScanRequest(call.request.body);
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  const auto metadata = target.snapshot->LoadTable(target.identifier);
  StoredPlan plan{KeyOf(target), PlanPages(call, *metadata, request)};
  const std::string first = plan.pages.front();
  const size_t pages = plan.pages.size();
  return Completed(StorageFor(call, target, *metadata), call.service.plans.Add(std::move(plan)),
                   first, pages);
}

http::Response FetchPlanningResult(const Call& call) {
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  const std::string& id = call.path.Get("plan-id");
  const auto pages = call.service.plans.PageCount(id, KeyOf(target));
  const auto first = call.service.plans.Page(id, KeyOf(target), 0);
  if (!pages || !first) ThrowNoSuchPlan(id);
  const auto metadata = target.snapshot->LoadTable(target.identifier);
  return Completed(StorageFor(call, target, *metadata), id, *first, *pages);
}

http::Response CancelPlanning(const Call& call) {
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  const std::string& id = call.path.Get("plan-id");
  if (!call.service.plans.Remove(id, KeyOf(target))) ThrowNoSuchPlan(id);
  return NoContent();
}

http::Response FetchScanTasks(const Call& call) {
  const std::string task = ParsePlanTask(call.request.body);
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  const size_t dot = task.rfind('.');
  size_t page = 0;
  std::optional<std::string> found;
  if (dot != std::string::npos) {
    const auto [end, error] =
        std::from_chars(task.data() + dot + 1, task.data() + task.size(), page);
    if (error == std::errc() && end == task.data() + task.size()) {
      found = call.service.plans.Page(task.substr(0, dot), KeyOf(target), page);
    }
  }
  if (!found) {
    throw ApiError(ErrorKind::kNotFound, 404, "NoSuchPlanTaskException",
                   fmt::format("there is no such plan task (any more): {}", task));
  }
  return http::JsonResponse(200, "{" + *found + "}");
}

}  // namespace tarn::api::iceberg_rest
