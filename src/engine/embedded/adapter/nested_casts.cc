#include "engine/embedded/adapter/nested_casts.h"

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/standard_error.h"
#include "duckdb/common/value_operations/value_operations.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/planner/expression/bound_reference_expression.hpp"
#include "engine/embedded/adapter/errors.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::FlatVector;
using duckdb::idx_t;
using duckdb::ListVector;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::Vector;

// Casts vectors of one type to another. Shared by the threads that run a statement.
class ValueCast {
 public:
  ValueCast(duckdb::ClientContext& context, const LogicalType& source, const LogicalType& target,
            bool safe, const CastOfValue& cast)
      : safe_(safe) {
    auto value = duckdb::make_uniq<duckdb::BoundReferenceExpression>(source, idx_t{0});
    expression_ = cast(context, std::move(value), target, safe);
    target_ = expression_->return_type;
  }

  // What it casts to: the type asked for, or the one that has its values and more, such as a zone.
  const LogicalType& target() const { return target_; }

  // The first `count` of `values`, any number, into `result`. Calls `failed` with the places of
  // values that are null only now.
  template <typename Failed>
  void Run(duckdb::ClientContext& context, Vector& values, idx_t count, Vector& result,
           const Failed& failed) const {
    duckdb::ExpressionExecutor executor(context, *expression_);
    for (idx_t start = 0; start < count; start += STANDARD_VECTOR_SIZE) {
      const idx_t size = std::min<idx_t>(STANDARD_VECTOR_SIZE, count - start);
      DataChunk chunk;
      chunk.InitializeEmpty({values.GetType()});
      Vector part(values, start, start + size);
      chunk.data[0].Reference(part);
      chunk.SetCardinality(size);
      Vector cast(target_);
      executor.ExecuteExpression(chunk, cast);
      duckdb::VectorOperations::Copy(cast, result, size, 0, start);
      if (!safe_) continue;
      duckdb::UnifiedVectorFormat before, after;
      part.ToUnifiedFormat(size, before);
      cast.ToUnifiedFormat(size, after);
      for (idx_t i = 0; i < size; ++i) {
        if (before.validity.RowIsValid(before.sel->get_index(i)) &&
            !after.validity.RowIsValid(after.sel->get_index(i))) {
          failed(start + i);
        }
      }
    }
  }

 private:
  duckdb::unique_ptr<Expression> expression_;
  LogicalType target_;
  bool safe_;
};

struct HashOf {
  size_t operator()(const duckdb::Value& value) const { return value.Hash(); }
};
struct SameValue {
  bool operator()(const duckdb::Value& a, const duckdb::Value& b) const {
    return duckdb::ValueOperations::NotDistinctFrom(a, b);
  }
};

// A vector of constants stays one: a literal is cast once. Filled as a flat one.
struct Rows {
  Rows(DataChunk& arguments, Vector& result)
      : constant(arguments.AllConstant()), count(constant ? 1 : arguments.size()) {
    result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  }
  void Finish(Vector& result) const {
    if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  }
  const bool constant;
  const idx_t count;
};

// What a list holds: an array's elements, a map's entries.
void CastLists(const ValueCast& element, DataChunk& arguments, ExpressionState& state,
               Vector& result) {
  const Rows shape(arguments, result);
  const idx_t rows = shape.count;
  Vector& lists = arguments.data[0];
  duckdb::UnifiedVectorFormat format;
  lists.ToUnifiedFormat(rows, format);
  const auto* entries = duckdb::UnifiedVectorFormat::GetData<duckdb::list_entry_t>(format);
  // Only what a list refers to is cast: there may be more, of rows that are filtered away.
  idx_t total = 0;
  for (idx_t row = 0; row < rows; ++row) {
    const idx_t at = format.sel->get_index(row);
    if (format.validity.RowIsValid(at)) total += entries[at].length;
  }
  duckdb::SelectionVector used(std::max<idx_t>(total, 1));
  std::vector<idx_t> row_of;
  row_of.reserve(total);
  auto* results = FlatVector::GetData<duckdb::list_entry_t>(result);
  auto& validity = FlatVector::Validity(result);
  for (idx_t row = 0; row < rows; ++row) {
    const idx_t at = format.sel->get_index(row);
    if (!format.validity.RowIsValid(at)) {
      validity.SetInvalid(row);
      results[row] = {row_of.size(), 0};
      continue;
    }
    results[row] = {row_of.size(), entries[at].length};
    for (idx_t i = 0; i < entries[at].length; ++i) {
      used.set_index(row_of.size(), entries[at].offset + i);
      row_of.push_back(row);
    }
  }
  ListVector::Reserve(result, total);
  ListVector::SetListSize(result, total);
  if (total > 0) {
    Vector values(ListVector::GetEntry(lists), used, total);
    values.Flatten(total);
    element.Run(state.GetContext(), values, total, ListVector::GetEntry(result),
                [&](idx_t place) { validity.SetInvalid(row_of[place]); });
  }
  shape.Finish(result);
}

