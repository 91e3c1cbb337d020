#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "pattern/history.h"
#include "pattern/program.h"

namespace tarn::pattern {

// The conditions of DEFINE, over the rows from the one that matching began at.
class Conditions {
 public:
  virtual ~Conditions() = default;
  // Whether the last row of the thread, `row`, may have the label that it has in `history`. A label
  // without a condition is not asked.
  virtual bool Hold(const History& history, History::Row row) = 0;
  // Called now and then; may throw to end a long match. `bytes` is what the matcher keeps.
  virtual void Poll(size_t bytes) = 0;
};

// The labels of the rows matched, in their order.
struct Match {
  std::vector<int> labels;
  std::vector<bool> excluded;  // by {- -}
};

// Runs one program, as often as wanted. Not thread safe.
class Matcher {
 public:
  // `conditional` says which labels have a condition.
  Matcher(Program program, std::vector<bool> conditional, History history);

  // The preferred match of the rows from one on, of which `rows` may be used; nothing when there is
  // none. `at_start`: the first one is the partition's first. What `conditions` throws goes on.
  std::optional<Match> Run(int64_t rows, bool at_start, Conditions& conditions);

 private:
  struct Thread {
    size_t instruction;
    History::Row row;
  };

  // Follows a thread up to where it takes a row, or is done.
  void Advance(Thread thread, int64_t at, std::vector<Thread>& scheduled);
  bool IsNew(const Thread& thread);
  Match Found(History::Row row) const;

  const Program program_;
  const std::vector<bool> conditional_;
  History history_;
  std::vector<Thread> current_, next_, pending_;
  // What came to each instruction, and when: lists of earlier rows count no more.
  uint64_t clock_ = 0;
  std::vector<uint64_t> visited_at_;
  std::vector<std::vector<History::Row>> visited_;
  int64_t rows_ = 0;
  bool at_start_ = false;
};

}  // namespace tarn::pattern
