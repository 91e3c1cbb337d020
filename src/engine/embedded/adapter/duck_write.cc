#include "engine/embedded/adapter/duck_write.h"

#include <algorithm>
#include <iterator>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/vector_operations.hpp"
#include "duckdb/execution/operator/order/physical_order.hpp"
#include "duckdb/parallel/base_pipeline_event.hpp"
#include "duckdb/parallel/executor_task.hpp"
#include "duckdb/parallel/task_scheduler.hpp"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/counted_values.h"
#include "engine/embedded/adapter/data_file_writer.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/duck_table.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/partitioned_rows.h"
#include "engine/embedded/adapter/partitioner.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sort_orders.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/row_lineage.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;

// What a thread may hold in rows of many partitions that are not compressed yet.
constexpr idx_t kMaxThreadBytes = idx_t{96} << 20;
// A row group in memory: bounds wide rows, which reach it before they reach the row limit.
constexpr idx_t kMaxRowGroupBytes = idx_t{64} << 20;
// From this many rows on a thread's rest is worth a row group of its own.
constexpr idx_t kMinRestRows = 32'768;

// Sketches take 64 KB each: a thread keeps those of this many columns.
constexpr size_t kMostCounted = 256;

class WriteGlobalState : public duckdb::GlobalSinkState {
 public:
  WriteGlobalState(duckdb::ClientContext& context, LakeTransaction& lake,
                   std::shared_ptr<const iceberg::TableMetadata> metadata, iceberg::Schema schema,
                   int64_t target_file_bytes)
      : lake(lake),
        session(SessionState::Get(context)),
        writer(context, lake, std::move(metadata), std::move(schema), target_file_bytes) {
    const auto& fields = writer.schema().fields;
    for (size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].required) required.push_back(i);
    }
  }

  LakeTransaction& lake;
  SessionState& session;
  DataFileWriter writer;
  std::vector<size_t> required;

  std::vector<ColumnCounts::Column> counted;
  DistinctSketches counts;  // guarded by `mutex`

  // Of statements that change rows.
  std::mutex mutex;
  RowPositions deleted;  // guarded by `mutex`
  std::atomic<uint64_t> changed_rows{0};
};

class WriteLocalState : public duckdb::LocalSinkState {
 public:
  WriteLocalState(const DataFileWriter& writer, const std::vector<ColumnCounts::Column>& counted)
      : counts(counted) {
    if (!writer.spec().fields.empty()) partitioner.emplace(writer.schema(), writer.spec());
  }

  // Of a partitioned table.
  std::optional<Partitioner> partitioner;
  std::shared_ptr<PartitionedRows> partitioned;
  // Of any other.
  DataFileWriter::Rows whole;
  duckdb::ColumnDataAppendState append;

  ColumnCounts counts;
  RowPositions deleted;
  duckdb::DataChunk rows;  // what of a chunk of changes is written
};

[[noreturn]] void ThrowMultipleMatches() {
  throw base::Error(base::ErrorKind::kInvalidArgument,
                    base::StandardError::kMergeTargetRowMultipleMatches,
                    "One MERGE target table row matched more than one source row",
                    "make the source have one row for each row of the target, for example by "
                    "GROUP BY or row_number()");
}

// Takes the rows that go out of a chunk of changes (see RowChange); gives the rows that come.
duckdb::DataChunk& TakeChanges(WriteGlobalState& global, WriteLocalState& local,
                               duckdb::DataChunk& chunk) {
  chunk.Flatten();
  const auto* paths = duckdb::FlatVector::GetData<duckdb::string_t>(chunk.data[0]);
  const auto* positions = duckdb::FlatVector::GetData<int64_t>(chunk.data[1]);
  const auto* changes = duckdb::FlatVector::GetData<int8_t>(chunk.data[2]);
  duckdb::SelectionVector come(chunk.size());
  idx_t count = 0;
  for (idx_t row = 0; row < chunk.size(); ++row) {
    const auto change = static_cast<RowChange>(changes[row]);
    if (change != RowChange::kDelete) come.set_index(count++, row);
    if (change == RowChange::kInsert) continue;
    const std::string_view path(paths[row].GetData(), paths[row].GetSize());
    if (!local.deleted.Add(path, static_cast<uint64_t>(positions[row]))) ThrowMultipleMatches();
  }
  global.changed_rows += chunk.size();
  if (local.rows.ColumnCount() == 0 && chunk.ColumnCount() > kRowChangeColumns) {
    auto types = chunk.GetTypes();
    types.erase(types.begin(), types.begin() + kRowChangeColumns);
    local.rows.InitializeEmpty(types);
  }
  for (idx_t i = 0; i < local.rows.ColumnCount(); ++i) {
    local.rows.data[i].Reference(chunk.data[i + kRowChangeColumns]);
  }
  local.rows.SetCardinality(chunk.size());
  if (count < chunk.size()) local.rows.Slice(come, count);
  return local.rows;
}

