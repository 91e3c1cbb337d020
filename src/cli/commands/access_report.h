#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "cli/context.h"

namespace tarn::cli {

// A time in milliseconds since 1970, or nothing.
ReportCell TimeCell(const std::optional<int64_t>& time_ms);
// "a, b" for people, a list in JSON.
ReportCell NamesCell(const std::set<std::string>& names);

// Writes into the audit log who changed what about users, roles, tokens or rules.
void RecordChange(Context& context, const char* action, const std::string& details);

// Tells people that something was done, and machines, as an object with one member.
void PrintDone(Context& context, const std::string& sentence, const char* member,
               const std::string& value);

// "90d", "12h", "30m", "4w" as milliseconds; kInvalidArgument for anything else and for none.
int64_t ParseSpan(const std::string& text);

}  // namespace tarn::cli
