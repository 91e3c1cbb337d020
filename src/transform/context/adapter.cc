#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/object.h"
#include "jinja/render_state.h"
#include "transform/context/functions.h"
#include "transform/context/relation.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

Value ColumnList(const std::vector<RelationColumn>& columns) {
  std::vector<Value> values;
  for (const auto& column : columns) values.push_back(MakeColumn(column));
  return Value::List(std::move(values));
}

std::string Text(const Value& value) {
  return value.is_none() || value.is_undefined() ? std::string() : jinja::Str(value);
}

class AdapterObject : public jinja::Object {
 public:
  explicit AdapterObject(RenderScope& scope) : scope_(scope) {}
  std::string_view TypeName() const override { return "adapter"; }
  std::vector<std::string> AttributeNames() const override {
    std::vector<std::string> names = {"dispatch", "type", "quote", "config"};
    for (const auto& method : kMethods) names.emplace_back(method.name);
    return names;
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "dispatch") return Dispatch(args);
    if (name == "type") return Value(scope_.manifest().macros.adapter());
    if (name == "quote") return Value(QuoteIdentifier(Text(args.Bind("quote", {"identifier"})[0])));
    for (const auto& method : kMethods) {
      if (method.name != name) continue;
      // While parsing nothing is known of the lake.
      if (!scope_.execute() && !method.offline) return Value::None();
      return (this->*method.call)(args);
    }
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("adapter has no method '{}'{}", name,
                                  base::DidYouMean(name, AttributeNames())));
  }

 private:
  struct Method {
    std::string_view name;
    Value (AdapterObject::*call)(CallArgs&);
    bool offline;  // also while parsing
  };
  static const std::vector<Method> kMethods;

  Database& db() { return *scope_.database(); }

  Value Dispatch(CallArgs& args) {
    const auto bound =
        args.Bind("dispatch",
                  {"macro_name", {"macro_namespace", Value::None()}, {"packages", Value::None()}});
    const std::string name = Text(bound[0]), space = Text(bound[1]);
    if (name.find('.') != std::string::npos) {
      throw base::Error(
          base::ErrorKind::kInvalidArgument,
          fmt::format("adapter.dispatch(): '{}' has a dot", name),
          "name the package as second argument: adapter.dispatch('macro', 'package')");
    }
    std::vector<std::string> searched;
    const Macro* macro =
        scope_.manifest().macros.Dispatch(name, space, scope_.package(), &searched);
    if (macro != nullptr) return scope_.MacroValue(*macro);
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("adapter.dispatch(): no macro '{}' in namespace '{}'", name,
                                  space.empty() ? "(none)" : space),
                      fmt::format("looked for: {}", fmt::join(searched, ", ")));
  }

  Value GetRelation(CallArgs& args) {
    const auto bound = args.Bind("get_relation", {"database", "schema", "identifier"});
    auto relation = db().GetRelation(Text(bound[0]), Text(bound[1]), Text(bound[2]));
    return relation ? MakeRelation(*relation) : Value::None();
  }
  Value LoadRelation(CallArgs& args) {
    const auto bound = args.Bind("load_relation", {"relation"});
    const Relation& asked = ExpectRelation(bound[0], "load_relation");
    auto relation = db().GetRelation(asked.database, asked.schema, asked.identifier);
    return relation ? MakeRelation(*relation) : Value::None();
  }
  Value GetColumns(CallArgs& args) {
    const auto bound = args.Bind("get_columns_in_relation", {"relation"});
    if (!scope_.execute()) return Value::List();
    return ColumnList(db().GetColumns(ExpectRelation(bound[0], "get_columns_in_relation")));
  }
  Value GetMissingColumns(CallArgs& args) {
    const auto bound = args.Bind("get_missing_columns", {"from_relation", "to_relation"});
    if (!scope_.execute()) return Value::List();
    const auto from = db().GetColumns(ExpectRelation(bound[0], "get_missing_columns"));
    const auto to = db().GetColumns(ExpectRelation(bound[1], "get_missing_columns"));
    std::vector<RelationColumn> missing;
    for (const auto& column : from) {
      const bool there = std::any_of(to.begin(), to.end(),
                                     [&](const auto& other) { return other.name == column.name; });
      if (!there) missing.push_back(column);
    }
    return ColumnList(missing);
  }
  Value ListRelations(CallArgs& args) {
    const auto bound = args.Bind("list_relations", {"database", "schema"});
    if (!scope_.execute()) return Value::List();
    std::vector<Value> relations;
    for (auto& relation : db().ListRelations(Text(bound[0]), Text(bound[1]))) {
      relations.push_back(MakeRelation(std::move(relation)));
    }
    return Value::List(std::move(relations));
  }
  Value ListRelationsWithoutCaching(CallArgs& args) {
    const auto bound = args.Bind("list_relations_without_caching", {"schema_relation"});
    if (!scope_.execute()) return Value::List();
    const Relation& schema = ExpectRelation(bound[0], "list_relations_without_caching");
    std::vector<Value> relations;
    for (auto& relation : db().ListRelations(schema.database, schema.schema)) {
      relations.push_back(MakeRelation(std::move(relation)));
    }
    return Value::List(std::move(relations));
  }
  Value ListSchemas(CallArgs& args) {
    const auto bound = args.Bind("list_schemas", {"database"});
    if (!scope_.execute()) return Value::List();
    return StringList(db().ListSchemas(Text(bound[0])));
  }
  Value CheckSchemaExists(CallArgs& args) {
    const auto bound = args.Bind("check_schema_exists", {"database", "schema"});
    const auto schemas = db().ListSchemas(Text(bound[0]));
    return Value(std::find(schemas.begin(), schemas.end(), Text(bound[1])) != schemas.end());
  }
  Value AlreadyExists(CallArgs& args) {
    const auto bound = args.Bind("already_exists", {"schema", "name"});
    return Value(
        db().GetRelation(scope_.manifest().profile.database, Text(bound[0]), Text(bound[1]))
            .has_value());
  }
  Value CreateSchema(CallArgs& args) {
    const auto bound = args.Bind("create_schema", {"relation"});
    const Relation& relation = ExpectRelation(bound[0], "create_schema");
    db().CreateSchema(relation.database, relation.schema);
    return Value("");
  }
  Value DropSchema(CallArgs& args) {
    const auto bound = args.Bind("drop_schema", {"relation"});
    const Relation& relation = ExpectRelation(bound[0], "drop_schema");
    db().DropSchema(relation.database, relation.schema);
    return Value("");
  }
  Value DropRelation(CallArgs& args) {
    const auto bound = args.Bind("drop_relation", {"relation"});
    if (!bound[0].is_none()) db().DropRelation(ExpectRelation(bound[0], "drop_relation"));
    return Value("");
  }
  Value RenameRelation(CallArgs& args) {
    const auto bound = args.Bind("rename_relation", {"from_relation", "to_relation"});
    db().RenameRelation(ExpectRelation(bound[0], "rename_relation"),
                        ExpectRelation(bound[1], "rename_relation"));
    return Value("");
  }
  Value TruncateRelation(CallArgs& args) {
    const auto bound = args.Bind("truncate_relation", {"relation"});
    db().Query("DELETE FROM " + ExpectRelation(bound[0], "truncate_relation").Render());
    return Value("");
  }
  Value Execute(CallArgs& args) {
    const auto bound = args.Bind(
        "execute",
        {"sql", {"auto_begin", Value(false)}, {"fetch", Value(false)}, {"limit", Value::None()}});
    const QueryResult result = db().Query(Text(bound[0]));
    return Value::Tuple({result.response(), MakeTable(result)});
  }
  Value AddQuery(CallArgs& args) {
    const auto bound = args.Bind("add_query", {"sql",
                                               {"auto_begin", Value(true)},
                                               {"bindings", Value::None()},
                                               {"abridge_sql_log", Value(false)}});
    db().Query(Text(bound[0]));
    return Value("");
  }
  Value QuoteSeedColumn(CallArgs& args) {
    const auto bound = args.Bind("quote_seed_column", {"column", {"quote_config", Value::None()}});
    if (!bound[1].is_none() && !jinja::Truth(bound[1])) return bound[0];
    return Value(QuoteIdentifier(Text(bound[0])));
  }
  Value QuoteAsConfigured(CallArgs& args) {
    const auto bound = args.Bind("quote_as_configured", {"identifier", "quote_key"});
    const bool quote = GetBool(scope_.manifest().project.quoting, Text(bound[1]), true);
    return quote ? Value(QuoteIdentifier(Text(bound[0]))) : bound[0];
  }
  Value IncrementalStrategy(CallArgs& args) {
    const auto bound = args.Bind("get_incremental_strategy_macro", {"model_context", "strategy"});
    std::string strategy = Text(bound[1]);
    std::replace(strategy.begin(), strategy.end(), '+', '_');
    const std::string name = fmt::format("get_incremental_{}_sql", strategy);
    const Macro* macro = scope_.manifest().macros.Resolve(name, scope_.package());
    if (macro == nullptr) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("unknown incremental_strategy '{}'", Text(bound[1])),
                        "use append, delete+insert or merge, or write a macro " + name);
    }
    return scope_.MacroValue(*macro);
  }
  Value Strategies(CallArgs&) { return StringList({"append", "merge", "delete+insert"}); }
  Value ConvertType(CallArgs& args) {
    const auto bound = args.Bind("convert_type", {"agate_table", "col_idx"});
    const Value types = args.state().GetAttr(bound[0], "column_types");
    if (!types.is_list() || !bound[1].is_int() || bound[1].AsInt() < 0 ||
        bound[1].AsInt() >= static_cast<int64_t>(types.AsList().size())) {
      return Value("varchar");
    }
    return types.AsList()[static_cast<size_t>(bound[1].AsInt())];
  }
  // Trino's varchar and decimal columns need no widening by hand.
  Value Nothing(CallArgs&) { return Value(""); }
  Value EmptyDictionary(CallArgs&) { return EmptyDict(); }
  Value NoTransactions(CallArgs&) { return Value(false); }
  Value CatalogRelation(CallArgs&) {
    return Value(jinja::Dict{{"table_format", Value::None()},
                             {"file_format", Value::None()},
                             {"storage_uri", Value::None()},
                             {"catalog_name", Value(scope_.manifest().profile.database)},
                             {"catalog_type", Value("iceberg")}});
  }

  RenderScope& scope_;
};

