#include "iceberg/schema.h"

#include <algorithm>
#include <map>

#include "base/standard_error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// Calls `visit` with pointers to the fields nested directly in `type`, without building a list.
template <typename Visit>
void EachChild(const Type& type, Visit&& visit) {
  if (const auto* nested = std::get_if<StructType>(&type)) {
    for (const NestedField& field : nested->fields) visit(field);
  } else if (const auto* list = std::get_if<ListType>(&type)) {
    visit(*list->element);
  } else if (const auto* map = std::get_if<MapType>(&type)) {
    visit(*map->key);
    visit(*map->value);
  }
}

const NestedField* FindById(const NestedField& field, FieldId id) {
  if (field.id == id) return &field;
  const NestedField* found = nullptr;
  EachChild(field.type, [&](const NestedField& child) {
    if (!found) found = FindById(child, id);
  });
  return found;
}

bool NameStarts(std::string_view name, std::string_view prefix, CaseSensitivity sensitivity) {
  if (name.size() < prefix.size()) return false;
  if (sensitivity == CaseSensitivity::kSensitive) return name.starts_with(prefix);
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(prefix.begin(), prefix.end(), name.begin(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

// Names may have dots themselves, so every split is tried.
void FindByName(const NestedField& field, std::string_view name, CaseSensitivity sensitivity,
                std::vector<const NestedField*>& found) {
  if (!NameStarts(name, field.name, sensitivity)) return;
  std::string_view rest = name.substr(field.name.size());
  if (rest.empty()) {
    found.push_back(&field);
    return;
  }
  if (rest.front() != '.') return;
  EachChild(field.type, [&](const NestedField& child) {
    FindByName(child, rest.substr(1), sensitivity, found);
  });
}

bool NameOf(const NestedField& field, FieldId id, const std::string& prefix, std::string& name) {
  if (field.id == id) {
    name = prefix + field.name;
    return true;
  }
  bool found = false;
  EachChild(field.type, [&](const NestedField& child) {
    if (!found) found = NameOf(child, id, prefix + field.name + ".", name);
  });
  return found;
}

void Collect(const NestedField& field, std::vector<const NestedField*>& all) {
  all.push_back(&field);
  EachChild(field.type, [&](const NestedField& child) { Collect(child, all); });
}

void CheckFields(const std::vector<NestedField>& fields, const std::string& prefix,
                 std::map<FieldId, std::string>& ids, int depth);
void CheckNullability(const NestedField& field, const std::string& name);

void CheckType(const Type& type, const std::string& name, std::map<FieldId, std::string>& ids,
               int depth) {
  if (depth > kMaxTypeDepth) {
    base::Throw(ErrorKind::kInvalidArgument, "types nest deeper than {}: '{}'", kMaxTypeDepth,
                name);
  }
  if (const auto* decimal = TypeAs<DecimalType>(type)) {
    if (decimal->precision < 1 || decimal->precision > 38 || decimal->scale < 0 ||
        decimal->scale > decimal->precision) {
      base::Throw(ErrorKind::kInvalidArgument, "'{}' cannot be of type {}", name, ToString(type));
    }
  }
  if (const auto* nested = std::get_if<StructType>(&type)) {
    CheckFields(nested->fields, name + ".", ids, depth + 1);
  } else if (!IsPrimitive(type)) {
    EachChild(type, [&](const NestedField& child) {
      const std::string child_name = name + "." + child.name;
      auto [other, added] = ids.emplace(child.id, child_name);
      if (!added) {
        base::Throw(ErrorKind::kInvalidArgument, "'{}' and '{}' have the same field id {}",
                    other->second, child_name, child.id);
      }
      CheckType(child.type, child_name, ids, depth + 1);
      CheckNullability(child, child_name);
    });
  }
}

// Spec: Default Values.
void CheckNullability(const NestedField& field, const std::string& name) {
  if (!IsPrimitive(field.type) || IsOrdered(AsPrimitive(field.type))) return;
  if (field.initial_default || field.write_default) {
    base::Throw(ErrorKind::kInvalidArgument, "'{}' of type {} can have no default but null", name,
                ToString(field.type));
  }
  if (field.required && KindOf(field.type) == TypeKind::kUnknown) {
    base::Throw(ErrorKind::kInvalidArgument,
                "'{}' of type unknown has only nulls and cannot be required", name);
  }
}

void CheckFields(const std::vector<NestedField>& fields, const std::string& prefix,
                 std::map<FieldId, std::string>& ids, int depth) {
  std::set<std::string_view> names;
  for (const NestedField& field : fields) {
    const std::string name = prefix + field.name;
    if (field.name.empty()) {
      base::Throw(ErrorKind::kInvalidArgument, "a field has no name: id {}", field.id);
    }
    if (!names.insert(field.name).second) {
      base::Throw(ErrorKind::kInvalidArgument, "two fields have the name '{}'", name);
    }
    auto [other, added] = ids.emplace(field.id, name);
    if (!added) {
      base::Throw(ErrorKind::kInvalidArgument, "'{}' and '{}' have the same field id {}",
                  other->second, name, field.id);
    }
    CheckType(field.type, name, ids, depth);
    CheckNullability(field, name);
  }
}

std::optional<NestedField> Selected(const NestedField& field, const std::set<FieldId>& ids);

std::optional<Type> SelectedType(const Type& type, const std::set<FieldId>& ids) {
  if (const auto* nested = std::get_if<StructType>(&type)) {
    StructType kept;
    for (const NestedField& field : nested->fields) {
      if (auto child = Selected(field, ids)) kept.fields.push_back(std::move(*child));
    }
    if (kept.fields.empty()) return {};
    return kept;
  }
  if (const auto* list = std::get_if<ListType>(&type)) {
    auto element = Selected(*list->element, ids);
    if (!element) return {};
    return ListType{std::move(*element)};
  }
  if (const auto* map = std::get_if<MapType>(&type)) {
    auto value = Selected(*map->value, ids);
    if (!value && !Selected(*map->key, ids)) return {};
    return MapType{*map->key, value ? std::move(*value) : *map->value};
  }
  return {};
}

std::optional<NestedField> Selected(const NestedField& field, const std::set<FieldId>& ids) {
  if (ids.contains(field.id)) return field;
  auto type = SelectedType(field.type, ids);
  if (!type) return {};
  NestedField kept = field;
  kept.type = std::move(*type);
  return kept;
}

}  // namespace

const NestedField* Schema::FindField(FieldId id) const {
  for (const NestedField& field : fields) {
    if (field.id == id) return &field;
  }
  for (const NestedField& field : fields) {
    if (IsPrimitive(field.type)) continue;
    if (const NestedField* found = FindById(field, id)) return found;
  }
  return nullptr;
}

const NestedField* Schema::FindField(std::string_view name, CaseSensitivity sensitivity) const {
  std::vector<const NestedField*> found;
  for (const NestedField& field : fields) FindByName(field, name, sensitivity, found);
  if (found.size() > 1 && sensitivity == CaseSensitivity::kInsensitive) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kAmbiguousName,
                "the name is ambiguous, '{}' and '{}' differ only in case: {}", found[0]->name,
                found[1]->name, name);
  }
  return found.empty() ? nullptr : found.front();
}

