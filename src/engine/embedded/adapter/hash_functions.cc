#include "engine/embedded/adapter/hash_functions.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/embedded/adapter/scalar_kernels.h"
#include "iceberg/sketch/murmur3.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::Value;

// Up to eight bytes as a number, the first its lowest.
uint64_t LittleEndian(std::string_view bytes) {
  uint64_t value = 0;
  std::memcpy(&value, bytes.data(), std::min<size_t>(bytes.size(), sizeof(value)));
  return value;
}
// The word `index` of a message; the missing bytes of the last one are zero.
uint64_t Word(std::string_view bytes, size_t index) {
  const size_t at = std::min(index * sizeof(uint64_t), bytes.size());
  return LittleEndian(bytes.substr(at, sizeof(uint64_t)));
}

// ---- SpookyHash V2: http://burtleburtle.net/bob/hash/spooky.html

constexpr uint64_t kSpooky = 0xdeadbeefdeadbeef;
constexpr size_t kSpookyWords = 12;
constexpr size_t kSpookyBlock = kSpookyWords * sizeof(uint64_t);

// A round of the mixes below: which words take part follows from where they stand.
struct SpookyShort {
  std::array<uint64_t, 4> h;

  void Mix() {
    static constexpr std::array<int, 12> kTurns = {50, 52, 30, 41, 54, 48, 38, 37, 62, 34, 5, 36};
    for (size_t i = 0; i < kTurns.size(); ++i) {
      uint64_t& turned = h[(i + 2) % 4];
      turned = std::rotl(turned, kTurns[i]) + h[(i + 3) % 4];
      h[i % 4] ^= turned;
    }
  }
  void End() {
    static constexpr std::array<int, 11> kTurns = {15, 52, 26, 51, 28, 9, 47, 54, 32, 25, 63};
    for (size_t i = 0; i < kTurns.size(); ++i) {
      uint64_t& turned = h[(i + 2) % 4];
      uint64_t& next = h[(i + 3) % 4];
      next ^= turned;
      turned = std::rotl(turned, kTurns[i]);
      next += turned;
    }
  }
};

uint64_t SpookyOfFew(std::string_view bytes) {
  const size_t length = bytes.size();
  SpookyShort mix{{0, 0, kSpooky, kSpooky}};
  auto& h = mix.h;
  const auto take_half = [&] {
    h[2] += Word(bytes, 0);
    h[3] += Word(bytes, 1);
    mix.Mix();
  };
  constexpr size_t kHalf = 16;
  while (bytes.size() >= 2 * kHalf) {
    take_half();
    h[0] += Word(bytes, 2);
    h[1] += Word(bytes, 3);
    bytes.remove_prefix(2 * kHalf);
  }
  if (bytes.size() >= kHalf) {
    take_half();
    bytes.remove_prefix(kHalf);
  }
  constexpr int kTopByte = 56;
  h[3] += static_cast<uint64_t>(length) << kTopByte;
  h[2] += bytes.empty() ? kSpooky : Word(bytes, 0);
  h[3] += bytes.empty() ? kSpooky : Word(bytes, 1);
  mix.End();
  return h[0];
}

uint64_t SpookyOfMany(std::string_view bytes) {
  std::array<uint64_t, kSpookyWords> h;
  for (size_t i = 0; i < kSpookyWords; ++i) h[i] = i % 3 == 2 ? kSpooky : 0;
  const auto at = [&h](size_t index) -> uint64_t& { return h[index % kSpookyWords]; };
  while (bytes.size() >= kSpookyBlock) {
    static constexpr std::array<int, kSpookyWords> kTurns = {11, 32, 43, 31, 17, 28,
                                                             39, 57, 55, 54, 22, 46};
    for (size_t i = 0; i < kSpookyWords; ++i) {
      at(i) += Word(bytes, i);
      at(i + 2) ^= at(i + 10);
      at(i + 11) ^= at(i);
      at(i) = std::rotl(at(i), kTurns[i]);
      at(i + 11) += at(i + 1);
    }
    bytes.remove_prefix(kSpookyBlock);
  }
  // The rest, with how much of it there is in the last byte.
  std::array<char, kSpookyBlock> rest{};
  std::copy(bytes.begin(), bytes.end(), rest.begin());
  rest.back() = static_cast<char>(bytes.size());
  for (size_t i = 0; i < kSpookyWords; ++i) at(i) += Word({rest.data(), rest.size()}, i);
  constexpr int kEndings = 3;
  for (int round = 0; round < kEndings; ++round) {
    static constexpr std::array<int, kSpookyWords> kTurns = {44, 15, 34, 21, 38, 33,
                                                             10, 13, 38, 53, 42, 54};
    for (size_t i = 0; i < kSpookyWords; ++i) {
      at(i + 11) += at(i + 1);
      at(i + 2) ^= at(i + 11);
      at(i + 1) = std::rotl(at(i + 1), kTurns[i]);
    }
  }
  return h[0];
}

const std::string& Bytes(const Value& value) { return duckdb::StringValue::Get(value); }

// A number's bytes, the highest first.
template <typename T>
Value BigEndian(T number) {
  std::string bytes(sizeof(T), '\0');
  for (size_t i = 0; i < sizeof(T); ++i) {
    bytes[sizeof(T) - 1 - i] = static_cast<char>(number >> (8 * i));
  }
  return Value::BLOB_RAW(bytes);
}

}  // namespace

uint64_t SpookyHash64(std::string_view bytes) {
  return bytes.size() < 2 * kSpookyBlock ? SpookyOfFew(bytes) : SpookyOfMany(bytes);
}

void RegisterHashFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType blob = LogicalType::BLOB;
  const auto add = [&](const char* name, Value (*body)(const std::vector<Value>&)) {
    RegisterScalar(loader, name, {blob}, blob, RowKernel(body));
  };
  add("tarn_murmur3", [](const std::vector<Value>& values) {
    // The halves' bytes, the lowest first.
    const auto [first, second] = iceberg::Murmur3x64(Bytes(values[0]), 0);
    std::string hash(sizeof(first) + sizeof(second), '\0');
    std::memcpy(hash.data(), &first, sizeof(first));
    std::memcpy(hash.data() + sizeof(first), &second, sizeof(second));
    return Value::BLOB_RAW(hash);
  });
  add("tarn_spooky_hash_v2_32", [](const std::vector<Value>& values) {
    return BigEndian(static_cast<uint32_t>(SpookyHash64(Bytes(values[0]))));
  });
  add("tarn_spooky_hash_v2_64",
      [](const std::vector<Value>& values) { return BigEndian(SpookyHash64(Bytes(values[0]))); });
}

}  // namespace tarn::engine::embedded
