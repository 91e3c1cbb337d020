#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/progress.h"
#include "engine/load.h"
#include "engine/statement_statistics.h"
#include "engine/type.h"
#include "engine/value.h"

namespace tarn::engine {

// The table or view whose column a result shows, whatever aliases call it.
struct ColumnOrigin {
  std::string catalog;
  std::string schema;
  std::string table;
  std::string column;
  int position = 0;  // among the table's columns, from 1 on; 0: not known
};

struct Column {
  std::string name;
  Type type;
  std::shared_ptr<const ColumnOrigin> origin = nullptr;  // null: an expression's, or not known
};

// What a statement takes and gives, told without running it.
struct StatementDescription {
  std::vector<Type> parameters;  // of each "?", by position; kUnknown where nothing tells it
  std::vector<Column> columns;   // of its rows; one "rows" of a statement that changes some
  std::vector<bool> aliased;     // of each column, whether its name is an alias
};

// Some rows of a result. Not thread safe; lives until the next call of its stream.
class Batch {
 public:
  virtual ~Batch() = default;
  virtual size_t rows() const = 0;
  virtual Value Get(size_t column, size_t row) const = 0;
};

// The rows of one statement, produced as they are asked for: memory is bounded by a batch. A
// statement without rows has no columns.
class ResultStream {
 public:
  virtual ~ResultStream() = default;
  virtual const std::vector<Column>& columns() const = 0;
  // Null at the end. Throws what the statement throws, kCancelled after Session::Cancel.
  virtual std::unique_ptr<Batch> Next() = 0;
  // Trino's updateType ("CREATE TABLE", "INSERT", …), empty for a query.
  virtual const std::string& update_type() const = 0;
  // Rows changed by INSERT, CTAS, DELETE, UPDATE, MERGE; known once Next gave null.
  virtual std::optional<uint64_t> update_count() const = 0;
};

struct SessionOptions {
  std::string ref = "main";         // branch, tag or any reference; only a branch can be written
  std::string catalog = "iceberg";  // of unqualified names; "": the same, but told as none
  std::string schema;               // may be empty
  std::string user;
  // Message and properties of the commits that this session makes; an empty message means one made
  // from the statement.
  std::string commit_message;
  std::map<std::string, std::string> commit_properties;
};

// One client's conversation in Trino's SQL. A statement sees one commit of one ref; BEGIN … COMMIT
// over many tables is one catalog commit. One statement at a time; only Cancel, progress() and
// statistics() may be called from other threads.
class Session {
 public:
  virtual ~Session() = default;

  // Runs one statement. Errors: kInvalidArgument for syntax and analysis, with "line L:C: …" and
  // the line with a caret; kNotFound for unknown schemas, tables and columns (with "did you mean");
  // kConflict, kResourceExhausted, … as they come.
  virtual std::unique_ptr<ResultStream> Execute(std::string_view sql) = 0;
  // What DESCRIBE INPUT and DESCRIBE OUTPUT tell of a statement that may have parameters ("?").
  // Nothing is written, read only what SHOW lists. Errors as Execute's; kUnsupported when this
  // engine tells none.
  virtual StatementDescription Describe(std::string_view sql);
  // Makes the running statement stop with kCancelled as soon as it can (within about 0.1 s).
  virtual void Cancel() = 0;
  // Ends the reading of tables by the statement that runs, which goes on with the rows that it has:
  // an aggregate is of those, and they are what INSERT and CREATE TABLE AS write. Nothing for
  // statements that change rows, and where an engine cannot. From any thread.
  virtual void StopReading() {}
  // 0..1, or a negative number when not known.
  virtual double progress() const = 0;

  virtual LoadResult Load(const LoadRequest& request, base::Progress* progress,
                          const base::CancelToken& cancel) = 0;
  // kNotFound for a missing file, kInvalidArgument for one that is not of the format.
  virtual FileSchema Inspect(const std::string& file, FileFormat format,
                             const CsvOptions& hint) = 0;

  // Memory is bounded whatever the size of the result; on an error nothing is left. The file is
  // written with the rights of the process: never give it a path that a client chose.
  // kInvalidArgument for a statement without rows and for two columns of one name.
  virtual ExportResult Export(const ExportRequest& request);

  // Whether SQL may call a function that is not among Trino's, by its name in lower case. Knows of
  // may_repeat(x) → boolean: false only when no value but null stands twice in the column; far
  // cheaper than grouping by it.
  virtual bool HasFunction(std::string_view name) const;

  virtual const SessionOptions& options() const = 0;
  virtual void Use(const std::string& catalog, const std::string& schema) = 0;
  virtual void UseRef(const std::string& ref) = 0;

  // Of the last statement: complete once its stream has given null or is destroyed.
  virtual StatementStatistics statistics() const { return {}; }
};

// Runs SQL over a lake. Thread safe: sessions run side by side and share memory limit and threads.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual std::unique_ptr<Session> NewSession(const SessionOptions& options) = 0;
  // What all statements together may have of memory; 0 when it is not known.
  virtual uint64_t memory_bytes() { return 0; }
};

// Drains a stream. For small results: throws kResourceExhausted above `max_rows`.
struct Rows {
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;
  std::string update_type;
  std::optional<uint64_t> update_count;
};
Rows Collect(ResultStream& stream, size_t max_rows = 1'000'000);

}  // namespace tarn::engine
