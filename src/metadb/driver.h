#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <string>

#include "base/error.h"
#include "metadb/database.h"

namespace soci {
class session;
}  // namespace soci

namespace tarn::metadb {

// What differs between the two databases below SQL: how to connect, and what an error means.
// Thread safe.
class Driver {
 public:
  virtual ~Driver() = default;
  virtual Dialect dialect() const = 0;
  // A new session, ready for use.
  virtual std::unique_ptr<soci::session> Connect() = 0;
  // The error for what SOCI threw in `session` while it ran `sql`.
  virtual base::Error Translate(const std::exception& failure, soci::session& session,
                                std::string_view sql) = 0;
  // False once the session can run nothing any more.
  virtual bool Alive(soci::session& session) = 0;
  virtual const char* BeginStatement(Isolation isolation) const = 0;
  // Whether a failed COMMIT leaves open if the transaction took place.
  virtual bool CommitOutcomeUnknown(const base::Error& error, soci::session& session) = 0;
  // For messages: without password.
  virtual const std::string& description() const = 0;
};

std::unique_ptr<Driver> MakeSqliteDriver(const std::string& path, const DatabaseOptions& options);
std::unique_ptr<Driver> MakePostgresDriver(const std::string& uri, const DatabaseOptions& options);

}  // namespace tarn::metadb