DataFileWriter::Rows TakeWhole(WriteLocalState& local) {
  local.append.current_chunk_state.handles.clear();
  return std::move(local.whole);
}

// Writes a partition's rows of a thread, in row groups of like size.
void WritePartition(duckdb::ClientContext& context, DataFileWriter& writer,
                    const PartitionedRows& rows, const PartitionedRows::Partition& partition) {
  const uint64_t count = partition.rows.size();
  const uint64_t bytes = rows.bytes() / rows.count() * count;
  const uint64_t groups =
      std::max((count + writer.row_group_rows() - 1) / writer.row_group_rows(),
               std::min(count, (bytes + kMaxRowGroupBytes - 1) / kMaxRowGroupBytes));
  for (uint64_t group = 0; group < groups; ++group) {
    auto part = duckdb::make_uniq<duckdb::ColumnDataCollection>(
        duckdb::BufferAllocator::Get(context), rows.types());
    rows.Gather(partition, count * group / groups, count * (group + 1) / groups, *part);
    writer.WriteRowGroup(partition.key, partition.values, std::move(part));
  }
}

// Writes the largest partitions of a thread that holds much; what is left of the others waits for
// more, so that row groups are as large as memory allows.
void WriteLargest(duckdb::ClientContext& context, DataFileWriter& writer, WriteLocalState& local) {
  const PartitionedRows& rows = *local.partitioned;
  std::vector<const PartitionedRows::Partition*> order;
  for (const auto& partition : rows.partitions()) order.push_back(&partition);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->rows.size() > b->rows.size(); });
  auto rest = std::make_shared<PartitionedRows>(context, rows.types());
  uint64_t left = rows.count();
  for (const PartitionedRows::Partition* partition : order) {
    if (left > rows.count() / 4) {
      WritePartition(context, writer, rows, *partition);
      left -= partition->rows.size();
    } else {
      rest->Append(rows, *partition);
    }
  }
  local.partitioned = std::move(rest);
}

// Takes the rows out of a chunk that have NULL in a required column.
void SkipNullRows(const WriteGlobalState& global, duckdb::DataChunk& chunk, SessionState& session) {
  bool any = false;
  for (const size_t column : global.required) {
    any = any || duckdb::VectorOperations::HasNull(chunk.data[column], chunk.size());
  }
  if (!any) return;
  duckdb::SelectionVector kept(chunk.size());
  idx_t count = 0;
  duckdb::vector<duckdb::UnifiedVectorFormat> formats(global.required.size());
  for (size_t i = 0; i < global.required.size(); ++i) {
    chunk.data[global.required[i]].ToUnifiedFormat(chunk.size(), formats[i]);
  }
  for (idx_t row = 0; row < chunk.size(); ++row) {
    bool complete = true;
    for (const auto& format : formats) {
      complete = complete && format.validity.RowIsValid(format.sel->get_index(row));
    }
    if (complete) kept.set_index(count++, row);
  }
  session.skipped_null_rows += chunk.size() - count;
  chunk.Slice(kept, count);
}

