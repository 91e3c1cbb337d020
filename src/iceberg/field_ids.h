#pragma once

#include <map>

#include "iceberg/schema.h"

namespace tarn::iceberg {

// A schema with new ids, and the new id of each old one (for specs and sort orders that go with
// it).
struct Renumbered {
  Schema schema;
  std::map<FieldId, FieldId> new_ids;
};
Renumbered RenumberFresh(const Schema& schema, FieldId first);
Renumbered RenumberByName(const Schema& schema, const Schema& base, FieldId last_column_id);

}  // namespace tarn::iceberg
