// catalog: the whole catalog out of one metadata database and into another.
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "catalog/catalog.h"
#include "catalog/transfer/catalog_export.h"
#include "catalog/transfer/catalog_migration.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/progress/progress_line.h"
#include "cli/terminal/interrupt.h"
#include "cli/terminal/secret_input.h"

namespace tarn::cli {
namespace {

using base::ErrorKind;

struct CatalogCommand {
  std::string file;
  std::string from_nessie;
  std::string from_rest;
  std::string token_file;
  std::string warehouse;
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

void TellImport(const ImportReport& report, bool history) {
  fmt::print(stderr, "imported {}",
             history ? Counted(report.references, "reference", "references") + ", " +
                           Counted(report.commits, "commit", "commits") + ", " +
                           Counted(report.tables, "content", "contents")
                     : Counted(report.namespaces, "namespace", "namespaces") + ", " +
                           Counted(report.tables, "table", "tables") + ", " +
                           Counted(report.views, "view", "views"));
  if (report.lost_parents > 0) {
    fmt::print(stderr, "; {} of merges are no longer there",
               Counted(report.lost_parents, "source commit", "source commits"));
  }
  fmt::print(stderr, "\n");
}

int ImportFromServer(Context& context, const CatalogCommand& command) {
  ImportSource source;
  const bool nessie = !command.from_nessie.empty();
  source.kind = nessie ? ImportSource::Kind::kNessie : ImportSource::Kind::kIcebergRest;
  source.uri = nessie ? command.from_nessie : command.from_rest;
  source.warehouse = command.warehouse;
  if (!command.token_file.empty()) {
    source.token = ReadSecret(context.terminal(), "token", command.token_file);
  }
  TellImport(context.lake().ImportFrom(source), nessie);
  return kExitSuccess;
}

int Import(Context& context, const CatalogCommand& command) {
  const int sources = (command.file.empty() ? 0 : 1) + (command.from_nessie.empty() ? 0 : 1) +
                      (command.from_rest.empty() ? 0 : 1);
  if (sources != 1) {
    throw base::Error(ErrorKind::kInvalidArgument, "import wants one source",
                      "give FILE, --from-nessie URI or --from-rest URI");
  }
  context.lake().catalog();
  if (command.file.empty()) return ImportFromServer(context, command);
  TextFile file(command.file, false);
  const base::CancelToken cancel;
  const InterruptScope interrupt([&] { cancel.Cancel(); });
  Tell("imported",
       catalog::ImportCatalog(context.lake().database(), [&] { return file.ReadLine(); }, cancel));
  return kExitSuccess;
}

int Migrate(Context& context, const CatalogCommand& command) {
  std::string target = command.file;
  if (target.find("://") == std::string::npos) {
    target = std::filesystem::absolute(target).lexically_normal().string();
  }
  catalog::MigrationOptions options;
  const InterruptScope interrupt([&] { options.cancel.Cancel(); });
  std::atomic<uint64_t> copied{0}, all{0};
  options.progress = [&](uint64_t done, uint64_t of) {
    copied = done;
    all = of;
  };
  catalog::MigrationReport report;
  {
    const ProgressLine line(context.terminal(), "copying", [&] {
      ProgressSample sample;
      sample.rows = copied;
      sample.total_rows = all;
      return sample;
    });
    report = context.lake().MigrateMetadata(target, options);
  }
  fmt::print(stderr, "moved {}, {}, and {}; writers waited {:.2f} s\n",
             Counted(report.references, "reference", "references"),
             Counted(report.objects, "object", "objects"),
             Counted(report.rows, "other row", "other rows"),
             static_cast<double>(report.stop.count()) / 1e6);
  context.PrintHint(
      "set 'metadata' in tarn.yaml to the new database and start servers again: the old "
      "one takes no writes any more");
  return kExitSuccess;
}

using Action = int (*)(Context&, const CatalogCommand&);

CLI::App* AddOne(CLI::App* catalog, Context& context,
                 const std::shared_ptr<CatalogCommand>& options, const char* name,
                 const char* description, const char* argument, const char* meaning,
                 Action action) {
  auto* command = catalog->add_subcommand(name, description);
  command->add_option(argument, options->file, meaning)->type_name(argument);
  AddCommonOptions(command, context);
  command->callback([&context, options, action] {
    context.action = [&context, options, action] { return action(context, *options); };
  });
  return command;
}

}  // namespace

void AddCatalog(CLI::App& app, Context& context) {
  auto options = std::make_shared<CatalogCommand>();
  auto* catalog = app.add_subcommand("catalog", "The whole catalog: export, import, migrate");
  catalog->group("Versions");
  catalog->require_subcommand(1);
  AddExamples(catalog,
              "Examples:\n"
              "  tarn catalog export shop.jsonl           every branch, tag and commit\n"
              "  tarn catalog import shop.jsonl -C copy   into a lake that was just made\n"
              "  tarn catalog import --from-nessie http://host:19120/api/v2\n"
              "  tarn catalog import --from-rest http://host:8181/catalog\n"
              "  tarn catalog migrate postgresql://user@host/tarn\n"
              "\n"
              "Exit codes:\n"
              "  3 no export, or not whole   4 no such file   5 the file exists\n"
              "  7 the catalog is in use");
  AddOne(catalog, context, options, "export", "Write it as text", "FILE",
         "Where to; - is the standard stream", Export)
      ->get_option("FILE")
      ->required();
  auto* import = AddOne(catalog, context, options, "import",
                        "Read an export, or another catalog, into an empty catalog", "FILE",
                        "Where from; - is the standard stream", Import);
  import->add_option("--from-nessie", options->from_nessie, "A running Nessie server, with history")
      ->type_name("URI");
  import
      ->add_option("--from-rest", options->from_rest,
                   "Any Iceberg REST catalog: what it has now, onto main")
      ->type_name("URI");
  import->add_option("--token-file", options->token_file, "The server's bearer token, in a file")
      ->type_name("FILE");
  import->add_option("--warehouse", options->warehouse, "With --from-rest: which one")
      ->type_name("NAME");
  AddOne(catalog, context, options, "migrate",
         "Move all metadata to another database while the lake is in use", "DATABASE",
         "A file for SQLite, or postgresql://…", Migrate)
      ->get_option("DATABASE")
      ->required();
}

}  // namespace tarn::cli
