#include "ingest/column_match.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::ingest {
namespace {

std::string Folded(const std::string& name) {
  size_t begin = name.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  std::string folded = name.substr(begin, name.find_last_not_of(" \t") - begin + 1);
  for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return folded;
}

}  // namespace

std::vector<engine::LoadColumn> MatchColumns(const std::vector<engine::LoadColumn>& declared,
                                             const std::vector<std::string>& header,
                                             const std::string& where) {
  std::vector<engine::LoadColumn> ordered;
  std::vector<std::string> problems, names;
  std::set<std::string> seen;
  for (const std::string& name : header) seen.insert(Folded(name));
  // Only what is missing itself can have been meant.
  for (const engine::LoadColumn& column : declared) {
    names.push_back(column.name);
    if (!seen.count(Folded(column.name))) {
      problems.push_back(fmt::format("'{}' is missing", column.name));
    }
  }
  std::vector<std::string> missing;
  for (const engine::LoadColumn& column : declared) {
    if (!seen.count(Folded(column.name))) missing.push_back(column.name);
  }
  seen.clear();
  for (const std::string& name : header) {
    std::string folded = Folded(name);
    if (!seen.insert(folded).second) {
      problems.push_back(fmt::format("'{}' is there twice", name));
      continue;
    }
    auto found = std::find_if(declared.begin(), declared.end(),
                              [&](const auto& column) { return Folded(column.name) == folded; });
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

std::string ColumnName(const std::string& header, size_t index) {
  std::string name = Folded(header);
  for (char& c : name) {
    bool keep = std::isalnum(static_cast<unsigned char>(c)) || c == '_' ||
                static_cast<unsigned char>(c) >= 0x80;
    if (!keep) c = '_';
  }
  return name.empty() ? fmt::format("column_{}", index + 1) : name;
}

}  // namespace tarn::ingest