void CheckRequired(const WriteGlobalState& global, duckdb::DataChunk& chunk,
                   const catalog::TableIdentifier& id) {
  for (const size_t column : global.required) {
    if (!duckdb::VectorOperations::HasNull(chunk.data[column], chunk.size())) continue;
    throw base::Error(
        base::ErrorKind::kInvalidArgument, base::StandardError::kConstraintViolation,
        "NULL value not allowed for NOT NULL column: " + global.writer.schema().fields[column].name,
        "leave such rows out of what is written to " + id.ToString() +
            ", or give the column a value with COALESCE");
  }
}

// Finishes partitions on all threads, then hands the files to the transaction.
class FinishWriteEvent : public duckdb::BasePipelineEvent {
 public:
  FinishWriteEvent(duckdb::Pipeline& pipeline, duckdb::ClientContext& context, const LakeWrite& op,
                   WriteGlobalState& global, std::function<void()> done)
      : BasePipelineEvent(pipeline),
        context_(context),
        op_(op),
        global_(global),
        done_(std::move(done)) {}

  void Schedule() override {
    class FinishTask : public duckdb::ExecutorTask {
     public:
      FinishTask(duckdb::ClientContext& context, duckdb::shared_ptr<Event> event,
                 const LakeWrite& op, WriteGlobalState& global)
          : ExecutorTask(context, std::move(event), op), global_(global) {}
      duckdb::TaskExecutionResult ExecuteTask(duckdb::TaskExecutionMode) override {
        Guarded([&] {
          while (global_.writer.FinishOne()) {
          }
        });
        event->FinishTask();
        return duckdb::TaskExecutionResult::TASK_FINISHED;
      }

     private:
      WriteGlobalState& global_;
    };
    duckdb::vector<duckdb::shared_ptr<duckdb::Task>> tasks;
    const auto threads = duckdb::TaskScheduler::GetScheduler(context_).NumberOfThreads();
    for (idx_t i = 0; i < static_cast<idx_t>(threads); ++i) {
      tasks.push_back(duckdb::make_uniq<FinishTask>(context_, shared_from_this(), op_, global_));
    }
    SetTasks(std::move(tasks));
  }
  void FinishEvent() override { Guarded(done_); }

 private:
  duckdb::ClientContext& context_;
  const LakeWrite& op_;
  WriteGlobalState& global_;
  std::function<void()> done_;
};

}  // namespace

duckdb::InsertionOrderPreservingMap<std::string> LakeWrite::ParamsToString() const {
  duckdb::InsertionOrderPreservingMap<std::string> result;
  result["Table"] = target_.id.ToString();
  return result;
}

duckdb::unique_ptr<duckdb::GlobalSinkState> LakeWrite::GetGlobalSinkState(
    duckdb::ClientContext& context) const {
  return Guarded([&] {
    LakeTransaction& lake = DuckTransaction::Get(context, catalog_).lake;
    std::shared_ptr<const iceberg::TableMetadata> metadata;
    if (target_.new_schema) {
      iceberg::NewTable table;
      table.schema = *target_.new_schema;
      table.spec = ParsePartitioning(target_.options.partitioning, table.schema);
      table.sort_order = ParseSortedBy(target_.options.sorted_by, table.schema);
      table.location = target_.options.location;
      table.properties = target_.options.properties;
      metadata = lake.CreateTable(target_.id, std::move(table), target_.mode);
    } else {
      metadata = lake.Table(target_.id).metadata;
    }
    iceberg::Schema schema = metadata->current_schema();
    if (target_.options.with_row_lineage) schema = iceberg::WithRowLineage(std::move(schema));
    auto state = duckdb::make_uniq<WriteGlobalState>(
        context, lake, std::move(metadata), std::move(schema), target_.options.target_file_bytes);
    if (target_.sorted) state->writer.set_sorted();
    if (target_.options.count_values) {
      const std::set<iceberg::FieldId> columns = lake.ColumnsToCount(target_.id);
      const auto& fields = state->writer.schema().fields;
      for (size_t i = 0; i < fields.size() && state->counted.size() < kMostCounted; ++i) {
        if (columns.contains(fields[i].id)) state->counted.push_back({i, fields[i].id});
      }
    }
    return state;
  });
}

