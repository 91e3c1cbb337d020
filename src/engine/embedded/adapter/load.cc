#include "engine/embedded/adapter/load.h"

#include <filesystem>

#include "base/content_hash.h"
#include "base/error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/csv_scan.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

// Where DuckDB's CSV reader tells of lines that it could not read, and where they are gathered.
constexpr const char* kRejectErrors = "tarn_reject_errors";
constexpr const char* kRejectScans = "tarn_reject_scans";
constexpr const char* kRejects = "tarn_rejects";
constexpr size_t kFirstRejects = 20;

std::string Text(const std::string& value) {
  return duckdb::KeywordHelper::WriteQuoted(value, '\'');
}
std::string Name(const std::string& value) {
  return duckdb::KeywordHelper::WriteQuoted(value, '"');
}
std::string TableName(const catalog::TableIdentifier& id) {
  return "iceberg." + Name(SchemaName(id.ns)) + "." + Name(id.name);
}

std::string List(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const std::string& value : values) text += (text.size() > 1 ? ", " : "") + Text(value);
  return text + "]";
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// How DuckDB names the type in which a column of the files is computed.
std::string DuckTypeName(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBoolean: return "BOOLEAN";
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger: return "INTEGER";
    case TypeKind::kBigint: return "BIGINT";
    case TypeKind::kReal: return "FLOAT";
    case TypeKind::kDouble: return "DOUBLE";
    case TypeKind::kDecimal:
      return "DECIMAL(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
    case TypeKind::kVarbinary: return "BLOB";
    case TypeKind::kDate: return "DATE";
    case TypeKind::kTime: return "TIME";
    case TypeKind::kTimestamp: return "TIMESTAMP";
    case TypeKind::kTimestampWithTimeZone: return "TIMESTAMPTZ";
    case TypeKind::kUuid: return "UUID";
    case TypeKind::kArray: return DuckTypeName(type.children.at(0)) + "[]";
    case TypeKind::kMap:
      return "MAP(" + DuckTypeName(type.children.at(0)) + ", " + DuckTypeName(type.children.at(1)) +
             ")";
    case TypeKind::kRow: {
      std::string text = "STRUCT(";
      for (size_t i = 0; i < type.children.size(); ++i) {
        text += (i > 0 ? ", " : "") + Name(type.field_names.at(i)) + " " +
                DuckTypeName(type.children[i]);
      }
      return text + ")";
    }
    default: return "VARCHAR";
  }
}

iceberg::Schema TableSchema(const LoadRequest& request) {
  iceberg::Schema schema;
  for (const LoadColumn& column : request.columns) {
    iceberg::NestedField field;
    field.name = Lower(column.name);
    field.required = column.required;
    if (!column.doc.empty()) field.doc = column.doc;
    field.type = ToIcebergType(column.type, column.name);
    schema.fields.push_back(std::move(field));
  }
  for (const LoadConstant& constant : request.constants) {
    iceberg::NestedField field;
    field.name = Lower(constant.name);
    field.type = ToIcebergType(constant.type, constant.name);
    schema.fields.push_back(std::move(field));
  }
  return iceberg::AssignFreshIds(schema);
}

void CheckFiles(const std::vector<std::string>& files) {
  if (files.empty()) throw base::Error(ErrorKind::kInvalidArgument, "no files to load");
  for (const std::string& file : files) {
    std::error_code failure;
    const auto status = std::filesystem::status(file, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
      base::Throw(ErrorKind::kNotFound, "file does not exist: {}", file);
    }
    if (status.type() == std::filesystem::file_type::directory) {
      base::Throw(ErrorKind::kInvalidArgument, "a folder is no file to load: {}", file);
    }
    if (failure) {
      base::Throw(ErrorKind::kPermissionDenied, "file cannot be read ({}): {}", failure.message(),
                  file);
    }
  }
}

std::string CsvDialect(const CsvOptions& csv) {
  return "delim = " + Text(std::string(1, csv.delimiter)) +
         ", quote = " + Text(csv.quote == '\0' ? "" : std::string(1, csv.quote)) +
         ", escape = " + Text(csv.escape == '\0' ? "" : std::string(1, csv.escape)) +
         ", nullstr = " + Text(csv.null_text);
}

