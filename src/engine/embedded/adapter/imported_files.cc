#include "engine/embedded/adapter/imported_files.h"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/name_mapping.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalTypeId;
using duckdb::MultiFileColumnDefinition;
using duckdb::StringUtil;
using iceberg::MappedField;
using iceberg::NameMapping;
using Columns = duckdb::vector<MultiFileColumnDefinition>;

// Exactly by name, else whatever its case.
const MappedField* FindField(const NameMapping& mapping, const std::string& name) {
  const MappedField* similar = nullptr;
  for (const MappedField& field : mapping) {
    for (const std::string& candidate : field.names) {
      if (candidate == name) return &field;
      if (!similar && StringUtil::CIEquals(candidate, name)) similar = &field;
    }
  }
  return similar;
}

class Assigner {
 public:
  void AssignByName(Columns& columns, const NameMapping& mapping) {
    for (MultiFileColumnDefinition& column : columns)
      Assign(column, FindField(mapping, column.name));
  }

 private:
  void Assign(MultiFileColumnDefinition& column, const MappedField* field) {
    static const NameMapping kNothing;
    column.identifier =
        duckdb::Value::INTEGER(field != nullptr && field->id ? *field->id : unknown_++);
    AssignInside(column, field == nullptr ? kNothing : field->fields);
  }

  // Parts of lists and maps are known by their place: writers call them as they like.
  void AssignInside(MultiFileColumnDefinition& column, const NameMapping& mapping) {
    const auto part = [&](size_t i) { return i < mapping.size() ? &mapping[i] : nullptr; };
    Columns& children = column.children;
    const LogicalTypeId type = column.type.id();
    if (type == LogicalTypeId::LIST && children.size() == 1) {
      Assign(children[0], part(0));
    } else if (type == LogicalTypeId::MAP && children.size() == 2) {
      Assign(children[0], part(0));
      Assign(children[1], part(1));
    } else if (type == LogicalTypeId::MAP && children.size() == 1) {  // the entries between
      children[0].identifier = duckdb::Value::INTEGER(unknown_++);
      for (size_t i = 0; i < children[0].children.size(); ++i) {
        Assign(children[0].children[i], part(i));
      }
    } else {
      AssignByName(children, mapping);
    }
  }

  int32_t unknown_ = std::numeric_limits<int32_t>::min();
};

}  // namespace

bool HaveFieldIds(const Columns& columns) {
  return columns.empty() || std::any_of(columns.begin(), columns.end(), [](const auto& column) {
           return !column.identifier.IsNull();
         });
}

void AssignFieldIds(const iceberg::TableMetadata& metadata, const iceberg::Schema& schema,
                    Columns& columns) {
  const std::string mapping = metadata.Property(iceberg::kNameMappingProperty);
  Assigner().AssignByName(columns, mapping.empty() ? iceberg::NameMappingOf(schema)
                                                   : iceberg::ParseNameMapping(mapping));
}

std::optional<duckdb::Value> PartitionValueOf(const iceberg::TableMetadata& metadata,
                                              const iceberg::DataFile& file,
                                              const iceberg::NestedField& field,
                                              const Columns& columns) {
  const iceberg::PartitionSpec* spec = metadata.FindSpec(file.spec_id);
  if (spec == nullptr) return std::nullopt;
  for (size_t i = 0; i < spec->fields.size() && i < file.partition.size(); ++i) {
    const iceberg::PartitionField& partition = spec->fields[i];
    if (partition.source_id != field.id ||
        partition.transform.kind != iceberg::TransformKind::kIdentity) {
      continue;
    }
    const duckdb::Value id = duckdb::Value::INTEGER(field.id);
    if (std::any_of(columns.begin(), columns.end(),
                    [&](const auto& column) { return column.identifier == id; })) {
      return std::nullopt;
    }
    const duckdb::LogicalType type = ToDuckType(field.type);
    if (!file.partition[i]) return duckdb::Value(type);
    // The column's type may have grown since.
    return FromLiteral(*file.partition[i]).DefaultCastAs(type);
  }
  return std::nullopt;
}

std::map<std::string, Columns> FilesWithoutIds(duckdb::Connection& connection,
                                               const std::vector<std::string>& paths) {
  std::string list;
  for (const std::string& path : paths) {
    list += (list.empty() ? "" : ", ") + duckdb::KeywordHelper::WriteQuoted(path, '\'');
  }
  // A schema is its nodes from the root on, each before its children.
  auto result = connection.Query(fmt::format(
      "SELECT file_name, name, field_id, coalesce(num_children, 0) FROM parquet_schema([{}])",
      list));
  if (result->HasError()) throw FromDuckError(result->GetErrorObject());
  std::map<std::string, Columns> files;
  std::set<std::string> with_ids;
  std::string file;
  int64_t inside = 0;  // nodes that are left of the column that was begun
  for (const auto& row : result->Cast<duckdb::MaterializedQueryResult>().Collection().GetRows()) {
    const std::string path = row.GetValue(0).ToString();
    const int64_t children = row.GetValue(3).GetValue<int64_t>();
    if (path != file) {  // the root
      file = path;
      inside = 0;
      files[file];
      continue;
    }
    if (!row.GetValue(2).IsNull()) with_ids.insert(file);
    if (inside > 0) {
      inside += children - 1;
      continue;
    }
    files[file].emplace_back(row.GetValue(1).ToString(), duckdb::LogicalType::ANY);
    inside = children;
  }
  for (const std::string& path : with_ids) files.erase(path);
  return files;
}

}  // namespace tarn::engine::embedded
