#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/ids.h"
#include "iceberg/schema.h"

namespace tarn::iceberg {

// The table property that keeps a name mapping as JSON.
inline constexpr const char* kNameMappingProperty = "schema.name-mapping.default";

struct MappedField;

// By which names columns are found in data files that carry no field ids, as files that were there
// before the table was do (spec: Column Projection; Appendix C, Name Mapping Serialization). Nested
// fields lie in their parents: a list's element is called "element", a map's parts "key" and
// "value". A value.
using NameMapping = std::vector<MappedField>;

struct MappedField {
  std::optional<FieldId> id;  // none: columns of these names are not read
  std::vector<std::string> names;
  NameMapping fields = {};

  friend bool operator==(const MappedField&, const MappedField&) = default;
};

// kDataCorruption with the place of what is wrong.
NameMapping ParseNameMapping(std::string_view json);
std::string ToJson(const NameMapping& mapping);

// Each field by its name.
NameMapping NameMappingOf(const Schema& schema);

// The mapping after the schema has become `schema`: renamed fields have their new names as well,
// added ones come in, and a name that another field has now is no longer that of the old one.
// Dropped fields stay. As Iceberg Java's MappingUtil.update.
NameMapping Updated(NameMapping mapping, const Schema& schema);

}  // namespace tarn::iceberg
