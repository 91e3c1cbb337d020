#include "engine/embedded/adapter/array_functions.h"

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/planner/expression/bound_case_expression.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BinaryExecutor;
using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using duckdb::unique_ptr;
using duckdb::Vector;

// The index that list_extract takes, checked against the array's length.
template <bool kStrict>
void CheckIndex(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<int64_t, int64_t, int64_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](int64_t index, int64_t length) {
        if (index == 0) InvalidFunctionArgument("subscript", "SQL array indices start at 1");
        if (kStrict && index < 0) {
          InvalidFunctionArgument("subscript",
                                  "Array subscript is negative: " + std::to_string(index));
        }
        if (kStrict && index > length) {
          InvalidFunctionArgument("subscript",
                                  "Array subscript must be less than or equal to array length: " +
                                      std::to_string(index) + " > " + std::to_string(length));
        }
        return index;
      });
}

// One expression beside the other.
BoundExpressions Pair(unique_ptr<Expression> first, unique_ptr<Expression> second) {
  BoundExpressions both;
  both.push_back(std::move(first));
  both.push_back(std::move(second));
  return both;
}

template <bool kStrict>
unique_ptr<Expression> ElementOfList(FunctionBindExpressionInput& input) {
  auto& context = input.context;
  BoundExpressions list;
  list.push_back(input.children[0]->Copy());
  auto length = Call(context, "len", std::move(list));
  auto index =
      CallOwn(context, Pair(std::move(input.children[1]), std::move(length)), "tarn_check_index",
              {LogicalType::BIGINT, LogicalType::BIGINT}, LogicalType::BIGINT, CheckIndex<kStrict>);
  return Call(context, "list_extract", Pair(std::move(input.children[0]), std::move(index)));
}

void CheckKey(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<bool, string_t, bool>(
      arguments.data[0], arguments.data[1], result, arguments.size(), [](bool found, string_t key) {
        if (!found) {
          InvalidFunctionArgument("subscript", key.GetSize() == 0
                                                   ? "Key not present in map"
                                                   : "Key not present in map: " + key.GetString());
        }
        return true;
      });
}

template <bool kStrict>
unique_ptr<Expression> ElementOfMap(FunctionBindExpressionInput& input) {
  auto& context = input.context;
  const LogicalType type = input.children[0]->return_type;
  auto key = CastTo(context, std::move(input.children[1]), duckdb::MapType::KeyType(type));
  auto map = std::move(input.children[0]);
  auto found = kStrict ? Call(context, "map_contains", Pair(map->Copy(), key->Copy())) : nullptr;
  // Trino has no text for keys that cannot be cast to varchar.
  const bool plain = !key->return_type.IsNested();
  unique_ptr<Expression> text =
      duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value(""));
  if (kStrict && plain) text = CastTo(context, key->Copy(), LogicalType::VARCHAR);
  auto value = Call(context, "map_extract_value", Pair(std::move(map), std::move(key)));
  if (!kStrict) return value;
  auto check =
      CallOwn(context, Pair(std::move(found), std::move(text)), "tarn_check_key",
              {LogicalType::BOOLEAN, LogicalType::VARCHAR}, LogicalType::BOOLEAN, CheckKey);
  const LogicalType result = value->return_type;
  return duckdb::make_uniq<duckdb::BoundCaseExpression>(
      std::move(check), std::move(value),
      duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value(result)));
}

// A field of a row whose fields have no names. DuckDB's optimizer makes of struct_extract_at one by
// a name, which is then not there.
unique_ptr<Expression> FieldAt(FunctionBindExpressionInput& input, const LogicalType& row) {
  const auto index = duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[1])
                         .GetValue<int64_t>();
  const auto& fields = duckdb::StructType::GetChildTypes(row);
  if (index < 1 || index > static_cast<int64_t>(fields.size())) {
    InvalidFunctionArgument("subscript", "Invalid subscript index: " + std::to_string(index) +
                                             ". ROW type has " + std::to_string(fields.size()) +
                                             " fields");
  }
  const auto place = static_cast<size_t>(index) - 1;
  BoundExpressions children;
  children.push_back(std::move(input.children[0]));
  return CallOwn(input.context, std::move(children), "tarn_field", {row}, fields[place].second,
                 [place](DataChunk& arguments, ExpressionState&, Vector& result) {
                   const bool constant = arguments.AllConstant();
                   const duckdb::idx_t count = constant ? 1 : arguments.size();
                   Vector rows(arguments.data[0]);
                   rows.Flatten(count);
                   result.Reference(*duckdb::StructVector::GetEntries(rows)[place]);
                   if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
                 });
}

template <bool kStrict>
unique_ptr<Expression> BindElement(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::MAP) return ElementOfMap<kStrict>(input);
  if (type.id() == LogicalTypeId::STRUCT && kStrict) {
    const bool constant = input.children[1]->IsFoldable();
    if (constant && duckdb::StructType::IsUnnamed(type)) return FieldAt(input, type);
    return Call(input.context, "struct_extract_at", std::move(input.children));
  }
  if (type.id() != LogicalTypeId::LIST && type.id() != LogicalTypeId::SQLNULL) {
    throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kTypeMismatch,
                                               "Type mismatch: Cannot use %s for subscript",
                                               type.ToString());
  }
  return ElementOfList<kStrict>(input);
}

// The error is an error whatever stands beside it.
void Check(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<bool, bool>(
      arguments.data[0], result, arguments.size(), [&](bool ok) {
        if (!ok) {
          InvalidFunctionArgument(arguments.data[1].GetValue(0).ToString(),
                                  arguments.data[2].GetValue(0).ToString());
        }
        return true;
      });
}

}  // namespace

void RegisterArrayFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_subscript", 2, BindElement<true>));
  loader.RegisterFunction(BoundLater("tarn_element_at", 2, BindElement<false>));
  RegisterScalar(loader, "tarn_check",
                 {LogicalType::BOOLEAN, LogicalType::VARCHAR, LogicalType::VARCHAR},
                 LogicalType::BOOLEAN, Check);
}

}  // namespace tarn::engine::embedded
