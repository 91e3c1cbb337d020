#include "sql/format/formatter_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

void FormatterImpl::Emit(const JsonInput& input) {
  Emit(*input.expression);
  if (!input.format) return;
  out_ += ' ';
  out_ += sql::Text(*input.format);
}

void FormatterImpl::Emit(const JsonPathInvocation& path) {
  Emit(*path.input.expression);
  out_ += ' ';
  out_ += sql::Text(path.input.format.value_or(JsonFormat::kJson));
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

void FormatterImpl::Emit(const JsonValueBehavior& behavior) {
  switch (behavior.kind) {
    case JsonValueBehaviorKind::kError: out_ += "ERROR"; break;
    case JsonValueBehaviorKind::kNull: out_ += "NULL"; break;
    case JsonValueBehaviorKind::kDefault: Optional("DEFAULT ", behavior.default_value); break;
  }
}

void FormatterImpl::JsonBehaviors(const std::optional<JsonValueBehavior>& on_empty,
                                  const std::optional<JsonValueBehavior>& on_error) {
  out_ += ' ';
  Emit(on_empty.value_or(JsonValueBehavior{}));
  out_ += " ON EMPTY";
  Optional(" ", on_error);
  if (on_error) out_ += " ON ERROR";
}

void FormatterImpl::JsonBehaviors(const std::optional<JsonQueryBehavior>& on_empty,
                                  const std::optional<JsonQueryBehavior>& on_error) {
  out_ += ' ';
  out_ += sql::Text(on_empty.value_or(JsonQueryBehavior::kNull));
  out_ += " ON EMPTY";
  if (!on_error) return;
  out_ += ' ';
  out_ += sql::Text(*on_error);
  out_ += " ON ERROR";
}

void FormatterImpl::JsonWrapping(JsonWrapper wrapper, const std::optional<JsonQuotes>& quotes) {
  switch (wrapper) {
    case JsonWrapper::kWithout: out_ += " WITHOUT ARRAY WRAPPER"; break;
    case JsonWrapper::kConditional: out_ += " WITH CONDITIONAL ARRAY WRAPPER"; break;
    case JsonWrapper::kUnconditional: out_ += " WITH UNCONDITIONAL ARRAY WRAPPER"; break;
  }
  if (!quotes) return;
  out_ += *quotes == JsonQuotes::kKeep ? " KEEP" : " OMIT";
  out_ += " QUOTES ON SCALAR STRING";
}

void FormatterImpl::JsonReturning(const std::optional<JsonOutput>& output) {
  if (!output) return;
  out_ += " RETURNING ";
  Emit(output->type);
  if (!output->format) return;
  out_ += ' ';
  out_ += sql::Text(*output->format);
}

void FormatterImpl::Emit(const JsonExists& call) {
  Text("JSON_EXISTS(");
  Emit(*call.path);
  Text(" ");
  Text(sql::Text(call.on_error.value_or(JsonExistsOnError::kFalse)));
  Text(" ON ERROR)");
}

void FormatterImpl::Emit(const JsonValue& call) {
  Text("JSON_VALUE(");
  Emit(*call.path);
  Optional(" RETURNING ", call.returning);
  JsonBehaviors(call.on_empty, call.on_error.value_or(JsonValueBehavior{}));
  Text(")");
}

void FormatterImpl::Emit(const JsonQuery& call) {
  Text("JSON_QUERY(");
  Emit(*call.path);
  JsonReturning(call.returning);
  JsonWrapping(call.wrapper, call.quotes);
  JsonBehaviors(call.on_empty, call.on_error.value_or(JsonQueryBehavior::kNull));
  Text(")");
}

void FormatterImpl::Emit(const JsonObject& call) {
  Text("JSON_OBJECT(");
  for (size_t i = 0; i < call.members.size(); ++i) {
    Text(i == 0 ? "KEY " : ", KEY ");
    Emit(call.members[i].key);
    Text(" VALUE ");
    Emit(call.members[i].value);
  }
  if (!call.members.empty()) {
    Text(call.null_on_null ? " NULL ON NULL" : " ABSENT ON NULL");
    Text(call.unique_keys ? " WITH UNIQUE KEYS" : " WITHOUT UNIQUE KEYS");
  }
  JsonReturning(call.returning);
  Text(")");
}

void FormatterImpl::Emit(const JsonArray& call) {
  Text("JSON_ARRAY(");
  List(call.elements);
  if (!call.elements.empty()) Text(call.null_on_null ? " NULL ON NULL" : " ABSENT ON NULL");
  JsonReturning(call.returning);
  Text(")");
}

void FormatterImpl::JsonColumns(const std::vector<JsonTableColumn>& columns, int depth) {
  Line(depth, "COLUMNS (\n");
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out_ += ",\n";
    Emit(columns[i], depth + 1);
  }
  out_ += ')';
}

void FormatterImpl::Emit(const JsonTableColumn& column, int depth) {
  Line(depth);
  const auto path = [this](const std::optional<std::string>& text) {
    if (!text) return;
    out_ += " PATH ";
    String(*text);
  };
  if (const auto* ordinality = std::get_if<JsonOrdinalityColumn>(&column.node)) {
    Emit(ordinality->name);
    out_ += " FOR ORDINALITY";
  } else if (const auto* value = std::get_if<JsonValueColumn>(&column.node)) {
    Emit(value->name);
    out_ += ' ';
    Emit(value->type);
    path(value->path);
    JsonBehaviors(value->on_empty, value->on_error);
  } else if (const auto* query = std::get_if<JsonQueryColumn>(&column.node)) {
    Emit(query->name);
    out_ += ' ';
    Emit(query->type);
    out_ += ' ';
    out_ += sql::Text(query->format);
    path(query->path);
    JsonWrapping(query->wrapper, query->quotes);
    JsonBehaviors(query->on_empty, query->on_error);
  } else {
    const auto& nested = std::get<JsonNestedColumns>(column.node);
    out_ += "NESTED PATH ";
    String(nested.path);
    Optional(" AS ", nested.path_name);
    out_ += '\n';
    JsonColumns(nested.columns, depth + 1);
  }
}

void FormatterImpl::Emit(const JsonTablePlan& plan) {
  if (const auto* leaf = std::get_if<JsonPlanLeaf>(&plan.node)) {
    Emit(leaf->name);
  } else if (const auto* parent = std::get_if<JsonPlanParentChild>(&plan.node)) {
    Emit(parent->parent);
    out_ += parent->outer ? " OUTER (" : " INNER (";
    Emit(*parent->child);
    out_ += ')';
  } else {
    const auto& siblings = std::get<JsonPlanSiblings>(plan.node);
    for (size_t i = 0; i < siblings.plans.size(); ++i) {
      if (i > 0) out_ += siblings.cross ? " CROSS " : " UNION ";
      out_ += '(';
      Emit(siblings.plans[i]);
      out_ += ')';
    }
  }
}

}  // namespace tarn::sql
