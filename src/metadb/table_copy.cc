#include "metadb/table_copy.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/content_hash.h"
#include "base/error.h"

namespace tarn::metadb {
namespace {

using base::ErrorKind;

// SQLite takes 32,766 parameters, PostgreSQL 65,535; long statements gain nothing.
constexpr size_t kParameters = 800;
constexpr size_t kBytes = size_t{4} << 20;

const std::set<std::string, std::less<>> kOwn = {"tarn_schema_versions", "tarn_write_stop",
                                                 "sqlite_sequence"};

ColumnType TypeOf(const std::string& declared, const std::string& where) {
  static const std::map<std::string, ColumnType, std::less<>> kTypes = {
      {"INTEGER", ColumnType::kInt64}, {"BIGINT", ColumnType::kInt64},
      {"TEXT", ColumnType::kText},     {"BLOB", ColumnType::kBlob},
      {"BYTEA", ColumnType::kBlob},    {"DOUBLE PRECISION", ColumnType::kDouble},
      {"REAL", ColumnType::kDouble}};
  std::string upper = declared;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  const auto found = kTypes.find(upper);
  if (found == kTypes.end()) {
    base::Throw(ErrorKind::kUnsupported, "a column of the type {}: {}", declared, where);
  }
  return found->second;
}

std::string Names(const CopiedTable& table) {
  std::string names;
  for (const auto& [name, type] : table.columns) names += (names.empty() ? "" : ", ") + name;
  return names;
}

std::vector<ColumnType> Types(const CopiedTable& table) {
  std::vector<ColumnType> types;
  for (const auto& [name, type] : table.columns) types.push_back(type);
  return types;
}

// What a table holds, whatever the order of its rows: the sum of the rows' hashes, and their
// number.
struct Contents {
  uint64_t rows = 0;
  uint64_t low = 0;
  uint64_t high = 0;
  friend bool operator==(const Contents&, const Contents&) = default;

