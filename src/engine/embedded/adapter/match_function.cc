#include "engine/embedded/adapter/match_function.h"

#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "duckdb/common/serializer/deserializer.hpp"
#include "duckdb/common/serializer/serializer.hpp"
#include "duckdb/common/types/column/column_data_collection.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/match_binding.h"
#include "engine/embedded/adapter/match_partition.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::AggregateInputData;
using duckdb::DataChunk;
using duckdb::idx_t;
using duckdb::Vector;
using duckdb::WindowPartitionInput;

// The partitions that rows were asked of, and not all rows yet. Threads ask for rows of one
// partition side by side; the first one matches it, the others wait.
class Partitions {
 public:
  void Append(const BoundMatch& match, const WindowPartitionInput& input, idx_t begin, idx_t end,
              idx_t row, Vector& result, idx_t at) {
    const auto partition = Find(begin, end);
    {
      const std::lock_guard lock(partition->matching);
      if (!partition->matched) {
        partition->matched = std::make_unique<const MatchedPartition>(
            input.context.client, match, Rows(match, input, begin, end),
            BytesOf(input, end - begin));
      }
    }
    const auto in_partition = static_cast<uint32_t>(row - begin);
    if (match.plan.rows == MatchPlan::Rows::kWindow) {
      partition->matched->Give(in_partition, result, at);
    } else {
      partition->matched->Append(in_partition, result, at);
    }
    const std::lock_guard lock(mutex_);
    if (--partition->left == 0) partitions_.erase(begin);
  }

 private:
  struct Partition {
    std::mutex matching;
    std::unique_ptr<const MatchedPartition> matched;
    idx_t left = 0;  // rows that were not asked yet
  };

  std::shared_ptr<Partition> Find(idx_t begin, idx_t end) {
    const std::lock_guard lock(mutex_);
    auto& partition = partitions_[begin];
    if (!partition) {
      partition = std::make_shared<Partition>();
      partition->left = end - begin;
    }
    return partition;
  }

  static size_t BytesOf(const WindowPartitionInput& input, idx_t rows) {
    if (input.inputs == nullptr || input.count == 0) return 0;
    const double share = static_cast<double>(rows) / static_cast<double>(input.count);
    return static_cast<size_t>(static_cast<double>(input.inputs->SizeInBytes()) * share);
  }

  static MatchRows Rows(const BoundMatch& match, const WindowPartitionInput& input, idx_t begin,
                        idx_t end) {
    MatchRows rows;
    rows.count = end - begin;
    if (rows.count >= std::numeric_limits<uint32_t>::max()) {
      throw duckdb::OutOfMemoryException("a partition of %d rows is too large for row patterns",
                                         rows.count);
    }
    for (const auto& type : match.columns) rows.columns.emplace_back(type, rows.count + 1);
    duckdb::vector<duckdb::column_t> columns = input.column_ids;
    duckdb::ColumnDataScanState state;
    input.inputs->InitializeScan(state, columns, duckdb::ColumnDataScanProperties::ALLOW_ZERO_COPY);
    DataChunk chunk;
    input.inputs->InitializeScanChunk(state, chunk);
    for (idx_t row = begin; row < end;) {
      if (input.context.client.IsInterrupted()) throw duckdb::InterruptException();
      input.inputs->Seek(row, state, chunk);
      const idx_t first = row - state.current_row_index;
      const idx_t count = std::min(chunk.size() - first, end - row);
      for (size_t i = 0; i < columns.size(); ++i) {
        duckdb::VectorOperations::Copy(chunk.data[i], rows.columns[i], first + count, first,
                                       row - begin);
      }
      row += count;
    }
    for (Vector& column : rows.columns) duckdb::FlatVector::SetNull(column, rows.count, true);
    return rows;
  }

  std::mutex mutex_;
  std::map<idx_t, std::shared_ptr<Partition>> partitions_;
};

struct State {
  Partitions* partitions;
};

void Initialize(const AggregateFunction&, duckdb::data_ptr_t state) { new (state) State{nullptr}; }

void MatchInit(AggregateInputData&, const WindowPartitionInput&, duckdb::data_ptr_t state) {
  reinterpret_cast<State*>(state)->partitions = std::make_unique<Partitions>().release();
}

void Destroy(Vector& states, AggregateInputData&, idx_t count) {
  auto** const pointers = duckdb::FlatVector::GetData<State*>(states);
  for (idx_t i = 0; i < count; ++i) {
    const std::unique_ptr<Partitions> owned(std::exchange(pointers[i]->partitions, nullptr));
  }
}

void MatchRow(AggregateInputData& input, const WindowPartitionInput& partition,
              duckdb::const_data_ptr_t state, duckdb::data_ptr_t, const duckdb::SubFrames& frames,
              Vector& result, idx_t at) {
  const BoundMatch& match = *input.bind_data->Cast<MatchData>().match;
  const idx_t begin = frames.front().start, row = frames.front().end, end = frames.back().end;
  reinterpret_cast<const State*>(state)->partitions->Append(match, partition, begin, end, row,
                                                            result, at);
}

// The optimizer takes two subplans for one when they are written the same, and runs it once: the
// expressions of a call are not written, its identity is.
void Serialize(duckdb::Serializer& serializer,
               const duckdb::optional_ptr<duckdb::FunctionData> data, const AggregateFunction&) {
  serializer.WriteProperty(100, "match", data->Cast<MatchData>().match->identity);
}
duckdb::unique_ptr<duckdb::FunctionData> Deserialize(duckdb::Deserializer&, AggregateFunction&) {
  throw duckdb::NotImplementedException("a plan with tarn_match is not read back");
}

}  // namespace

void RegisterMatch(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  AggregateFunction match("tarn_match", {duckdb::LogicalType::VARCHAR},
                          duckdb::LogicalType::LIST(duckdb::LogicalType::ANY),
                          AggregateFunction::StateSize<State>, Initialize, nullptr, nullptr,
                          nullptr, duckdb::FunctionNullHandling::SPECIAL_HANDLING, nullptr,
                          BindMatch, Destroy, nullptr, MatchRow);
  match.SetWindowInitCallback(MatchInit);
  match.SetSerializeCallback(Serialize);
  match.SetDeserializeCallback(Deserialize);
  match.varargs = duckdb::LogicalType::ANY;
  loader.RegisterFunction(match);
  loader.RegisterFunction(
      TakingFineTimes(BoundLater("tarn_matched", 2, BindMatchVariable, NullResult::Bound())));
  duckdb::ScalarFunction aggregate =
      BoundLater("tarn_matched_aggregate", 2, BindMatchAggregate, NullResult::Bound());
  aggregate.varargs = duckdb::LogicalType::ANY;
  loader.RegisterFunction(TakingFineTimes(aggregate));
}

}  // namespace tarn::engine::embedded
