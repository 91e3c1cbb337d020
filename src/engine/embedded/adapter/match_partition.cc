#include "engine/embedded/adapter/match_partition.h"

#include <algorithm>
#include <utility>

#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/match_conditions.h"
#include "engine/embedded/adapter/match_measures.h"
#include "pattern/matcher.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;
using duckdb::Vector;
using Rows = MatchPlan::Rows;
using Skip = MatchPlan::Skip;

constexpr uint32_t kRowsBetweenPolls = 1024;

}  // namespace

// Goes through the rows of a partition.
class PartitionMatcher {
 public:
  PartitionMatcher(duckdb::ClientContext& context, MatchedPartition& partition)
      : partition_(partition),
        plan_(partition.match_.plan),
        conditions_(context, partition.match_, partition.rows_),
        measures_(context, partition.match_, partition.rows_),
        matcher_(partition.match_.program, conditions_.Conditional(), conditions_.NewHistory()) {}

  void Run() {
    if (plan_.rows == Rows::kWindow) {
      RunFrames();
    } else {
      RunRows();
    }
    partition_.first_.push_back(static_cast<uint32_t>(partition_.outputs_.size()));
    partition_.measures_ = measures_.Take();
  }

 private:
  void RunRows() {
    const auto count = static_cast<uint32_t>(partition_.rows_.count);
    const MatchBounds all{0, count};
    int64_t next = 0, last_matched = -1;
    for (uint32_t row = 0; row < count; ++row) {
      if (row % kRowsBetweenPolls == 0) conditions_.Poll(0);
      partition_.first_.push_back(static_cast<uint32_t>(partition_.outputs_.size()));
      if (row < next) continue;
      next = row + 1;
      conditions_.Begin(row, number_, all);
      const auto match = matcher_.Run(count - row, row == 0, conditions_);
      if (!match) {
        if (plan_.rows == Rows::kAllWithUnmatched && row > last_matched) Put(row, -1);
        continue;
      }
      const MeasuredMatch measured{*match, row, number_++, row, all};
      if (match->labels.empty()) {
        if (plan_.rows != Rows::kAllOmitEmpty) Measure(measured, row, -1);
        continue;
      }
      PutMatch(measured);
      last_matched = std::max<int64_t>(last_matched, row + match->labels.size() - 1);
      next = RowBehind(*match, row, row);
    }
  }

  // A window: one value for each row, of the match that its frame has.
  void RunFrames() {
    const auto count = static_cast<uint32_t>(partition_.rows_.count);
    const pattern::Match none;
    int64_t next = 0;
    for (uint32_t row = 0; row < count; ++row) {
      if (row % kRowsBetweenPolls == 0) conditions_.Poll(0);
      partition_.first_.push_back(static_cast<uint32_t>(partition_.outputs_.size()));
      std::optional<pattern::Match> match;
      uint32_t begin = row;
      MatchBounds frame{row, row};
      if (row >= next) {
        next = row + 1;
        frame.end = FrameEnd(row);
        for (; !match && begin < frame.end && (begin == row || plan_.frame.seeks); ++begin) {
          conditions_.Begin(begin, number_, frame);
          match = matcher_.Run(frame.end - begin, begin == 0, conditions_);
        }
        --begin;
      }
      if (!match && !plan_.frame.is_call) {
        Put(row, -1);
        continue;
      }
      const MeasuredMatch measured{match ? *match : none, begin, number_++, row, frame};
      const std::vector<int>& labels = measured.match.labels;
      Measure(measured, row, static_cast<int64_t>(labels.size()) - 1);
      if (!labels.empty()) next = RowBehind(*match, begin, row);
    }
  }

  // The row behind a frame that begins at this one.
  int64_t FrameEnd(uint32_t row) const {
    using End = MatchPlan::Frame::End;
    const auto count = static_cast<int64_t>(partition_.rows_.count);
    if (plan_.frame.end == End::kUnbounded) return count;
    if (plan_.frame.end == End::kCurrentRow) return int64_t{row} + 1;
    const Vector& offsets = partition_.rows_.columns[plan_.frame.offset];
    const int64_t offset = duckdb::FlatVector::GetData<int64_t>(offsets)[row];
    if (duckdb::FlatVector::IsNull(offsets, row) || offset < 0) {
      throw DuckErrorOf(base::StandardError::kInvalidWindowFrame,
                        "Window frame offset value must not be negative or null");
    }
    return offset < count - row ? row + offset + 1 : count;
  }

