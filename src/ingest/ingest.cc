#include "ingest/ingest.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <map>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/content_hash.h"
#include "ingest/column_match.h"
#include "ingest/ledger.h"
#include "ingest/source_file.h"
#include "ingest/table_columns.h"

namespace tarn::ingest {
namespace {

using base::ErrorKind;
using engine::FileFormat;
using engine::LoadColumn;
using engine::LoadMode;
using engine::TypeKind;

// More would make the summary of one snapshot, which every reader loads, unreasonably long.
constexpr size_t kMaxFiles = 10'000;

std::string SqlText(const std::string& text) {
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'') quoted += '\'';
    quoted += c;
  }
  return quoted + "'";
}

bool IsDefault(const engine::CsvOptions& csv) {
  const engine::CsvOptions usual;
  return csv.delimiter == usual.delimiter && csv.quote == usual.quote &&
         csv.escape == usual.escape && csv.header == usual.header &&
         csv.null_text == usual.null_text;
}

bool IsConstant(const std::string& name) { return name == kIngestedAt || name == kSourceSystem; }

// What a load of the spec depends on beyond the bytes of its files.
std::string Fingerprint(const TableSpec& spec) {
  base::ContentHash hash;
  auto add = [&hash](const std::string& text) {
    hash.Update(fmt::format("{}:", text.size()));
    hash.Update(text);
  };
  for (const LoadColumn& column : spec.columns) {
    add(column.name);
    add(column.type.ToString());
    add(column.required ? "required" : "");
    add(column.doc);
  }
  for (const std::string& transform : spec.partitioning) add("by " + transform);
  for (const auto& [key, value] : spec.properties) add(key + "=" + value);
  add(spec.source_system);
  add(fmt::format("{}{}{}{}{}", spec.csv.delimiter, spec.csv.quote, spec.csv.escape,
                  spec.csv.header, spec.csv.null_text));
  return hash.Hex();
}

// One call of Ingest.
class Ingestion {
 public:
  Ingestion(engine::Session& session, catalog::Catalog& catalog, const IngestRequest& request,
            base::Progress* progress, const base::CancelToken& cancel, base::Clock& clock)
      : session_(session),
        catalog_(catalog),
        spec_(request.spec),
        force_(request.force),
        progress_(progress),
        cancel_(cancel),
        clock_(clock) {
    result_.table = spec_.table;
    result_.rejects = spec_.rejects;
  }

  IngestResult Run() {
    for (LoadColumn& column : spec_.columns) column.type = StoredType(column.type);
    FindFiles();
    FindTable();
    if (!ChooseFiles()) {
      result_.up_to_date = true;
      if (progress_ != nullptr) {
        for (const FileState& state : states_) progress_->bytes += state.bytes;
      }
      return std::move(result_);
    }
    SettleColumns();
    CheckTable();
    Load();
    return std::move(result_);
  }

