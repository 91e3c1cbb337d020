#include "engine/embedded/adapter/format_function.h"

#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

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

// A number with so many digits behind the point at most, halves rounded away from zero as they are
// written out in full.
std::string Rounded(double number, size_t digits) {
  constexpr int kAllDigits = 60;  // of a double's fraction, above 2^-52
  std::string text = fmt::format("{:.{}f}", number, kAllDigits);
  const size_t point = text.find('.');
  const bool up = text[point + 1 + digits] >= '5';
  text.resize(point + 1 + digits);
  for (size_t i = text.size(); up && i-- > 0;) {
    if (text[i] == '.' || text[i] == '-') continue;
    if (text[i] != '9') {
      ++text[i];
      break;
    }
    text[i] = '0';
    if (i == 0 || text[i - 1] == '-') {
      text.insert(i, "1");
      break;
    }
  }
  text.resize(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// 123456 as "123K": three digits, and the unit.
std::string ShortNumber(int64_t number) {
  static constexpr std::string_view kUnits[] = {"", "K", "M", "B", "T", "Q"};
  constexpr double kThousand = 1000;
  auto part = static_cast<double>(number);
  size_t unit = 0;
  while (std::abs(part) >= kThousand && unit + 1 < std::size(kUnits)) {
    part /= kThousand;
    ++unit;
  }
  const size_t digits = part < 10 ? 2 : part < 100 ? 1 : 0;
  return Rounded(part, digits) + std::string(kUnits[unit]);
}

// As Java's cast to long: NaN is 0, what is too large the largest.
int64_t AsLong(double number) {
  constexpr double kBeyond = 9223372036854775808.0;  // 2^63
  if (std::isnan(number)) return 0;
  if (number >= kBeyond) return std::numeric_limits<int64_t>::max();
  return number < -kBeyond ? std::numeric_limits<int64_t>::min() : static_cast<int64_t>(number);
}

duckdb::unique_ptr<duckdb::Expression> BindFormatNumber(
    duckdb::FunctionBindExpressionInput& input) {
  const bool whole = input.children[0]->return_type.IsIntegral();
  auto kernel = RowKernel([whole](const std::vector<duckdb::Value>& values) {
    return duckdb::Value(
        ShortNumber(whole ? values[0].GetValue<int64_t>() : AsLong(values[0].GetValue<double>())));
  });
  return CallOwn(input.context, std::move(input.children), "format_number",
                 {whole ? LogicalType::BIGINT : LogicalType::DOUBLE}, LogicalType::VARCHAR,
                 std::move(kernel), "of the type");
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
  loader.RegisterFunction(
      BoundLater("tarn_format_number", 1, BindFormatNumber, NullResult::Of(LogicalType::VARCHAR)));
}

}  // namespace tarn::engine::embedded
