#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include "metadb/driver.h"
#include "metadb/soci_headers.h"
#include "metadb/write_stop.h"

namespace tarn::metadb {
namespace {

using base::Error;
using base::ErrorKind;

sqlite_api::sqlite3* NativeHandle(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

// SQLite's own waiting sleeps up to 100 ms a step, by fixed steps, which starves writers under
// contention between processes. This waits 0.2 to 3 ms a step, at most until the timeout.
int WaitForLock(void* timeout_ms, int tries) {
  auto step = std::chrono::microseconds(200 + std::min(tries, 14) * 200);
  // The sum of the steps so far, without a state of its own: 15 growing ones, then equal ones.
  int64_t waited_us = 0;
  for (int i = 0; i < std::min(tries, 14); ++i) waited_us += 200 + i * 200;
  if (tries > 14) waited_us += int64_t{tries - 14} * 3000;
  if (waited_us > reinterpret_cast<intptr_t>(timeout_ms) * 1000) return 0;
  std::this_thread::sleep_for(step);
  return 1;
}

class SqliteDriver : public Driver {
 public:
  SqliteDriver(std::string path, const DatabaseOptions& options)
      : path_(std::move(path)), options_(options) {}

  Dialect dialect() const override { return Dialect::kSqlite; }
  const std::string& description() const override { return path_; }
  bool Alive(soci::session&) override { return true; }

  std::unique_ptr<soci::session> Connect() override {
    CheckPath();
    std::unique_ptr<soci::session> session;
    try {
      // Without "db=" SOCI takes the whole text as the path; with it, quotes keep spaces.
      bool plain = path_.find('=') == std::string::npos;
      session = std::make_unique<soci::session>(soci::sqlite3,
                                                plain ? path_ : fmt::format("db=\"{}\"", path_));
      sqlite_api::sqlite3_busy_handler(
          NativeHandle(*session), WaitForLock,
          reinterpret_cast<void*>(static_cast<intptr_t>(options_.busy_timeout.count())));
      SwitchToWal(*session);
      *session << (options_.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
      *session << "PRAGMA foreign_keys = ON";
      return session;
    } catch (const soci::soci_error& failure) {
      if (!session) {
        throw Error(
            ErrorKind::kUnavailable,
            fmt::format("cannot open the metadata database: {}: '{}'", failure.what(), path_));
      }
      throw Translate(failure, *session, "open");
    }
  }

  Error Translate(const std::exception& failure, soci::session& session,
                  std::string_view sql) override {
    if (auto stopped = AsWriteStop(failure.what())) return *std::move(stopped);
    int code = sqlite_api::sqlite3_extended_errcode(NativeHandle(session));
    // The statement's own code; the handle's one may be of a call in between.
    if (auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure)) {
      if (sqlite->result() != (code & 0xff)) code = sqlite->result();
    }
    const char* hint = "";
    ErrorKind kind = KindOf(code, &hint);
    std::string message = fmt::format("metadata database: {}", failure.what());
    if (kind == ErrorKind::kInternal || kind == ErrorKind::kInvalidArgument) {
      message += fmt::format(" in: {}", sql);
    }
    return Error(kind, fmt::format("{}: '{}'", message, path_), hint);
  }

  const char* BeginStatement(Isolation isolation) const override {
    return isolation == Isolation::kReadOnly ? "BEGIN" : "BEGIN IMMEDIATE";
  }

  bool CommitOutcomeUnknown(const Error& error, soci::session& session) override {
    // An I/O error may have come behind the commit record: recovery would then find it.
    int code = sqlite_api::sqlite3_errcode(NativeHandle(session));
    return error.kind() != ErrorKind::kResourceExhausted && (code & 0xff) == SQLITE_IOERR;
  }

 private:
  // The switch needs the file for itself for a moment and does not wait by itself when several
  // processes open a new database at once.
  void SwitchToWal(soci::session& session) {
    auto deadline = std::chrono::steady_clock::now() + options_.busy_timeout;
    while (true) {
      try {
        std::string mode;
        session << "PRAGMA journal_mode = WAL", soci::into(mode);
        return;
      } catch (const soci::soci_error&) {
        int code = sqlite_api::sqlite3_errcode(NativeHandle(session)) & 0xff;
        if ((code != SQLITE_BUSY && code != SQLITE_LOCKED) ||
            std::chrono::steady_clock::now() > deadline) {
          throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    }
  }

  // SQLite says "unable to open database file" for everything; this tells what is wrong.
  void CheckPath() const {
    if (path_.find('=') != std::string::npos && path_.find('"') != std::string::npos) {
      base::Throw(ErrorKind::kUnsupported,
                  "the path of a metadata database cannot have both '=' and '\"': '{}'", path_);
    }
    struct stat info;
    if (::stat(path_.c_str(), &info) == 0) {
      if (S_ISDIR(info.st_mode)) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "the metadata database is a folder, not a file: '{}'", path_);
      }
      if (::access(path_.c_str(), R_OK) != 0) {
        throw Error(ErrorKind::kPermissionDenied,
                    fmt::format("cannot read the metadata database: '{}'", path_),
                    "check the owner and the mode of the file");
      }
      return;
    }
    if (errno == EACCES) {
      base::Throw(ErrorKind::kPermissionDenied, "cannot reach the metadata database: '{}'", path_);
    }
    std::string folder = std::filesystem::path(path_).parent_path().string();
    if (options_.must_exist || ::stat(folder.c_str(), &info) != 0) {
      throw Error(ErrorKind::kNotFound, fmt::format("no metadata database at: '{}'", path_),
                  options_.must_exist ? "" : fmt::format("make the folder '{}' first", folder));
    }
    if (::access(folder.c_str(), W_OK) != 0) {
      throw Error(ErrorKind::kPermissionDenied,
                  fmt::format("cannot make the metadata database: '{}'", path_),
                  "check the owner and the mode of the folder");
    }
  }

  static ErrorKind KindOf(int code, const char** hint) {
    if (code == SQLITE_BUSY_SNAPSHOT) return ErrorKind::kConflict;
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
      return ErrorKind::kAlreadyExists;
    }
    switch (code & 0xff) {
      case SQLITE_CONSTRAINT:
      case SQLITE_TOOBIG: return ErrorKind::kInvalidArgument;
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        *hint = "another process holds the database for long: look who does, or try again";
        return ErrorKind::kUnavailable;
      case SQLITE_FULL:
        *hint = "free space on the disk, then run it again";
        return ErrorKind::kResourceExhausted;
      case SQLITE_NOMEM: return ErrorKind::kResourceExhausted;
      case SQLITE_READONLY:
      case SQLITE_PERM:
      case SQLITE_AUTH:
        *hint = "check the owner and the mode of the file and of its folder";
        return ErrorKind::kPermissionDenied;
      case SQLITE_CANTOPEN:
        *hint = "check the owner and the mode of the file and of its folder";
        return ErrorKind::kPermissionDenied;
      case SQLITE_NOTADB:
      case SQLITE_CORRUPT:
        *hint = "the file is damaged or no SQLite database: restore it from a backup";
        return ErrorKind::kDataCorruption;
      case SQLITE_IOERR: return ErrorKind::kUnavailable;
      case SQLITE_INTERRUPT: return ErrorKind::kCancelled;
      default: return ErrorKind::kInternal;
    }
  }

  std::string path_;
  DatabaseOptions options_;
};

}  // namespace

std::unique_ptr<Driver> MakeSqliteDriver(const std::string& path, const DatabaseOptions& options) {
  return std::make_unique<SqliteDriver>(path, options);
}

}  // namespace tarn::metadb
