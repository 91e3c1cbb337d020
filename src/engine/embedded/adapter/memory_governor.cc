#include "engine/embedded/adapter/memory_governor.h"

#include <algorithm>
#include <thread>

namespace tarn::engine::embedded {
namespace {

using std::chrono::milliseconds;

// What others give back by themselves is awaited this long before one of them is ended for it.
constexpr milliseconds kGrace{100};
constexpr milliseconds kPatience{10'000};
constexpr milliseconds kNap{5};
// Less than this is not worth a statement.
constexpr uint64_t kWorthwhile = uint64_t{1} << 20;

}  // namespace

std::shared_ptr<StatementMemory> MemoryGovernor::Open(duckdb::BufferManager& below) {
  auto memory = std::make_shared<StatementMemory>(below, *this);
  std::lock_guard lock(mutex_);
  std::erase_if(closed_, [](const auto& one) { return one->empty() && one.use_count() == 1; });
  open_.push_back(memory);
  return memory;
}

void MemoryGovernor::Close(const std::shared_ptr<StatementMemory>& memory) {
  std::lock_guard lock(mutex_);
  std::erase(open_, memory);
  closed_.push_back(memory);
}

size_t MemoryGovernor::accounts() const {
  std::lock_guard lock(mutex_);
  return open_.size() + closed_.size();
}

void MemoryGovernor::AwaitRoom(StatementMemory& who, uint64_t bytes, MemoryWait& wait) {
  const auto now = std::chrono::steady_clock::now();
  if (!wait.began) wait.began = now;
  if (who.condemned()) StatementMemory::ThrowOutOfMemory();
  if (who.interrupted()) throw duckdb::InterruptException();
  const auto waited = now - *wait.began;
  if (waited > kPatience) StatementMemory::ThrowOutOfMemory();
  {
    std::lock_guard lock(mutex_);
    const bool alone = std::none_of(open_.begin(), open_.end(), [&](const auto& other) {
      return other.get() != &who && other->Use().user >= kWorthwhile;
    });
    if (alone) who.ThrowOverEngine(bytes);
    if (waited >= kGrace) ChooseLocked(who);
  }
  std::this_thread::sleep_for(kNap);
}

void MemoryGovernor::ChooseLocked(StatementMemory& who) {
  StatementMemory* biggest = nullptr;
  uint64_t most = 0;
  for (const auto& one : open_) {
    const uint64_t user = one->Use().user;
    if (one->condemned() && user >= kWorthwhile) return;  // one at a time
    if (user >= most) {
      most = user;
      biggest = one.get();
    }
  }
  if (biggest == &who || biggest == nullptr) {
    who.Condemn();
    StatementMemory::ThrowOutOfMemory();
  }
  biggest->Condemn();
}

}  // namespace tarn::engine::embedded
