#include "iceberg/table_folder.h"

#include <string>

#include "iceberg/location.h"
#include "iceberg/maintenance/path_set.h"

namespace tarn::iceberg {
namespace {

bool LiesBelow(const std::string& path, std::string_view folder) {
  std::string root = NormalizedPath(folder);
  if (root.empty()) return false;
  if (!root.ends_with('/')) root += '/';
  return path.size() > root.size() && path.starts_with(root);
}

}  // namespace

bool LiesInTable(const TableMetadata& metadata, std::string_view path) {
  const std::string normal = NormalizedPath(path);
  if (normal.find("/../") != std::string::npos || normal.find("/./") != std::string::npos ||
      normal.ends_with("/..") || normal.ends_with("/.")) {
    return false;
  }
  return LiesBelow(normal, metadata.location) || LiesBelow(normal, MetadataFolder(metadata));
}

}  // namespace tarn::iceberg
