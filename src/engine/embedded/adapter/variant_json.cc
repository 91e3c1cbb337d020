#include "engine/embedded/adapter/variant_json.h"

#include <algorithm>

#include "duckdb/common/vector_operations/vector_operations.hpp"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;

LogicalType WithJson(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::VARIANT: return LogicalType::JSON();
    case LogicalTypeId::LIST:
      return LogicalType::LIST(WithJson(duckdb::ListType::GetChildType(type)));
    case LogicalTypeId::MAP:
      return LogicalType::MAP(WithJson(duckdb::MapType::KeyType(type)),
                              WithJson(duckdb::MapType::ValueType(type)));
    case LogicalTypeId::STRUCT: {
      duckdb::child_list_t<LogicalType> children;
      for (const auto& [name, child] : duckdb::StructType::GetChildTypes(type)) {
        children.emplace_back(name, WithJson(child));
      }
      return LogicalType::STRUCT(std::move(children));
    }
    default: return type;
  }
}

}  // namespace

bool HasVariant(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::VARIANT: return true;
    case LogicalTypeId::LIST: return HasVariant(duckdb::ListType::GetChildType(type));
    case LogicalTypeId::MAP:
      return HasVariant(duckdb::MapType::KeyType(type)) ||
             HasVariant(duckdb::MapType::ValueType(type));
    case LogicalTypeId::STRUCT: {
      const auto& children = duckdb::StructType::GetChildTypes(type);
      return std::any_of(children.begin(), children.end(),
                         [](const auto& child) { return HasVariant(child.second); });
    }
    default: return false;
  }
}

duckdb::unique_ptr<duckdb::DataChunk> VariantsAsJson(duckdb::ClientContext& context,
                                                     duckdb::unique_ptr<duckdb::DataChunk> chunk) {
  duckdb::vector<LogicalType> types;
  bool any = false;
  for (const LogicalType& type : chunk->GetTypes()) {
    any = any || HasVariant(type);
    types.push_back(HasVariant(type) ? WithJson(type) : type);
  }
  if (!any) return chunk;
  auto result = duckdb::make_uniq<duckdb::DataChunk>();
  result->Initialize(duckdb::Allocator::Get(context), types,
                     std::max<duckdb::idx_t>(1, chunk->size()));
  result->SetCardinality(chunk->size());
  for (duckdb::idx_t i = 0; i < types.size(); ++i) {
    duckdb::Vector& from = chunk->data[i];
    duckdb::Vector& to = result->data[i];
    if (!HasVariant(from.GetType())) {
      to.Reference(from);
      continue;
    }
    duckdb::VectorOperations::Cast(context, from, to, chunk->size());
    to.Flatten(chunk->size());
    duckdb::UnifiedVectorFormat format;
    from.ToUnifiedFormat(chunk->size(), format);
    for (duckdb::idx_t row = 0; row < chunk->size(); ++row) {
      if (!format.validity.RowIsValid(format.sel->get_index(row))) {
        duckdb::FlatVector::SetNull(to, row, true);
      }
    }
  }
  return result;
}

}  // namespace tarn::engine::embedded
