#include "corpus_record.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "api/trino/error_codes.h"
#include "api/trino/result_types.h"
#include "base/error.h"

namespace tarn::sql_tests {
namespace {

using nlohmann::json;

constexpr double kDoubleTolerance = 4e-15;
constexpr double kRealTolerance = 1e-6;

bool StartsWith(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

bool SameNumber(double a, double b, double tolerance) {
  return a == b || std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

// `type` decides how numbers compare; nested values of one type hold few kinds.
bool SameValue(const json& a, const json& b, const std::string& type) {
  if (a.is_number_float() || b.is_number_float()) {
    if (!a.is_number() || !b.is_number()) return false;
    const bool real = type.find("real") != std::string::npos;
    return SameNumber(a.get<double>(), b.get<double>(), real ? kRealTolerance : kDoubleTolerance);
  }
  if (a.type() != b.type() && !(a.is_number() && b.is_number())) return false;
  if (a.is_array()) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
      if (!SameValue(a[i], b[i], type)) return false;
    }
    return true;
  }
  if (a.is_object()) {
    if (a.size() != b.size()) return false;
    for (const auto& [key, value] : a.items()) {
      if (!b.contains(key) || !SameValue(value, b[key], type)) return false;
    }
    return true;
  }
  return a == b;
}

bool SameRow(const json& a, const json& b, const std::vector<std::string>& types) {
  if (a.size() != b.size() || a.size() != types.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!SameValue(a[i], b[i], types[i])) return false;
  }
  return true;
}

bool SameRows(bool ordered, json a, json b, const std::vector<std::string>& types) {
  if (a.size() != b.size()) return false;
  if (!ordered) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
  }
  for (size_t i = 0; i < a.size(); ++i) {
    if (!SameRow(a[i], b[i], types)) return false;
  }
  return true;
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::vector<Record> ReadRecords(const std::string& path) {
  std::ifstream file(path);
  if (!file) base::Throw(base::ErrorKind::kNotFound, "no such file: {}", path);
  std::vector<Record> records;
  for (std::string line; std::getline(file, line);) {
    const json entry = json::parse(line, nullptr, false);
    if (!entry.is_object() || !entry.contains("sql")) {
      base::Throw(base::ErrorKind::kInvalidArgument, "{}:{}: not a record of the corpus", path,
                  records.size() + 1);
    }
    Record record{entry["sql"], {}};
    if (entry.contains("error")) {
      record.trino.error = entry["error"][0];
      record.trino.error_code = entry["error"][1];
      record.trino.message = entry.value("message", "");
    } else {
      record.trino.types = entry["types"].get<std::vector<std::string>>();
      record.trino.rows = entry["rows"];
    }
    records.push_back(std::move(record));
  }
  return records;
}

Answer Ask(engine::Session& session, const std::string& sql) {
  Answer answer;
  try {
    const auto stream = session.Execute(sql);
    for (const auto& column : stream->columns()) {
      answer.types.push_back(api::trino::ColumnJson("", column.type, true)["type"]);
    }
    while (const auto batch = stream->Next()) {
      for (size_t row = 0; row < batch->rows(); ++row) {
        std::string text = "[";
        for (size_t i = 0; i < stream->columns().size(); ++i) {
          if (i > 0) text += ',';
          const engine::Type& type = stream->columns()[i].type;
          api::trino::AppendValue(batch->Get(i, row), type, type, text);
        }
        json parsed = json::parse(text + "]", nullptr, false);
        if (parsed.is_discarded()) base::Throw(base::ErrorKind::kInternal, "no JSON: {}]", text);
        answer.rows.push_back(std::move(parsed));
      }
    }
  } catch (const base::Error& error) {
    const json told = api::trino::ErrorJson(error);
    answer.error = told["errorName"];
    answer.error_code = told["errorCode"];
    answer.message = told["message"];
  }
  return answer;
}

std::string Difference(const std::string& sql, const Answer& trino, const Answer& tarn) {
  if (!trino.error.empty()) {
    if (tarn.error.empty()) return "answers where Trino says " + trino.error;
    const bool same = tarn.error == trino.error && tarn.error_code == trino.error_code;
    if (same && (trino.message.empty() || trino.message == tarn.message)) return {};
    if (same) return fmt::format("another message of {}", trino.error);
    return fmt::format("says {} where Trino says {}", tarn.error, trino.error);
  }
  if (!tarn.error.empty()) return fmt::format("fails with {}", tarn.error);
  const bool ordered = sql.find("ORDER BY") != std::string::npos || StartsWith(sql, "VALUES");
  const bool same = SameRows(ordered, trino.rows, tarn.rows, trino.types);
  if (tarn.types != trino.types) {
    return fmt::format("{} of type {} where Trino's is {}", same ? "value" : "other value",
                       Joined(tarn.types), Joined(trino.types));
  }
  return same ? "" : "other value";
}

}  // namespace tarn::sql_tests
