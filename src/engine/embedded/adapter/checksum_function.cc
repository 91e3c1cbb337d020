#include "engine/embedded/adapter/checksum_function.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <xxhash.h>

#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;

constexpr uint64_t kPrime = 0x9E3779B185EBCA87ULL;

uint64_t HashOfBytes(std::string_view bytes) { return XXH64(bytes.data(), bytes.size(), 0); }
uint64_t HashOfNumber(int64_t number) {
  static_assert(std::endian::native == std::endian::little);
  return XXH64(&number, sizeof number, 0);
}
uint64_t HashOfPair(int64_t one, int64_t other) { return HashOfNumber(one) ^ HashOfNumber(other); }

// Zeros are one value, and so are all NaN.
int64_t BitsOf(double value) {
  if (value == 0) return 0;
  return std::isnan(value) ? 0x7FF8000000000000LL : std::bit_cast<int64_t>(value);
}
int64_t BitsOf(float value) {
  if (value == 0) return 0;
  return std::isnan(value) ? 0x7FC00000 : std::bit_cast<int32_t>(value);
}

uint64_t HashOf(const duckdb::Value& value);

uint64_t HashOfElement(const duckdb::Value& value) { return value.IsNull() ? 0 : HashOf(value); }

uint64_t HashOfDecimal(const duckdb::Value& value) {
  const duckdb::hugeint_t unscaled =
      value.type().InternalType() == duckdb::PhysicalType::INT128
          ? duckdb::HugeIntValue::Get(value)
          : duckdb::hugeint_t(duckdb::IntegralValue::Get(value).lower);
  if (duckdb::DecimalType::GetWidth(value.type()) <= 18) {
    return HashOfNumber(static_cast<int64_t>(duckdb::IntegralValue::Get(value).lower));
  }
  return HashOfPair(unscaled.upper, static_cast<int64_t>(unscaled.lower));
}

uint64_t HashOf(const duckdb::Value& value) {
  const LogicalType& type = value.type();
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return HashOfNumber(duckdb::BooleanValue::Get(value) ? 1 : 0);
    case LogicalTypeId::TINYINT:
    case LogicalTypeId::SMALLINT:
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::BIGINT: return HashOfNumber(value.GetValue<int64_t>());
    case LogicalTypeId::FLOAT: return HashOfNumber(BitsOf(value.GetValue<float>()));
    case LogicalTypeId::DOUBLE: return HashOfNumber(BitsOf(value.GetValue<double>()));
    case LogicalTypeId::DECIMAL: return HashOfDecimal(value);
    case LogicalTypeId::DATE: return HashOfNumber(duckdb::DateValue::Get(value).days);
    case LogicalTypeId::TIME: return HashOfNumber(duckdb::TimeValue::Get(value).micros * 1'000'000);
    case LogicalTypeId::TIMESTAMP: return HashOfNumber(duckdb::TimestampValue::Get(value).value);
    case LogicalTypeId::VARCHAR:
    case LogicalTypeId::BLOB: return HashOfBytes(duckdb::StringValue::Get(value));
    case LogicalTypeId::LIST: {
      uint64_t hash = 0;
      for (const duckdb::Value& element : duckdb::ListValue::GetChildren(value)) {
        hash = 31 * hash + HashOfElement(element);
      }
      return hash;
    }
    case LogicalTypeId::STRUCT: {
      uint64_t hash = 1;
      for (const duckdb::Value& field : duckdb::StructValue::GetChildren(value)) {
        hash = 31 * hash + HashOfElement(field);
      }
      return hash;
    }
    case LogicalTypeId::MAP: {
      uint64_t hash = 0;
      for (const duckdb::Value& entry : duckdb::ListValue::GetChildren(value)) {
        const auto& pair = duckdb::StructValue::GetChildren(entry);
        hash += HashOfElement(pair[0]) ^ HashOfElement(pair[1]);
      }
      return hash;
    }
    default: return HashOfBytes(value.ToString());
  }
}

void ShareOf(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  const bool constant = arguments.AllConstant();
  const duckdb::idx_t rows = constant ? 1 : arguments.size();
  result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  auto* shares = duckdb::FlatVector::GetData<int64_t>(result);
  for (duckdb::idx_t row = 0; row < rows; ++row) {
    const duckdb::Value value = arguments.data[0].GetValue(row);
    shares[row] = static_cast<int64_t>(value.IsNull() ? kPrime : HashOf(value) * kPrime);
  }
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

void BytesOf(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  duckdb::UnaryExecutor::Execute<duckdb::hugeint_t, duckdb::string_t>(
      arguments.data[0], result, arguments.size(), [&](duckdb::hugeint_t sum) {
        char bytes[sizeof sum.lower];
        std::memcpy(bytes, &sum.lower, sizeof bytes);
        return duckdb::StringVector::AddStringOrBlob(result, bytes, sizeof bytes);
      });
}

}  // namespace

void RegisterChecksumFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  duckdb::ScalarFunction share("tarn_checksum_of", {LogicalType::ANY}, LogicalType::BIGINT,
                               ShareOf);
  share.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);
  loader.RegisterFunction(share);
  RegisterScalar(loader, "tarn_checksum_bytes", {LogicalType::HUGEINT}, LogicalType::BLOB, BytesOf);
}

}  // namespace tarn::engine::embedded