 private:
  void FindFiles() {
    std::vector<std::string> paths = ExpandFiles(spec_.files);
    if (paths.empty()) throw base::Error(ErrorKind::kInvalidArgument, "no file to load");
    if (paths.size() > kMaxFiles) {
      base::Throw(ErrorKind::kResourceExhausted, "one load takes at most {} files, got {}",
                  kMaxFiles, paths.size());
    }
    for (const std::string& path : paths) {
      states_.push_back(StatFile(path));
      result_.files.push_back({path, states_.back().bytes, "", false});
      FileFormat format = spec_.format ? *spec_.format : FormatOf(path);
      if (path != paths[0] && format != format_) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "files of one load must have one format: {} is not as {}", path, paths[0]);
      }
      format_ = format;
    }
  }

  // Files that may be in the table already, or twice in the load: those whose size is there. Of all
  // others the hash is told by the engine, which reads them anyway.
  std::vector<size_t> FilesToHash() const {
    std::map<uint64_t, size_t> sizes;
    for (const auto& [key, entry] : ledger_.files) ++sizes[entry.bytes];
    for (const IngestedFile& file : result_.files) ++sizes[file.bytes];
    std::vector<size_t> found;
    for (size_t i = 0; i < result_.files.size(); ++i) {
      if (sizes[result_.files[i].bytes] > 1) found.push_back(i);
    }
    return found;
  }

  // A file a core at a time: as fast as the disk gives them.
  void HashFiles(const std::vector<size_t>& files) {
    std::atomic<size_t> next{0};
    auto work = [&] {
      for (size_t i; (i = next++) < files.size();) {
        cancel_.Check();
        result_.files[files[i]].xxh3_128 = base::HashFile(result_.files[files[i]].path);
      }
    };
    size_t threads =
        std::min<size_t>(files.size(), std::max(1u, std::thread::hardware_concurrency()));
    std::vector<std::future<void>> others;
    for (size_t i = 1; i < threads; ++i) others.push_back(std::async(std::launch::async, work));
    work();
    for (std::future<void>& other : others) other.get();
  }

  void FindTable() {
    auto snapshot = catalog_.Snapshot(session_.options().ref);
    schema_exists_ = snapshot->NamespaceExists(spec_.table.ns);
    rejects_schema_exists_ = snapshot->NamespaceExists(spec_.rejects.ns);
    auto entry = snapshot->Find(spec_.table);
    if (!entry) return;
    if (entry->kind == catalog::ContentKind::kView) {
      base::Throw(ErrorKind::kInvalidArgument, "{} is a view: only tables can be loaded",
                  spec_.table.ToString());
    }
    table_ = snapshot->LoadTable(spec_.table);
    ledger_ = ReadLedger(*table_);
  }

  static LedgerEntry EntryOf(const IngestedFile& file) {
    return {file.xxh3_128, file.bytes, std::filesystem::path(file.path).filename().string()};
  }

  // Marks what is not to be loaded; false when nothing is left.
  bool ChooseFiles() {
    if (force_) return true;
    HashFiles(FilesToHash());
    std::set<std::string> keys;
    bool all_known = true;
    for (IngestedFile& file : result_.files) {
      if (file.xxh3_128.empty()) {
        all_known = false;
        continue;
      }
      std::string key = EntryOf(file).Key();
      // The same bytes under two names are one file.
      file.skipped = !keys.insert(key).second;
      all_known = all_known && ledger_.files.count(key) > 0;
    }
    if (spec_.mode == LoadMode::kReplace) {
      bool same = table_ != nullptr && ledger_.untouched_replacement && all_known &&
                  keys.size() == ledger_.files.size() &&
                  ledger_.replacement_spec == Fingerprint(spec_);
      for (IngestedFile& file : result_.files) file.skipped = file.skipped || same;
      return !same;
    }
    bool any = false;
    for (IngestedFile& file : result_.files) {
      file.skipped = file.skipped || ledger_.files.count(EntryOf(file).Key()) > 0;
      any = any || !file.skipped;
    }
    return any;
  }

  std::vector<std::string> PathsToLoad() const {
    std::vector<std::string> paths;
    for (const IngestedFile& file : result_.files) {
      if (!file.skipped) paths.push_back(file.path);
    }
    return paths;
  }

  void SettleColumns() {
    std::vector<std::string> paths = PathsToLoad();
    std::vector<LoadColumn> declared = spec_.columns;
    if (declared.empty() && table_ != nullptr && spec_.mode == LoadMode::kAppend) {
      declared = TableColumns(table_->current_schema());
      std::erase_if(declared, [](const LoadColumn& column) { return IsConstant(column.name); });
    }
    if (format_ == FileFormat::kCsv) {
      SettleCsvColumns(paths, declared);
    } else {
      SettleNamedColumns(paths, declared);
    }
    std::set<std::string> names;
    for (const LoadColumn& column : columns_) {
      if (IsConstant(column.name)) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "{}: every load adds the column '{}', so the file cannot have one", paths[0],
                    column.name);
      }
      if (!names.insert(column.name).second) {
        base::Throw(ErrorKind::kInvalidArgument, "{}:1: two columns are called '{}'", paths[0],
                    column.name);
      }
    }
  }

  void SettleCsvColumns(const std::vector<std::string>& paths,
                        const std::vector<LoadColumn>& declared) {
    columns_ = declared.empty() ? InferColumns(paths[0]) : declared;
    for (const std::string& path : paths) {
      cancel_.Check();
      std::vector<std::string> record = ReadFirstRecord(path, spec_.csv);
      if (!spec_.csv.header) {
        CheckWidth(path, record.size(), columns_.size());
        continue;
      }
      // Each file may have its own order; a new table takes that of the first.
      std::vector<LoadColumn> ordered = MatchColumns(columns_, record, path + ":1");
      if (path == paths[0]) columns_ = std::move(ordered);
    }
  }

  // The dialect is found with the types, unless somebody chose one.
  std::vector<LoadColumn> InferColumns(const std::string& path) {
    ReadFirstRecord(path, spec_.csv);  // what is no CSV file at all is told better here
    engine::FileSchema found = session_.Inspect(path, format_, spec_.csv);
    if (IsDefault(spec_.csv)) spec_.csv = found.csv;
    for (LoadColumn& column : found.columns) {
      column.name = ColumnName(column.name);
      column.type = StoredType(column.type);
    }
    return std::move(found.columns);
  }

  static void CheckWidth(const std::string& path, size_t fields, size_t columns) {
    if (fields == columns) return;
    base::Throw(ErrorKind::kInvalidArgument, "{}:1: expected {} fields, one a column, got {}", path,
                columns, fields);
  }

  // Parquet and JSON name their columns themselves.
  void SettleNamedColumns(const std::vector<std::string>& paths,
                          const std::vector<LoadColumn>& declared) {
    std::vector<LoadColumn> found = session_.Inspect(paths[0], format_, spec_.csv).columns;
    for (LoadColumn& column : found) column.type = StoredType(column.type);
    if (declared.empty()) {
      columns_ = std::move(found);
      return;
    }
    std::vector<std::string> names;
    for (const LoadColumn& column : found) names.push_back(column.name);
    columns_ = MatchColumns(declared, names, paths[0]);
  }

  std::vector<engine::LoadConstant> Constants() {
    std::string now = base::FormatTimestamp(clock_.Now());  // 2026-01-31T23:59:59.123456Z
    now = now.substr(0, 10) + " " + now.substr(11, 15);
    return {{kIngestedAt, {TypeKind::kTimestamp, 6, 0, {}, {}}, "TIMESTAMP " + SqlText(now)},
            {kSourceSystem, {TypeKind::kVarchar, 0, 0, {}, {}}, SqlText(spec_.source_system)}};
  }

  void CheckTable() {
    std::vector<LoadColumn> loaded = columns_;
    constants_ = Constants();
    for (const auto& constant : constants_) {
      loaded.push_back({constant.name, constant.type, false, ""});
    }
    std::vector<LoadColumn> existing;
    if (table_ != nullptr) existing = TableColumns(table_->current_schema());
    result_.schema = CompareSchemas(loaded, table_ != nullptr ? &existing : nullptr);
    if (spec_.mode == LoadMode::kReplace || result_.schema.fits()) return;
    throw base::Error(ErrorKind::kFailedPrecondition,
                      fmt::format("the columns do not fit the table {}:\n{}",
                                  spec_.table.ToString(), result_.schema.Differences()),
                      "change the declared columns, ALTER the table, or load with mode: replace");
  }

  void CreateSchemas() {
    std::set<catalog::Namespace> missing;
    if (!schema_exists_) missing.insert(spec_.table.ns);
    if (!rejects_schema_exists_) missing.insert(spec_.rejects.ns);
    for (const catalog::Namespace& ns : missing) {
      try {
        catalog_.Commit(session_.options().ref, {catalog::CreateNamespace{ns, {}}},
                        {fmt::format("Create schema {}", catalog::ToString(ns)),
                         session_.options().user, session_.options().commit_properties});
      } catch (const base::Error& e) {
        // Somebody else loads into the same new schema at the same time.
        if (e.kind() != ErrorKind::kAlreadyExists) throw;
      }
    }
  }

  engine::LoadRequest MakeLoadRequest() {
    engine::LoadRequest load;
    load.table = spec_.table;
    load.files = PathsToLoad();
    load.format = format_;
    load.csv = spec_.csv;
    load.columns = columns_;
    load.constants = constants_;
    load.mode = spec_.mode;
    load.partitioning = spec_.partitioning;
    load.table_properties = spec_.properties;
    load.reject_table = spec_.rejects;
    load.max_reject_share = spec_.max_reject_share;
    load.summarize = [this](const std::vector<engine::FileDigest>& read) {
      return NoteFiles(read);
    };
    load.snapshot_properties = {
        {kLoadModeProperty, spec_.mode == LoadMode::kReplace ? "replace" : "append"},
        {kLoadSpecProperty, Fingerprint(spec_)}};
    return load;
  }

  // What was read of the files that were to be loaded, in their order, goes into the ledger.
  std::map<std::string, std::string> NoteFiles(const std::vector<engine::FileDigest>& read) {
    std::vector<LedgerEntry> entries;
    for (IngestedFile& file : result_.files) {
      if (file.skipped) continue;
      const engine::FileDigest& digest = read.at(entries.size());
      file.xxh3_128 = digest.xxh3_128;
      file.bytes = digest.bytes;
      entries.push_back(EntryOf(file));
    }
    return {{kLoadedFilesProperty, FormatEntries(entries)}};
  }

  void Load() {
    cancel_.Check();
    CreateSchemas();
    engine::LoadRequest load = MakeLoadRequest();
    engine::LoadResult loaded = session_.Load(load, progress_, cancel_);
    result_.rows = loaded.rows;
    result_.rejected_rows = loaded.rejected_rows;
    result_.first_rejects = std::move(loaded.first_rejects);
    result_.data_files = loaded.data_files;
    result_.data_bytes = loaded.data_bytes;
    result_.commit_hash = loaded.commit_hash;
    CheckUnchanged();
  }

  // What was read while somebody wrote it is not a whole file.
  void CheckUnchanged() {
    for (size_t i = 0; i < result_.files.size(); ++i) {
      const IngestedFile& file = result_.files[i];
      if (file.skipped) continue;
      bool same = false;
      try {
        same = StatFile(file.path) == states_[i];
      } catch (const base::Error&) {
        // Removed after it was read: what was loaded was the file.
        same = true;
      }
      if (same) continue;
      throw base::Error(ErrorKind::kConflict,
                        fmt::format("{} changed while it was loaded into {}; commit {}", file.path,
                                    spec_.table.ToString(), result_.commit_hash),
                        "revert that commit and load the file again once it is complete");
    }
  }

  engine::Session& session_;
  catalog::Catalog& catalog_;
  TableSpec spec_;
  bool force_;
  base::Progress* progress_;
  const base::CancelToken& cancel_;
  base::Clock& clock_;

  IngestResult result_;
  std::vector<FileState> states_;  // as result_.files
  FileFormat format_ = FileFormat::kCsv;
  bool schema_exists_ = false;
  bool rejects_schema_exists_ = false;
  std::shared_ptr<const iceberg::TableMetadata> table_;
  Ledger ledger_;
  std::vector<LoadColumn> columns_;
  std::vector<engine::LoadConstant> constants_;
};

}  // namespace

uint64_t IngestResult::source_bytes() const {
  uint64_t bytes = 0;
  for (const IngestedFile& file : files) bytes += file.skipped ? 0 : file.bytes;
  return bytes;
}

uint64_t SourceBytes(const TableSpec& spec) {
  uint64_t bytes = 0;
  for (const std::string& path : ExpandFiles(spec.files)) bytes += StatFile(path).bytes;
  return bytes;
}

IngestResult Ingest(engine::Session& session, catalog::Catalog& catalog,
                    const IngestRequest& request, base::Progress* progress,
                    const base::CancelToken& cancel, base::Clock& clock) {
  try {
    return Ingestion(session, catalog, request, progress, cancel, clock).Run();
  } catch (const base::Error& e) {
    if (e.kind() == ErrorKind::kCancelled) throw;
    throw e.WithContext("loading " + request.spec.table.ToString());
  }
}

}  // namespace tarn::ingest