void CastRows(const std::vector<ValueCast>& fields, DataChunk& arguments, ExpressionState& state,
              Vector& result) {
  const Rows shape(arguments, result);
  const idx_t rows = shape.count;
  Vector structs(arguments.data[0]);
  structs.Flatten(rows);
  auto& from = FlatVector::Validity(structs);
  auto& children = duckdb::StructVector::GetEntries(structs);
  auto& results = duckdb::StructVector::GetEntries(result);
  std::vector<bool> null(rows, false);
  for (idx_t row = 0; row < rows; ++row) null[row] = !from.RowIsValid(row);
  const std::vector<bool> was_null = null;
  for (size_t i = 0; i < fields.size(); ++i) {
    Vector values(children[i]->GetType(), rows);
    duckdb::VectorOperations::Copy(*children[i], values, rows, 0, 0);
    // The fields of a row that is null hold anything.
    for (idx_t row = 0; row < rows; ++row) {
      if (was_null[row]) FlatVector::SetNull(values, row, true);
    }
    Vector cast(fields[i].target(), rows);
    fields[i].Run(state.GetContext(), values, rows, cast, [&](idx_t row) { null[row] = true; });
    if (shape.constant) cast.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
    results[i]->Reference(cast);
  }
  for (idx_t row = 0; row < rows; ++row) {
    if (null[row]) FlatVector::SetNull(result, row, true);
  }
  shape.Finish(result);
}

// Keys that differ may be cast to one: '1' and '01'. Readers of maps throw at those wherever they
// are.
void CheckKeys(Vector& maps, idx_t rows, bool safe) {
  const auto shape = maps.GetVectorType();
  maps.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  for (idx_t row = 0; row < rows; ++row) {
    if (FlatVector::IsNull(maps, row)) continue;
    const auto entry = FlatVector::GetData<duckdb::list_entry_t>(maps)[row];
    std::unordered_set<duckdb::Value, HashOf, SameValue> keys;
    for (idx_t i = entry.offset; i < entry.offset + entry.length; ++i) {
      if (keys.insert(duckdb::MapVector::GetKeys(maps).GetValue(i)).second) continue;
      if (!safe) throw DuckErrorOf(base::StandardError::kInvalidCastArgument, "duplicate keys");
      FlatVector::SetNull(maps, row, true);
      break;
    }
  }
  maps.SetVectorType(shape);
}

LogicalType EntryOf(const LogicalType& map) { return duckdb::ListType::GetChildType(map); }

}  // namespace

std::optional<CastKernel> NestedCast(duckdb::ClientContext& context, const LogicalType& source,
                                     const LogicalType& target, bool safe,
                                     const CastOfValue& cast) {
  if (source.id() != target.id()) return std::nullopt;
  switch (source.id()) {
    case LogicalTypeId::LIST:
    case LogicalTypeId::MAP: {
      auto element =
          std::make_shared<ValueCast>(context, EntryOf(source), EntryOf(target), safe, cast);
      LogicalType result =
          source.id() == LogicalTypeId::LIST
              ? LogicalType::LIST(element->target())
              : LogicalType::MAP(duckdb::StructType::GetChildType(element->target(), 0),
                                 duckdb::StructType::GetChildType(element->target(), 1));
      const bool keys_change = source.id() == LogicalTypeId::MAP &&
                               duckdb::MapType::KeyType(source) != duckdb::MapType::KeyType(target);
      return CastKernel{[element, keys_change, safe](DataChunk& arguments, ExpressionState& state,
                                                     Vector& result) {
                          CastLists(*element, arguments, state, result);
                          if (keys_change)
                            CheckKeys(result, arguments.AllConstant() ? 1 : arguments.size(), safe);
                        },
                        std::move(result)};
    }
    case LogicalTypeId::STRUCT: {
      const auto& from = duckdb::StructType::GetChildTypes(source);
      const auto& to = duckdb::StructType::GetChildTypes(target);
      if (from.size() != to.size()) return std::nullopt;
      auto fields = std::make_shared<std::vector<ValueCast>>();
      duckdb::child_list_t<LogicalType> types;
      for (size_t i = 0; i < from.size(); ++i) {
        fields->emplace_back(context, from[i].second, to[i].second, safe, cast);
        types.emplace_back(to[i].first, fields->back().target());
      }
      return CastKernel{[fields](DataChunk& arguments, ExpressionState& state, Vector& result) {
                          CastRows(*fields, arguments, state, result);
                        },
                        LogicalType::STRUCT(std::move(types))};
    }
    default: return std::nullopt;
  }
}

}  // namespace tarn::engine::embedded
