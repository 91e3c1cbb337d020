#include "engine/embedded/adapter/duck_write.h"

#include <iterator>

#include "base/error.h"
#include "duckdb/common/vector_operations/vector_operations.hpp"
#include "duckdb/parallel/base_pipeline_event.hpp"
#include "duckdb/parallel/executor_task.hpp"
#include "duckdb/parallel/task_scheduler.hpp"
#include "engine/embedded/adapter/data_file_writer.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/duck_table.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/partitioner.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;

// Rows of one partition that a thread has gathered.
struct Buffer {
  iceberg::PartitionValues values;
  DataFileWriter::Rows rows;
  duckdb::ColumnDataAppendState append;
};

// What a thread may hold in rows that are not compressed yet, over all partitions.
constexpr idx_t kMaxThreadBytes = idx_t{96} << 20;
// A row group in memory: bounds wide rows, which reach it before they reach the row limit.
constexpr idx_t kMaxRowGroupBytes = idx_t{64} << 20;
// From this many rows on a thread's rest is worth a row group of its own.
constexpr idx_t kMinRestRows = 32'768;

class WriteGlobalState : public duckdb::GlobalSinkState {
 public:
  WriteGlobalState(duckdb::ClientContext& context, LakeTransaction& lake,
                   std::shared_ptr<const iceberg::TableMetadata> metadata)
      : lake(lake),
        session(SessionState::Get(context)),
        writer(context, lake, std::move(metadata)) {
    const auto& fields = writer.schema().fields;
    for (size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].required) required.push_back(i);
    }
  }

  LakeTransaction& lake;
  SessionState& session;
  DataFileWriter writer;
  std::vector<size_t> required;
};

class WriteLocalState : public duckdb::LocalSinkState {
 public:
  explicit WriteLocalState(const DataFileWriter& writer) {
    if (!writer.spec().fields.empty()) partitioner.emplace(writer.schema(), writer.spec());
  }

  std::optional<Partitioner> partitioner;
  std::map<std::string, Buffer> buffers;
  duckdb::DataChunk slice;
};

Buffer& BufferOf(duckdb::ClientContext& context, WriteLocalState& local, const std::string& key,
                 const duckdb::vector<duckdb::LogicalType>& types) {
  Buffer& buffer = local.buffers[key];
  if (!buffer.rows) {
    // With many partitions most buffers are small: they take exactly what their rows need.
    const auto allocator = local.partitioner
                               ? duckdb::ColumnDataAllocatorType::IN_MEMORY_ALLOCATOR
                               : duckdb::ColumnDataAllocatorType::BUFFER_MANAGER_ALLOCATOR;
    buffer.rows = duckdb::make_uniq<duckdb::ColumnDataCollection>(context, types, allocator);
    buffer.rows->InitializeAppend(buffer.append);
  }
  return buffer;
}

DataFileWriter::Rows TakeRows(Buffer& buffer) {
  buffer.append.current_chunk_state.handles.clear();
  return std::move(buffer.rows);
}

void FlushWhenFull(WriteGlobalState& global, const std::string& key, Buffer& buffer) {
  if (buffer.rows->Count() >= global.writer.row_group_rows() ||
      buffer.rows->SizeInBytes() >= kMaxRowGroupBytes) {
    global.writer.WriteRowGroup(key, buffer.values, TakeRows(buffer));
  }
}

// Writes the largest buffers of a thread that holds too much.
void FlushForMemory(WriteGlobalState& global, WriteLocalState& local) {
  idx_t total = 0;
  for (const auto& [key, buffer] : local.buffers) {
    if (buffer.rows) total += buffer.rows->AllocationSize();
  }
  while (total > kMaxThreadBytes) {
    auto largest = local.buffers.end();
    for (auto it = local.buffers.begin(); it != local.buffers.end(); ++it) {
      if (!it->second.rows) continue;
      if (largest == local.buffers.end() ||
          it->second.rows->AllocationSize() > largest->second.rows->AllocationSize()) {
        largest = it;
      }
    }
    total -= largest->second.rows->AllocationSize();
    global.writer.WriteRowGroup(largest->first, largest->second.values, TakeRows(largest->second));
  }
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
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      "NULL value not allowed for NOT NULL column '" +
                          global.writer.schema().fields[column].name + "' of table '" +
                          id.ToString() + "'",
                      "leave the rows out, or give the column a value with COALESCE");
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
      table.location = target_.options.location;
      table.properties = target_.options.properties;
      metadata = lake.CreateTable(target_.id, std::move(table), target_.mode);
    } else {
      metadata = lake.Table(target_.id).metadata;
    }
    return duckdb::make_uniq<WriteGlobalState>(context, lake, std::move(metadata));
  });
}

duckdb::unique_ptr<duckdb::LocalSinkState> LakeWrite::GetLocalSinkState(
    duckdb::ExecutionContext&) const {
  return Guarded([&] {
    return duckdb::make_uniq<WriteLocalState>(static_cast<WriteGlobalState&>(*sink_state).writer);
  });
}

