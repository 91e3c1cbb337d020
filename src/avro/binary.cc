#include "avro/binary.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::avro {

void Decoder::Fail(std::string_view what) const {
  base::Throw(base::ErrorKind::kDataCorruption, "Avro data is damaged: {} at byte {} of {}", what,
              position(), static_cast<size_t>(end_ - begin_));
}

int64_t Decoder::LongSlow() {
  uint64_t bits = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(*Take(1));
    if (shift == 63 && byte > 1) Fail("a number beyond 64 bits");
    bits |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return static_cast<int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
  }
  Fail("a number beyond 64 bits");
}

size_t Decoder::BlockCount(size_t min_item_bytes) {
  int64_t count = Long();
  if (count < 0) {
    if (count == INT64_MIN) Fail("a block with too many items");
    count = -count;
    Long();  // the block's bytes, for those who skip
  }
  const size_t most = min_item_bytes == 0 ? kMaxEmptyItems : remaining() / min_item_bytes;
  if (static_cast<uint64_t>(count) > most) Fail("a block with more items than the data can have");
  return static_cast<size_t>(count);
}

void Decoder::SkipAt(const Schema& schema, int depth) {
  if (depth > kMaxSchemaDepth) Fail("values nested too deep");
  switch (schema.type) {
    case Type::kNull: return;
    case Type::kBoolean: Bool(); return;
    case Type::kInt:
    case Type::kLong:
    case Type::kEnum: Long(); return;
    case Type::kFloat: Take(4); return;
    case Type::kDouble: Take(8); return;
    case Type::kBytes:
    case Type::kString: Bytes(); return;
    case Type::kFixed: Fixed(schema.size); return;
    case Type::kRecord:
      for (const Field& field : schema.fields) SkipAt(*field.type, depth + 1);
      return;
    case Type::kUnion:
      SkipAt(*schema.branches[UnionBranch(schema.branches.size())], depth + 1);
      return;
    case Type::kArray:
    case Type::kMap: {
      const bool map = schema.type == Type::kMap;
      const size_t item_bytes = MinBytes(*schema.items) + (map ? 1 : 0);
      size_t empty_items = 0;
      while (size_t count = BlockCount(item_bytes)) {
        if (item_bytes == 0 && (empty_items += count) > kMaxEmptyItems) Fail("too many items");
        for (; count > 0; --count) {
          if (map) Bytes();
          SkipAt(*schema.items, depth + 1);
        }
      }
      return;
    }
  }
}

size_t MinBytes(const Schema& schema) {
  switch (schema.type) {
    case Type::kNull: return 0;
    case Type::kFloat: return 4;
    case Type::kDouble: return 8;
    case Type::kFixed: return static_cast<size_t>(schema.size);
    case Type::kRecord: {
      size_t bytes = 0;
      for (const Field& field : schema.fields) bytes += MinBytes(*field.type);
      return bytes;
    }
    default: return 1;
  }
}

}  // namespace tarn::avro
