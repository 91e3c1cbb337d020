#include "engine/embedded/adapter/top_n.h"

#include <algorithm>

#include "base/error.h"
#include "iceberg/literal.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::ExpressionType;
using iceberg::Literal;

std::optional<Literal> BoundOf(const LakeFileList::File& file, const iceberg::NestedField& column,
                               const iceberg::PrimitiveType& type, bool lower) {
  const auto& bounds = lower ? file.data->lower_bounds : file.data->upper_bounds;
  const std::string* bytes = bounds.Find(column.id);
  if (bytes == nullptr) return {};
  try {
    return iceberg::LiteralFromBytes(type, *bytes);
  } catch (const base::Error&) {  // a bound that cannot be read says nothing
    return {};
  }
}

}  // namespace

std::optional<TopNOrder> TopNOrderOf(const duckdb::TableFilter& filter) {
  switch (filter.filter_type) {
    case duckdb::TableFilterType::OPTIONAL_FILTER: {
      const auto& optional = filter.Cast<duckdb::OptionalFilter>();
      return optional.child_filter ? TopNOrderOf(*optional.child_filter) : std::nullopt;
    }
    case duckdb::TableFilterType::CONJUNCTION_AND:
      for (const auto& child : filter.Cast<duckdb::ConjunctionAndFilter>().child_filters) {
        if (const auto order = TopNOrderOf(*child)) return order;
      }
      return {};
    case duckdb::TableFilterType::DYNAMIC_FILTER: {
      const auto& data = filter.Cast<duckdb::DynamicFilter>().filter_data;
      if (!data || data->initialized || !data->filter) return {};
      switch (data->filter->comparison_type) {
        case ExpressionType::COMPARE_LESSTHAN:
        case ExpressionType::COMPARE_LESSTHANOREQUALTO: return TopNOrder::kSmallestFirst;
        case ExpressionType::COMPARE_GREATERTHAN:
        case ExpressionType::COMPARE_GREATERTHANOREQUALTO: return TopNOrder::kGreatestFirst;
        default: return {};
      }
    }
    default: return {};
  }
}

bool SortForTopN(TopNOrder order, const iceberg::NestedField& column,
                 std::vector<LakeFileList::File>& files) {
  const auto* type = std::get_if<iceberg::PrimitiveType>(&column.type);
  if (type == nullptr || files.size() < 2) return false;
  const bool smallest = order == TopNOrder::kSmallestFirst;
  struct Ranked {
    std::optional<Literal> bound;
    size_t index;
  };
  std::vector<Ranked> ranked;
  for (size_t i = 0; i < files.size(); ++i) {
    ranked.push_back({BoundOf(files[i], column, *type, smallest), i});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
    if (!a.bound || !b.bound) return a.bound.has_value() && !b.bound;
    const auto compared = iceberg::Compare(*a.bound, *b.bound);
    return smallest ? compared < 0 : compared > 0;
  });
  bool changed = false;
  std::vector<LakeFileList::File> sorted;
  sorted.reserve(files.size());
  for (size_t i = 0; i < ranked.size(); ++i) {
    changed = changed || ranked[i].index != i;
    sorted.push_back(std::move(files[ranked[i].index]));
  }
  files = std::move(sorted);
  return changed;
}

}  // namespace tarn::engine::embedded
