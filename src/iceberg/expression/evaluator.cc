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
std::optional<Literal> DecodeBound(const PrimitiveType& type, const std::string* bytes) {
  if (!bytes) return {};
  try {
    return LiteralFromBytes(type, *bytes);
  } catch (const base::Error&) {
    return {};
  }
}

std::optional<Literal> DecodeBound(const PrimitiveType& type,
                                   const std::optional<std::string>& bytes) {
  return DecodeBound(type, bytes ? &*bytes : nullptr);
}

ColumnFacts FactsOf(const BoundPredicate& predicate, const DataFile& file) {
  const FieldId id = predicate.field_id;
  const int64_t* values = file.value_counts.Find(id);
  const int64_t* nulls = file.null_value_counts.Find(id);
  const int64_t* nans = file.nan_value_counts.Find(id);
  ColumnFacts facts;
  if (nulls) {
    facts.may_have_null = *nulls != 0;
    facts.all_null = values && *nulls == *values;
  }
  if (predicate.required) facts.may_have_null = false;
  if (nans) {
    facts.may_have_nan = *nans != 0;
    facts.all_nan = values && *values > 0 && *nans == *values - (nulls ? *nulls : 0);
  }
  facts.lower = DecodeBound(predicate.type, file.lower_bounds.Find(id));
  facts.upper = DecodeBound(predicate.type, file.upper_bounds.Find(id));
  return facts;
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
  if (file.record_count == 0) return Truth::kFalse;
  return EvaluateAll(filter, [&](const BoundPredicate& leaf) { return FactsOf(leaf, file); });
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
