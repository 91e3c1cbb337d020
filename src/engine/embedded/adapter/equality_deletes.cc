#include "engine/embedded/adapter/equality_deletes.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/imported_files.h"
#include "engine/embedded/adapter/position_deletes.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

// A group of data files: enough to share the reading of the deletes, not so much that the first
// rows of a scan come late.
constexpr size_t kMaxGroupFiles = 64;
constexpr int64_t kMaxGroupBytes = int64_t{1} << 30;

std::string Text(const std::string& text) { return duckdb::KeywordHelper::WriteQuoted(text, '\''); }

// The column that an equality delete compares, with the type that it has now; a column that was
// dropped is found in an older schema.
const iceberg::NestedField& FieldOf(const iceberg::TableMetadata& metadata, iceberg::FieldId id) {
  const auto find = [&](const iceberg::Schema& schema) -> const iceberg::NestedField* {
    for (const iceberg::NestedField& field : schema.fields) {
      if (field.id == id) return &field;
    }
    if (const iceberg::NestedField* nested = schema.FindField(id)) {
      base::Throw(ErrorKind::kUnsupported, "equality deletes by the nested field '{}'",
                  nested->name);
    }
    return nullptr;
  };
  if (const auto* field = find(metadata.current_schema())) return *field;
  for (auto it = metadata.schemas.rbegin(); it != metadata.schemas.rend(); ++it) {
    if (const auto* field = find(*it)) return *field;
  }
  base::Throw(ErrorKind::kDataCorruption,
              "equality deletes name a field that the table never had: {}", id);
}

// read_parquet of files whose columns are found by field id and called c0, c1, ….
std::string ReadColumns(const std::vector<std::string>& paths,
                        const std::vector<iceberg::FieldId>& ids,
                        const iceberg::TableMetadata& metadata) {
  std::string list;
  for (const std::string& path : paths) {
    list += (list.empty() ? "" : ", ") + Text(PathForDuck(path));
  }
  std::string columns;
  for (size_t i = 0; i < ids.size(); ++i) {
    const iceberg::NestedField& field = FieldOf(metadata, ids[i]);
    const duckdb::Value value =
        field.initial_default ? FromLiteral(*field.initial_default) : duckdb::Value();
    columns += fmt::format("{}{}: {{name: 'c{}', type: {}, default_value: {}}}",
                           columns.empty() ? "" : ", ", ids[i], i,
                           Text(ToDuckType(field.type).ToString()), value.ToSQLString());
  }
  return fmt::format("read_parquet([{}], schema = MAP {{{}}}, hive_partitioning = false)", list,
                     columns);
}

// The columns of a file without field ids, by the table's name mapping, called c0, c1, …; those
// that it has not have its partition's value or their default.
std::string ReadUnidentified(const iceberg::DataFile& file,
                             duckdb::vector<duckdb::MultiFileColumnDefinition> columns,
                             const std::vector<iceberg::FieldId>& ids,
                             const iceberg::TableMetadata& metadata) {
  AssignFieldIds(metadata, metadata.current_schema(), columns);
  std::string selected;
  for (size_t i = 0; i < ids.size(); ++i) {
    const iceberg::NestedField& field = FieldOf(metadata, ids[i]);
    const duckdb::Value id = duckdb::Value::INTEGER(field.id);
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const auto& c) { return c.identifier == id; });
    std::string value;
    if (column != columns.end()) {
      value = duckdb::KeywordHelper::WriteQuoted(column->name, '"');
    } else if (const auto constant = PartitionValueOf(metadata, file, field, columns)) {
      value = constant->ToSQLString();
    } else {
      value = field.initial_default ? FromLiteral(*field.initial_default).ToSQLString() : "NULL";
    }
    selected += fmt::format(", CAST({} AS {}) AS c{}", value, ToDuckType(field.type).ToString(), i);
  }
  return fmt::format(
      "(SELECT filename, file_row_number{} FROM read_parquet({}, hive_partitioning = false))",
      selected, Text(PathForDuck(file.file_path)));
}

// The columns of data files, and where their rows are.
std::string ReadRows(duckdb::Connection& connection, const std::vector<EqualityDeleted>& files,
                     const std::vector<iceberg::FieldId>& ids,
                     const iceberg::TableMetadata& metadata) {
  std::vector<std::string> paths;
  for (const EqualityDeleted& file : files) paths.push_back(PathForDuck(file.data->file_path));
  const auto unidentified = FilesWithoutIds(connection, paths);
  std::vector<std::string> identified;
  std::string relations;
  const auto add = [&](const std::string& relation) {
    relations += (relations.empty() ? "" : " UNION ALL FROM ") + relation;
  };
  for (size_t i = 0; i < files.size(); ++i) {
    if (const auto found = unidentified.find(paths[i]); found != unidentified.end()) {
      add(ReadUnidentified(*files[i].data, found->second, ids, metadata));
    } else {
      identified.push_back(files[i].data->file_path);
    }
  }
  if (relations.empty()) return ReadColumns(identified, ids, metadata);
  if (!identified.empty()) {
    std::string selected;
    for (size_t i = 0; i < ids.size(); ++i) selected += fmt::format(", c{}", i);
    add(fmt::format("(SELECT filename, file_row_number{} FROM {})", selected,
                    ReadColumns(identified, ids, metadata)));
  }
  return fmt::format("(FROM {})", relations);
}

