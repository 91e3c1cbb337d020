#include "iceberg/metadata_file.h"

#include "base/standard_error.h"
#include "iceberg/gzip.h"
#include "iceberg/location.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/view_metadata_json.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// Far beyond any real table; keeps a damaged file from taking all memory.
constexpr size_t kMaxMetadataBytes = size_t{1} << 30;

std::string ReadText(store::ObjectStore& store, const std::string& location) {
  std::string bytes = store.Read(location);
  // By content, not by name: some writers put ".gz" last.
  const bool gzip = bytes.starts_with("\x1f\x8b");
  return gzip ? Gunzip(bytes, kMaxMetadataBytes) : bytes;
}

bool UseGzip(const TableMetadata& metadata) {
  const std::string codec = metadata.Property("write.metadata.compression-codec");
  if (codec.empty()) return metadata.snapshots.size() > kAutoGzipSnapshots;
  if (codec == "gzip" || codec == "GZIP") return true;
  if (codec == "none" || codec == "NONE") return false;
  throw base::Error(
      ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
      fmt::format("the table property 'write.metadata.compression-codec' is '{}'", codec),
      "set it to none or gzip");
}

}  // namespace

TableMetadata ReadTableMetadata(store::ObjectStore& store, const std::string& location) {
  try {
    return ParseTableMetadata(ReadText(store, location));
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kDataCorruption && error.kind() != ErrorKind::kUnsupported)
      throw;
    throw error.WithContext(location);
  }
}

ViewMetadata ReadViewMetadata(store::ObjectStore& store, const std::string& location) {
  try {
    return ParseViewMetadata(ReadText(store, location));
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kDataCorruption && error.kind() != ErrorKind::kUnsupported)
      throw;
    throw error.WithContext(location);
  }
}

std::string WriteTableMetadata(store::ObjectStore& store, const TableMetadata& metadata,
                               std::string_view previous_location,
                               const std::function<void(const std::string&)>& will_write,
                               base::RandomSource& random) {
  const bool gzip = UseGzip(metadata);
  const std::string location = NewMetadataPath(metadata, previous_location, gzip, random);
  if (will_write) will_write(location);
  store.Write(location,
              gzip ? SerializeTableMetadataGzip(metadata) : SerializeTableMetadata(metadata));
  return location;
}

std::string WriteViewMetadata(store::ObjectStore& store, const ViewMetadata& metadata,
                              std::string_view previous_location,
                              const std::function<void(const std::string&)>& will_write,
                              base::RandomSource& random) {
  TableMetadata folder;  // locations follow the same rules
  folder.location = metadata.location;
  folder.properties = metadata.properties;
  const std::string location = NewMetadataPath(folder, previous_location, false, random);
  if (will_write) will_write(location);
  store.Write(location, SerializeViewMetadata(metadata));
  return location;
}

}  // namespace tarn::iceberg
