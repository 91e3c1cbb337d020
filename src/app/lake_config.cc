#include "app/lake_config.h"

#include <charconv>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/yaml_reader.h"
#include "cli/lake_locator.h"
#include "engine/embedded/quantities.h"

namespace tarn::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

bool IsUri(const std::string& text) { return text.find("://") != std::string::npos; }

std::string Resolve(const std::string& folder, const std::string& path) {
  if (IsUri(path)) return path;
  fs::path resolved = (fs::path(folder) / path).lexically_normal();
  if (!resolved.has_filename() && resolved.has_parent_path()) resolved = resolved.parent_path();
  return resolved.string();
}

void ReadOidc(const base::YamlReader& yaml, const std::string& folder, auth::OidcOptions& oidc) {
  yaml.CheckKeys({"issuer", "audience", "jwks", "user_claim", "roles_claim", "roles_prefix",
                  "leeway_seconds"});
  const auto text = [&](const char* key, std::string& into) {
    if (auto v = yaml.Find(key)) into = v->String();
  };
  oidc.issuer = yaml.Get("issuer").String();
  oidc.audience = yaml.Get("audience").String();
  text("jwks", oidc.jwks);
  if (!oidc.jwks.empty()) oidc.jwks = Resolve(folder, oidc.jwks);
  text("user_claim", oidc.user_claim);
  text("roles_claim", oidc.roles_claim);
  text("roles_prefix", oidc.roles_prefix);
  constexpr int64_t kLongestLeeway = 600;
  if (auto v = yaml.Find("leeway_seconds")) {
    oidc.leeway = std::chrono::seconds(v->Int(0, kLongestLeeway));
  }
}

