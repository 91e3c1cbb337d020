#include "engine/embedded/adapter/duck_scan.h"

#include "base/error.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/filters.h"
#include "engine/embedded/adapter/position_deletes.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/expression/evaluator.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using duckdb::column_t;
using duckdb::MultiFileColumnDefinition;
using iceberg::NestedField;

namespace {

// What DuckDB opens: a bare path for local files.
std::string PathForDuck(const std::string& path) {
  static constexpr std::string_view kFileScheme = "file://";
  return path.starts_with(kFileScheme) ? path.substr(kFileScheme.size()) : path;
}

bool MightMatch(const iceberg::BoundExpression& filter, const iceberg::DataFile& file) {
  return iceberg::EvaluateMetrics(filter, file) != iceberg::Truth::kFalse;
}

MultiFileColumnDefinition ColumnOf(const NestedField& field) {
  MultiFileColumnDefinition column(field.name, ToDuckType(field.type));
  column.identifier = duckdb::Value::INTEGER(field.id);
  column.default_expression = duckdb::make_uniq<duckdb::ConstantExpression>(
      field.initial_default ? FromLiteral(*field.initial_default) : duckdb::Value(column.type));
  for (const NestedField* child : iceberg::ChildrenOf(field.type)) {
    column.children.push_back(ColumnOf(*child));
  }
  return column;
}

bool HaveFieldIds(const duckdb::vector<MultiFileColumnDefinition>& columns) {
  for (const MultiFileColumnDefinition& column : columns) {
    if (!column.identifier.IsNull()) return true;
  }
  return columns.empty();
}

// Files that carry no field ids (written before the table was Iceberg's) are mapped by name.
duckdb::vector<MultiFileColumnDefinition> ByName(
    duckdb::vector<MultiFileColumnDefinition> columns) {
  for (MultiFileColumnDefinition& column : columns) {
    column.identifier = duckdb::Value(column.name);
    column.children = ByName(std::move(column.children));
  }
  return columns;
}

class LakeReader : public duckdb::MultiFileReader {
 public:
  explicit LakeReader(const LakeScanInfo& info) : info_(info) {}

  static duckdb::unique_ptr<MultiFileReader> Create(const duckdb::TableFunction& function) {
    return duckdb::make_uniq<LakeReader>(function.function_info->Cast<LakeScanInfo>());
  }

  duckdb::unique_ptr<MultiFileReader> Copy() const override {
    return duckdb::make_uniq<LakeReader>(info_);
  }

  duckdb::shared_ptr<duckdb::MultiFileList> CreateFileList(duckdb::ClientContext&,
                                                           const duckdb::vector<std::string>&,
                                                           const duckdb::FileGlobInput&) override {
    return duckdb::make_shared_ptr<LakeFileList>(info_, iceberg::True());
  }

  bool Bind(duckdb::MultiFileOptions&, duckdb::MultiFileList&,
            duckdb::vector<duckdb::LogicalType>& types, duckdb::vector<std::string>& names,
            duckdb::MultiFileReaderBindData& bind_data) override {
    for (const NestedField& field : info_.table->source().schema->fields) {
      bind_data.schema.push_back(ColumnOf(field));
      names.push_back(field.name);
      types.push_back(bind_data.schema.back().type);
    }
    bind_data.mapping = duckdb::MultiFileColumnMappingMode::BY_FIELD_ID;
    return true;
  }
  void BindOptions(duckdb::MultiFileOptions&, duckdb::MultiFileList&,
                   duckdb::vector<duckdb::LogicalType>&, duckdb::vector<std::string>&,
                   duckdb::MultiFileReaderBindData&) override {}

