#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/embedded/dialect/function_table.h"
#include "engine/embedded/file_access.h"
#include "engine/embedded/routines/routine.h"
#include "engine/embedded/typing/typer.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// Writes a tree as DuckDB SQL: one overload a node, so that a forgotten one does not compile. Every
// compound expression is put in parentheses: precedence differs between the two and nobody reads
// the result. One emitter a statement.
class Emitter {
 public:
  // `files` says which plain files read_parquet and its like may read; null: none. `types` are
  // those of the tree, null when they are not known; `routines` those that it calls, if any.
  explicit Emitter(const FileAccess* files = nullptr, const StatementTypes* types = nullptr,
                   const Routines* routines = nullptr)
      : files_(files), types_(types), routines_(routines) {}

  std::string Statement(const sql::Statement& statement);
  std::string Query(const sql::Query& query);
  std::string Expression(const sql::Expression& expression);
  std::string Relation(const sql::Relation& relation) { return RelationText(relation); }
  // A value that goes into a table.
  std::string Stored(const sql::Expression& expression) { return Padded(expression); }

  // Column labels: a quoted or unquoted alias keeps its case in a result, and is lower-cased where
  // it becomes a table's column.
  void set_lower_case_labels(bool on) { lower_case_labels_ = on; }

 private:
  // expressions.cc
  std::string Emit(const sql::NullLiteral&, const sql::Location&);
  std::string Emit(const sql::BooleanLiteral&, const sql::Location&);
  std::string Emit(const sql::LongLiteral&, const sql::Location&);
  std::string Emit(const sql::DecimalLiteral&, const sql::Location&);
  std::string Emit(const sql::DoubleLiteral&, const sql::Location&);
  std::string Emit(const sql::StringLiteral&, const sql::Location&);
  std::string Emit(const sql::BinaryLiteral&, const sql::Location&);
  std::string Emit(const sql::GenericLiteral&, const sql::Location&);
  std::string Emit(const sql::IntervalLiteral&, const sql::Location&);
  std::string Emit(const sql::Parameter&, const sql::Location&);
  std::string Emit(const sql::ColumnReference&, const sql::Location&);
  std::string Emit(const sql::Dereference&, const sql::Location&);
  std::string Emit(const sql::Subscript&, const sql::Location&);
  std::string Emit(const sql::ArrayConstructor&, const sql::Location&);
  std::string Emit(const sql::RowConstructor&, const sql::Location&);
  std::string Emit(const sql::Lambda&, const sql::Location&);
  std::string Emit(const sql::Unary&, const sql::Location&);
  std::string Emit(const sql::Binary&, const sql::Location&);
  std::string Emit(const sql::Comparison&, const sql::Location&);
  std::string Emit(const sql::IsDistinctFrom&, const sql::Location&);
  std::string Emit(const sql::Logical&, const sql::Location&);
  std::string Emit(const sql::Not&, const sql::Location&);
  std::string Emit(const sql::Between&, const sql::Location&);
  std::string Emit(const sql::InList&, const sql::Location&);
  std::string Emit(const sql::InSubquery&, const sql::Location&);
  std::string Emit(const sql::Like&, const sql::Location&);
  std::string Emit(const sql::IsNull&, const sql::Location&);
  std::string Emit(const sql::QuantifiedComparison&, const sql::Location&);
  std::string Emit(const sql::Exists&, const sql::Location&);
  std::string Emit(const sql::ScalarSubquery&, const sql::Location&);
  std::string RowSubquery(const sql::ScalarSubquery& node, const StatementTypes::RowSubquery& row);
  std::string Emit(const sql::AtTimeZone&, const sql::Location&);
  std::string Emit(const sql::Cast&, const sql::Location&);
  std::string Emit(const sql::Case&, const sql::Location&);
  std::string Emit(const sql::If&, const sql::Location&);
  std::string Emit(const sql::Coalesce&, const sql::Location&);
  std::string Emit(const sql::NullIf&, const sql::Location&);
  std::string Emit(const sql::Try&, const sql::Location&);
  std::string Emit(const sql::Extract&, const sql::Location&);
  std::string Emit(const sql::Trim&, const sql::Location&);
  std::string Emit(const sql::CurrentValue&, const sql::Location&);
  std::string Emit(const sql::Grouping&, const sql::Location&);
  std::string Emit(const sql::WindowMeasure&, const sql::Location&);
  // An operand of a comparison.
  std::string Compared(const sql::Expression& expression);
  std::string Comparison(const sql::Expression& left, sql::ComparisonOperator op,
                         const sql::Expression& right, bool condition = false);
  std::string NestedCondition(const sql::Expression& left, const sql::Expression& right);
  // An expression of which only matters whether it is true: of WHERE, HAVING and ON.
  std::string Condition(const sql::Expression& expression);
  std::string List(const std::vector<sql::Expression>& expressions);
  // char.cc: values of char(n), which DuckDB keeps without the blanks at their end.
  bool IsChar(const sql::Expression& expression) const;
  std::string Padded(const sql::Expression& expression);
  std::string StoredQuery(const sql::Query& query);

