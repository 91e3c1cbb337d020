#include "sql/print/printer_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

void PrinterImpl::Emit(const JsonInput& input) {
  Emit(*input.expression);
  if (input.format) {
    out_ += ' ';
    Text(sql::Text(*input.format));
  }
}

void PrinterImpl::Emit(const JsonPathInvocation& path) {
  Emit(path.input);
  out_ += ", ";
  String(path.path);
  Optional(" AS ", path.path_name);
  for (size_t i = 0; i < path.parameters.size(); ++i) {
    out_ += i == 0 ? " PASSING " : ", ";
    Emit(path.parameters[i].value);
    out_ += " AS ";
    Emit(path.parameters[i].name);
  }
}

void PrinterImpl::Emit(const JsonValueBehavior& behavior) {
  switch (behavior.kind) {
    case JsonValueBehaviorKind::kError: out_ += "ERROR"; break;
    case JsonValueBehaviorKind::kNull: out_ += "NULL"; break;
    case JsonValueBehaviorKind::kDefault: Optional("DEFAULT ", behavior.default_value); break;
  }
}

void PrinterImpl::JsonBehaviors(const std::optional<JsonValueBehavior>& on_empty,
                                const std::optional<JsonValueBehavior>& on_error) {
  Optional(" ", on_empty);
  if (on_empty) out_ += " ON EMPTY";
  Optional(" ", on_error);
  if (on_error) out_ += " ON ERROR";
}

void PrinterImpl::JsonBehaviors(const std::optional<JsonQueryBehavior>& on_empty,
                                const std::optional<JsonQueryBehavior>& on_error) {
  if (on_empty) out_ += " " + std::string(sql::Text(*on_empty)) + " ON EMPTY";
  if (on_error) out_ += " " + std::string(sql::Text(*on_error)) + " ON ERROR";
}

void PrinterImpl::JsonWrapping(JsonWrapper wrapper, const std::optional<JsonQuotes>& quotes) {
  if (wrapper == JsonWrapper::kConditional) out_ += " WITH CONDITIONAL ARRAY WRAPPER";
  if (wrapper == JsonWrapper::kUnconditional) out_ += " WITH UNCONDITIONAL ARRAY WRAPPER";
  if (quotes) out_ += *quotes == JsonQuotes::kKeep ? " KEEP QUOTES" : " OMIT QUOTES";
}

void PrinterImpl::JsonReturning(const std::optional<JsonOutput>& output) {
  if (!output) return;
  if (out_.back() != '(') out_ += ' ';
  out_ += "RETURNING ";
  Emit(output->type);
  if (output->format) {
    out_ += ' ';
    Text(sql::Text(*output->format));
  }
}

void PrinterImpl::Emit(const JsonTableColumn& column) {
  if (const auto* ordinality = std::get_if<JsonOrdinalityColumn>(&column.node)) {
    Emit(ordinality->name);
    out_ += " FOR ORDINALITY";
  } else if (const auto* value = std::get_if<JsonValueColumn>(&column.node)) {
    Emit(value->name);
    out_ += ' ';
    Emit(value->type);
    OptionalString(" PATH ", value->path);
    JsonBehaviors(value->on_empty, value->on_error);
  } else if (const auto* query = std::get_if<JsonQueryColumn>(&column.node)) {
    Emit(query->name);
    out_ += ' ';
    Emit(query->type);
    out_ += ' ';
    Text(sql::Text(query->format));
    OptionalString(" PATH ", query->path);
    JsonWrapping(query->wrapper, query->quotes);
    JsonBehaviors(query->on_empty, query->on_error);
  } else {
    const auto& nested = std::get<JsonNestedColumns>(column.node);
    out_ += "NESTED PATH ";
    String(nested.path);
    Optional(" AS ", nested.path_name);
    out_ += " COLUMNS ";
    Parenthesized(nested.columns);
  }
}

void PrinterImpl::Emit(const JsonTablePlan& plan) {
  const auto primary = [this](const JsonTablePlan& inner) {
    const bool leaf = std::holds_alternative<JsonPlanLeaf>(inner.node);
    if (!leaf) out_ += '(';
    Emit(inner);
    if (!leaf) out_ += ')';
  };
  if (const auto* leaf = std::get_if<JsonPlanLeaf>(&plan.node)) {
    Emit(leaf->name);
  } else if (const auto* parent = std::get_if<JsonPlanParentChild>(&plan.node)) {
    Emit(parent->parent);
    out_ += parent->outer ? " OUTER " : " INNER ";
    primary(*parent->child);
  } else {
    const auto& siblings = std::get<JsonPlanSiblings>(plan.node);
    for (size_t i = 0; i < siblings.plans.size(); ++i) {
      if (i > 0) out_ += siblings.cross ? " CROSS " : " UNION ";
      primary(siblings.plans[i]);
    }
  }
}

}  // namespace tarn::sql
