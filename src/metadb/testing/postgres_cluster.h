#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/random.h"
#include "metadb/database.h"

namespace tarn::metadb::testing {

// A private PostgreSQL server in a temporary folder, reached over a socket in it; started at first
// use, stopped at the end of the process. For tests, used by one thread.
class PostgresCluster {
 public:
  // Null with the reason in `reason` when PostgreSQL is not installed or does not start.
  static PostgresCluster* Get(std::string* reason) {
    static std::string failure;
    static std::unique_ptr<PostgresCluster> cluster = Start(&failure);
    *reason = failure;
    return cluster.get();
  }

  // The URI of a new, empty database.
  std::string NewDatabase() {
    std::string name = "t" + base::NewUuid().substr(0, 8) + std::to_string(++databases_);
    OpenDatabase(Uri("postgres"))->Execute("CREATE DATABASE " + name);
    return Uri(name);
  }
  std::string Uri(const std::string& database) const {
    return "postgresql:///" + database + "?host=" + folder_ + "&user=postgres";
  }
  void Restart() { Control("restart -m immediate"); }

  ~PostgresCluster() {
    Control("stop -m immediate");
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

 private:
  PostgresCluster(std::string binaries, std::string folder)
      : binaries_(std::move(binaries)), folder_(std::move(folder)) {}

  static std::unique_ptr<PostgresCluster> Start(std::string* failure) {
    std::string binaries;
    for (const char* candidate : {"/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin",
                                  "/usr/lib/postgresql/17/bin", "/usr/local/bin", "/usr/bin"}) {
      if (::access((std::string(candidate) + "/initdb").c_str(), X_OK) == 0) {
        binaries = candidate;
        break;
      }
    }
    if (binaries.empty()) {
      *failure = "PostgreSQL is not installed (no initdb)";
      return nullptr;
    }
    std::string folder =
        (std::filesystem::temp_directory_path() / ("tarn-pg-" + base::NewUuid().substr(0, 8)))
            .string();
    std::filesystem::create_directories(folder);
    std::unique_ptr<PostgresCluster> cluster(new PostgresCluster(binaries, folder));
    bool ok = ::geteuid() != 0 || ::system(("chown postgres " + folder).c_str()) == 0;
    ok = ok && cluster->RunAsOwner(binaries + "/initdb -D " + folder +
                                   "/data -U postgres -A trust -N --no-instructions");
    ok = ok && cluster->Control("start -w");
    if (!ok) {
      *failure = "PostgreSQL did not start";
      return nullptr;
    }
    return cluster;
  }

  bool Control(const std::string& command) {
    return RunAsOwner(binaries_ + "/pg_ctl -D " + folder_ + "/data -l " + folder_ +
                      "/log -o \"-k " + folder_ +
                      " -c listen_addresses= -c fsync=off -c shared_buffers=32MB\" " + command);
  }
  // The server refuses to run as root.
  bool RunAsOwner(const std::string& command) {
    std::string quiet = "cd / && " + command + " >/dev/null 2>&1";
    if (::geteuid() == 0) quiet = "runuser -u postgres -- sh -c '" + quiet + "'";
    return ::system(quiet.c_str()) == 0;
  }

  std::string binaries_;
  std::string folder_;
  int databases_ = 0;
};

}  // namespace tarn::metadb::testing
