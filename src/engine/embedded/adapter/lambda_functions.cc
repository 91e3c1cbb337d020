#include "engine/embedded/adapter/lambda_functions.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "duckdb/common/vector_operations/vector_operations.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/function/lambda_functions.hpp"
#include "duckdb/planner/expression/bound_lambda_expression.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::ExpressionState;
using duckdb::FlatVector;
using duckdb::idx_t;
using duckdb::list_entry_t;
using duckdb::ListLambdaBindData;
using duckdb::ListVector;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::SelectionVector;
using duckdb::UnifiedVectorFormat;
using duckdb::Vector;

// The arrays of a batch: the first argument of every function here.
class Arrays {
 public:
  Arrays(Vector& lists, idx_t rows) : child_(ListVector::GetEntry(lists)) {
    lists.ToUnifiedFormat(rows, format_);
    entries_ = UnifiedVectorFormat::GetData<list_entry_t>(format_);
  }
  bool IsNull(idx_t row) const { return !format_.validity.RowIsValid(format_.sel->get_index(row)); }
  const list_entry_t& At(idx_t row) const { return entries_[format_.sel->get_index(row)]; }
  Vector& child() { return child_; }

 private:
  Vector& child_;
  UnifiedVectorFormat format_;
  const list_entry_t* entries_ = nullptr;
};

// A lambda of two parameters with what it takes from around it. Its chunk has the second parameter,
// the first one, and the captures.
class TwoParameters {
 public:
  // `captures`: the first of the arguments that the lambda takes from around it.
  TwoParameters(ExpressionState& state, DataChunk& arguments, idx_t captures,
                const LogicalType& first, const LogicalType& second)
      : arguments_(arguments),
        captures_(captures),
        lambda_(*state.expr.Cast<duckdb::BoundFunctionExpression>()
                     .bind_info->Cast<ListLambdaBindData>()
                     .lambda_expr),
        executor_(state.GetContext(), lambda_),
        context_(state.GetContext()) {
    types_ = {second, first};
    for (idx_t i = captures; i < arguments.ColumnCount(); ++i) {
      types_.push_back(arguments.data[i].GetType());
    }
  }

  // The lambda of the elements first[first_at[i]] and second[second_at[i]], for the row rows[i].
  Vector Of(Vector& first, const SelectionVector& first_at, Vector& second,
            const SelectionVector& second_at, const SelectionVector& rows, idx_t count) {
    if (context_.IsInterrupted()) throw duckdb::InterruptException();
    DataChunk input;
    input.InitializeEmpty(types_);
    input.data[0].Slice(second, second_at, count);
    input.data[1].Slice(first, first_at, count);
    for (idx_t i = captures_; i < arguments_.ColumnCount(); ++i) {
      input.data[2 + i - captures_].Slice(arguments_.data[i], rows, count);
    }
    input.SetCardinality(count);
    Vector value(lambda_.return_type);
    executor_.ExecuteExpression(input, value);
    return value;
  }

 private:
  DataChunk& arguments_;
  const idx_t captures_;
  const duckdb::Expression& lambda_;
  duckdb::ExpressionExecutor executor_;
  duckdb::ClientContext& context_;
  duckdb::vector<LogicalType> types_;
};

// ---- array_sort

// Two neighbouring runs of a row's elements on their way to be one.
struct Merge {
  idx_t row;
  idx_t left, left_end;
  idx_t right, right_end;
  idx_t out;
};

// Sorts the arrays of a batch, stably, all of them a comparison at a time: runs of one element are
// merged to runs of two, of four and so on.
class Sorter {
 public:
  Sorter(Arrays& arrays, TwoParameters& comparison, idx_t rows)
      : arrays_(arrays), comparison_(comparison), order_(rows), merged_(rows) {
    for (idx_t row = 0; row < rows; ++row) {
      if (arrays.IsNull(row)) continue;
      const list_entry_t& entry = arrays.At(row);
      order_[row].resize(entry.length);
      std::iota(order_[row].begin(), order_[row].end(), static_cast<idx_t>(entry.offset));
      merged_[row].resize(entry.length);
      longest_ = std::max(longest_, order_[row].size());
    }
  }
  // Where the elements of each row are, in order.
  const std::vector<std::vector<idx_t>>& Sorted() {
    for (size_t width = 1; width < longest_; width *= 2) {
      std::vector<Merge> merges = MergesOf(width);
      while (!merges.empty()) {
        for (size_t from = 0; from < merges.size(); from += STANDARD_VECTOR_SIZE) {
          Compare(merges, from, std::min<size_t>(STANDARD_VECTOR_SIZE, merges.size() - from));
        }
        std::erase_if(merges, [this](Merge& merge) { return Finish(merge); });
      }
      std::swap(order_, merged_);
    }
    return order_;
  }

