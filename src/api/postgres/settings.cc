#include "api/postgres/settings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "api/postgres/sql_error.h"
#include "api/postgres/version.h"

namespace tarn::api::postgres {
namespace {

constexpr bool kReported = true;
constexpr bool kReadOnly = true;
constexpr const char* kStatementTimeout = "statement_timeout";
constexpr size_t kMostOwn = 256;
constexpr size_t kMostValueBytes = 4096;

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

struct TimeUnit {
  std::string_view name;
  double milliseconds;
};
// Of PostgreSQL's settings (16, section 20.1.1), the longest names first.
constexpr std::array kTimeUnits = {TimeUnit{"min", 60'000},  TimeUnit{"ms", 1},
                                   TimeUnit{"us", 0.001},    TimeUnit{"s", 1'000},
                                   TimeUnit{"h", 3'600'000}, TimeUnit{"d", 86'400'000}};

// Milliseconds, or a number with a unit; nothing for what is no time that a setting can have.
std::optional<std::chrono::milliseconds> TimeOf(std::string_view text) {
  const auto is_blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  const auto trim = [&] {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  };
  trim();
  double factor = 1;
  for (const TimeUnit& unit : kTimeUnits) {
    if (!text.ends_with(unit.name)) continue;
    factor = unit.milliseconds;
    text.remove_suffix(unit.name.size());
    break;
  }
  trim();
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size()) return {};
  const double milliseconds = number * factor;
  if (!(milliseconds >= 0) || milliseconds > std::numeric_limits<int32_t>::max()) return {};
  return std::chrono::milliseconds(std::llround(milliseconds));
}

// What else than the one value that holds here may be asked for.
void Check(const std::string& name, const std::string& value) {
  std::string lower = Lower(value);
  // asyncpg says 'utf-8', with its quotes.
  if (lower.size() > 2 && lower.front() == '\'' && lower.back() == '\'') {
    lower = lower.substr(1, lower.size() - 2);
  }
  if (name == "client_encoding" && lower != "utf8" && lower != "utf-8" && lower != "unicode" &&
      lower != "sql_ascii") {
    throw SqlError("0A000", "text is in UTF8 here, not in another encoding: " + value);
  }
  if (name == "standard_conforming_strings" && lower != "on" && lower != "true" && lower != "1") {
    throw SqlError("0A000", "standard_conforming_strings is always on");
  }
  if (name == "DateStyle" && !lower.starts_with("iso")) {
    throw SqlError("0A000", "dates are shown in the ISO style only: " + value);
  }
  if (name == "bytea_output" && lower != "hex") {
    throw SqlError("0A000", "bytea_output is hex: " + value);
  }
  if (name == "IntervalStyle" && lower != "postgres") {
    throw SqlError("0A000", "IntervalStyle is postgres: " + value);
  }
  if (name == kStatementTimeout && !TimeOf(value)) {
    throw SqlError("22023", "invalid value for parameter \"statement_timeout\": \"" + value + "\"",
                   "milliseconds, or a number with a unit: us, ms, s, min, h, d");
  }
}

}  // namespace

const std::vector<SettingRow>& Settings::Known() {
  static const std::vector<SettingRow> rows = {
      {"application_name", "", "The name of the application.", kReported},
      {"backslash_quote", "safe_encoding", "Always so."},
      {"bytea_output", "hex", "The output format of bytea."},
      {"client_encoding", "UTF8", "The client's character set.", kReported},
      {"client_min_messages", "notice", "Remembered."},
      {"DateStyle", "ISO, MDY", "The display format of dates.", kReported},
      {"default_tablespace", "", "There are none."},
      {"default_transaction_isolation", "repeatable read", "A transaction reads one commit."},
      {"default_transaction_read_only", "off", "Remembered.", kReported},
      {"extra_float_digits", "1", "Numbers are shown with the digits that read back."},
      {"idle_in_transaction_session_timeout", "0", "The server's own limit holds."},
      {"in_hot_standby", "off", "Always off.", kReported, kReadOnly},
      {"integer_datetimes", "on", "Always on.", kReported, kReadOnly},
      {"IntervalStyle", "postgres", "The display format of intervals.", kReported},
      {"is_superuser", "off", "Rights are the lake's.", kReported, kReadOnly},
      {"jit", "off", "Remembered."},
      {"lc_collate", "C", "Text is ordered by code points.", false, kReadOnly},
      {"lc_ctype", "C", "", false, kReadOnly},
      {"lc_messages", "C", ""},
      {"lc_monetary", "C", ""},
      {"lc_numeric", "C", ""},
      {"lc_time", "C", ""},
      {"lock_timeout", "0", "Nothing is locked."},
      {"max_identifier_length", "63", "", false, kReadOnly},
      {"max_index_keys", "32", "", false, kReadOnly},
      {"ref", "main", "The branch or tag of the lake that is read and written."},
      {"row_security", "on", "Rules are the lake's."},
      {"search_path", "\"$user\", public", "The schema of unqualified names."},
      {"server_encoding", "UTF8", "", kReported, kReadOnly},
      {"server_version", kServerVersion, "The PostgreSQL whose clients this serves.", kReported,
       kReadOnly},
      {"server_version_num", "160009", "", false, kReadOnly},
      {"session_authorization", "", "The user.", kReported, kReadOnly},
      {"standard_conforming_strings", "on", "Always on.", kReported},
      {kStatementTimeout, "0", "The most time that a statement may take; 0: any."},
      {"synchronous_commit", "on", "Commits are durable."},
      {"synchronize_seqscans", "on", "Remembered."},
      {"TimeZone", "UTC", "Instants are shown in UTC.", kReported},
      {"transaction_isolation", "repeatable read", "A transaction reads one commit."},
      {"transaction_read_only", "off", "Remembered."},
      {"work_mem", "4MB", "Remembered."},
      {"xmlbinary", "base64", "Remembered."},
  };
  return rows;
}

std::string Settings::CanonicalName(std::string_view name) {
  const std::string lower = Lower(name);
  for (const SettingRow& row : Known()) {
    if (Lower(row.name) == lower) return row.name;
  }
  return lower.find('.') != std::string::npos ? lower : "";
}

namespace {

const SettingRow* RowOf(const std::string& canonical) {
  for (const SettingRow& row : Settings::Known()) {
    if (row.name == canonical) return &row;
  }
  return nullptr;
}

[[noreturn]] void NotKnown(std::string_view name) {
  throw SqlError(
      "42704", "unrecognized configuration parameter \"" + std::string(name.substr(0, 200)) + "\"");
}

}  // namespace

Settings::Settings() {
  for (const SettingRow& row : Known()) values_[row.name] = row.value;
  defaults_ = values_;
}

const std::string& Settings::Get(std::string_view name) const {
  const auto found = values_.find(CanonicalName(name));
  if (found == values_.end()) NotKnown(name);
  return found->second;
}

bool Settings::Set(std::string_view name, const std::string& value) {
  const std::string canonical = CanonicalName(name);
  if (canonical.empty()) NotKnown(name);
  const SettingRow* row = RowOf(canonical);
  if (row != nullptr && row->read_only) {
    throw SqlError("55P02", "parameter \"" + canonical + "\" cannot be changed");
  }
  if (value.size() > kMostValueBytes || (row == nullptr && values_.size() > kMostOwn)) {
    throw SqlError("54000", "too much to remember: " + canonical);
  }
  Check(canonical, value);
  // Whatever zone is wished for, instants are shown in UTC, and clients are told so.
  if (canonical == "TimeZone" || canonical == "client_encoding" || canonical == "DateStyle") {
    return false;
  }
  values_[canonical] = value;
  return row != nullptr && row->reported;
}

bool Settings::Reset(std::string_view name) {
  const std::string canonical = CanonicalName(name);
  if (canonical.empty()) NotKnown(name);
  const SettingRow* row = RowOf(canonical);
  const auto value = defaults_.find(canonical);
  if (value == defaults_.end()) {
    values_.erase(canonical);
  } else {
    values_[canonical] = value->second;
  }
  return row != nullptr && row->reported;
}

std::chrono::milliseconds Settings::statement_timeout() const {
  return TimeOf(values_.at(kStatementTimeout)).value_or(std::chrono::milliseconds(0));
}

void Settings::ResetAll() { values_ = defaults_; }

std::vector<std::string> SearchPathSchemas(std::string_view path) {
  std::vector<std::string> schemas;
  size_t at = 0;
  while (at <= path.size()) {
    const size_t comma = std::min(path.find(',', at), path.size());
    std::string name(path.substr(at, comma - at));
    name.erase(0, name.find_first_not_of(" \t"));
    name.erase(name.find_last_not_of(" \t") + 1);
    const bool quoted = name.size() >= 2 && name.front() == '"' && name.back() == '"';
    name = quoted ? name.substr(1, name.size() - 2) : Lower(name);
    if (!name.empty() && name != "$user" && name != "pg_catalog") schemas.push_back(name);
    at = comma + 1;
  }
  return schemas;
}

}  // namespace tarn::api::postgres
