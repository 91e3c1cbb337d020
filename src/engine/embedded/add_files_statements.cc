// add_files: Parquet files that are there already become files of a table; nothing is read but
// their footers, nothing is copied.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "iceberg/maintenance/path_set.h"
#include "iceberg/scan/plan.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

constexpr size_t kFilesPerQuery = 200;
// As in Iceberg's default metrics mode, truncate(16).
constexpr size_t kBoundLength = 16;
constexpr const char* kNameMapping = "schema.name-mapping.default";

std::string LocalPath(const std::string& path) {
  return path.starts_with("file://") ? path.substr(7) : path;
}

struct AddedFile {
  std::string path;
  uint64_t size = 0;
};

// The files to be added, by the rules of recursive_directory.
std::vector<AddedFile> FilesAt(store::ObjectStore& store, const std::string& location,
                               const std::string& recursive) {
  std::string prefix = location;
  while (prefix.size() > 1 && prefix.ends_with('/')) prefix.pop_back();
  prefix += '/';
  std::vector<AddedFile> files;
  store.Scan(prefix, [&](const store::ObjectInfo& info) {
    const std::string rest = info.path.substr(prefix.size());
    const std::string name = rest.substr(rest.rfind('/') + 1);
    if (name.starts_with('_') || name.starts_with('.')) return;  // as Hive hides them
    if (rest.find('/') != std::string::npos && recursive != "TRUE") {
      if (recursive == "FALSE") return;
      throw base::Error(ErrorKind::kInvalidArgument,
                        "the location contains nested directories: " + info.path,
                        "recursive_directory => 'TRUE' takes their files, 'FALSE' leaves them out");
    }
    files.push_back({info.path, info.size});
  });
  if (files.empty()) {
    throw base::Error(ErrorKind::kNotFound, "there are no files at the location: " + location);
  }
  std::sort(files.begin(), files.end(),
            [](const AddedFile& a, const AddedFile& b) { return a.path < b.path; });
  return files;
}

// {"field-id": 1, "names": ["id"], "fields": […]} for each column (spec: Column Projection, name
// mapping): how other engines find columns in files without field ids.
std::string NameMapping(const std::vector<const iceberg::NestedField*>& fields) {
  std::string json = "[";
  for (const iceberg::NestedField* field : fields) {
    std::string name;
    for (const char c : field->name) {
      if (c == '"' || c == '\\') name += '\\';
      name += c;
    }
    json += fmt::format("{}{{\"field-id\":{},\"names\":[\"{}\"]", json.size() > 1 ? "," : "",
                        field->id, name);
    const auto children = iceberg::ChildrenOf(field->type);
    if (!children.empty()) {
      json += ",\"fields\":" + NameMapping(children);
    }
    json += "}";
  }
  return json + "]";
}

std::string NameMapping(const iceberg::Schema& schema) {
  std::vector<const iceberg::NestedField*> fields;
  for (const iceberg::NestedField& field : schema.fields) fields.push_back(&field);
  return NameMapping(fields);
}

// Whether a column of a file can be read as the table's.
bool Fits(const iceberg::Type& file, const iceberg::Type& table) {
  if (file == table) return true;
  const std::string from = iceberg::ToString(file), to = iceberg::ToString(table);
  return (from == "int" && to == "long") || (from == "float" && to == "double");
}

// Reads footers.
class Footers {
 public:
  Footers(Connection& connection, const iceberg::TableMetadata& metadata)
      : connection_(connection), metadata_(metadata), schema_(metadata.current_schema()) {}

  // Files as the table keeps them, with counts, sizes and, for numbers, dates and texts, bounds.
  std::vector<iceberg::DataFile> Read(const std::vector<AddedFile>& files) {
    std::vector<iceberg::DataFile> result;
    for (size_t begin = 0; begin < files.size(); begin += kFilesPerQuery) {
      const size_t end = std::min(files.size(), begin + kFilesPerQuery);
      std::map<std::string, iceberg::DataFile> batch;
      std::string list;
      for (size_t i = begin; i < end; ++i) {
        iceberg::DataFile& file = batch[LocalPath(files[i].path)];
        file.file_path = files[i].path;
        file.file_size_in_bytes = static_cast<int64_t>(files[i].size);
        file.spec_id = metadata_.default_spec_id;
        list += (list.empty() ? "" : ", ") + QuoteText(LocalPath(files[i].path));
        CheckColumns(LocalPath(files[i].path));
      }
      Count("[" + list + "]", batch);
      Measure("[" + list + "]", batch);
      Split("[" + list + "]", batch);
      for (auto& [path, file] : batch) result.push_back(std::move(file));
    }
    return result;
  }
  bool without_ids() const { return without_ids_; }

 private:
  const iceberg::NestedField* Column(const std::string& name) const {
    for (const iceberg::NestedField& field : schema_.fields) {
      if (field.name == name) return &field;
    }
    return nullptr;
  }