 private:
  // The pairs of runs; a run without a neighbour is copied.
  std::vector<Merge> MergesOf(size_t width) {
    std::vector<Merge> merges;
    for (idx_t row = 0; row < order_.size(); ++row) {
      const size_t size = order_[row].size();
      for (size_t left = 0; left < size; left += 2 * width) {
        const size_t right = std::min(left + width, size);
        Merge merge{row, left, right, right, std::min(right + width, size), left};
        if (!Finish(merge)) merges.push_back(merge);
      }
    }
    return merges;
  }
  // Whether one of the runs is at its end; copies the rest of the other.
  bool Finish(Merge& merge) {
    if (merge.left < merge.left_end && merge.right < merge.right_end) return false;
    const auto& order = order_[merge.row];
    auto& merged = merged_[merge.row];
    while (merge.left < merge.left_end) merged[merge.out++] = order[merge.left++];
    while (merge.right < merge.right_end) merged[merge.out++] = order[merge.right++];
    return true;
  }
  // One step of merges [from, from + count).
  void Compare(std::vector<Merge>& merges, size_t from, size_t count) {
    SelectionVector left(count), right(count), rows(count);
    for (size_t i = 0; i < count; ++i) {
      const Merge& merge = merges[from + i];
      left.set_index(i, order_[merge.row][merge.left]);
      right.set_index(i, order_[merge.row][merge.right]);
      rows.set_index(i, merge.row);
    }
    // As Java's sort asks: whether the later one goes before the earlier one.
    Vector compared = comparison_.Of(arrays_.child(), right, arrays_.child(), left, rows, count);
    UnifiedVectorFormat format;
    compared.ToUnifiedFormat(count, format);
    const auto* values = UnifiedVectorFormat::GetData<int32_t>(format);
    for (size_t i = 0; i < count; ++i) {
      const idx_t at = format.sel->get_index(i);
      if (!format.validity.RowIsValid(at) || values[at] < -1 || values[at] > 1) {
        InvalidFunctionArgument("array_sort", "Lambda comparator must return either -1, 0, or 1");
      }
      Merge& merge = merges[from + i];
      idx_t& taken = values[at] < 0 ? merge.right : merge.left;
      merged_[merge.row][merge.out++] = order_[merge.row][taken++];
    }
  }

  Arrays& arrays_;
  TwoParameters& comparison_;
  std::vector<std::vector<idx_t>> order_, merged_;
  size_t longest_ = 0;
};