  void Put(uint32_t row, int64_t measures) { partition_.outputs_.push_back({row, measures}); }
  void Measure(const MeasuredMatch& match, uint32_t row, int64_t current) {
    Put(row, measures_.count());
    measures_.Add(match, current);
  }
  void PutMatch(const MeasuredMatch& match) {
    const auto size = static_cast<uint32_t>(match.match.labels.size());
    if (plan_.rows == Rows::kOne) return Measure(match, match.begin, int64_t{size} - 1);
    for (uint32_t i = 0; i < size; ++i) {
      if (!match.match.excluded[i]) Measure(match, match.begin + i, i);
    }
  }
  // Where matching goes on after a match that begins at a row, found for another or the same one.
  int64_t RowBehind(const pattern::Match& match, uint32_t row, uint32_t here) const {
    const auto size = static_cast<int64_t>(match.labels.size());
    if (plan_.skip == Skip::kPastLast) return row + size;
    if (plan_.skip == Skip::kNext) return int64_t{here} + 1;
    const pattern::Navigation to{plan_.skip_to, plan_.skip == Skip::kLast, 0, false};
    const int64_t place = FindRow(to, false, size - 1, match.labels);
    if (place < 0) {
      throw duckdb::InvalidInputException(
          "AFTER MATCH SKIP failed: pattern variable is not present in match");
    }
    if (place == 0) {
      throw duckdb::InvalidInputException(
          "AFTER MATCH SKIP failed: cannot skip to first row of match");
    }
    return row + place;
  }

  MatchedPartition& partition_;
  const MatchPlan& plan_;
  MatchConditions conditions_;
  MatchMeasures measures_;
  pattern::Matcher matcher_;
  int64_t number_ = 1;
};

MatchedPartition::MatchedPartition(duckdb::ClientContext& context, const BoundMatch& match,
                                   MatchRows rows, size_t bytes)
    : match_(match), rows_(std::move(rows)) {
  // Memory of vectors is not counted by itself: as much is allocated, but never touched.
  duckdb::Allocator& allocator = duckdb::BufferAllocator::Get(context);
  const auto charge = [&](size_t size) {
    if (size > 0) charged_.push_back(allocator.Allocate(size));
  };
  charge(bytes);
  Guarded([&] {
    PartitionMatcher matcher(context, *this);
    matcher.Run();
  });
  size_t kept = outputs_.capacity() * sizeof(Output) + first_.capacity() * sizeof(uint32_t);
  for (const auto& chunk : measures_) kept += chunk->GetAllocationSize();
  charge(kept);
}

void MatchedPartition::Give(uint32_t row, Vector& values, idx_t at) const {
  const Output& output = outputs_[first_[row]];
  if (output.measures < 0) {
    duckdb::FlatVector::SetNull(values, at, true);
    return;
  }
  const auto place = static_cast<idx_t>(output.measures);
  const idx_t in_chunk = place % STANDARD_VECTOR_SIZE;
  duckdb::VectorOperations::Copy(measures_[place / STANDARD_VECTOR_SIZE]->data[0], values,
                                 in_chunk + 1, in_chunk, at);
}

void MatchedPartition::Append(uint32_t row, Vector& lists, idx_t at) const {
  auto& entry = duckdb::FlatVector::GetData<duckdb::list_entry_t>(lists)[at];
  const uint32_t first = first_[row], end = first_[row + 1];
  entry.offset = duckdb::ListVector::GetListSize(lists);
  entry.length = end - first;
  if (first == end) return;
  duckdb::ListVector::Reserve(lists, entry.offset + entry.length);
  duckdb::ListVector::SetListSize(lists, entry.offset + entry.length);
  Vector& structs = duckdb::ListVector::GetEntry(lists);
  auto& fields = duckdb::StructVector::GetEntries(structs);
  const auto& columns = match_.plan.output;
  for (uint32_t i = first; i < end; ++i) {
    const Output& output = outputs_[i];
    const idx_t to = entry.offset + (i - first);
    duckdb::FlatVector::SetNull(structs, to, false);
    for (size_t j = 0; j < columns.size(); ++j) {
      duckdb::VectorOperations::Copy(rows_.columns[columns[j]], *fields[j], output.row + 1,
                                     output.row, to);
    }
    for (size_t j = 0; j < match_.measures.size(); ++j) {
      Vector& field = *fields[columns.size() + j];
      if (output.measures < 0) {
        duckdb::FlatVector::SetNull(field, to, true);
        continue;
      }
      const auto place = static_cast<idx_t>(output.measures);
      const auto& chunk = *measures_[place / STANDARD_VECTOR_SIZE];
      const idx_t in_chunk = place % STANDARD_VECTOR_SIZE;
      duckdb::VectorOperations::Copy(chunk.data[j], field, in_chunk + 1, in_chunk, to);
    }
    if (columns.empty() && match_.measures.empty()) {
      duckdb::FlatVector::SetNull(*fields[0], to, true);
    }
  }
}

}  // namespace tarn::engine::embedded
