#pragma once

#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "metadb/database.h"
#include "metadb/driver.h"

namespace soci {
class statement;
}  // namespace soci

namespace tarn::metadb {

// One session with its prepared statements. Used by one thread at a time.
class Connection {
 public:
  explicit Connection(Driver& driver);
  ~Connection();

  using OnRow = std::function<void(std::vector<Value>&)>;

  // Runs a statement to its end; rows changed. Errors as documented at Executor.
  int64_t Run(std::string_view sql, const Params& params, std::span<const ColumnType> columns,
              const OnRow& on_row);
  bool alive() { return !broken_ && driver_.Alive(*session_); }
  soci::session& session() { return *session_; }

 private:
  struct Prepared {
    std::string sql;
    std::unique_ptr<soci::statement> statement;
  };
  soci::statement& Prepare(std::string_view sql);
  void Forget(std::string_view sql);

  Driver& driver_;
  std::unique_ptr<soci::session> session_;
  bool broken_ = false;
  std::list<Prepared> statements_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_sql_;
};

}  // namespace tarn::metadb
