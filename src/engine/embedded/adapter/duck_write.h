#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/embedded/adapter/session_state.h"

namespace tarn::engine::embedded {

class DuckTable;

// What a write goes into.
struct WriteTarget {
  catalog::TableIdentifier id;
  // Set for CREATE TABLE … AS: the table is made when the statement runs, not when it is planned.
  std::optional<iceberg::Schema> new_schema;
  CreateMode mode = CreateMode::kCreate;
  TableOptions options;
};

// Writes its input into a table's data files and adds them to the transaction. Gives the number of
// rows.
class LakeWrite : public duckdb::PhysicalOperator {
 public:
  static constexpr duckdb::PhysicalOperatorType TYPE = duckdb::PhysicalOperatorType::EXTENSION;

  LakeWrite(duckdb::PhysicalPlan& plan, duckdb::Catalog& catalog, WriteTarget target,
            duckdb::idx_t estimated_cardinality)
      : PhysicalOperator(plan, TYPE, {duckdb::LogicalType::BIGINT}, estimated_cardinality),
        catalog_(catalog),
        target_(std::move(target)) {}

  std::string GetName() const override { return "LAKE_WRITE"; }
  duckdb::InsertionOrderPreservingMap<std::string> ParamsToString() const override;

  bool IsSink() const override { return true; }
  bool ParallelSink() const override { return !target_.options.ordered; }
  duckdb::unique_ptr<duckdb::GlobalSinkState> GetGlobalSinkState(
      duckdb::ClientContext& context) const override;
  duckdb::unique_ptr<duckdb::LocalSinkState> GetLocalSinkState(
      duckdb::ExecutionContext& context) const override;
  duckdb::SinkResultType Sink(duckdb::ExecutionContext& context, duckdb::DataChunk& chunk,
                              duckdb::OperatorSinkInput& input) const override;
  duckdb::SinkCombineResultType Combine(duckdb::ExecutionContext& context,
                                        duckdb::OperatorSinkCombineInput& input) const override;
  duckdb::SinkFinalizeType Finalize(duckdb::Pipeline& pipeline, duckdb::Event& event,
                                    duckdb::ClientContext& context,
                                    duckdb::OperatorSinkFinalizeInput& input) const override;

  bool IsSource() const override { return true; }
  duckdb::SourceResultType GetDataInternal(duckdb::ExecutionContext& context,
                                           duckdb::DataChunk& chunk,
                                           duckdb::OperatorSourceInput& input) const override;

 private:
  duckdb::Catalog& catalog_;
  const WriteTarget target_;
};

}  // namespace tarn::engine::embedded