duckdb::unique_ptr<duckdb::LocalSinkState> LakeWrite::GetLocalSinkState(
    duckdb::ExecutionContext&) const {
  return Guarded([&] {
    const auto& global = static_cast<WriteGlobalState&>(*sink_state);
    return duckdb::make_uniq<WriteLocalState>(global.writer, global.counted);
  });
}

namespace {

void BufferWhole(duckdb::ClientContext& context, WriteGlobalState& global, WriteLocalState& local,
                 duckdb::DataChunk& chunk) {
  if (!local.whole) {
    local.whole = duckdb::make_uniq<duckdb::ColumnDataCollection>(
        context, chunk.GetTypes(), duckdb::ColumnDataAllocatorType::BUFFER_MANAGER_ALLOCATOR);
    local.whole->InitializeAppend(local.append);
  }
  local.whole->Append(local.append, chunk);
  if (local.whole->Count() >= global.writer.row_group_rows() ||
      local.whole->SizeInBytes() >= kMaxRowGroupBytes) {
    global.writer.WriteRowGroup("", {}, TakeWhole(local));
  }
}

void BufferPartitioned(duckdb::ClientContext& context, WriteGlobalState& global,
                       WriteLocalState& local, duckdb::DataChunk& chunk) {
  if (!local.partitioned) {
    local.partitioned = std::make_shared<PartitionedRows>(context, chunk.GetTypes());
  }
  chunk.Flatten();
  PartitionedRows& rows = *local.partitioned;
  rows.Append(*local.partitioner, chunk);
  // Of few partitions, each has a full row group by then.
  const uint64_t most = global.writer.row_group_rows() * rows.partitions().size();
  if (rows.count() >= most || rows.bytes() >= kMaxThreadBytes) {
    WriteLargest(context, global.writer, local);
  }
}

}  // namespace

duckdb::SinkResultType LakeWrite::Sink(duckdb::ExecutionContext& context, duckdb::DataChunk& chunk,
                                       duckdb::OperatorSinkInput& input) const {
  return Guarded([&] {
    auto& global = input.global_state.Cast<WriteGlobalState>();
    auto& local = input.local_state.Cast<WriteLocalState>();
    duckdb::DataChunk& rows =
        target_.options.changed_table ? TakeChanges(global, local, chunk) : chunk;
    if (rows.ColumnCount() == 0 || rows.size() == 0) {
      return duckdb::SinkResultType::NEED_MORE_INPUT;
    }
    if (target_.options.skip_null_rows) {
      SkipNullRows(global, rows, global.session);
      if (rows.size() == 0) return duckdb::SinkResultType::NEED_MORE_INPUT;
    } else {
      CheckRequired(global, rows, target_.id);
    }
    global.session.written_rows += rows.size();
    local.counts.Add(rows);
    if (local.partitioner) {
      BufferPartitioned(context.client, global, local, rows);
    } else {
      BufferWhole(context.client, global, local, rows);
    }
    return duckdb::SinkResultType::NEED_MORE_INPUT;
  });
}

duckdb::SinkCombineResultType LakeWrite::Combine(duckdb::ExecutionContext&,
                                                 duckdb::OperatorSinkCombineInput& input) const {
  return Guarded([&] {
    auto& global = input.global_state.Cast<WriteGlobalState>();
    auto& local = input.local_state.Cast<WriteLocalState>();
    if (local.partitioned) global.writer.AddRests(std::move(local.partitioned));
    if (local.whole && local.whole->Count() >= kMinRestRows) {
      global.writer.WriteRowGroup("", {}, TakeWhole(local));
    } else if (local.whole) {
      global.writer.AddRest(TakeWhole(local));
    }
    if (!global.counted.empty()) {
      std::lock_guard lock(global.mutex);
      local.counts.MergeInto(global.counts);
    }
    if (!local.deleted.empty()) {
      std::lock_guard lock(global.mutex);
      if (!global.deleted.Merge(std::move(local.deleted))) ThrowMultipleMatches();
    }
    return duckdb::SinkCombineResultType::FINISHED;
  });
}

