#include "engine/embedded/adapter/match_aggregation.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tarn::engine::embedded {
namespace {

using duckdb::ArenaAllocator;
using duckdb::DataChunk;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::Vector;

Vector PointerTo(std::vector<duckdb::data_t>& state) {
  return Vector(duckdb::Value::POINTER(reinterpret_cast<uintptr_t>(state.data())));
}

duckdb::child_list_t<duckdb::Value> Unnamed(duckdb::vector<duckdb::Value>& values) {
  duckdb::child_list_t<duckdb::Value> fields;
  for (duckdb::Value& value : values) {
    fields.emplace_back(std::to_string(fields.size()), std::move(value));
  }
  return fields;
}

}  // namespace

MatchAggregation::MatchAggregation(duckdb::ClientContext& context, const MatchPlan& plan,
                                   const MatchAggregate& aggregate)
    : context_(context),
      plan_(plan),
      aggregate_(aggregate),
      arena_(duckdb::BufferAllocator::Get(context)),
      copies_(duckdb::BufferAllocator::Get(context)),
      result_(context, *aggregate.result) {
  for (const auto& call : aggregate.calls) {
    auto& executors = arguments_.emplace_back();
    for (const auto& child : call->children) {
      executors.push_back(duckdb::make_uniq<duckdb::ExpressionExecutor>(context, *child));
    }
  }
  states_ = NewStates();
  seen_.resize(aggregate.calls.size());
}

MatchAggregation::~MatchAggregation() { Destroy(states_, arena_); }

MatchAggregation::States MatchAggregation::NewStates() const {
  States states;
  for (const auto& call : aggregate_.calls) {
    const auto& function = call->function;
    // States are aligned as operator new aligns.
    auto& state = states.emplace_back(function.GetStateSizeCallback()(function));
    function.GetStateInitCallback()(function, state.data());
  }
  return states;
}

void MatchAggregation::Destroy(States& states, ArenaAllocator& arena) const {
  for (size_t i = 0; i < states.size(); ++i) {
    const auto& call = *aggregate_.calls[i];
    if (!call.function.HasStateDestructorCallback()) continue;
    Vector pointer = PointerTo(states[i]);
    duckdb::AggregateInputData data(call.bind_info.get(), arena);
    call.function.GetStateDestructorCallback()(pointer, data, 1);
  }
  states.clear();
}

void MatchAggregation::Clear() {
  Destroy(states_, arena_);
  arena_.Reset();
  states_ = NewStates();
  for (auto& seen : seen_) seen.clear();
}

duckdb::SelectionVector MatchAggregation::NewValues(size_t call, duckdb::vector<Vector>& arguments,
                                                    idx_t& count) {
  duckdb::SelectionVector selection(count);
  idx_t added = 0;
  for (idx_t row = 0; row < count; ++row) {
    duckdb::vector<duckdb::Value> values;
    for (const Vector& argument : arguments) values.push_back(argument.GetValue(row));
    const bool is_new = seen_[call].insert(duckdb::Value::STRUCT(Unnamed(values))).second;
    if (is_new) selection.set_index(added++, row);
  }
  count = added;
  return selection;
}

void MatchAggregation::Update(States& states, ArenaAllocator& arena, const MatchRows& rows,
                              const MatchedRows& added, int64_t match_number) {
  for (idx_t first = 0; first < added.rows.size(); first += STANDARD_VECTOR_SIZE) {
    const idx_t count = std::min<idx_t>(STANDARD_VECTOR_SIZE, added.rows.size() - first);
    duckdb::SelectionVector selection(count);
    for (idx_t i = 0; i < count; ++i) selection.set_index(i, added.rows[first + i]);
    duckdb::vector<LogicalType> types;
    for (const Vector& column : rows.columns) types.push_back(column.GetType());
    types.push_back(LogicalType::VARCHAR);
    types.push_back(LogicalType::BIGINT);
    DataChunk input;
    input.InitializeEmpty(types);
    for (size_t i = 0; i < rows.columns.size(); ++i) {
      input.data[i].Slice(rows.columns[i], selection, count);
    }
    Vector labels(LogicalType::VARCHAR, count);
    for (idx_t i = 0; i < count; ++i) {
      const std::string& label = plan_.labels[static_cast<size_t>(added.labels[first + i])];
      duckdb::FlatVector::GetData<duckdb::string_t>(labels)[i] =
          duckdb::StringVector::AddString(labels, label);
    }
    input.data[rows.columns.size()].Reference(labels);
    input.data.back().Reference(duckdb::Value::BIGINT(match_number));
    input.SetCardinality(count);
    for (size_t i = 0; i < states.size(); ++i) {
      const auto& call = *aggregate_.calls[i];
      duckdb::vector<Vector> arguments;
      for (size_t j = 0; j < call.children.size(); ++j) {
        arguments.emplace_back(call.children[j]->return_type);
        arguments_[i][j]->ExecuteExpression(input, arguments.back());
      }
      idx_t taken = count;
      if (call.IsDistinct()) {
        const duckdb::SelectionVector selection = NewValues(i, arguments, taken);
        for (Vector& argument : arguments) argument.Slice(selection, taken);
        if (taken == 0) continue;
      }
      Vector pointer = PointerTo(states[i]);
      duckdb::AggregateInputData data(call.bind_info.get(), arena);
      call.function.GetStateUpdateCallback()(arguments.data(), data, arguments.size(), pointer,
                                             taken);
    }
  }
}

void MatchAggregation::Add(const MatchRows& rows, const MatchedRows& added, int64_t match_number) {
  Update(states_, arena_, rows, added, match_number);
}

Vector MatchAggregation::Finalized(States& states, ArenaAllocator& arena) {
  DataChunk results;
  results.Initialize(context_, aggregate_.call_types, 1);
  for (size_t i = 0; i < states.size(); ++i) {
    const auto& call = *aggregate_.calls[i];
    Vector pointer = PointerTo(states[i]);
    duckdb::AggregateInputData data(call.bind_info.get(), arena);
    call.function.GetStateFinalizeCallback()(pointer, data, results.data[i], 1, 0);
  }
  results.SetCardinality(1);
  Vector value(aggregate_.result->return_type);
  result_.ExecuteExpression(results, value);
  // Of its own: a result may refer to what states keep.
  Vector own(value.GetType(), 1);
  duckdb::VectorOperations::Copy(value, own, 1, 0, 0);
  return own;
}

// Finalizing may change a state: what is finalized is a copy.
Vector MatchAggregation::Value(const MatchRows& rows, const MatchedRows& further,
                               int64_t match_number) {
  copies_.Reset();
  States copies = NewStates();
  for (size_t i = 0; i < copies.size(); ++i) {
    const auto& call = *aggregate_.calls[i];
    Vector from = PointerTo(states_[i]), to = PointerTo(copies[i]);
    duckdb::AggregateInputData data(call.bind_info.get(), copies_);
    call.function.GetStateCombineCallback()(from, to, data, 1);
  }
  if (!further.rows.empty()) Update(copies, copies_, rows, further, match_number);
  Vector value = Finalized(copies, copies_);
  Destroy(copies, copies_);
  return value;
}

}  // namespace tarn::engine::embedded
