#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/embedded/typing/binder.h"
#include "engine/embedded/typing/fault.h"
#include "engine/embedded/typing/grouping_checks.h"
#include "engine/embedded/typing/row_pattern.h"
#include "engine/embedded/typing/row_pattern_checks.h"
#include "engine/embedded/typing/typer.h"

namespace tarn::engine::embedded {

using Known = std::optional<Type>;

// A column that a relation or query has.
struct Field {
  std::vector<std::string> relation;  // how its relation is called: {"t"}, {"iceberg", "s", "t"}
  std::string name;                   // empty: it cannot be referred to
  Known type;
  // What gives the column, where its values may have to be coerced.
  std::vector<const sql::Expression*> sources;
  std::shared_ptr<const ColumnOrigin> origin = nullptr;
  bool aliased = false;    // by the query that gives it
  std::string shown = {};  // the name as it was written; empty: `name`
  // Its relation, where the translation calls that otherwise.
  const sql::AliasedRelation* renamed = nullptr;
};

struct Fields {
  std::vector<Field> list;
  bool complete = true;  // false: there are others, not known
  // Some are those of a JOIN … USING, which are no longer of the relations joined.
  bool joined_using = false;
  int scope = 0;  // as a scope that names are looked up in: a number of its own, or 0
  std::vector<Field> hidden = {};  // which only their names mean
};

struct Scope {
  const Fields& fields;
  const Scope* outer;
};

// What a call is told by when no function takes its arguments.
struct CallSite {
  std::string_view name;
  std::optional<sql::Location> location;
  bool is_operator = false;
};

// What a name was found to be.
struct Found {
  enum class State { kNothing, kColumn, kAmbiguous, kNotKnown };
  State state = State::kNothing;
  const Field* field = nullptr;
  ColumnPlace place;
};

// How a subquery stands in an expression.
enum class SubqueryKind { kScalar, kIn, kQuantified, kExists };

// Types one statement. See typer.h.
class Typer {
 public:
  Typer(const TableColumns& tables, StatementTypes& types) : tables_(tables), types_(types) {}

  void TypeStatement(const sql::Statement& statement);
  void TypeWholeQuery(const sql::Query& query);

  // change_types.cc
  void TypeDelete(const sql::Delete& erase);
  void TypeUpdate(const sql::Update& update);
  // `location` is the statement's.
  void TypeMerge(const sql::Merge& merge, const sql::Location& location);
  void CheckMergeColumns(const sql::MergeCase& merge_case, const Fields& table,
                         const sql::Location& location);
  void TypeChangeWhere(const sql::OptionalExpression& where, const Scope& scope);

  // What the planner finds comes behind what the analyzer finds.
  std::optional<AnalysisFault> TakeFault() {
    faults_.Put(planning_faults_.Take());
    return faults_.Take();
  }

  // Thrown by itself when a statement is too large.
  struct TooMuch {};

 private:
  // query_types.cc
  Fields QueryFields(const sql::Query& query, const Scope* outer);
  void CheckFetchFirst(const sql::Query& query);
  Fields BodyFields(const sql::QueryBody& body, const Scope* outer,
                    const std::vector<sql::SortItem>* order_by);
  Fields SelectFields(const sql::Select& select, const sql::Location& location, const Scope* outer,
                      const std::vector<sql::SortItem>* order_by);
  Fields StarFields(const sql::AllColumns& all, const Scope& scope);
  void AddItem(const sql::SelectItem& item, const sql::Select& select, const Scope& scope,
               Fields& fields);
  Fields SetOperationFields(const sql::SetOperation& operation, const sql::Location& location,
                            const Scope* outer);
  Fields ValuesFields(const sql::Values& values, const sql::Location& location, const Scope* outer);
  void DefineWith(const sql::With& with, const Scope* outer);
  Fields NamedQueryFields(const sql::NamedQuery& named, bool recursive, const Scope* outer);
  // Makes `left` the columns of both, side by side.
  void MergeColumns(Fields& left, Fields right);
  void TypeOrderBy(const std::vector<sql::SortItem>& items, const Scope& scope);
  // The ORDER BY of a query: numbers are columns.
  void TypeQueryOrder(const std::vector<sql::SortItem>& items, const Scope& scope,
                      const sql::Location& query);
  void CheckOrderGroupings(const std::vector<sql::SortItem>& items, const Fields& output);
  void CheckOrderAggregates(const std::vector<sql::SortItem>& items, const Fields& output);
  void TypeGroupBy(const sql::Select& select, const Scope& scope);
  static void Rename(Fields& fields, const std::vector<sql::Identifier>& names);
  void RenameTwins(const sql::Select& select);

