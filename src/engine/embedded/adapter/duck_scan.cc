#include "engine/embedded/adapter/duck_scan.h"

#include <algorithm>
#include <atomic>

#include "base/error.h"
#include "duckdb/function/function_binder.hpp"
#include "duckdb/planner/expression_iterator.hpp"
#include "engine/embedded/adapter/bloom_filters.h"
#include "engine/embedded/adapter/change_columns.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/file_facts.h"
#include "engine/embedded/adapter/filters.h"
#include "engine/embedded/adapter/hidden_columns.h"
#include "engine/embedded/adapter/imported_files.h"
#include "engine/embedded/adapter/missing_fields.h"
#include "engine/embedded/adapter/nanosecond_files.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/position_deletes.h"
#include "engine/embedded/adapter/session_state.h"
#include "engine/embedded/adapter/top_n.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/row_lineage.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using duckdb::column_t;
using duckdb::MultiFileColumnDefinition;
using iceberg::NestedField;

namespace {

// In the options of a file that is opened: where its iceberg::DataFile is. It lives as long as the
// file list.
constexpr const char* kDataFileOption = "tarn_data_file";
// Likewise its data sequence number, once it is committed.
constexpr const char* kSequenceNumberOption = "tarn_sequence_number";

// What DuckDB knows a data file by.
std::string DuckPathOf(const iceberg::DataFile& file, const iceberg::Schema& schema) {
  const std::string path = PathForDuck(file.file_path);
  return NanosecondFiles::Needs(schema) ? NanosecondFiles::Wrap(path) : path;
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

// kUnsupported for a column with a row whose fields have one name but for the case of its letters,
// which DuckDB takes for one; other columns of the table can be read.
void RequireNamesApart(const NestedField& column) {
  const auto check = [&](const NestedField& field, const auto& self) -> void {
    duckdb::case_insensitive_set_t names;
    for (const NestedField* child : iceberg::ChildrenOf(field.type)) {
      if (!names.insert(child->name).second) {
        throw base::Error(base::ErrorKind::kUnsupported,
                          "column '" + column.name +
                              "' cannot be read: it has fields whose names differ by the case of "
                              "their letters alone: '" +
                              child->name + "'",
                          "read the table's other columns, or rename the field where it is made");
      }
      self(*child, self);
    }
  };
  check(column, check);
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
    if (info_.changes) {
      for (MultiFileColumnDefinition& column : ChangeColumns()) {
        names.push_back(column.name);
        types.push_back(column.type);
        bind_data.schema.push_back(std::move(column));
      }
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
    const size_t index = reader_data.reader->file_list_idx.GetIndex();
    Guarded([&] {
      const LakeFileList::File& file = files.Files()[index];
      Positions gone;
      if (file.has_deletes()) {
        gone = RowsTakenOut(context, files, index);
      }
      if (!gone.isEmpty()) reader_data.reader->deletion_filter = MakeDeleteFilter(gone);
      const TableSource& source = info_.table->source();
      if (!source.as_of && !info_.changes && info_.lake->tracks_changes(source.id)) {
        auto data = file.entry ? std::shared_ptr<const iceberg::DataFile>(file.entry, file.data)
                               : std::make_shared<const iceberg::DataFile>(*file.data);
        info_.lake->NoteScannedFile(
            DuckPathOf(*file.data, *source.schema),
            {std::move(data), file.entry == nullptr, gone.cardinality(), file.deletes});
      }
    });
    if (const auto& change = files.Files()[index].change) {
      AddChange(*change, global_column_ids, reader_data);
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
    const TableSource& source = info_.table->source();
    auto& columns = reader_data.reader->columns;
    Guarded([&] {
      if (!HaveFieldIds(columns)) AssignFieldIds(*source.metadata, *source.schema, columns);
      HideReplacedFields(source.schema->fields, columns);
      for (size_t i = 0; i < global_column_ids.size(); ++i) {
        const column_t id = global_column_ids[i].GetPrimaryIndex();
        if (id >= source.schema->fields.size()) continue;
        RequireNamesApart(source.schema->fields[id]);
        const auto value = PartitionValueOf(*source.metadata, FileOf(*reader_data.reader),
                                            source.schema->fields[id], columns);
        if (value) reader_data.constant_map.Add(duckdb::MultiFileGlobalIndex(i), *value);
      }
    });
    return MultiFileReader::CreateMapping(context, reader_data, global_columns, global_column_ids,
                                          filters, files, bind_data, virtual_columns);
  }

  void FinalizeChunk(
      duckdb::ClientContext& context, const duckdb::MultiFileBindData& bind_data,
      duckdb::BaseFileReader& reader, const duckdb::MultiFileReaderData& reader_data,
      duckdb::DataChunk& input, duckdb::DataChunk& output, duckdb::ExpressionExecutor& executor,
      duckdb::optional_ptr<duckdb::MultiFileReaderGlobalState> global_state) override {
    MultiFileReader::FinalizeChunk(context, bind_data, reader, reader_data, input, output, executor,
                                   global_state);
    for (duckdb::Vector& column : output.data) SpreadMissingFields(column, output.size());
  }

  duckdb::unique_ptr<duckdb::Expression> GetConstantVirtualColumn(
      duckdb::MultiFileReaderData& reader_data, duckdb::idx_t column_id,
      const duckdb::LogicalType& type) override {
    const auto value = Guarded([&] { return ValueOf(*reader_data.reader, column_id); });
    if (value) return duckdb::make_uniq<duckdb::BoundConstantExpression>(*value);
    return MultiFileReader::GetConstantVirtualColumn(reader_data, column_id, type);
  }

  // Row ids and last updated sequence numbers: what a row has of its own, else what it inherits
  // from its file.
  duckdb::unique_ptr<duckdb::Expression> GetVirtualColumnExpression(
      duckdb::ClientContext& context, duckdb::MultiFileReaderData& reader_data,
      const duckdb::vector<MultiFileColumnDefinition>& local_columns, duckdb::idx_t& column_id,
      const duckdb::LogicalType& type, duckdb::MultiFileLocalIndex local_index,
      duckdb::optional_ptr<MultiFileColumnDefinition>& reference) override {
    if (column_id != kRowIdColumn && column_id != kLastUpdatedColumn) {
      return MultiFileReader::GetVirtualColumnExpression(context, reader_data, local_columns,
                                                         column_id, type, local_index, reference);
    }
    const bool is_row_id = column_id == kRowIdColumn;
    duckdb::BaseFileReader& reader = *reader_data.reader;
    const auto own = FindField(
        local_columns, is_row_id ? iceberg::kRowIdField : iceberg::kLastUpdatedSequenceNumberField);
    const duckdb::Value inherited = InheritedLineage(reader, is_row_id);
    if (!own && (inherited.IsNull() || !is_row_id)) {
      return duckdb::make_uniq<duckdb::BoundConstantExpression>(inherited);
    }
    // DuckDB lets an expression stand for one column of the file, and puts it at `local_index`; the
    // column of the file goes there first, and the row's number comes behind it.
    column_id = COLUMN_IDENTIFIER_FILE_ROW_NUMBER;
    duckdb::idx_t at = local_index.GetIndex();
    duckdb::unique_ptr<duckdb::Expression> stored;
    if (own) {
      reader.column_ids.push_back(duckdb::MultiFileLocalColumnId(*own));
      reader.column_indexes.emplace_back(*own);
      stored = duckdb::make_uniq<duckdb::BoundReferenceExpression>(type, at++);
    }
    duckdb::unique_ptr<duckdb::Expression> otherwise =
        duckdb::make_uniq<duckdb::BoundConstantExpression>(inherited);
    if (is_row_id && !inherited.IsNull()) {
      duckdb::vector<duckdb::unique_ptr<duckdb::Expression>> terms;
      terms.push_back(std::move(otherwise));
      terms.push_back(duckdb::make_uniq<duckdb::BoundReferenceExpression>(type, at));
      duckdb::ErrorData error;
      duckdb::FunctionBinder binder(context);
      otherwise = binder.BindScalarFunction(DEFAULT_SCHEMA, "+", std::move(terms), error, true);
      if (!otherwise) error.Throw();
    }
    if (!stored) return otherwise;
    auto either = duckdb::make_uniq<duckdb::BoundOperatorExpression>(
        duckdb::ExpressionType::OPERATOR_COALESCE, type);
    either->children.push_back(std::move(stored));
    either->children.push_back(std::move(otherwise));
    return either;
  }

 private:
  static std::optional<duckdb::idx_t> FindField(
      const duckdb::vector<MultiFileColumnDefinition>& columns, iceberg::FieldId id) {
    for (size_t i = 0; i < columns.size(); ++i) {
      const duckdb::Value& identifier = columns[i].identifier;
      if (!identifier.IsNull() && identifier.type().id() == duckdb::LogicalTypeId::INTEGER &&
          identifier.GetValue<int32_t>() == id) {
        return i;
      }
    }
    return std::nullopt;
  }

  // What a file's first row inherits; NULL in files from before version 3, and in those that are
  // not committed.
  static duckdb::Value InheritedLineage(const duckdb::BaseFileReader& reader, bool is_row_id) {
    const auto& options = reader.file.extended_info->options;
    if (!is_row_id) {
      const auto number = options.find(kSequenceNumberOption);
      return number == options.end() ? duckdb::Value(duckdb::LogicalType::BIGINT) : number->second;
    }
    const auto first_row_id = FileOf(reader).first_row_id;
    return first_row_id ? duckdb::Value::BIGINT(*first_row_id)
                        : duckdb::Value(duckdb::LogicalType::BIGINT);
  }

  static const iceberg::DataFile& FileOf(const duckdb::BaseFileReader& reader) {
    return *reinterpret_cast<const iceberg::DataFile*>(
        reader.file.extended_info->options.at(kDataFileOption).GetValueUnsafe<uintptr_t>());
  }

  // A hidden column's value in the file of a reader; nothing for another column.
  std::optional<duckdb::Value> ValueOf(const duckdb::BaseFileReader& reader,
                                       column_t column) const {
    if (column < kPathColumn || column > kModifiedTimeColumn) return std::nullopt;
    return HiddenValue(column, *info_.table->source().metadata, FileOf(reader),
                       info_.lake->catalog().store());
  }

  // The columns that tell of a change are the same for all rows of a file.
  void AddChange(const iceberg::FileChange& change,
                 const duckdb::vector<duckdb::ColumnIndex>& global_column_ids,
                 duckdb::MultiFileReaderData& reader_data) const {
    const size_t first = info_.table->source().schema->fields.size();
    for (size_t i = 0; i < global_column_ids.size(); ++i) {
      const column_t id = global_column_ids[i].GetPrimaryIndex();
      if (id < first || id >= first + kChangeColumns) continue;
      reader_data.constant_map.Add(duckdb::MultiFileGlobalIndex(i),
                                   ChangeValue(change, id - first));
    }
  }

  // The rows of a file that deletes of any kind take out.
  Positions RowsTakenOut(duckdb::ClientContext& context, const LakeFileList& files, size_t index) {
    const LakeFileList::File& file = files.Files()[index];
    Positions gone;
    if (file.taken_out) gone |= *file.taken_out;
    bool by_equality = false;
    for (const auto& entry : file.deletes) {
      if (entry->data_file.content == iceberg::FileContent::kEqualityDeletes) {
        by_equality = true;
        continue;
      }
      AddPositionDeletes(*context.db, info_.lake->catalog().store(), *info_.delete_cache,
                         entry->data_file, file.data->file_path, gone);
    }
    if (!by_equality) return gone;
    gone |= *info_.equality_deletes->Find(
        *context.db, *info_.table->source().metadata,
        [&files](size_t i) { return EqualityDeletedOf(files.Files()[i]); }, index,
        files.Files().size());
    return gone;
  }

  static EqualityDeleted EqualityDeletedOf(const LakeFileList::File& file) {
    EqualityDeleted result{file.data, {}};
    for (const auto& entry : file.deletes) {
      if (entry->data_file.content == iceberg::FileContent::kEqualityDeletes) {
        result.deletes.push_back(entry);
      }
    }
    return result;
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

// Tells the transaction what a statement that changes rows reads of its table.
duckdb::unique_ptr<duckdb::GlobalTableFunctionState> BeginScan(
    duckdb::ClientContext& context, duckdb::TableFunctionInitInput& input) {
  const auto& data = input.bind_data->Cast<duckdb::MultiFileBindData>();
  const auto& list = static_cast<const LakeFileList&>(*data.file_list);
  const LakeScanInfo info = list.info();
  Guarded([&] { list.RequirePartitionFilter(SessionState::Get(context).partition_filter); });
  auto state = info.begin_scan(context, input);
  Guarded([&] {
    const TableSource& source = info.table->source();
    const auto& read =
        static_cast<const LakeFileList&>(state->Cast<duckdb::MultiFileGlobalState>().file_list);
    if (const auto session = context.registered_state->Get<SessionState>(SessionState::kKey)) {
      const std::string commit = info.lake->snapshot()->commit_hash();
      session->Count([&](StatementStatistics& statistics) {
        read.AddTo(statistics);
        statistics.commit = commit;
      });
    }
    if (source.as_of || info.changes || !info.lake->tracks_changes(source.id)) return;
    info.lake->NoteRead(read.filter());
  });
  return state;
}

duckdb::vector<duckdb::PartitionStatistics> ScanPartitions(duckdb::ClientContext& context,
                                                           duckdb::GetPartitionStatsInput& input) {
  const auto& data = input.bind_data->Cast<duckdb::MultiFileBindData>();
  const auto& files = static_cast<LakeFileList&>(*data.file_list);
  return Guarded([&] {
    files.RequirePartitionFilter(SessionState::Get(context).partition_filter);
    return PartitionStatisticsOf(files.table().source(), files.Files());
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
    Guarded([&] { static_cast<LakeFileList&>(*data.file_list).Describe(result); });
  }
  return result;
}

// After the scan: filters that were known only when it began may have left out more.
duckdb::InsertionOrderPreservingMap<std::string> ScanDynamicToString(
    duckdb::TableFunctionDynamicToStringInput& input) {
  duckdb::InsertionOrderPreservingMap<std::string> result;
  if (!input.global_state) return result;
  auto& state = input.global_state->Cast<duckdb::MultiFileGlobalState>();
  Guarded([&] { static_cast<LakeFileList&>(state.file_list).Describe(result); });
  return result;
}

}  // namespace

// --- the file list ---

std::vector<LakeFileList::File> LakeFileList::PlanChanges() const {
  const TableSource& source = info_.table->source();
  iceberg::PlanOptions options;
  options.filter = filter_;
  options.schema = source.schema;
  options.cache = &info_.lake->cache();
  std::vector<File> files;
  iceberg::StreamChanges(*source.metadata, info_.changes->after, info_.changes->until,
                         info_.lake->catalog().store(), options, [&](iceberg::ChangeTask task) {
                           File file;
                           file.data = &task.entry->data_file;
                           file.entry = std::move(task.entry);
                           file.change = task.change;
                           files.push_back(std::move(file));
                           return true;
                         });
  return files;
}

std::vector<LakeFileList::File> LakeFileList::Plan() const {
  if (info_.changes) return PlanChanges();
  const TableSource& source = info_.table->source();
  std::vector<File> files;
  if (source.snapshot != nullptr) {
    iceberg::ScanPlan plan;
    if (source.planned) {
      plan.tasks = *source.planned;
    } else {
      iceberg::PlanOptions options;
      options.filter = filter_;
      options.schema = source.schema;
      options.cache = &info_.lake->cache();
      plan = iceberg::PlanFiles(*source.metadata, *source.snapshot, info_.lake->catalog().store(),
                                options);
    }
    pruned_.by_partition = plan.counters.files_skipped_by_partition;
    pruned_.by_statistics = plan.counters.files_skipped_by_metrics;
    files.reserve(plan.tasks.size());
    for (iceberg::FileScanTask& task : plan.tasks) {
      const std::string& path = task.file().file_path;
      if (source.removed.contains(path) || (source.only && !source.only->contains(path))) continue;
      File file;
      file.data = &task.file();
      file.entry = std::move(task.entry);
      file.deletes = std::move(task.deletes);
      if (const auto gone = source.taken_out.find(path); gone != source.taken_out.end()) {
        file.taken_out = gone->second;
      }
      files.push_back(std::move(file));
    }
  }
  if (source.added.empty()) return files;
  const iceberg::BoundExpression bound = iceberg::Bind(filter_, *source.schema);
  for (const iceberg::DataFile& added : source.added) {
    const std::string& path = added.file_path;
    if (source.only && !source.only->contains(path)) continue;
    if (!MightMatch(bound, added)) {
      ++pruned_.by_statistics;
      continue;
    }
    const auto gone = source.taken_out.find(path);
    files.push_back({nullptr, &added, {}, gone == source.taken_out.end() ? nullptr : gone->second});
  }
  return files;
}

const std::vector<LakeFileList::File>& LakeFileList::Files() const {
  std::lock_guard lock(mutex_);
  if (!files_) files_ = Plan();
  return *files_;
}

const NestedField* LakeFileList::Column(column_t id) const {
  const std::vector<NestedField>& columns = info_.table->source().schema->fields;
  if (id >= columns.size()) return nullptr;
  if (iceberg::IsPrimitive(columns[id].type)) return &columns[id];
  const bool dotted = std::any_of(columns.begin(), columns.end(), [](const NestedField& column) {
    return column.name.find('.') != std::string::npos;
  });
  return dotted ? nullptr : &columns[id];
}

duckdb::unique_ptr<duckdb::MultiFileList> LakeFileList::ComplexFilterPushdown(
    duckdb::ClientContext& context, const duckdb::MultiFileOptions&,
    duckdb::MultiFilePushdownInfo& info,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& filters) const {
  const auto column_of = [&](const duckdb::BoundColumnRefExpression& column) -> const NestedField* {
    if (column.binding.table_index != info.table_index || column.depth > 0) return nullptr;
    return Column(info.column_ids.at(column.binding.column_index));
  };
  iceberg::Expression filter = iceberg::True();
  std::vector<IcebergFilter> parts;
  for (const auto& part : filters) {
    parts.push_back(ConvertFilter(*part, column_of));
    filter = iceberg::And(std::move(filter), parts.back().expression);
  }
  const FileFilter by_file(filters, [&](const duckdb::BoundColumnRefExpression& column) {
    std::optional<column_t> id;
    if (column.binding.table_index == info.table_index && column.depth == 0) {
      id = info.column_ids.at(column.binding.column_index);
    }
    return id;
  });
  std::set<iceberg::FieldId> filtered = filtered_;
  for (const auto& part : filters) AddFilteredColumns(*part, info, filtered);
  if (filter.is_true() && by_file.empty() && filtered == filtered_) return nullptr;
  auto list = duckdb::make_uniq<LakeFileList>(info_, iceberg::And(filter_, filter));
  list->filtered_ = std::move(filtered);
  Guarded([&] {
    if (confined_) list->Confine(*this, filter);
    if (!by_file.empty()) list->Keep(context, by_file);
    // What the metadata proves of every row of the files that are left is not tested again, and its
    // columns need not be read for it.
    for (size_t i = filters.size(); i > 0; --i) {
      const IcebergFilter& part = parts[i - 1];
      if (part.exact && EveryRowMatches(part.expression, info_.table->source(), list->Files())) {
        filters.erase(filters.begin() + static_cast<std::ptrdiff_t>(i - 1));
      }
    }
  });
  return list;
}

void LakeFileList::AddFilteredColumns(const duckdb::Expression& filter,
                                      const duckdb::MultiFilePushdownInfo& info,
                                      std::set<iceberg::FieldId>& columns) const {
  const auto& fields = info_.table->source().schema->fields;
  const auto collect = [&](const NestedField& field, const auto& self) -> void {
    columns.insert(field.id);
    for (const NestedField* child : iceberg::ChildrenOf(field.type)) self(*child, self);
  };
  duckdb::ExpressionIterator::VisitExpression<duckdb::BoundColumnRefExpression>(
      filter, [&](const duckdb::BoundColumnRefExpression& column) {
        if (column.binding.table_index != info.table_index || column.depth > 0) return;
        const column_t id = info.column_ids.at(column.binding.column_index);
        if (id < fields.size()) collect(fields[id], collect);
      });
}

void LakeFileList::RequirePartitionFilter(const PartitionFilterRule& rule) const {
  const TableSource& source = info_.table->source();
  const std::string schema = catalog::ToString(source.id.ns);
  // Files that a statement writes anew were chosen by its condition.
  if (!rule.AppliesTo(schema) || source.only || info_.changes) return;
  embedded::RequirePartitionFilter(*source.metadata, schema, source.id.name, filtered_);
}

void LakeFileList::Confine(const LakeFileList& to, const iceberg::Expression& filter) {
  const iceberg::BoundExpression bound = iceberg::Bind(filter, *info_.table->source().schema);
  std::vector<File> kept;
  for (const File& file : to.Files()) {
    if (MightMatch(bound, *file.data)) kept.push_back(file);
  }
  pruned_ = to.pruned_;
  pruned_.by_statistics += static_cast<int64_t>(to.Files().size() - kept.size());
  files_ = std::move(kept);
  confined_ = true;
}

void LakeFileList::Keep(duckdb::ClientContext& context, const FileFilter& filter) {
  std::vector<File> kept;
  for (const File& file : Files()) {
    if (filter.Keeps(context, *info_.table->source().metadata, *file.data,
                     info_.lake->catalog().store())) {
      kept.push_back(file);
    }
  }
  pruned_.by_path += static_cast<int64_t>(files_->size() - kept.size());
  files_ = std::move(kept);
  confined_ = true;
}

void LakeFileList::AddTo(StatementStatistics& statistics) const {
  for (const File& file : Files()) {
    ++statistics.files_read;
    statistics.input_rows += static_cast<uint64_t>(file.data->record_count);
    statistics.input_bytes += static_cast<uint64_t>(file.data->file_size_in_bytes);
  }
  statistics.files_pruned += static_cast<uint64_t>(pruned_.by_partition + pruned_.by_statistics +
                                                   pruned_.by_path + pruned_.by_dynamic_filter);
}

void LakeFileList::Describe(duckdb::InsertionOrderPreservingMap<std::string>& facts) const {
  uint64_t bytes = 0;
  uint64_t rows = 0;
  for (const File& file : Files()) {
    bytes += static_cast<uint64_t>(file.data->file_size_in_bytes);
    rows += static_cast<uint64_t>(file.data->record_count);
  }
  const TableSource& source = info_.table->source();
  const auto total = [&](const char* key) -> std::string {
    if (source.snapshot == nullptr) return "0";
    const auto it = source.snapshot->summary.find(key);
    return it == source.snapshot->summary.end() ? "?" : it->second;
  };
  if (source.snapshot != nullptr) {
    facts["Snapshot"] = std::to_string(source.snapshot->snapshot_id.value());
  }
  facts["Files in table"] = total("total-data-files");
  facts["Bytes in table"] = total("total-files-size");
  if (!source.added.empty()) {
    facts["Files of transaction"] = std::to_string(source.added.size());
  }
  facts["Partition pruned"] = std::to_string(pruned_.by_partition);
  facts["Statistics pruned"] = std::to_string(pruned_.by_statistics);
  if (pruned_.by_path > 0) facts["Path pruned"] = std::to_string(pruned_.by_path);
  if (pruned_.by_dynamic_filter > 0) {
    facts["Join filter pruned"] = std::to_string(pruned_.by_dynamic_filter);
  }
  facts["Files to read"] = std::to_string(Files().size());
  facts["Bytes to read"] = std::to_string(bytes);
  facts["Rows to read"] = std::to_string(rows);
}

duckdb::unique_ptr<duckdb::MultiFileList> LakeFileList::DynamicFilterPushdown(
    duckdb::ClientContext&, const duckdb::MultiFileOptions&, const duckdb::vector<std::string>&,
    const duckdb::vector<duckdb::LogicalType>&, const duckdb::vector<column_t>& column_ids,
    duckdb::TableFilterSet& filters) const {
  AvoidBloomFilters(filters);
  iceberg::Expression filter = iceberg::True();
  const NestedField* top_n_column = nullptr;
  std::optional<TopNOrder> top_n;
  for (const auto& [index, table_filter] : filters.filters) {
    const NestedField* column = Column(column_ids.at(index));
    if (column == nullptr) continue;
    filter = iceberg::And(std::move(filter), ToIcebergFilter(*table_filter, *column));
    if (const auto order = TopNOrderOf(*table_filter)) {
      top_n = order;
      top_n_column = column;
    }
  }
  if (filter.is_true() && !top_n) return nullptr;
  return Guarded([&]() -> duckdb::unique_ptr<duckdb::MultiFileList> {
    const iceberg::BoundExpression bound = iceberg::Bind(filter, *info_.table->source().schema);
    std::vector<File> kept;
    for (const File& file : Files()) {
      if (MightMatch(bound, *file.data)) kept.push_back(file);
    }
    const bool sorted = top_n && SortForTopN(*top_n, *top_n_column, kept);
    if (kept.size() == Files().size() && !sorted) return nullptr;
    auto list = duckdb::make_uniq<LakeFileList>(info_, iceberg::And(filter_, std::move(filter)));
    list->pruned_ = pruned_;
    list->confined_ = confined_;
    list->filtered_ = filtered_;
    list->pruned_.by_dynamic_filter += static_cast<int64_t>(Files().size() - kept.size());
    list->files_ = std::move(kept);
    return list;
  });
}

duckdb::OpenFileInfo LakeFileList::GetFile(duckdb::idx_t index) const {
  const std::vector<File>& files = Guarded([&]() -> const std::vector<File>& { return Files(); });
  if (index >= files.size()) return duckdb::OpenFileInfo();
  duckdb::OpenFileInfo info(DuckPathOf(*files[index].data, *info_.table->source().schema));
  auto extended = duckdb::make_shared_ptr<duckdb::ExtendedOpenFileInfo>();
  auto& options = extended->options;
  options["file_size"] =
      duckdb::Value::UBIGINT(static_cast<uint64_t>(files[index].data->file_size_in_bytes));
  // Data files are immutable: what is cached of them stays valid without asking the store again.
  options["validate_external_file_cache"] = duckdb::Value::BOOLEAN(false);
  options["etag"] = duckdb::Value("");
  options["last_modified"] = duckdb::Value::TIMESTAMP(duckdb::timestamp_t(0));
  if (files[index].entry && files[index].entry->sequence_number) {
    options[kSequenceNumberOption] = duckdb::Value::BIGINT(*files[index].entry->sequence_number);
  }
  options[kDataFileOption] = duckdb::Value::POINTER(reinterpret_cast<uintptr_t>(files[index].data));
  if (files[index].has_deletes()) options["has_deletes"] = duckdb::Value::BOOLEAN(true);
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
  copy->pruned_ = pruned_;
  copy->confined_ = confined_;
  copy->filtered_ = filtered_;
  return copy;
}

duckdb::unique_ptr<duckdb::BaseStatistics> LakeFileList::ColumnStatistics(column_t column) const {
  const TableSource& source = info_.table->source();
  if (column >= source.schema->fields.size()) return nullptr;
  return embedded::ColumnStatistics(source, Files(), source.schema->fields[column]);
}

namespace {

// parquet_scan's own, the same for all scans.
std::atomic<duckdb::table_function_t> parquet_scan{nullptr};

void ScanUnlessStopped(duckdb::ClientContext& context, duckdb::TableFunctionInput& input,
                       duckdb::DataChunk& output) {
  if (SessionState::ReadingStopped(context)) return;
  parquet_scan.load()(context, input, output);
}

duckdb::TableFunction MakeScan(duckdb::ClientContext& context,
                               duckdb::shared_ptr<LakeScanInfo> info,
                               duckdb::unique_ptr<duckdb::FunctionData>& bind_data,
                               duckdb::vector<duckdb::LogicalType>& types,
                               duckdb::vector<std::string>& names) {
  auto& entry =
      duckdb::Catalog::GetSystemCatalog(context).GetEntry<duckdb::TableFunctionCatalogEntry>(
          context, DEFAULT_SCHEMA, "parquet_scan");
  duckdb::TableFunction function = entry.functions.GetFunctionByOffset(0);
  function.name = "lake_scan";
  parquet_scan = function.function;
  function.function = ScanUnlessStopped;
  function.get_multi_file_reader = LakeReader::Create;
  function.statistics = ScanStatistics;
  function.statistics_extended = nullptr;
  function.get_partition_stats = ScanPartitions;
  // A scan of changes has columns that the table has not: the optimizer must not look them up
  // there.
  function.get_bind_info = info->changes ? nullptr : ScanBindInfo;
  function.get_virtual_columns = ScanVirtualColumns;
  function.get_row_id_columns = ScanRowIds;
  function.to_string = ScanToString;
  function.dynamic_to_string = ScanDynamicToString;
  function.serialize = nullptr;
  function.deserialize = nullptr;
  function.verify_serialization = false;

  const DuckTable& table = *info->table;
  info->delete_cache = &table.catalog.Cast<DuckLake>().info().deletes;
  info->equality_deletes = std::make_shared<EqualityDeletes>();
  info->begin_scan = function.init_global;
  function.init_global = BeginScan;
  function.function_info = std::move(info);

  duckdb::vector<duckdb::Value> inputs{duckdb::Value("")};
  duckdb::named_parameter_map_t parameters;
  duckdb::TableFunctionRef no_ref;
  duckdb::TableFunctionBindInput input(inputs, parameters, types, names, nullptr, nullptr, function,
                                       no_ref);
  bind_data = function.bind(context, input, types, names);
  bind_data->Cast<duckdb::MultiFileBindData>().virtual_columns = table.GetVirtualColumns();
  return function;
}

}  // namespace

duckdb::TableFunction MakeLakeScan(duckdb::ClientContext& context, const DuckTable& table,
                                   LakeTransaction& lake,
                                   duckdb::unique_ptr<duckdb::FunctionData>& bind_data) {
  auto info = duckdb::make_shared_ptr<LakeScanInfo>();
  info->table = &table;
  info->lake = &lake;
  duckdb::vector<duckdb::LogicalType> types;
  duckdb::vector<std::string> names;
  return MakeScan(context, std::move(info), bind_data, types, names);
}

duckdb::TableFunction MakeChangeScan(duckdb::ClientContext& context, const DuckTable& table,
                                     LakeTransaction& lake, const ChangeRange& range,
                                     duckdb::unique_ptr<duckdb::FunctionData>& bind_data,
                                     duckdb::vector<duckdb::LogicalType>& types,
                                     duckdb::vector<std::string>& names) {
  iceberg::SnapshotsBetween(*table.source().metadata, range.after, range.until);
  auto info = duckdb::make_shared_ptr<LakeScanInfo>();
  info->table = &table;
  info->lake = &lake;
  info->changes = range;
  return MakeScan(context, std::move(info), bind_data, types, names);
}

}  // namespace tarn::engine::embedded
