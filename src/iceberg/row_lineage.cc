#include "iceberg/row_lineage.h"

#include <string>

namespace tarn::iceberg {

Schema WithRowLineage(Schema schema) {
  for (const auto& [id, name] :
       {std::pair(kRowIdField, kRowIdName),
        {kLastUpdatedSequenceNumberField, kLastUpdatedSequenceNumberName}}) {
    NestedField field;
    field.id = id;
    field.name = std::string(name);
    field.type = PrimitiveType(LongType{});
    schema.fields.push_back(std::move(field));
  }
  return schema;
}

}  // namespace tarn::iceberg
