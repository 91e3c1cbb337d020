#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"

namespace tarn::api::postgres {

struct StatementInfo {
  std::string user;
  std::string sql;  // as the client wrote it
  std::string ref;
  std::string application;  // application_name
  std::string peer;
};

// A statement that may run, until it goes.
class StatementTicket {
 public:
  virtual ~StatementTicket() = default;
  // How it ended: with how many rows, and with which error if with one.
  virtual void Finished(uint64_t rows, const base::Error* error) = 0;
};

// Who is asked before a statement of the engine runs: queue, limits and history, which all
// protocols share. Thread safe.
class StatementGate {
 public:
  virtual ~StatementGate() = default;
  // May block until it is the statement's turn. `cancel` may be called from any thread for as long
  // as the ticket lives. Throws kResourceExhausted when too much waits already.
  virtual std::unique_ptr<StatementTicket> Enter(const StatementInfo& info,
                                                 std::function<void()> cancel) = 0;
};

}  // namespace tarn::api::postgres
