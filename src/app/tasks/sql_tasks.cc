// sql, maintenance and the SQL form of quality.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "app/tasks/cancel_watch.h"
#include "app/tasks/dbt_tasks.h"
#include "app/tasks/lake_tasks.h"
#include "sql/parser.h"

namespace tarn::app {
namespace {

using base::ErrorKind;

constexpr size_t kShownRows = 5;

std::string ReadScript(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) base::Throw(ErrorKind::kNotFound, "cannot open the script: {}", file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> Statements(const std::string& script) {
  std::vector<std::string> statements;
  for (const auto& range : sql::SplitStatements(script)) {
    const auto& at = range.location;
    // Keeps lines and columns of errors those of the script.
    statements.push_back(std::string(at.line - 1, '\n') + std::string(at.column - 1, ' ') +
                         script.substr(at.begin, at.end - at.begin));
  }
  return statements;
}

class SqlTask : public orchestrate::PreparedTask {
 public:
  SqlTask(const TaskServices& services, std::string script)
      : services_(services), script_(std::move(script)) {}

  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    orchestrate::TaskOutcome outcome;
    auto session = NewTaskSession(services_, context);
    CancelWatch watch(*session, context.cancel);
    auto statements = Statements(script_);
    for (size_t i = 0; i < statements.size(); ++i) {
      context.note.Set(fmt::format("statement {} of {}", i + 1, statements.size()));
      auto stream = session->Execute(statements[i]);
      uint64_t rows = 0;
      while (auto batch = stream->Next()) rows += batch->rows();
      uint64_t changed = stream->update_count().value_or(0);
      outcome.rows += changed > 0 ? changed : stream->update_type().empty() ? rows : 0;
      context.log.Info(fmt::format("statement {}: {} {} rows", i + 1, stream->update_type(),
                                   changed > 0 ? changed : rows));
    }
    outcome.message =
        fmt::format("{} statement{}", statements.size(), statements.size() == 1 ? "" : "s");
    return outcome;
  }

 private:
  const TaskServices& services_;
  std::string script_;
};

class RecoverTask : public orchestrate::PreparedTask {
 public:
  explicit RecoverTask(const TaskServices& services) : services_(services) {}
  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    auto report = services_.catalog().RecoverDeadWriters();
    for (const auto& file : report.removed_files) context.log.Info("removed " + file);
    orchestrate::TaskOutcome outcome;
    outcome.message = fmt::format("{} dead writers, {} files removed", report.dead_writers,
                                  report.removed_files.size());
    return outcome;
  }

 private:
  const TaskServices& services_;
};

class SqlQualityTask : public orchestrate::PreparedTask {
 public:
  SqlQualityTask(const TaskServices& services, std::string script)
      : services_(services), script_(std::move(script)) {}

  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    auto session = NewTaskSession(services_, context);
    CancelWatch watch(*session, context.cancel);
    auto statements = Statements(script_);
    size_t failed = 0;
    for (size_t i = 0; i < statements.size(); ++i) {
      context.note.Set(fmt::format("check {} of {}", i + 1, statements.size()));
      uint64_t rows = Check(*session, statements[i], i + 1, context.log);
      if (rows > 0) ++failed;
    }
    orchestrate::TaskOutcome outcome;
    outcome.details["checks"] = std::to_string(statements.size());
    outcome.details["failed"] = std::to_string(failed);
    if (failed == 0) {
      outcome.message = fmt::format("{} checks passed", statements.size());
      return outcome;
    }
    outcome.state = orchestrate::OutcomeState::kFailed;
    outcome.message = fmt::format("{} of {} checks failed", failed, statements.size());
    outcome.hint = "the log shows the first rows that each of them found";
    return outcome;
  }

 private:
  static uint64_t Check(engine::Session& session, const std::string& statement, size_t number,
                        orchestrate::TaskLog& log) {
    auto stream = session.Execute(statement);
    uint64_t rows = 0;
    while (auto batch = stream->Next()) {
      for (size_t row = 0; row < batch->rows() && rows + row < kShownRows; ++row) {
        std::string line;
        for (size_t i = 0; i < stream->columns().size(); ++i) {
          const auto& column = stream->columns()[i];
          line += fmt::format("{}{} = {}", i > 0 ? ", " : "", column.name,
                              engine::ToText(batch->Get(i, row), column.type));
        }
        log.Error(fmt::format("check {} found: {}", number, line));
      }
      rows += batch->rows();
    }
    log.Info(fmt::format("check {}: {}", number,
                         rows == 0 ? std::string("passed") : fmt::format("{} rows", rows)));
    return rows;
  }

  const TaskServices& services_;
  std::string script_;
};

// `sql` or the content of `file`; empty when neither is given.
std::string ScriptOf(const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  if (arguments.Has("sql") && arguments.Has("file")) {
    arguments.Fail("file", "give 'sql' or 'file', not both");
  }
  std::string script;
  for (const auto& text : arguments.Strings("sql")) script += text + "\n;\n";
  if (auto file = arguments.String("file")) {
    std::string path =
        (std::filesystem::path(services.config.folder) / *file).lexically_normal().string();
    try {
      script = ReadScript(path);
    } catch (const base::Error& e) {
      arguments.Fail("file", e.message());
    }
  }
  return script;
}

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> PrepareSql(const TaskServices& services,
                                                      const orchestrate::TaskArguments& arguments) {
  arguments.CheckKeys({"sql", "file"});
  std::string script = ScriptOf(services, arguments);
  if (script.empty()) arguments.Fail("sql", "a sql task needs 'sql' or 'file'");
  return std::make_unique<SqlTask>(services, std::move(script));
}

std::unique_ptr<orchestrate::PreparedTask> PrepareMaintenance(
    const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  for (const char* key : {"tables", "actions", "exclude", "every"}) {
    if (arguments.Has(key)) return PrepareMaintenancePolicy(services, arguments);
  }
  arguments.CheckKeys({"sql", "file"});
  std::string script = ScriptOf(services, arguments);
  if (script.empty()) return std::make_unique<RecoverTask>(services);
  return std::make_unique<SqlTask>(services, std::move(script));
}

std::unique_ptr<orchestrate::PreparedTask> PrepareQuality(
    const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  if (!arguments.Has("sql") && !arguments.Has("file")) return PrepareDbtTest(services, arguments);
  arguments.CheckKeys({"sql", "file"});
  return std::make_unique<SqlQualityTask>(services, ScriptOf(services, arguments));
}

}  // namespace tarn::app
