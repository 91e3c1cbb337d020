#include "iceberg/deletes/roaring_decoder.h"

#include <bit>
#include <vector>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

constexpr uint32_t kCookieWithRuns = 12347;
constexpr uint32_t kCookie = 12346;
constexpr uint32_t kMostContainers = 1 << 16;
constexpr uint32_t kFewContainers = 4;  // with runs, fewer have no offsets
constexpr uint32_t kMostArrayValues = 4096;
constexpr uint32_t kBitsOfContainer = 1 << 16;
constexpr int kContainerShift = 16;

struct Container {
  uint32_t base = 0;
  uint32_t cardinality = 0;
  bool runs = false;
};

}  // namespace

void RoaringDecoder::Fail(std::string_view what) const {
  base::Throw(base::ErrorKind::kDataCorruption, "not a Roaring bitmap: {}", what);
}

std::string_view RoaringDecoder::Take(size_t count) {
  if (count > rest_.size()) Fail("it ends early");
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

Roaring RoaringDecoder::Bitmap() {
  const auto cookie = Number<uint32_t>();
  const bool has_runs = (cookie & 0xFFFF) == kCookieWithRuns;
  if (!has_runs && cookie != kCookie) Fail("its cookie is unknown");
  const uint32_t count = has_runs ? (cookie >> 16) + 1 : Number<uint32_t>();
  if (count > kMostContainers) Fail("it has too many containers");
  const std::string_view run_flags = has_runs ? Take((count + 7) / 8) : std::string_view();
  std::vector<Container> containers;
  if (size_t{count} * 4 > remaining()) Fail("it ends early");
  containers.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t base = uint32_t{Number<uint16_t>()} << kContainerShift;
    const uint32_t cardinality = uint32_t{Number<uint16_t>()} + 1;
    if (i > 0 && base <= containers.back().base) Fail("its containers are not sorted");
    const bool runs = has_runs && (static_cast<unsigned char>(run_flags[i / 8]) >> (i % 8) & 1);
    containers.push_back({base, cardinality, runs});
  }
  // Offsets repeat what the sizes say.
  if (!has_runs || count >= kFewContainers) Take(size_t{count} * 4);
  Roaring bitmap;
  for (const Container& container : containers) {
    if (container.runs) {
      Runs(container.base, container.cardinality, bitmap);
    } else if (container.cardinality <= kMostArrayValues) {
      Array(container.base, container.cardinality, bitmap);
    } else {
      Bits(container.base, container.cardinality, bitmap);
    }
  }
  return bitmap;
}

void RoaringDecoder::Array(uint32_t base, uint32_t cardinality, Roaring& bitmap) {
  if (size_t{cardinality} * 2 > remaining()) Fail("it ends early");
  std::vector<uint32_t> values;
  values.reserve(cardinality);
  for (uint32_t i = 0; i < cardinality; ++i) {
    const uint32_t value = base | Number<uint16_t>();
    if (i > 0 && value <= values.back()) Fail("a container's values are not sorted");
    values.push_back(value);
  }
  bitmap.addMany(values.size(), values.data());
}

void RoaringDecoder::Bits(uint32_t base, uint32_t cardinality, Roaring& bitmap) {
  if (remaining() < kBitsOfContainer / 8) Fail("it ends early");
  std::vector<uint32_t> values;
  values.reserve(cardinality);
  for (uint32_t at = 0; at < kBitsOfContainer; at += 64) {
    for (auto word = Number<uint64_t>(); word != 0; word &= word - 1) {
      if (values.size() == cardinality) Fail("a container has more values than it says");
      values.push_back(base + at + static_cast<uint32_t>(std::countr_zero(word)));
    }
  }
  if (values.size() != cardinality) Fail("a container has fewer values than it says");
  bitmap.addMany(values.size(), values.data());
}

void RoaringDecoder::Runs(uint32_t base, uint32_t cardinality, Roaring& bitmap) {
  const auto count = Number<uint16_t>();
  if (size_t{count} * 4 > remaining()) Fail("it ends early");
  uint32_t next = 0;  // where a run may begin
  uint32_t total = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t begin = Number<uint16_t>();
    const uint32_t end = begin + Number<uint16_t>() + 1;
    if (begin < next || end > kBitsOfContainer) Fail("a container's runs are not sorted");
    ::roaring_bitmap_add_range(&bitmap.roaring, base + uint64_t{begin}, base + uint64_t{end});
    next = end;
    total += end - begin;
  }
  if (total != cardinality) Fail("a container's runs have other values than it says");
}

}  // namespace tarn::iceberg
