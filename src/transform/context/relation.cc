#include "transform/context/relation.h"

#include <functional>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/node.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

Value TextOrNone(const std::string& text) { return text.empty() ? Value::None() : Value(text); }

bool Flag(const CallArgs& args, std::string_view name, bool fallback) {
  const Value* value = args.FindNamed(name);
  return value == nullptr || value->is_none() ? fallback : jinja::Truth(*value);
}

// `type='view'`, or api.Relation.View.
std::string TypeText(const Value& value) {
  return value.is_none() || value.is_undefined() ? std::string() : jinja::Str(value);
}

void ReplaceParts(const CallArgs& args, Relation* relation) {
  for (const auto& [name, part] :
       {std::pair<const char*, std::string*>{"database", &relation->database},
        {"schema", &relation->schema},
        {"identifier", &relation->identifier}}) {
    if (const Value* value = args.FindNamed(name)) *part = TypeText(*value);
  }
}

Value Policy(bool database, bool schema, bool identifier) {
  return Value(jinja::Dict{
      {"database", Value(database)}, {"schema", Value(schema)}, {"identifier", Value(identifier)}});
}

Relation InformationSchema(const Relation& of, const std::string& view) {
  Relation relation;
  relation.database = of.database;
  relation.schema = "information_schema";
  relation.identifier = view;
  relation.quote_schema = relation.quote_identifier = false;
  relation.include_identifier = !view.empty();
  return relation;
}

Relation Incorporate(const Relation& from, const CallArgs& args) {
  Relation relation = from;
  ReplaceParts(args, &relation);
  if (const Value* path = args.FindNamed("path"); path != nullptr && path->is_dict()) {
    if (Get(*path, "database")) relation.database = GetString(*path, "database");
    if (Get(*path, "schema")) relation.schema = GetString(*path, "schema");
    if (Get(*path, "identifier")) relation.identifier = GetString(*path, "identifier");
  }
  if (const Value* type = args.FindNamed("type")) relation.type = TypeText(*type);
  return relation;
}

}  // namespace

std::string Relation::Render() const {
  if (type == "cte") return identifier;
  std::string text;
  auto add = [&](const std::string& part, bool include, bool quote) {
    if (part.empty() || !include) return;
    if (!text.empty()) text += '.';
    text += quote ? QuoteIdentifier(part) : part;
  };
  add(database, include_database, quote_database);
  add(schema, include_schema, quote_schema);
  add(identifier, include_identifier, quote_identifier);
  if (limit) {
    return *limit == 0 ? fmt::format("(select * from {} where false limit 0)", text)
                       : fmt::format("(select * from {} limit {})", text, *limit);
  }
  return text;
}

std::optional<Value> RelationObject::GetAttr(std::string_view name) const {
  const Relation& r = relation_;
  if (name == "database") return TextOrNone(r.database);
  if (name == "schema") return TextOrNone(r.schema);
  if (name == "identifier" || name == "name" || name == "table") return TextOrNone(r.identifier);
  if (name == "type") return TextOrNone(r.type);
  if (name == "is_table") return Value(r.type == "table");
  if (name == "is_view") return Value(r.type == "view");
  if (name == "is_cte") return Value(r.type == "cte");
  if (name == "is_materialized_view") return Value(r.type == "materialized_view");
  if (name == "is_pointer") return Value(false);
  if (name == "can_be_renamed") return Value(r.type == "table" || r.type == "view");
  if (name == "can_be_replaced") return Value(r.type == "table" || r.type == "view");
  if (name == "path") {
    return Value(jinja::Dict{{"database", TextOrNone(r.database)},
                             {"schema", TextOrNone(r.schema)},
                             {"identifier", TextOrNone(r.identifier)}});
  }
  if (name == "quote_policy") {
    return Policy(r.quote_database, r.quote_schema, r.quote_identifier);
  }
  if (name == "include_policy") {
    return Policy(r.include_database, r.include_schema, r.include_identifier);
  }
  return std::nullopt;
}

std::optional<Value> RelationObject::GetItem(const Value& key) const {
  return key.is_string() ? GetAttr(key.AsString()) : std::nullopt;
}

std::vector<std::string> RelationObject::AttributeNames() const {
  return {"database",
          "schema",
          "identifier",
          "name",
          "table",
          "type",
          "is_table",
          "is_view",
          "is_cte",
          "path",
          "render",
          "include",
          "incorporate",
          "replace_path",
          "without_identifier",
          "quote",
          "information_schema"};
}

