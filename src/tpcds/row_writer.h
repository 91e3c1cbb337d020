#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tpcds/calendar.h"
#include "tpcds/generator.h"
#include "tpcds/random.h"
#include "tpcds/scaling.h"

namespace tarn::tpcds {

// The columns of a row of which some are null (dsdgen's nulls.c); takes two values.
inline uint64_t RandomNulls(TableKind table, Random& random) {
  const TableRules& rules = RulesOf(table);
  const int64_t share = random.Uniform(0, 9999);
  const int64_t bits = random.Uniform(1, random_detail::kModulus);
  return share < rules.null_per_10000 ? static_cast<uint64_t>(bits & ~rules.never_null_bits) : 0;
}

// Writes rows value by value, in the order of the table's columns; those that nobody asked for are
// passed over. What is given as a function is called for a column that was asked for alone.
class RowWriter {
 public:
  RowWriter(const Table& table, const std::vector<size_t>& columns) : table_(table) {
    places_.assign(table.columns.size(), -1);
    muted_places_ = places_;
    for (size_t i = 0; i < columns.size(); ++i) places_[columns[i]] = static_cast<int>(i);
  }

  void Start(Rows& rows, size_t columns) {
    rows_ = &rows;
    rows.count = 0;
    rows.columns.resize(columns);
    for (ColumnValues& values : rows.columns) {
      values.numbers.clear();
      values.texts.clear();
      values.nulls.clear();
      values.built.Clear();
    }
  }
  // Whether one of columns [begin, end) was asked for.
  bool Wants(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      if (places_[i] >= 0) return true;
    }
    return false;
  }

  // While it is muted, rows are made but not written.
  void Mute(bool muted) {
    if (muted != muted_) places_.swap(muted_places_);
    muted_ = muted;
  }

  void BeginRow(uint64_t nulls) {
    nulls_ = nulls;
    column_ = 0;
    if (!muted_) ++rows_->count;
  }
  // -1 is no key.
  void Key(int64_t key) { Put(key, key == -1); }
  template <typename F>
    requires std::is_invocable_v<F>
  void Key(F&& make) {
    if (places_[column_] < 0) return Pass();
    Key(int64_t{make()});
  }
  void Number(int64_t number) { Put(number, false); }
  void Decimal(int64_t hundredths) { Put(hundredths, false); }
  // A day before all others is none.
  void Date(int64_t day) { Put(day - kEpochDay, day < 0); }
  void Flag(bool flag) { Text(flag ? "Y" : "N"); }
  // Of a distribution or a literal.
  void Text(std::string_view text) { PutText(text, false); }
  // Copied.
  void Built(std::string_view text) { PutText(text, true); }
  template <typename F>
    requires std::is_invocable_v<F>
  void Built(F&& make) {
    if (places_[column_] < 0) return Pass();
    Built(std::string_view(make()));
  }
  void Null() { Put(0, true); }

 private:
  void Pass() { ++column_; }
  bool IsNull(const Column& column) const { return (nulls_ >> column.null_bit & 1) != 0; }
  void Put(int64_t number, bool is_none) {
    const size_t at = column_++;
    if (places_[at] < 0) return;
    ColumnValues& values = rows_->columns[static_cast<size_t>(places_[at])];
    const Column& column = table_.columns[at];
    const bool is_null = is_none || IsNull(column);
    values.nulls.push_back(is_null ? 1 : 0);
    if (column.kind == ColumnKind::kChar || column.kind == ColumnKind::kVarchar) {
      values.texts.emplace_back();
    } else {
      values.numbers.push_back(is_null ? 0 : number);
    }
  }
  void PutText(std::string_view text, bool copied) {
    const size_t at = column_++;
    if (places_[at] < 0) return;
    ColumnValues& values = rows_->columns[static_cast<size_t>(places_[at])];
    const Column& column = table_.columns[at];
    if (column.kind == ColumnKind::kChar) {
      while (text.ends_with(' ')) text.remove_suffix(1);
    }
    const bool is_null = IsNull(column);
    values.nulls.push_back(is_null ? 1 : 0);
    values.texts.push_back(is_null ? std::string_view() : copied ? values.built.Keep(text) : text);
  }

  const Table& table_;
  std::vector<int> places_;  // of the table's columns in the rows; -1: not asked for
  std::vector<int> muted_places_;
  bool muted_ = false;
  Rows* rows_ = nullptr;
  uint64_t nulls_ = 0;
  size_t column_ = 0;
};

// A generator that makes one unit after the other.
class UnitGenerator : public Generator {
 public:
  UnitGenerator(TableKind table, double scale_factor, const std::vector<size_t>& columns)
      : scaling_(scale_factor), writer_(TableOf(table), columns), columns_(columns.size()) {}

  void Generate(int64_t begin, int64_t end, Rows& rows) override {
    writer_.Start(rows, columns_);
    if (begin != next_) Seek(begin);
    for (next_ = begin; next_ < end; ++next_) {
      MakeUnit(next_ + 1);
      streams_.NextRow();
    }
  }
  bool overran() const override { return streams_.overran(); }

 protected:
  // `number`: of the unit, from 1.
  virtual void MakeUnit(int64_t number) = 0;
  // To unit `begin`, from 0.
  virtual void Seek(int64_t begin) { streams_.Seek(begin); }

  const Scaling scaling_;
  RowWriter writer_;
  Streams streams_;

 private:
  const size_t columns_;
  int64_t next_ = 0;
};

// A generator whose rows may keep values of the row before, if it is of the same thing: see
// revisions.h.
class RevisionGenerator : public UnitGenerator {
 public:
  using UnitGenerator::UnitGenerator;

 private:
  void Seek(int64_t begin) override;
};

// One for each table, by their files.
using Columns = std::vector<size_t>;
std::unique_ptr<Generator> MakeCallCenters(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeCatalogPages(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeCatalogSales(double scale_factor, const Columns& columns,
                                            bool returns);
std::unique_ptr<Generator> MakeCustomers(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeCustomerAddresses(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeCustomerDemographics(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeDates(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeDbgenVersion(double scale_factor, const Columns& columns,
                                            int64_t now_ms);
std::unique_ptr<Generator> MakeHouseholdDemographics(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeIncomeBands(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeInventory(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeItems(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakePromotions(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeReasons(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeShipModes(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeStores(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeStoreSales(double scale_factor, const Columns& columns,
                                          bool returns);
std::unique_ptr<Generator> MakeTimes(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeWarehouses(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeWebPages(double scale_factor, const Columns& columns);
std::unique_ptr<Generator> MakeWebSales(double scale_factor, const Columns& columns, bool returns);
std::unique_ptr<Generator> MakeWebSites(double scale_factor, const Columns& columns);

}  // namespace tarn::tpcds