  duckdb::ReaderInitializeType InitializeReader(
      duckdb::MultiFileReaderData& reader_data, const duckdb::MultiFileBindData& bind_data,
      const duckdb::vector<MultiFileColumnDefinition>& global_columns,
      const duckdb::vector<duckdb::ColumnIndex>& global_column_ids,
      duckdb::optional_ptr<duckdb::TableFilterSet> filters, duckdb::ClientContext& context,
      duckdb::MultiFileGlobalState& gstate) override {
    auto& files = static_cast<LakeFileList&>(gstate.file_list);
    const LakeFileList::File& file = files.Files()[reader_data.reader->file_list_idx.GetIndex()];
    if (!file.deletes.empty()) {
      Guarded([&] { reader_data.reader->deletion_filter = ReadDeletes(context, file); });
    }
    return MultiFileReader::InitializeReader(reader_data, bind_data, global_columns,
                                             global_column_ids, filters, context, gstate);
  }

  duckdb::ReaderInitializeType CreateMapping(
      duckdb::ClientContext& context, duckdb::MultiFileReaderData& reader_data,
      const duckdb::vector<MultiFileColumnDefinition>& global_columns,
      const duckdb::vector<duckdb::ColumnIndex>& global_column_ids,
      duckdb::optional_ptr<duckdb::TableFilterSet> filters, duckdb::MultiFileList& files,
      const duckdb::MultiFileReaderBindData& bind_data,
      const duckdb::virtual_column_map_t& virtual_columns) override {
    if (HaveFieldIds(reader_data.reader->columns)) {
      return MultiFileReader::CreateMapping(context, reader_data, global_columns, global_column_ids,
                                            filters, files, bind_data, virtual_columns);
    }
    return MultiFileReader::CreateMapping(
        context, reader_data, ByName(global_columns), global_column_ids, filters, files, bind_data,
        virtual_columns, duckdb::MultiFileColumnMappingMode::BY_NAME);
  }

 private:
  duckdb::unique_ptr<duckdb::DeleteFilter> ReadDeletes(duckdb::ClientContext& context,
                                                       const LakeFileList::File& file) {
    std::vector<std::string> paths;
    for (const auto& entry : file.deletes) {
      const iceberg::DataFile& deletes = entry->data_file;
      if (deletes.content != iceberg::FileContent::kPositionDeletes ||
          deletes.file_format != iceberg::FileFormat::kParquet) {
        base::Throw(base::ErrorKind::kUnsupported,
                    "table '{}' has equality deletes, which cannot be read yet: {}",
                    info_.table->source().id.ToString(), deletes.file_path);
      }
      paths.push_back(PathForDuck(deletes.file_path));
    }
    return ReadPositionDeletes(context, paths, file.data->file_path);
  }

