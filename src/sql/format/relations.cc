#include "sql/format/formatter_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

void FormatterImpl::From(const std::vector<Relation>& relations, int depth) {
  Line(depth, "FROM\n");
  Line(depth, "  ");
  for (size_t i = 0; i < relations.size(); ++i) {
    if (i > 0) {
      out_ += '\n';
      Line(depth, ", ");
    }
    Emit(relations[i], depth);
  }
}

void FormatterImpl::Suffixed(const Relation& relation, int depth) {
  if (relation.Is<AliasedRelation>() || relation.Is<SampledRelation>() ||
      relation.Is<MatchRecognize>()) {
    out_ += "( ";
    Emit(relation, depth + 1);
    Line(depth, ")");
  } else {
    Emit(relation, depth);
  }
}

void FormatterImpl::Alias(const AliasedRelation& aliased) {
  Emit(aliased.alias);
  if (aliased.columns.empty()) return;
  out_ += ' ';
  Parenthesized(aliased.columns);
}

// One overload for each alternative of RelationNode.
struct RelationFormat {
  FormatterImpl& f;
  int depth;

  void operator()(const Table& table) const {
    f.Emit(table.name);
    f.Optional("@", table.branch);
    f.Optional(" ", table.period);
  }
  void operator()(const TableSubquery& subquery) const { f.TableSubquery(*subquery.query, depth); }
  void operator()(const Lateral& lateral) const {
    f.Line(depth, "LATERAL (");
    f.Emit(*lateral.query, depth + 1);
    f.Line(depth, ")");
  }
  void operator()(const Unnest& unnest) const {
    f.Text("UNNEST");
    f.Parenthesized(unnest.expressions);
    if (unnest.with_ordinality) f.Text(" WITH ORDINALITY");
  }
  void operator()(const AliasedRelation& aliased) const {
    f.Suffixed(*aliased.relation, depth);
    f.Text(" ");
    f.Alias(aliased);
  }
  void operator()(const SampledRelation& sampled) const {
    f.Suffixed(*sampled.relation, depth);
    f.Text(" TABLESAMPLE ");
    f.Text(sampled.method == SampleMethod::kBernoulli ? "BERNOULLI (" : "SYSTEM (");
    f.Emit(*sampled.percentage);
    f.Text(")");
  }
  void operator()(const Join& join) const {
    f.Text("(");
    f.Emit(*join.left, depth);
    f.Text("\n");
    const bool natural = join.criteria && std::holds_alternative<NaturalJoin>(*join.criteria);
    f.Line(depth, natural ? "NATURAL " : "");
    f.Text(Text(join.type));
    f.Text(" ");
    f.Emit(*join.right, depth);
    if (join.criteria) {
      if (const auto* on = std::get_if<JoinOn>(&*join.criteria)) {
        f.Text(" ON ");
        f.Emit(*on->condition);
      } else if (const auto* columns = std::get_if<JoinUsing>(&*join.criteria)) {
        f.Text(" USING ");
        f.Parenthesized(columns->columns);
      }
    }
    f.Text(")");
  }
  void operator()(const TableFunctionCall& call) const {
    f.Line(depth, "TABLE(");
    f.Emit(call.name);
    f.Text("(\n");
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      if (i > 0) f.Text(",\n");
      f.Emit(call.arguments[i], depth + 2);
    }
    if (!call.copartitioning.empty()) {
      f.Text("\n");
      f.Line(depth + 2, "COPARTITION ");
      for (size_t i = 0; i < call.copartitioning.size(); ++i) {
        if (i > 0) f.Text(", ");
        f.Parenthesized(call.copartitioning[i]);
      }
    }
    f.Text("))");
  }
  void operator()(const MatchRecognize& match) const {
    const int inner = depth + 1;
    f.Suffixed(*match.relation, depth);
    f.Text(" MATCH_RECOGNIZE (\n");
    Clause("PARTITION BY ", match.partition_by);
    Clause("ORDER BY ", match.order_by);
    if (!match.measures.empty()) {
      f.Line(inner, "MEASURES");
      f.Definitions(match.measures, inner + 1);
    }
    if (match.rows_per_match) {
      f.Line(inner, Text(*match.rows_per_match));
      f.Text("\n");
    }
    if (match.after_match_skip) {
      f.Line(inner);
      f.Emit(*match.after_match_skip);
      f.Text("\n");
    }
    if (match.search_mode) {
      f.Line(inner, *match.search_mode == PatternSearchMode::kInitial ? "INITIAL\n" : "SEEK\n");
    }
    f.Line(inner, "PATTERN (");
    f.Emit(match.pattern);
    f.Text(")\n");
    if (!match.subsets.empty()) {
      f.Line(inner, "SUBSET");
      f.Definitions(match.subsets, inner + 1);
    }
    f.Line(inner, "DEFINE");
    f.Definitions(match.definitions, inner + 1);
    f.Text(")");
  }
  template <typename T>
  void Clause(std::string_view word, const std::vector<T>& items) const {
    if (items.empty()) return;
    f.Line(depth + 1);
    f.OptionalList(word, items);
    f.Text("\n");
  }
  void operator()(const JsonTable& table) const {
    f.Text("JSON_TABLE (");
    f.Emit(table.path);
    f.Text("\n");
    f.JsonColumns(table.columns, depth + 1);
    if (table.plan) {
      f.Text("\n");
      if (const auto* plan = std::get_if<JsonTablePlan>(&*table.plan)) {
        f.Line(depth + 1, "PLAN (");
        f.Emit(*plan);
      } else {
        const auto& defaults = std::get<JsonTableDefaultPlan>(*table.plan);
        f.Line(depth + 1, "PLAN DEFAULT (");
        f.Text(defaults.outer ? "OUTER, " : "INNER, ");
        f.Text(defaults.cross ? "CROSS" : "UNION");
      }
      f.Text(")");
    }
    if (table.error_on_error) {
      f.Text("\n");
      f.Line(depth + 1, *table.error_on_error ? "ERROR ON ERROR" : "EMPTY ON ERROR");
    }
    f.Text(")\n");
  }
};