const std::vector<AdapterObject::Method> AdapterObject::kMethods = {
    {"get_relation", &AdapterObject::GetRelation, false},
    {"load_relation", &AdapterObject::LoadRelation, false},
    {"get_columns_in_relation", &AdapterObject::GetColumns, true},
    {"get_columns_in_table", &AdapterObject::GetColumns, true},
    {"get_missing_columns", &AdapterObject::GetMissingColumns, true},
    {"list_relations", &AdapterObject::ListRelations, true},
    {"list_relations_without_caching", &AdapterObject::ListRelationsWithoutCaching, true},
    {"list_schemas", &AdapterObject::ListSchemas, true},
    {"check_schema_exists", &AdapterObject::CheckSchemaExists, false},
    {"already_exists", &AdapterObject::AlreadyExists, false},
    {"create_schema", &AdapterObject::CreateSchema, false},
    {"drop_schema", &AdapterObject::DropSchema, false},
    {"drop_relation", &AdapterObject::DropRelation, false},
    {"rename_relation", &AdapterObject::RenameRelation, false},
    {"truncate_relation", &AdapterObject::TruncateRelation, false},
    {"execute", &AdapterObject::Execute, false},
    {"add_query", &AdapterObject::AddQuery, false},
    {"quote_seed_column", &AdapterObject::QuoteSeedColumn, true},
    {"quote_as_configured", &AdapterObject::QuoteAsConfigured, true},
    {"get_incremental_strategy_macro", &AdapterObject::IncrementalStrategy, false},
    {"valid_incremental_strategies", &AdapterObject::Strategies, true},
    {"convert_type", &AdapterObject::ConvertType, false},
    {"expand_target_column_types", &AdapterObject::Nothing, true},
    {"standardize_grants_dict", &AdapterObject::EmptyDictionary, true},
    {"cache_added", &AdapterObject::Nothing, true},
    {"cache_dropped", &AdapterObject::Nothing, true},
    {"cache_renamed", &AdapterObject::Nothing, true},
    {"commit", &AdapterObject::Nothing, true},
    {"clear_transaction", &AdapterObject::Nothing, true},
    {"pre_model_hook", &AdapterObject::Nothing, true},
    {"post_model_hook", &AdapterObject::Nothing, true},
    {"is_cancelable", &AdapterObject::NoTransactions, true},
    {"build_catalog_relation", &AdapterObject::CatalogRelation, true},
};

}  // namespace

Value MakeAdapter(RenderScope& scope) { return Value::Make<AdapterObject>(scope); }

}  // namespace tarn::transform