  void CheckColumns(const std::string& path) {
    std::set<std::string> there;
    try {
      for (const auto& column :
           connection_.Describe("SELECT * FROM read_parquet(" + QuoteText(path) + ")")) {
        const iceberg::NestedField* field = Column(column.name);
        if (!field) continue;
        there.insert(column.name);
        // Nested columns are compared by their shape, ids are the table's own.
        const bool nested = !iceberg::ChildrenOf(field->type).empty();
        if (nested || (column.storage && Fits(*column.storage, field->type))) continue;
        base::Throw(ErrorKind::kInvalidArgument,
                    "column '{}' is {} in the table, and cannot be read as that from: {}",
                    column.name, iceberg::ToString(field->type), path);
      }
    } catch (const base::Error& error) {
      if (error.message().find(path) != std::string::npos) throw;
      throw base::Error(error.kind(), error.message() + ": " + path, error.hint());
    }
    for (const iceberg::NestedField& field : schema_.fields) {
      if (!field.required || there.contains(field.name)) continue;
      base::Throw(ErrorKind::kInvalidArgument, "the column '{}' is NOT NULL, but is missing in: {}",
                  field.name, path);
    }
    CheckFieldIds(path);
  }

  // Files with field ids are read by them: they must be the table's.
  void CheckFieldIds(const std::string& path) {
    const auto rows = connection_.QueryText("SELECT name, field_id FROM parquet_schema(" +
                                            QuoteText(path) + ") WHERE name IS NOT NULL");
    bool any = false;
    for (const auto& row : rows) {
      if (!row[1]) continue;
      any = true;
      const iceberg::NestedField* field = Column(row[0].value_or(""));
      if (!field || std::to_string(field->id) == *row[1]) continue;
      base::Throw(ErrorKind::kInvalidArgument,
                  "column '{}' has the field id {}, but the table's is {}, in: {}", field->name,
                  *row[1], field->id, path);
    }
    without_ids_ = without_ids_ || !any;
  }

  static int64_t Number(const std::optional<std::string>& text) {
    return text ? std::stoll(*text) : 0;
  }

  void Count(const std::string& list, std::map<std::string, iceberg::DataFile>& batch) {
    for (const auto& row : connection_.QueryText(
             "SELECT file_name, num_rows FROM parquet_file_metadata(" + list + ")")) {
      batch.at(row[0].value_or("")).record_count = Number(row[1]);
    }
  }

  void Measure(const std::string& list, std::map<std::string, iceberg::DataFile>& batch) {
    const auto rows = connection_.QueryText(
        "SELECT file_name, path_in_schema, sum(num_values), "
        "CASE WHEN count(stats_null_count) = count(*) THEN sum(stats_null_count) END, "
        "sum(total_compressed_size), "
        "count(*) FILTER (WHERE stats_min_value IS NULL OR stats_max_value IS NULL), "
        "min(TRY_CAST(stats_min_value AS BIGINT)), max(TRY_CAST(stats_max_value AS BIGINT)), "
        "min(TRY_CAST(stats_min_value AS DATE) - DATE '1970-01-01'), "
        "max(TRY_CAST(stats_max_value AS DATE) - DATE '1970-01-01'), "
        "min(stats_min_value), max(stats_max_value) "
        "FROM parquet_metadata(" +
        list + ") GROUP BY 1, 2");
    for (const auto& row : rows) {
      const iceberg::NestedField* field = Column(row[1].value_or(""));
      const auto* type = field ? std::get_if<iceberg::PrimitiveType>(&field->type) : nullptr;
      if (!type) continue;
      iceberg::DataFile& file = batch.at(row[0].value_or(""));
      file.value_counts.Set(field->id, Number(row[2]));
      if (row[3]) file.null_value_counts.Set(field->id, Number(row[3]));
      file.column_sizes.Set(field->id, Number(row[4]));
      if (row[5] == "0") SetBounds(*field, *type, row, file);
    }
  }

  // Where row groups begin: the lowest place of their first column.
  void Split(const std::string& list, std::map<std::string, iceberg::DataFile>& batch) {
    for (const auto& row : connection_.QueryText(
             "SELECT file_name, least(data_page_offset, CASE WHEN dictionary_page_offset > 0 "
             "THEN dictionary_page_offset ELSE data_page_offset END) AS first_page "
             "FROM parquet_metadata(" +
             list + ") WHERE column_id = 0 ORDER BY 1, 2")) {
      batch.at(row[0].value_or("")).split_offsets.push_back(Number(row[1]));
    }
  }