void FormatterImpl::Emit(const Relation& relation, int depth) {
  std::visit(RelationFormat{*this, depth}, relation.node);
}

void FormatterImpl::Emit(const QueryPeriod& period) {
  out_ += period.kind == PeriodKind::kTimestamp ? "FOR TIMESTAMP AS OF " : "FOR VERSION AS OF ";
  Emit(*period.end);
}

void FormatterImpl::Emit(const DescriptorField& field) {
  Emit(field.name);
  Optional(" ", field.type);
}

void FormatterImpl::Emit(const TableFunctionArgument& argument, int depth) {
  Line(depth);
  if (argument.name) {
    Emit(*argument.name);
    out_ += " => ";
  }
  if (const auto* expression = std::get_if<ExpressionBox>(&argument.value)) {
    Emit(**expression);
    return;
  }
  if (const auto* descriptor = std::get_if<DescriptorArgument>(&argument.value)) {
    out_ += descriptor->fields ? "DESCRIPTOR" : "CAST (NULL AS DESCRIPTOR)";
    if (descriptor->fields) Parenthesized(*descriptor->fields);
    return;
  }
  const auto& table = std::get<TableArgument>(argument.value);
  const auto* aliased = table.relation->As<AliasedRelation>();
  const Relation& inner = aliased != nullptr ? *aliased->relation : *table.relation;
  out_ += "TABLE(";
  if (const auto* subquery = inner.As<sql::TableSubquery>()) {
    Emit(*subquery->query, depth + 1);
  } else {
    Emit(inner, depth + 1);
  }
  out_ += ')';
  if (aliased != nullptr) {
    out_ += " AS ";
    Alias(*aliased);
  }
  if (table.partition_by) {
    out_ += '\n';
    Line(depth + 1, "PARTITION BY ");
    List(*table.partition_by);
  }
  if (table.keep_when_empty) {
    out_ += '\n';
    Line(depth + 1, *table.keep_when_empty ? "KEEP WHEN EMPTY" : "PRUNE WHEN EMPTY");
  }
  if (!table.order_by.empty()) {
    out_ += '\n';
    Line(depth + 1);
    OptionalList("ORDER BY ", table.order_by);
  }
}

}  // namespace tarn::sql
