#include "iceberg/expression/evaluator.h"

#include "base/error.h"

namespace tarn::iceberg {
namespace {

std::optional<size_t> IndexOf(const PartitionSpec& spec, FieldId partition_field) {
  for (size_t i = 0; i < spec.fields.size(); ++i) {
    if (spec.fields[i].field_id == partition_field) return i;
  }
  return {};
}

// A bound that cannot be read says nothing.
std::optional<Literal> DecodeBound(const PrimitiveType& type,
                                   const std::optional<std::string_view>& bytes) {
  if (!bytes) return {};
  try {
    return LiteralFromBytes(type, *bytes);
  } catch (const base::Error&) {
    return {};
  }
}

ColumnMetrics MetricsOf(const DataFile& file, FieldId id) {
  const auto count = [&](const IdMap<int64_t>& counts) -> std::optional<int64_t> {
    const int64_t* value = counts.Find(id);
    return value ? std::optional(*value) : std::nullopt;
  };
  const auto bound = [&](const IdMap<std::string>& bounds) -> std::optional<std::string_view> {
    const std::string* bytes = bounds.Find(id);
    return bytes ? std::optional<std::string_view>(*bytes) : std::nullopt;
  };
  return {count(file.value_counts), count(file.null_value_counts), count(file.nan_value_counts),
          bound(file.lower_bounds), bound(file.upper_bounds)};
}

ColumnFacts FactsOf(const PartitionFieldSummary& summary, const PrimitiveType& type) {
  ColumnFacts facts;
  facts.may_have_null = summary.contains_null;
  facts.may_have_nan = summary.contains_nan.value_or(true);
  facts.lower = DecodeBound(type, summary.lower_bound);
  facts.upper = DecodeBound(type, summary.upper_bound);
  const bool floating = KindOf(type) == TypeKind::kFloat || KindOf(type) == TypeKind::kDouble;
  // Without bounds there is no number among the values.
  const bool no_bounds = !summary.lower_bound && !summary.upper_bound;
  facts.all_null = summary.contains_null && no_bounds && (!floating || !facts.may_have_nan);
  return facts;
}

}  // namespace

ColumnFacts FactsOf(const BoundPredicate& predicate, const ColumnMetrics& metrics) {
  ColumnFacts facts;
  if (metrics.nulls) {
    facts.may_have_null = *metrics.nulls != 0;
    facts.all_null = metrics.values && *metrics.nulls == *metrics.values;
  }
  if (predicate.required) facts.may_have_null = false;
  if (metrics.nans) {
    facts.may_have_nan = *metrics.nans != 0;
    facts.all_nan = metrics.values && *metrics.values > 0 &&
                    *metrics.nans == *metrics.values - metrics.nulls.value_or(0);
  }
  facts.lower = DecodeBound(predicate.type, metrics.lower);
  facts.upper = DecodeBound(predicate.type, metrics.upper);
  return facts;
}

Truth EvaluatePartition(const BoundExpression& projected, const PartitionSpec& spec,
                        const PartitionValues& partition) {
  return EvaluateAll(projected, [&](const BoundPredicate& leaf) {
    const auto index = IndexOf(spec, leaf.field_id);
    if (!index || *index >= partition.size()) return ColumnFacts{};
    return ColumnFacts::OfValue(partition[*index]);
  });
}

bool ManifestMightMatch(const BoundExpression& projected, const PartitionSpec& spec,
                        const ManifestFile& manifest) {
  const Truth truth = EvaluateAll(projected, [&](const BoundPredicate& leaf) {
    const auto index = IndexOf(spec, leaf.field_id);
    if (!index || *index >= manifest.partitions.size()) return ColumnFacts{};
    return FactsOf(manifest.partitions[*index], leaf.type);
  });
  return truth != Truth::kFalse;
}

Truth EvaluateMetrics(const BoundExpression& filter, const DataFile& file) {
  return EvaluateMetrics(filter, file.record_count,
                         [&](FieldId column) { return MetricsOf(file, column); });
}

BoundExpression ResidualFor(const BoundExpression& filter, const PartitionSpec& spec,
                            const PartitionValues& partition) {
  if (const auto* leaf = std::get_if<BoundPredicate>(&filter.node)) {
    bool partitioned = false;
    for (const PartitionField& field : spec.fields) {
      partitioned = partitioned || field.source_id == leaf->field_id;
    }
    if (!partitioned) return filter;
    if (EvaluatePartition(ProjectStrict(filter, spec), spec, partition) == Truth::kTrue) {
      return {AlwaysTrue{}};
    }
    if (EvaluatePartition(ProjectInclusive(filter, spec), spec, partition) == Truth::kFalse) {
      return {AlwaysFalse{}};
    }
    return filter;
  }
  if (const auto* all = std::get_if<AndOf<BoundPredicate>>(&filter.node)) {
    BoundExpression result{AlwaysTrue{}};
    for (const BoundExpression& operand : all->operands) {
      result = And(std::move(result), ResidualFor(operand, spec, partition));
    }
    return result;
  }
  if (const auto* any = std::get_if<OrOf<BoundPredicate>>(&filter.node)) {
    BoundExpression result{AlwaysFalse{}};
    for (const BoundExpression& operand : any->operands) {
      result = Or(std::move(result), ResidualFor(operand, spec, partition));
    }
    return result;
  }
  return filter;
}

}  // namespace tarn::iceberg
