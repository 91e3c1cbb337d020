#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/embedded/adapter/statement_memory.h"

namespace tarn::engine::embedded {

// The accounts of all connections of an engine, and who ends when the memory of all is used up
// although everything was spilled that can be: the statement that works in the most, not the one
// that happened to ask last. Nobody waits for longer than some seconds, so there is no deadlock,
// whatever locks are held meanwhile. Thread safe.
class MemoryGovernor {
 public:
  // Of a new connection. It may outlive the connection, not DuckDB's instance.
  std::shared_ptr<StatementMemory> Open(duckdb::BufferManager& below);
  // The connection is gone.
  void Close(const std::shared_ptr<StatementMemory>& memory);

  // `who` found no memory: returns when it is to try again. Throws its error, as an exception of
  // DuckDB's, when it is the one that ends, or when waiting was of no use.
  void AwaitRoom(StatementMemory& who, uint64_t bytes, MemoryWait& wait);

  // Accounts, those that wait for their last bytes included; for tests.
  size_t accounts() const;

 private:
  // Condemns the biggest one, unless another one is condemned and not gone yet.
  void ChooseLocked(StatementMemory& who);

  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<StatementMemory>> open_;
  std::vector<std::shared_ptr<StatementMemory>> closed_;  // something of them is left somewhere
};

}  // namespace tarn::engine::embedded
