#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "tpcds/calendar.h"
#include "tpcds/scaling.h"
#include "tpcds/words.h"

namespace tarn::tpcds {

// Tables that keep history (slowly changing dimensions) have of three things one, two, and three
// revisions, six rows in all: a new thing is in rows 1, 2 and 4.

constexpr int64_t kHalfDay = kFirstDay + (kLastDay - kFirstDay) / 2;
constexpr int64_t kThirdOfDays = (kLastDay - kFirstDay) / 3;
constexpr int64_t kThirdDay = kFirstDay + kThirdOfDays;
constexpr int64_t kTwoThirdsDay = kThirdDay + kThirdOfDays;

// The row, from 1, of the first revision of the same thing.
constexpr int64_t FirstRevisionOf(int64_t row) {
  switch (row % 6) {
    case 0: return row - 2;
    case 3:
    case 5: return row - 1;
    default: return row;
  }
}

struct Revision {
  std::string id;  // of the thing
  int64_t start;   // days; an end of -1 is none
  int64_t end;
  bool is_new;  // of a new thing
};

inline Revision RevisionOf(TableKind table, int64_t row) {
  const int64_t back = int64_t{6} * RulesOf(table).number;
  Revision revision{BusinessKey(FirstRevisionOf(row)), kFirstDay - back, -1,
                    FirstRevisionOf(row) == row};
  switch (row % 6) {
    case 2: revision.end = kHalfDay - back; break;
    case 3: revision.start = kHalfDay - back + 1; break;
    case 4: revision.end = kThirdDay - back; break;
    case 5:
      revision.start = kThirdDay - back + 1;
      revision.end = kTwoThirdsDay - back;
      break;
    case 0: revision.start = kTwoThirdsDay - back + 1; break;
    default: break;
  }
  return revision;
}

// The row of the revision of thing `id`, from 1, on a day.
inline int64_t RowOfRevision(int64_t id, int64_t day, TableKind table, const Scaling& scaling) {
  int64_t row = id / 3 * 6;
  switch (id % 3) {
    case 1: row += 1; break;
    case 2: row += day > kHalfDay ? 3 : 2; break;
    default: row += -2 + (day > kThirdDay ? 1 : 0) + (day > kTwoThirdsDay ? 1 : 0);
  }
  return row > scaling.RowsOf(table) ? scaling.RowsOf(table) : row;
}

// Decides, field after field, by the bits of a random number whether a revision has a new value.
class Changes {
 public:
  Changes(int64_t bits, bool is_new) : bits_(bits), is_new_(is_new) {}

  // `old` becomes `value`, or stays.
  template <typename T>
  void Apply(T& old, T value) {
    if (is_new_ || bits_ % 2 == 0) old = std::move(value);
    Skip();
  }
  // Fields that are always new, or never.
  void Skip(int fields = 1) { bits_ >>= fields; }

 private:
  int64_t bits_;
  bool is_new_;
};

}  // namespace tarn::tpcds
