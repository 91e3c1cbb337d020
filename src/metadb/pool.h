#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "metadb/connection.h"

namespace tarn::metadb {

// Connections that nobody uses now. Thread safe; must outlive its leases.
class Pool {
 public:
  Pool(Driver& driver, size_t max_connections, std::chrono::milliseconds timeout)
      : driver_(driver), max_connections_(max_connections), timeout_(timeout) {}

  // A connection for one user; goes back to the pool, or away when it is broken, on destruction.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() { return *connection_; }
    Connection* operator->() { return connection_.get(); }
    // It is in a state that nobody else should meet.
    void Discard() { discard_ = true; }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
    bool discard_ = false;
  };

  // Waits for a free one up to the timeout, then kUnavailable.
  Lease Take();

 private:
  void GiveBack(std::unique_ptr<Connection> connection);

  Driver& driver_;
  size_t max_connections_;
  std::chrono::milliseconds timeout_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  size_t open_ = 0;
};

}  // namespace tarn::metadb
