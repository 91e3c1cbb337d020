#include "engine/embedded/adapter/statement_memory.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/memory_governor.h"

namespace tarn::engine::embedded {
namespace {

constexpr uint64_t kNoLimit = std::numeric_limits<int64_t>::max();
constexpr int64_t kLeastStep = int64_t{2} << 20;  // eight blocks
constexpr int64_t kStaleMs = 10;

int64_t NowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Raise(std::atomic<int64_t>& most, int64_t value) {
  int64_t seen = most.load();
  while (value > seen && !most.compare_exchange_weak(seen, value)) {
  }
}

uint64_t AtLeastZero(int64_t value) { return value > 0 ? static_cast<uint64_t>(value) : 0; }

// A block that is smaller than a page is never spilled, and used without being pinned.
bool IsSmall(const duckdb::BlockMemory& block) {
  return block.GetBufferType() == duckdb::FileBufferType::TINY_BUFFER;
}

// DuckDB's own type for it, so that nothing takes it for an error of a value.
[[noreturn]] void Throw(base::StandardError code, const std::string& message) {
  throw duckdb::OutOfMemoryException(
      FramedText(base::Error(base::ErrorKind::kResourceExhausted, code, message)));
}

// What allocations are counted in and made by.
struct Counting : duckdb::PrivateAllocatorData {
  Counting(StatementMemory& counted, duckdb::Allocator& made_by)
      : memory(counted), below(made_by) {}
  StatementMemory& memory;
  duckdb::Allocator& below;
};

duckdb::data_ptr_t Allocate(duckdb::PrivateAllocatorData* data, duckdb::idx_t size) {
  auto& counting = data->Cast<Counting>();
  counting.memory.Admit(size);
  const auto result =
      counting.memory.MakeRoom(size, [&] { return counting.below.AllocateData(size); });
  counting.memory.AddBytes(size);
  return result;
}

void Free(duckdb::PrivateAllocatorData* data, duckdb::data_ptr_t pointer, duckdb::idx_t size) {
  auto& counting = data->Cast<Counting>();
  counting.below.FreeData(pointer, size);
  counting.memory.RemoveBytes(size);
}

duckdb::data_ptr_t Reallocate(duckdb::PrivateAllocatorData* data, duckdb::data_ptr_t pointer,
                              duckdb::idx_t old_size, duckdb::idx_t size) {
  auto& counting = data->Cast<Counting>();
  if (size > old_size) counting.memory.Admit(size - old_size);
  const auto result = counting.below.ReallocateData(pointer, old_size, size);
  counting.memory.AddBytes(size);
  counting.memory.RemoveBytes(old_size);
  return result;
}

}  // namespace

StatementMemory::StatementMemory(duckdb::BufferManager& below, MemoryGovernor& governor)
    : below_(below),
      governor_(governor),
      allocator_(Allocate, Free, Reallocate,
                 duckdb::make_uniq<Counting>(*this, below.GetBufferAllocator())),
      limit_(kNoLimit),
      total_limit_(kNoLimit) {}

void StatementMemory::Begin(const MemoryLimits& limits,
                            duckdb::weak_ptr<duckdb::ClientContext> context) {
  {
    std::lock_guard lock(mutex_);
    context_ = std::move(context);
  }
  const uint64_t query = limits.query.value_or(kNoLimit);
  const uint64_t node = limits.query_per_node.value_or(kNoLimit);
  by_node_ = node <= query;
  limit_ = std::min({query, node, kNoLimit});
  total_limit_ = std::min(limits.query_total.value_or(kNoLimit), kNoLimit);
  condemned_ = false;
  refuses_ = false;
  {
    std::lock_guard lock(look_mutex_);
    LookLocked(kNoLimit);
  }
  peak_user_ = UserEstimate();
  peak_total_ = UserEstimate() + revocable_;
  peak_spilled_ = spilled_.load();
}

uint64_t StatementMemory::limit() const { return std::min<uint64_t>(limit_, total_limit_); }

void StatementMemory::NotePeak() {
  const int64_t user = UserEstimate();
  Raise(peak_user_, user);
  Raise(peak_total_, user + revocable_);
}

void StatementMemory::Admit(uint64_t bytes) {
  if (refuses_) ThrowOutOfMemory();
  const int64_t user = UserEstimate() + static_cast<int64_t>(std::min(bytes, kNoLimit / 2));
  const int64_t total = user + revocable_;
  const int64_t since = since_;
  const auto near = [&](uint64_t limit, int64_t estimate) {
    const auto most = static_cast<int64_t>(limit);
    // Close to the limit not every block is worth a look.
    const int64_t slack = std::min(most / 64, kLeastStep);
    return estimate > most && (since >= slack || estimate - most > slack);
  };
  const bool over = near(limit_, user) || near(total_limit_, total);
  if (!over && since < std::max(kLeastStep, (pinned_ + revocable_) / 8)) return;
  std::lock_guard lock(look_mutex_);
  if (over) {
    CheckLocked(bytes);
  } else if (since_ >= kLeastStep) {  // nobody else looked meanwhile
    LookLocked(kNoLimit);
  }
}

void StatementMemory::CheckLocked(uint64_t bytes) {
  const uint64_t total = total_limit_;
  // More than must be, so that the next block needs no other look.
  const uint64_t most =
      total == kNoLimit ? total : total - std::min<uint64_t>(total, total / 16 + bytes);
  LookLocked(total == kNoLimit ? kNoLimit : most);
  const uint64_t user = AtLeastZero(UserEstimate()) + bytes;
  if (user > limit_) ThrowOverLimit(limit_, bytes, false);
  if (user > total) ThrowOverLimit(total, bytes, true);
}

void StatementMemory::LookLocked(uint64_t most) {
  std::vector<duckdb::weak_ptr<duckdb::BlockMemory>> blocks;
  int64_t pinned_before = 0, since_before = 0;
  {
    std::lock_guard lock(mutex_);
    blocks.swap(blocks_);
    pinned_before = pinned_;
    since_before = since_;
  }
  int64_t user = 0, revocable = 0, spilled = 0;
  const auto visit = [&](duckdb::BlockMemory& block) {
    const auto bytes = static_cast<int64_t>(block.GetMemoryUsage());
    if (block.IsUnloaded()) {
      if (block.MustWriteToTemporaryFile()) spilled += bytes;
    } else {
      (block.GetReaders() > 0 || IsSmall(block) ? user : revocable) += bytes;
    }
  };
  std::erase_if(blocks, [&](const auto& weak) {
    const auto block = weak.lock();
    if (!block) return true;
    visit(*block);
    return false;
  });
  const auto keep = [&] {
    std::lock_guard lock(mutex_);
    if (blocks.size() < blocks_.size()) blocks.swap(blocks_);
    blocks_.insert(blocks_.end(), std::make_move_iterator(blocks.begin()),
                   std::make_move_iterator(blocks.end()));
  };
  try {
    for (const auto& weak : blocks) {
      if (most == kNoLimit || AtLeastZero(heap_ + user + revocable) <= most) break;
      const auto block = weak.lock();
      if (!block || !block->CanUnload() || IsSmall(*block)) continue;
      auto lock = block->GetLock();
      if (!block->CanUnload()) continue;
      const auto bytes = static_cast<int64_t>(block->GetMemoryUsage());
      if (block->MustWriteToTemporaryFile()) spilled += bytes;
      block->Unload(lock);
      revocable -= bytes;
    }
  } catch (...) {
    keep();
    throw;
  }
  keep();
  pinned_ += user - pinned_before;
  since_ -= since_before;
  revocable_ = std::max<int64_t>(revocable, 0);
  spilled_ = spilled;
  Raise(peak_spilled_, spilled);
  looked_at_ = NowMs();
}

void StatementMemory::AddBlock(const duckdb::shared_ptr<duckdb::BlockHandle>& block) {
  const auto bytes = static_cast<int64_t>(block->GetMemory().GetMemoryUsage());
  {
    std::lock_guard lock(mutex_);
    blocks_.push_back(block->GetMemoryWeak());
    pinned_ += bytes;
    since_ += bytes;
  }
  NotePeak();
}

void StatementMemory::PinBlock(const duckdb::BlockMemory& block) {
  const auto bytes = static_cast<int64_t>(block.GetMemoryUsage());
  pinned_ += bytes;
  since_ += bytes;
  // A block that was unpinned meanwhile still counts. Operators that go over what they have pin for
  // long without taking more, so that nothing else would look.
  const auto most = static_cast<int64_t>(limit());
  const bool over = UserEstimate() > most && since_ >= std::min(most / 64, kLeastStep);
  if (over || since_ >= std::max(kLeastStep, (pinned_ + revocable_) / 8)) {
    std::unique_lock lock(look_mutex_, std::try_to_lock);
    if (!lock.owns_lock()) return;  // who looks notes what there is
    LookLocked(kNoLimit);
  }
  NotePeak();
}

void StatementMemory::AddBytes(uint64_t bytes) {
  heap_ += static_cast<int64_t>(bytes);
  NotePeak();
}

MemoryUse StatementMemory::Use(bool fresh) {
  if (fresh || NowMs() - looked_at_ >= kStaleMs) {
    // Somebody who looks may be spilling, which takes its time.
    std::unique_lock lock(look_mutex_, std::defer_lock);
    if (fresh) lock.lock();
    if (fresh || lock.try_lock()) LookLocked(kNoLimit);
  }
  MemoryUse use;
  use.user = AtLeastZero(UserEstimate());
  use.revocable = AtLeastZero(revocable_);
  use.spilled = AtLeastZero(spilled_);
  use.peak_user = AtLeastZero(peak_user_);
  use.peak_total = AtLeastZero(peak_total_);
  use.peak_spilled = AtLeastZero(peak_spilled_);
  use.condemned = condemned_;
  return use;
}

void StatementMemory::Condemn() {
  condemned_ = true;
  refuses_ = true;
  duckdb::shared_ptr<duckdb::ClientContext> context;
  {
    std::lock_guard lock(mutex_);
    context = context_.lock();
  }
  if (context) context->Interrupt();
}

bool StatementMemory::interrupted() const {
  std::lock_guard lock(mutex_);
  const auto context = context_.lock();
  return !context || context->IsInterrupted();
}

void StatementMemory::AwaitRoom(uint64_t bytes, MemoryWait& wait) {
  governor_.AwaitRoom(*this, bytes, wait);
}

void StatementMemory::ThrowOutOfMemory() {
  Throw(base::StandardError::kClusterOutOfMemory, std::string(kClusterOutOfMemory));
}

void StatementMemory::ThrowOverLimit(uint64_t limit, uint64_t wanted, bool total) {
  if (total)
    Throw(base::StandardError::kExceededGlobalMemoryLimit,
          "Query exceeded distributed total memory limit of " + DataSizeText(limit));
  if (by_node_) ThrowOverNode(limit, wanted);
  Throw(base::StandardError::kExceededGlobalMemoryLimit,
        "Query exceeded distributed user memory limit of " + DataSizeText(limit));
}

void StatementMemory::ThrowOverEngine(uint64_t wanted) {
  ThrowOverNode(below_.GetMaxMemory(), wanted);
}

void StatementMemory::ThrowOverNode(uint64_t limit, uint64_t wanted) {
  Throw(base::StandardError::kExceededLocalMemoryLimit,
        "Query exceeded per-node memory limit of " + DataSizeText(limit) + " [Allocated: " +
            DataSizeText(AtLeastZero(UserEstimate())) + ", Delta: " + DataSizeText(wanted) + "]");
}

}  // namespace tarn::engine::embedded
