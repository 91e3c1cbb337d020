#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// How much memory one statement may have, in bytes, by the names of Trino's session properties
// (https://trino.io/docs/476/admin/properties-resource-management.html). One process is the whole
// cluster and its only node, so the least of the first two counts; they differ in the error's name.
struct MemoryLimits {
  std::optional<uint64_t> query = {};           // query_max_memory
  std::optional<uint64_t> query_per_node = {};  // query_max_memory_per_node
  // query_max_total_memory: with what could be spilled, which is spilled before a statement fails.
  std::optional<uint64_t> query_total = {};

  bool operator==(const MemoryLimits&) const = default;
};

// The stricter ones of two.
MemoryLimits StricterOf(const MemoryLimits& left, const MemoryLimits& right);

// What a statement has of the engine's memory, in bytes.
struct MemoryUse {
  uint64_t user = 0;       // that it works in: pinned blocks and what operators allocate
  uint64_t revocable = 0;  // blocks that can be spilled at any time
  uint64_t spilled = 0;    // blocks in the folder for temporary files, before compression
  // The most that there was since the statement began, at most an eighth too high.
  uint64_t peak_user = 0;
  uint64_t peak_total = 0;
  uint64_t peak_spilled = 0;
  bool condemned = false;  // it is to end, so that others have its memory
};

// Of a statement that ends so that others have its memory, in Trino's words.
inline constexpr std::string_view kClusterOutOfMemory =
    "Query killed because the cluster is out of memory. Please try again in a few minutes.";

// As io.airlift.units.DataSize writes it: "1GB", "1.50MB", "0B".
std::string DataSizeText(uint64_t bytes);

}  // namespace tarn::engine::embedded