Value RelationObject::CallMethod(std::string_view name, CallArgs& args) {
  Relation relation = relation_;
  if (name == "render") return Value(Str());
  if (name == "include") {
    relation.include_database = Flag(args, "database", relation.include_database);
    relation.include_schema = Flag(args, "schema", relation.include_schema);
    relation.include_identifier = Flag(args, "identifier", relation.include_identifier);
    return MakeRelation(relation);
  }
  if (name == "quote") {
    relation.quote_database = Flag(args, "database", relation.quote_database);
    relation.quote_schema = Flag(args, "schema", relation.quote_schema);
    relation.quote_identifier = Flag(args, "identifier", relation.quote_identifier);
    return MakeRelation(relation);
  }
  if (name == "incorporate") return MakeRelation(Incorporate(relation, args));
  if (name == "replace_path") {
    ReplaceParts(args, &relation);
    return MakeRelation(relation);
  }
  if (name == "without_identifier") {
    relation.include_identifier = false;
    relation.identifier.clear();
    return MakeRelation(relation);
  }
  if (name == "information_schema") {
    const auto bound = args.Bind("information_schema", {{"view_name", Value()}});
    return MakeRelation(InformationSchema(relation, TypeText(bound[0])));
  }
  if (name == "information_schema_only") return MakeRelation(InformationSchema(relation, ""));
  if (name == "matches") {
    const auto bound =
        args.Bind("matches", {{"database", Value()}, {"schema", Value()}, {"identifier", Value()}});
    auto fits = [](const Value& asked, const std::string& part) {
      return asked.is_undefined() || asked.is_none() || jinja::Str(asked) == part;
    };
    return Value(fits(bound[0], relation.database) && fits(bound[1], relation.schema) &&
                 fits(bound[2], relation.identifier));
  }
  if (name == "get") {
    const auto bound = args.Bind("get", {"key", {"default", Value::None()}});
    auto value = GetItem(bound[0]);
    return value ? *value : bound[1];
  }
  return Object::CallMethod(name, args);
}

bool RelationObject::Equals(const Object& other) const {
  const auto* relation = dynamic_cast<const RelationObject*>(&other);
  return relation != nullptr && relation->relation_ == relation_;
}

size_t RelationObject::Hash() const { return std::hash<std::string>()(Str()); }

Value MakeRelation(Relation relation) { return Value::Make<RelationObject>(std::move(relation)); }

const Relation* AsRelation(const Value& value) {
  const auto* object = value.As<RelationObject>();
  return object == nullptr ? nullptr : &object->relation();
}

const Relation& ExpectRelation(const Value& value, std::string_view function) {
  if (const Relation* relation = AsRelation(value)) return *relation;
  throw base::Error(
      base::ErrorKind::kInvalidArgument,
      fmt::format("{}: expected a relation, got {}", function, jinja::Repr(value)),
      "pass what ref(), source(), this or api.Relation.create() give, not their text");
}

Value MakeRelationClass() {
  auto create = [](CallArgs& args) {
    const auto bound = args.Bind("Relation.create", {{"database", Value::None()},
                                                     {"schema", Value::None()},
                                                     {"identifier", Value::None()},
                                                     {"type", Value::None()},
                                                     {"quote_policy", Value::None()},
                                                     {"include_policy", Value::None()}});
    Relation relation;
    relation.database = TypeText(bound[0]);
    relation.schema = TypeText(bound[1]);
    relation.identifier = TypeText(bound[2]);
    relation.type = TypeText(bound[3]);
    relation.quote_database = GetBool(bound[4], "database", true);
    relation.quote_schema = GetBool(bound[4], "schema", true);
    relation.quote_identifier = GetBool(bound[4], "identifier", true);
    relation.include_database = GetBool(bound[5], "database", true);
    relation.include_schema = GetBool(bound[5], "schema", true);
    relation.include_identifier = GetBool(bound[5], "identifier", true);
    return MakeRelation(relation);
  };
  return Value(jinja::Dict{
      {"create", Value::Function("create", create)},
      {"get_relation_type",
       Value::Function("get_relation_type",
                       [](CallArgs& args) { return args.Bind("get_relation_type", {"type"})[0]; })},
      {"Table", Value("table")},
      {"View", Value("view")},
      {"CTE", Value("cte")},
      {"MaterializedView", Value("materialized_view")},
      {"External", Value("external")}});
}

}  // namespace tarn::transform
