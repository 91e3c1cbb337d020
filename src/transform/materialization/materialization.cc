#include "transform/materialization/materialization.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Value;

using Function = void (*)(MaterializationRun&);

constexpr std::pair<std::string_view, Function> kBuiltin[] = {
    {"table", MaterializeTable},
    {"view", MaterializeView},
    {"incremental", MaterializeIncremental},
    {"seed", MaterializeSeed},
};

Relation Target(const MaterializationRun& run, const char* type) {
  Relation relation = RelationOf(run.node);
  relation.type = type;
  return relation;
}

std::optional<Relation> Existing(MaterializationRun& run) {
  return run.database.GetRelation(run.node.database, run.node.schema, run.node.alias);
}

// A relation of another kind stands where ours shall be: CREATE OR REPLACE does not cross kinds.
void DropOther(MaterializationRun& run, const char* type) {
  auto existing = Existing(run);
  if (existing && existing->type != type) run.database.DropRelation(*existing);
}

std::vector<Value> HookList(const Node& node, const char* key) {
  const Value* hooks = node.config_value(key);
  return hooks != nullptr && hooks->is_list() ? hooks->AsList() : std::vector<Value>{};
}

[[noreturn]] void FailUnknown(const MaterializationRun& run) {
  std::vector<std::string> names = {"ephemeral"};
  for (const auto& [name, function] : kBuiltin) names.emplace_back(name);
  for (const Macro& macro : run.manifest.macros.macros()) {
    if (macro.kind == jinja::MacroKind::kMaterialization) names.push_back(macro.materialization);
  }
  const std::string wanted = run.node.materialized();
  throw base::Error(base::ErrorKind::kInvalidArgument,
                    fmt::format("{}: no materialization '{}'{}", run.node.where, wanted,
                                base::DidYouMean(wanted, names)),
                    fmt::format("expected one of: {}", fmt::join(names, ", ")));
}

}  // namespace

void Materialize(MaterializationRun& run) {
  const std::string name = run.node.materialized();
  if (const Macro* macro = run.manifest.macros.FindMaterialization(name)) {
    MaterializeCustom(run, *macro);
    return;
  }
  const auto* function = std::find_if(std::begin(kBuiltin), std::end(kBuiltin),
                                      [&](const auto& entry) { return entry.first == name; });
  if (function == std::end(kBuiltin)) FailUnknown(run);
  const Value* contract = run.node.config_value("contract");
  if (contract != nullptr && GetBool(*contract, "enforced", false)) {
    throw base::Error(base::ErrorKind::kUnsupported,
                      fmt::format("{}: contracts are not enforced by Tarn yet", run.node.where),
                      "check column types with a test, or set contract.enforced to false");
  }
  RunHooks(run, "pre-hook");
  function->second(run);
  RunHooks(run, "post-hook");
}

void RunHooks(MaterializationRun& run, const char* key) {
  for (const Value& hook : HookList(run.node, key)) {
    const std::string text = GetString(hook, "sql");
    const std::string sql = run.manifest.environments->run
                                .Compile(text, run.node.original_file_path + " (" + key + ")")
                                ->Render(run.scope.context());
    if (sql.find_first_not_of(" \t\r\n") != std::string::npos) run.database.Query(sql);
  }
}

void RunMain(MaterializationRun& run, const std::string& sql) {
  run.run_sql = sql;
  const QueryResult result = run.database.Query(sql);
  run.response = result.response();
  run.rows = result.rows_affected;
}

void MaterializeTable(MaterializationRun& run) {
  const Relation target = Target(run, "table");
  DropOther(run, "table");
  const Value sql =
      run.scope.CallMacro("create_table_as", {Value(false), MakeRelation(target), Value(run.code)});
  RunMain(run, jinja::Str(sql));
  run.database.NoteCreated(target);
}

void MaterializeView(MaterializationRun& run) {
  const Relation target = Target(run, "view");
  DropOther(run, "view");
  const Value sql = run.scope.CallMacro("create_view_as", {MakeRelation(target), Value(run.code)});
  RunMain(run, jinja::Str(sql));
  run.rows.reset();  // a view writes none
  run.database.NoteCreated(target);
}

void MaterializeCustom(MaterializationRun& run, const Macro& macro) {
  if (std::find(macro.supported_languages.begin(), macro.supported_languages.end(), "sql") ==
      macro.supported_languages.end()) {
    base::Throw(base::ErrorKind::kUnsupported, "materialization '{}' does not support SQL models",
                macro.materialization);
  }
  run.scope.Set("sql", Value(run.code));
  run.scope.Set("compiled_code", Value(run.code));
  for (const auto& [name, key] :
       {std::pair{"pre_hooks", "pre-hook"}, {"post_hooks", "post-hook"}}) {
    std::vector<Value> hooks;
    for (const Value& hook : HookList(run.node, key)) {
      Value rendered = DeepCopy(hook);
      Set(rendered, "sql",
          Value(run.manifest.environments->run.Compile(GetString(hook, "sql"), key)
                    ->Render(run.scope.context())));
      hooks.push_back(std::move(rendered));
    }
    run.scope.Set(name, Value::List(std::move(hooks)));
  }
  const Value result = run.scope.Call(macro, {});
  run.response = run.scope.main_response();
  const Value* relations = Get(result, "relations");
  if (relations == nullptr || !relations->is_list()) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("materialization '{}' ({}) returned no relations",
                                  macro.materialization, macro.original_file_path),
                      "end it with {{ return({'relations': [target_relation]}) }}");
  }
  for (const Value& relation : relations->AsList()) {
    Relation created = ExpectRelation(relation, "materialization");
    if (created.type.empty()) created.type = "table";
    run.database.NoteCreated(created);
  }
}

}  // namespace tarn::transform
