#include "base/error.h"
#include "store/local/local_store.h"
#include "store/memory/memory_store.h"
#include "store/object_store.h"

namespace tarn::store {

std::shared_ptr<ObjectStore> OpenStore(const std::string& uri) {
  std::string scheme = SchemeOf(uri);
  if (scheme == "file") return std::make_shared<LocalStore>();
  if (scheme == "memory") return std::make_shared<MemoryStore>();
  throw base::Error(base::ErrorKind::kUnsupported,
                    fmt::format("no storage of the scheme '{}' in: '{}'", scheme, uri),
                    "use a local folder (/… or file:///…) or memory:///…");
}

}  // namespace tarn::store
