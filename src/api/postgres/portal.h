#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/postgres/copy.h"
#include "api/postgres/prepared.h"
#include "api/postgres/statement_gate.h"
#include "engine/engine.h"

namespace tarn::api::postgres {

// A statement with its parameters, and what is left of its rows. Not thread safe.
struct Portal {
  std::shared_ptr<PreparedStatement> statement;
  std::vector<ParameterValue> parameters;
  std::vector<int16_t> formats;     // of its columns, as in Bind
  std::optional<CopyOptions> copy;  // COPY … TO STDOUT: rows are lines
  bool described = false;           // the client knows its columns

  bool started = false;
  std::unique_ptr<engine::ResultStream> stream;  // null when it is over, or has none
  bool on_engine = false;                        // its rows come from the session's engine
  std::vector<engine::Column> columns;
  std::unique_ptr<engine::Batch> batch;
  size_t row = 0;                  // of `batch`, the next one
  std::deque<std::string> parked;  // rows as messages, made while another statement ran
  uint64_t rows = 0;               // that were sent
  uint64_t position = 0;           // of a cursor: rows that were fetched or passed over
  bool hold = false;               // of a cursor: outlives its transaction
  std::shared_ptr<Portal> cursor;  // FETCH: whose rows these are
  std::optional<uint64_t> left;    // FETCH: at most so many of them; nothing: all
  std::string tag;                 // of CommandComplete, without the count of a query
  std::unique_ptr<StatementTicket> ticket;

  enum class Progress { kDone, kSuspended, kFull };
  // Appends rows: at most `most` (0: all), until `out` has about `bytes`.
  Progress Send(uint64_t most, size_t bytes, std::string& out);
  // Takes all rows that are left, so that the engine may run something else. 54000 when they are
  // more than `bytes`.
  void Park(size_t bytes);
  bool over() const { return started && !stream && parked.empty(); }
  // FETCH's rows, passed over: how many there were.
  uint64_t Skip();

 private:
  // The next row as a message; false at the end.
  bool NextRow(std::string& out);
};

}  // namespace tarn::api::postgres
