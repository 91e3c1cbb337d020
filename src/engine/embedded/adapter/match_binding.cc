#include "engine/embedded/adapter/match_binding.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "duckdb/common/types/column/column_data_collection.hpp"
#include "duckdb/parser/parser.hpp"
#include "duckdb/parser/query_node/select_node.hpp"
#include "duckdb/parser/statement/select_statement.hpp"
#include "duckdb/parser/tableref/column_data_ref.hpp"
#include "duckdb/planner/binder.hpp"
#include "duckdb/planner/expression_iterator.hpp"
#include "duckdb/planner/operator/logical_aggregate.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::ClientContext;
using duckdb::Expression;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::unique_ptr;
using duckdb::Value;

// The table that variables are columns of while expressions are bound. No plan has one of it.
constexpr idx_t kVariables = 0x7A52'0000'0000'0000;

[[noreturn]] void NotInPatterns(const char* what) {
  throw duckdb::NotImplementedException("%s in row pattern recognition", what);
}

// Columns of one table become columns of a chunk.
template <typename Place>
void Refer(unique_ptr<Expression>& expression, const Place& place) {
  if (expression->GetExpressionClass() == duckdb::ExpressionClass::BOUND_COLUMN_REF) {
    const auto& column = expression->Cast<duckdb::BoundColumnRefExpression>();
    expression =
        duckdb::make_uniq<duckdb::BoundReferenceExpression>(column.return_type, place(column));
    return;
  }
  if (expression->GetExpressionClass() == duckdb::ExpressionClass::BOUND_SUBQUERY) {
    NotInPatterns("this subquery");
  }
  duckdb::ExpressionIterator::EnumerateChildren(
      *expression, [&](unique_ptr<Expression>& child) { Refer(child, place); });
}

idx_t ColumnPlaceOf(const duckdb::BoundColumnRefExpression& column) {
  return column.binding.column_index;
}

MatchExpression Taken(unique_ptr<Expression> expression) {
  MatchExpression taken;
  Refer(expression, [&](const duckdb::BoundColumnRefExpression& column) -> idx_t {
    if (column.binding.table_index != kVariables) NotInPatterns("a column of another query");
    const size_t variable = column.binding.column_index;
    const auto found = std::find(taken.variables.begin(), taken.variables.end(), variable);
    if (found != taken.variables.end()) {
      return static_cast<idx_t>(found - taken.variables.begin());
    }
    taken.variables.push_back(variable);
    taken.types.push_back(column.return_type);
    return taken.variables.size() - 1;
  });
  taken.expression = std::move(expression);
  return taken;
}

// Binds the text of an expression with aggregates over a table of the input's columns: v0, v1, …,
// tarn_label and tarn_match_number.
MatchAggregate BindAggregate(ClientContext& context, const std::string& text,
                             const duckdb::vector<LogicalType>& columns) {
  duckdb::vector<LogicalType> types = columns;
  duckdb::vector<std::string> names;
  for (size_t i = 0; i < columns.size(); ++i) names.push_back("v" + std::to_string(i));
  types.push_back(LogicalType::VARCHAR);
  names.push_back("tarn_label");
  types.push_back(LogicalType::BIGINT);
  names.push_back("tarn_match_number");

  duckdb::Parser parser(context.GetParserOptions());
  parser.ParseQuery("SELECT " + text);
  auto& statement = parser.statements.at(0)->Cast<duckdb::SelectStatement>();
  auto& select = statement.node->Cast<duckdb::SelectNode>();
  auto rows =
      duckdb::make_uniq<duckdb::ColumnDataCollection>(duckdb::Allocator::Get(context), types);
  select.from_table = duckdb::make_uniq<duckdb::ColumnDataRef>(
      duckdb::optionally_owned_ptr<duckdb::ColumnDataCollection>(std::move(rows)), names);
  select.from_table->alias = "tarn_rows";
  auto plan = duckdb::Binder::CreateBinder(context)
                  ->Bind(static_cast<duckdb::SQLStatement&>(statement))
                  .plan;

  MatchAggregate bound;
  if (plan->type != duckdb::LogicalOperatorType::LOGICAL_PROJECTION) NotInPatterns("a subquery");
  bound.result = std::move(plan->expressions.at(0));
  auto* below = plan->children.at(0).get();
  if (below->type != duckdb::LogicalOperatorType::LOGICAL_AGGREGATE_AND_GROUP_BY) {
    NotInPatterns("this aggregate function");
  }
  Refer(bound.result, ColumnPlaceOf);
  for (auto& expression : below->expressions) {
    auto& call = expression->Cast<duckdb::BoundAggregateExpression>();
    if (call.filter || call.order_bys) NotInPatterns("this aggregate function");
    for (auto& child : call.children) Refer(child, ColumnPlaceOf);
    bound.call_types.push_back(call.return_type);
    bound.calls.push_back(duckdb::unique_ptr_cast<Expression, duckdb::BoundAggregateExpression>(
        std::move(expression)));
  }
  return bound;
}