  const LakeScanInfo info_;
};

duckdb::unique_ptr<duckdb::BaseStatistics> ScanStatistics(duckdb::ClientContext&,
                                                          const duckdb::FunctionData* bind_data,
                                                          column_t column) {
  if (duckdb::IsVirtualColumn(column)) return nullptr;
  const auto& data = bind_data->Cast<duckdb::MultiFileBindData>();
  return Guarded(
      [&] { return static_cast<LakeFileList&>(*data.file_list).ColumnStatistics(column); });
}

// Row counts by file: count(*) without a filter is answered from the manifests. Deletes make the
// counts inexact: then nothing is told.
duckdb::vector<duckdb::PartitionStatistics> ScanPartitions(duckdb::ClientContext&,
                                                           duckdb::GetPartitionStatsInput& input) {
  return Guarded([&] {
    duckdb::vector<duckdb::PartitionStatistics> result;
    const auto& data = input.bind_data->Cast<duckdb::MultiFileBindData>();
    for (const LakeFileList::File& file : static_cast<LakeFileList&>(*data.file_list).Files()) {
      if (!file.deletes.empty()) return duckdb::vector<duckdb::PartitionStatistics>();
      duckdb::PartitionStatistics part;
      part.count = static_cast<duckdb::idx_t>(file.data->record_count);
      part.count_type = duckdb::CountType::COUNT_EXACT;
      result.push_back(std::move(part));
    }
    return result;
  });
}

duckdb::BindInfo ScanBindInfo(const duckdb::optional_ptr<duckdb::FunctionData> bind_data) {
  const auto& data = bind_data->Cast<duckdb::MultiFileBindData>();
  auto& table = const_cast<DuckTable&>(static_cast<LakeFileList&>(*data.file_list).table());
  return duckdb::BindInfo(table);
}

duckdb::virtual_column_map_t ScanVirtualColumns(
    duckdb::ClientContext&, duckdb::optional_ptr<duckdb::FunctionData> bind_data) {
  auto& data = bind_data->Cast<duckdb::MultiFileBindData>();
  data.virtual_columns = static_cast<LakeFileList&>(*data.file_list).table().GetVirtualColumns();
  return data.virtual_columns;
}

// Positions in a file list change with its filters: a file is named by its path.
duckdb::vector<column_t> ScanRowIds(duckdb::ClientContext&,
                                    duckdb::optional_ptr<duckdb::FunctionData>) {
  return {duckdb::MultiFileReader::COLUMN_IDENTIFIER_FILENAME,
          duckdb::MultiFileReader::COLUMN_IDENTIFIER_FILE_ROW_NUMBER};
}

duckdb::InsertionOrderPreservingMap<std::string> ScanToString(
    duckdb::TableFunctionToStringInput& input) {
  duckdb::InsertionOrderPreservingMap<std::string> result;
  const auto& info = input.table_function.function_info->Cast<LakeScanInfo>();
  result["Table"] = info.table->source().id.ToString();
  if (input.bind_data) {
    const auto& data = input.bind_data->Cast<duckdb::MultiFileBindData>();
    const auto& files = static_cast<LakeFileList&>(*data.file_list);
    result["Files"] = Guarded([&] { return std::to_string(files.Files().size()); });
  }
  return result;
}

}  // namespace

// --- the file list ---

std::vector<LakeFileList::File> LakeFileList::Plan() const {
  const TableSource& source = info_.table->source();
  std::vector<File> files;
  if (source.snapshot != nullptr) {
    iceberg::PlanOptions options;
    options.filter = filter_;
    options.schema = source.schema;
    options.cache = &info_.lake->cache();
    iceberg::ScanPlan plan = iceberg::PlanFiles(*source.metadata, *source.snapshot,
                                                info_.lake->catalog().store(), options);
    files.reserve(plan.tasks.size());
    for (iceberg::FileScanTask& task : plan.tasks) {
      if (source.removed.contains(task.file().file_path)) continue;
      if (source.only && !source.only->contains(task.file().file_path)) continue;
      File file;
      file.data = &task.file();
      file.entry = std::move(task.entry);
      file.deletes = std::move(task.deletes);
      files.push_back(std::move(file));
    }
  }
  if (source.added.empty()) return files;
  const iceberg::BoundExpression bound = iceberg::Bind(filter_, *source.schema);
  for (const iceberg::DataFile& added : source.added) {
    if (MightMatch(bound, added)) files.push_back({nullptr, &added, {}});
  }
  return files;
}

const std::vector<LakeFileList::File>& LakeFileList::Files() const {
  std::lock_guard lock(mutex_);
  if (!files_) files_ = Plan();
  return *files_;
}

duckdb::unique_ptr<duckdb::MultiFileList> LakeFileList::ComplexFilterPushdown(
    duckdb::ClientContext&, const duckdb::MultiFileOptions&, duckdb::MultiFilePushdownInfo& info,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& filters) const {
  const std::vector<NestedField>& columns = info_.table->source().schema->fields;
  iceberg::Expression filter = iceberg::True();
  const auto column_of = [&](const duckdb::BoundColumnRefExpression& column) -> const NestedField* {
    if (column.binding.table_index != info.table_index || column.depth > 0) return nullptr;
    const column_t id = info.column_ids.at(column.binding.column_index);
    return id < columns.size() ? &columns[id] : nullptr;
  };
  for (const auto& part : filters) {
    filter = iceberg::And(std::move(filter), ToIcebergFilter(*part, column_of));
  }
  if (filter.is_true()) return nullptr;
  return duckdb::make_uniq<LakeFileList>(info_, iceberg::And(filter_, std::move(filter)));
}

