#include <filesystem>

#include <fmt/format.h>

#include "app/tasks/lake_tasks.h"
#include "datagen/generator.h"

namespace tarn::app {
namespace {

class GenerateTask : public orchestrate::PreparedTask {
 public:
  explicit GenerateTask(datagen::GenerateOptions options) : options_(std::move(options)) {}

  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    auto result = datagen::Generate(options_, &context.progress, context.cancel);
    orchestrate::TaskOutcome outcome;
    outcome.rows = result.rows();
    outcome.bytes = result.bytes();
    uint64_t defects = 0;
    for (const auto& file : result.files) {
      defects += file.defect_rows;
      context.log.Info(fmt::format("{}: {} rows, {} bytes, xxh3 {}", file.name, file.rows,
                                   file.bytes, file.xxh3_128));
      outcome.details[file.name] = fmt::format("{} rows, {} bytes", file.rows, file.bytes);
    }
    outcome.message = result.up_to_date ? "the files are there already" : "";
    if (defects > 0) {
      outcome.message += fmt::format("{}{} rows with planted defects",
                                     outcome.message.empty() ? "" : "; ", defects);
    }
    return outcome;
  }

 private:
  datagen::GenerateOptions options_;
};

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> PrepareGenerate(
    const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  arguments.CheckKeys({"config", "folder", "seed", "scale", "rows", "defects", "threads"});
  namespace fs = std::filesystem;
  const fs::path lake = services.config.folder;
  datagen::GenerateOptions options;
  options.folder = (lake / "data").string();
  if (auto config = arguments.String("config")) {
    options = datagen::ReadGenerateOptions((lake / *config).lexically_normal().string(), options);
  }
  if (auto folder = arguments.String("folder")) {
    options.folder = (lake / *folder).lexically_normal().string();
  }
  if (auto seed = arguments.Int("seed", 0, std::numeric_limits<int64_t>::max())) {
    options.seed = static_cast<uint64_t>(*seed);
  }
  if (auto threads = arguments.Int("threads", 1, 1024)) {
    options.threads = static_cast<unsigned>(*threads);
  } else if (services.config.threads > 0) {
    options.threads = static_cast<unsigned>(services.config.threads);
  }
  for (const auto& [name, text] : arguments.Map("rows")) {
    bool known = false;
    for (auto kind : datagen::kAllFiles) {
      if (fs::path(datagen::FileName(kind)).stem() != name) continue;
      known = true;
      options.rows[static_cast<size_t>(kind)] = std::strtoull(text.c_str(), nullptr, 10);
    }
    if (!known) arguments.Fail("rows", fmt::format("rows: unknown file '{}'", name));
  }
  if (auto scale = arguments.Number("scale", 1e-9, 1e6); scale && *scale != 1) {
    datagen::Scale(options, *scale);
  }
  if (auto defects = arguments.Number("defects", 0, 0.25)) options.defects = *defects;
  return std::make_unique<GenerateTask>(options);
}

}  // namespace tarn::app