std::string Schema::FullName(FieldId id) const {
  std::string name;
  for (const NestedField& field : fields) {
    if (NameOf(field, id, "", name)) break;
  }
  return name;
}

std::optional<size_t> Schema::ColumnIndex(std::string_view name,
                                          CaseSensitivity sensitivity) const {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name.size() == name.size() && NameStarts(name, fields[i].name, sensitivity)) {
      return i;
    }
  }
  return {};
}

FieldId Schema::HighestFieldId() const {
  FieldId highest = 0;
  for (const NestedField* field : AllFields()) highest = std::max(highest, field->id);
  return highest;
}

std::vector<const NestedField*> Schema::AllFields() const {
  std::vector<const NestedField*> all;
  for (const NestedField& field : fields) Collect(field, all);
  return all;
}

void CheckSchema(const Schema& schema) {
  std::map<FieldId, std::string> ids;
  CheckFields(schema.fields, "", ids, 1);
  std::map<std::string, FieldId> names;
  const auto add = [&](const NestedField& field, const std::string& prefix,
                       const auto& self) -> void {
    const std::string name = prefix.empty() ? field.name : prefix + "." + field.name;
    const auto [known, is_new] = names.emplace(name, field.id);
    if (!is_new) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "Invalid schema: multiple fields for name {}: {} and {}", name, known->second,
                  field.id);
    }
    for (const NestedField* child : ChildrenOf(field.type)) self(*child, name, self);
  };
  for (const NestedField& field : schema.fields) add(field, "", add);
  for (FieldId id : schema.identifier_field_ids) {
    const NestedField* field = schema.FindField(id);
    if (!field) {
      base::Throw(ErrorKind::kInvalidArgument, "the identifier field does not exist: {}", id);
    }
    const bool floating = TypeAs<FloatType>(field->type) || TypeAs<DoubleType>(field->type);
    if (!field->required || !IsPrimitive(field->type) || floating ||
        !IsOrdered(AsPrimitive(field->type))) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "an identifier field must be required, primitive and no floating-point number: "
                  "'{}'",
                  field->name);
    }
  }
}

void CheckSchemaFitsVersion(const Schema& schema, int32_t format_version) {
  constexpr int32_t kFirstVersionWithDefaults = 3;
  const auto refuse = [&](const NestedField& field, const std::string& what, int32_t needed) {
    throw base::Error(ErrorKind::kInvalidArgument,
                      fmt::format("tables of format version {} have no {}: '{}'", format_version,
                                  what, schema.FullName(field.id)),
                      fmt::format("upgrade the table to format version {}", needed));
  };
  for (const NestedField* field : schema.AllFields()) {
    if (const auto* primitive = std::get_if<PrimitiveType>(&field->type)) {
      const int32_t needed = FirstFormatVersion(*primitive);
      if (needed > format_version) refuse(*field, "type " + ToString(*primitive), needed);
    }
    if (field->initial_default && format_version < kFirstVersionWithDefaults) {
      refuse(*field, "initial default values", kFirstVersionWithDefaults);
    }
  }
}

Schema SelectFields(const Schema& schema, const std::set<FieldId>& ids) {
  Schema selected{schema.schema_id, {}, {}};
  for (const NestedField& field : schema.fields) {
    if (auto kept = Selected(field, ids)) selected.fields.push_back(std::move(*kept));
  }
  for (FieldId id : schema.identifier_field_ids) {
    if (selected.FindField(id)) selected.identifier_field_ids.push_back(id);
  }
  return selected;
}

}  // namespace tarn::iceberg