duckdb::unique_ptr<duckdb::MultiFileList> LakeFileList::DynamicFilterPushdown(
    duckdb::ClientContext&, const duckdb::MultiFileOptions&, const duckdb::vector<std::string>&,
    const duckdb::vector<duckdb::LogicalType>&, const duckdb::vector<column_t>& column_ids,
    duckdb::TableFilterSet& filters) const {
  const std::vector<NestedField>& columns = info_.table->source().schema->fields;
  iceberg::Expression filter = iceberg::True();
  for (const auto& [index, table_filter] : filters.filters) {
    const column_t id = column_ids.at(index);
    if (id >= columns.size()) continue;
    filter = iceberg::And(std::move(filter), ToIcebergFilter(*table_filter, columns[id]));
  }
  if (filter.is_true()) return nullptr;
  return Guarded([&]() -> duckdb::unique_ptr<duckdb::MultiFileList> {
    const iceberg::BoundExpression bound = iceberg::Bind(filter, *info_.table->source().schema);
    std::vector<File> kept;
    for (const File& file : Files()) {
      if (MightMatch(bound, *file.data)) kept.push_back(file);
    }
    if (kept.size() == Files().size()) return nullptr;
    auto list = duckdb::make_uniq<LakeFileList>(info_, iceberg::And(filter_, std::move(filter)));
    list->files_ = std::move(kept);
    return list;
  });
}

duckdb::OpenFileInfo LakeFileList::GetFile(duckdb::idx_t index) const {
  const std::vector<File>& files = Guarded([&]() -> const std::vector<File>& { return Files(); });
  if (index >= files.size()) return duckdb::OpenFileInfo();
  duckdb::OpenFileInfo info(PathForDuck(files[index].data->file_path));
  auto extended = duckdb::make_shared_ptr<duckdb::ExtendedOpenFileInfo>();
  auto& options = extended->options;
  options["file_size"] =
      duckdb::Value::UBIGINT(static_cast<uint64_t>(files[index].data->file_size_in_bytes));
  // Data files are immutable: what is cached of them stays valid without asking the store again.
  options["validate_external_file_cache"] = duckdb::Value::BOOLEAN(false);
  options["etag"] = duckdb::Value("");
  options["last_modified"] = duckdb::Value::TIMESTAMP(duckdb::timestamp_t(0));
  if (!files[index].deletes.empty()) options["has_deletes"] = duckdb::Value::BOOLEAN(true);
  info.extended_info = std::move(extended);
  return info;
}

duckdb::vector<duckdb::OpenFileInfo> LakeFileList::GetAllFiles() const {
  duckdb::vector<duckdb::OpenFileInfo> result;
  for (size_t i = 0; i < GetTotalFileCount(); ++i) result.push_back(GetFile(i));
  return result;
}

duckdb::unique_ptr<duckdb::NodeStatistics> LakeFileList::GetCardinality(
    duckdb::ClientContext&) const {
  return Guarded([&] {
    uint64_t rows = 0;
    for (const File& file : Files()) rows += static_cast<uint64_t>(file.data->record_count);
    return duckdb::make_uniq<duckdb::NodeStatistics>(rows, rows);
  });
}

duckdb::unique_ptr<duckdb::MultiFileList> LakeFileList::Copy() const {
  auto copy = duckdb::make_uniq<LakeFileList>(info_, filter_);
  std::lock_guard lock(mutex_);
  copy->files_ = files_;
  return copy;
}