  void Add(const std::vector<Value>& row) {
    base::ContentHash hash;
    for (const Value& value : row) {
      hash.Update(std::string(1, static_cast<char>('0' + value.index())));
      std::string text;
      if (const auto* number = std::get_if<int64_t>(&value)) text = std::to_string(*number);
      if (const auto* real = std::get_if<double>(&value)) text = fmt::format("{:a}", *real);
      if (const auto* string = std::get_if<std::string>(&value)) text = *string;
      if (const auto* blob = std::get_if<Blob>(&value)) text = blob->bytes;
      hash.Update(std::to_string(text.size()) + ":");
      hash.Update(text);
    }
    const std::string hex = hash.Hex();
    ++rows;
    low += std::stoull(hex.substr(0, 16), nullptr, 16);
    high += std::stoull(hex.substr(16, 16), nullptr, 16);
  }
};

// Automatic keys go on behind the largest one. SQLite does so by itself.
void AdvanceKeys(Transaction& to, const CopiedTable& table) {
  if (to.dialect() == Dialect::kSqlite) return;
  for (const auto& [column, type] : table.columns) {
    if (type != ColumnType::kInt64) continue;
    const auto sequence = to.QueryOne<std::optional<std::string>>(
        "SELECT pg_get_serial_sequence(?, ?)", table.name, column);
    if (!sequence || !std::get<0>(*sequence)) continue;
    to.QueryOne<std::string>("SELECT CAST(setval(CAST(? AS regclass), COALESCE((SELECT max(" +
                                 column + ") FROM " + table.name + "), 0) + 1, false) AS TEXT)",
                             *std::get<0>(*sequence));
  }
}

}  // namespace

bool HasTable(Executor& executor, const std::string& name) {
  const char* sql = executor.dialect() == Dialect::kSqlite
                        ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
                        : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND "
                          "tablename = ?";
  return executor.QueryOne<int64_t>(sql, name).has_value();
}

std::vector<CopiedTable> ListTables(Executor& executor) {
  const char* sql =
      executor.dialect() == Dialect::kSqlite
          ? "SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p "
            "WHERE m.type = 'table'"
          : "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS "
            "TEXT) FROM information_schema.columns c JOIN information_schema.tables t ON "
            "c.table_schema = t.table_schema AND c.table_name = t.table_name WHERE "
            "c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'";
  std::map<std::string, CopiedTable> tables;
  for (const auto& [table, column, type] :
       executor.Query<std::string, std::string, std::string>(sql)) {
    if (kOwn.contains(table)) continue;
    tables[table].name = table;
    tables[table].columns.emplace_back(column, TypeOf(type, table + "." + column));
  }
  std::vector<CopiedTable> list;
  for (auto& [name, table] : tables) {
    std::sort(table.columns.begin(), table.columns.end());
    list.push_back(std::move(table));
  }
  return list;
}

std::vector<std::pair<std::string, int64_t>> SchemaVersions(Executor& executor) {
  std::vector<std::pair<std::string, int64_t>> versions;
  if (!HasTable(executor, "tarn_schema_versions")) return versions;
  for (const auto& [module, version] : executor.Query<std::string, int64_t>(
           "SELECT module, max(version) FROM tarn_schema_versions GROUP BY module")) {
    versions.emplace_back(module, version);
  }
  std::sort(versions.begin(), versions.end());
  return versions;
}

RowInserter::RowInserter(Executor& executor, const CopiedTable& table)
    : executor_(executor),
      table_(table),
      rows_a_statement_(
          std::max<size_t>(1, kParameters / std::max<size_t>(1, table.columns.size()))),
      full_(Statement(rows_a_statement_)) {}

std::string RowInserter::Statement(size_t rows) const {
  std::string row = "(";
  for (size_t i = 0; i < table_.columns.size(); ++i) row += i == 0 ? "?" : ", ?";
  row += ")";
  std::string sql = "INSERT INTO " + table_.name + " (" + Names(table_) + ") VALUES ";
  for (size_t i = 0; i < rows; ++i) sql += (i == 0 ? "" : ", ") + row;
  return sql + " ON CONFLICT DO NOTHING";
}

void RowInserter::Add(std::vector<Value> row) {
  for (Value& value : row) {
    if (const auto* text = std::get_if<std::string>(&value)) bytes_ += text->size();
    if (const auto* blob = std::get_if<Blob>(&value)) bytes_ += blob->bytes.size();
    waiting_.push_back(std::move(value));
  }
  if (++rows_ >= rows_a_statement_ || bytes_ >= kBytes) Flush();
}

void RowInserter::Flush() {
  if (rows_ == 0) return;
  executor_.ExecuteWith(rows_ == rows_a_statement_ ? full_ : Statement(rows_), waiting_);
  waiting_.clear();
  rows_ = 0;
  bytes_ = 0;
}

uint64_t CopyTable(Transaction& from, Transaction& to, const CopiedTable& table,
                   const base::CancelToken& cancel) {
  const std::vector<ColumnType> types = Types(table);
  const std::string select = "SELECT " + Names(table) + " FROM " + table.name;
  to.Execute("DELETE FROM " + table.name);
  RowInserter inserter(to, table);
  Contents copied;
  from.QueryRows(select, {}, types, [&](std::vector<Value>& row) {
    cancel.Check();
    copied.Add(row);
    inserter.Add(std::move(row));
  });
  inserter.Flush();
  AdvanceKeys(to, table);
  Contents found;
  to.QueryRows(select, {}, types, [&](std::vector<Value>& row) { found.Add(row); });
  if (found != copied) {
    base::Throw(ErrorKind::kDataCorruption,
                "what was copied is not what is there: {} rows of {} became {}", copied.rows,
                table.name, found.rows);
  }
  return copied.rows;
}

}  // namespace tarn::metadb
