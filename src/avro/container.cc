#include "avro/container.h"

#include "avro/compression.h"
#include "base/error.h"

namespace tarn::avro {
namespace {

using base::ErrorKind;

constexpr std::string_view kMagic("Obj\1", 4);
constexpr size_t kSyncBytes = 16;
// As Avro's own writers: small enough to stream, large enough to compress.
constexpr size_t kBlockBytes = 64'000;

constexpr Codec kCodecs[] = {Codec::kNull, Codec::kDeflate, Codec::kZstandard};

Codec ParseCodec(std::string_view name) {
  for (Codec codec : kCodecs) {
    if (ToString(codec) == name) return codec;
  }
  throw base::Error(ErrorKind::kUnsupported,
                    fmt::format("Tarn does not read Avro files of codec '{}'", name),
                    "write the file with null, deflate or zstandard");
}

}  // namespace

std::string_view ToString(Codec codec) {
  switch (codec) {
    case Codec::kNull: return "null";
    case Codec::kDeflate: return "deflate";
    case Codec::kZstandard: return "zstandard";
  }
  return "";
}

ContainerWriter::ContainerWriter(std::string_view schema_json,
                                 const std::map<std::string, std::string>& metadata, Codec codec,
                                 base::RandomSource& random)
    : codec_(codec) {
  for (size_t i = 0; i < kSyncBytes; i += sizeof(uint64_t)) {
    const uint64_t bits = random.Next();
    sync_.append(reinterpret_cast<const char*>(&bits), sizeof bits);
  }
  Encoder header;
  header.Fixed(kMagic);
  header.Long(static_cast<int64_t>(metadata.size() + 2));
  const auto entry = [&](std::string_view key, std::string_view value) {
    header.Bytes(key);
    header.Bytes(value);
  };
  entry("avro.schema", schema_json);
  entry("avro.codec", ToString(codec));
  for (const auto& [key, value] : metadata) entry(key, value);
  header.Long(0);
  header.Fixed(sync_);
  out_ = header.bytes();
}

void ContainerWriter::Append(std::string_view object) {
  block_ += object;
  ++block_objects_;
  ++object_count_;
  uncompressed_bytes_ += object.size();
  if (block_.size() >= kBlockBytes) FlushBlock();
}

void ContainerWriter::FlushBlock() {
  if (block_objects_ == 0) return;
  const std::string data = Compress(codec_, block_);
  Encoder header;
  header.Long(block_objects_);
  header.Bytes(data);
  out_ += header.bytes();
  out_ += sync_;
  block_.clear();
  block_objects_ = 0;
}

std::string ContainerWriter::Finish() {
  FlushBlock();
  return std::move(out_);
}

ContainerReader::ContainerReader(std::string_view bytes) : bytes_(bytes), decoder_(bytes) {
  if (!bytes.starts_with(kMagic)) {
    base::Throw(ErrorKind::kDataCorruption, "not an Avro file: {} bytes without its mark",
                bytes.size());
  }
  decoder_.Fixed(kMagic.size());
  while (size_t count = decoder_.BlockCount(2)) {
    for (; count > 0; --count) {
      const std::string_view key = decoder_.Bytes();
      const std::string_view value = decoder_.Bytes();
      if (key == "avro.schema") schema_json_ = value;
      metadata_.insert_or_assign(std::string(key), std::string(value));
    }
  }
  sync_ = decoder_.Fixed(kSyncBytes);
  if (schema_json_.empty()) {
    base::Throw(ErrorKind::kDataCorruption, "an Avro file of {} bytes has no schema", bytes.size());
  }
  auto codec = metadata_.find("avro.codec");
  if (codec != metadata_.end()) codec_ = ParseCodec(codec->second);
}

std::optional<ContainerReader::Block> ContainerReader::NextBlock() {
  if (decoder_.remaining() == 0) return {};
  const int64_t objects = decoder_.Long();
  if (objects < 0) decoder_.Fail("a block with a negative number of objects");
  std::string_view data = decoder_.Bytes();
  if (decoder_.Fixed(kSyncBytes) != sync_) decoder_.Fail("a block without its mark");
  if (codec_ != Codec::kNull) {
    Decompress(codec_, data, kMaxBlockBytes, buffer_);
    data = buffer_;
  }
  return Block{objects, data};
}

}  // namespace tarn::avro