duckdb::unique_ptr<duckdb::BaseStatistics> LakeFileList::ColumnStatistics(column_t column) const {
  const NestedField& field = info_.table->source().schema->fields.at(column);
  const auto* type = std::get_if<iceberg::PrimitiveType>(&field.type);
  if (type == nullptr) return nullptr;
  switch (iceberg::KindOf(*type)) {
    case iceberg::TypeKind::kInt:
    case iceberg::TypeKind::kLong:
    case iceberg::TypeKind::kDecimal:
    case iceberg::TypeKind::kDate:
    case iceberg::TypeKind::kTimestamp:
    case iceberg::TypeKind::kTimestamptz: break;
    default: return nullptr;
  }
  std::optional<iceberg::Literal> lower;
  std::optional<iceberg::Literal> upper;
  bool has_null = false;
  for (const File& file : Files()) {
    const int64_t* nulls = file.data->null_value_counts.Find(field.id);
    if (nulls == nullptr) return nullptr;
    has_null = has_null || *nulls > 0;
    if (*nulls == file.data->record_count) continue;
    const std::string* low = file.data->lower_bounds.Find(field.id);
    const std::string* high = file.data->upper_bounds.Find(field.id);
    if (low == nullptr || high == nullptr) return nullptr;
    iceberg::Literal from = iceberg::LiteralFromBytes(*type, *low);
    iceberg::Literal to = iceberg::LiteralFromBytes(*type, *high);
    if (!lower || iceberg::Compare(from, *lower) < 0) lower = std::move(from);
    if (!upper || iceberg::Compare(to, *upper) > 0) upper = std::move(to);
  }
  if (!lower || !upper) return nullptr;
  auto stats = duckdb::NumericStats::CreateUnknown(ToDuckType(field.type));
  duckdb::NumericStats::SetMin(stats, FromLiteral(*lower));
  duckdb::NumericStats::SetMax(stats, FromLiteral(*upper));
  if (!has_null) stats.Set(duckdb::StatsInfo::CANNOT_HAVE_NULL_VALUES);
  return stats.ToUnique();
}

duckdb::TableFunction MakeLakeScan(duckdb::ClientContext& context, const DuckTable& table,
                                   LakeTransaction& lake,
                                   duckdb::unique_ptr<duckdb::FunctionData>& bind_data) {
  auto& entry =
      duckdb::Catalog::GetSystemCatalog(context).GetEntry<duckdb::TableFunctionCatalogEntry>(
          context, DEFAULT_SCHEMA, "parquet_scan");
  duckdb::TableFunction function = entry.functions.GetFunctionByOffset(0);
  function.name = "lake_scan";
  function.get_multi_file_reader = LakeReader::Create;
  function.statistics = ScanStatistics;
  function.statistics_extended = nullptr;
  function.get_partition_stats = ScanPartitions;
  function.get_bind_info = ScanBindInfo;
  function.get_virtual_columns = ScanVirtualColumns;
  function.get_row_id_columns = ScanRowIds;
  function.to_string = ScanToString;
  function.serialize = nullptr;
  function.deserialize = nullptr;
  function.verify_serialization = false;

  auto info = duckdb::make_shared_ptr<LakeScanInfo>();
  info->table = &table;
  info->lake = &lake;
  function.function_info = std::move(info);

  duckdb::vector<duckdb::Value> inputs{duckdb::Value("")};
  duckdb::named_parameter_map_t parameters;
  duckdb::vector<duckdb::LogicalType> types;
  duckdb::vector<std::string> names;
  duckdb::TableFunctionRef no_ref;
  duckdb::TableFunctionBindInput input(inputs, parameters, types, names, nullptr, nullptr, function,
                                       no_ref);
  bind_data = function.bind(context, input, types, names);
  bind_data->Cast<duckdb::MultiFileBindData>().virtual_columns = table.GetVirtualColumns();
  return function;
}

}  // namespace tarn::engine::embedded
