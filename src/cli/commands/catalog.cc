// catalog: the whole catalog out of one metadata database and into another.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "catalog/catalog.h"
#include "catalog/transfer/catalog_export.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/terminal/interrupt.h"

namespace tarn::cli {
namespace {

using base::ErrorKind;

struct CatalogCommand {
  std::string file;
};

// A file, or a standard stream for "-".
class TextFile {
 public:
  TextFile(const std::string& path, bool write) : path_(path) {
    if (path == "-") {
      file_ = write ? stdout : stdin;
      return;
    }
    file_ = std::fopen(path.c_str(), write ? "wbxe" : "rbe");
    own_ = true;
    if (file_ == nullptr) Fail(write ? "write" : "read");
  }
  ~TextFile() {
    if (own_ && file_ != nullptr) std::fclose(file_);
  }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  void WriteLine(const std::string& line) {
    const bool written = std::fwrite(line.data(), 1, line.size(), file_) == line.size() &&
                         std::fputc('\n', file_) != EOF;
    if (!written) Fail("write");
  }
  void Flush() {
    if (std::fflush(file_) != 0) Fail("write");
  }
  std::optional<std::string> ReadLine() {
    std::string line;
    for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) {
      if (c == '\n') return line;
      if (line.size() >= catalog::kMaxExportLine) {
        base::Throw(ErrorKind::kInvalidArgument, "a line of more than {} bytes: {}",
                    catalog::kMaxExportLine, path_);
      }
      line += static_cast<char>(c);
    }
    if (std::ferror(file_)) Fail("read");
    return line.empty() ? std::nullopt : std::optional(std::move(line));
  }
  // What was not written to its end.
  void Remove() const {
    if (own_) std::remove(path_.c_str());
  }

 private:
  [[noreturn]] void Fail(const char* what) const {
    const int code = errno;
    const ErrorKind kind = code == ENOENT                     ? ErrorKind::kNotFound
                           : code == EEXIST                   ? ErrorKind::kAlreadyExists
                           : code == EACCES || code == EPERM  ? ErrorKind::kPermissionDenied
                           : code == ENOSPC || code == EDQUOT ? ErrorKind::kResourceExhausted
                                                              : ErrorKind::kUnavailable;
    base::Throw(kind, "cannot {} the file: {}: {}", what, std::strerror(code), path_);
  }

  const std::string path_;
  FILE* file_ = nullptr;
  bool own_ = false;
};

std::string Counted(uint64_t count, const char* one, const char* many) {
  return FormatCount(count) + " " + (count == 1 ? one : many);
}

// To stderr: the export itself may go to stdout.
void Tell(const char* what, const catalog::TransferReport& report) {
  fmt::print(stderr, "{} {}, {}\n", what, Counted(report.references, "reference", "references"),
             Counted(report.objects, "object", "objects"));
  if (report.forgotten_trees > 0) {
    fmt::print(stderr, "of {} only the history is there: tarn gc compact\n",
               Counted(report.forgotten_trees, "old commit", "old commits"));
  }
}

int Export(Context& context, const CatalogCommand& command) {
  context.lake().catalog();  // its tables exist
  TextFile file(command.file, true);
  const base::CancelToken cancel;
  const InterruptScope interrupt([&] { cancel.Cancel(); });
  try {
    const auto report = catalog::ExportCatalog(
        context.lake().database(), [&](const std::string& line) { file.WriteLine(line); }, cancel);
    file.Flush();
    Tell("exported", report);
  } catch (const base::Error&) {
    file.Remove();
    throw;
  }
  return kExitSuccess;
}

int Import(Context& context, const CatalogCommand& command) {
  context.lake().catalog();
  TextFile file(command.file, false);
  const base::CancelToken cancel;
  const InterruptScope interrupt([&] { cancel.Cancel(); });
  Tell("imported",
       catalog::ImportCatalog(context.lake().database(), [&] { return file.ReadLine(); }, cancel));
  return kExitSuccess;
}

using Action = int (*)(Context&, const CatalogCommand&);

void AddOne(CLI::App* catalog, Context& context, const std::shared_ptr<CatalogCommand>& options,
            const char* name, const char* description, Action action) {
  auto* command = catalog->add_subcommand(name, description);
  command->add_option("FILE", options->file, "Where to; - is the standard stream")
      ->type_name("FILE")
      ->required();
  AddCommonOptions(command, context);
  command->callback([&context, options, action] {
    context.action = [&context, options, action] { return action(context, *options); };
  });
}

}  // namespace

void AddCatalog(CLI::App& app, Context& context) {
  auto options = std::make_shared<CatalogCommand>();
  auto* catalog = app.add_subcommand("catalog", "The whole catalog: export, import");
  catalog->group("Versions");
  catalog->require_subcommand(1);
  AddExamples(catalog,
              "Examples:\n"
              "  tarn catalog export shop.jsonl           every branch, tag and commit\n"
              "  tarn catalog import shop.jsonl -C copy   into a lake that was just made\n"
              "\n"
              "Exit codes:\n"
              "  3 no export, or not whole   4 no such file   5 the file exists\n"
              "  7 the catalog is in use");
  AddOne(catalog, context, options, "export", "Write it as text", Export);
  AddOne(catalog, context, options, "import", "Read an export into an empty catalog", Import);
}

}  // namespace tarn::cli
