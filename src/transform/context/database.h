#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "engine/engine.h"
#include "jinja/value.h"
#include "transform/context/relation.h"

namespace tarn::transform {

// The rows of a statement, as template values: decimals and floats as numbers, dates and timestamps
// as date objects, arrays as lists, maps and rows as dicts.
struct QueryResult {
  std::vector<std::string> columns;
  std::vector<std::string> types;  // SQL
  std::vector<std::vector<jinja::Value>> rows;
  std::string update_type;  // "CREATE TABLE", …; empty for a query
  std::optional<uint64_t> rows_affected;

  // dbt's adapter_response: _message, code, rows_affected.
  jinja::Value response() const;
};

jinja::Value ToTemplateValue(const engine::Value& value, const engine::Type& type);

// Which relations exist, learnt schema by schema with one query each and kept up to date by what an
// invocation does itself, so that no model asks again. Thread safe.
class RelationCache {
 public:
  struct Entry {
    std::string type;  // "table", "view"
  };
  bool Knows(const std::string& database, const std::string& schema) const;
  void SetSchema(const std::string& database, const std::string& schema,
                 const std::map<std::string, Entry>& relations);
  std::optional<Entry> Find(const Relation& relation) const;
  std::vector<Relation> List(const std::string& database, const std::string& schema) const;
  void Add(const Relation& relation);
  void Drop(const Relation& relation);
  void DropSchema(const std::string& database, const std::string& schema);
  bool HasSchema(const std::string& database, const std::string& schema) const;
  // The schemas of a database, once they were listed.
  void SetSchemas(const std::string& database, std::set<std::string> schemas);
  bool KnowsSchemas(const std::string& database) const;

 private:
  using Key = std::pair<std::string, std::string>;
  static Key MakeKey(const std::string& database, const std::string& schema);

  mutable std::mutex mutex_;
  std::map<Key, std::map<std::string, Entry>> schemas_;
  std::map<std::string, std::set<std::string>> names_;  // database → schemas
};

// What templates and materializations do to the lake: statements on one session, with the cache
// shared by all sessions of an invocation. Belongs to one thread. Errors are those of the session.
class Database {
 public:
  Database(engine::Session& session, RelationCache& cache, const base::CancelToken& cancel,
           size_t max_rows = 1'000'000)
      : session_(session), cache_(cache), cancel_(cancel), max_rows_(max_rows) {}

  // Runs one statement, or several divided by ";" (the last one's result is given).
  // kResourceExhausted above `max_rows`.
  QueryResult Query(const std::string& sql);
  // Rows of one SELECT up to `limit`; the rest is not read.
  QueryResult QueryFirst(const std::string& sql, size_t limit);

  std::optional<Relation> GetRelation(const std::string& database, const std::string& schema,
                                      const std::string& identifier);
  std::vector<Relation> ListRelations(const std::string& database, const std::string& schema);
  std::vector<std::string> ListSchemas(const std::string& database);
  // Reads several schemas in one query.
  void LoadSchemas(const std::string& database, const std::set<std::string>& schemas);
  void CreateSchema(const std::string& database, const std::string& schema);
  void DropSchema(const std::string& database, const std::string& schema);
  // Columns in their order; kNotFound by the engine when there is no such relation.
  std::vector<RelationColumn> GetColumns(const Relation& relation);
  // Columns that a query gives, without running it through.
  std::vector<RelationColumn> GetQueryColumns(const std::string& sql);
  void DropRelation(const Relation& relation);
  void RenameRelation(const Relation& from, const Relation& to);
  // A relation was made by a statement.
  void NoteCreated(const Relation& relation) { cache_.Add(relation); }
  engine::Session& session() { return session_; }

 private:
  engine::Session& session_;
  RelationCache& cache_;
  base::CancelToken cancel_;
  size_t max_rows_;
};

// The statements of a text, divided by ";" outside quotes and comments; empty ones are left out.
std::vector<std::string> SplitStatements(const std::string& sql);
// 'it''s'.
std::string SqlString(std::string_view text);

}  // namespace tarn::transform
