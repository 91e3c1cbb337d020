#include "engine/embedded/adapter/nested_comparison.h"

#include <algorithm>
#include <optional>

#include "base/standard_error.h"
#include "duckdb/common/value_operations/value_operations.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::Value;

bool IsNan(const Value& value) {
  const bool floating =
      value.type().id() == LogicalTypeId::DOUBLE || value.type().id() == LogicalTypeId::FLOAT;
  return floating && Value::IsNan(value.GetValue<double>());
}

std::optional<bool> Equal(const Value& a, const Value& b);

// Unequal as soon as a pair is; open when a pair is.
template <typename Values>
std::optional<bool> AllEqual(const Values& a, const Values& b) {
  std::optional<bool> equal = true;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto pair = Equal(a[i], b[i]);
    if (pair == false) return false;
    if (!pair) equal = std::nullopt;
  }
  return equal;
}

std::optional<bool> EqualMaps(const Value& a, const Value& b) {
  const auto& entries = duckdb::MapValue::GetChildren(a);
  const auto& others = duckdb::MapValue::GetChildren(b);
  if (entries.size() != others.size()) return false;
  std::optional<bool> equal = true;
  for (const Value& entry : entries) {
    const auto& fields = duckdb::StructValue::GetChildren(entry);
    const auto other = std::find_if(others.begin(), others.end(), [&](const Value& one) {
      return Equal(duckdb::StructValue::GetChildren(one)[0], fields[0]) == true;
    });
    if (other == others.end()) return false;
    const auto pair = Equal(fields[1], duckdb::StructValue::GetChildren(*other)[1]);
    if (pair == false) return false;
    if (!pair) equal = std::nullopt;
  }
  return equal;
}

std::optional<bool> Equal(const Value& a, const Value& b) {
  if (a.IsNull() || b.IsNull()) return std::nullopt;
  switch (a.type().id()) {
    case LogicalTypeId::LIST: {
      const auto& left = duckdb::ListValue::GetChildren(a);
      const auto& right = duckdb::ListValue::GetChildren(b);
      if (left.size() != right.size()) return false;
      return AllEqual(left, right);
    }
    case LogicalTypeId::STRUCT:
      return AllEqual(duckdb::StructValue::GetChildren(a), duckdb::StructValue::GetChildren(b));
    case LogicalTypeId::MAP: return EqualMaps(a, b);
    default: return !IsNan(a) && !IsNan(b) && duckdb::ValueOperations::NotDistinctFrom(a, b);
  }
}

[[noreturn]] void HasNull(const Value& of) {
  throw DuckErrorOf<duckdb::NotImplementedException>(
      base::StandardError::kNotSupported,
      of.type().id() == LogicalTypeId::LIST
          ? "ARRAY comparison not supported for arrays with null elements"
          : "ROW comparison not supported for fields with null elements");
}

// Below zero, zero or above it: by the first elements or fields that differ.
int Compare(const Value& a, const Value& b) {
  const bool list = a.type().id() == LogicalTypeId::LIST;
  if (!list && a.type().id() != LogicalTypeId::STRUCT) {
    if (duckdb::ValueOperations::NotDistinctFrom(a, b)) return 0;
    return duckdb::ValueOperations::LessThan(a, b) ? -1 : 1;
  }
  const auto& left = list ? duckdb::ListValue::GetChildren(a) : duckdb::StructValue::GetChildren(a);
  const auto& right =
      list ? duckdb::ListValue::GetChildren(b) : duckdb::StructValue::GetChildren(b);
  for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    if (left[i].IsNull() || right[i].IsNull()) HasNull(a);
    if (const int order = Compare(left[i], right[i]); order != 0) return order;
  }
  return left.size() == right.size() ? 0 : left.size() < right.size() ? -1 : 1;
}

enum class Operator { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

template <Operator kOperator>
Value Holds(const std::vector<Value>& values) {
  const Value &a = values[0], &b = values[1];
  if constexpr (kOperator == Operator::kEqual || kOperator == Operator::kNotEqual) {
    const auto equal = Equal(a, b);
    if (!equal) return Value(LogicalType::BOOLEAN);
    return Value::BOOLEAN(*equal == (kOperator == Operator::kEqual));
  }
  const int order = Compare(a, b);
  switch (kOperator) {
    case Operator::kLess: return Value::BOOLEAN(order < 0);
    case Operator::kLessOrEqual: return Value::BOOLEAN(order <= 0);
    case Operator::kGreater: return Value::BOOLEAN(order > 0);
    default: return Value::BOOLEAN(order >= 0);
  }
}

template <Operator kOperator>
duckdb::unique_ptr<duckdb::Expression> Bind(duckdb::FunctionBindExpressionInput& input) {
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  LogicalType type;
  if (!LogicalType::TryGetMaxLogicalType(input.context, left, right, type)) {
    throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kTypeMismatch,
                                               "Cannot apply a comparison: %s, %s", left.ToString(),
                                               right.ToString());
  }
  return CallOwn(input.context, std::move(input.children), "tarn_nested_comparison", {type, type},
                 LogicalType::BOOLEAN, RowKernel(Holds<kOperator>),
                 kOperator == Operator::kEqual         ? "="
                 : kOperator == Operator::kNotEqual    ? "<>"
                 : kOperator == Operator::kLess        ? "<"
                 : kOperator == Operator::kLessOrEqual ? "<="
                 : kOperator == Operator::kGreater     ? ">"
                                                       : ">=");
}

// Whether a value is equal to itself: neither it nor anything inside of it is null or NaN.
bool IsDeterminate(const Value& value) { return Equal(value, value) == true; }

duckdb::unique_ptr<duckdb::Expression> BindDeterminate(duckdb::FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  return CallOwn(input.context, std::move(input.children), "tarn_determinate", {type}, type,
                 RowKernel([](const std::vector<Value>& values) {
                   return IsDeterminate(values[0]) ? values[0] : Value(values[0].type());
                 }),
                 "of the type");
}

}  // namespace

void RegisterNestedComparison(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const std::pair<const char*, duckdb::function_bind_expression_t> functions[] = {
      {"tarn_nested_eq", Bind<Operator::kEqual>},
      {"tarn_nested_ne", Bind<Operator::kNotEqual>},
      {"tarn_nested_lt", Bind<Operator::kLess>},
      {"tarn_nested_le", Bind<Operator::kLessOrEqual>},
      {"tarn_nested_gt", Bind<Operator::kGreater>},
      {"tarn_nested_ge", Bind<Operator::kGreaterOrEqual>}};
  loader.RegisterFunction(
      BoundLater("tarn_determinate", 1, BindDeterminate, NullResult::Argument(0)));
  for (const auto& [name, bind] : functions) {
    loader.RegisterFunction(BoundLater(name, 2, bind, NullResult::Of(LogicalType::BOOLEAN)));
  }
}

}  // namespace tarn::engine::embedded
