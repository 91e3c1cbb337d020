#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "metadb/database.h"

namespace tarn::auth {

// One write: who did what to which reference, and what it was before and after.
struct AuditRecord {
  int64_t number = 0;   // set by the log; ascending
  int64_t time_ms = 0;  // set by the log
  std::string user;
  std::string action;         // "commit", "merge", "create-ref", "user.add", …
  std::string reference;      // empty when it is about none
  std::string commit_before;  // hexadecimal; empty for none
  std::string commit_after;
  std::string request_id;
  std::string details;  // e.g. the tables, at most kMaxDetails bytes
};

struct AuditFilter {
  std::string user = {};       // exactly; empty: all
  std::string reference = {};  // exactly; empty: all
  std::string action = {};     // exactly; empty: all
  std::optional<int64_t> since_ms = {};
  std::optional<int64_t> before_number = {};  // to go on behind a page
  size_t limit = 100;                         // 10,000 at most
};

// What was written to the lake, in the metadata database. Thread safe, and safe beside other
// processes. Records older than `retention` go when others come, some at a time.
class AuditLog {
 public:
  static constexpr size_t kMaxDetails = 2'000;

  // The tables must be there: see Store.
  AuditLog(metadb::Database& database, std::chrono::hours retention,
           base::Clock& clock = base::Clock::System());

  // kUnavailable and others as metadb::Executor's: then the record is not there.
  void Append(AuditRecord record);
  // Newest first.
  std::vector<AuditRecord> List(const AuditFilter& filter);
  // Removes what is older than the retention; the number of records.
  int64_t Prune();

 private:
  static constexpr uint64_t kPruneEvery = 1'000;

  metadb::Database& database_;
  const std::chrono::hours retention_;
  base::Clock& clock_;
  std::atomic<uint64_t> appended_{0};
};

}  // namespace tarn::auth
