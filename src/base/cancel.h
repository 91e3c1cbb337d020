#pragma once

#include <atomic>
#include <memory>

#include "base/error.h"

namespace tarn::base {

// Asks long work to stop. Copies share one flag; thread safe and safe to set from a signal handler
// (the flag is lock free).
class CancelToken {
 public:
  CancelToken() : flag_(std::make_shared<std::atomic<bool>>(false)) {}
  void Cancel() const { flag_->store(true, std::memory_order_relaxed); }
  bool cancelled() const { return flag_->load(std::memory_order_relaxed); }
  // Throws kCancelled once Cancel was called.
  void Check() const {
    if (cancelled()) throw Error(ErrorKind::kCancelled, "cancelled");
  }

 private:
  std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace tarn::base