  // select_checks.cc
  void CheckSelect(const sql::Select& select, const sql::Location& location,
                   const std::vector<sql::SortItem>* order_by, const Fields& source,
                   const Fields& output);
  void CheckStars(const sql::Select& select, const Grouping& grouping, const Fields& source);
  void CheckGroupings(const std::vector<const sql::Expression*>& expressions,
                      const Grouping& grouping);
  void CheckDistinct(const sql::Select& select, const sql::Location& location,
                     const std::vector<sql::SortItem>& order_by, const Fields& output);
  std::optional<Grouping> GroupingOf(const sql::Select& select, const Fields& source);
  bool AddGroupingKey(const sql::Expression& key, const sql::Select& select, Grouping& grouping);
  void CheckAllColumns(const sql::AllColumns& all, const sql::Select& select, const Scope& scope);
  void CheckWith(const sql::With& with);
  void CheckColumnAliases(const sql::NamedQuery& named, const Fields& fields);
  void CheckAliases(const sql::AliasedRelation& aliased, const sql::Location& location,
                    const Fields& fields);
  void CheckSameColumns(const sql::SetOperation& operation, const sql::Location& location,
                        const Fields& left, const Fields& right);
  void CheckRows(const std::vector<Fields>& rows, const sql::Location& location);
  void CheckSubquery(const sql::Expression& value, const Fields& columns,
                     const sql::Location& location);
  void TypeWindow(const sql::WindowSpecification& window, const sql::Location& place,
                  const Scope& scope);

  // window_checks.cc
  struct WholeWindow {
    const std::vector<sql::Expression>* partition_by = nullptr;
    const std::vector<sql::SortItem>* order_by = nullptr;
    sql::Location order_by_place;
    std::optional<sql::Location> frame_place;  // nothing: it has no frame
  };
  const sql::WindowDefinition* NamedWindow(const sql::Identifier& name) const;
  // `place` is that of the call or definition that the window is of.
  WholeWindow WholeOf(const sql::WindowSpecification& window, const sql::Location& place,
                      int depth = 0) const;
  void CheckExistingWindow(const sql::WindowSpecification& window, const sql::Location& place);
  void CheckFrame(const sql::WindowSpecification& window, const sql::Location& place,
                  const Scope& scope);
  void CheckOffset(const sql::Expression& offset, std::string_view bound,
                   const sql::WindowSpecification& window, const sql::Location& place,
                   const Scope& scope);
  void CheckRangeOffset(const sql::Expression& offset, const Known& type,
                        const WholeWindow& window);
  void CheckOver(const sql::FunctionCall& node, const sql::Location& location);
  void CheckWindowCalls(const sql::Expression& expression, const sql::Location& select);

  // correlation_checks.cc
  // Whether a subquery is about rows around it, which have scopes up to a number.
  bool IsCorrelated(const sql::Query& query, int outer_scope) const;
  void CheckCorrelation(const sql::Query& query, SubqueryKind kind, int outer_scope,
                        const sql::Location& location);

  // relation_types.cc
  Fields RelationFields(const sql::Relation& relation, const Scope* outer);
  Fields TableFields(const sql::Table& table);
  Fields AliasedFields(const sql::AliasedRelation& aliased, const sql::Location& location,
                       const Scope* outer);
  Fields JoinFields(const sql::Join& join, const Scope* outer);
  Fields UnnestFields(const sql::Unnest& unnest, const Scope* outer);
  Fields JsonTableFields(const sql::JsonTable& table, const Scope* outer);
  Fields TableFunctionFields(const sql::TableFunctionCall& call, const Scope* outer);
  Fields RemainingFields(const sql::TableFunctionCall& call, const Scope* outer);
  Fields UsingFields(const std::vector<sql::Identifier>& columns, Fields left, Fields right);