  static void SetBounds(const iceberg::NestedField& field, const iceberg::PrimitiveType& type,
                        const std::vector<std::optional<std::string>>& row,
                        iceberg::DataFile& file) {
    const auto set = [&](iceberg::Literal low, iceberg::Literal high) {
      file.lower_bounds.Set(field.id, iceberg::ToBytes(low));
      file.upper_bounds.Set(field.id, iceberg::ToBytes(high));
    };
    switch (iceberg::KindOf(type)) {
      case iceberg::TypeKind::kInt:
        if (row[6] && row[7]) {
          set(iceberg::Literal::Int(static_cast<int32_t>(Number(row[6]))),
              iceberg::Literal::Int(static_cast<int32_t>(Number(row[7]))));
        }
        return;
      case iceberg::TypeKind::kLong:
        if (row[6] && row[7]) {
          set(iceberg::Literal::Long(Number(row[6])), iceberg::Literal::Long(Number(row[7])));
        }
        return;
      case iceberg::TypeKind::kDate:
        if (row[8] && row[9]) {
          set(iceberg::Literal::Date(static_cast<int32_t>(Number(row[8]))),
              iceberg::Literal::Date(static_cast<int32_t>(Number(row[9]))));
        }
        return;
      case iceberg::TypeKind::kString: {
        if (!row[10] || !row[11]) return;
        const auto upper = iceberg::TruncateUpperBound(type, *row[11], kBoundLength);
        file.lower_bounds.Set(field.id, iceberg::TruncateLowerBound(type, *row[10], kBoundLength));
        if (upper) file.upper_bounds.Set(field.id, *upper);
        return;
      }
      default: return;  // without bounds no file is left out wrongly
    }
  }

  Connection& connection_;
  const iceberg::TableMetadata& metadata_;
  const iceberg::Schema& schema_;
  bool without_ids_ = false;
};

}  // namespace

EmbeddedSession::Result EmbeddedSession::AddFiles(const sql::TableExecute& execute) {
  const ProcedureArguments arguments(
      "add_files", execute.procedure.location, execute.arguments,
      {{"location", true}, {"format", true}, {"recursive_directory"}, {"duplicate_file"}}, source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  const std::string location = arguments.RequiredText("location");
  const auto choice = [&](const std::string& name, const std::vector<std::string>& choices) {
    std::string value = arguments.Text(name).value_or(choices.front());
    for (char& c : value) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
      arguments.Fail(name, fmt::format("Invalid value [{}]", value),
                     fmt::format("valid values: {}", fmt::join(choices, ", ")));
    }
    return value;
  };
  if (choice("format", {"PARQUET", "ORC", "AVRO"}) != "PARQUET") {
    throw ErrorAt(ErrorKind::kUnsupported, execute.procedure.location,
                  "only Parquet files are added", source_, "load others with tarn ingest");
  }
  const std::string recursive = choice("recursive_directory", {"FAIL", "TRUE", "FALSE"});
  const std::string duplicates = choice("duplicate_file", {"FAIL", "SKIP", "ADD"});
  std::vector<AddedFile> files = FilesAt(catalog_.store(), location, recursive);
  // Until a commit names them: they may lie where a clean-up looks.
  const auto adoption = catalog_.LockForAdoption();
  uint64_t added = 0;
  SetCommitMessage("add_files " + id.ToString());
  Atomically([&] {
    TableView table;
    OnLake(execute.table.location, [&](LakeTransaction& lake) { table = lake.Table(id); });
    if (!table.metadata->default_spec().is_unpartitioned()) {
      throw ErrorAt(ErrorKind::kUnsupported, execute.table.location,
                    "files cannot be added to a partitioned table: their partition is not known",
                    source_, "INSERT INTO … SELECT writes them anew by partition");
    }
    if (table.snapshot && duplicates != "ADD") {
      iceberg::PathSet known;
      const iceberg::ScanPlan plan =
          iceberg::PlanFiles(*table.metadata, *table.snapshot, catalog_.store());
      for (const auto& task : plan.tasks) known.Insert(task.file().file_path);
      for (const AddedFile& file : files) {
        if (duplicates == "FAIL" && known.Contains(file.path)) {
          arguments.Fail("location", "File already exists: " + file.path,
                         "duplicate_file => 'SKIP' leaves it out");
        }
      }
      std::erase_if(files, [&](const AddedFile& file) { return known.Contains(file.path); });
    }
    if (files.empty()) return;
    Footers footers(Ready(), *table.metadata);
    std::vector<iceberg::DataFile> data_files = footers.Read(files);
    added = data_files.size();
    Ready().WithLake([&](LakeTransaction& lake) {
      if (footers.without_ids() && table.metadata->Property(kNameMapping).empty()) {
        lake.AlterTable(id, [](const iceberg::TableMetadata& metadata) {
          return std::vector<iceberg::TableUpdate>{iceberg::update::SetProperties{
              {{kNameMapping, NameMapping(metadata.current_schema())}}}};
        });
      }
      lake.Append(id, std::move(data_files));
    });
  });
  return Metrics({{"added_data_files_count", added}});
}

}  // namespace tarn::engine::embedded
