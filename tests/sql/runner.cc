// Runs sqllogictest files (see README.md) against a fresh lake each.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "lake.h"

namespace tarn {
namespace {

using sql_tests::Lake;

struct Record {
  int line = 0;
  std::string command;  // "statement ok", "statement error …", "query", "query sort"
  std::string sql;
  std::vector<std::string> expected;
};

std::vector<Record> ReadRecords(const std::string& path) {
  std::ifstream file(path);
  if (!file) base::Throw(base::ErrorKind::kNotFound, "no such file: {}", path);
  std::vector<Record> records;
  std::string line;
  bool in_record = false;
  bool in_rows = false;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) {
      in_record = in_rows = false;
    } else if (!in_record) {
      if (line[0] == '#') continue;
      records.push_back({number, line, "", {}});
      in_record = true;
    } else if (in_rows) {
      records.back().expected.push_back(line);
    } else if (line == "----") {
      in_rows = true;
    } else {
      records.back().sql += (records.back().sql.empty() ? "" : "\n") + line;
    }
  }
  return records;
}

std::vector<std::string> RowsOf(Lake& lake, const std::string& sql) {
  const engine::Rows result = engine::Collect(*lake.session().Execute(sql));
  std::vector<std::string> lines;
  for (const auto& row : result.rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      line += (i > 0 ? "|" : "") + engine::ToText(row[i], result.columns[i].type);
    }
    lines.push_back(line);
  }
  return lines;
}

std::string Join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "    " + line + "\n";
  return text;
}

// What is wrong, or nothing.
std::string RunRecord(Lake& lake, const Record& record) {
  static const std::string kError = "statement error ";
  std::vector<std::string> rows;
  try {
    rows = RowsOf(lake, record.sql);
  } catch (const base::Error& error) {
    if (record.command.rfind(kError, 0) != 0) return "failed: " + error.Describe();
    const std::string expected = record.command.substr(kError.size());
    if (error.Describe().find(expected) != std::string::npos) return {};
    return "failed with another error: " + error.Describe();
  }
  if (record.command.rfind(kError, 0) == 0) return "should have failed";
  if (record.command == "statement ok") return {};
  std::vector<std::string> expected = record.expected;
  if (record.command == "query sort") {
    std::sort(rows.begin(), rows.end());
    std::sort(expected.begin(), expected.end());
  } else if (record.command != "query") {
    return "unknown command: " + record.command;
  }
  if (rows == expected) return {};
  return "other rows:\n" + Join(rows) + "  expected:\n" + Join(expected);
}

int RunFile(const std::string& path) {
  Lake lake;
  int failed = 0;
  const std::vector<Record> records = ReadRecords(path);
  for (const Record& record : records) {
    const std::string problem = RunRecord(lake, record);
    if (problem.empty()) continue;
    ++failed;
    std::printf("%s:%d: %s\n  %s\n", path.c_str(), record.line, record.sql.c_str(),
                problem.c_str());
  }
  std::printf("%s: %zu records, %d failed\n", path.c_str(), records.size(), failed);
  return failed;
}

}  // namespace
}  // namespace tarn

int main(int argc, char** argv) {
  int failed = 0;
  try {
    for (int i = 1; i < argc; ++i) failed += tarn::RunFile(argv[i]);
  } catch (const tarn::base::Error& error) {
    std::fprintf(stderr, "%s\n", error.Describe().c_str());
    return 2;
  }
  return failed == 0 ? 0 : 1;
}
