#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "iceberg/json/model_json.h"
#include "iceberg/puffin/compression.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/puffin/puffin_layout.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using puffin::kMagic;
using puffin::kTailBytes;

// Most footers are within the last bytes, and cost one read.
constexpr uint64_t kGuessedFooterBytes = uint64_t{16} << 10;

uint32_t LittleEndian32(std::string_view bytes) {
  uint32_t value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

struct Tail {
  uint64_t payload_bytes = 0;
  bool compressed = false;
};

// From the file's last bytes.
Tail ReadTail(std::string_view last, uint64_t file_size, const PuffinLimits& limits) {
  // The smallest file: magic, and a footer of magic, an empty payload and the tail.
  if (last.size() < kTailBytes || file_size < 2 * kMagic.size() + kTailBytes) {
    base::Throw(ErrorKind::kDataCorruption, "too short for a Puffin file: {} bytes", file_size);
  }
  const std::string_view tail = last.substr(last.size() - kTailBytes);
  if (tail.substr(8) != kMagic) {
    base::Throw(ErrorKind::kDataCorruption, "not a Puffin file: its last bytes are no magic");
  }
  const uint32_t size = LittleEndian32(tail);
  const uint32_t flags = LittleEndian32(tail.substr(4));
  if ((flags & ~puffin::kFlagCompressed) != 0) {
    base::Throw(ErrorKind::kUnsupported, "a Puffin footer with unknown flags: {:#x}", flags);
  }
  if (size > limits.footer_bytes) {
    base::Throw(ErrorKind::kResourceExhausted, "a Puffin footer of {} bytes, more than {}", size,
                limits.footer_bytes);
  }
  if (size > file_size - 2 * kMagic.size() - kTailBytes) {
    base::Throw(ErrorKind::kDataCorruption,
                "a Puffin footer of {} bytes does not fit into a file of {}", size, file_size);
  }
  return {size, (flags & puffin::kFlagCompressed) != 0};
}

PuffinCompression AsCompression(const json::Value& value) {
  const std::string_view name = json::AsStringView(value);
  if (name == puffin::NameOf(PuffinCompression::kZstd)) return PuffinCompression::kZstd;
  if (name == puffin::NameOf(PuffinCompression::kLz4)) return PuffinCompression::kLz4;
  base::Throw(ErrorKind::kUnsupported, "a compression of Puffin blobs that Tarn does not know: {}",
              name);
}

PuffinBlob AsBlob(const json::Value& value, uint64_t blobs_end) {
  const json::Object object = json::AsObject(value);
  PuffinBlob blob;
  blob.type = json::GetString(object, "type");
  blob.fields = json::GetVector(object, "fields", json::AsInt32);
  blob.snapshot_id = json::Get(object, "snapshot-id", json::AsId<SnapshotId>);
  blob.sequence_number = json::GetInt64(object, "sequence-number");
  blob.offset = json::GetInt64(object, "offset");
  blob.length = json::GetInt64(object, "length");
  blob.compression = json::GetOptional(object, "compression-codec", AsCompression)
                         .value_or(PuffinCompression::kNone);
  blob.properties = json::GetOptionalStringMap(object, "properties");
  const auto end = static_cast<int64_t>(blobs_end);
  if (blob.offset < 0 || blob.length < 0 || blob.offset > end || blob.length > end - blob.offset) {
    throw json::PathError(
        fmt::format("a blob of {} bytes at {} is beyond the file's blobs, {} bytes", blob.length,
                    blob.offset, end));
  }
  return blob;
}

// `footer` is magic, payload and tail.
PuffinFooter DecodeFooter(std::string_view footer, const Tail& tail, uint64_t file_size,
                          const PuffinLimits& limits) {
  if (footer.substr(0, kMagic.size()) != kMagic) {
    base::Throw(ErrorKind::kDataCorruption, "a Puffin footer that does not begin with its magic");
  }
  std::string_view payload = footer.substr(kMagic.size(), tail.payload_bytes);
  std::string plain;
  if (tail.compressed) {
    plain = DecompressLz4(payload, limits.footer_bytes);
    payload = plain;
  }
  return json::ParseDocument(
      payload, ErrorKind::kDataCorruption, "a Puffin footer", [&](const json::Value& root) {
        const json::Object object = json::AsObject(root);
        PuffinFooter result;
        result.footer_size = static_cast<int64_t>(footer.size());
        result.blobs = json::GetVector(object, "blobs", [&](const json::Value& value) {
          return AsBlob(value, file_size - footer.size());
        });
        result.properties = json::GetOptionalStringMap(object, "properties");
        return result;
      });
}

std::string Uncompressed(std::string_view data, const PuffinBlob& blob,
                         const PuffinLimits& limits) {
  switch (blob.compression) {
    case PuffinCompression::kNone: return std::string(data);
    case PuffinCompression::kLz4: return DecompressLz4(data, limits.blob_bytes);
    case PuffinCompression::kZstd: return DecompressZstd(data, limits.blob_bytes);
  }
  return {};
}

// kResourceExhausted, kDataCorruption for a length that no blob can have.
void CheckLength(const PuffinBlob& blob, const PuffinLimits& limits) {
  if (blob.offset < 0 || blob.length < 0) {
    base::Throw(ErrorKind::kDataCorruption, "a blob of {} bytes at {}", blob.length, blob.offset);
  }
  if (static_cast<uint64_t>(blob.length) > limits.blob_bytes) {
    base::Throw(ErrorKind::kResourceExhausted, "a blob of {} bytes, more than {}", blob.length,
                limits.blob_bytes);
  }
}

// Damage is told with the file's name.
template <typename Read>
auto Located(const std::string& name, Read&& read) {
  try {
    return read();
  } catch (const base::Error& error) {
    throw error.WithContext("Puffin file " + name);
  }
}

}  // namespace

