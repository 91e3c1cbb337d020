#include "datadiff/schema_diff.h"

namespace tarn::datadiff {
namespace {

using iceberg::NestedField;
using iceberg::Schema;
using Kind = SchemaChange::Kind;

const NestedField* Counterpart(const Schema& schema, const NestedField& field,
                               const std::string& full_name, bool same_table) {
  return same_table ? schema.FindField(field.id) : schema.FindField(std::string_view(full_name));
}

}  // namespace

const char* ToString(Kind kind) {
  switch (kind) {
    case Kind::kAdded: return "added";
    case Kind::kDropped: return "dropped";
    case Kind::kRenamed: return "renamed";
    case Kind::kRetyped: return "retyped";
    case Kind::kMadeOptional: return "made optional";
    case Kind::kMadeRequired: return "made required";
  }
  return "";
}

std::vector<SchemaChange> CompareSchemas(const Schema& before, const Schema& after,
                                         bool same_table) {
  std::vector<SchemaChange> changes;
  for (const NestedField* field : before.AllFields()) {
    const std::string name = before.FullName(field->id);
    if (Counterpart(after, *field, name, same_table) == nullptr) {
      changes.push_back({Kind::kDropped, name, iceberg::ToString(field->type), ""});
    }
  }
  for (const NestedField* field : after.AllFields()) {
    const std::string name = after.FullName(field->id);
    const NestedField* old = Counterpart(before, *field, name, same_table);
    if (old == nullptr) {
      changes.push_back({Kind::kAdded, name, "", iceberg::ToString(field->type)});
      continue;
    }
    if (old->name != field->name) {
      changes.push_back({Kind::kRenamed, name, before.FullName(old->id), name});
    }
    // What is inside a nested type is told by its own fields.
    const bool nested = !iceberg::IsPrimitive(field->type) || !iceberg::IsPrimitive(old->type);
    if (nested ? iceberg::KindOf(old->type) != iceberg::KindOf(field->type)
               : old->type != field->type) {
      changes.push_back(
          {Kind::kRetyped, name, iceberg::ToString(old->type), iceberg::ToString(field->type)});
    }
    if (old->required != field->required) {
      changes.push_back(
          {field->required ? Kind::kMadeRequired : Kind::kMadeOptional, name, "", ""});
    }
  }
  return changes;
}

std::vector<ColumnPair> PairColumns(const Schema& before, const Schema& after, bool same_table) {
  std::vector<ColumnPair> pairs;
  for (const NestedField& field : after.fields) {
    for (const NestedField& old : before.fields) {
      if (same_table ? old.id == field.id : old.name == field.name) {
        pairs.push_back({&old, &field});
        break;
      }
    }
  }
  return pairs;
}

}  // namespace tarn::datadiff
