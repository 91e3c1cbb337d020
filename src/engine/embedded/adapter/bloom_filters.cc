#include "engine/embedded/adapter/bloom_filters.h"

#include <cmath>

#include "duckdb/planner/filter/conjunction_filter.hpp"
#include "duckdb/planner/filter/constant_filter.hpp"

namespace tarn::engine::embedded {
namespace {

using duckdb::ExpressionType;
using duckdb::TableFilter;
using duckdb::Value;

// Whether a value may equal others that have another hash than it.
bool IsMisjudged(const Value& value) {
  if (value.IsNull()) return false;
  switch (value.type().id()) {
    case duckdb::LogicalTypeId::BLOB: return true;
    case duckdb::LogicalTypeId::FLOAT: {
      const float number = duckdb::FloatValue::Get(value);
      return number == 0 || std::isnan(number);
    }
    case duckdb::LogicalTypeId::DOUBLE: {
      const double number = duckdb::DoubleValue::Get(value);
      return number == 0 || std::isnan(number);
    }
    default: return false;
  }
}

// Only comparisons, alone and in conjunctions, are looked up in Bloom filters.
void Avoid(duckdb::unique_ptr<TableFilter>& filter) {
  switch (filter->filter_type) {
    case duckdb::TableFilterType::CONSTANT_COMPARISON: {
      const auto& comparison = filter->Cast<duckdb::ConstantFilter>();
      const Value value = comparison.constant;
      if (comparison.comparison_type != ExpressionType::COMPARE_EQUAL || !IsMisjudged(value)) {
        return;
      }
      auto both = duckdb::make_uniq<duckdb::ConjunctionAndFilter>();
      for (const ExpressionType side : {ExpressionType::COMPARE_GREATERTHANOREQUALTO,
                                        ExpressionType::COMPARE_LESSTHANOREQUALTO}) {
        both->child_filters.push_back(duckdb::make_uniq<duckdb::ConstantFilter>(side, value));
      }
      filter = std::move(both);
      return;
    }
    case duckdb::TableFilterType::CONJUNCTION_AND:
    case duckdb::TableFilterType::CONJUNCTION_OR:
      for (auto& child : static_cast<duckdb::ConjunctionFilter&>(*filter).child_filters) {
        Avoid(child);
      }
      return;
    default: return;
  }
}

}  // namespace

void AvoidBloomFilters(duckdb::TableFilterSet& filters) {
  for (auto& [column, filter] : filters.filters) Avoid(filter);
}

}  // namespace tarn::engine::embedded
