#include "engine/embedded/parquet_footers.h"

#include <algorithm>
#include <set>

#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

constexpr size_t kFilesPerQuery = 200;
// As in Iceberg's default metrics mode, truncate(16).
constexpr size_t kBoundLength = 16;
constexpr std::string_view kHiveNull = "__HIVE_DEFAULT_PARTITION__";

// Whether a column of a file can be read as the table's.
bool Fits(const iceberg::Type& file, const iceberg::Type& table) {
  if (file == table) return true;
  const std::string from = iceberg::ToString(file), to = iceberg::ToString(table);
  return (from == "int" && to == "long") || (from == "float" && to == "double");
}

int64_t Number(const std::optional<std::string>& text) { return text ? std::stoll(*text) : 0; }

void SetBounds(const iceberg::NestedField& field, const iceberg::PrimitiveType& type,
               const std::vector<std::optional<std::string>>& row, iceberg::DataFile& file) {
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

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Hive escapes what file systems do not take as %XX.
std::string Unescape(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
                         HexDigit(text[i + 2]) >= 0;
    result +=
        escaped ? static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2])) : text[i];
    if (escaped) i += 2;
  }
  return result;
}

// The folders of a path, when each is "k=v"; false when one is not.
bool ReadPartition(std::string_view folders, AddedFile& file) {
  while (!folders.empty()) {
    const size_t end = folders.find('/');
    const std::string_view folder = folders.substr(0, end);
    const size_t equals = folder.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    const std::string value = Unescape(folder.substr(equals + 1));
    file.partition.emplace_back(Unescape(folder.substr(0, equals)),
                                value == kHiveNull ? std::nullopt : std::optional(value));
    folders.remove_prefix(end == std::string_view::npos ? folders.size() : end + 1);
  }
  return true;
}

}  // namespace

std::string LocalPath(const std::string& path) {
  return path.starts_with("file://") ? path.substr(7) : path;
}

NestedFolders NestedFoldersOf(const std::string& choice) {
  if (choice == "FAIL") return NestedFolders::kFail;
  return choice == "TRUE" ? NestedFolders::kRead : NestedFolders::kLeaveOut;
}

std::vector<AddedFile> FilesAt(store::ObjectStore& store, const std::string& location,
                               NestedFolders nested, bool hive) {
  std::string prefix = location;
  while (prefix.size() > 1 && prefix.ends_with('/')) prefix.pop_back();
  prefix += '/';
  std::vector<AddedFile> files;
  store.Scan(prefix, [&](const store::ObjectInfo& info) {
    const std::string rest = info.path.substr(prefix.size());
    const size_t slash = rest.rfind('/');
    const std::string name = slash == std::string::npos ? rest : rest.substr(slash + 1);
    if (name.starts_with('_') || name.starts_with('.')) return;  // as Hive hides them
    AddedFile file{info.path, info.size};
    if (slash != std::string::npos && !(hive && ReadPartition(rest.substr(0, slash), file))) {
      file.partition.clear();
      if (nested == NestedFolders::kLeaveOut) return;
      if (nested == NestedFolders::kFail) {
        throw base::Error(
            ErrorKind::kInvalidArgument, "the location contains nested directories: " + info.path,
            "recursive_directory => 'TRUE' takes their files, 'FALSE' leaves them out");
      }
    }
    files.push_back(std::move(file));
  });
  if (files.empty()) {
    throw base::Error(ErrorKind::kNotFound, "there are no files at the location: " + location);
  }
  std::sort(files.begin(), files.end(),
            [](const AddedFile& a, const AddedFile& b) { return a.path < b.path; });
  return files;
}

std::vector<iceberg::DataFile> ParquetFooters::Read(const std::vector<AddedFile>& files) {
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

const iceberg::NestedField* ParquetFooters::Column(const std::string& name) const {
  for (const iceberg::NestedField& field : schema_.fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

void ParquetFooters::CheckColumns(const std::string& path) {
  std::set<std::string> there;
  try {
    for (const auto& column : connection_.Describe("SELECT * FROM read_parquet(" + QuoteText(path) +
                                                   ", hive_partitioning = false)")) {
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

void ParquetFooters::CheckFieldIds(const std::string& path) {
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

void ParquetFooters::Count(const std::string& list, Batch& batch) {
  for (const auto& row : connection_.QueryText(
           "SELECT file_name, num_rows FROM parquet_file_metadata(" + list + ")")) {
    batch.at(row[0].value_or("")).record_count = Number(row[1]);
  }
}

void ParquetFooters::Measure(const std::string& list, Batch& batch) {
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

void ParquetFooters::Split(const std::string& list, Batch& batch) {
  for (const auto& row : connection_.QueryText(
           "SELECT file_name, least(data_page_offset, CASE WHEN dictionary_page_offset > 0 "
           "THEN dictionary_page_offset ELSE data_page_offset END) AS first_page "
           "FROM parquet_metadata(" +
           list + ") WHERE column_id = 0 ORDER BY 1, 2")) {
    batch.at(row[0].value_or("")).split_offsets.push_back(Number(row[1]));
  }
}

}  // namespace tarn::engine::embedded
