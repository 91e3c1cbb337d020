#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

JsonFormat ParserImpl::JsonRepresentation() {
  cursor_.Expect(kJson);
  if (!cursor_.Accept(kEncoding)) return JsonFormat::kJson;
  if (cursor_.Accept(kUtf8)) return JsonFormat::kUtf8;
  if (cursor_.Accept(kUtf16)) return JsonFormat::kUtf16;
  cursor_.Expect(kUtf32);
  return JsonFormat::kUtf32;
}

std::optional<JsonFormat> ParserImpl::OptionalJsonFormat() {
  if (!cursor_.Accept(kFormat)) return std::nullopt;
  return JsonRepresentation();
}

JsonInput ParserImpl::JsonInputOf(Expression expression) {
  return JsonInput{std::move(expression), OptionalJsonFormat()};
}

JsonInput ParserImpl::JsonInputRule() { return JsonInputOf(ExpressionRule()); }

std::optional<JsonOutput> ParserImpl::OptionalJsonOutput() {
  if (!cursor_.Accept(kReturning)) return std::nullopt;
  DataType type = Type();
  return JsonOutput{std::move(type), OptionalJsonFormat()};
}

JsonPathInvocation ParserImpl::JsonPathInvocationRule() {
  JsonPathInvocation invocation{JsonInputRule(), {}, {}, {}};
  cursor_.Expect(",");
  invocation.path = String();
  if (cursor_.Accept(kAs)) invocation.path_name = Name();
  if (cursor_.Accept(kPassing)) {
    do {
      JsonInput value = JsonInputRule();
      cursor_.Expect(kAs);
      invocation.parameters.push_back(JsonPathParameter{Name(), std::move(value)});
    } while (cursor_.Accept(","));
  }
  return invocation;
}

Expression ParserImpl::JsonExistsRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  JsonExists exists{JsonPathInvocationRule(), {}};
  if (cursor_.Accept(kTrue))
    exists.on_error = JsonExistsOnError::kTrue;
  else if (cursor_.Accept(kFalse))
    exists.on_error = JsonExistsOnError::kFalse;
  else if (cursor_.Accept(kUnknown))
    exists.on_error = JsonExistsOnError::kUnknown;
  else if (cursor_.Accept(kError))
    exists.on_error = JsonExistsOnError::kError;
  if (exists.on_error) {
    cursor_.Expect(kOn);
    cursor_.Expect(kError);
  }
  cursor_.Expect(")");
  return MakeExpression(std::move(exists), begin);
}

std::optional<JsonValueBehavior> ParserImpl::OptionalJsonValueBehavior() {
  if (cursor_.Accept(kError)) return JsonValueBehavior{JsonValueBehaviorKind::kError, {}};
  if (cursor_.Accept(kNull)) return JsonValueBehavior{JsonValueBehaviorKind::kNull, {}};
  if (cursor_.Accept(kDefault)) {
    return JsonValueBehavior{JsonValueBehaviorKind::kDefault, ExpressionRule()};
  }
  return std::nullopt;
}

std::optional<JsonQueryBehavior> ParserImpl::OptionalJsonQueryBehavior() {
  if (cursor_.Accept(kError)) return JsonQueryBehavior::kError;
  if (cursor_.Accept(kNull)) return JsonQueryBehavior::kNull;
  if (cursor_.Accept(kEmpty)) {
    if (cursor_.Accept(kArray)) return JsonQueryBehavior::kEmptyArray;
    cursor_.Expect(kObject);
    return JsonQueryBehavior::kEmptyObject;
  }
  return std::nullopt;
}

// [behavior ON EMPTY] [behavior ON ERROR].
void ParserImpl::JsonValueBehaviors(std::optional<JsonValueBehavior>& on_empty,
                                    std::optional<JsonValueBehavior>& on_error) {
  std::optional<JsonValueBehavior> behavior = OptionalJsonValueBehavior();
  if (!behavior) return;
  cursor_.Expect(kOn);
  if (cursor_.Accept(kEmpty)) {
    on_empty = std::move(behavior);
    behavior = OptionalJsonValueBehavior();
    if (!behavior) return;
    cursor_.Expect(kOn);
  }
  cursor_.Expect(kError);
  on_error = std::move(behavior);
}