duckdb::SinkFinalizeType LakeWrite::Finalize(duckdb::Pipeline& pipeline, duckdb::Event& event,
                                             duckdb::ClientContext& context,
                                             duckdb::OperatorSinkFinalizeInput& input) const {
  auto& global = input.global_state.Cast<WriteGlobalState>();
  auto done = [this, &global] {
    std::vector<iceberg::DataFile> files = global.writer.TakeFiles();
    const TableOptions& options = target_.options;
    std::map<std::string, std::string> summary = options.snapshot_summary;
    if (options.late_summary) summary.merge(options.late_summary());
    if (options.detached) {
      std::move(files.begin(), files.end(), std::back_inserter(global.session.detached_files));
    } else if (options.changed_table) {
      global.lake.ChangeRows(target_.id, {global.deleted.Take(), std::move(files)});
    } else if (options.rewritten_table) {
      global.lake.Rewrite(target_.id, options.replaced_files, std::move(files));
    } else if (options.existing_partitions == ExistingPartitions::kOverwrite) {
      global.lake.OverwritePartitions(target_.id, std::move(files));
    } else {
      if (options.existing_partitions == ExistingPartitions::kError) {
        global.lake.RequireNewPartitions(target_.id, files);
      }
      // An INSERT of no rows changes nothing, unless it leaves a mark.
      if (files.empty() && !target_.new_schema && summary.empty()) return;
      const bool any = !files.empty();
      global.lake.Append(target_.id, std::move(files), summary);
      if (any && !global.counts.empty()) global.lake.AddCounts(target_.id, global.counts);
    }
  };
  event.InsertEvent(
      duckdb::make_shared_ptr<FinishWriteEvent>(pipeline, context, *this, global, std::move(done)));
  return duckdb::SinkFinalizeType::READY;
}

duckdb::SourceResultType LakeWrite::GetDataInternal(duckdb::ExecutionContext&,
                                                    duckdb::DataChunk& chunk,
                                                    duckdb::OperatorSourceInput&) const {
  const auto& global = static_cast<const WriteGlobalState&>(*sink_state);
  const uint64_t rows =
      target_.options.changed_table ? global.changed_rows.load() : global.writer.rows();
  chunk.SetCardinality(1);
  chunk.SetValue(0, 0, duckdb::Value::BIGINT(static_cast<int64_t>(rows)));
  return duckdb::SourceResultType::FINISHED;
}

// --- planning ---