uint64_t TotalBytes(const std::vector<std::string>& files) {
  uint64_t total = 0;
  for (const std::string& file : files) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    if (!failure) total += size;
  }
  return total;
}

// Closes the files of a scan, however the load ends.
struct ScanScope {
  Connection& connection;
  ~ScanScope() {
    connection.SetCsvScan([](duckdb::ClientContext&) { return nullptr; });
  }
};

}  // namespace

// --- reading ---

std::vector<std::string> LoadFiles::ReadHeader(const std::string& file, const CsvOptions& csv) {
  if (auto names = CsvScan::ReadHeader(file, csv)) {
    for (std::string& name : *names) name = Lower(name);
    return *std::move(names);
  }
  const auto rows = connection_.QueryText(
      "SELECT * FROM read_csv(" + Text(file) + ", " + CsvDialect(csv) +
      ", header = false, all_varchar = true, null_padding = true, strict_mode = false, "
      "ignore_errors = true, parallel = false) LIMIT 1");
  if (rows.empty()) {
    throw base::Error(ErrorKind::kInvalidArgument, "the file is empty: " + file,
                      "a CSV file begins with a line of column names");
  }
  std::vector<std::string> names;
  for (const auto& value : rows.front()) names.push_back(Lower(value.value_or("")));
  // A longer line further down makes the reader pad the header; that line is to be rejected alone.
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

// Files may have their columns in any order, but all and only the declared ones.
std::vector<LoadFiles::Group> LoadFiles::GroupByHeader(const LoadRequest& request) {
  std::vector<std::string> declared;
  for (const LoadColumn& column : request.columns) declared.push_back(Lower(column.name));
  if (request.format != FileFormat::kCsv || !request.csv.header) {
    return {{declared, request.files}};
  }
  std::vector<Group> groups;
  for (const std::string& file : request.files) {
    std::vector<std::string> header = ReadHeader(file, request.csv);
    for (const std::string& name : declared) {
      if (std::find(header.begin(), header.end(), name) != header.end()) continue;
      throw base::Error(
          ErrorKind::kInvalidArgument,
          "the file has no column '" + name + "'" + base::DidYouMean(name, header) + ": " + file,
          "the first line names the columns of a CSV file");
    }
    for (const std::string& name : header) {
      if (std::find(declared.begin(), declared.end(), name) != declared.end()) continue;
      throw base::Error(ErrorKind::kInvalidArgument,
                        "the file has a column that is not expected, '" + name + "'" +
                            base::DidYouMean(name, declared) + ": " + file,
                        "declare the column, or take it out of the file");
    }
    auto same = std::find_if(groups.begin(), groups.end(),
                             [&](const Group& group) { return group.header == header; });
    if (same == groups.end()) same = groups.insert(groups.end(), Group{std::move(header), {}});
    same->files.push_back(file);
  }
  return groups;
}

std::string LoadFiles::CsvSource(const LoadRequest& request, const Group& group,
                                 bool store_rejects) {
  std::string columns;
  for (const std::string& name : group.header) {
    const auto column = std::find_if(request.columns.begin(), request.columns.end(),
                                     [&](const LoadColumn& c) { return Lower(c.name) == name; });
    columns += (columns.empty() ? "" : ", ") + Text(name) + ": " +
               Text(store_rejects ? DuckTypeName(column->type) : "VARCHAR");
  }
  std::string text = "read_csv(" + List(group.files) + ", " + CsvDialect(request.csv) +
                     ", header = " + (request.csv.header ? "true" : "false") +
                     ", auto_detect = false, columns = {" + columns + "}";
  if (store_rejects) {
    text += std::string(", store_rejects = true, rejects_limit = 0, rejects_table = '") +
            kRejectErrors + "', rejects_scan = '" + kRejectScans + "'";
  } else {
    // One row a line, whatever is in it, so that rows can be counted.
    text += ", null_padding = true, strict_mode = false, ignore_errors = true, parallel = false";
  }
  return text + ")";
}

std::string LoadFiles::SourceQuery(const LoadRequest& request, const std::vector<Group>& groups) {
  std::string list;
  const bool typed = request.format == FileFormat::kCsv;
  std::string json_columns;
  for (const LoadColumn& column : request.columns) {
    const std::string name = Name(Lower(column.name));
    list += (list.empty() ? "" : ", ") +
            (typed ? name : "CAST(" + name + " AS " + DuckTypeName(column.type) + ") AS " + name);
    json_columns += (json_columns.empty() ? "" : ", ") + Text(column.name) + ": " +
                    Text(DuckTypeName(column.type));
  }
  for (const LoadConstant& constant : request.constants) {
    list += (list.empty() ? "" : ", ") + std::string("CAST(") + constant.sql_literal + " AS " +
            DuckTypeName(constant.type) + ") AS " + Name(Lower(constant.name));
  }
  if (scan_) return "SELECT " + list + " FROM tarn_csv_scan()";
  std::string query;
  for (const Group& group : groups) {
    std::string source;
    switch (request.format) {
      case FileFormat::kCsv: source = CsvSource(request, group, true); break;
      case FileFormat::kJson:
        source = "read_json(" + List(group.files) + ", columns = {" + json_columns + "})";
        break;
      case FileFormat::kParquet:
        source = "read_parquet(" + List(group.files) + ", union_by_name = true)";
        break;
    }
    query +=
        (query.empty() ? "" : " UNION ALL ") + std::string("SELECT ") + list + " FROM " + source;
  }
  return query;
}

// --- writing ---

std::string LoadFiles::WriteStatement(const LoadRequest& request, const std::string& query) {
  const std::string table = TableName(request.table);
  bool there = false;
  connection_.WithLake(
      [&](LakeTransaction& lake) { there = lake.Find(request.table).has_value(); });
  if (request.mode == LoadMode::kReplace || !there) {
    return std::string("CREATE ") + (there ? "OR REPLACE " : "") + "TABLE " + table + " AS " +
           query;
  }
  std::string columns;
  for (const LoadColumn& column : request.columns) {
    columns += (columns.empty() ? "" : ", ") + Name(Lower(column.name));
  }
  for (const LoadConstant& constant : request.constants) {
    columns += (columns.empty() ? "" : ", ") + Name(Lower(constant.name));
  }
  return "INSERT INTO " + table + " (" + columns + ") " + query;
}

// Gathers what could not be loaded as (file, line, column_name, reason, raw_line) in a temporary
// table.
void LoadFiles::CollectRejects(const LoadRequest& request, const std::vector<Group>& groups,
                               uint64_t null_rows) {
  if (scan_) {
    connection_.QueryText(std::string("CREATE OR REPLACE TEMP TABLE ") + kRejects +
                          " AS SELECT * FROM tarn_csv_rejects()");
    return;
  }
  connection_.QueryText(
      std::string("CREATE OR REPLACE TEMP TABLE ") + kRejects +
      " AS SELECT s.file_path AS file, CAST(e.line AS BIGINT) AS line, e.column_name, "
      "e.error_message AS reason, e.csv_line AS raw_line FROM " +
      kRejectErrors + " e JOIN " + kRejectScans + " s USING (scan_id, file_id)");
  if (null_rows > 0) {
    // The writer left these rows out without knowing their lines: they are looked up again, which
    // happens only when there are any.
    for (const Group& group : groups) {
      std::string raw_line = "concat_ws(" + Text(std::string(1, request.csv.delimiter));
      for (const std::string& name : group.header) {
        raw_line += ", coalesce(" + Name(name) + ", '')";
      }
      raw_line += ")";
      for (const std::string& file : group.files) {
        for (const LoadColumn& column : request.columns) {
          if (!column.required) continue;
          connection_.QueryText(
              std::string("INSERT INTO ") + kRejects + " SELECT " + Text(file) + ", line, " +
              Text(Lower(column.name)) + ", 'the column is required', " + raw_line +
              " FROM (SELECT row_number() OVER () + " + (request.csv.header ? "1" : "0") +
              " AS line, * FROM " + CsvSource(request, Group{group.header, {file}}, false) +
              ") WHERE " + Name(Lower(column.name)) + " IS NULL");
        }
      }
    }
  }
}

void LoadFiles::CountRejects(LoadResult& result) {
  const auto count = connection_.QueryText(
      std::string("SELECT count(*) FROM (SELECT DISTINCT file, line FROM ") + kRejects + ")");
  result.rejected_rows = std::stoull(count.at(0).at(0).value_or("0"));
  const auto first =
      connection_.QueryText(std::string("SELECT file, line, column_name, reason FROM ") + kRejects +
                            " ORDER BY 1, 2 LIMIT " + std::to_string(kFirstRejects));
  for (const auto& row : first) {
    RejectedRow reject;
    reject.file = row[0].value_or("");
    reject.line = std::stoull(row[1].value_or("0"));
    reject.column = row[2].value_or("");
    reject.reason = row[3].value_or("");
    result.first_rejects.push_back(std::move(reject));
  }
}

void LoadFiles::CheckShare(const LoadRequest& request, const LoadResult& result) {
  const double all = static_cast<double>(result.rows + result.rejected_rows);
  const double share = all == 0 ? 0 : static_cast<double>(result.rejected_rows) / all;
  if (result.rejected_rows == 0 || share <= request.max_reject_share) return;
  std::string message = std::to_string(result.rejected_rows) + " of " +
                        std::to_string(result.rows + result.rejected_rows) +
                        " rows cannot be read, more than the allowed share of " +
                        duckdb::StringUtil::Format("%.4g", request.max_reject_share);
  for (size_t i = 0; i < result.first_rejects.size() && i < 5; ++i) {
    const RejectedRow& row = result.first_rejects[i];
    message += "\n  " + row.file + ":" + std::to_string(row.line) +
               (row.column.empty() ? "" : ": column " + row.column) + ": " + row.reason;
  }
  throw base::Error(ErrorKind::kFailedPrecondition, message,
                    "repair the files, or allow more with max_reject_share");
}

void LoadFiles::WriteRejects(const LoadRequest& request) {
  if (request.reject_table.name.empty()) return;
  connection_.WithLake([&](LakeTransaction& lake) {
    if (lake.Find(request.reject_table)) return;
    if (!lake.NamespaceExists(request.reject_table.ns)) {
      lake.CreateNamespace(request.reject_table.ns);
    }
    iceberg::NewTable table;
    const auto add = [&](const char* name, iceberg::PrimitiveType type) {
      iceberg::NestedField field;
      field.name = name;
      field.type = type;
      table.schema.fields.push_back(std::move(field));
    };
    add("file", iceberg::StringType{});
    add("line", iceberg::LongType{});
    add("column_name", iceberg::StringType{});
    add("reason", iceberg::StringType{});
    add("raw_line", iceberg::StringType{});
    add("rejected_at", iceberg::TimestamptzType{});
    table.schema = iceberg::AssignFreshIds(table.schema);
    lake.CreateTable(request.reject_table, std::move(table), CreateMode::kCreate);
  });
  connection_.Write("INSERT INTO " + TableName(request.reject_table) +
                    " SELECT file, line, column_name, reason, raw_line, now() FROM " + kRejects);
}

void LoadFiles::BeginScan(const LoadRequest& request, const std::vector<Group>& groups) {
  std::vector<CsvScan::Column> columns;
  for (const LoadColumn& column : request.columns) {
    columns.push_back(
        {Lower(column.name), ToDuckType(ToIcebergType(column.type, column.name)), column.required});
  }
  std::vector<CsvScan::File> files;
  for (const std::string& path : request.files) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& candidate) {
      return std::find(candidate.files.begin(), candidate.files.end(), path) !=
             candidate.files.end();
    });
    CsvScan::File file{path, {}};
    for (const std::string& name : group->header) {
      const auto column = std::find_if(columns.begin(), columns.end(), [&](const auto& candidate) {
        return candidate.name == name;
      });
      file.columns.push_back(static_cast<size_t>(column - columns.begin()));
    }
    files.push_back(std::move(file));
  }
  connection_.SetCsvScan([&](duckdb::ClientContext& context) {
    scan_ = std::make_shared<CsvScan>(context, std::move(columns), std::move(files), request.csv);
    return scan_;
  });
}