std::string ConstantText(ClientContext& context, const Expression& expression) {
  return duckdb::StringValue::Get(duckdb::ExpressionExecutor::EvaluateScalar(context, expression));
}

}  // namespace

unique_ptr<duckdb::FunctionData> BindMatch(ClientContext& context,
                                           duckdb::AggregateFunction& function,
                                           duckdb::vector<unique_ptr<Expression>>& arguments) {
  static std::atomic<uint64_t> calls{0};
  auto match = std::make_shared<BoundMatch>();
  match->identity = ++calls;
  const std::string text = ConstantText(context, *arguments.at(0));
  Guarded([&] {
    match->plan = ParseMatchPlan(text);
    match->program = pattern::Compile(match->plan.pattern);
  });
  const MatchPlan& plan = match->plan;
  size_t at = 1;
  duckdb::vector<unique_ptr<Expression>> columns;
  for (size_t i = 0; i < plan.columns; ++i) {
    match->columns.push_back(arguments.at(at)->return_type);
    columns.push_back(std::move(arguments.at(at++)));
  }
  for (size_t i = 0; i < plan.conditions.size(); ++i) {
    auto condition = CastTo(context, std::move(arguments.at(at++)), LogicalType::BOOLEAN);
    match->conditions.push_back(Taken(std::move(condition)));
  }
  for (size_t i = 0; i < plan.measures; ++i) {
    match->measures.push_back(Taken(std::move(arguments.at(at++))));
  }
  for (size_t i = 0; i < plan.aggregates.size(); ++i) {
    const std::string aggregate = ConstantText(context, *arguments.at(at++));
    match->aggregates.push_back(BindAggregate(context, aggregate, match->columns));
  }
  duckdb::child_list_t<LogicalType> fields;
  for (const size_t column : plan.output) {
    fields.emplace_back("c" + std::to_string(column), match->columns.at(column));
  }
  for (size_t i = 0; i < match->measures.size(); ++i) {
    fields.emplace_back("m" + std::to_string(i), match->measures[i].expression->return_type);
  }
  if (fields.empty()) fields.emplace_back("nothing", LogicalType::BOOLEAN);
  match->row = LogicalType::STRUCT(fields);
  arguments = std::move(columns);
  function.arguments = match->columns;
  function.varargs = LogicalType::INVALID;
  const bool is_window = plan.rows == MatchPlan::Rows::kWindow;
  function.return_type =
      is_window ? match->measures.at(0).expression->return_type : LogicalType::LIST(match->row);
  return duckdb::make_uniq<MatchData>(std::move(match));
}

unique_ptr<Expression> BindMatchAggregate(duckdb::FunctionBindExpressionInput& input) {
  const Value number =
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children.at(0));
  const std::string text = ConstantText(input.context, *input.children.at(1));
  duckdb::vector<LogicalType> columns;
  for (size_t i = 2; i < input.children.size(); ++i) {
    columns.push_back(input.children[i]->return_type);
  }
  const MatchAggregate bound = BindAggregate(input.context, text, columns);
  return duckdb::make_uniq<duckdb::BoundColumnRefExpression>(
      bound.result->return_type,
      duckdb::ColumnBinding(kVariables, static_cast<idx_t>(number.GetValue<int64_t>())));
}

unique_ptr<Expression> BindMatchVariable(duckdb::FunctionBindExpressionInput& input) {
  const Value number =
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[0]);
  return duckdb::make_uniq<duckdb::BoundColumnRefExpression>(
      input.children[1]->return_type,
      duckdb::ColumnBinding(kVariables, static_cast<idx_t>(number.GetValue<int64_t>())));
}

}  // namespace tarn::engine::embedded