  // row_pattern_types.cc
  struct PatternContext;
  Fields MatchRecognizeFields(const sql::MatchRecognize& match, const sql::Location& location,
                              const Scope* outer);
  void TypePatternKeys(const sql::MatchRecognize& match, const Scope& scope,
                       RowPatternAnalysis& analysis);
  std::optional<size_t> PatternColumn(const sql::Expression& expression, const Scope& scope);
  static Fields PatternOutput(const sql::MatchRecognize& match, const Fields& input,
                              const std::vector<Known>& measures, RowPatternAnalysis& analysis);
  std::optional<Known> TypeInPattern(const sql::Expression& expression, const Scope& scope);
  Known PatternName(const sql::Expression& expression, const Scope& scope);
  Known PatternCall(const sql::FunctionCall& call, const sql::Expression& expression,
                    const Scope& scope);
  Known PatternIn(const sql::InSubquery& in, const sql::Expression& expression, const Scope& scope);
  Known PatternClassifier(const sql::FunctionCall& call, const sql::Expression& expression);
  Known PatternNavigation(const sql::FunctionCall& call, const sql::Expression& expression,
                          const Scope& scope);
  Known PatternAggregate(const sql::FunctionCall& call, const sql::Expression& expression,
                         const Scope& scope);
  Known UseInPattern(const Found& found, const sql::Expression& expression, const std::string& name,
                     const std::string& label, const Scope& scope);
  void TypeClauses(const RowPatternClauses& clauses, const Scope& scope, std::vector<int> scopes,
                   RowPatternAnalysis& analysis);
  // window_patterns.cc
  void TypeWindowPattern(const sql::WindowSpecification& window, const sql::Location& place,
                         const Scope& scope);
  void CheckGroupedPattern(const sql::Expression& call, const Grouping& grouping);
  Known WindowMeasureType(const sql::WindowMeasure& measure, const sql::Location& location);
  void AddPatternVariable(const sql::Expression& expression, MatchPlan::Variable::Kind kind,
                          size_t source, const std::string& label);

