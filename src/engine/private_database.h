#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "engine/engine.h"

namespace tarn::engine {

// A small database in memory beside the lake, whose SQL has PostgreSQL's grammar: for what a
// protocol tells of the lake in tables of its own (pg_catalog). It is filled, sealed, and then only
// read; a stranger's query reaches nothing else, neither files nor network nor the lake, and is
// bounded in memory and time. Query is thread safe, the rest is for one thread before it.
class PrivateDatabase {
 public:
  virtual ~PrivateDatabase() = default;

  // Statements that make tables, macros and the like.
  virtual void Run(const std::string& script) = 0;
  // Rows of a table, in the order of its columns.
  virtual void Append(const std::string& table, const std::vector<std::vector<Value>>& rows) = 0;
  // From here on nothing changes.
  virtual void Seal() = 0;

  // The rows of one query. `variables` are what getvariable() gives in it. Errors:
  // kInvalidArgument and kNotFound for what is no query of these tables, kUnsupported for another
  // statement than a query, kResourceExhausted for one that takes too much, kCancelled.
  virtual std::unique_ptr<ResultStream> Query(const std::string& sql,
                                              const std::map<std::string, std::string>& variables,
                                              const base::CancelToken& cancel) = 0;
};

using PrivateDatabaseFactory = std::function<std::unique_ptr<PrivateDatabase>()>;

}  // namespace tarn::engine