namespace {

// Casts the input to the types in which the columns are stored, where they differ. The table's
// columns are those from `first` on.
// Nanoseconds to the nearest microsecond, halves up, as Trino's writers have it; DuckDB's cast
// drops the digits.
duckdb::unique_ptr<duckdb::Expression> ToMicroseconds(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> nanoseconds) {
  BoundExpressions children;
  children.push_back(std::move(nanoseconds));
  auto kernel = [](duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
    duckdb::UnaryExecutor::Execute<int64_t, int64_t>(
        arguments.data[0], result, arguments.size(), [](int64_t nanos) {
          constexpr int64_t kNanosPerMicro = 1000;
          const int64_t rest = (nanos % kNanosPerMicro + kNanosPerMicro) % kNanosPerMicro;
          return (nanos - rest) / kNanosPerMicro + (2 * rest >= kNanosPerMicro ? 1 : 0);
        });
  };
  return CallOwn(context, std::move(children), "tarn_microseconds",
                 {duckdb::LogicalType::TIMESTAMP_NS}, duckdb::LogicalType::TIMESTAMP, kernel);
}

duckdb::PhysicalOperator& CastTo(duckdb::ClientContext& context,
                                 duckdb::PhysicalPlanGenerator& planner,
                                 duckdb::PhysicalOperator& plan, const iceberg::Schema& schema,
                                 size_t first = 0) {
  duckdb::vector<duckdb::LogicalType> types;
  duckdb::vector<duckdb::unique_ptr<duckdb::Expression>> casts;
  bool differs = false;
  for (size_t i = 0; i < plan.types.size(); ++i) {
    const duckdb::LogicalType wanted =
        i < first ? plan.types[i] : ToDuckType(schema.fields.at(i - first).type);
    duckdb::unique_ptr<duckdb::Expression> reference =
        duckdb::make_uniq<duckdb::BoundReferenceExpression>(plan.types[i], i);
    if (plan.types[i] != wanted) {
      differs = true;
      const bool rounds = plan.types[i].id() == duckdb::LogicalTypeId::TIMESTAMP_NS &&
                          wanted.id() == duckdb::LogicalTypeId::TIMESTAMP;
      reference = rounds ? ToMicroseconds(context, std::move(reference))
                         : duckdb::BoundCastExpression::AddCastToType(context, std::move(reference),
                                                                      wanted);
    }
    types.push_back(wanted);
    casts.push_back(std::move(reference));
  }
  if (!differs) return plan;
  auto& projection = planner.Make<duckdb::PhysicalProjection>(std::move(types), std::move(casts),
                                                              plan.estimated_cardinality);
  projection.children.push_back(plan);
  return projection;
}

// Sorts the input as the table says, in memory that DuckDB bounds and spills. Gives the input
// itself, and leaves `target.sorted` false, when the table has no order that is honoured.
duckdb::PhysicalOperator& Sorted(duckdb::PhysicalPlanGenerator& planner,
                                 duckdb::PhysicalOperator& plan, const iceberg::Schema& schema,
                                 const iceberg::SortOrder& order, WriteTarget& target,
                                 size_t first = 0) {
  if (!target.options.sorted_writing || !IsHonoured(order, schema) || plan.types.size() <= first) {
    return plan;
  }
  duckdb::vector<duckdb::BoundOrderByNode> nodes;
  for (const iceberg::SortField& field : order.fields) {
    size_t column = first;
    while (schema.fields[column - first].id != field.source_id) ++column;
    nodes.emplace_back(
        field.direction == iceberg::SortDirection::kAscending ? duckdb::OrderType::ASCENDING
                                                              : duckdb::OrderType::DESCENDING,
        field.null_order == iceberg::NullOrder::kFirst ? duckdb::OrderByNullType::NULLS_FIRST
                                                       : duckdb::OrderByNullType::NULLS_LAST,
        duckdb::make_uniq<duckdb::BoundReferenceExpression>(plan.types[column], column));
  }
  duckdb::vector<idx_t> all;
  for (idx_t i = 0; i < plan.types.size(); ++i) all.push_back(i);
  auto& sort = planner.Make<duckdb::PhysicalOrder>(plan.types, std::move(nodes), std::move(all),
                                                   plan.estimated_cardinality);
  sort.children.push_back(plan);
  target.sorted = true;
  return sort;
}

}  // namespace

duckdb::PhysicalOperator& DuckLake::PlanCreateTableAs(duckdb::ClientContext& context,
                                                      duckdb::PhysicalPlanGenerator& planner,
                                                      duckdb::LogicalCreateTable& op,
                                                      duckdb::PhysicalOperator& plan) {
  return Guarded([&]() -> duckdb::PhysicalOperator& {
    auto& create = op.info->Base();
    const SessionState& session = SessionState::Get(context);
    const TableOptions& options = session.table_options;
    if (options.changed_table) {
      return PlanChanges(context, planner, *options.changed_table, kRowChangeColumns, plan);
    }
    if (options.rewritten_table) {
      return PlanChanges(context, planner, *options.rewritten_table, 0, plan);
    }
    WriteTarget target;
    target.id = op.schema.Cast<DuckSchema>().IdOf(create.table);
    target.mode = create.on_conflict == duckdb::OnCreateConflict::REPLACE_ON_CONFLICT
                      ? CreateMode::kReplace
                      : CreateMode::kCreate;
    target.options = session.table_options;
    iceberg::Schema schema;
    if (target.options.schema) {
      schema = *target.options.schema;
    } else {
      for (const auto& column : create.columns.Logical()) {
        iceberg::NestedField field;
        // Trino's names are lower case.
        field.name = duckdb::StringUtil::Lower(column.Name());
        const auto version = options.properties.find("format-version");
        field.type =
            ForVersion(ToIcebergType(column.Type(), field.name),
                       version != options.properties.end() && version->second == "3" ? 3 : 2);
        schema.fields.push_back(std::move(field));
      }
    }
    schema = iceberg::AssignFreshIds(schema);
    auto& cast = CastTo(context, planner, plan, schema);
    auto& input =
        Sorted(planner, cast, schema, ParseSortedBy(target.options.sorted_by, schema), target);
    target.new_schema = std::move(schema);
    auto& write = planner.Make<LakeWrite>(*this, std::move(target), op.estimated_cardinality);
    write.children.push_back(input);
    return write;
  });
}

