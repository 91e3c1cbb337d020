#include "metadb/write_stop.h"

#include "metadb/table_copy.h"

namespace tarn::metadb {
namespace {

// Around the message in the text of a refusal: it is known by them.
constexpr std::string_view kTextBegin = "tarn: writes are stopped: ";
constexpr std::string_view kTextEnd = " (end)";
constexpr const char* kStopTable = "tarn_write_stop";

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

std::string TriggerName(const std::string& table, const char* operation) {
  return "tarn_stop_" + table + "_" + operation;
}

constexpr const char* kOperations[] = {"INSERT", "UPDATE", "DELETE"};

}  // namespace

void StopWrites(Transaction& transaction, const std::string& message,
                const std::set<std::string>& open) {
  ResumeWrites(transaction);
  const bool sqlite = transaction.dialect() == Dialect::kSqlite;
  const std::vector<CopiedTable> tables = ListTables(transaction);
  transaction.Execute("CREATE TABLE tarn_write_stop (message TEXT NOT NULL)");
  transaction.Execute("INSERT INTO tarn_write_stop (message) VALUES (?)", message);
  const std::string text = std::string(kTextBegin) + message + std::string(kTextEnd);
  if (!sqlite) {
    // A quoted text within a quoted text. RAISE takes '%' for a place of its own.
    transaction.Execute(
        "CREATE OR REPLACE FUNCTION tarn_refuse_write() RETURNS trigger LANGUAGE plpgsql AS " +
        Quoted("BEGIN RAISE EXCEPTION USING MESSAGE = " + Quoted(text) + "; END"));
  }
  for (const CopiedTable& table : tables) {
    if (open.contains(table.name)) continue;
    if (sqlite) {
      for (const char* operation : kOperations) {
        transaction.Execute("CREATE TRIGGER " + TriggerName(table.name, operation) + " BEFORE " +
                            operation + " ON " + table.name + " BEGIN SELECT RAISE(ABORT, " +
                            Quoted(text) + "); END");
      }
    } else {
      transaction.Execute("CREATE TRIGGER " + TriggerName(table.name, "write") +
                          " BEFORE INSERT OR UPDATE OR DELETE ON " + table.name +
                          " FOR EACH STATEMENT EXECUTE FUNCTION tarn_refuse_write()");
    }
  }
}

void ResumeWrites(Transaction& transaction) {
  if (!WriteStop(transaction)) return;
  const bool sqlite = transaction.dialect() == Dialect::kSqlite;
  for (const CopiedTable& table : ListTables(transaction)) {
    if (sqlite) {
      for (const char* operation : kOperations) {
        transaction.Execute("DROP TRIGGER IF EXISTS " + TriggerName(table.name, operation));
      }
    } else {
      transaction.Execute("DROP TRIGGER IF EXISTS " + TriggerName(table.name, "write") + " ON " +
                          table.name);
    }
  }
  transaction.Execute("DROP TABLE tarn_write_stop");
}

std::optional<std::string> WriteStop(Executor& executor) {
  if (!HasTable(executor, kStopTable)) return std::nullopt;
  const auto row = executor.QueryOne<std::string>("SELECT message FROM tarn_write_stop");
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

std::optional<base::Error> AsWriteStop(std::string_view text) {
  const size_t begin = text.find(kTextBegin);
  if (begin == std::string_view::npos) return std::nullopt;
  std::string_view message = text.substr(begin + kTextBegin.size());
  message = message.substr(0, message.find(kTextEnd));
  return base::Error(
      base::ErrorKind::kFailedPrecondition, std::string(message),
      "set 'metadata' in tarn.yaml to the database that is in use now, and start tarn "
      "again");
}

}  // namespace tarn::metadb
