#include "catalog/maintenance/remove_objects.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace tarn::catalog {
namespace {

constexpr size_t kMostThreads = 16;
constexpr size_t kPathsOfAThread = 8;  // fewer are not worth one

}  // namespace

void RemoveObjects(store::ObjectStore& store, std::span<const std::string> paths) {
  std::atomic<size_t> next{0};
  std::atomic<bool> failed{false};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    for (size_t i = next++; i < paths.size() && !failed; i = next++) {
      try {
        store.Remove(paths[i]);
      } catch (...) {
        std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        failed = true;
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    const size_t threads = std::min(kMostThreads, paths.size() / kPathsOfAThread);
    for (size_t i = 1; i < threads; ++i) {
      try {
        helpers.emplace_back(work);
      } catch (const std::system_error&) {
        break;  // the machine has no more: it goes with those that there are
      }
    }
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tarn::catalog
