#include "metadb/pool.h"

#include "base/error.h"

namespace tarn::metadb {

Pool::Lease::~Lease() {
  if (!connection_) return;
  if (discard_ || !connection_->alive()) connection_.reset();
  pool_->GiveBack(std::move(connection_));
}

Pool::Lease Pool::Take() {
  {
    std::unique_lock lock(mutex_);
    bool ready =
        freed_.wait_for(lock, timeout_, [&] { return !idle_.empty() || open_ < max_connections_; });
    if (!ready) {
      throw base::Error(
          base::ErrorKind::kUnavailable,
          fmt::format("no connection to the metadata database became free in {} ms, of {}: '{}'",
                      timeout_.count(), max_connections_, driver_.description()),
          "raise the number of connections, or look for a transaction that does not end");
    }
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
    ++open_;
  }
  // Connecting is slow: without the lock.
  try {
    return Lease(*this, std::make_unique<Connection>(driver_));
  } catch (...) {
    GiveBack(nullptr);
    throw;
  }
}

void Pool::GiveBack(std::unique_ptr<Connection> connection) {
  {
    std::lock_guard lock(mutex_);
    if (connection) {
      idle_.push_back(std::move(connection));
    } else {
      --open_;
    }
  }
  freed_.notify_one();
}

}  // namespace tarn::metadb
