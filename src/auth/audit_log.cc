#include "auth/audit_log.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::auth {

AuditLog::AuditLog(metadb::Database& database, std::chrono::hours retention, base::Clock& clock)
    : database_(database), retention_(retention), clock_(clock) {}

void AuditLog::Append(AuditRecord record) {
  if (record.details.size() > kMaxDetails) {
    record.details.resize(kMaxDetails);
    // Not in the middle of a letter.
    while (!record.details.empty() && (record.details.back() & 0xC0) == 0x80) {
      record.details.pop_back();
    }
    if (!record.details.empty() && (record.details.back() & 0x80) != 0) record.details.pop_back();
    record.details += "…";
  }
  database_.Execute(
      "INSERT INTO auth_audit (time, user_name, action, reference, commit_before, commit_after, "
      "request_id, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      clock_.NowMs(), record.user, record.action, record.reference, record.commit_before,
      record.commit_after, record.request_id, record.details);
  if (appended_++ % kPruneEvery != 0) return;
  try {
    Prune();
  } catch (const base::Error&) {
    // The next one tries again.
  }
}

std::vector<AuditRecord> AuditLog::List(const AuditFilter& filter) {
  std::string where = "WHERE 1 = 1";
  metadb::Params params;
  const auto add = [&](const char* condition, metadb::Value value) {
    where += condition;
    params.push_back(std::move(value));
  };
  if (!filter.user.empty()) add(" AND user_name = ?", filter.user);
  if (!filter.reference.empty()) add(" AND reference = ?", filter.reference);
  if (!filter.action.empty()) add(" AND action = ?", filter.action);
  if (filter.since_ms) add(" AND time >= ?", *filter.since_ms);
  if (filter.before_number) add(" AND number < ?", *filter.before_number);
  add("", static_cast<int64_t>(std::min<size_t>(filter.limit, 10'000)));
  std::vector<AuditRecord> records;
  for (auto& [number, time, user, action, reference, before, after, request, details] :
       database_.QueryWith<int64_t, int64_t, std::string, std::string, std::string, std::string,
                           std::string, std::string, std::string>(
           "SELECT number, time, user_name, action, reference, commit_before, commit_after, "
           "request_id, details FROM auth_audit " +
               where + " ORDER BY number DESC LIMIT ?",
           params)) {
    records.push_back({number, time, user, action, reference, before, after, request, details});
  }
  return records;
}

int64_t AuditLog::Prune() {
  const int64_t oldest =
      clock_.NowMs() - std::chrono::duration_cast<std::chrono::milliseconds>(retention_).count();
  return database_.Execute("DELETE FROM auth_audit WHERE time < ?", oldest);
}

}  // namespace tarn::auth
