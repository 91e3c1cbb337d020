#include <chrono>

#include <fmt/format.h>

#include "base/error.h"
#include "jinja/object.h"
#include "jinja/render_state.h"
#include "transform/context/date_time.h"
#include "transform/context/functions.h"
#include "transform/context/relation.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

constexpr std::string_view kDbtVersion = "1.10.23";

int64_t StartedMicroseconds(const RenderScope& scope) {
  if (scope.facts() == nullptr) return 0;
  return scope.facts()->started.time_since_epoch().count();
}

Value Log(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("log", {"msg", {"info", Value(false)}});
  if (scope.facts() != nullptr && scope.facts()->log) {
    scope.facts()->log(jinja::Str(bound[0]), jinja::Truth(bound[1]));
  }
  return Value("");
}

Value Print(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("print", {"msg"});
  if (scope.facts() != nullptr && scope.facts()->print && scope.execute()) {
    scope.facts()->print(jinja::Str(bound[0]));
  }
  return Value("");
}

// What load_result('name') gives: {response, data, table}.
Value StatementResult(const QueryResult& result) {
  std::vector<Value> data;
  for (const auto& row : result.rows) data.push_back(Value::Tuple(row));
  Value value = EmptyDict();
  Set(value, "response", result.response());
  Set(value, "data", Value::List(std::move(data)));
  Set(value, "table", MakeTable(result));
  return value;
}

Value LoadResult(RenderScope& scope, CallArgs& args) {
  const std::string name = jinja::Str(args.Bind("load_result", {"name"})[0]);
  auto it = scope.statement_results().find(name);
  return it == scope.statement_results().end() ? Value::None() : it->second;
}

Value StoreResult(RenderScope& scope, CallArgs& args) {
  const auto bound =
      args.Bind("store_result", {"name", "response", {"agate_table", Value::None()}});
  const std::string name = jinja::Str(bound[0]);
  Value value = EmptyDict();
  Set(value, "response", bound[1]);
  Value data = Value::List();
  if (bound[2].is_object()) data = args.state().GetAttr(bound[2], "rows");
  Set(value, "data", data);
  Set(value, "table", bound[2].is_none() ? MakeTable({}) : bound[2]);
  scope.statement_results()[name] = value;
  if (name == "main") scope.set_main_response(bound[1]);
  return Value("");
}

Value StoreRawResult(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("store_raw_result", {"name",
                                                    {"message", Value::None()},
                                                    {"code", Value::None()},
                                                    {"rows_affected", Value::None()},
                                                    {"agate_table", Value::None()}});
  Value response = EmptyDict();
  Set(response, "_message", bound[1]);
  Set(response, "code", bound[2]);
  Set(response, "rows_affected", bound[3]);
  Value value = EmptyDict();
  Set(value, "response", response);
  Set(value, "data", Value::List());
  Set(value, "table", bound[4].is_none() ? MakeTable({}) : bound[4]);
  const std::string name = jinja::Str(bound[0]);
  scope.statement_results()[name] = value;
  if (name == "main") scope.set_main_response(response);
  return Value("");
}

// {% call statement(…) %}…{% endcall %} runs its body's SQL; the macro in dbt's package hands it
// here as _run_statement(name, sql, fetch).
Value RunStatement(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("statement", {"name", "sql", {"fetch_result", Value(false)}});
  if (!scope.execute()) return Value("");
  const QueryResult result = scope.database()->Query(jinja::Str(bound[1]));
  if (!bound[0].is_none()) {
    const std::string name = jinja::Str(bound[0]);
    scope.statement_results()[name] = StatementResult(result);
    if (name == "main") scope.set_main_response(result.response());
  }
  return Value("");
}

Value RunQuery(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("run_query", {"sql"});
  if (!scope.execute()) return Value::None();
  return MakeTable(scope.database()->Query(jinja::Str(bound[0])));
}

Value Api() {
  return Value(jinja::Dict{{"Relation", MakeRelationClass()}, {"Column", MakeColumnClass()}});
}

