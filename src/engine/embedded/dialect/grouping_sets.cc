#include "engine/embedded/dialect/grouping_sets.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/standard_error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

// Trino's max_grouping_sets.
constexpr size_t kMostSets = 2048;

using Columns = std::vector<sql::Expression>;

size_t CountSets(const sql::GroupingElement& element) {
  const auto* sets = std::get_if<sql::GroupingSets>(&element);
  if (sets == nullptr) return 1;
  switch (sets->kind) {
    case sql::GroupingSetsKind::kExplicit: return sets->sets.size();
    case sql::GroupingSetsKind::kRollup: return sets->sets.size() + 1;
    case sql::GroupingSetsKind::kCube:
      return sets->sets.size() > 31 ? size_t{1} << 31 : size_t{1} << sets->sets.size();
  }
  return 1;
}

void Append(Columns& columns, const Columns& more) {
  columns.insert(columns.end(), more.begin(), more.end());
}

std::vector<Columns> SetsOf(const sql::GroupingElement& element) {
  std::vector<Columns> result;
  if (const auto* set = std::get_if<sql::GroupingSet>(&element)) {
    result.push_back(set->columns);
  } else if (const auto* sets = std::get_if<sql::GroupingSets>(&element)) {
    const size_t parts = sets->sets.size();
    const size_t count = CountSets(element);
    for (size_t i = 0; i < count; ++i) {
      Columns columns;
      for (size_t part = 0; part < parts; ++part) {
        const bool in = sets->kind == sql::GroupingSetsKind::kExplicit ? part == i
                        : sets->kind == sql::GroupingSetsKind::kRollup ? part < parts - i
                                                                       : (i >> part & 1) == 0;
        if (in) Append(columns, sets->sets[part].columns);
      }
      result.push_back(std::move(columns));
    }
  }
  return result;
}

// What tells a column: its text, that of the item of the select list that its place means.
std::string Identity(const sql::Select& select, const sql::Expression& column) {
  const auto* place = column.As<sql::LongLiteral>();
  if (place != nullptr && place->value >= 1 &&
      place->value <= static_cast<int64_t>(select.items.size())) {
    const auto& item = select.items[static_cast<size_t>(place->value) - 1];
    if (const auto* single = std::get_if<sql::SingleColumn>(&item)) {
      return sql::Print(single->expression);
    }
  }
  if (const auto* name = column.As<sql::ColumnReference>()) return name->name.Canonical();
  return sql::Print(column);
}

}  // namespace

size_t CountGroupingSets(const sql::GroupBy& group_by, const sql::Location& location) {
  size_t count = 1;
  bool too_many = false;
  for (const auto& element : group_by.elements) {
    count *= CountSets(element);
    too_many = too_many || count > kMostSets;
    // Goes on counting what can be counted, for the message.
    count = std::min(count, size_t{1} << 31);
  }
  if (too_many) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kTooManyGroupingSets,
                "{}: GROUP BY has {}{} grouping sets but can contain at most {}", At(location),
                count == size_t{1} << 31 ? "more than " : "", count, kMostSets);
  }
  return count;
}

std::vector<Columns> DistinctGroupingSets(const sql::Select& select) {
  std::vector<Columns> crossed = {{}};
  for (const auto& element : select.group_by->elements) {
    std::vector<Columns> next;
    for (const auto& before : crossed) {
      for (const auto& set : SetsOf(element)) {
        next.push_back(before);
        Append(next.back(), set);
      }
    }
    crossed = std::move(next);
  }
  std::vector<Columns> result;
  std::set<std::set<std::string>> seen;
  for (auto& columns : crossed) {
    std::set<std::string> names;
    Columns once;
    for (auto& column : columns) {
      if (names.insert(Identity(select, column)).second) once.push_back(std::move(column));
    }
    if (seen.insert(std::move(names)).second) result.push_back(std::move(once));
  }
  return result;
}

}  // namespace tarn::engine::embedded
