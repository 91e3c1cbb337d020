#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::sql {

// Writes a tree as SQL text. One overload of Emit for each node type, spread over the .cc files of
// this folder by subject; a node type without one does not compile. One object prints once.
class PrinterImpl {
 public:
  // How tightly an expression binds, as the parser's rules nest; weaker ones get parentheses.
  enum Level {
    kAnyExpression,
    kConjunction,
    kNegation,
    kPredicate,
    kConcatenation,
    kSum,
    kProduct,
    kSigned,
    kZoned,
    kPrimary
  };

  std::string Take() { return std::move(out_); }

  // Expressions.
  void Emit(const Expression& expression, Level at_least = kAnyExpression);
  void Emit(const DataType& type);
  void Emit(const Identifier& identifier);
  void Emit(const QualifiedName& name);
  void Emit(const TypeParameter& parameter);
  void Emit(const RowField& field);
  void Emit(const SortItem& item);
  void Emit(const Window& window);
  void Emit(const WindowSpecification& window);
  void Emit(const WindowFrame& frame);
  void Emit(const FrameBound& bound);
  void Emit(const RowPattern& pattern);
  void Emit(const JsonPathInvocation& path);
  void Emit(const JsonInput& input);
  void Emit(const JsonValueBehavior& behavior);

  // Queries and relations.
  void Emit(const Query& query);
  void Emit(const QueryBody& body);
  void Emit(const NamedQuery& query);
  void Emit(const SelectItem& item);
  void Emit(const GroupBy& group_by);
  void Emit(const GroupingElement& element);
  void Emit(const GroupingSet& set);
  void Emit(const WindowDefinition& definition);
  void Emit(const RowCount& count);
  void Emit(const Relation& relation);
  void Emit(const QueryPeriod& period);
  void Emit(const JsonTableColumn& column);
  void Emit(const JsonTablePlan& plan);
  void Emit(const TableFunctionArgument& argument);
  void Emit(const MeasureDefinition& measure);
  void Emit(const SubsetDefinition& subset);
  void Emit(const VariableDefinition& definition);
  void Emit(const SkipTo& skip);

  // Statements.
  void Emit(const Statement& statement);
  void Emit(const Property& property);
  void Emit(const SessionProperty& property);
  void Emit(const CallArgument& argument);
  void Emit(const FunctionSpecification& function);
  void Emit(const ParameterDeclaration& parameter);
  void Emit(const RoutineCharacteristic& characteristic);
  void Emit(const ControlStatement& statement);
  void Emit(const TableElement& element);
  void Emit(const ColumnDefinition& column);
  void Emit(const Assignment& assignment);
  void Emit(const MergeCase& merge_case);
  void Emit(const Principal& principal);
  void Emit(const Grantor& grantor);
  void Emit(const GrantObject& object);
  void Emit(const PathElement& element);

 private:
  friend struct ExpressionEmitter;
  friend struct RelationEmitter;
  friend struct QueryBodyEmitter;
  friend struct StatementEmitter;

  void Text(std::string_view text) { out_ += text; }
  void String(std::string_view value);
  template <typename T>
  void List(const std::vector<T>& items, std::string_view separator = ", ") {
    bool first = true;
    for (const T& item : items) {
      if (!first) out_ += separator;
      first = false;
      Emit(item);
    }
  }
  template <typename T>
  void Parenthesized(const std::vector<T>& items) {
    out_ += '(';
    List(items);
    out_ += ')';
  }
  // " PREFIX item, item" when there are any.
  template <typename T>
  void OptionalList(std::string_view prefix, const std::vector<T>& items) {
    if (items.empty()) return;
    out_ += prefix;
    List(items);
  }
  template <typename T>
  void Optional(std::string_view prefix, const std::optional<T>& item) {
    if (!item) return;
    out_ += prefix;
    if constexpr (requires { **item; }) {
      Emit(**item);
    } else {
      Emit(*item);
    }
  }
  void OptionalString(std::string_view prefix, const std::optional<std::string>& text) {
    if (!text) return;
    out_ += prefix;
    String(*text);
  }
  // What follows a place where DISTINCT or ALL may stand: ALL is no reserved word, so that a column
  // of that name needs the quantifier before it.
  void Quantified(bool distinct, const std::vector<Expression>& first);
  void GuardAll(size_t begin);
  // The query of a subquery in expression or relation position, without needless parentheses,
  // which the parser drops there.
  void Subquery(const Query& query);
  void WithProperties(const std::vector<Property>& properties);
  void Statements(const std::vector<ControlStatement>& statements);
  void JsonBehaviors(const std::optional<JsonValueBehavior>& on_empty,
                     const std::optional<JsonValueBehavior>& on_error);
  void JsonBehaviors(const std::optional<JsonQueryBehavior>& on_empty,
                     const std::optional<JsonQueryBehavior>& on_error);
  void JsonWrapping(JsonWrapper wrapper, const std::optional<JsonQuotes>& quotes);
  void JsonReturning(const std::optional<JsonOutput>& output);

  std::string out_;
};

}  // namespace tarn::sql
