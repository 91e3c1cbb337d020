#pragma once

#include <span>
#include <string>

#include "store/object_store.h"

namespace tarn::catalog {

// Removes objects in no order, many of them several at a time: a service that is far away takes as
// long for one as for sixteen. Those that do not exist are fine. Throws the first failure, see
// ObjectStore::Remove, once nothing is under way any more; some objects are left then.
void RemoveObjects(store::ObjectStore& store, std::span<const std::string> paths);

}  // namespace tarn::catalog