PuffinFooter ReadPuffinFooter(store::ObjectStore& store, const std::string& path,
                              const PuffinLimits& limits) {
  const auto info = store.Stat(path);
  if (!info) base::Throw(ErrorKind::kNotFound, "there is no Puffin file {}", path);
  return Located(path, [&] {
    const uint64_t guess = std::min(info->size, kGuessedFooterBytes);
    std::string last = store.ReadRange(path, info->size - guess, guess);
    const Tail tail = ReadTail(last, info->size, limits);
    const uint64_t footer = kMagic.size() + tail.payload_bytes + kTailBytes;
    if (footer > last.size()) last = store.ReadRange(path, info->size - footer, footer);
    if (last.size() < footer) {
      base::Throw(ErrorKind::kDataCorruption, "the file became shorter while it was read");
    }
    return DecodeFooter(std::string_view(last).substr(last.size() - footer), tail, info->size,
                        limits);
  });
}

std::string ReadPuffinBlob(store::ObjectStore& store, const std::string& path,
                           const PuffinBlob& blob, const PuffinLimits& limits) {
  return Located(path, [&] {
    CheckLength(blob, limits);
    const std::string data = store.ReadRange(path, static_cast<uint64_t>(blob.offset),
                                             static_cast<uint64_t>(blob.length));
    if (static_cast<int64_t>(data.size()) != blob.length) {
      base::Throw(ErrorKind::kDataCorruption, "a blob of {} bytes at {} is beyond the file's end",
                  blob.length, blob.offset);
    }
    return Uncompressed(data, blob, limits);
  });
}

PuffinFooter DecodePuffinFooter(std::string_view file, const std::string& name,
                                const PuffinLimits& limits) {
  return Located(name, [&] {
    const Tail tail = ReadTail(file, file.size(), limits);
    const uint64_t footer = kMagic.size() + tail.payload_bytes + kTailBytes;
    return DecodeFooter(file.substr(file.size() - footer), tail, file.size(), limits);
  });
}

std::string DecodePuffinBlob(std::string_view file, const PuffinBlob& blob, const std::string& name,
                             const PuffinLimits& limits) {
  return Located(name, [&] {
    CheckLength(blob, limits);
    const auto offset = static_cast<uint64_t>(blob.offset);
    const auto length = static_cast<uint64_t>(blob.length);
    if (offset > file.size() || length > file.size() - offset) {
      base::Throw(ErrorKind::kDataCorruption, "a blob of {} bytes at {} is beyond the file's end",
                  blob.length, blob.offset);
    }
    return Uncompressed(file.substr(offset, length), blob, limits);
  });
}

}  // namespace tarn::iceberg
