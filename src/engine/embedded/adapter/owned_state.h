#pragma once

#include <memory>
#include <utility>

#include "duckdb/function/aggregate_function.hpp"
#include "engine/embedded/adapter/aggregate_rows.h"
#include "engine/embedded/adapter/errors.h"

namespace tarn::engine::embedded {

// An aggregate of DuckDB's whose groups have a state of C++, made with a group's first row: rows
// with a null among their arguments are left out.
//   Owned   copies, and has Merge(const Owned&)
//   kAdd    takes a row; makes the state when there is none
//   kFinish writes a group's result to result[row]; the state is null for a group without rows
template <typename Owned, void (*kAdd)(std::unique_ptr<Owned>&, const Rows&),
          void (*kFinish)(Owned*, duckdb::Vector& result, duckdb::idx_t row)>
struct OwnedStateAggregate {
  using State = std::unique_ptr<Owned>;

  static duckdb::AggregateFunction Of(const duckdb::string& name,
                                      duckdb::vector<duckdb::LogicalType> arguments,
                                      const duckdb::LogicalType& result) {
    return duckdb::AggregateFunction(
        name, std::move(arguments), result,
        [](const duckdb::AggregateFunction&) -> duckdb::idx_t { return sizeof(State); },
        [](const duckdb::AggregateFunction&, duckdb::data_ptr_t state) { new (state) State(); },
        Update, Combine, Finalize, duckdb::FunctionNullHandling::DEFAULT_NULL_HANDLING,
        SimpleUpdate, nullptr, Destroy);
  }

 private:
  static void SimpleUpdate(duckdb::Vector inputs[], duckdb::AggregateInputData&,
                           duckdb::idx_t columns, duckdb::data_ptr_t state, duckdb::idx_t count) {
    Rows rows(inputs, columns, count);
    Guarded([&] {
      for (duckdb::idx_t row = 0; row < count; ++row) {
        rows.MoveTo(row);
        if (!rows.HasNull()) kAdd(*reinterpret_cast<State*>(state), rows);
      }
    });
  }
  static void Update(duckdb::Vector inputs[], duckdb::AggregateInputData&, duckdb::idx_t columns,
                     duckdb::Vector& states, duckdb::idx_t count) {
    Rows rows(inputs, columns, count);
    duckdb::UnifiedVectorFormat format;
    states.ToUnifiedFormat(count, format);
    auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
    Guarded([&] {
      for (duckdb::idx_t row = 0; row < count; ++row) {
        rows.MoveTo(row);
        if (!rows.HasNull()) kAdd(*all[format.sel->get_index(row)], rows);
      }
    });
  }
  static void Combine(duckdb::Vector& sources, duckdb::Vector& targets,
                      duckdb::AggregateInputData& input, duckdb::idx_t count) {
    const bool may_take = input.combine_type == duckdb::AggregateCombineType::ALLOW_DESTRUCTIVE;
    auto* const* from = duckdb::FlatVector::GetData<State*>(sources);
    auto* const* to = duckdb::FlatVector::GetData<State*>(targets);
    for (duckdb::idx_t i = 0; i < count; ++i) {
      State& source = *from[i];
      State& target = *to[i];
      if (source == nullptr) continue;
      if (target != nullptr) {
        Guarded([&] { target->Merge(*source); });
      } else if (may_take) {
        target = std::move(source);
      } else {
        target = std::make_unique<Owned>(*source);
      }
    }
  }
  static void Finalize(duckdb::Vector& states, duckdb::AggregateInputData&, duckdb::Vector& result,
                       duckdb::idx_t count, duckdb::idx_t offset) {
    duckdb::UnifiedVectorFormat format;
    states.ToUnifiedFormat(count, format);
    auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
    Guarded([&] {
      for (duckdb::idx_t i = 0; i < count; ++i) {
        kFinish(all[format.sel->get_index(i)]->get(), result, i + offset);
      }
    });
    if (states.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR) {
      result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
    }
  }
  static void Destroy(duckdb::Vector& states, duckdb::AggregateInputData&, duckdb::idx_t count) {
    auto* const* all = duckdb::FlatVector::GetData<State*>(states);
    for (duckdb::idx_t i = 0; i < count; ++i) all[i]->reset();
  }
};

}  // namespace tarn::engine::embedded
