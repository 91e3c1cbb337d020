#include "iceberg/field_ids.h"

#include <functional>

namespace tarn::iceberg {
namespace {

// Gives the fields of one level their ids before it goes down, as Iceberg's other writers do.
class Renumberer {
 public:
  using IdFor = std::function<FieldId(const std::string& full_name)>;
  explicit Renumberer(IdFor id_for) : id_for_(std::move(id_for)) {}

  Renumbered Run(const Schema& schema) {
    Renumbered result{schema, {}};
    Level(result.schema.fields, "");
    result.new_ids = std::move(new_ids_);
    for (FieldId& id : result.schema.identifier_field_ids) {
      auto it = result.new_ids.find(id);
      if (it != result.new_ids.end()) id = it->second;
    }
    return result;
  }

 private:
  void Assign(NestedField& field, const std::string& prefix) {
    const FieldId id = id_for_(prefix + field.name);
    new_ids_.emplace(field.id, id);
    field.id = id;
  }

  void Level(std::vector<NestedField>& fields, const std::string& prefix) {
    for (NestedField& field : fields) Assign(field, prefix);
    for (NestedField& field : fields) Inside(field.type, prefix + field.name + ".");
  }

  void Inside(Type& type, const std::string& prefix) {
    if (auto* nested = std::get_if<StructType>(&type)) {
      Level(nested->fields, prefix);
    } else if (auto* list = std::get_if<ListType>(&type)) {
      Assign(*list->element, prefix);
      Inside(list->element->type, prefix + "element.");
    } else if (auto* map = std::get_if<MapType>(&type)) {
      Assign(*map->key, prefix);
      Assign(*map->value, prefix);
      Inside(map->key->type, prefix + "key.");
      Inside(map->value->type, prefix + "value.");
    }
  }

  IdFor id_for_;
  std::map<FieldId, FieldId> new_ids_;
};

}  // namespace

Renumbered RenumberFresh(const Schema& schema, FieldId first) {
  FieldId next = first;
  return Renumberer([&](const std::string&) { return next++; }).Run(schema);
}

Renumbered RenumberByName(const Schema& schema, const Schema& base, FieldId last_column_id) {
  FieldId next = last_column_id + 1;
  return Renumberer([&](const std::string& name) {
           const NestedField* same = base.FindField(name);
           return same ? same->id : next++;
         })
      .Run(schema);
}

Schema AssignFreshIds(const Schema& schema, FieldId first) {
  return RenumberFresh(schema, first).schema;
}

Schema AssignIdsByName(const Schema& schema, const Schema& base, FieldId last_column_id) {
  return RenumberByName(schema, base, last_column_id).schema;
}

}  // namespace tarn::iceberg