  // expression_types.cc
  Known TypeOf(const sql::Expression& expression, const Scope& scope);
  Known CommonOf(const std::vector<const sql::Expression*>& expressions, const Scope& scope);
  Known CommonOf(const std::vector<sql::Expression>& expressions, const Scope& scope);
  void Coerce(const std::vector<const sql::Expression*>& expressions, const Known& type);
  void CoerceValues(const std::vector<const sql::Expression*>& expressions, const Known& type);
  // Where a parameter takes the type that is wanted at its place.
  void CoerceParameter(const sql::Expression& expression, const Known& type);
  void ForgetParameter(const sql::Expression& expression);
  void TypeCondition(const sql::Expression& expression, const Scope& scope);
  void TypeAssigned(const sql::Expression& value, const Known& column, const Scope& scope);
  // The field that a name means; null when there is none, or not only one. `found` tells whether it
  // may be one that is not known.
  static const Field* FieldOfName(const sql::Expression& expression, const Scope& scope);
  Known Compared(const std::vector<const sql::Expression*>& operands, const Scope& scope);
  static Found Lookup(const std::vector<std::string>& parts, const Scope& scope);
  // The type of what was found, which is told at `expression`; a name that is nothing is reported.
  Known RowSubquery(const sql::ScalarSubquery& node, const Fields& fields, int outer_scope);
  Known Use(const Found& found, const sql::Expression& expression, const std::string& name,
            const Scope& scope);
  Known TypeOfName(const sql::Expression& expression, const Scope& scope);
  // One overload a node.
  Known Node(const sql::NullLiteral&, const Scope&);
  Known Node(const sql::BooleanLiteral&, const Scope&);
  Known Node(const sql::LongLiteral&, const Scope&);
  Known Node(const sql::DecimalLiteral&, const Scope&);
  Known Node(const sql::DoubleLiteral&, const Scope&);
  Known Node(const sql::StringLiteral&, const Scope&);
  Known Node(const sql::BinaryLiteral&, const Scope&);
  Known Node(const sql::GenericLiteral&, const Scope&);
  Known Node(const sql::IntervalLiteral&, const Scope&);
  Known Node(const sql::Parameter&, const Scope&);
  Known Node(const sql::ColumnReference&, const Scope&);
  Known Node(const sql::Dereference&, const Scope&);
  Known Node(const sql::Subscript&, const Scope&);
  Known Node(const sql::ArrayConstructor&, const Scope&);
  Known Node(const sql::RowConstructor&, const Scope&);
  Known Node(const sql::Lambda&, const Scope&);
  Known Node(const sql::Unary&, const Scope&);
  Known Node(const sql::Binary&, const Scope&);
  Known Node(const sql::Comparison&, const Scope&);
  Known Node(const sql::IsDistinctFrom&, const Scope&);
  Known Node(const sql::Logical&, const Scope&);
  Known Node(const sql::Not&, const Scope&);
  Known Node(const sql::Between&, const Scope&);
  Known Node(const sql::InList&, const Scope&);
  Known Node(const sql::InSubquery&, const Scope&);
  Known Node(const sql::Like&, const Scope&);
  Known Node(const sql::IsNull&, const Scope&);
  Known Node(const sql::QuantifiedComparison&, const Scope&);
  Known Node(const sql::Exists&, const Scope&);
  Known Node(const sql::ScalarSubquery&, const Scope&);
  Known Node(const sql::AtTimeZone&, const Scope&);
  Known Node(const sql::Cast&, const Scope&);
  Known Node(const sql::Case&, const Scope&);
  Known Node(const sql::If&, const Scope&);
  Known Node(const sql::Coalesce&, const Scope&);
  Known Node(const sql::NullIf&, const Scope&);
  Known Node(const sql::Try&, const Scope&);
  Known Node(const sql::FunctionCall&, const Scope&);  // call_types.cc
  Known Node(const sql::Listagg&, const Scope&);
  Known Node(const sql::WindowMeasure&, const Scope&);
  Known Node(const sql::Extract&, const Scope&);
  Known Node(const sql::Trim&, const Scope&);
  Known Node(const sql::CurrentValue&, const Scope&);
  Known Node(const sql::Grouping&, const Scope&);
  Known Node(const sql::JsonExists&, const Scope&);
  Known Node(const sql::JsonValue&, const Scope&);
  Known Node(const sql::JsonQuery&, const Scope&);
  Known Node(const sql::JsonObject&, const Scope&);
  Known Node(const sql::JsonArray&, const Scope&);

  void TypeJsonPath(const sql::JsonPathInvocation& path, const Scope& scope);

  // call_types.cc
  // The binary operator that the typed expression is stands at its location.
  Known TypeOfCall(const CallSite& call, const std::vector<const sql::Expression*>& arguments,
                   const Scope& scope);
  bool ReportLambda(const CallSite& call, const std::vector<const sql::Expression*>& arguments);
  void ReportAmbiguous(const CallSite& call, const std::vector<BoundCall>& candidates);
  void ReportCall(const CallSite& call, const std::vector<const sql::Expression*>& arguments);
  void CheckDistinctOrder(const sql::FunctionCall& node);
  void CheckCallKind(const sql::FunctionCall& node, const sql::Location& location);
  Known TypeOfLambda(const sql::Lambda& lambda, const std::vector<Type>& parameters,
                     const Scope& scope);
  void TypeOver(const sql::Window& window, const sql::Location& place, const Scope& scope);
  void TypeWindowOf(const std::optional<sql::Box<sql::Window>>& over, const sql::Location& place,
                    const Scope& scope);

  const TableColumns& tables_;
  StatementTypes& types_;
  std::map<std::string, std::vector<Fields>, std::less<>> with_;  // innermost last
  size_t visited_ = 0;

  Faults faults_, planning_faults_;
  ColumnPlaces places_;
  int last_scope_ = 0;
  int source_scope_ = 0;                                         // of the FROM of the SELECT
  const std::vector<sql::WindowDefinition>* windows_ = nullptr;  // of the SELECT
  const sql::Expression* current_ = nullptr;                     // whose node is typed
  PatternContext* pattern_ = nullptr;                            // whose expressions are typed
  bool lambda_not_known_ = false;
};

}  // namespace tarn::engine::embedded