// Adds the rows of the group that the delete files of one set of columns take out.
void Join(duckdb::DatabaseInstance& database, const iceberg::TableMetadata& metadata,
          const std::vector<EqualityDeleted>& data_files,
          const std::vector<std::string>& delete_files, const std::vector<iceberg::FieldId>& ids,
          std::map<std::string, Positions>& found) {
  std::string condition;
  for (size_t i = 0; i < ids.size(); ++i) {
    condition += fmt::format("{}d.c{} IS NOT DISTINCT FROM f.c{}", i > 0 ? " AND " : "", i, i);
  }
  // A connection of its own: the statement that scans holds the session's.
  duckdb::Connection connection(database);
  auto result = connection.SendQuery(fmt::format(
      "SELECT filename, file_row_number FROM {} f WHERE EXISTS (SELECT 1 FROM {} d WHERE {})",
      ReadRows(connection, data_files, ids, metadata), ReadColumns(delete_files, ids, metadata),
      condition));
  if (result->HasError()) throw FromDuckError(result->GetErrorObject());
  RowPositions rows;
  while (auto chunk = result->Fetch()) {
    if (chunk->size() == 0) break;
    chunk->Flatten();
    const auto* paths = duckdb::FlatVector::GetData<duckdb::string_t>(chunk->data[0]);
    const auto* positions = duckdb::FlatVector::GetData<int64_t>(chunk->data[1]);
    for (duckdb::idx_t i = 0; i < chunk->size(); ++i) {
      rows.Add({paths[i].GetData(), paths[i].GetSize()}, static_cast<uint64_t>(positions[i]));
    }
  }
  if (result->HasError()) throw FromDuckError(result->GetErrorObject());
  for (const EqualityDeleted& file : data_files) {
    const std::string& path = file.data->file_path;
    const auto positions = rows.files().find(PathForDuck(path));
    if (positions != rows.files().end()) found[path] |= positions->second;
  }
}

std::map<std::string, Positions> Resolve(duckdb::DatabaseInstance& database,
                                         const iceberg::TableMetadata& metadata,
                                         const std::vector<EqualityDeleted>& group) {
  std::map<std::vector<iceberg::FieldId>, std::vector<std::string>> by_columns;
  for (const auto& entry : group.front().deletes) {
    const iceberg::DataFile& file = entry->data_file;
    if (file.file_format != iceberg::FileFormat::kParquet) {
      base::Throw(ErrorKind::kUnsupported, "an equality delete file is not Parquet: {}",
                  file.file_path);
    }
    if (file.equality_ids.empty()) {
      base::Throw(ErrorKind::kDataCorruption, "an equality delete file names no fields: {}",
                  file.file_path);
    }
    by_columns[file.equality_ids].push_back(file.file_path);
  }
  std::map<std::string, Positions> found;
  for (const auto& [ids, delete_files] : by_columns) {
    Translated([&] { Join(database, metadata, group, delete_files, ids, found); });
  }
  return found;
}

bool SameDeletes(const EqualityDeleted& a, const EqualityDeleted& b) {
  if (a.deletes.size() != b.deletes.size()) return false;
  for (size_t i = 0; i < a.deletes.size(); ++i) {
    if (a.deletes[i]->data_file.file_path != b.deletes[i]->data_file.file_path) return false;
  }
  return true;
}

}  // namespace

std::shared_ptr<const Positions> EqualityDeletes::Find(duckdb::DatabaseInstance& database,
                                                       const iceberg::TableMetadata& metadata,
                                                       const FilesFrom& files, size_t index,
                                                       size_t count) {
  const EqualityDeleted wanted = files(index);
  std::vector<EqualityDeleted> group;
  std::vector<std::promise<Result>> promises;
  std::shared_future<Result> result;
  {
    std::lock_guard lock(mutex_);
    if (const auto known = results_.find(wanted.data->file_path); known != results_.end()) {
      result = known->second;
    } else {
      int64_t bytes = 0;
      for (size_t i = index; i < count && group.size() < kMaxGroupFiles; ++i) {
        EqualityDeleted file = i == index ? wanted : files(i);
        if (i > index && (bytes + file.data->file_size_in_bytes > kMaxGroupBytes ||
                          !SameDeletes(file, wanted) || results_.contains(file.data->file_path))) {
          break;
        }
        bytes += file.data->file_size_in_bytes;
        promises.emplace_back();
        results_[file.data->file_path] = promises.back().get_future().share();
        group.push_back(std::move(file));
      }
      result = results_.at(wanted.data->file_path);
    }
  }
  if (!group.empty()) {
    try {
      auto found = Resolve(database, metadata, group);
      for (size_t i = 0; i < group.size(); ++i) {
        promises[i].set_value(
            std::make_shared<const Positions>(std::move(found[group[i].data->file_path])));
      }
    } catch (...) {
      for (auto& promise : promises) promise.set_exception(std::current_exception());
    }
  }
  return result.get();
}

}  // namespace tarn::engine::embedded
