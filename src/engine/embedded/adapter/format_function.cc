#include "engine/embedded/adapter/format_function.h"

#include <vector>

#include "engine/embedded/adapter/java_format.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::LogicalType;
using duckdb::Vector;

void Format(DataChunk& arguments, duckdb::ExpressionState&, Vector& result) {
  const bool constant = arguments.AllConstant();
  const duckdb::idx_t rows = constant ? 1 : arguments.size();
  std::vector<FormatArgument> values(arguments.ColumnCount() - 1);
  for (size_t i = 0; i < values.size(); ++i) {
    values[i].type = ToEngineType(arguments.data[i + 1].GetType());
  }
  for (duckdb::idx_t row = 0; row < rows; ++row) {
    const duckdb::Value format = arguments.data[0].GetValue(row);
    if (format.IsNull()) {
      result.SetValue(row, duckdb::Value(LogicalType::VARCHAR));
      continue;
    }
    for (size_t i = 0; i < values.size(); ++i) {
      const duckdb::Value value = arguments.data[i + 1].GetValue(row);
      values[i].value = value.IsNull() ? Value{} : ToEngineValue(value, values[i].type);
    }
    const std::string& text = duckdb::StringValue::Get(format);
    try {
      result.SetValue(row, duckdb::Value(JavaFormat(text, values)));
    } catch (const FormatProblem& problem) {
      InvalidFunctionArgument(
          "format", "Invalid format string: " + text.substr(0, 200) + " (" + problem.what() + ")");
    }
  }
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

duckdb::unique_ptr<duckdb::FunctionData> BindFormat(duckdb::ClientContext&,
                                                    duckdb::ScalarFunction& function,
                                                    BoundExpressions& arguments) {
  for (const auto& argument : arguments) {
    const LogicalType& type = argument->return_type;
    const bool json = type.IsJSONType();
    const bool bytes = type.id() == duckdb::LogicalTypeId::BLOB;
    if (!json && (bytes || type.IsNested())) {
      throw duckdb::NotImplementedException("Type not supported for formatting: %s",
                                            ToEngineType(type).ToString());
    }
    function.arguments.push_back(type.id() == duckdb::LogicalTypeId::SQLNULL ? LogicalType::VARCHAR
                                                                             : type);
  }
  function.arguments.erase(function.arguments.begin());
  function.varargs = LogicalType::INVALID;
  return nullptr;
}

}  // namespace

void RegisterFormatFunction(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  duckdb::ScalarFunction function("tarn_format", {LogicalType::VARCHAR}, LogicalType::VARCHAR,
                                  Format);
  function.varargs = LogicalType::ANY;
  function.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);
  function.SetFallible();
  function.SetBindCallback(BindFormat);
  loader.RegisterFunction(function);
}

}  // namespace tarn::engine::embedded