// dbt's try_or_compiler_error(message, function, *args).
Value TryOrCompilerError(CallArgs& args) {
  if (args.positional.size() < 2) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "try_or_compiler_error() takes a message and a function");
  }
  std::vector<Value> rest(args.positional.begin() + 2, args.positional.end());
  try {
    return args.state().Call(args.positional[1], rest, args.named);
  } catch (const base::Error&) {
    base::Throw(base::ErrorKind::kInvalidArgument, "{}", jinja::Str(args.positional[0]));
  }
}

using ScopeFunction = Value (*)(RenderScope&, CallArgs&);

constexpr std::pair<std::string_view, ScopeFunction> kFunctions[] = {
    {"log", Log},
    {"print", Print},
    {"load_result", LoadResult},
    {"store_result", StoreResult},
    {"store_raw_result", StoreRawResult},
    {"_run_statement", RunStatement},
    {"_run_query", RunQuery},
    {"write", [](RenderScope&, CallArgs&) { return Value(""); }},
    {"try_or_compiler_error",
     [](RenderScope&, CallArgs& args) { return TryOrCompilerError(args); }},
};

}  // namespace

std::optional<Value> RunFunction(RenderScope& scope, std::string_view name) {
  for (const auto& [known, function] : kFunctions) {
    if (known != name) continue;
    return Value::Function(std::string(name),
                           [s = &scope, f = function](CallArgs& args) { return f(*s, args); });
  }
  if (name == "execute") return Value(scope.execute());
  if (name == "adapter") return MakeAdapter(scope);
  if (name == "api") return Api();
  if (name == "exceptions") return MakeExceptions(scope);
  if (name == "modules") return MakeModules(StartedMicroseconds(scope));
  if (name == "dbt_version") return Value(kDbtVersion);
  if (name == "run_started_at") return MakeDateTime(StartedMicroseconds(scope), true);
  if (name == "thread_id") return Value("Thread-1");
  if (name == "dbt_metadata_envs") return EmptyDict();
  const RunFacts* facts = scope.facts();
  if (name == "invocation_id") return Value(facts == nullptr ? "" : facts->invocation_id);
  if (name == "flags") return facts == nullptr ? EmptyDict() : facts->flags;
  if (name == "selected_resources") {
    return facts == nullptr ? Value::List() : StringList(facts->selected);
  }
  if (name == "graph") {
    return facts == nullptr || !facts->graph || !scope.execute() ? EmptyDict() : facts->graph();
  }
  if (facts != nullptr && name == "results" && !facts->results.is_undefined()) {
    return facts->results;
  }
  if (facts != nullptr && name == "schemas") return StringList(facts->schemas);
  if (facts != nullptr && name == "database_schemas") {
    std::vector<Value> pairs;
    for (const auto& schema : facts->schemas) {
      pairs.push_back(Value::Tuple({Value(scope.manifest().profile.database), Value(schema)}));
    }
    return Value::List(std::move(pairs));
  }
  return std::nullopt;
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names = {"ref",
                                    "source",
                                    "config",
                                    "var",
                                    "env_var",
                                    "this",
                                    "doc",
                                    "target",
                                    "model",
                                    "schema",
                                    "database",
                                    "execute",
                                    "adapter",
                                    "api",
                                    "exceptions",
                                    "modules",
                                    "flags",
                                    "invocation_id",
                                    "graph",
                                    "results",
                                    "run_query",
                                    "statement",
                                    "builtins",
                                    "context",
                                    "run_started_at",
                                    "tojson",
                                    "fromjson",
                                    "toyaml",
                                    "fromyaml",
                                    "set",
                                    "zip",
                                    "local_md5",
                                    "return",
                                    "is_incremental",
                                    "selected_resources",
                                    "dbt_version",
                                    "project_name"};
  for (const auto& [name, function] : kFunctions) {
    if (name[0] != '_') names.emplace_back(name);
  }
  return names;
}

}  // namespace tarn::transform
