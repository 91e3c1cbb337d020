#include "api/nessie/repository_config.h"

#include <re2/re2.h>

#include "auth/identity.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using nlohmann::json;

constexpr const char* kGarbageCollector = "GARBAGE_COLLECTOR";
constexpr size_t kMaxPolicies = 10'000;

const std::vector<metadb::Migration>& Migrations() {
  static const std::vector<metadb::Migration> migrations = {
      {1,
       "repository configurations",
       {"CREATE TABLE nessie_repository_configs (type TEXT NOT NULL PRIMARY KEY, config TEXT NOT "
        "NULL)"}}};
  return migrations;
}

// A number of commits, an ISO 8601 duration, a time, or NONE.
void CheckPolicy(const JsonPlace& place) {
  static const re2::RE2 kPolicy(
      R"((?i)NONE|\d{1,9}|P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?|\d{4}-\d\d-\d\dT[0-9:.]+Z)");
  const std::string text = place.Text();
  if (!re2::RE2::FullMatch(text, kPolicy) || text == "P" || text == "PT") {
    place.Fail("Failed to parse the cut-off policy '" + text.substr(0, 100) +
               "': a number of commits, a duration as P30D, a time or NONE");
  }
}

void Check(const JsonPlace& config) {
  if (auto policy = config.Find("defaultCutoffPolicy")) CheckPolicy(*policy);
  if (auto policies = config.Find("referencesCutoffPolicies")) {
    for (const JsonPlace& item : policies->Items(kMaxPolicies)) {
      item.Get("referenceNamePattern").Text();
      CheckPolicy(item.Get("policy"));
    }
  }
  if (auto period = config.Find("newFilesGracePeriod")) period->Text();
  if (auto count = config.Find("expectedFileCountPerContent")) count->Int32();
}

std::optional<json> Select(metadb::Executor& executor, const std::string& type) {
  const auto row = executor.QueryOne<std::string>(
      "SELECT config FROM nessie_repository_configs WHERE type = ?", type);
  if (!row) return std::nullopt;
  return json::parse(std::get<0>(*row));
}

}  // namespace

RepositoryConfigs::RepositoryConfigs(metadb::Database& database) : database_(database) {
  database_.Migrate("nessie", Migrations());
}

std::optional<json> RepositoryConfigs::Find(const std::string& type) {
  return Select(database_, type);
}

std::optional<json> RepositoryConfigs::Update(const JsonPlace& place) {
  const std::string type = place.Get("type").Text();
  if (type != kGarbageCollector) {
    base::Throw(ErrorKind::kInvalidArgument,
                "Repository config type bundle for '{}' is not available on the Nessie server side",
                type.substr(0, 100));
  }
  Check(place);
  const auto identity = auth::CurrentIdentity();
  if (identity && !identity->admin && !identity->system) {
    throw base::Error(
        ErrorKind::kPermissionDenied,
        "only admins change the repository's configuration, not '" + identity->user + "'");
  }
  std::optional<json> previous;
  database_.InTransaction(metadb::Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
    previous = Select(transaction, type);
    const std::string text = place.value().dump();
    if (previous) {
      transaction.Execute("UPDATE nessie_repository_configs SET config = ? WHERE type = ?", text,
                          type);
    } else {
      transaction.Execute("INSERT INTO nessie_repository_configs (type, config) VALUES (?, ?)",
                          type, text);
    }
  });
  return previous;
}

}  // namespace tarn::api::nessie
