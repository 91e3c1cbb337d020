#include "engine/embedded/adapter/duck_table.h"

#include "base/clock.h"
#include "base/standard_error.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/duck_scan.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/hidden_columns.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/scan/snapshot_lookup.h"

namespace tarn::engine::embedded {

using duckdb::MultiFileReader;

duckdb::unique_ptr<DuckTable> MakeDuckTable(duckdb::Catalog& catalog,
                                            duckdb::SchemaCatalogEntry& schema,
                                            TableSource source) {
  duckdb::CreateTableInfo info(schema, source.id.name);
  duckdb::idx_t index = 0;
  for (const iceberg::NestedField& field : source.schema->fields) {
    duckdb::ColumnDefinition column(field.name, ToDuckType(field.type));
    if (field.write_default) {
      column.SetDefaultValue(
          duckdb::make_uniq<duckdb::ConstantExpression>(FromLiteral(*field.write_default)));
    }
    info.columns.AddColumn(std::move(column));
    if (field.required) {
      info.constraints.push_back(
          duckdb::make_uniq<duckdb::NotNullConstraint>(duckdb::LogicalIndex(index)));
    }
    ++index;
  }
  return duckdb::make_uniq<DuckTable>(catalog, schema, info, std::move(source));
}

std::optional<std::string> BranchOf(const iceberg::TableMetadata& metadata,
                                    const duckdb::BoundAtClause& at) {
  const duckdb::Value& value = at.GetValue();
  if (!duckdb::StringUtil::CIEquals(at.Unit(), "version") || value.IsNull() ||
      value.type().id() != duckdb::LogicalTypeId::VARCHAR) {
    return std::nullopt;
  }
  const auto ref = metadata.refs.find(duckdb::StringValue::Get(value));
  if (ref == metadata.refs.end() || ref->second.type != iceberg::RefType::kBranch) {
    return std::nullopt;
  }
  return ref->first;
}

namespace {

// What Trino says of a version that a table does not have.
std::string NoSuchVersion(const catalog::TableIdentifier& id, const duckdb::BoundAtClause& at) {
  const duckdb::Value& value = at.GetValue();
  if (!duckdb::StringUtil::CIEquals(at.Unit(), "version")) {
    const auto time = value.DefaultCastAs(duckdb::LogicalType::TIMESTAMP_TZ);
    const base::TimePoint moment(
        std::chrono::microseconds(time.GetValueUnsafe<duckdb::timestamp_t>().value));
    std::string text = base::FormatTimestamp(moment);
    for (const std::string_view zeros : {"000Z", "000Z", ".Z"}) {
      if (text.ends_with(zeros)) text.replace(text.size() - zeros.size(), zeros.size(), "Z");
    }
    return "No version history table " + id.ToString() + " at or before " + text;
  }
  if (value.type().id() == duckdb::LogicalTypeId::VARCHAR) {
    return "Cannot find snapshot with reference name: " + duckdb::StringValue::Get(value);
  }
  return "Iceberg snapshot ID does not exists: " + value.ToString();
}

// Versions are told by bigint or varchar, times by dates and timestamps; errors in Trino's words.
void CheckPointer(const duckdb::BoundAtClause& at) {
  using Id = duckdb::LogicalTypeId;
  const duckdb::Value& value = at.GetValue();
  const std::string type = ToEngineType(value.type()).ToString();
  if (value.IsNull()) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidArguments,
                "Pointer value cannot be NULL");
  }
  if (duckdb::StringUtil::CIEquals(at.Unit(), "version")) {
    if (value.type().id() == Id::BIGINT || value.type().id() == Id::VARCHAR) return;
    base::Throw(base::ErrorKind::kUnsupported, "Unsupported type for table version: {}", type);
  }
  const bool is_time = type == "date" || type.starts_with("timestamp");
  if (!is_time) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch,
                "Type {} invalid. Temporal pointers must be of type Timestamp, Timestamp with Time "
                "Zone, or Date.",
                type);
  }
}

}  // namespace

TableSource SourceAsOf(TableSource current, const duckdb::BoundAtClause& at) {
  const iceberg::TableMetadata& metadata = *current.metadata;
  const duckdb::Value& value = at.GetValue();
  const iceberg::Snapshot* snapshot = nullptr;
  const bool branch = BranchOf(metadata, at).has_value();
  CheckPointer(at);
  try {
    if (duckdb::StringUtil::CIEquals(at.Unit(), "version")) {
      snapshot =
          value.type().id() == duckdb::LogicalTypeId::VARCHAR
              ? &iceberg::SnapshotByRef(metadata, duckdb::StringValue::Get(value))
              : &iceberg::SnapshotById(metadata, iceberg::SnapshotId(value.GetValue<int64_t>()));
    } else {
      const auto time = value.DefaultCastAs(duckdb::LogicalType::TIMESTAMP_TZ)
                            .GetValueUnsafe<duckdb::timestamp_t>();
      const int64_t micros = time.value;
      snapshot = &iceberg::SnapshotAsOf(metadata, micros / 1000 - (micros % 1000 < 0 ? 1 : 0));
    }
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kNotFound) {
      throw error.WithContext("table '" + current.id.ToString() + "'");
    }
    const std::string hint = error.message() + (error.hint().empty() ? "" : ": " + error.hint());
    throw base::Error(base::ErrorKind::kNotFound, base::StandardError::kInvalidArguments,
                      NoSuchVersion(current.id, at), hint);
  }
  current.snapshot = snapshot;
  // A branch goes on with the table's columns; a tag and a snapshot keep theirs.
  current.schema = branch ? &metadata.current_schema() : &metadata.SchemaOf(*snapshot);
  current.added.clear();
  current.removed.clear();
  current.taken_out.clear();
  current.as_of = true;
  return current;
}

duckdb::unique_ptr<duckdb::BaseStatistics> DuckTable::GetStatistics(duckdb::ClientContext&,
                                                                    duckdb::column_t) {
  return nullptr;  // the scan tells, knowing its filters
}

duckdb::TableFunction DuckTable::GetScanFunction(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::FunctionData>& bind_data) {
  return Guarded([&] {
    return MakeLakeScan(context, *this, DuckTransaction::Get(context, catalog).lake, bind_data);
  });
}

duckdb::TableFunction DuckTable::GetScanFunction(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::FunctionData>& bind_data,
    const duckdb::EntryLookupInfo&) {
  return GetScanFunction(context, bind_data);
}

duckdb::TableStorageInfo DuckTable::GetStorageInfo(duckdb::ClientContext&) { return {}; }

duckdb::virtual_column_map_t DuckTable::GetVirtualColumns() const {
  return HiddenColumns(*source().metadata);
}

duckdb::vector<duckdb::column_t> DuckTable::GetRowIdColumns() const {
  return {MultiFileReader::COLUMN_IDENTIFIER_FILENAME,
          MultiFileReader::COLUMN_IDENTIFIER_FILE_ROW_NUMBER};
}

}  // namespace tarn::engine::embedded
