#include "engine/embedded/adapter/column_reader.h"

#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {

using duckdb::LogicalTypeId;
using duckdb::PhysicalType;

namespace {

// Whether a column that DuckDB computed as `computed` and that is told as `told` has the same
// values in both.
bool IsDirect(const duckdb::LogicalType& computed, const Type& told) {
  switch (told.kind) {
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: return computed.IsIntegral();
    case TypeKind::kReal:
    case TypeKind::kDouble:
      return computed.id() == LogicalTypeId::FLOAT || computed.id() == LogicalTypeId::DOUBLE;
    case TypeKind::kDecimal:
      return computed.id() == LogicalTypeId::DECIMAL &&
             duckdb::DecimalType::GetScale(computed) == told.scale;
    case TypeKind::kIpAddress:
    case TypeKind::kUnknown: return false;
    default: return true;
  }
}

}  // namespace

ColumnReader::ColumnReader(duckdb::Vector& vector, duckdb::idx_t rows, const Type& type)
    : vector_(vector), type_(type), direct_(IsDirect(vector.GetType(), type)) {
  vector.ToUnifiedFormat(rows, format_);
}

Value ColumnReader::Get(duckdb::idx_t row) const {
  const duckdb::idx_t at = format_.sel->get_index(row);
  if (!format_.validity.RowIsValid(at)) return {};
  if (!direct_) return ToEngineValue(vector_.GetValue(row), type_);
  const auto decimal = [](__int128 unscaled) { return Value{DecimalValue{unscaled}}; };
  switch (vector_.GetType().id()) {
    case LogicalTypeId::BOOLEAN: return {At<bool>(at)};
    case LogicalTypeId::TINYINT: return {int64_t{At<int8_t>(at)}};
    case LogicalTypeId::SMALLINT: return {int64_t{At<int16_t>(at)}};
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::DATE: return {int64_t{At<int32_t>(at)}};
    case LogicalTypeId::BIGINT:
    case LogicalTypeId::TIME:
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_NS:
    case LogicalTypeId::TIMESTAMP_TZ: return {At<int64_t>(at)};
    case LogicalTypeId::FLOAT: return {double{At<float>(at)}};
    case LogicalTypeId::DOUBLE: return {At<double>(at)};
    case LogicalTypeId::VARCHAR:
    case LogicalTypeId::BLOB: {
      const auto& text = At<duckdb::string_t>(at);
      return {std::string(text.GetData(), text.GetSize())};
    }
    case LogicalTypeId::DECIMAL:
      switch (vector_.GetType().InternalType()) {
        case PhysicalType::INT16: return decimal(At<int16_t>(at));
        case PhysicalType::INT32: return decimal(At<int32_t>(at));
        case PhysicalType::INT64: return decimal(At<int64_t>(at));
        default: break;
      }
      [[fallthrough]];
    default: return ToEngineValue(vector_.GetValue(row), type_);
  }
}

}  // namespace tarn::engine::embedded
