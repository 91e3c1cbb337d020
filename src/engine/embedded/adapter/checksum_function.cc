#include "engine/embedded/adapter/checksum_function.h"

#include <cstdint>
#include <cstring>

#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/value_hash.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;

constexpr uint64_t kPrime = 0x9E3779B185EBCA87ULL;

void ShareOf(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  const bool constant = arguments.AllConstant();
  const duckdb::idx_t rows = constant ? 1 : arguments.size();
  result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  auto* shares = duckdb::FlatVector::GetData<int64_t>(result);
  for (duckdb::idx_t row = 0; row < rows; ++row) {
    const duckdb::Value value = arguments.data[0].GetValue(row);
    shares[row] = static_cast<int64_t>(value.IsNull() ? kPrime : ValueHash(value) * kPrime);
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