  // json.cc
  std::string Emit(const sql::JsonExists&, const sql::Location&);
  std::string Emit(const sql::JsonValue&, const sql::Location&);
  std::string Emit(const sql::JsonQuery&, const sql::Location&);
  std::string Emit(const sql::JsonObject&, const sql::Location&);
  std::string Emit(const sql::JsonArray&, const sql::Location&);
  std::string JsonPathText(const sql::JsonPathInvocation& path);
  std::string JsonInputText(const sql::JsonInput& input);
  std::string JsonPassing(const sql::JsonPathInvocation& path);
  std::string JsonText(const sql::JsonInput& input);
  static std::string JsonReturned(std::string text, const std::optional<sql::JsonOutput>& output,
                                  const sql::Location& location);

  // calls.cc
  std::string Emit(const sql::FunctionCall&, const sql::Location&);
  std::string Argument(const sql::FunctionCall& call, size_t index);
  std::optional<ArgumentKind> KindOf(const std::string& name, const sql::FunctionCall& call) const;
  std::string Emit(const sql::Listagg&, const sql::Location&);
  std::string ArgumentOrder(const sql::FunctionCall& call);
  std::string FilterAndOver(const sql::FunctionCall& call);
  std::string OrderBy(const std::vector<sql::SortItem>& items);
  std::string SortKey(const sql::SortItem& item);
  std::string Window(const sql::Window& window);
  std::string WindowBody(const sql::WindowSpecification& window);
  std::string Frame(const sql::WindowFrame& frame);
  std::string PartOfLambda(char part, const sql::FunctionCall& call, size_t parameters);
  std::string StateOf(const sql::FunctionCall& call, const std::string& state);
  std::string Expand(const FunctionRule& rule, const sql::FunctionCall& call,
                     const std::vector<std::string>& arguments);

  // routines.cc
  std::string RoutineCall(const sql::FunctionCall& call, const sql::Location& location);
  const std::string* VariableText(const sql::Expression& expression) const;

  // queries.cc
  std::string QueryText(const sql::Query& query);
  std::string QueryOrder(const sql::Query& query);
  std::string Body(const sql::QueryBody& body, bool outermost);
  std::string SelectText(const sql::Select& select, bool outermost);
  std::string Item(const sql::SingleColumn& column, size_t position, bool outermost);
  std::string AllColumnsText(const sql::AllColumns& all);
  std::string GroupByText(const sql::Select& select);
  std::string ValuesText(const sql::Values& values);
  std::string RowCountText(const sql::RowCount& count);
  static const sql::Expression& OrderKey(const sql::Select& select, const sql::Expression& key);
  std::string WithTies(const sql::Query& query, const sql::FetchFirst& fetch);
  std::string LimitText(const sql::Query& query);

