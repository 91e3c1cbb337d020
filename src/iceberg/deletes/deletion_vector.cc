#include "iceberg/deletes/deletion_vector.h"

#include <zlib.h>

#include "base/error.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr std::string_view kMagic = "\xD1\xD3\x39\x64";
constexpr size_t kLengthBytes = 4;
constexpr size_t kCrcBytes = 4;
constexpr FieldId kRowPosition = 2147483645;  // reserved field id of _pos

void AppendBigEndian(std::string& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

uint32_t BigEndian(std::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

uint32_t Crc32(std::string_view bytes) {
  return static_cast<uint32_t>(
      crc32_z(0, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

[[noreturn]] void Fail(std::string_view what) {
  base::Throw(ErrorKind::kDataCorruption, "not a deletion vector: {}", what);
}

}  // namespace

std::string EncodeDeletionVector(const PositionBitmap& positions) {
  std::string data(kMagic);
  data += positions.Serialize();
  if (data.size() > INT32_MAX) {
    base::Throw(ErrorKind::kResourceExhausted, "a deletion vector of {} bytes", data.size());
  }
  std::string blob;
  blob.reserve(kLengthBytes + data.size() + kCrcBytes);
  AppendBigEndian(blob, static_cast<uint32_t>(data.size()));
  blob += data;
  AppendBigEndian(blob, Crc32(data));
  return blob;
}

PositionBitmap DecodeDeletionVector(std::string_view blob) {
  if (blob.size() < kLengthBytes + kMagic.size() + kCrcBytes) Fail("it is too short");
  const std::string_view data = blob.substr(kLengthBytes, blob.size() - kLengthBytes - kCrcBytes);
  if (BigEndian(blob) != data.size()) Fail("it is of another length than it says");
  if (!data.starts_with(kMagic)) Fail("it has another magic number");
  if (BigEndian(blob.substr(blob.size() - kCrcBytes)) != Crc32(data)) Fail("its checksum differs");
  return PositionBitmap::Deserialize(data.substr(kMagic.size()));
}

PositionBitmap ReadDeletionVector(store::ObjectStore& store, const DataFile& file,
                                  const PuffinLimits& limits) {
  if (!file.is_deletion_vector() || !file.content_offset || !file.content_size_in_bytes) {
    base::Throw(ErrorKind::kInvalidArgument, "not a deletion vector: {}", file.file_path);
  }
  const std::string blob = ReadPuffinBlob(
      store, file.file_path,
      {.offset = *file.content_offset, .length = *file.content_size_in_bytes}, limits);
  try {
    PositionBitmap positions = DecodeDeletionVector(blob);
    if (static_cast<int64_t>(positions.size()) != file.record_count) {
      base::Throw(ErrorKind::kDataCorruption,
                  "a deletion vector has {} positions, and its manifest says {}", positions.size(),
                  file.record_count);
    }
    return positions;
  } catch (const base::Error& error) {
    throw error.WithContext(
        fmt::format("Puffin file {} at {}", file.file_path, *file.content_offset));
  }
}

void DeletionVectorWriter::Add(const DeletionVectorTarget& target,
                               const PositionBitmap& positions) {
  if (positions.empty()) {
    base::Throw(ErrorKind::kInvalidArgument, "a deletion vector without positions: {}",
                target.data_file);
  }
  if (!data_files_.insert(target.data_file).second) {
    base::Throw(ErrorKind::kInvalidArgument, "two deletion vectors of one data file: {}",
                target.data_file);
  }
  const uint64_t count = positions.size();
  const PuffinBlob& blob = puffin_.Add({.type = std::string(kDeletionVectorBlob),
                                        .fields = {kRowPosition},
                                        .snapshot_id = SnapshotId(-1),
                                        .sequence_number = -1,
                                        .properties = {{"cardinality", std::to_string(count)},
                                                       {"referenced-data-file", target.data_file}}},
                                       EncodeDeletionVector(positions));
  DataFile file;
  file.content = FileContent::kPositionDeletes;
  file.file_format = FileFormat::kPuffin;
  file.spec_id = target.spec_id;
  file.partition = target.partition;
  file.record_count = static_cast<int64_t>(count);
  file.referenced_data_file = target.data_file;
  file.content_offset = blob.offset;
  file.content_size_in_bytes = blob.length;
  files_.push_back(std::move(file));
}

DeletionVectorWriter::Result DeletionVectorWriter::Finish(const std::string& path) {
  Result result{puffin_.Finish().bytes, std::move(files_)};
  for (DataFile& file : result.files) {
    file.file_path = path;
    file.file_size_in_bytes = static_cast<int64_t>(result.bytes.size());
  }
  return result;
}

}  // namespace tarn::iceberg
