#include "store/s3/s3_access.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/error.h"
#include "base/random.h"
#include "http/target.h"
#include "http/url.h"
#include "store/s3/xml.h"

namespace tarn::store::s3 {
namespace {

using base::ErrorKind;

constexpr size_t kMaxVended = 10'000;

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

[[noreturn]] void Refuse(const std::string& why, const std::string& what) {
  base::Throw(ErrorKind::kPermissionDenied,
              "a request to S3 that is not signed here, since it {}: {}", why, what);
}

// What clients of tables ask for; anything else (acl, policy, tagging, versioning, …) is more than
// files of a table need.
const std::set<std::string, std::less<>> kParameters = {
    "x-id",   "uploads",       "uploadId",    "partNumber",         "list-type",
    "prefix", "delimiter",     "max-keys",    "continuation-token", "start-after",
    "delete", "encoding-type", "fetch-owner", "max-parts",          "part-number-marker"};

// A request, taken apart.
struct Parsed {
  S3Place place;
  std::string host;                                        // as the Host header has it
  std::string path;                                        // encoded
  std::vector<std::pair<std::string, std::string>> query;  // decoded
  std::string Parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
      if (key == name) return value;
    }
    return "";
  }
  bool Has(std::string_view name) const {
    return std::any_of(query.begin(), query.end(),
                       [&](const auto& one) { return one.first == name; });
  }
};

Parsed Parse(const std::string& uri, const S3Options& options) {
  const http::Url url = http::ParseUrl(uri);
  const http::Url own = http::ParseUrl(options.endpoint);
  Parsed parsed;
  parsed.host = url.authority;
  const size_t question = std::min(url.target.find('?'), url.target.size());
  parsed.path = url.target.substr(0, question);
  const std::string host = Lower(url.host);
  std::string key = http::PercentDecode(parsed.path.substr(1));
  const bool same_port = url.port == own.port && url.secure == own.secure;
  if (same_port && host == Lower(own.host)) {
    const size_t slash = std::min(key.find('/'), key.size());
    parsed.place.bucket = key.substr(0, slash);
    parsed.place.key = slash < key.size() ? key.substr(slash + 1) : "";
  } else if (same_port && host.ends_with("." + Lower(own.host))) {
    parsed.place.bucket = host.substr(0, host.size() - own.host.size() - 1);
    parsed.place.key = key;
  } else {
    Refuse("goes to another host", url.authority);
  }
  if (question < url.target.size()) {
    std::string_view rest = std::string_view(url.target).substr(question + 1);
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('&'), rest.size());
      const std::string_view one = rest.substr(0, end);
      const size_t equals = std::min(one.find('='), one.size());
      std::string name = http::PercentDecode(one.substr(0, equals));
      // Which of both counts is the service's to say, and may be the one that was not looked at.
      if (parsed.Has(name)) Refuse("has a parameter twice", name);
      parsed.query.emplace_back(std::move(name),
                                http::PercentDecode(one.substr(std::min(equals + 1, one.size()))));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return parsed;
}

// Whether an object, or all objects with a prefix, are in one of the folders.
bool IsIn(const S3Scope& scope, const std::string& bucket, const std::string& key) {
  return std::any_of(scope.folders.begin(), scope.folders.end(), [&](const std::string& folder) {
    const S3Place place = ParsePlace(folder);
    return place.bucket == bucket && key.starts_with(place.key + "/");
  });
}

void RequireIn(const S3Scope& scope, const std::string& bucket, const std::string& key) {
  // Some services and proxies would take them for ways up.
  const std::string framed = "/" + key + "/";
  const bool dots =
      framed.find("/../") != std::string::npos || framed.find("/./") != std::string::npos;
  if (dots || !IsIn(scope, bucket, key)) {
    Refuse("is outside the table's folders", "s3://" + bucket + "/" + key);
  }
}

void CheckHeaders(const RemoteRequest& request, const S3Scope& scope) {
  for (const auto& [name, values] : request.headers) {
    const std::string lower = Lower(name);
    if (lower == "x-amz-acl" || lower.starts_with("x-amz-grant-") ||
        lower.starts_with("x-amz-object-lock-") || lower == "x-amz-website-redirect-location") {
      Refuse("sets rights of an object", lower);
    }
    if (lower != "x-amz-copy-source") continue;
    for (const std::string& value : values) {
      std::string source = http::PercentDecode(value.substr(0, value.find('?')));
      if (source.starts_with('/')) source.erase(0, 1);
      const size_t slash = std::min(source.find('/'), source.size());
      RequireIn(scope, source.substr(0, slash),
                slash < source.size() ? source.substr(slash + 1) : "");
    }
  }
}

// DeleteObjects: of the keys in its body.
void CheckDeleted(const RemoteRequest& request, const Parsed& parsed, const S3Scope& scope) {
  size_t keys = 0;
  EachXml(request.body, "Object", [&](std::string_view object) {
    ++keys;
    RequireIn(scope, parsed.place.bucket, FindXml(object, "Key").value_or(""));
  });
  size_t named = 0;
  EachXml(request.body, "Key", [&](std::string_view) { ++named; });
  if (keys == 0 || named != keys) Refuse("does not say what is to be deleted", request.uri);
}

