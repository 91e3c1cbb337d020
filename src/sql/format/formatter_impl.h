#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::sql {

// Writes a tree as Trino formats it. Emit has an overload for each node type, spread over the .cc
// files of this folder by subject. What stands on lines of its own takes its depth, counted in
// steps of three blanks; expressions are on one line but for the queries in them, which begin at
// depth 0 wherever they stand. One object formats once.
class FormatterImpl {
 public:
  std::string Take() { return std::move(out_); }

  // Expressions.
  void Emit(const Expression& expression);
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
  void Emit(const MeasureDefinition& measure);
  void Emit(const SubsetDefinition& subset);
  void Emit(const VariableDefinition& definition);
  void Emit(const WindowDefinition& definition);
  void Emit(const SkipTo& skip);
  void Emit(const FunctionCall& call);
  void Emit(const Listagg& call);
  void Emit(const JsonExists& call);
  void Emit(const JsonValue& call);
  void Emit(const JsonQuery& call);
  void Emit(const JsonObject& call);
  void Emit(const JsonArray& call);
  void Emit(const JsonPathInvocation& path);
  void Emit(const JsonInput& input);
  void Emit(const JsonValueBehavior& behavior);

  // Queries and relations.
  void Emit(const Query& query, int depth);
  void Emit(const QueryBody& body, int depth);
  void Emit(const SelectItem& item);
  void Emit(const GroupingElement& element);
  void Emit(const GroupingSet& set);
  void Emit(const RowCount& count);
  void Emit(const Relation& relation, int depth);
  void Emit(const QueryPeriod& period);
  void Emit(const JsonTableColumn& column, int depth);
  void Emit(const JsonTablePlan& plan);
  void Emit(const TableFunctionArgument& argument, int depth);
  void Emit(const DescriptorField& field);

  // Statements and routines.
  void Emit(const CreateView& view);
  void Emit(const CreateMaterializedView& view);
  void Emit(const Property& property);
  void Emit(const SessionProperty& property);
  void Emit(const ParameterDeclaration& parameter);
  void Emit(const FunctionSpecification& function, int depth);
  void Emit(const RoutineCharacteristic& characteristic, int depth);
  void Emit(const ControlStatement& statement, int depth);

 private:
  friend struct ExpressionFormat;
  friend struct QueryBodyFormat;
  friend struct RelationFormat;
  friend struct ControlFormat;

  void Text(std::string_view text) { out_ += text; }
  // The beginning of a line at that depth.
  void Line(int depth, std::string_view text = {});
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
  // After a clause's word: a single item on its line, several on lines of their own.
  template <typename T>
  void Definitions(const std::vector<T>& items, int depth) {
    if (items.size() == 1) {
      out_ += ' ';
      Emit(items.front());
    } else {
      for (size_t i = 0; i < items.size(); ++i) {
        out_ += i == 0 ? "\n" : ",\n";
        Line(depth);
        Emit(items[i]);
      }
    }
    out_ += '\n';
  }
  // The items of SELECT and VALUES: from the second on after a comma at the line's beginning.
  template <typename T>
  void Items(const std::vector<T>& items, int depth) {
    for (size_t i = 0; i < items.size(); ++i) {
      out_ += '\n';
      Line(depth, i == 0 ? "  " : ", ");
      Emit(items[i]);
    }
  }
  template <typename T>
  void Properties(const std::vector<T>& items, int depth) {
    for (size_t i = 0; i < items.size(); ++i) {
      out_ += i == 0 ? "\n" : ",\n";
      Line(depth);
      Emit(items[i]);
    }
  }
  // What Trino's formatter begins with, where it writes a ROW in its other way.
  void Root(const Expression& expression);
  // (query) as a value.
  void Subquery(const Query& query);
  // (query) on lines of its own, as a relation.
  void TableSubquery(const Query& query, int depth);
  void OrderAndLimit(const Query& query, int depth);
  // The relations of FROM, and what stands before an alias, TABLESAMPLE or MATCH_RECOGNIZE.
  void From(const std::vector<Relation>& relations, int depth);
  void Suffixed(const Relation& relation, int depth);
  void Alias(const AliasedRelation& aliased);
  void JsonColumns(const std::vector<JsonTableColumn>& columns, int depth);
  void JsonBehaviors(const std::optional<JsonValueBehavior>& on_empty,
                     const std::optional<JsonValueBehavior>& on_error);
  void JsonBehaviors(const std::optional<JsonQueryBehavior>& on_empty,
                     const std::optional<JsonQueryBehavior>& on_error);
  void JsonWrapping(JsonWrapper wrapper, const std::optional<JsonQuotes>& quotes);
  void JsonReturning(const std::optional<JsonOutput>& output);
  void WithProperties(const std::vector<Property>& properties);
  void Statements(const std::vector<ControlStatement>& statements, int depth);

  std::string out_;
};

}  // namespace tarn::sql