// A statement that changes rows, or writes them anew, comes as CREATE OR REPLACE TABLE … AS them.
// The table's columns are those from `first` on.
duckdb::PhysicalOperator& DuckLake::PlanChanges(duckdb::ClientContext& context,
                                                duckdb::PhysicalPlanGenerator& planner,
                                                const catalog::TableIdentifier& table, size_t first,
                                                duckdb::PhysicalOperator& plan) {
  WriteTarget target;
  target.id = table;
  target.options = SessionState::Get(context).table_options;
  const auto metadata = DuckTransaction::Get(context, *this).lake.Table(table).metadata;
  iceberg::Schema schema = metadata->current_schema();
  if (target.options.with_row_lineage) schema = iceberg::WithRowLineage(std::move(schema));
  auto& cast = CastTo(context, planner, plan, schema, first);
  auto& input = Sorted(planner, cast, schema, metadata->default_sort_order(), target, first);
  auto& write = planner.Make<LakeWrite>(*this, std::move(target), plan.estimated_cardinality);
  write.children.push_back(input);
  return write;
}

duckdb::PhysicalOperator& DuckLake::PlanInsert(
    duckdb::ClientContext& context, duckdb::PhysicalPlanGenerator& planner,
    duckdb::LogicalInsert& op, duckdb::optional_ptr<duckdb::PhysicalOperator> plan) {
  return Guarded([&]() -> duckdb::PhysicalOperator& {
    if (op.return_chunk) {
      throw base::Error(base::ErrorKind::kUnsupported, "INSERT … RETURNING is not supported");
    }
    if (op.on_conflict_info.action_type != duckdb::OnConflictAction::THROW) {
      throw base::Error(base::ErrorKind::kUnsupported, "INSERT … ON CONFLICT is not supported",
                        "use MERGE");
    }
    if (!op.column_index_map.empty()) plan = planner.ResolveDefaultsProjection(op, *plan);
    const auto& table = op.table.Cast<DuckTable>();
    WriteTarget target;
    target.id = table.source().id;
    const TableOptions& options = SessionState::Get(context).table_options;
    target.options.snapshot_summary = options.snapshot_summary;
    target.options.late_summary = options.late_summary;
    target.options.skip_null_rows = options.skip_null_rows;
    target.options.count_values = options.count_values;
    target.options.target_file_bytes = options.target_file_bytes;
    target.options.sorted_writing = options.sorted_writing;
    target.options.existing_partitions = options.existing_partitions;
    const iceberg::TableMetadata& metadata = *table.source().metadata;
    auto& cast = CastTo(context, planner, *plan, metadata.current_schema());
    auto& input =
        Sorted(planner, cast, metadata.current_schema(), metadata.default_sort_order(), target);
    auto& write = planner.Make<LakeWrite>(*this, std::move(target), op.estimated_cardinality);
    write.children.push_back(input);
    return write;
  });
}

duckdb::PhysicalOperator& DuckLake::PlanDelete(duckdb::ClientContext&,
                                               duckdb::PhysicalPlanGenerator&,
                                               duckdb::LogicalDelete&, duckdb::PhysicalOperator&) {
  throw ToDuckError(base::Error(base::ErrorKind::kInternal, "DELETE reached DuckDB's planner"));
}

duckdb::PhysicalOperator& DuckLake::PlanUpdate(duckdb::ClientContext&,
                                               duckdb::PhysicalPlanGenerator&,
                                               duckdb::LogicalUpdate&, duckdb::PhysicalOperator&) {
  throw ToDuckError(base::Error(base::ErrorKind::kInternal, "UPDATE reached DuckDB's planner"));
}

}  // namespace tarn::engine::embedded
