// CALL system.migrate: a folder of Parquet files, laid out as Hive lays out tables, becomes a table
// where it is.
#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/names.h"
#include "engine/embedded/parquet_footers.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_places.h"
#include "iceberg/name_mapping.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// A column that folders have the values of.
struct HiveColumn {
  std::string name;
  iceberg::PrimitiveType type = iceberg::LongType{};
};

std::optional<iceberg::Literal> LiteralOf(const iceberg::PrimitiveType& type,
                                          const std::string& text) {
  if (iceberg::KindOf(type) == iceberg::TypeKind::kString) return iceberg::Literal::String(text);
  if (iceberg::KindOf(type) == iceberg::TypeKind::kLong) {
    int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return iceberg::Literal::Long(number);
  }
  try {
    return iceberg::LiteralFromJson(type, '"' + text + '"');
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

// The first of bigint, date and varchar that has all values of a column.
iceberg::PrimitiveType TypeOf(const std::vector<AddedFile>& files, size_t column) {
  const std::vector<iceberg::PrimitiveType> candidates = {iceberg::LongType{}, iceberg::DateType{}};
  for (const iceberg::PrimitiveType& type : candidates) {
    bool any = false;
    const bool all = std::all_of(files.begin(), files.end(), [&](const AddedFile& file) {
      const auto& value = file.partition[column].second;
      any = any || value;
      return !value || LiteralOf(type, *value);
    });
    if (any && all) return type;
  }
  return iceberg::StringType{};
}

// The columns that folders name, outermost first. kInvalidArgument when files disagree.
std::vector<HiveColumn> HiveColumnsOf(const std::vector<AddedFile>& files) {
  const auto& first = files.front();
  for (const AddedFile& file : files) {
    const bool same = std::equal(file.partition.begin(), file.partition.end(),
                                 first.partition.begin(), first.partition.end(),
                                 [](const auto& a, const auto& b) { return a.first == b.first; });
    if (same) continue;
    throw base::Error(ErrorKind::kInvalidArgument,
                      fmt::format("files lie in folders of different partition columns: {} and {}",
                                  first.path, file.path),
                      "every file must lie in as many folders named column=value");
  }
  std::vector<HiveColumn> columns;
  for (size_t i = 0; i < first.partition.size(); ++i) {
    columns.push_back({first.partition[i].first, TypeOf(files, i)});
  }
  return columns;
}

// The columns of all files by their names, then those of the folders.
iceberg::Schema SchemaOf(Connection& connection, const std::vector<AddedFile>& files,
                         const std::vector<HiveColumn>& hive, const std::string& location) {
  std::string list;
  for (const AddedFile& file : files) {
    list += (list.empty() ? "" : ", ") + QuoteText(LocalPath(file.path));
  }
  iceberg::Schema schema;
  const auto add = [&](const std::string& name, iceberg::Type type) {
    iceberg::NestedField field;
    field.name = name;
    field.type = std::move(type);
    schema.fields.push_back(std::move(field));
  };
  std::vector<Connection::QueryColumn> columns;
  try {
    columns = connection.Describe("SELECT * FROM read_parquet([" + list +
                                  "], union_by_name = true, hive_partitioning = false)");
  } catch (const base::Error& error) {
    throw base::Error(
        error.kind(),
        fmt::format("the files of {} have no common columns: {}", location, error.message()),
        "every file must be Parquet, and columns of one name of types that fit");
  }
  for (const auto& column : columns) {
    if (!column.storage) {
      base::Throw(ErrorKind::kUnsupported, "no table can have the type of column '{}' in: {}",
                  column.name, location);
    }
    const bool of_folder = std::any_of(hive.begin(), hive.end(), [&](const HiveColumn& folder) {
      return folder.name == column.name;
    });
    if (!of_folder) add(column.name, *column.storage);
  }
  for (const HiveColumn& column : hive) add(column.name, column.type);
  return schema;
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Migrate(const sql::Call& call) {
  const ProcedureArguments arguments(
      "migrate", call.name.location, call.arguments,
      {{"schema_name", true}, {"table_name", true}, {"recursive_directory"}, {"location"}},
      source_);
  const catalog::TableIdentifier id{SchemaNamespace(arguments.RequiredText("schema_name")),
                                    arguments.RequiredText("table_name")};
  const NestedFolders nested =
      NestedFoldersOf(arguments.Choice("recursive_directory", kNestedFolderChoices));
  const std::string location = arguments.Text("location").value_or(catalog_.NewTableLocation(id));
  places_.CheckSource(location);
  // Until a commit names them: they may lie where a clean-up looks.
  const auto adoption = catalog_.LockForAdoption();
  SetCommitMessage("migrate " + id.ToString());
  Atomically([&] {
    OnLake(call.name.location, [&](LakeTransaction& lake) {
      if (!lake.NamespaceExists(id.ns)) {
        base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                    "Schema '{}' does not exist", SchemaText(id.ns));
      }
      if (lake.Find(id)) {
        base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kTableAlreadyExists,
                    "Table '{}' is an Iceberg table already", id.ToString());
      }
    });
    const std::vector<AddedFile> files = FilesAt(catalog_.store(), location, nested, true);
    const std::vector<HiveColumn> hive = HiveColumnsOf(files);
    iceberg::NewTable table;
    table.schema = iceberg::AssignFreshIds(SchemaOf(Ready(), files, hive, location));
    std::vector<std::string> partitioning;
    for (const HiveColumn& column : hive) partitioning.push_back(QuoteName(column.name));
    table.spec = ParsePartitioning(partitioning, table.schema);
    table.location = location;
    table.properties = {
        {iceberg::kNameMappingProperty, iceberg::ToJson(iceberg::NameMappingOf(table.schema))}};
    std::shared_ptr<const iceberg::TableMetadata> metadata;
    OnLake(call.name.location, [&](LakeTransaction& lake) {
      metadata = lake.CreateTable(id, std::move(table), CreateMode::kCreate);
    });
    ParquetFooters footers(Ready(), *metadata);
    std::vector<iceberg::DataFile> data_files = footers.Read(files);
    std::map<std::string, const AddedFile*> by_path;
    for (const AddedFile& file : files) by_path[file.path] = &file;
    for (iceberg::DataFile& data : data_files) {
      const AddedFile& file = *by_path.at(data.file_path);
      for (size_t i = 0; i < hive.size(); ++i) {
        const auto& value = file.partition[i].second;
        data.partition.push_back(value ? LiteralOf(hive[i].type, *value) : std::nullopt);
      }
    }
    Ready().WithLake([&](LakeTransaction& lake) { lake.Append(id, std::move(data_files)); });
  });
  return Updated("CALL");
}

}  // namespace tarn::engine::embedded
