#pragma once

#include <cstdint>
#include <string>

namespace tarn::engine {

// What a statement did, so far or in all. A value; zero and empty for what an engine does not know.
struct StatementStatistics {
  std::string ref;          // that it read, as the session has it
  std::string commit;       // that it read, in hexadecimal
  std::string made_commit;  // that it made; empty for none
  uint64_t input_rows = 0;  // of the data files that it opened
  uint64_t input_bytes = 0;
  uint64_t files_read = 0;
  uint64_t files_pruned = 0;  // left out by partition, statistics, path or a join's keys
  uint64_t cpu_ms = 0;        // over all threads
  // Its own memory, as Trino divides it: what it works in, and what could be spilled at once.
  uint64_t memory_bytes = 0;             // now, without the revocable
  uint64_t revocable_memory_bytes = 0;   // now
  uint64_t peak_memory_bytes = 0;        // the most of memory_bytes, within an eighth
  uint64_t peak_total_memory_bytes = 0;  // the most of both together, likewise
  uint64_t peak_spilled_bytes = 0;       // the most that was in the folder for temporary files
  // The engine needs its memory for other statements: whoever runs it is to end it.
  bool out_of_memory = false;

  bool operator==(const StatementStatistics&) const = default;
};

}  // namespace tarn::engine
