// COPY … FROM STDIN: rows become INSERT statements of some thousand rows, all in one transaction.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "api/postgres/backend.h"
#include "api/postgres/literal.h"
#include "api/postgres/session.h"
#include "api/postgres/sql_error.h"
#include "sql/printer.h"

namespace tarn::api::postgres {
namespace {

using engine::Column;

// Of an INSERT, below what a statement may have (4 MB).
constexpr size_t kStatementBytes = size_t{1} << 20;

sql::QualifiedName NameOf(const std::vector<std::string>& parts) {
  sql::QualifiedName name;
  for (const std::string& part : parts) name.parts.push_back({part, true, {}});
  return name;
}

}  // namespace

// The columns that the rows have, in their order.
std::vector<Column> Session::CopyColumns(const sql::QualifiedName& table,
                                         const CopyTarget& target) {
  const std::vector<Column> all = LookUpTable(table);
  if (all.empty()) {
    throw SqlError("42P01", "relation " + sql::Print(table) + " does not exist");
  }
  if (target.columns.empty()) return all;
  std::vector<Column> columns;
  for (const std::string& name : target.columns) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Column& column) { return column.name == name; });
    if (found == all.end()) {
      throw SqlError("42703", fmt::format("column \"{}\" of relation {} does not exist", name,
                                          sql::Print(table)));
    }
    columns.push_back(*found);
  }
  return columns;
}

void Session::StartCopyIn(Portal& portal, bool alone) {
  const PreparedStatement& statement = *portal.statement;
  CopyTarget target = ParseCopyIn(statement.source, statement.tokens, statement.range);
  const sql::QualifiedName table = NameOf(target.table);
  EnterGate(portal);
  auto copy = std::make_unique<CopyIn>(
      CopyIn{CopyRows(target.options, service_.options().limits.statement_bytes), {}, {}, {}, 0});
  copy->columns = CopyColumns(table, target);
  std::string names;
  for (const Column& column : copy->columns) {
    names += (names.empty() ? "" : ", ") + sql::QuoteIdentifier(column.name);
  }
  copy->head = fmt::format("INSERT INTO {} ({}) VALUES ", sql::Print(table), names);
  // All its statements are one commit.
  if (status_ == 'I') {
    ParkPortals();
    copy->own_transaction = alone && !implicit_;
    BeginImplicit();
  }
  copy_in_ = std::move(copy);
}

void Session::FlushCopy() {
  if (copy_in_->values.empty()) return;
  BeginRunning();
  Drain(copy_in_->head + std::exchange(copy_in_->values, {}));
  EndRunning();
}

void Session::TakeCopyRows(bool finished) {
  while (const auto row = copy_in_->rows.Next(finished)) {
    const uint64_t line = copy_in_->rows.line();
    const std::vector<Column>& columns = copy_in_->columns;
    if (row->size() != columns.size()) {
      const bool few = row->size() < columns.size();
      throw SqlError("22P04",
                     few ? fmt::format("COPY, line {}: missing data for column \"{}\"", line,
                                       columns[row->size()].name)
                         : fmt::format("COPY, line {}: extra data after the last column", line));
    }
    std::string& values = copy_in_->values;
    values += values.empty() ? "(" : ", (";
    for (size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) values += ", ";
      const auto& field = (*row)[i];
      if (field && !IsUtf8(*field)) {
        throw SqlError(
            "22021", fmt::format("COPY, line {}: column \"{}\" is no UTF8", line, columns[i].name));
      }
      try {
        values += field ? LiteralOf(columns[i].type, *field) : NullLiteralOf(columns[i].type);
      } catch (const SqlError& error) {
        throw SqlError(error.sqlstate(), fmt::format("COPY, line {}, column {}: {}", line,
                                                     columns[i].name, error.message()));
      }
    }
    values += ")";
    ++copy_in_->count;
    if (values.size() >= kStatementBytes) FlushCopy();
  }
}

void Session::On(const CopyData& data, bool, std::string&) {
  if (!copy_in_) return;  // what comes after a COPY that was refused
  copy_in_->rows.Add(data.bytes);
  TakeCopyRows(false);
}

void Session::On(const CopyDone&, bool, std::string&) {
  if (!copy_in_) return;
  TakeCopyRows(true);
  FlushCopy();
  const auto copy = std::move(copy_in_);
  if (copy->own_transaction) EndImplicit();  // before the client is told that it worked
  if (!active_) return;
  active_->rows = copy->count;
  active_->tag = fmt::format("COPY {}", copy->count);
}

void Session::On(const CopyFail& fail, bool, std::string&) {
  if (!copy_in_) return;
  throw SqlError("57014", "COPY from stdin failed: " + fail.reason);
}

}  // namespace tarn::api::postgres