void ReadAccess(const base::YamlReader& yaml, const std::string& folder,
                auth::AccessOptions& access) {
  yaml.CheckKeys({"oidc", "access_token_minutes", "audit_days"});
  if (auto v = yaml.Find("oidc")) ReadOidc(*v, folder, access.oidc);
  constexpr int64_t kDayMinutes = 24 * 60;
  if (auto v = yaml.Find("access_token_minutes")) {
    access.access_token_lifetime = std::chrono::minutes(v->Int(1, kDayMinutes));
  }
  if (auto v = yaml.Find("audit_days")) {
    access.audit_retention = std::chrono::hours(24 * v->Int(1, 36'500));
  }
}

std::vector<events::Hook> ReadHooks(const base::YamlReader& yaml, const std::string& folder) {
  constexpr size_t kMostHooks = 32;
  std::vector<events::Hook> hooks;
  std::set<std::string> names;
  for (const base::YamlReader& entry : yaml.List()) {
    entry.CheckKeys({"name", "url", "secret_file", "references", "types"});
    events::Hook hook;
    hook.name = entry.Get("name").String();
    hook.url = entry.Get("url").String();
    if (auto v = entry.Find("secret_file")) hook.secret_file = Resolve(folder, v->String());
    const auto patterns = [&](const char* key, std::vector<std::string>& into) {
      if (auto list = entry.Find(key)) {
        for (const base::YamlReader& v : list->List()) into.push_back(v.String());
      }
    };
    patterns("references", hook.references);
    patterns("types", hook.types);
    try {
      events::CheckHook(hook);
    } catch (const Error& error) {
      entry.Fail(error.message(), error.hint());
    }
    if (!names.insert(hook.name).second) {
      entry.Fail(fmt::format("two web hooks have the name '{}'", hook.name));
    }
    if (hooks.size() == kMostHooks) entry.Fail(fmt::format("more than {} web hooks", kMostHooks));
    hooks.push_back(std::move(hook));
  }
  return hooks;
}

std::chrono::milliseconds Span(const base::YamlReader& value) {
  const auto time = query::ParseTimeLimit(value.String());
  if (!time) {
    value.Fail(fmt::format("expected a duration, got '{}'", value.String()),
               "write a number and a unit: 500ms, 10s, 5m, 1h, 7d");
  }
  return *time;
}

// A size as Trino's configuration has it, which this one follows by name.
uint64_t DataSize(const base::YamlReader& value) {
  const auto bytes = engine::embedded::ParseDataSize(value.String());
  if (!bytes || *bytes == 0) {
    value.Fail(fmt::format("expected a data size, got '{}'", value.String()),
               "write it as Trino does: 512MB, 1GB");
  }
  return static_cast<uint64_t>(*bytes);
}

void ReadCatalogs(const base::YamlReader& yaml, CatalogConfig& catalogs) {
  yaml.CheckKeys({"tpch", "tpcds", "memory", "memory_limit"});
  if (auto v = yaml.Find("tpch")) catalogs.tpch = v->Bool();
  if (auto v = yaml.Find("tpcds")) catalogs.tpcds = v->Bool();
  if (auto v = yaml.Find("memory")) catalogs.memory = v->Bool();
  if (auto v = yaml.Find("memory_limit")) {
    catalogs.memory_bytes = ParseByteSize(v->String());
    if (catalogs.memory_bytes == 0) {
      v->Fail(fmt::format("memory_limit: expected a size, got '{}'", v->String()),
              "write it as 128MB or 2GiB");
    }
  }
}

void ReadQueries(const base::YamlReader& yaml, const std::string& folder, QueryConfig& queries) {
  yaml.CheckKeys({"resource_groups", "slow_after", "history_days", "max_run_time",
                  "max_execution_time", "query_max_memory", "query_max_memory_per_node",
                  "query_max_total_memory"});
  if (auto v = yaml.Find("resource_groups")) queries.resource_groups = Resolve(folder, v->String());
  if (auto v = yaml.Find("slow_after")) queries.slow_after = Span(*v);
  if (auto v = yaml.Find("history_days")) {
    queries.history = std::chrono::hours(24 * v->Int(1, 36'500));
  }
  if (auto v = yaml.Find("max_run_time")) queries.limits.run = Span(*v);
  if (auto v = yaml.Find("max_execution_time")) queries.limits.execution = Span(*v);
  const auto size = [&](const char* key, std::optional<uint64_t>& into) {
    if (auto v = yaml.Find(key)) into = DataSize(*v);
  };
  size("query_max_memory", queries.memory.query);
  size("query_max_memory_per_node", queries.memory.query_per_node);
  size("query_max_total_memory", queries.memory.query_total);
  // As in Trino.
  if (queries.memory.query && !queries.memory.query_total) {
    queries.memory.query_total = 2 * *queries.memory.query;
  }
}

void ReadS3(const base::YamlReader& yaml, const std::string& folder, LakeConfig& config) {
  yaml.CheckKeys({"endpoint", "region", "path_style", "credentials_file", "sts_endpoint",
                  "role_arn", "credential_minutes"});
  store::s3::S3Options& s3 = config.s3.s3;
  if (auto v = yaml.Find("region")) s3.region = v->String();
  if (auto v = yaml.Find("endpoint")) {
    s3.endpoint = v->String();
    if (!s3.endpoint.starts_with("http://") && !s3.endpoint.starts_with("https://")) {
      v->Fail(fmt::format("endpoint: expected a URL of http or https, got '{}'", s3.endpoint));
    }
  }
  if (auto v = yaml.Find("path_style")) s3.path_style = v->Bool();
  if (auto v = yaml.Find("credentials_file")) {
    config.s3_credentials_file = Resolve(folder, v->String());
  }
  if (auto v = yaml.Find("sts_endpoint")) config.s3.sts_endpoint = v->String();
  if (auto v = yaml.Find("role_arn")) config.s3.role_arn = v->String();
  // What Amazon allows.
  if (auto v = yaml.Find("credential_minutes")) {
    config.s3.lifetime = std::chrono::minutes(v->Int(15, 720));
  }
}

}  // namespace

uint64_t ParseByteSize(const std::string& text) {
  double value = 0;
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value <= 0) return 0;
  std::string unit;
  for (const char* c = rest; c != text.data() + text.size(); ++c) {
    if (*c != ' ') unit += static_cast<char>(std::toupper(static_cast<unsigned char>(*c)));
  }
  double factor = unit.empty() || unit == "B"   ? 1
                  : unit == "K" || unit == "KB" ? 1e3
                  : unit == "M" || unit == "MB" ? 1e6
                  : unit == "G" || unit == "GB" ? 1e9
                  : unit == "T" || unit == "TB" ? 1e12
                  : unit == "KIB"               ? 1024.0
                  : unit == "MIB"               ? 1048576.0
                  : unit == "GIB"               ? 1073741824.0
                  : unit == "TIB"               ? 1099511627776.0
                                                : 0;
  double bytes = value * factor;
  return bytes >= 1 && bytes < 1e18 ? static_cast<uint64_t>(bytes) : 0;
}

std::string WithoutPassword(const std::string& uri) {
  size_t scheme = uri.find("://");
  if (scheme == std::string::npos) return uri;
  size_t start = scheme + 3;
  size_t end = uri.find_first_of("/?", start);
  size_t at = uri.rfind('@', end == std::string::npos ? std::string::npos : end);
  if (at == std::string::npos || at < start) return uri;
  size_t colon = uri.find(':', start);
  if (colon == std::string::npos || colon > at) return uri;
  return uri.substr(0, colon) + uri.substr(at);
}

LakeConfig ReadLakeConfig(const std::string& folder) {
  LakeConfig config;
  config.folder = folder;
  base::YamlReader yaml = base::YamlReader::ReadFile(folder + "/" + cli::kLakeFile);
  if (auto v = yaml.Find("version")) {
    int64_t version = v->Int(1);
    if (version > kLakeFormat) {
      throw Error(ErrorKind::kFailedPrecondition,
                  fmt::format("{}: this lake has format {}, newer than the {} that this program "
                              "knows",
                              v->Where(), version, kLakeFormat),
                  "use the version of tarn that made it, or a newer one");
    }
  }
  yaml.CheckKeys({"version", "name", "warehouse", "metadata", "dags", "dbt", "default_dag",
                  "memory_limit", "threads", "files", "access", "queries", "web_hooks", "catalogs",
                  "s3"});
  auto text = [&](const char* key, const std::string& fallback) {
    auto v = yaml.Find(key);
    return v ? v->String() : fallback;
  };
  config.name = text("name", fs::path(folder).filename().string());
  config.warehouse = Resolve(folder, text("warehouse", "warehouse"));
  config.metadata = Resolve(folder, text("metadata", ".tarn/tarn.db"));
  config.state_folder = folder + "/.tarn";
  config.dags_folder = Resolve(folder, text("dags", "dags"));
  config.dbt_folder = Resolve(folder, text("dbt", "."));
  config.default_dag = text("default_dag", "");
  if (auto v = yaml.Find("memory_limit")) {
    config.memory_limit_bytes = ParseByteSize(v->String());
    if (config.memory_limit_bytes == 0) {
      v->Fail(fmt::format("memory_limit: expected a size, got '{}'", v->String()),
              "write it as 4GB or 512MiB");
    }
  }
  config.file_folders = {folder};
  if (auto v = yaml.Find("files")) {
    for (const base::YamlReader& entry : v->List()) {
      config.file_folders.push_back(Resolve(folder, entry.String()));
    }
  }
  if (auto v = yaml.Find("access")) ReadAccess(*v, folder, config.access);
  if (auto v = yaml.Find("web_hooks")) config.hooks = ReadHooks(*v, folder);
  if (auto v = yaml.Find("catalogs")) ReadCatalogs(*v, config.catalogs);
  if (auto v = yaml.Find("s3")) ReadS3(*v, folder, config);
  if (auto v = yaml.Find("queries")) ReadQueries(*v, folder, config.queries);
  if (auto v = yaml.Find("threads")) config.threads = static_cast<int>(v->Int(1, 1024));
  return config;
}

}  // namespace tarn::app
