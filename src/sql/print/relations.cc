#include "sql/print/printer_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

// One overload for each alternative of RelationNode.
struct RelationEmitter {
  PrinterImpl& p;

  // What may stand before an alias, TABLESAMPLE or MATCH_RECOGNIZE.
  void Primary(const Relation& relation, bool aliased_allowed = false) const {
    const bool parentheses = relation.Is<Join>() || relation.Is<SampledRelation>() ||
                             relation.Is<MatchRecognize>() ||
                             (relation.Is<AliasedRelation>() && !aliased_allowed);
    if (parentheses) p.Text("(");
    p.Emit(relation);
    if (parentheses) p.Text(")");
  }

  void operator()(const Table& table) const {
    p.Emit(table.name);
    p.Optional("@", table.branch);
    p.Optional(" ", table.period);
  }
  void operator()(const TableSubquery& subquery) const { p.Subquery(*subquery.query); }
  void operator()(const Lateral& lateral) const {
    p.Text("LATERAL (");
    p.Emit(*lateral.query);
    p.Text(")");
  }
  void operator()(const Unnest& unnest) const {
    p.Text("UNNEST");
    p.Parenthesized(unnest.expressions);
    if (unnest.with_ordinality) p.Text(" WITH ORDINALITY");
  }
  void operator()(const AliasedRelation& aliased) const {
    // MATCH_RECOGNIZE takes an alias of its own.
    if (aliased.relation->Is<MatchRecognize>()) {
      p.Emit(*aliased.relation);
    } else {
      Primary(*aliased.relation);
    }
    p.Text(" AS ");
    p.Emit(aliased.alias);
    if (!aliased.columns.empty()) {
      p.Text(" ");
      p.Parenthesized(aliased.columns);
    }
  }
  void operator()(const SampledRelation& sampled) const {
    if (sampled.relation->Is<MatchRecognize>()) {
      p.Emit(*sampled.relation);
    } else {
      Primary(*sampled.relation, true);
    }
    p.Text(" TABLESAMPLE ");
    p.Text(sampled.method == SampleMethod::kBernoulli ? "BERNOULLI (" : "SYSTEM (");
    p.Emit(*sampled.percentage);
    p.Text(")");
  }
  void operator()(const Join& join) const {
    p.Emit(*join.left);
    const bool natural = join.criteria && std::holds_alternative<NaturalJoin>(*join.criteria);
    p.Text(natural ? " NATURAL " : " ");
    p.Text(Text(join.type));
    p.Text(" ");
    const bool parentheses = join.right->Is<Join>();
    if (parentheses) p.Text("(");
    p.Emit(*join.right);
    if (parentheses) p.Text(")");
    if (!join.criteria) return;
    if (const auto* on = std::get_if<JoinOn>(&*join.criteria)) {
      p.Text(" ON ");
      p.Emit(*on->condition);
    } else if (const auto* columns = std::get_if<JoinUsing>(&*join.criteria)) {
      p.Text(" USING ");
      p.Parenthesized(columns->columns);
    }
  }
  void operator()(const TableFunctionCall& call) const {
    p.Text("TABLE(");
    p.Emit(call.name);
    p.Text("(");
    p.List(call.arguments);
    for (size_t i = 0; i < call.copartitioning.size(); ++i) {
      p.Text(i == 0 ? " COPARTITION " : ", ");
      p.Parenthesized(call.copartitioning[i]);
    }
    p.Text("))");
  }
  void operator()(const MatchRecognize& match) const {
    Primary(*match.relation, true);
    p.Text(" MATCH_RECOGNIZE (");
    p.OptionalList("PARTITION BY ", match.partition_by);
    p.OptionalList(" ORDER BY ", match.order_by);
    p.OptionalList(" MEASURES ", match.measures);
    if (match.rows_per_match) {
      p.Text(" ");
      p.Text(Text(*match.rows_per_match));
    }
    p.Optional(" AFTER MATCH ", match.after_match_skip);
    if (match.search_mode) {
      p.Text(*match.search_mode == PatternSearchMode::kInitial ? " INITIAL" : " SEEK");
    }
    p.Text(" PATTERN (");
    p.Emit(match.pattern);
    p.Text(")");
    p.OptionalList(" SUBSET ", match.subsets);
    p.OptionalList(" DEFINE ", match.definitions);
    p.Text(")");
  }
  void operator()(const JsonTable& table) const {
    p.Text("JSON_TABLE(");
    p.Emit(table.path);
    p.Text(" COLUMNS ");
    p.Parenthesized(table.columns);
    if (table.plan) {
      if (const auto* plan = std::get_if<JsonTablePlan>(&*table.plan)) {
        p.Text(" PLAN (");
        p.Emit(*plan);
      } else {
        const auto& defaults = std::get<JsonTableDefaultPlan>(*table.plan);
        p.Text(" PLAN DEFAULT (");
        p.Text(defaults.outer ? "OUTER, " : "INNER, ");
        p.Text(defaults.cross ? "CROSS" : "UNION");
      }
      p.Text(")");
    }
    if (table.error_on_error) {
      p.Text(*table.error_on_error ? " ERROR ON ERROR" : " EMPTY ON ERROR");
    }
    p.Text(")");
  }
};

void PrinterImpl::Emit(const Relation& relation) {
  std::visit(RelationEmitter{*this}, relation.node);
}

void PrinterImpl::Emit(const QueryPeriod& period) {
  out_ += period.kind == PeriodKind::kTimestamp ? "FOR TIMESTAMP AS OF " : "FOR VERSION AS OF ";
  Emit(*period.end, kConcatenation);
}

void PrinterImpl::Emit(const TableFunctionArgument& argument) {
  if (argument.name) {
    Emit(*argument.name);
    out_ += " => ";
  }
  if (const auto* expression = std::get_if<ExpressionBox>(&argument.value)) {
    Emit(**expression);
    return;
  }
  if (const auto* descriptor = std::get_if<DescriptorArgument>(&argument.value)) {
    if (!descriptor->fields) {
      out_ += "CAST(NULL AS DESCRIPTOR)";
      return;
    }
    out_ += "DESCRIPTOR(";
    for (size_t i = 0; i < descriptor->fields->size(); ++i) {
      const DescriptorField& field = (*descriptor->fields)[i];
      if (i > 0) out_ += ", ";
      Emit(field.name);
      Optional(" ", field.type);
    }
    out_ += ')';
    return;
  }
  const auto& table = std::get<TableArgument>(argument.value);
  const auto* aliased = table.relation->As<AliasedRelation>();
  const Relation& inner = aliased != nullptr ? *aliased->relation : *table.relation;
  out_ += "TABLE";
  if (inner.Is<TableSubquery>()) {
    out_ += '(';
    Emit(*inner.As<TableSubquery>()->query);
    out_ += ')';
  } else {
    out_ += '(';
    Emit(inner);
    out_ += ')';
  }
  if (aliased != nullptr) {
    out_ += " AS ";
    Emit(aliased->alias);
    if (!aliased->columns.empty()) {
      out_ += ' ';
      Parenthesized(aliased->columns);
    }
  }
  if (table.partition_by) {
    out_ += " PARTITION BY ";
    Parenthesized(*table.partition_by);
  }
  if (table.keep_when_empty) {
    out_ += *table.keep_when_empty ? " KEEP WHEN EMPTY" : " PRUNE WHEN EMPTY";
  }
  if (!table.order_by.empty()) {
    out_ += " ORDER BY ";
    Parenthesized(table.order_by);
  }
}

}  // namespace tarn::sql
