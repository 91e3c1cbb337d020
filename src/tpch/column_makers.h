#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "tpch/distributions.h"
#include "tpch/generator.h"
#include "tpch/random.h"

namespace tarn::tpch {

// What the generators of the tables share: streams that know where they are, and the columns that
// several tables have. A range of units is written [begin, end).

// A stream that goes on without a search when the next range begins where the last one ended.
template <typename R>
class Stream {
 public:
  template <typename... Args>
  explicit Stream(Args&&... args) : random_(std::forward<Args>(args)...) {}

  // Calls `make(random, i)` for each unit, i counting from 0.
  template <typename F>
  void Each(int64_t begin, int64_t end, F&& make) {
    if (at_ != begin) random_.Seek(begin);
    for (int64_t unit = begin; unit < end; ++unit) {
      make(random_, static_cast<size_t>(unit - begin));
      random_.EndRow();
    }
    at_ = end;
  }

 private:
  R random_;
  int64_t at_ = 0;
};

using NumberStream = Stream<Random>;
using KeyStream = Stream<KeyRandom>;

// Texts that are put together: each of at most `longest` bytes.
class TextBuilder {
 public:
  TextBuilder(ColumnValues& values, size_t texts, size_t longest) : values_(values) {
    values_.built.resize(texts * longest);
    values_.texts.reserve(texts);
    begin_ = end_ = values_.built.data();
  }
  void Append(std::string_view text) {
    std::memcpy(end_, text.data(), text.size());
    end_ += text.size();
  }
  void Append(char c) { *end_++ = c; }
  // With zeros in front up to `width` digits.
  void Number(int64_t number, int width) {
    std::array<char, 20> digits;
    char* const last = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    for (auto length = last - digits.data(); length < width; ++length) Append('0');
    Append({digits.data(), static_cast<size_t>(last - digits.data())});
  }
  char* begin() { return begin_; }
  void Finish() {
    values_.texts.emplace_back(begin_, static_cast<size_t>(end_ - begin_));
    begin_ = end_;
  }

 private:
  ColumnValues& values_;
  char* begin_;
  char* end_;
};

// The lengths of texts around an average.
struct Lengths {
  constexpr explicit Lengths(int average)
      : least(static_cast<int>(average * 0.4)), most(static_cast<int>(average * 1.6)) {}
  int least;
  int most;
};

inline std::string_view NextComment(Random& random, const Lengths& lengths, TextPool& pool) {
  const int offset = random.Next(0, TextPool::kBytes - lengths.most);
  const int length = random.Next(lengths.least, lengths.most);
  return pool.Text(offset, length);
}

// "Customer#000000001".
inline void Names(std::string_view prefix, int64_t begin, int64_t end, ColumnValues& values) {
  constexpr size_t kDigits = 20;
  TextBuilder texts(values, static_cast<size_t>(end - begin), prefix.size() + kDigits);
  for (int64_t unit = begin; unit < end; ++unit) {
    texts.Append(prefix);
    texts.Number(unit + 1, 9);
    texts.Finish();
  }
}

// Keys from 1.
inline void Keys(int64_t begin, int64_t end, ColumnValues& values) {
  for (int64_t unit = begin; unit < end; ++unit) values.longs.push_back(unit + 1);
}

// A generator whose columns are made one after the other.
class ColumnGenerator : public Generator {
 public:
  explicit ColumnGenerator(std::vector<size_t> columns) : columns_(std::move(columns)) {}

  void Generate(int64_t begin, int64_t end, Rows& rows) final {
    rows.columns.resize(columns_.size());
    for (ColumnValues& values : rows.columns) {
      values.longs.clear();
      values.integers.clear();
      values.doubles.clear();
      values.texts.clear();
      values.built.clear();
    }
    rows.count = Begin(begin, end);
    for (size_t i = 0; i < columns_.size(); ++i) Make(columns_[i], begin, end, rows.columns[i]);
  }

 protected:
  bool Wants(std::initializer_list<size_t> columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](size_t column) {
      return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
    });
  }

 private:
  // What columns have in common; gives the number of rows.
  virtual size_t Begin(int64_t begin, int64_t end) { return static_cast<size_t>(end - begin); }
  virtual void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) = 0;

  const std::vector<size_t> columns_;
};

// One for each table; see MakeGenerator.
std::unique_ptr<Generator> MakeNations(std::vector<size_t> columns, std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakeRegions(std::vector<size_t> columns, std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakeCustomers(std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakeSuppliers(std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakeParts(std::vector<size_t> columns, std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakePartSuppliers(double scale_factor, std::vector<size_t> columns,
                                             std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakeOrders(double scale_factor, std::vector<size_t> columns,
                                      std::shared_ptr<TextPool> pool);
std::unique_ptr<Generator> MakeLineitems(double scale_factor, std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool);

// What a part costs, in cents.
constexpr int64_t PartPrice(int64_t part) { return 90000 + part / 10 % 20001 + part % 1000 * 100; }

// Which of the suppliers of a part the number 0 to 3 is.
constexpr int64_t SupplierOfPart(int64_t part, int64_t number, int64_t suppliers) {
  return (part + number * (suppliers / 4 + (part - 1) / suppliers)) % suppliers + 1;
}

}  // namespace tarn::tpch