void SortBy(DataChunk& arguments, ExpressionState& state, Vector& result) {
  const bool constant = arguments.AllConstant();
  const idx_t rows = constant ? 1 : arguments.size();
  Arrays arrays(arguments.data[0], rows);
  const LogicalType& element = duckdb::ListType::GetChildType(result.GetType());
  TwoParameters comparison(state, arguments, 1, element, element);
  Sorter sorter(arrays, comparison, rows);
  const auto& sorted = sorter.Sorted();
  result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  auto* entries = FlatVector::GetData<list_entry_t>(result);
  idx_t total = 0;
  for (idx_t row = 0; row < rows; ++row) {
    entries[row] = {total, sorted[row].size()};
    total += sorted[row].size();
    if (arrays.IsNull(row)) FlatVector::SetNull(result, row, true);
  }
  SelectionVector from(std::max<idx_t>(total, 1));
  for (idx_t row = 0, at = 0; row < rows; ++row) {
    for (const idx_t place : sorted[row]) from.set_index(at++, place);
  }
  ListVector::Reserve(result, total);
  duckdb::VectorOperations::Copy(arrays.child(), ListVector::GetEntry(result), from, total, 0, 0);
  ListVector::SetListSize(result, total);
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

// ---- reduce

void Reduce(DataChunk& arguments, ExpressionState& state, Vector& result) {
  const bool constant = arguments.AllConstant();
  const idx_t rows = constant ? 1 : arguments.size();
  Arrays arrays(arguments.data[0], rows);
  const LogicalType& type = result.GetType();
  TwoParameters step(state, arguments, 2, type,
                     duckdb::ListType::GetChildType(arguments.data[0].GetType()));
  result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  duckdb::VectorOperations::Copy(arguments.data[1], result, rows, 0, 0);
  std::vector<idx_t> active;
  for (idx_t row = 0; row < rows; ++row) {
    if (arrays.IsNull(row)) {
      FlatVector::SetNull(result, row, true);
    } else if (arrays.At(row).length > 0) {
      active.push_back(row);
    }
  }
  // The states of the active rows, one behind the other: made anew at each step, so that texts and
  // arrays do not gather.
  auto states = std::make_unique<Vector>(type);
  for (idx_t i = 0; i < active.size(); ++i) {
    duckdb::VectorOperations::Copy(arguments.data[1], *states, active[i] + 1, active[i], i);
  }
  for (idx_t position = 0; !active.empty(); ++position) {
    const idx_t count = active.size();
    SelectionVector at(count), element(count), row(count);
    for (idx_t i = 0; i < count; ++i) {
      at.set_index(i, i);
      element.set_index(i, arrays.At(active[i]).offset + position);
      row.set_index(i, active[i]);
    }
    Vector next = step.Of(*states, at, arrays.child(), element, row, count);
    std::vector<idx_t> going;
    SelectionVector kept(count);
    for (idx_t i = 0; i < count; ++i) {
      if (arrays.At(active[i]).length > position + 1) {
        kept.set_index(going.size(), i);
        going.push_back(active[i]);
      } else {
        duckdb::VectorOperations::Copy(next, result, i + 1, i, active[i]);
      }
    }
    states = std::make_unique<Vector>(type);
    duckdb::VectorOperations::Copy(next, *states, kept, going.size(), 0, 0);
    active = std::move(going);
  }
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

// ---- binding

LogicalType ElementOf(const LogicalType& type) {
  return type.id() == LogicalTypeId::LIST ? duckdb::ListType::GetChildType(type)
                                          : LogicalType(LogicalTypeId::SQLNULL);
}

// What the lambda gives, cast to `type`; the function takes the array, `others` and the captures.
duckdb::unique_ptr<duckdb::FunctionData> BindLambda(duckdb::ClientContext& context,
                                                    duckdb::ScalarFunction& function,
                                                    BoundExpressions& arguments,
                                                    const LogicalType& type,
                                                    const LogicalType& result) {
  if (arguments.at(1)->GetExpressionClass() != duckdb::ExpressionClass::BOUND_LAMBDA) {
    throw duckdb::BinderException("a lambda is expected");
  }
  if (ElementOf(arguments[0]->return_type).id() == LogicalTypeId::SQLNULL &&
      arguments[0]->return_type.id() != LogicalTypeId::LIST) {
    arguments[0] =
        CastTo(context, std::move(arguments[0]), LogicalType::LIST(LogicalType::SQLNULL));
  }
  function.arguments[0] = arguments[0]->return_type;
  auto& lambda = arguments[1]->Cast<duckdb::BoundLambdaExpression>();
  auto body = CastTo(context, std::move(lambda.lambda_expr), type);
  function.SetReturnType(result);
  return duckdb::make_uniq<ListLambdaBindData>(result, std::move(body));
}

duckdb::unique_ptr<duckdb::FunctionData> BindSortBy(duckdb::ClientContext& context,
                                                    duckdb::ScalarFunction& function,
                                                    BoundExpressions& arguments) {
  return BindLambda(context, function, arguments, LogicalType::INTEGER,
                    LogicalType::LIST(ElementOf(arguments[0]->return_type)));
}

duckdb::unique_ptr<duckdb::FunctionData> BindReduce(duckdb::ClientContext& context,
                                                    duckdb::ScalarFunction& function,
                                                    BoundExpressions& arguments) {
  const LogicalType type = arguments.at(2)->return_type;
  function.arguments[2] = type;
  return BindLambda(context, function, arguments, type, type);
}

LogicalType ParameterOfSort(duckdb::ClientContext&, const duckdb::vector<LogicalType>& types,
                            idx_t) {
  return ElementOf(types.at(0));
}
LogicalType ParameterOfReduce(duckdb::ClientContext&, const duckdb::vector<LogicalType>& types,
                              idx_t parameter) {
  return parameter == 0 ? types.at(2) : ElementOf(types.at(0));
}

}  // namespace

void RegisterLambdaFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const auto add = [&](const char* name, duckdb::vector<LogicalType> arguments,
                       duckdb::scalar_function_t kernel, duckdb::bind_scalar_function_t bind,
                       duckdb::bind_lambda_function_t parameter) {
    duckdb::ScalarFunction function(name, std::move(arguments), LogicalType::ANY, std::move(kernel),
                                    bind);
    function.SetBindLambdaCallback(parameter);
    function.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);
    function.SetFallible();
    loader.RegisterFunction(function);
  };
  add("tarn_array_sort_by", {LogicalType::ANY, LogicalType::LAMBDA}, SortBy, BindSortBy,
      ParameterOfSort);
  add("tarn_reduce", {LogicalType::ANY, LogicalType::LAMBDA, LogicalType::ANY}, Reduce, BindReduce,
      ParameterOfReduce);
}

}  // namespace tarn::engine::embedded