void ParserImpl::JsonQueryBehaviors(std::optional<JsonQueryBehavior>& on_empty,
                                    std::optional<JsonQueryBehavior>& on_error) {
  std::optional<JsonQueryBehavior> behavior = OptionalJsonQueryBehavior();
  if (!behavior) return;
  cursor_.Expect(kOn);
  if (cursor_.Accept(kEmpty)) {
    on_empty = behavior;
    behavior = OptionalJsonQueryBehavior();
    if (!behavior) return;
    cursor_.Expect(kOn);
  }
  cursor_.Expect(kError);
  on_error = behavior;
}

Expression ParserImpl::JsonValueRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  JsonValue value{JsonPathInvocationRule(), {}, {}, {}};
  if (cursor_.Accept(kReturning)) value.returning = Type();
  JsonValueBehaviors(value.on_empty, value.on_error);
  cursor_.Expect(")");
  return MakeExpression(std::move(value), begin);
}

JsonWrapper ParserImpl::OptionalJsonWrapper() {
  JsonWrapper wrapper = JsonWrapper::kWithout;
  if (cursor_.Accept(kWith)) {
    wrapper = JsonWrapper::kUnconditional;
    if (cursor_.Accept(kConditional)) {
      wrapper = JsonWrapper::kConditional;
    } else {
      cursor_.Accept(kUnconditional);
    }
  } else if (!cursor_.Accept(kWithout)) {
    return wrapper;
  }
  cursor_.Accept(kArray);
  cursor_.Expect(kWrapper);
  return wrapper;
}

std::optional<JsonQuotes> ParserImpl::OptionalJsonQuotes() {
  std::optional<JsonQuotes> quotes;
  if (cursor_.Accept(kKeep))
    quotes = JsonQuotes::kKeep;
  else if (cursor_.Accept(kOmit))
    quotes = JsonQuotes::kOmit;
  else
    return quotes;
  cursor_.Expect(kQuotes);
  if (cursor_.Accept(kOn)) {
    cursor_.Expect(kScalar);
    cursor_.Expect(kString);
  }
  return quotes;
}

Expression ParserImpl::JsonQueryRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  JsonQuery query{JsonPathInvocationRule(), {}, {}, {}, {}, {}};
  query.returning = OptionalJsonOutput();
  query.wrapper = OptionalJsonWrapper();
  query.quotes = OptionalJsonQuotes();
  JsonQueryBehaviors(query.on_empty, query.on_error);
  cursor_.Expect(")");
  return MakeExpression(std::move(query), begin);
}

std::optional<bool> ParserImpl::OptionalNullOnNull() {
  const bool null = cursor_.Is(kNull);
  if (!(null || cursor_.Is(kAbsent)) || !cursor_.Is(kOn, 1)) return std::nullopt;
  cursor_.Advance();
  cursor_.Advance();
  cursor_.Expect(kNull);
  return null;
}

JsonObjectMember ParserImpl::JsonObjectMemberRule() {
  // KEY is no reserved word: it is one here when an expression follows it.
  const bool keyed = cursor_.Is(kKey) && AtExpressionStart(1) && !cursor_.Is(kValue, 1) &&
                     !cursor_.Is("(", 1) && !cursor_.Is("-", 1) && !cursor_.Is("+", 1);
  if (keyed) cursor_.Advance();
  Expression key = ExpressionRule();
  if (keyed || !cursor_.Accept(":")) cursor_.Expect(kValue);
  return JsonObjectMember{std::move(key), JsonInputRule()};
}

Expression ParserImpl::JsonObjectRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  JsonObject object;
  if (!cursor_.Is(")") && !cursor_.Is(kReturning)) {
    do {
      object.members.push_back(JsonObjectMemberRule());
    } while (cursor_.Accept(","));
    object.null_on_null = OptionalNullOnNull().value_or(true);
    const bool with = cursor_.Is(kWith);
    if ((with || cursor_.Is(kWithout)) && cursor_.Is(kUnique, 1)) {
      cursor_.Advance();
      cursor_.Advance();
      cursor_.Accept(kKeys);
      object.unique_keys = with;
    }
  }
  object.returning = OptionalJsonOutput();
  cursor_.Expect(")");
  return MakeExpression(std::move(object), begin);
}

Expression ParserImpl::JsonArrayRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  JsonArray array;
  if (!cursor_.Is(")") && !cursor_.Is(kReturning)) {
    do {
      array.elements.push_back(JsonInputRule());
    } while (cursor_.Accept(","));
    array.null_on_null = OptionalNullOnNull().value_or(false);
  }
  array.returning = OptionalJsonOutput();
  cursor_.Expect(")");
  return MakeExpression(std::move(array), begin);
}

}  // namespace tarn::sql
