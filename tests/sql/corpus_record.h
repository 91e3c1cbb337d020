#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/engine.h"

namespace tarn::sql_tests {

// What a statement gave, in the terms of Trino's client protocol: types and rows, or an error.
struct Answer {
  std::vector<std::string> types;
  nlohmann::json rows = nlohmann::json::array();
  std::string error;  // the error's name; empty when there was none
  int error_code = 0;
  std::string message;  // the error's; of Trino in the family `analysis` only
};

// One line of tests/golden/trino/<family>.jsonl.
struct Record {
  std::string sql;
  Answer trino;
};

// kNotFound when there is no such file, kInvalidArgument for a line that is no record.
std::vector<Record> ReadRecords(const std::string& path);

// Runs the statement and reads all its rows.
Answer Ask(engine::Session& session, const std::string& sql);

// How Tarn's answer differs from Trino's in a few words ("fails: …", "another type: …", "other
// values"), or nothing. Floating-point numbers may differ in the last digits; rows of a statement
// without ORDER BY may come in any order.
std::string Difference(const std::string& sql, const Answer& trino, const Answer& tarn);

}  // namespace tarn::sql_tests
