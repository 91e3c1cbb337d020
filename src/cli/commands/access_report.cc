#include "cli/commands/access_report.h"

#include <charconv>

#include <fmt/format.h>

#include "auth/access.h"
#include "base/error.h"
#include "cli/commands/run_report.h"

namespace tarn::cli {

ReportCell TimeCell(const std::optional<int64_t>& time_ms) {
  if (!time_ms) return ReportCell::Null();
  return FormatTime(base::TimePoint(std::chrono::milliseconds(*time_ms)));
}

ReportCell NamesCell(const std::set<std::string>& names) {
  std::string text, json = "[";
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
    json += (json.size() == 1 ? "" : ", ") + JsonString(name);
  }
  return {text, json + "]"};
}

void RecordChange(Context& context, const char* action, const std::string& details) {
  auth::AuditRecord record;
  record.user = context.lake().info().user;
  record.action = action;
  record.details = details;
  context.lake().access().audit().Append(std::move(record));
}

void PrintDone(Context& context, const std::string& sentence, const char* member,
               const std::string& value) {
  if (context.json()) {
    fmt::print("{{{}: {}}}\n", JsonString(member), JsonString(value));
  } else {
    fmt::print("{}\n", sentence);
  }
}

int64_t ParseSpan(const std::string& text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit(end, text.data() + text.size());
  constexpr int64_t kMinute = 60'000;
  const int64_t scale = unit == "m"   ? kMinute
                        : unit == "h" ? 60 * kMinute
                        : unit == "d" ? 24 * 60 * kMinute
                        : unit == "w" ? 7 * 24 * 60 * kMinute
                                      : 0;
  constexpr int64_t kMost = 1'000'000;
  if (error != std::errc() || scale == 0 || number < 1 || number > kMost) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("not a span of time: '{}'", text), "write it as 90d, 12h or 30m");
  }
  return number * scale;
}

}  // namespace tarn::cli
