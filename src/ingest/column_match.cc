#include "ingest/column_match.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::ingest {
std::string ColumnName(const std::string& header) {
  std::string name = header;
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

std::vector<engine::LoadColumn> MatchColumns(const std::vector<engine::LoadColumn>& declared,
                                             const std::vector<std::string>& header,
                                             const std::string& where) {
  std::vector<engine::LoadColumn> ordered;
  std::vector<std::string> problems, names;
  std::set<std::string> seen;
  for (const std::string& name : header) seen.insert(ColumnName(name));
  // Only what is missing itself can have been meant.
  for (const engine::LoadColumn& column : declared) {
    names.push_back(column.name);
    if (!seen.count(ColumnName(column.name))) {
      problems.push_back(fmt::format("'{}' is missing", column.name));
    }
  }
  std::vector<std::string> missing;
  for (const engine::LoadColumn& column : declared) {
    if (!seen.count(ColumnName(column.name))) missing.push_back(column.name);
  }
  seen.clear();
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string& name = header[i];
    if (name.empty()) {
      problems.push_back(fmt::format("field {} has no name", i + 1));
      continue;
    }
    std::string folded = ColumnName(name);
    if (!seen.insert(folded).second) {
      problems.push_back(fmt::format("'{}' is there twice", name));
      continue;
    }
    auto found = std::find_if(declared.begin(), declared.end(), [&](const auto& column) {
      return ColumnName(column.name) == folded;
    });
    if (found != declared.end()) {
      ordered.push_back(*found);
    } else {
      problems.push_back(
          fmt::format("'{}' is not declared{}", name, base::DidYouMean(folded, missing)));
    }
  }
  if (problems.empty()) return ordered;
  throw base::Error(
      base::ErrorKind::kInvalidArgument,
      fmt::format("{}: the header does not fit the columns: {}", where, fmt::join(problems, "; ")),
      fmt::format("expected {}", fmt::join(names, ", ")));
}

}  // namespace tarn::ingest
