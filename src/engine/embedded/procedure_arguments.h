#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// What a procedure takes; in the order in which values without names are given.
struct ProcedureParameter {
  std::string name;
  bool required = false;
};

// The arguments of CALL or ALTER TABLE … EXECUTE, all named or none, as literals. Every error is
// kInvalidArgument with the argument's place. Not thread safe; the statement must outlive it.
class ProcedureArguments {
 public:
  ProcedureArguments(std::string procedure, const sql::Location& location,
                     const std::vector<sql::CallArgument>& arguments,
                     const std::vector<ProcedureParameter>& parameters, std::string_view source);

  // Nothing when it is not given or NULL.
  std::optional<std::string> Text(const std::string& name) const;
  std::optional<int64_t> Number(const std::string& name) const;
  std::optional<bool> Flag(const std::string& name) const;
  std::optional<std::chrono::microseconds> Duration(const std::string& name) const;
  std::optional<int64_t> DataSize(const std::string& name) const;
  // Of a required parameter: never empty.
  std::string RequiredText(const std::string& name) const;

  // One of `choices`, whatever its case; the first when it is not given.
  std::string Choice(const std::string& name, const std::vector<std::string>& choices) const;

  // Throws at the argument's place, or the procedure's when it is not given.
  [[noreturn]] void Fail(const std::string& name, const std::string& problem,
                         const std::string& hint = {}) const;

 private:
  const sql::Expression* Find(const std::string& name) const;
  // Trino's words for a value that is none of a table procedure's property; `why` ends them.
  [[noreturn]] void FailToSet(const std::string& name, const std::string& why,
                              const std::string& hint) const;

  const std::string procedure_;
  const sql::Location location_;
  const std::string_view source_;
  std::map<std::string, const sql::Expression*> values_;
  std::map<std::string, sql::Location> places_;  // of the names that were written
};

}  // namespace tarn::engine::embedded
