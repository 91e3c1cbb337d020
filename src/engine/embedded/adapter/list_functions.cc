#include "engine/embedded/adapter/list_functions.h"

#include <algorithm>
#include <unordered_set>

#include "base/standard_error.h"
#include "duckdb/common/value_operations/value_operations.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/ip_address.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sketch_functions.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::ListValue;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::unique_ptr;
using duckdb::Value;
using duckdb::ValueOperations;

struct HashOf {
  size_t operator()(const Value& value) const { return value.IsNull() ? 0 : value.Hash(); }
};
// Nulls are the same.
struct Same {
  bool operator()(const Value& a, const Value& b) const {
    return ValueOperations::NotDistinctFrom(a, b);
  }
};
using ValueSet = std::unordered_set<Value, HashOf, Same>;

const LogicalType& Element(const Value& list) {
  return duckdb::ListType::GetChildType(list.type());
}

Value Distinct(const std::vector<Value>& values) {
  ValueSet seen;
  duckdb::vector<Value> kept;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if (seen.insert(item).second) kept.push_back(item);
  }
  return Value::LIST(Element(values[0]), std::move(kept));
}

Value Union(const std::vector<Value>& values) {
  ValueSet seen;
  duckdb::vector<Value> kept;
  for (const Value& list : values) {
    for (const Value& item : ListValue::GetChildren(list)) {
      if (seen.insert(item).second) kept.push_back(item);
    }
  }
  return Value::LIST(Element(values[0]), std::move(kept));
}

template <bool kKeepFound>
Value IntersectOrExcept(const std::vector<Value>& values) {
  const auto& right = ListValue::GetChildren(values[1]);
  // Trino gives the array back as it is, repeated values and all.
  if (!kKeepFound && right.empty()) return values[0];
  const ValueSet others(right.begin(), right.end());
  ValueSet seen;
  duckdb::vector<Value> kept;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if ((others.count(item) > 0) == kKeepFound && seen.insert(item).second) kept.push_back(item);
  }
  return Value::LIST(Element(values[0]), std::move(kept));
}

// Null when only nulls could be common.
Value Overlap(const std::vector<Value>& values) {
  const auto& left = ListValue::GetChildren(values[0]);
  const auto& right = ListValue::GetChildren(values[1]);
  const ValueSet others(right.begin(), right.end());
  bool null = false;
  for (const Value& item : left) {
    if (item.IsNull()) {
      null = true;
    } else if (others.count(item) > 0) {
      return Value::BOOLEAN(true);
    }
  }
  for (const Value& item : right) null = null || item.IsNull();
  if (null && !left.empty() && !right.empty()) return Value(LogicalType::BOOLEAN);
  return Value::BOOLEAN(false);
}

Value Contains(const std::vector<Value>& values) {
  bool null = false;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if (item.IsNull()) {
      null = true;
    } else if (Same()(item, values[1])) {
      return Value::BOOLEAN(true);
    }
  }
  return null ? Value(LogicalType::BOOLEAN) : Value::BOOLEAN(false);
}

Value Position(const std::vector<Value>& values) {
  int64_t at = 0;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    ++at;
    if (!item.IsNull() && Same()(item, values[1])) return Value::BIGINT(at);
  }
  return Value::BIGINT(0);
}

Value ContainsSequence(const std::vector<Value>& values) {
  const auto& items = ListValue::GetChildren(values[0]);
  const auto& sought = ListValue::GetChildren(values[1]);
  const auto at = std::search(items.begin(), items.end(), sought.begin(), sought.end(), Same());
  return Value::BOOLEAN(sought.empty() || at != items.end());
}

Value Remove(const std::vector<Value>& values) {
  duckdb::vector<Value> kept;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if (item.IsNull() || !Same()(item, values[1])) kept.push_back(item);
  }
  return Value::LIST(Element(values[0]), std::move(kept));
}

// The greatest or least; null when an element is. NaN is what it is next to any number: passed
// over.
template <bool kGreatest>
Value Extreme(const std::vector<Value>& values) {
  Value best(Element(values[0]));
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if (item.IsNull()) return Value(Element(values[0]));
    const bool is_double =
        item.type().id() == LogicalTypeId::DOUBLE || item.type().id() == LogicalTypeId::FLOAT;
    const bool best_is_nan = is_double && !best.IsNull() && Value::IsNan(best.GetValue<double>());
    const bool item_is_nan = is_double && Value::IsNan(item.GetValue<double>());
    const bool better = best.IsNull() || best_is_nan ||
                        (!item_is_nan && (kGreatest ? ValueOperations::GreaterThan(item, best)
                                                    : ValueOperations::LessThan(item, best)));
    if (better) best = item;
  }
  return best;
}

