#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jinja/object.h"
#include "jinja/value.h"

namespace tarn::transform {

// What a relation is made of. A value; see RelationObject for what templates see.
struct Relation {
  std::string database;
  std::string schema;
  std::string identifier;
  std::string type;  // "table", "view", "cte", "external"; empty: not known
  // Which parts are written, and quoted.
  bool include_database = true, include_schema = true, include_identifier = true;
  bool quote_database = true, quote_schema = true, quote_identifier = true;
  std::optional<int64_t> limit;  // --empty: (select * from … limit 0)

  // "catalog"."schema"."name"; a CTE is its bare name.
  std::string Render() const;
  friend bool operator==(const Relation&, const Relation&) = default;
};

// dbt's Relation in templates: prints as its SQL name; attributes database, schema, identifier
// (name, table), type, is_table, is_view, is_cte, is_materialized_view, path, quote_policy,
// include_policy; methods include, quote, incorporate, replace_path, without_identifier,
// information_schema, render, matches, get. Immutable.
class RelationObject : public jinja::Object {
 public:
  explicit RelationObject(Relation relation) : relation_(std::move(relation)) {}
  const Relation& relation() const { return relation_; }

  std::string_view TypeName() const override { return "Relation"; }
  std::optional<jinja::Value> GetAttr(std::string_view name) const override;
  std::optional<jinja::Value> GetItem(const jinja::Value& key) const override;
  std::vector<std::string> AttributeNames() const override;
  jinja::Value CallMethod(std::string_view name, jinja::CallArgs& args) override;
  std::string Str() const override { return relation_.Render(); }
  std::string Repr() const override { return "<Relation " + Str() + ">"; }
  bool Truth() const override { return true; }
  bool Equals(const jinja::Object& other) const override;
  size_t Hash() const override;

 private:
  Relation relation_;
};

jinja::Value MakeRelation(Relation relation);
// Null when the value is no relation.
const Relation* AsRelation(const jinja::Value& value);
// The relation that a call got; kInvalidArgument telling `function` otherwise.
const Relation& ExpectRelation(const jinja::Value& value, std::string_view function);

// api.Relation: create(…), get_relation_type(…), and the types as attributes.
jinja::Value MakeRelationClass();

// A column of a relation as dbt's macros see it: name (column), dtype, data_type, quoted,
// char_size, numeric_precision, numeric_scale; is_string() and so on.
struct RelationColumn {
  std::string name;
  std::string data_type;  // as SQL writes it: "varchar(10)", "decimal(12,2)"
};

class ColumnObject : public jinja::Object {
 public:
  explicit ColumnObject(RelationColumn column) : column_(std::move(column)) {}
  const RelationColumn& column() const { return column_; }

  std::string_view TypeName() const override { return "Column"; }
  std::optional<jinja::Value> GetAttr(std::string_view name) const override;
  std::optional<jinja::Value> GetItem(const jinja::Value& key) const override;
  std::vector<std::string> AttributeNames() const override;
  jinja::Value CallMethod(std::string_view name, jinja::CallArgs& args) override;
  std::string Str() const override;
  bool Equals(const jinja::Object& other) const override;
  size_t Hash() const override;

 private:
  std::string base_type() const;  // "varchar"
  RelationColumn column_;
};

jinja::Value MakeColumn(RelationColumn column);
// api.Column: a constructor, create(…), translate_type(…), numeric_type(…), string_type(…),
// from_description(…).
jinja::Value MakeColumnClass();

}  // namespace tarn::transform
