#include "iceberg/location.h"

#include <charconv>

#include "base/base64.h"
#include "base/error.h"
#include "iceberg/transform.h"

namespace tarn::iceberg {
namespace {

std::string WithoutSlash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// The version in ".../00012-<uuid>.metadata.json"; -1 when there is none.
int64_t VersionOf(std::string_view location) {
  const size_t slash = location.rfind('/');
  std::string_view name = slash == std::string_view::npos ? location : location.substr(slash + 1);
  int64_t version = -1;
  auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), version);
  const bool dashed = error == std::errc() && end != name.data() + name.size() && *end == '-';
  return dashed && version >= 0 && version < INT32_MAX ? version : -1;
}

// Four bytes of a hash in six letters that paths may have (RFC 4648 section 5).
std::string HashText(const std::string& name) {
  const auto hash = static_cast<uint32_t>(BucketHash(Literal::String(name)));
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(hash >> shift);
  std::string text = base::Base64(bytes).substr(0, 6);
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

// "tpch/orders" of "s3://lake/tpch/orders".
std::string LastTwoParts(const std::string& path) {
  size_t slash = path.rfind('/');
  if (slash != std::string::npos && slash > 0) slash = path.rfind('/', slash - 1);
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string DataFolder(const TableMetadata& metadata) {
  std::string folder = metadata.Property(kDataPath);
  if (metadata.Property(kObjectStoreLayout) == "true") {  // older names of the same
    for (const char* older : {"write.object-storage.path", "write.folder-storage.path"}) {
      if (folder.empty()) folder = metadata.Property(older);
    }
  }
  return WithoutSlash(folder.empty() ? metadata.location + "/data" : std::move(folder));
}

std::string MetadataFolder(const TableMetadata& metadata) {
  return WithoutSlash(metadata.Property("write.metadata.path", metadata.location + "/metadata"));
}

std::string NewDataFilePath(const TableMetadata& metadata, const PartitionSpec& spec,
                            const PartitionValues& partition, uint32_t sequence,
                            std::string_view extension, base::RandomSource& random) {
  std::string name = fmt::format("{:05}-{}.{}", sequence, base::NewUuid(random), extension);
  if (!spec.is_unpartitioned()) name = spec.PartitionPath(partition) + "/" + name;
  const std::string folder = DataFolder(metadata);
  if (metadata.Property(kObjectStoreLayout) != "true") return folder + "/" + name;
  const std::string table = WithoutSlash(metadata.location);
  const std::string hashed = HashText(name);
  if (!folder.starts_with(table)) name = LastTwoParts(table) + "/" + name;
  return fmt::format("{}/{}/{}", folder, hashed, name);
}

std::string ManifestPath(const TableMetadata& metadata, std::string_view commit_uuid,
                         uint32_t sequence) {
  return fmt::format("{}/{}-m{}.avro", MetadataFolder(metadata), commit_uuid, sequence);
}

std::string ManifestListPath(const TableMetadata& metadata, SnapshotId snapshot_id,
                             uint32_t attempt, std::string_view commit_uuid) {
  return fmt::format("{}/snap-{}-{}-{}.avro", MetadataFolder(metadata), snapshot_id.value(),
                     attempt, commit_uuid);
}

std::string NewStatisticsPath(const TableMetadata& metadata, SnapshotId snapshot_id,
                              base::RandomSource& random) {
  return fmt::format("{}/{}-{}.stats", MetadataFolder(metadata), snapshot_id.value(),
                     base::NewUuid(random));
}

std::string NewPartitionStatisticsPath(const TableMetadata& metadata, SnapshotId snapshot_id,
                                       base::RandomSource& random) {
  return fmt::format("{}/partition-stats-{}-{}.parquet", MetadataFolder(metadata),
                     snapshot_id.value(), base::NewUuid(random));
}

std::string NewMetadataPath(const TableMetadata& metadata, std::string_view previous_location,
                            bool gzip, base::RandomSource& random) {
  return fmt::format("{}/{:05}-{}{}.metadata.json", MetadataFolder(metadata),
                     VersionOf(previous_location) + 1, base::NewUuid(random), gzip ? ".gz" : "");
}

SnapshotId NewSnapshotId(const TableMetadata& metadata, base::RandomSource& random) {
  while (true) {
    const SnapshotId id(static_cast<int64_t>(random.Next() & INT64_MAX));
    if (id.value() > 0 && !metadata.FindSnapshot(id)) return id;
  }
}

}  // namespace tarn::iceberg