void CheckOperation(const RemoteRequest& request, const Parsed& parsed, const S3Scope& scope) {
  for (const auto& [name, value] : parsed.query) {
    const bool known = kParameters.contains(name) || name.starts_with("response-");
    if (!known) Refuse("does more than read, write, delete and list", name);
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && !scope.write) Refuse("writes, which is not allowed", request.uri);
  if (!parsed.place.key.empty()) {
    const bool known =
        reads || request.method == "PUT" || request.method == "POST" || request.method == "DELETE";
    if (!known || parsed.Has("delete")) Refuse("does what tables need not", request.method);
    RequireIn(scope, parsed.place.bucket, parsed.place.key);
  } else if (request.method == "POST" && parsed.Has("delete")) {
    CheckDeleted(request, parsed, scope);
  } else if (request.method == "GET" && (parsed.Has("prefix") || parsed.Has("list-type"))) {
    RequireIn(scope, parsed.place.bucket, parsed.Parameter("prefix"));
  } else {
    Refuse("is about a bucket", request.uri);
  }
}

}  // namespace

S3Access::S3Access(S3AccessOptions options, base::Clock& clock)
    : options_(std::move(options)), clock_(clock) {}

std::string S3Access::PathOf(const std::string& uri) const {
  const Parsed parsed = Parse(uri, options_.s3);
  const bool lists = parsed.place.key.empty() && parsed.Has("prefix");
  return "s3://" + parsed.place.bucket + "/" +
         (lists ? parsed.Parameter("prefix") : parsed.place.key);
}

std::map<std::string, std::vector<std::string>> S3Access::SignFor(const RemoteRequest& request,
                                                                  const S3Scope& scope) const {
  const Parsed parsed = Parse(request.uri, options_.s3);
  CheckHeaders(request, scope);
  CheckOperation(request, parsed, scope);
  SigningRequest signing;
  signing.method = request.method;
  signing.path = UriEncode(http::PercentDecode(parsed.path), true);
  for (const auto& [name, value] : parsed.query) {
    signing.query.emplace_back(UriEncode(name), UriEncode(value));
  }
  // What is deleted stands in the body, which must be the one that was looked at. All else is about
  // what the URI names.
  const bool by_body = parsed.Has("delete");
  signing.payload_hash = by_body ? Sha256Hex(request.body) : kUnsignedPayload;
  for (const auto& [name, values] : request.headers) {
    const std::string lower = Lower(name);
    std::string joined;
    for (const std::string& value : values) joined += (joined.empty() ? "" : ",") + value;
    if (lower == "x-amz-content-sha256" && !by_body) signing.payload_hash = joined;
    const bool ours =
        lower == "x-amz-date" || lower == "x-amz-security-token" || lower == "x-amz-content-sha256";
    const bool signed_too = lower.starts_with("x-amz-") || lower == "content-md5" ||
                            lower == "content-type" || lower == "range";
    if (signed_too && !ours) signing.headers[lower] = joined;
  }
  signing.headers["host"] = parsed.host;
  std::map<std::string, std::vector<std::string>> result = request.headers;
  for (auto& [name, value] :
       Sign(signing, options_.s3.credentials, options_.s3.region, "s3", clock_.Now())) {
    std::erase_if(result,
                  [&, lower = Lower(name)](const auto& one) { return Lower(one.first) == lower; });
    result[name] = {std::move(value)};
  }
  return result;
}

std::optional<TemporaryKeys> S3Access::Vend(const S3Scope& scope) {
  if (!has_temporary_keys()) return std::nullopt;
  const auto policy = SessionPolicy(scope);
  if (!policy) return std::nullopt;
  const base::TimePoint now = clock_.Now();
  {
    std::lock_guard lock(mutex_);
    const auto found = vended_.find(*policy);
    if (found != vended_.end() && now < found->second.second) return found->second.first;
  }
  const TemporaryKeys keys = AssumeRole(*policy);
  std::lock_guard lock(mutex_);
  if (vended_.size() >= kMaxVended) vended_.clear();
  vended_[*policy] = {keys, now + (keys.expires - now) / 2};
  return keys;
}

// AWS Security Token Service API reference, AssumeRole.
TemporaryKeys S3Access::AssumeRole(const std::string& policy) {
  const std::string body =
      "Action=AssumeRole&Version=2011-06-15" +
      (options_.role_arn.empty() ? "" : "&RoleArn=" + UriEncode(options_.role_arn)) +
      "&RoleSessionName=tarn-" + base::NewUuid().substr(0, 8) +
      "&DurationSeconds=" + std::to_string(options_.lifetime.count()) +
      "&Policy=" + UriEncode(policy);
  const http::Url url = http::ParseUrl(options_.sts_endpoint);
  SigningRequest signing{
      "POST",
      "/",
      {},
      {{"host", url.authority}, {"content-type", "application/x-www-form-urlencoded"}},
      Sha256Hex(body)};
  http::ClientRequest request;
  request.method = "POST";
  request.url = (url.secure ? "https://" : "http://") + url.authority + "/";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  for (auto& [name, value] :
       Sign(signing, options_.s3.credentials, options_.s3.region, "sts", clock_.Now())) {
    request.headers.Set(name, value);
  }
  request.body = body;
  const http::ClientResponse answer = client_.Send(request);
  const auto part = [&](const char* name) { return FindXml(answer.body, name).value_or(""); };
  TemporaryKeys keys{{part("AccessKeyId"), part("SecretAccessKey"), part("SessionToken")}, {}};
  if (answer.status != 200 || keys.credentials.secret_key.empty() ||
      keys.credentials.session_token.empty()) {
    const ErrorKind kind =
        answer.status == 403 ? ErrorKind::kPermissionDenied : ErrorKind::kUnavailable;
    throw base::Error(kind,
                      fmt::format("the token service gives no keys (status {} {}): {}",
                                  answer.status, part("Code"), options_.sts_endpoint),
                      "check s3.sts_endpoint and s3.role_arn in tarn.yaml");
  }
  try {
    keys.expires = base::ParseTimestamp(part("Expiration"));
  } catch (const base::Error&) {
    keys.expires = clock_.Now() + options_.lifetime;
  }
  return keys;
}

}  // namespace tarn::store::s3
