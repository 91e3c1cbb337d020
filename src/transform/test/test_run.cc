#include "transform/test/test_run.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "base/error.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Value;

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool StoresFailures(const Node& node, bool by_flag) {
  const Value* config = node.config_value("store_failures");
  if (config != nullptr && !config->is_none()) return jinja::Truth(*config);
  return by_flag;
}

// Keeps the failing rows in a table (or view) of the test's own and gives the query that reads it.
std::string StoreFailures(const Node& node, const std::string& sql, RenderScope& scope,
                          Database& database) {
  Relation relation;
  relation.database = node.database;
  relation.schema = node.schema;
  relation.identifier = node.alias;
  const std::string as = node.config_string("store_failures_as", "table");
  relation.type = as == "view" ? "view" : "table";
  database.CreateSchema(relation.database, relation.schema);
  auto existing = database.GetRelation(relation.database, relation.schema, relation.identifier);
  if (existing && existing->type != relation.type) database.DropRelation(*existing);
  const Value statement =
      relation.type == "view"
          ? scope.CallMacro("create_view_as", {MakeRelation(relation), Value(sql)})
          : scope.CallMacro("create_table_as", {Value(false), MakeRelation(relation), Value(sql)});
  database.Query(jinja::Str(statement));
  database.NoteCreated(relation);
  return "select * from " + relation.Render();
}

int64_t Count(const Value& value, const Node& node) {
  if (value.is_int()) return value.AsInt();
  if (value.is_float()) return static_cast<int64_t>(value.AsFloat());
  if (value.is_none()) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("fail_calc of {} gave no number: {}", node.unique_id,
                                  node.config_string("fail_calc")),
                      "an aggregate over no rows is null: wrap it in coalesce(…, 0)");
  }
  base::Throw(base::ErrorKind::kInvalidArgument, "fail_calc of {} gave {} instead of a number",
              node.unique_id, jinja::Repr(value));
}

}  // namespace

TestOutcome RunTest(const Node& node, const CompiledNode& compiled, RenderScope& scope,
                    Database& database, bool store_failures, std::string* run_sql) {
  std::string sql = compiled.code;
  if (StoresFailures(node, store_failures)) sql = StoreFailures(node, sql, scope, database);
  const Value* limit = node.config_value("limit");
  const Value query = scope.CallMacro(
      "get_test_sql",
      {Value(sql), Value(node.config_string("fail_calc", "count(*)")),
       Value(node.config_string("warn_if", "!= 0")), Value(node.config_string("error_if", "!= 0")),
       limit == nullptr ? Value::None() : *limit});
  *run_sql = jinja::Str(query);
  const QueryResult result = database.Query(*run_sql);
  if (result.rows.size() != 1 || result.columns.size() < 3) {
    throw base::Error(
        base::ErrorKind::kInvalidArgument,
        fmt::format("the query of {} gave {} rows of {} columns; expected one row with failures, "
                    "should_warn, should_error",
                    node.unique_id, result.rows.size(), result.columns.size()),
        "does the project replace get_test_sql?");
  }
  TestOutcome outcome;
  outcome.failures = Count(result.rows[0][0], node);
  outcome.should_warn = jinja::Truth(result.rows[0][1]);
  outcome.should_error = jinja::Truth(result.rows[0][2]);
  return outcome;
}

void SetTestResult(const Node& node, const TestOutcome& outcome, bool warn_error,
                   NodeResult* result) {
  const std::string count =
      fmt::format("Got {} result{}", outcome.failures, outcome.failures == 1 ? "" : "s");
  result->failures = outcome.failures;
  const bool is_error = Lower(node.config_string("severity", "error")) == "error";
  if (is_error && outcome.should_error) {
    result->status = NodeStatus::kFail;
    result->message =
        fmt::format("{}, configured to fail if {}", count, node.config_string("error_if"));
  } else if (outcome.should_warn) {
    result->status = warn_error ? NodeStatus::kFail : NodeStatus::kWarn;
    result->message =
        fmt::format("{}, configured to warn if {}", count, node.config_string("warn_if"));
  } else {
    result->status = NodeStatus::kPass;
    result->message.clear();
  }
}

std::optional<bool> EvaluateThreshold(const std::string& condition, int64_t failures) {
  size_t at = condition.find_first_not_of(' ');
  if (at == std::string::npos) return std::nullopt;
  std::string op;
  while (at < condition.size() &&
         std::string_view("<>=!").find(condition[at]) != std::string_view::npos) {
    op += condition[at++];
  }
  while (at < condition.size() && condition[at] == ' ') ++at;
  int64_t number = 0;
  auto [end, error] =
      std::from_chars(condition.data() + at, condition.data() + condition.size(), number);
  if (error != std::errc()) return std::nullopt;
  if (std::string_view(end, condition.data() + condition.size()).find_first_not_of(' ') !=
      std::string_view::npos) {
    return std::nullopt;
  }
  if (op == "!=" || op == "<>") return failures != number;
  if (op == "=") return failures == number;
  if (op == ">") return failures > number;
  if (op == ">=") return failures >= number;
  if (op == "<") return failures < number;
  if (op == "<=") return failures <= number;
  return std::nullopt;
}

}  // namespace tarn::transform