Value Slice(const std::vector<Value>& values) {
  const auto& items = ListValue::GetChildren(values[0]);
  const auto size = static_cast<int64_t>(items.size());
  int64_t start = values[1].GetValue<int64_t>();
  const auto length = values[2].GetValue<int64_t>();
  if (length < 0) InvalidFunctionArgument("slice", "length must be greater than or equal to 0");
  if (start == 0) InvalidFunctionArgument("slice", "SQL array indices start at 1");
  if (start < 0) start += size + 1;
  duckdb::vector<Value> kept;
  for (int64_t i = start; i >= 1 && i <= size && i - start < length; ++i) {
    kept.push_back(items[static_cast<size_t>(i - 1)]);
  }
  return Value::LIST(Element(values[0]), std::move(kept));
}

Value TrimArray(const std::vector<Value>& values) {
  const auto& items = ListValue::GetChildren(values[0]);
  const auto count = values[1].GetValue<int64_t>();
  if (count < 0) {
    InvalidFunctionArgument("trim_array", "size must not be negative: " + std::to_string(count));
  }
  if (count > static_cast<int64_t>(items.size())) {
    InvalidFunctionArgument("trim_array", "size must not exceed array cardinality " +
                                              std::to_string(items.size()) + ": " +
                                              std::to_string(count));
  }
  return Value::LIST(Element(values[0]), duckdb::vector<Value>(items.begin(), items.end() - count));
}

Value Ngrams(const std::vector<Value>& values) {
  const auto& items = ListValue::GetChildren(values[0]);
  const auto n = values[1].GetValue<int64_t>();
  if (n <= 0) InvalidFunctionArgument("ngrams", "N must be positive");
  const LogicalType type = values[0].type();
  const size_t size = std::min(static_cast<size_t>(n), items.size());
  duckdb::vector<Value> grams;
  for (size_t i = 0; i + size <= items.size(); ++i) {
    grams.push_back(Value::LIST(
        Element(values[0]), duckdb::vector<Value>(items.begin() + static_cast<int64_t>(i),
                                                  items.begin() + static_cast<int64_t>(i + size))));
    if (items.empty()) break;
  }
  return Value::LIST(type, std::move(grams));
}

Value Combinations(const std::vector<Value>& values) {
  const auto& items = ListValue::GetChildren(values[0]);
  const auto n = values[1].GetValue<int64_t>();
  constexpr int64_t kMostElements = 5;
  constexpr size_t kMostCombinations = 100'000;
  if (n < 0 || n > kMostElements) {
    const char* must =
        n < 0 ? "combination size must not be negative: " : "combination size must not exceed 5: ";
    InvalidFunctionArgument("combinations", must + std::to_string(n));
  }
  const auto size = static_cast<size_t>(n);
  duckdb::vector<Value> all;
  std::vector<size_t> chosen(size);
  for (size_t i = 0; i < size; ++i) chosen[i] = i;
  while (size <= items.size()) {
    if (all.size() == kMostCombinations) {
      InvalidFunctionArgument("combinations",
                              "Number of combinations too large for array of size " +
                                  std::to_string(items.size()) + " and combination length " +
                                  std::to_string(n));
    }
    // In Trino's order: the last position varies slowest.
    duckdb::vector<Value> combination;
    for (const size_t i : chosen) combination.push_back(items[i]);
    all.push_back(Value::LIST(Element(values[0]), std::move(combination)));
    size_t at = 0;
    while (at < size && chosen[at] + 1 == (at + 1 < size ? chosen[at + 1] : items.size())) {
      chosen[at] = at;
      ++at;
    }
    if (at == size) break;
    ++chosen[at];
  }
  return Value::LIST(values[0].type(), std::move(all));
}

// Texts joined; a null is left out, or stands as the third argument.
Value Join(const std::vector<Value>& values) {
  const std::string delimiter = values[1].GetValue<std::string>();
  std::string out;
  bool first = true;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if (item.IsNull() && values.size() < 3) continue;
    if (!first) out += delimiter;
    first = false;
    out += (item.IsNull() ? values[2] : item).GetValue<std::string>();
  }
  return Value(out);
}

// What any_match, all_match and none_match make of the conditions' values.
enum class Quantifier { kAny, kAll, kNone };
template <Quantifier kQuantifier>
Value Match(const std::vector<Value>& values) {
  const bool deciding = kQuantifier != Quantifier::kAll;  // one such value decides
  bool null = false;
  for (const Value& item : ListValue::GetChildren(values[0])) {
    if (item.IsNull()) {
      null = true;
    } else if (item.GetValue<bool>() == deciding) {
      return Value::BOOLEAN(kQuantifier == Quantifier::kAny);
    }
  }
  if (null) return Value(LogicalType::BOOLEAN);
  return Value::BOOLEAN(kQuantifier != Quantifier::kAny);
}

