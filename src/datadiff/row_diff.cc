#include "datadiff/row_diff.h"

#include <algorithm>

#include <fmt/format.h>

namespace tarn::datadiff {
namespace {

using engine::Value;
using Row = std::vector<Value>;

std::string Alias(size_t column) { return fmt::format("c{}", column); }

// SELECT "a" AS c0, …, CAST(1 AS bigint) AS n FROM …
std::string Side(const RowDiffRequest& request, bool after) {
  std::string sql = "SELECT ";
  for (size_t i = 0; i < request.columns.size(); ++i) {
    const ComparedColumn& column = request.columns[i];
    sql += fmt::format("{} AS {}, ", Quoted(after ? column.after : column.before), Alias(i));
  }
  return sql + fmt::format("CAST({} AS bigint) AS n FROM {}", after ? 1 : -1,
                           after ? request.after : request.before);
}

std::string Query(const RowDiffRequest& request) {
  std::vector<std::string> all;
  std::vector<std::string> order;
  for (size_t i = 0; i < request.columns.size(); ++i) {
    all.push_back(Alias(i));
    // Without a key the order only makes samples the same each time.
    if (request.columns[i].ordered && (request.key_columns == 0 || i < request.key_columns)) {
      order.push_back(Alias(i));
    }
  }
  return fmt::format(
      "SELECT {0}, sum(n) AS n FROM ({1} UNION ALL {2}) GROUP BY {0} HAVING sum(n) <> 0{3}",
      fmt::join(all, ", "), Side(request, true), Side(request, false),
      order.empty() ? "" : fmt::format(" ORDER BY {}", fmt::join(order, ", ")));
}

// sum(bigint) may come as a wider type.
int64_t CountOf(const Value& value) {
  if (const auto* count = std::get_if<int64_t>(&value.data)) return *count;
  return static_cast<int64_t>(std::get<engine::DecimalValue>(value.data).unscaled);
}

// Puts the rows that came and went of one key together: as many as there are on both sides are
// changed, the rest was added or removed. Without a key each row is a group of its own.
class Counter {
 public:
  Counter(RowDiff& diff, size_t samples) : diff_(diff), samples_(samples) {}

  void Add(const Row& row, int64_t count) {
    Group& side = count > 0 ? after_ : before_;
    side.rows += static_cast<uint64_t>(std::abs(count));
    if (!side.first) side.first = row;
  }
  void EndGroup(bool keyed) {
    const uint64_t pairs = keyed ? std::min(before_.rows, after_.rows) : 0;
    diff_.changed += pairs;
    diff_.added += after_.rows - pairs;
    diff_.removed += before_.rows - pairs;
    if (keyed && (before_.rows > 1 || after_.rows > 1)) ++diff_.repeated_keys;
    if (pairs > 0) {
      Keep(diff_.changed_rows, {before_.first, after_.first});
    } else if (after_.rows > 0) {
      Keep(diff_.added_rows, {std::nullopt, after_.first});
    } else if (before_.rows > 0) {
      Keep(diff_.removed_rows, {before_.first, std::nullopt});
    }
    before_ = after_ = {};
  }

 private:
  struct Group {
    uint64_t rows = 0;
    std::optional<Row> first = {};
  };
  void Keep(std::vector<RowSample>& samples, RowSample sample) const {
    if (samples.size() < samples_) samples.push_back(std::move(sample));
  }

  RowDiff& diff_;
  const size_t samples_;
  Group before_;
  Group after_;
};

}  // namespace

std::string Quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

RowDiff CompareRelations(engine::Session& session, const RowDiffRequest& request,
                         const base::CancelToken& cancel) {
  RowDiff diff;
  const auto stream = session.Execute(Query(request));
  const size_t count = request.columns.size();
  for (size_t i = 0; i < count; ++i) {
    diff.columns.push_back({request.columns[i].after, stream->columns()[i].type});
  }
  const bool keyed = request.key_columns > 0;
  Counter counter(diff, request.samples);
  Row key;
  Row row;
  bool any = false;
  while (const auto batch = stream->Next()) {
    cancel.Check();
    for (size_t at = 0; at < batch->rows(); ++at) {
      row.clear();
      for (size_t i = 0; i < count; ++i) row.push_back(batch->Get(i, at));
      const bool same_key = any && keyed && std::equal(key.begin(), key.end(), row.begin());
      if (any && !same_key) counter.EndGroup(keyed);
      if (!same_key) {
        key.assign(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(request.key_columns));
      }
      any = true;
      counter.Add(row, CountOf(batch->Get(count, at)));
    }
  }
  if (any) counter.EndGroup(keyed);
  return diff;
}

}  // namespace tarn::datadiff