// What was read of the files, in their order.
std::vector<FileDigest> LoadFiles::Digests(const LoadRequest& request) const {
  std::vector<FileDigest> digests;
  if (scan_) {
    for (const csv::FileDigest& digest : scan_->reader().digests()) {
      digests.push_back({digest.bytes, digest.xxh3_128});
    }
    return digests;
  }
  for (const std::string& file : request.files) {
    digests.push_back({TotalBytes({file}), base::HashFile(file)});
  }
  return digests;
}

LoadResult LoadFiles::Load(const LoadRequest& request, base::Progress* progress,
                           const base::CancelToken& cancel) {
  CheckFiles(request.files);
  const uint64_t source_bytes = TotalBytes(request.files);
  const uint64_t rows_before = progress != nullptr ? progress->rows.load() : 0;
  const uint64_t bytes_before = progress != nullptr ? progress->bytes.load() : 0;
  const std::vector<Group> groups = GroupByHeader(request);
  const ScanScope scope{connection_};
  if (CsvScan::CanRead(request)) BeginScan(request, groups);
  const std::string statement = WriteStatement(request, SourceQuery(request, groups));

  TableOptions options;
  options.partitioning = request.partitioning;
  options.properties = request.table_properties;
  options.schema = TableSchema(request);
  options.snapshot_summary = request.snapshot_properties;
  if (request.summarize) {
    options.late_summary = [&] { return request.summarize(Digests(request)); };
  }
  options.skip_null_rows = request.format == FileFormat::kCsv;

  LoadResult result;
  WriteProgress watched{progress, rows_before, bytes_before, source_bytes};
  result.rows = connection_.Write(statement, std::move(options), watched, cancel);
  const WriteCounters counters = connection_.write_counters();
  result.data_files = counters.files;
  result.data_bytes = counters.bytes;
  if (progress != nullptr) {
    progress->rows = rows_before + result.rows;
    progress->bytes = bytes_before + source_bytes;
  }
  // Nothing is asked of DuckDB when there are no rejects, as is usual.
  if (request.format == FileFormat::kCsv && (!scan_ || scan_->rejects().Count() > 0)) {
    CollectRejects(request, groups, counters.skipped_null_rows);
    CountRejects(result);
    CheckShare(request, result);
    if (result.rejected_rows > 0) WriteRejects(request);
    connection_.QueryText(std::string("DROP TABLE temp.") + kRejects);
    connection_.QueryText(std::string("DROP TABLE IF EXISTS temp.") + kRejectErrors);
    connection_.QueryText(std::string("DROP TABLE IF EXISTS temp.") + kRejectScans);
  }
  return result;
}