// ---- binding

void CheckList(const LogicalType& type, const char* function) {
  if (type.id() == LogicalTypeId::LIST || type.id() == LogicalTypeId::SQLNULL) return;
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kFunctionNotFound,
                                             "Unexpected parameters (%s) for function %s",
                                             type.ToString(), function);
}

LogicalType Common(duckdb::ClientContext& context, const LogicalType& a, const LogicalType& b) {
  LogicalType result;
  if (!LogicalType::TryGetMaxLogicalType(context, a, b, result)) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kFunctionNotFound,
        "Unexpected parameters (%s, %s) for an array function", a.ToString(), b.ToString());
  }
  return result;
}

enum class Shape { kList, kElement, kBoolean, kPosition, kLists };

LogicalType ResultOf(Shape shape, const LogicalType& list) {
  switch (shape) {
    case Shape::kList: return list;
    case Shape::kElement: return duckdb::ListType::GetChildType(list);
    case Shape::kBoolean: return LogicalType::BOOLEAN;
    case Shape::kPosition: return LogicalType::BIGINT;
    case Shape::kLists: return LogicalType::LIST(list);
  }
  return list;
}

LogicalType AsList(const LogicalType& type) {
  return type.id() == LogicalTypeId::LIST ? type : LogicalType::LIST(LogicalType::SQLNULL);
}

// (list, list), both of one type.
template <Value (*kBody)(const std::vector<Value>&), Shape kShape>
unique_ptr<Expression> BindLists(FunctionBindExpressionInput& input) {
  LogicalType list = AsList(input.children[0]->return_type);
  for (const auto& child : input.children) {
    CheckList(child->return_type, "of arrays");
    list = Common(input.context, list, AsList(child->return_type));
  }
  const duckdb::vector<LogicalType> types(input.children.size(), list);
  return CallOwn(input.context, std::move(input.children), "tarn_lists", types,
                 ResultOf(kShape, list), RowKernel(kBody));
}

// (list, element).
template <Value (*kBody)(const std::vector<Value>&), Shape kShape>
unique_ptr<Expression> BindElement(FunctionBindExpressionInput& input) {
  CheckList(input.children[0]->return_type, "of an array");
  const LogicalType element =
      Common(input.context, duckdb::ListType::GetChildType(AsList(input.children[0]->return_type)),
             input.children[1]->return_type);
  const LogicalType list = LogicalType::LIST(element);
  return CallOwn(input.context, std::move(input.children), "tarn_list_element", {list, element},
                 ResultOf(kShape, list), RowKernel(kBody));
}

// contains of an array, or of a network.
unique_ptr<Expression> BindContains(FunctionBindExpressionInput& input) {
  if (auto network = BindNetworkContains(input.context, input.children)) return network;
  return BindElement<Contains, Shape::kBoolean>(input);
}

// (list, numbers …).
template <Value (*kBody)(const std::vector<Value>&), Shape kShape>
unique_ptr<Expression> BindNumbers(FunctionBindExpressionInput& input) {
  CheckList(input.children[0]->return_type, "of an array");
  const LogicalType list = AsList(input.children[0]->return_type);
  duckdb::vector<LogicalType> types(input.children.size(), LogicalType::BIGINT);
  types[0] = list;
  return CallOwn(input.context, std::move(input.children), "tarn_list_numbers", types,
                 ResultOf(kShape, list), RowKernel(kBody));
}

unique_ptr<Expression> BindCardinality(FunctionBindExpressionInput& input) {
  if (auto sketch = BindSketchCardinality(input.context, input.children)) return sketch;
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::MAP) {
    auto size = Call(input.context, "cardinality", std::move(input.children));
    return CastTo(input.context, std::move(size), LogicalType::BIGINT);
  }
  CheckList(type, "cardinality");
  return Call(input.context, "len", std::move(input.children));
}

// What UNNEST makes columns of: a map's entries, an array of rows.
unique_ptr<Expression> BindUnnestRows(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::MAP) {
    return Call(input.context, "map_entries", std::move(input.children));
  }
  const bool rows = type.id() == LogicalTypeId::LIST &&
                    duckdb::ListType::GetChildType(type).id() == LogicalTypeId::STRUCT;
  if (!rows)
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kMismatchedColumnAliases,
        "Column alias list has more entries than UNNEST columns");
  return std::move(input.children[0]);
}

Value Reversed(const std::vector<Value>& values) {
  const auto& items = ListValue::GetChildren(values[0]);
  return Value::LIST(Element(values[0]), duckdb::vector<Value>(items.rbegin(), items.rend()));
}