  // relations.cc
  std::string RelationText(const sql::Relation& relation);
  std::string UnnestText(const sql::Unnest& node);
  std::string UnnestedRows(const sql::Unnest& node);
  std::string UnnestedArray(const sql::Expression& array);
  std::string Emit(const sql::Table&, const sql::Location&);
  std::string Emit(const sql::TableSubquery&, const sql::Location&);
  std::string Emit(const sql::Lateral&, const sql::Location&);
  std::string Emit(const sql::Unnest&, const sql::Location&);
  std::string Emit(const sql::AliasedRelation&, const sql::Location&);
  std::string Emit(const sql::SampledRelation&, const sql::Location&);
  std::string Emit(const sql::Join&, const sql::Location&);
  void HideSubqueries(const sql::Join& join, const sql::Expression& condition, std::string& left,
                      std::string& right);
  std::string Emit(const sql::TableFunctionCall&, const sql::Location&);
  std::string TableChanges(const sql::TableFunctionCall&, const sql::Location&);
  std::string ExcludeColumns(const sql::TableFunctionCall& node, const sql::Location& location);
  friend class RowPatternEmitter;
  friend class MatchRecognizeEmitter;
  friend class WindowPatternEmitter;
  // row_patterns.cc
  std::string Emit(const sql::MatchRecognize&, const sql::Location&);
  std::string OverPattern(const sql::FunctionCall& call,
                          const StatementTypes::WindowPattern& pattern,
                          const sql::Location& location);
  // The values of listagg, as a list.
  std::string OverPattern(const sql::Listagg& list, const StatementTypes::WindowPattern& pattern,
                          const sql::Location& location);
  std::string Emit(const sql::JsonTable&, const sql::Location&);  // json_table.cc

  // statements.cc
  std::string InsertText(const sql::Insert& insert);

  // file_functions.cc
  std::string FileFunctionText(const sql::TableFunctionCall& call, const sql::Location& location);

  const FileAccess* files_;
  const StatementTypes* types_;
  const Routines* routines_;
  const std::vector<std::string>* variables_ = nullptr;  // of the routine whose body this is
  // Of the select list whose ORDER BY is written, by their names.
  const std::map<std::string, const sql::Expression*>* aliases_ = nullptr;
  // Of the FROM that is written: columns that it has for the translation alone.
  std::vector<std::string> hidden_columns_;
  // What stands for an expression that is computed elsewhere.
  std::unordered_map<const sql::Expression*, std::string> substitutes_;
  // The MATCH_RECOGNIZE clause that is written, and what stands for its names and calls.
  const RowPatternAnalysis* pattern_ = nullptr;
  std::unordered_map<const sql::Expression*, std::string> pattern_values_;
  const sql::FunctionCall* without_over_ = nullptr;  // is written as if it had no OVER
  size_t routine_calls_ = 0;                         // with those in bodies
  size_t unnamed_ = 0;                               // relations that got a name
  bool lower_case_labels_ = false;
};

// queries.cc: "*" of one relation (null: of several) as Trino orders its columns, without hidden
// ones.
std::string StarText(const sql::Relation* relation, const std::vector<std::string>& hidden);

// read_csv, read_json, read_parquet: rows of plain files.
bool IsFileFunction(const sql::QualifiedName& name);

// json.cc: names in paths, and what is wrong with a path or with the type of a scalar.
std::string JsonName(const sql::Identifier& name);
void CheckJsonPath(const std::string& text, const std::vector<sql::JsonPathParameter>& parameters,
                   const sql::Location& location);
void CheckJsonScalar(const sql::DataType& type, const sql::Location& location);

// "a", "b": names in DuckDB's quotes, lower-cased as Trino resolves them.
std::string NameText(const sql::Identifier& name);
std::string NameText(const sql::QualifiedName& name);
// The name of a window: w is W, but not "w", which DuckDB would take for the same.
std::string WindowName(const sql::Identifier& name);
std::string NameList(const std::vector<sql::Identifier>& names);

// Throws kUnsupported: "line 1:8: <what> is not supported by the embedded engine".
[[noreturn]] void NotSupported(const sql::Location& location, std::string_view what);

}  // namespace tarn::engine::embedded
