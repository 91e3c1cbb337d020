#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::api::postgres {

struct SettingRow {
  const char* name;
  const char* value;        // at first
  const char* description;  // what SHOW ALL says
  bool reported = false;    // clients are told of it and of its changes
  bool read_only = false;
};

// The settings of one connection (PostgreSQL 16, chapter 20): those that clients look at, with what
// is true here; setting one that has no meaning here is remembered and changes nothing. Not thread
// safe.
class Settings {
 public:
  Settings();

  // The name as it is known, whatever the case; empty for one that is not. Names with a dot are a
  // client's own.
  static std::string CanonicalName(std::string_view name);
  static const std::vector<SettingRow>& Known();

  // SqlError 42704 for a name that is not known.
  const std::string& Get(std::string_view name) const;
  // SqlError 42704; 55P02 for one that cannot be changed; 22023 and 0A000 for a value that cannot
  // be. Whether clients are told.
  bool Set(std::string_view name, const std::string& value);
  bool Reset(std::string_view name);
  // Of statement_timeout; 0: none.
  std::chrono::milliseconds statement_timeout() const;
  void ResetAll();
  // What a client's start-up gave, which is what RESET goes back to.
  void KeepAsDefaults() { defaults_ = values_; }
  // With their values, for SHOW ALL and for the start.
  const std::map<std::string, std::string>& values() const { return values_; }

 private:
  std::map<std::string, std::string> values_;
  std::map<std::string, std::string> defaults_;
};

// The schemas of a search_path: quotes taken off, "$user" and pg_catalog left out.
std::vector<std::string> SearchPathSchemas(std::string_view search_path);

}  // namespace tarn::api::postgres
