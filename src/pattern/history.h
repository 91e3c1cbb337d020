#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tarn::pattern {

// Labels, ascending; none: any.
using LabelSet = std::vector<int>;

bool Has(const LabelSet& set, int label);

// FIRST(x, offset) and LAST(x, offset) over the rows matched so far: the row of one of these labels
// with `offset` others before it, or behind it.
struct Navigation {
  LabelSet labels;
  bool last = true;
  int64_t offset = 0;
  bool label_counts = false;  // the row's label is asked for as well (CLASSIFIER)

  friend bool operator==(const Navigation&, const Navigation&) = default;
};

// The rows that conditions compute aggregates of: those of these labels.
struct Gathering {
  LabelSet labels;
  bool label_counts = false;

  friend bool operator==(const Gathering&, const Gathering&) = default;
};

// What threads matched: trees of rows, each with the row before it. A row is a number from 1 on, 0
// stands for none. Not thread safe.
class History {
 public:
  using Row = uint32_t;
  static constexpr Row kNone = 0;

  // What conditions look at.
  History(std::vector<Navigation> navigations, std::vector<Gathering> gatherings);

  // Forgets all rows.
  void Clear();
  // The next row of a thread. kResourceExhausted beyond 2^32 rows.
  Row Add(Row before, int label, bool excluded);
  // Takes the row that was added last back.
  void DropLast();

  Row before(Row row) const { return rows_[row].before; }
  int label(Row row) const { return rows_[row].label; }
  bool excluded(Row row) const { return rows_[row].excluded; }
  // From 0, the first row of the match.
  int64_t position(Row row) const { return rows_[row].position; }
  size_t count(Row row) const { return row == kNone ? 0 : static_cast<size_t>(position(row)) + 1; }

  struct Place {
    int64_t position = -1;  // -1: there is none
    int label = 0;          // where it counts
  };
  // Of the navigation of that number, for a thread that ends with `row`.
  Place Find(size_t navigation, Row row) const;

  // Whether no condition could tell two threads apart that are at the same row.
  bool IsSame(Row a, Row b) const;
  // Whether that is so for any two.
  bool has_no_memory() const { return width_ == 0 && gatherings_.empty(); }

  size_t bytes() const;

 private:
  struct Entry {
    Row before;
    int32_t position;
    int16_t label;
    bool excluded;
  };
  // How a navigation is kept with each row.
  struct Slot {
    size_t first = 0;  // where its numbers begin
    size_t size = 0;   // 0: its rows are gathered, and it is looked for
    size_t gathering = 0;
  };

  std::vector<Navigation> navigations_;
  std::vector<Gathering> gatherings_;
  std::vector<Slot> slots_;
  size_t width_ = 0;
  std::vector<Entry> rows_;
  std::vector<int64_t> numbers_;  // width_ for each row
  std::vector<uint64_t> hashes_;  // one a gathering for each row
};

}  // namespace tarn::pattern