duckdb::SinkResultType LakeWrite::Sink(duckdb::ExecutionContext& context, duckdb::DataChunk& chunk,
                                       duckdb::OperatorSinkInput& input) const {
  return Guarded([&] {
    auto& global = input.global_state.Cast<WriteGlobalState>();
    auto& local = input.local_state.Cast<WriteLocalState>();
    if (target_.options.skip_null_rows) {
      SkipNullRows(global, chunk, global.session);
      if (chunk.size() == 0) return duckdb::SinkResultType::NEED_MORE_INPUT;
    } else {
      CheckRequired(global, chunk, target_.id);
    }
    global.session.written_rows += chunk.size();
    if (!local.partitioner) {
      Buffer& buffer = BufferOf(context.client, local, "", chunk.GetTypes());
      buffer.rows->Append(buffer.append, chunk);
      FlushWhenFull(global, "", buffer);
      return duckdb::SinkResultType::NEED_MORE_INPUT;
    }
    chunk.Flatten();
    for (Partitioner::Group* group : local.partitioner->Split(chunk)) {
      Buffer& buffer = BufferOf(context.client, local, group->key, chunk.GetTypes());
      if (buffer.values.empty()) {
        buffer.values = local.partitioner->ValuesOf(chunk, group->rows.front());
      }
      if (group->rows.size() == chunk.size()) {
        buffer.rows->Append(buffer.append, chunk);
      } else {
        if (local.slice.ColumnCount() == 0) local.slice.InitializeEmpty(chunk.GetTypes());
        const duckdb::SelectionVector selection(group->rows.data());
        local.slice.Slice(chunk, selection, group->rows.size());
        buffer.rows->Append(buffer.append, local.slice);
      }
      FlushWhenFull(global, group->key, buffer);
    }
    FlushForMemory(global, local);
    return duckdb::SinkResultType::NEED_MORE_INPUT;
  });
}

duckdb::SinkCombineResultType LakeWrite::Combine(duckdb::ExecutionContext&,
                                                 duckdb::OperatorSinkCombineInput& input) const {
  return Guarded([&] {
    auto& global = input.global_state.Cast<WriteGlobalState>();
    auto& local = input.local_state.Cast<WriteLocalState>();
    for (auto& [key, buffer] : local.buffers) {
      if (!buffer.rows) continue;
      if (buffer.rows->Count() >= kMinRestRows) {
        global.writer.WriteRowGroup(key, buffer.values, TakeRows(buffer));
      } else {
        global.writer.AddRest(key, buffer.values, TakeRows(buffer));
      }
    }
    local.buffers.clear();
    return duckdb::SinkCombineResultType::FINISHED;
  });
}

duckdb::SinkFinalizeType LakeWrite::Finalize(duckdb::Pipeline& pipeline, duckdb::Event& event,
                                             duckdb::ClientContext& context,
                                             duckdb::OperatorSinkFinalizeInput& input) const {
  auto& global = input.global_state.Cast<WriteGlobalState>();
  auto done = [this, &global] {
    std::vector<iceberg::DataFile> files = global.writer.TakeFiles();
    if (target_.options.detached) {
      std::move(files.begin(), files.end(), std::back_inserter(global.session.detached_files));
    } else if (target_.options.replaced_files) {
      global.lake.Rewrite(target_.id, *target_.options.replaced_files, std::move(files));
    } else {
      global.lake.Append(target_.id, std::move(files), target_.options.snapshot_summary);
    }
  };
  event.InsertEvent(
      duckdb::make_shared_ptr<FinishWriteEvent>(pipeline, context, *this, global, std::move(done)));
  return duckdb::SinkFinalizeType::READY;
}

duckdb::SourceResultType LakeWrite::GetDataInternal(duckdb::ExecutionContext&,
                                                    duckdb::DataChunk& chunk,
                                                    duckdb::OperatorSourceInput&) const {
  const auto rows = static_cast<WriteGlobalState&>(*sink_state).writer.rows();
  chunk.SetCardinality(1);
  chunk.SetValue(0, 0, duckdb::Value::BIGINT(static_cast<int64_t>(rows)));
  return duckdb::SourceResultType::FINISHED;
}

// --- planning ---

namespace {

// Casts the input to the types in which the columns are stored, where they differ.
duckdb::PhysicalOperator& CastTo(duckdb::ClientContext& context,
                                 duckdb::PhysicalPlanGenerator& planner,
                                 duckdb::PhysicalOperator& plan, const iceberg::Schema& schema) {
  duckdb::vector<duckdb::LogicalType> types;
  duckdb::vector<duckdb::unique_ptr<duckdb::Expression>> casts;
  bool differs = false;
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    const duckdb::LogicalType wanted = ToDuckType(schema.fields[i].type);
    duckdb::unique_ptr<duckdb::Expression> reference =
        duckdb::make_uniq<duckdb::BoundReferenceExpression>(plan.types[i], i);
    if (plan.types[i] != wanted) {
      differs = true;
      reference = duckdb::BoundCastExpression::AddCastToType(context, std::move(reference), wanted);
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

}  // namespace

duckdb::PhysicalOperator& DuckLake::PlanCreateTableAs(duckdb::ClientContext& context,
                                                      duckdb::PhysicalPlanGenerator& planner,
                                                      duckdb::LogicalCreateTable& op,
                                                      duckdb::PhysicalOperator& plan) {
  return Guarded([&]() -> duckdb::PhysicalOperator& {
    auto& create = op.info->Base();
    const SessionState& session = SessionState::Get(context);
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
        field.type = ToIcebergType(column.Type(), field.name);
        schema.fields.push_back(std::move(field));
      }
    }
    schema = iceberg::AssignFreshIds(schema);
    auto& input = CastTo(context, planner, plan, schema);
    target.new_schema = std::move(schema);
    auto& write = planner.Make<LakeWrite>(*this, std::move(target), op.estimated_cardinality);
    write.children.push_back(input);
    return write;
  });
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
    target.options.replaced_files = options.replaced_files;
    target.options.skip_null_rows = options.skip_null_rows;
    target.options.detached = options.detached;
    target.options.ordered = options.ordered;
    auto& input = CastTo(context, planner, *plan, table.source().metadata->current_schema());
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
  throw ToDuckError(base::Error(base::ErrorKind::kUnsupported, "UPDATE is not supported yet",
                                "write the table anew: CREATE OR REPLACE TABLE … AS SELECT …"));
}

}  // namespace tarn::engine::embedded
