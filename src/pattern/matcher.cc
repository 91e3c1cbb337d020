#include "pattern/matcher.h"

#include <algorithm>
#include <utility>

namespace tarn::pattern {
namespace {

constexpr size_t kSteps = 4096;  // between two polls

}  // namespace

Matcher::Matcher(Program program, std::vector<bool> conditional, History history)
    : program_(std::move(program)),
      conditional_(std::move(conditional)),
      history_(std::move(history)),
      visited_at_(program_.size(), 0),
      visited_(program_.size()) {}

bool Matcher::IsNew(const Thread& thread) {
  std::vector<History::Row>& seen = visited_[thread.instruction];
  if (visited_at_[thread.instruction] != clock_) {
    visited_at_[thread.instruction] = clock_;
    seen.clear();
  } else if (history_.has_no_memory()) {
    return false;
  }
  const auto same = [&](History::Row row) { return history_.IsSame(row, thread.row); };
  if (std::any_of(seen.begin(), seen.end(), same)) return false;
  seen.push_back(thread.row);
  return true;
}

void Matcher::Advance(Thread first, int64_t at, std::vector<Thread>& scheduled) {
  pending_.push_back(first);
  while (!pending_.empty()) {
    Thread thread = pending_.back();
    pending_.pop_back();
    if (!IsNew(thread)) continue;
    const Instruction& instruction = program_[thread.instruction];
    switch (instruction.kind) {
      case Instruction::Kind::kStart:
        if (at == 0 && at_start_) pending_.push_back({thread.instruction + 1, thread.row});
        break;
      case Instruction::Kind::kEnd:
        if (at == rows_) pending_.push_back({thread.instruction + 1, thread.row});
        break;
      case Instruction::Kind::kJump: pending_.push_back({instruction.target, thread.row}); break;
      case Instruction::Kind::kSplit:
        pending_.push_back({instruction.other, thread.row});
        pending_.push_back({instruction.target, thread.row});
        break;
      case Instruction::Kind::kLabel:
      case Instruction::Kind::kDone: scheduled.push_back(thread); break;
    }
  }
}

Match Matcher::Found(History::Row row) const {
  Match match;
  for (; row != History::kNone; row = history_.before(row)) {
    match.labels.push_back(history_.label(row));
    match.excluded.push_back(history_.excluded(row));
  }
  std::reverse(match.labels.begin(), match.labels.end());
  std::reverse(match.excluded.begin(), match.excluded.end());
  return match;
}

std::optional<Match> Matcher::Run(int64_t rows, bool at_start, Conditions& conditions) {
  history_.Clear();
  rows_ = rows;
  at_start_ = at_start;
  ++clock_;
  current_.clear();
  Advance({0, History::kNone}, 0, current_);
  std::optional<History::Row> best;
  size_t steps = 0;
  for (int64_t at = 0; at <= rows && !current_.empty(); ++at) {
    ++clock_;
    next_.clear();
    for (const Thread& thread : current_) {
      const Instruction& instruction = program_[thread.instruction];
      // The following threads are less preferred.
      if (instruction.kind == Instruction::Kind::kDone) {
        best = thread.row;
        break;
      }
      if (at == rows) continue;
      if (++steps % kSteps == 0) conditions.Poll(history_.bytes());
      const History::Row row = history_.Add(thread.row, instruction.label, instruction.excluded);
      if (conditional_[static_cast<size_t>(instruction.label)] && !conditions.Hold(history_, row)) {
        history_.DropLast();
        continue;
      }
      Advance({thread.instruction + 1, row}, at + 1, next_);
    }
    std::swap(current_, next_);
  }
  return best ? std::optional(Found(*best)) : std::nullopt;
}

}  // namespace tarn::pattern
