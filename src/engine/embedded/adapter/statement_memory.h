#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "duckdb/storage/buffer/block_handle.hpp"
#include "duckdb/storage/buffer_manager.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/memory_limits.h"

namespace tarn::engine::embedded {

class MemoryGovernor;

// How long a thread has waited for memory that others are to give back.
struct MemoryWait {
  std::optional<std::chrono::steady_clock::time_point> began = {};
};

// The account of what the statements of one connection, one after the other, have of DuckDB's
// memory. Two kinds are counted: bytes of an allocator, exactly, and blocks, of which nobody is
// told when they are unpinned, spilled or freed: the account knows them by weak pointers and looks
// at them once enough came since the last time. Thread safe.
class StatementMemory {
 public:
  // Both outlive it.
  StatementMemory(duckdb::BufferManager& below, MemoryGovernor& governor);

  // A new statement: its limits and its peaks. Memory that is there already stays counted.
  void Begin(const MemoryLimits& limits, duckdb::weak_ptr<duckdb::ClientContext> context);

  // The least that a limit allows to be pinned; a huge number for none.
  uint64_t limit() const;

  // Before `bytes` are taken: kResourceExhausted, as an exception of DuckDB's, when that would be
  // over a limit or the statement is condemned. What is over the limit of both together is spilled.
  void Admit(uint64_t bytes);
  // Something was taken: a new block, one that was pinned anew, bytes.
  void AddBlock(const duckdb::shared_ptr<duckdb::BlockHandle>& block);
  void PinBlock(const duckdb::BlockMemory& block);
  void AddBytes(uint64_t bytes);
  void RemoveBytes(uint64_t bytes) { heap_.fetch_sub(static_cast<int64_t>(bytes)); }

  // Takes something of DuckDB's memory; when there is no more, waits a bounded time until others
  // gave some back (see MemoryGovernor). Throws DuckDB's exceptions.
  template <typename F>
  auto MakeRoom(uint64_t bytes, F&& take) -> decltype(take()) {
    MemoryWait wait;
    while (true) {
      try {
        return take();
      } catch (const duckdb::OutOfMemoryException&) {  // below, without the exception
      }
      AwaitRoom(bytes, wait);
    }
  }

  // Allocates from DuckDB's and counts.
  duckdb::Allocator& allocator() { return allocator_; }

  // `fresh`: not of some milliseconds ago.
  MemoryUse Use(bool fresh = false);

  // Makes the statement end as soon as it can: what it takes from here on is refused.
  void Condemn();
  bool condemned() const { return condemned_; }
  // Whether somebody wants the statement to end, for whatever reason.
  bool interrupted() const;
  // The statement's error was told: what cleans up after it is refused nothing.
  void Forgive() { refuses_ = false; }
  [[noreturn]] static void ThrowOutOfMemory();
  // The limit of the engine itself, reached by this statement alone.
  [[noreturn]] void ThrowOverEngine(uint64_t wanted);
  // Whether nothing is left that its allocator would have to free.
  bool empty() const { return heap_ == 0; }

 private:
  int64_t UserEstimate() const { return heap_.load() + pinned_.load(); }
  void NotePeak();
  // Counts the blocks that are there, and spills what can be while all of it is more than `most`.
  void LookLocked(uint64_t most);
  void CheckLocked(uint64_t bytes);
  void AwaitRoom(uint64_t bytes, MemoryWait& wait);
  [[noreturn]] void ThrowOverLimit(uint64_t limit, uint64_t wanted, bool total);
  [[noreturn]] void ThrowOverNode(uint64_t limit, uint64_t wanted);

  duckdb::BufferManager& below_;
  MemoryGovernor& governor_;
  duckdb::Allocator allocator_;
  std::atomic<int64_t> heap_{0};       // of the allocator and of reservations
  std::atomic<int64_t> pinned_{0};     // of blocks: as last looked, and what came since
  std::atomic<int64_t> since_{0};      // what came since
  std::atomic<int64_t> revocable_{0};  // as last looked
  std::atomic<int64_t> spilled_{0};    // likewise
  std::atomic<int64_t> peak_user_{0}, peak_total_{0}, peak_spilled_{0};
  std::atomic<int64_t> looked_at_{0};  // ms of the steady clock

  std::atomic<uint64_t> limit_, total_limit_;
  std::atomic<bool> by_node_{false};  // which of Trino's two limits is the least
  std::atomic<bool> condemned_{false}, refuses_{false};

  std::mutex look_mutex_;  // held while looking
  mutable std::mutex mutex_;
  std::vector<duckdb::weak_ptr<duckdb::BlockMemory>> blocks_;  // guarded by `mutex_`
  duckdb::weak_ptr<duckdb::ClientContext> context_;            // guarded by `mutex_`
};

}  // namespace tarn::engine::embedded
