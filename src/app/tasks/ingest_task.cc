#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/tasks/lake_tasks.h"
#include "ingest/ingest_all.h"

namespace tarn::app {
namespace {

class IngestTask : public orchestrate::PreparedTask {
 public:
  IngestTask(const TaskServices& services, std::vector<std::string> spec_files,
             std::vector<ingest::IngestRequest> requests)
      : services_(services), spec_files_(std::move(spec_files)), requests_(std::move(requests)) {}

  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    // Specs are read when the task runs: files that they name may be made by tasks before it.
    std::vector<ingest::IngestRequest> requests = requests_;
    for (const auto& file : spec_files_) requests.push_back({ingest::ReadTableSpec(file), false});
    uint64_t bytes = 0;
    for (const auto& request : requests) bytes += ingest::SourceBytes(request.spec);
    context.progress.total_bytes = bytes;
    orchestrate::TaskOutcome outcome;
    size_t up_to_date = 0;
    uint64_t rejected = 0;
    if (requests.size() > 1) context.note.Set(fmt::format("{} tables", requests.size()));
    const auto loads =
        ingest::IngestAll([&] { return NewTaskSession(services_, context); }, services_.catalog(),
                          requests, &context.progress, context.cancel);
    for (const auto& [result, seconds] : loads) {
      const std::string table = result.table.ToString();
      Log(context, table, result);
      outcome.rows += result.rows;
      outcome.bytes += result.data_bytes;
      rejected += result.rejected_rows;
      if (result.up_to_date) ++up_to_date;
      outcome.details[table] = result.up_to_date
                                   ? "up to date"
                                   : fmt::format("{} rows, {} bytes, {} rejected", result.rows,
                                                 result.data_bytes, result.rejected_rows);
    }
    outcome.message = fmt::format("{} table{}", requests.size(), requests.size() == 1 ? "" : "s");
    if (up_to_date > 0) outcome.message += fmt::format(", {} up to date", up_to_date);
    if (rejected > 0) outcome.message += fmt::format(", {} rows rejected", rejected);
    return outcome;
  }

 private:
  static void Log(orchestrate::TaskContext& context, const std::string& table,
                  const ingest::IngestResult& result) {
    if (result.up_to_date) {
      context.log.Info(table + ": holds these files already");
      return;
    }
    context.log.Info(
        fmt::format("{}: {} rows from {} files ({} bytes) into {} files ({} bytes), "
                    "commit {}",
                    table, result.rows, result.files.size(), result.source_bytes(),
                    result.data_files, result.data_bytes, result.commit_hash));
    if (result.rejected_rows == 0) return;
    context.log.Warning(fmt::format("{}: {} rows rejected, they are in {}", table,
                                    result.rejected_rows, result.rejects.ToString()));
    for (const auto& reject : result.first_rejects) {
      context.log.Warning(
          fmt::format("  {}:{}: {}: {}", reject.file, reject.line, reject.column, reject.reason));
    }
  }

  const TaskServices& services_;
  std::vector<std::string> spec_files_;
  std::vector<ingest::IngestRequest> requests_;
};

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> PrepareIngest(
    const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  arguments.CheckKeys({"spec", "files", "table", "mode", "source_system", "max_reject_share"});
  const std::filesystem::path lake = services.config.folder;
  auto resolve = [&](std::vector<std::string> paths) {
    for (auto& path : paths) path = (lake / path).lexically_normal().string();
    return paths;
  };
  std::vector<std::string> specs = resolve(arguments.Strings("spec"));
  for (const auto& spec : specs) {
    try {
      ingest::ReadTableSpec(spec);
    } catch (const base::Error& e) {
      if (e.kind() == base::ErrorKind::kNotFound) arguments.Fail("spec", e.message(), e.hint());
      throw;  // has its own place in the spec
    }
  }
  std::vector<ingest::IngestRequest> requests;
  auto files = resolve(arguments.Strings("files"));
  if (!files.empty()) {
    ingest::IngestRequest request;
    request.spec =
        ingest::MakeTableSpec(ingest::ParseTableName(arguments.RequiredString("table")), files);
    if (auto mode = arguments.String("mode")) {
      if (*mode != "append" && *mode != "replace") {
        arguments.Fail("mode", fmt::format("mode: expected append or replace, got '{}'", *mode));
      }
      request.spec.mode =
          *mode == "replace" ? engine::LoadMode::kReplace : engine::LoadMode::kAppend;
    }
    if (auto source = arguments.String("source_system")) request.spec.source_system = *source;
    if (auto share = arguments.Number("max_reject_share", 0, 1)) {
      request.spec.max_reject_share = *share;
    }
    requests.push_back(std::move(request));
  }
  if (specs.empty() && requests.empty()) {
    arguments.Fail("spec", "an ingest task needs 'spec', or 'files' and 'table'");
  }
  return std::make_unique<IngestTask>(services, std::move(specs), std::move(requests));
}

}  // namespace tarn::app
