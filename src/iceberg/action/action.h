#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "iceberg/update/table_requirement.h"
#include "iceberg/update/table_update.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

class ManifestCache;

// What actions work with; everything named must outlive them.
struct ActionContext {
  store::ObjectStore& store;
  // Told every path before its first byte is written (the catalog's WriteIntent); may be empty.
  std::function<void(const std::string&)> will_write;
  ManifestCache* cache = nullptr;
  base::Clock& clock = base::Clock::System();
  base::RandomSource& random = base::RandomSource::System();
};

// A table's part of a commit. Nothing is committed by it: only the catalog commits.
struct ActionResult {
  std::vector<TableRequirement> requirements;
  std::vector<TableUpdate> updates;
  // Metadata files (manifests, manifest lists) that the action has written so far and that this
  // result needs.
  std::vector<std::string> files;
};

}  // namespace tarn::iceberg
