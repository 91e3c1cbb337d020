#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "avro/binary.h"
#include "avro/schema.h"
#include "base/random.h"

namespace tarn::avro {

enum class Codec { kNull, kDeflate, kZstandard };
std::string_view ToString(Codec codec);

// Builds an object container file (Avro specification: Object Container Files) in memory. Not
// thread safe.
class ContainerWriter {
 public:
  // `metadata` must not have "avro." keys.
  ContainerWriter(std::string_view schema_json, const std::map<std::string, std::string>& metadata,
                  Codec codec, base::RandomSource& random = base::RandomSource::System());

  // One encoded object of the schema.
  void Append(std::string_view object);
  uint64_t object_count() const { return object_count_; }
  // Bytes of objects so far, before compression.
  uint64_t uncompressed_bytes() const { return uncompressed_bytes_; }
  // The file. The writer cannot be used afterwards.
  std::string Finish();

 private:
  void FlushBlock();

  Codec codec_;
  std::string sync_;
  std::string out_;
  std::string block_;
  int64_t block_objects_ = 0;
  uint64_t object_count_ = 0;
  uint64_t uncompressed_bytes_ = 0;
};

// Reads a container file that is whole in memory and may be hostile: kDataCorruption for what is no
// such file, kUnsupported for an unknown codec, kResourceExhausted for a block that expands beyond
// kMaxBlockBytes. Views live as long as the bytes and, for blocks, until the next one.
class ContainerReader {
 public:
  explicit ContainerReader(std::string_view bytes);

  std::string_view schema_json() const { return schema_json_; }
  const std::map<std::string, std::string, std::less<>>& metadata() const { return metadata_; }
  Codec codec() const { return codec_; }

  struct Block {
    int64_t objects = 0;
    std::string_view data;
  };
  // Nothing at the end.
  std::optional<Block> NextBlock();

  static constexpr size_t kMaxBlockBytes = size_t{256} << 20;

 private:
  std::string_view bytes_;
  Decoder decoder_;
  std::string_view schema_json_;
  std::map<std::string, std::string, std::less<>> metadata_;
  Codec codec_ = Codec::kNull;
  std::string_view sync_;
  std::string buffer_;
};

}  // namespace tarn::avro