unique_ptr<Expression> BindReverse(FunctionBindExpressionInput& input) {
  const bool list = input.children[0]->return_type.id() == LogicalTypeId::LIST;
  if (list) return BindLists<Reversed, Shape::kList>(input);
  return Call(input.context, "tarn_reverse", std::move(input.children));
}

// a || b: arrays, an array and an element, texts, bytes.
unique_ptr<Expression> BindConcat(FunctionBindExpressionInput& input) {
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  const bool left_list = left.id() == LogicalTypeId::LIST;
  const bool right_list = right.id() == LogicalTypeId::LIST;
  // Of a null there is nothing, which list_concat passes over.
  if (left_list && right_list) return Call(input.context, "||", std::move(input.children), true);
  if (left_list || right_list) {  // one more element
    BoundExpressions element;
    element.push_back(std::move(input.children[left_list ? 1 : 0]));
    input.children[left_list ? 1 : 0] = Call(input.context, "list_value", std::move(element));
    return Call(input.context, "||", std::move(input.children), true);
  }
  const auto joins = [](const LogicalType& type) {
    return type.id() == LogicalTypeId::VARCHAR || type.id() == LogicalTypeId::BLOB ||
           type.id() == LogicalTypeId::SQLNULL || type.id() == LogicalTypeId::UNKNOWN;
  };
  if (!joins(left) || !joins(right)) {
    throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kFunctionNotFound,
                                               "Unexpected parameters (%s, %s) for function concat",
                                               left.ToString(), right.ToString());
  }
  return Call(input.context, "||", std::move(input.children), true);
}

}  // namespace

void RegisterListFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const auto add = [&](const char* name, size_t arguments, duckdb::function_bind_expression_t bind,
                       NullResult null = {}) {
    loader.RegisterFunction(BoundLater(name, arguments, bind, std::move(null)));
  };
  add("tarn_array_distinct", 1, BindLists<Distinct, Shape::kList>, NullResult::Argument(0));
  add("tarn_array_max", 1, BindLists<Extreme<true>, Shape::kElement>);
  add("tarn_array_min", 1, BindLists<Extreme<false>, Shape::kElement>);
  add("tarn_array_union", 2, BindLists<Union, Shape::kList>, NullResult::Argument(0));
  add("tarn_array_intersect", 2, BindLists<IntersectOrExcept<true>, Shape::kList>,
      NullResult::Argument(0));
  add("tarn_array_except", 2, BindLists<IntersectOrExcept<false>, Shape::kList>,
      NullResult::Argument(0));
  add("tarn_arrays_overlap", 2, BindLists<Overlap, Shape::kBoolean>,
      NullResult::Of(LogicalType::BOOLEAN));
  add("tarn_contains_sequence", 2, BindLists<ContainsSequence, Shape::kBoolean>);
  add("tarn_unnest_rows", 1, BindUnnestRows);
  add("tarn_reverse_of", 1, BindReverse, NullResult::Of(LogicalType::VARCHAR));
  add("tarn_contains", 2, BindContains, NullResult::Of(LogicalType::BOOLEAN));
  add("tarn_array_position", 2, BindElement<Position, Shape::kPosition>,
      NullResult::Of(LogicalType::BIGINT));
  add("tarn_array_remove", 2, BindElement<Remove, Shape::kList>, NullResult::Argument(0));
  add("tarn_slice", 3, BindNumbers<Slice, Shape::kList>, NullResult::Argument(0));
  add("tarn_trim_array", 2, BindNumbers<TrimArray, Shape::kList>, NullResult::Argument(0));
  add("tarn_ngrams", 2, BindNumbers<Ngrams, Shape::kLists>);
  add("tarn_combinations", 2, BindNumbers<Combinations, Shape::kLists>);
  add("tarn_cardinality", 1, BindCardinality, NullResult::Of(LogicalType::BIGINT));
  add("tarn_concat", 2, BindConcat);
  const LogicalType text = LogicalType::VARCHAR, texts = LogicalType::LIST(text);
  const LogicalType conditions = LogicalType::LIST(LogicalType::BOOLEAN);
  RegisterScalar(loader, "tarn_array_join", {texts, text}, text, RowKernel(Join));
  RegisterScalar(loader, "tarn_array_join_nulls", {texts, text, text}, text, RowKernel(Join));
  RegisterScalar(loader, "tarn_any_match", {conditions}, LogicalType::BOOLEAN,
                 RowKernel(Match<Quantifier::kAny>));
  RegisterScalar(loader, "tarn_all_match", {conditions}, LogicalType::BOOLEAN,
                 RowKernel(Match<Quantifier::kAll>));
  RegisterScalar(loader, "tarn_none_match", {conditions}, LogicalType::BOOLEAN,
                 RowKernel(Match<Quantifier::kNone>));
}

}  // namespace tarn::engine::embedded
