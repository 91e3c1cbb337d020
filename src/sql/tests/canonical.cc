#include "sql/tests/canonical.h"

#include <utility>

#include "sql/tree/walk.h"

namespace tarn::sql {

namespace {

template <typename Predicate>
void PullNot(Expression& expression) {
  auto* predicate = expression.As<Predicate>();
  if (predicate == nullptr || !predicate->negated) return;
  predicate->negated = false;
  Predicate plain = std::move(*predicate);
  expression = Not{Expression(std::move(plain))};
}

void DefaultFormat(JsonPathInvocation& path) {
  if (!path.input.format) path.input.format = JsonFormat::kJson;
}

void DefaultBehaviors(std::optional<JsonValueBehavior>& on_empty,
                      std::optional<JsonValueBehavior>& on_error) {
  const JsonValueBehavior null{JsonValueBehaviorKind::kNull, {}};
  if (!on_empty) on_empty = null;
  if (!on_error) on_error = null;
}

void DefaultBehaviors(std::optional<JsonQueryBehavior>& on_empty,
                      std::optional<JsonQueryBehavior>& on_error) {
  if (!on_empty) on_empty = JsonQueryBehavior::kNull;
  if (!on_error) on_error = JsonQueryBehavior::kNull;
}

void DefaultJson(JsonTableColumn& column) {
  if (auto* value = column.As<JsonValueColumn>()) {
    if (!value->on_empty) value->on_empty = JsonValueBehavior{JsonValueBehaviorKind::kNull, {}};
  } else if (auto* query = column.As<JsonQueryColumn>()) {
    if (!query->on_empty) query->on_empty = JsonQueryBehavior::kNull;
  } else if (auto* nested = column.As<JsonNestedColumns>()) {
    for (JsonTableColumn& inner : nested->columns) DefaultJson(inner);
  }
}

template <typename Sequence>
void Flatten(RowPattern& pattern) {
  auto* sequence = pattern.As<Sequence>();
  if (sequence == nullptr) return;
  std::vector<RowPattern> flat;
  for (RowPattern& part : sequence->patterns) {
    if (auto* inner = part.As<Sequence>()) {
      for (RowPattern& element : inner->patterns) flat.push_back(std::move(element));
    } else {
      flat.push_back(std::move(part));
    }
  }
  sequence->patterns = std::move(flat);
}

void FlattenPatterns(RowPattern& pattern) {
  if (auto* sequence = pattern.As<PatternConcatenation>()) {
    for (RowPattern& part : sequence->patterns) FlattenPatterns(part);
  } else if (auto* alternation = pattern.As<PatternAlternation>()) {
    for (RowPattern& part : alternation->patterns) FlattenPatterns(part);
  } else if (auto* permutation = pattern.As<PatternPermutation>()) {
    for (RowPattern& part : permutation->patterns) FlattenPatterns(part);
  } else if (auto* quantified = pattern.As<QuantifiedPattern>()) {
    FlattenPatterns(*quantified->pattern);
  } else if (auto* excluded = pattern.As<ExcludedPattern>()) {
    FlattenPatterns(*excluded->pattern);
  }
  Flatten<PatternConcatenation>(pattern);
  Flatten<PatternAlternation>(pattern);
}

bool HasTail(const Query& query) {
  return query.with || !query.order_by.empty() || query.offset || query.limit ||
         !query.session.empty() || !query.functions.empty();
}

class Canonicalizer : public TreeRewriter {
 public:
  using TreeRewriter::Rewrite;

  void Rewrite(Expression& expression) override {
    PullNot<Between>(expression);
    PullNot<InList>(expression);
    PullNot<InSubquery>(expression);
    PullNot<Like>(expression);
    PullNot<IsDistinctFrom>(expression);
    if (auto* binary = expression.As<Binary>();
        binary != nullptr && binary->op == BinaryOperator::kConcat) {
      FunctionCall call;
      call.name = MakeName({"concat"});
      call.arguments.push_back(*binary->left);
      call.arguments.push_back(*binary->right);
      expression = std::move(call);
    } else if (auto* decimal = expression.As<DecimalLiteral>()) {
      std::string text = decimal->text;
      expression = GenericLiteral{Identifier{"DECIMAL", false, {}}, std::move(text)};
    } else if (auto* literal = expression.As<GenericLiteral>()) {
      if (literal->type.Canonical() == "decimal") {
        literal->type = Identifier{"DECIMAL", false, {}};
        std::erase(literal->value, '_');
      }
    } else if (auto* call = expression.As<FunctionCall>()) {
      if (call->name.Canonical() == "substring") call->name = MakeName({"substr"});
      for (Identifier& part : call->name.parts) part = Identifier{part.Canonical(), false, {}};
      if (!call->star_label) call->star = false;  // Trino's tree does not tell f(*) from f()
    } else if (auto* exists = expression.As<JsonExists>()) {
      DefaultFormat(*exists->path);
      if (!exists->on_error) exists->on_error = JsonExistsOnError::kFalse;
    } else if (auto* value = expression.As<JsonValue>()) {
      DefaultFormat(*value->path);
      DefaultBehaviors(value->on_empty, value->on_error);
    } else if (auto* query = expression.As<JsonQuery>()) {
      DefaultFormat(*query->path);
      DefaultBehaviors(query->on_empty, query->on_error);
    }
  }

  void Rewrite(DataType& type) override {
    if (auto* generic = type.As<GenericType>()) {
      if (!generic->name.quoted) generic->name.value = generic->name.Canonical();
    }
  }

  void Rewrite(QueryBody& body) override {
    while (auto* inner = body.As<ParenthesizedQuery>()) {
      if (HasTail(*inner->query)) break;
      QueryBody plain = std::move(inner->query->body);
      body = std::move(plain);
    }
    if (auto* select = body.As<Select>(); select != nullptr && select->group_by) {
      for (GroupingElement& element : select->group_by->elements) {
        if (auto* set = std::get_if<GroupingSet>(&element)) set->parenthesized = false;
        if (auto* sets = std::get_if<GroupingSets>(&element)) {
          for (GroupingSet& set : sets->sets) set.parenthesized = false;
        }
      }
    }
  }

  void Rewrite(Query& query) override {
    auto* inner = query.body.As<ParenthesizedQuery>();
    if (inner == nullptr || HasTail(query)) return;
    Query plain = std::move(*inner->query);
    query = std::move(plain);
  }

  void Rewrite(Relation& relation) override {
    if (auto* match = relation.As<MatchRecognize>()) {
      FlattenPatterns(match->pattern);
      if (!match->rows_per_match) match->rows_per_match = RowsPerMatch::kOne;
    } else if (auto* table = relation.As<JsonTable>()) {
      DefaultFormat(table->path);
      for (JsonTableColumn& column : table->columns) DefaultJson(column);
    }
  }
};

}  // namespace

void Canonicalize(Statement& statement) {
  if (auto* schema = statement.As<DropSchema>()) {
    if (schema->behavior == DropBehavior::kDefault) schema->behavior = DropBehavior::kRestrict;
  } else if (auto* catalog = statement.As<DropCatalog>()) {
    if (catalog->behavior == DropBehavior::kDefault) catalog->behavior = DropBehavior::kRestrict;
  }
  Canonicalizer canonicalizer;
  Rewrite(statement, canonicalizer);
}

void Canonicalize(Expression& expression) {
  Canonicalizer canonicalizer;
  Rewrite(expression, canonicalizer);
}

}  // namespace tarn::sql