// --- looking at files ---

FileSchema LoadFiles::Inspect(const std::string& file, FileFormat format, const CsvOptions& hint) {
  CheckFiles({file});
  FileSchema schema;
  schema.csv = hint;
  std::string query;
  switch (format) {
    case FileFormat::kCsv: {
      const auto found = connection_.QueryText(
          "SELECT Delimiter, Quote, Escape, HasHeader FROM sniff_csv(" + Text(file) + ")");
      const auto& row = found.at(0);
      const auto one = [](const std::optional<std::string>& text, char otherwise) {
        return text && text->size() == 1 ? text->front() : otherwise;
      };
      schema.csv.delimiter = one(row[0], hint.delimiter);
      schema.csv.quote = one(row[1], hint.quote);
      schema.csv.escape = one(row[2], hint.escape);
      schema.csv.header = row[3] == "true";
      query = "SELECT * FROM read_csv(" + Text(file) + ", " + CsvDialect(schema.csv) +
              ", header = " + (schema.csv.header ? "true" : "false") + ")";
      break;
    }
    case FileFormat::kJson: query = "SELECT * FROM read_json(" + Text(file) + ")"; break;
    case FileFormat::kParquet: query = "SELECT * FROM read_parquet(" + Text(file) + ")"; break;
  }
  try {
    for (const Connection::QueryColumn& column : connection_.Describe(query)) {
      schema.columns.push_back({column.name, column.type, false, ""});
    }
  } catch (const base::Error& error) {
    if (error.kind() == ErrorKind::kCancelled || error.kind() == ErrorKind::kResourceExhausted) {
      throw;
    }
    throw base::Error(ErrorKind::kInvalidArgument, error.message(), error.hint())
        .WithContext("the file cannot be read: " + file);
  }
  return schema;
}

}  // namespace tarn::engine::embedded
