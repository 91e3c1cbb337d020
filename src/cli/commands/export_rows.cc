#include "cli/commands/export_rows.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "base/random.h"
#include "cli/shell/statement_runner.h"
#include "cli/terminal/interrupt.h"
#include "sql/parser.h"

namespace tarn::cli {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

// A file that gets its name once it is whole.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(const std::string& name)
      : name_(name), unfinished_(name + ".tmp-" + base::NewUuid()) {
    std::error_code error;
    if (fs::is_directory(name, error)) {
      base::Throw(ErrorKind::kInvalidArgument, "a folder cannot be written as a file: {}", name);
    }
    out_ = std::fopen(unfinished_.c_str(), "wbx");
    if (out_ == nullptr) Fail(errno);
  }
  ~UnfinishedFile() {
    if (out_ != nullptr) std::fclose(out_);
    std::error_code ignored;
    if (!done_) fs::remove(unfinished_, ignored);
  }
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  FILE* out() const { return out_; }
  void Finish() {
    const bool written =
        std::ferror(out_) == 0 && std::fflush(out_) == 0 && fsync(fileno(out_)) == 0;
    const int reason = errno;
    if (!written || std::fclose(std::exchange(out_, nullptr)) != 0) Fail(reason);
    if (std::rename(unfinished_.c_str(), name_.c_str()) != 0) Fail(errno);
    done_ = true;
  }

 private:
  [[noreturn]] void Fail(int reason) const {
    const ErrorKind kind = reason == ENOSPC || reason == EDQUOT    ? ErrorKind::kResourceExhausted
                           : reason == EACCES || reason == EROFS   ? ErrorKind::kPermissionDenied
                           : reason == ENOENT || reason == ENOTDIR ? ErrorKind::kNotFound
                                                                   : ErrorKind::kUnavailable;
    base::Throw(kind, "cannot write {}: {}", name_, std::strerror(reason));
  }

  const std::string name_;
  const std::string unfinished_;
  FILE* out_ = nullptr;
  bool done_ = false;
};

bool IsParquet(const Context& context, const std::string& file) {
  return context.output_option.empty() && !context.json_option && file.ends_with(".parquet");
}

Format FormatOf(const Context& context, const std::string& file) {
  if (!context.output_option.empty() || context.json_option) return context.format();
  std::string ending = fs::path(file).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  if (ending == "md") ending = "markdown";
  const auto format = ParseFormat(ending);
  if (format) return *format;
  throw Error(ErrorKind::kInvalidArgument, "the ending of the file is no format's: " + file,
              "end it in .parquet, .csv, .tsv, .json or .md, or choose a format with -o");
}

}  // namespace

void ExportRows(Context& context, engine::Session& session, const std::string& script,
                const std::string& file, bool header) {
  const auto statements = sql::SplitStatements(script);
  if (statements.size() != 1) {
    throw Error(
        ErrorKind::kInvalidArgument,
        fmt::format("--to writes the rows of one query, not of {} statements", statements.size()),
        "give one statement with -e");
  }
  const std::string query = script.substr(
      statements[0].location.begin, statements[0].location.end - statements[0].location.begin);
  if (!sql::ParseStatement(query).Is<sql::QueryStatement>()) {
    throw Error(ErrorKind::kInvalidArgument, "--to writes the rows of a query, and this is none",
                "leave --to out, or give a SELECT");
  }
  if (IsParquet(context, file)) {
    InterruptScope interrupt([&] { session.Cancel(); });
    const engine::ExportResult result = session.Export({query, file});
    fmt::print(stderr, "{}: {} rows, {}\n", file, FormatCount(result.rows),
               FormatBytes(result.bytes));
    return;
  }
  StatementOptions options;
  options.format = FormatOf(context, file);
  options.header = header;
  UnfinishedFile unfinished(file);
  options.out = unfinished.out();
  const StatementOutcome outcome = RunStatement(session, query, context.terminal(), options);
  unfinished.Finish();
  fmt::print(stderr, "{}: {}\n", file, Describe(outcome));
}

}  // namespace tarn::cli
