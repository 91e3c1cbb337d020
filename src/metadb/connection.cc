#include "metadb/connection.h"

#include <deque>
#include <utility>

#include "metadb/soci_headers.h"
#include "metadb/sql_text.h"

namespace tarn::metadb {
namespace {

using base::ErrorKind;

constexpr size_t kMaxPrepared = 128;

// Holds parameters where SOCI finds them until the statement ran.
class Parameters {
 public:
  Parameters(soci::session& session, Dialect dialect) : session_(session), dialect_(dialect) {}

  void Bind(soci::statement& statement, const Value& value) {
    if (auto* number = std::get_if<int64_t>(&value)) {
      statement.exchange(soci::use(numbers_.emplace_back(*number)));
    } else if (auto* real = std::get_if<double>(&value)) {
      statement.exchange(soci::use(reals_.emplace_back(*real)));
    } else if (auto* text = std::get_if<std::string>(&value)) {
      if (text->find('\0') != std::string::npos) {
        base::Throw(ErrorKind::kInvalidArgument, "text has a NUL byte: '{}'", text->c_str());
      }
      statement.exchange(soci::use(texts_.emplace_back(*text)));
    } else if (auto* blob = std::get_if<Blob>(&value)) {
      BindBlob(statement, *blob);
    } else {
      statement.exchange(soci::use(texts_.emplace_back(), null_));
    }
  }

 private:
  void BindBlob(soci::statement& statement, const Blob& blob) {
    if (dialect_ == Dialect::kPostgresql) {
      // SOCI's blobs are PostgreSQL's large objects, not bytea.
      statement.exchange(soci::use(texts_.emplace_back(ToHexText(blob.bytes))));
      return;
    }
    auto& bytes = blobs_.emplace_back(std::make_unique<soci::blob>(session_));
    bytes->append(blob.bytes.data(), blob.bytes.size());
    statement.exchange(soci::use(*bytes));
  }

  soci::session& session_;
  Dialect dialect_;
  soci::indicator null_ = soci::i_null;
  // deques: elements stay where they are.
  std::deque<long long> numbers_;
  std::deque<double> reals_;
  std::deque<std::string> texts_;
  std::deque<std::unique_ptr<soci::blob>> blobs_;
};

// Takes the columns of each row from SOCI.
class Columns {
 public:
  Columns(soci::session& session, Dialect dialect, std::span<const ColumnType> types)
      : dialect_(dialect), cells_(types.size()) {
    for (size_t i = 0; i < types.size(); ++i) {
      cells_[i].type = types[i];
      if (types[i] == ColumnType::kBlob && dialect == Dialect::kSqlite) {
        cells_[i].blob = std::make_unique<soci::blob>(session);
      }
    }
  }

  void Bind(soci::statement& statement) {
    for (Cell& cell : cells_) {
      if (cell.type == ColumnType::kInt64) {
        statement.exchange(soci::into(cell.number, cell.indicator));
      } else if (cell.type == ColumnType::kDouble) {
        statement.exchange(soci::into(cell.real, cell.indicator));
      } else if (cell.blob) {
        statement.exchange(soci::into(*cell.blob, cell.indicator));
      } else {
        statement.exchange(soci::into(cell.text, cell.indicator));
      }
    }
  }

  void Take(std::vector<Value>& row) {
    row.clear();
    for (Cell& cell : cells_) row.push_back(TakeCell(cell));
  }

 private:
  struct Cell {
    ColumnType type = ColumnType::kInt64;
    soci::indicator indicator = soci::i_ok;
    long long number = 0;
    double real = 0;
    std::string text;
    std::unique_ptr<soci::blob> blob;
  };

  Value TakeCell(Cell& cell) const {
    if (cell.indicator == soci::i_null) return std::monostate();
    switch (cell.type) {
      case ColumnType::kInt64: return static_cast<int64_t>(cell.number);
      case ColumnType::kDouble: return cell.real;
      case ColumnType::kText: return std::move(cell.text);
      case ColumnType::kBlob: break;
    }
    if (dialect_ == Dialect::kPostgresql) return Blob{FromHexText(cell.text)};
    Blob result;
    result.bytes.resize(cell.blob->get_len());
    if (!result.bytes.empty()) cell.blob->read(0, result.bytes.data(), result.bytes.size());
    return result;
  }

  Dialect dialect_;
  std::vector<Cell> cells_;
};

}  // namespace

Connection::Connection(Driver& driver) : driver_(driver), session_(driver.Connect()) {}

Connection::~Connection() {
  by_sql_.clear();
  statements_.clear();
}

soci::statement& Connection::Prepare(std::string_view sql) {
  if (auto found = by_sql_.find(sql); found != by_sql_.end()) {
    statements_.splice(statements_.begin(), statements_, found->second);
    return *found->second->statement;
  }
  if (statements_.size() >= kMaxPrepared) Forget(statements_.back().sql);
  auto statement = std::make_unique<soci::statement>(*session_);
  statement->alloc();
  statement->prepare(driver_.dialect() == Dialect::kPostgresql ? NumberParameters(sql)
                                                               : std::string(sql));
  statements_.push_front({std::string(sql), std::move(statement)});
  by_sql_.emplace(statements_.front().sql, statements_.begin());
  return *statements_.front().statement;
}

void Connection::Forget(std::string_view sql) {
  auto found = by_sql_.find(sql);
  if (found == by_sql_.end()) return;
  auto entry = found->second;
  by_sql_.erase(found);
  statements_.erase(entry);
}

int64_t Connection::Run(std::string_view sql, const Params& params,
                        std::span<const ColumnType> columns, const OnRow& on_row) {
  try {
    soci::statement& statement = Prepare(sql);
    Parameters parameters(*session_, driver_.dialect());
    Columns cells(*session_, driver_.dialect(), columns);
    // What is bound must not outlive this call, in whatever way it ends.
    struct Unbind {
      soci::statement& statement;
      ~Unbind() { statement.bind_clean_up(); }
    };
    int64_t changed = 0;
    {
      Unbind unbind{statement};
      for (const Value& value : params) parameters.Bind(statement, value);
      cells.Bind(statement);
      statement.define_and_bind();
      std::vector<Value> row;
      for (bool more = statement.execute(true); more; more = statement.fetch()) {
        if (columns.empty()) break;
        cells.Take(row);
        on_row(row);
      }
      if (columns.empty()) changed = statement.get_affected_rows();
    }
    return changed;
  } catch (const soci::soci_error& failure) {
    base::Error error = driver_.Translate(failure, *session_, sql);
    broken_ = error.kind() == ErrorKind::kUnavailable && driver_.dialect() == Dialect::kPostgresql;
    Forget(sql);
    throw error;
  } catch (...) {
    Forget(sql);
    throw;
  }
}

}  // namespace tarn::metadb
