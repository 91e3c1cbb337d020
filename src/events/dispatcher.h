#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "events/change_feed.h"
#include "events/hook.h"

namespace tarn::events {

struct DispatcherOptions {
  std::string folder;  // of the hooks' state; made when it is missing
  std::string source;  // of the events
  std::chrono::milliseconds poll{500};
  std::chrono::milliseconds first_retry{1'000};  // then twice as long each time
  std::chrono::milliseconds longest_retry{300'000};
  // Told of what went wrong, and that it is tried again; may be empty.
  std::function<void(const std::string& message)> log = {};
};

struct HookCounts {
  uint64_t delivered = 0;
  uint64_t failed = 0;  // tries
};

// Tells each hook of the events of a repository, in order, at least once: an event is told until
// the receiver takes it, and <folder>/<name>.json says how far a hook has been told, so that
// another process goes on from there. After a crash an event may come again, with the same id. A
// new hook starts with what happens from then on.
//
// A thread a hook: a receiver that is slow or gone holds up neither commits nor other hooks. Of
// several processes on one lake the one that holds <folder>/<name>.lock tells.
//
// Construct and destroy by one thread; counts() is thread safe. The destructor waits for the
// delivery under way.
class Dispatcher {
 public:
  // Repository, clock and what `deliver` uses outlive it. kInvalidArgument for hooks that are none,
  // or two of one name.
  Dispatcher(versions::Repository& repository, std::vector<Hook> hooks, DispatcherOptions options,
             Deliver deliver, base::Clock& clock = base::Clock::System());
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  // In the order of the hooks.
  std::vector<HookCounts> counts() const;

 private:
  class Worker;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace tarn::events
