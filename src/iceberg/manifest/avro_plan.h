#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "avro/binary.h"
#include "avro/schema.h"
#include "iceberg/ids.h"
#include "iceberg/literal.h"

namespace tarn::iceberg {

// How records of a file's own schema are read: its fields in its order, known to us by field id
// (files without ids are matched by name). Immutable; made once per schema text.
struct AvroPlan {
  struct Field {
    FieldId id = -1;  // -1: skip
    avro::SchemaPtr type;
    bool nullable = false;
    int64_t null_index = 0;
    avro::SchemaPtr whole;               // with the union, for skipping
    std::shared_ptr<const AvroPlan> of;  // of a record, or of an array's records
  };
  std::string name;
  std::vector<Field> fields;
  size_t min_bytes = 0;
};

// kDataCorruption when the schema is no record.
std::shared_ptr<const AvroPlan> MakeAvroPlan(std::string_view schema_json);

// A primitive value as its schema says (spec: Appendix A / Avro), a nullable one unwrapped before.
Literal DecodeLiteral(const avro::Schema& schema, avro::Decoder& decoder);

}  // namespace tarn::iceberg
