#include "iceberg/deletes/roaring_encoder.h"

#include <cstdint>
#include <vector>

namespace tarn::iceberg {
namespace {

constexpr uint32_t kCookieWithRuns = 12347;
constexpr uint32_t kCookie = 12346;
constexpr size_t kFewContainers = 4;  // with runs, fewer have no offsets
constexpr size_t kMostArrayValues = 4096;
constexpr size_t kBitsetBytes = 8192;
constexpr int kContainerShift = 16;

template <typename T>
void Append(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// The values of one container, as runs.
struct Container {
  struct Run {
    uint16_t begin = 0;
    uint16_t last = 0;
  };
  uint16_t key = 0;
  size_t cardinality = 0;
  std::vector<Run> runs;

  bool is_array() const { return cardinality <= kMostArrayValues; }
  size_t plain_bytes() const { return is_array() ? 2 * cardinality : kBitsetBytes; }
  size_t run_bytes() const { return 2 + 4 * runs.size(); }
  bool has_runs() const { return plain_bytes() > run_bytes(); }
  size_t bytes() const { return has_runs() ? run_bytes() : plain_bytes(); }
};

std::vector<Container> ContainersOf(const Roaring& bitmap) {
  std::vector<Container> containers;
  for (uint32_t value : bitmap) {
    const auto key = static_cast<uint16_t>(value >> kContainerShift);
    const auto low = static_cast<uint16_t>(value);
    if (containers.empty() || containers.back().key != key) containers.push_back({key, 0, {}});
    Container& container = containers.back();
    ++container.cardinality;
    if (!container.runs.empty() && container.runs.back().last + 1 == low) {
      container.runs.back().last = low;
    } else {
      container.runs.push_back({low, low});
    }
  }
  return containers;
}

void AppendRuns(const Container& container, std::string& out) {
  Append(out, static_cast<uint16_t>(container.runs.size()));
  for (const Container::Run& run : container.runs) {
    Append(out, run.begin);
    Append(out, static_cast<uint16_t>(run.last - run.begin));
  }
}

void AppendPlain(const Container& container, std::string& out) {
  std::string bits(container.is_array() ? 0 : kBitsetBytes, '\0');
  for (const Container::Run& run : container.runs) {
    for (uint32_t value = run.begin; value <= run.last; ++value) {
      if (container.is_array()) {
        Append(out, static_cast<uint16_t>(value));
      } else {
        bits[value / 8] = static_cast<char>(bits[value / 8] | 1 << (value % 8));
      }
    }
  }
  out += bits;
}

}  // namespace

void AppendPortable(const Roaring& bitmap, std::string& out) {
  const size_t begin = out.size();
  const std::vector<Container> containers = ContainersOf(bitmap);
  std::string run_flags((containers.size() + 7) / 8, '\0');
  bool any_runs = false;
  for (size_t i = 0; i < containers.size(); ++i) {
    if (!containers[i].has_runs()) continue;
    run_flags[i / 8] = static_cast<char>(run_flags[i / 8] | 1 << (i % 8));
    any_runs = true;
  }
  const auto count = static_cast<uint32_t>(containers.size());
  if (any_runs) {
    Append(out, kCookieWithRuns | (count - 1) << kContainerShift);
    out += run_flags;
  } else {
    Append(out, kCookie);
    Append(out, count);
  }
  for (const Container& container : containers) {
    Append(out, container.key);
    Append(out, static_cast<uint16_t>(container.cardinality - 1));
  }
  if (!any_runs || count >= kFewContainers) {
    size_t offset = out.size() - begin + size_t{4} * count;
    for (const Container& container : containers) {
      Append(out, static_cast<uint32_t>(offset));
      offset += container.bytes();
    }
  }
  for (const Container& container : containers) {
    container.has_runs() ? AppendRuns(container, out) : AppendPlain(container, out);
  }
}

}  // namespace tarn::iceberg
