#include "api/trino/client_context.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "api/trino/prepared_header.h"
#include "auth/identity.h"
#include "base/error.h"
#include "http/loopback.h"

namespace tarn::api::trino {
namespace {

using base::ErrorKind;

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The items of all fields of a name, divided by commas.
std::vector<std::string> Items(const http::Headers& headers, const char* name) {
  std::vector<std::string> items;
  for (const std::string& field : headers.All(name)) {
    std::string_view rest = field;
    while (!rest.empty()) {
      const size_t comma = std::min(rest.find(','), rest.size());
      const std::string_view item = Trimmed(rest.substr(0, comma));
      if (!item.empty()) items.emplace_back(item);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return items;
}

// "name=percent-encoded value" items.
std::map<std::string, std::string> Pairs(const http::Headers& headers, const char* name) {
  std::map<std::string, std::string> pairs;
  for (const std::string& item : Items(headers, name)) {
    const size_t equals = item.find('=');
    if (equals == std::string::npos || equals == 0) {
      base::Throw(ErrorKind::kInvalidArgument, "Invalid {} header: '{}' is not name=value", name,
                  item);
    }
    pairs[std::string(Trimmed(std::string_view(item).substr(0, equals)))] =
        http::PercentDecode(Trimmed(std::string_view(item).substr(equals + 1)), true);
  }
  return pairs;
}

// The user of "Basic base64(user:password)", where nobody asks who that is.
std::string BasicUser(const std::string& authorization) {
  constexpr std::string_view kBasic = "Basic ";
  if (authorization.size() < kBasic.size() ||
      !http::EqualsIgnoreCase(std::string_view(authorization).substr(0, kBasic.size()), kBasic)) {
    return {};
  }
  std::string decoded;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : std::string_view(authorization).substr(kBasic.size())) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      decoded += static_cast<char>(bits >> count & 0xFF);
    }
  }
  return decoded.substr(0, decoded.find(':'));
}

// Clients take these values as they are; a name with control characters must not make a header.
std::string OneLine(const std::string& name) {
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return http::PercentEncode(name);
  }
  return name;
}

std::string Lower(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return lower;
}

// As the longest statement that is taken in a body.
constexpr size_t kMostPreparedBytes = size_t{1} << 20;

}  // namespace

ClientContext ParseClientContext(const http::Request& request) {
  const http::Headers& headers = request.headers;
  ClientContext context;
  context.user = std::string(Trimmed(headers.Get("X-Trino-User")));
  const auto identity = auth::CurrentIdentity();
  if (context.user.empty()) {
    context.user = identity ? identity->user : BasicUser(headers.Get("Authorization"));
  }
  if (context.user.empty()) {
    throw base::Error(ErrorKind::kUnauthenticated, "User must be set", "send X-Trino-User");
  }
  if (identity && !identity->system && context.user != identity->user) {
    base::Throw(ErrorKind::kPermissionDenied, "Access Denied: User {} cannot impersonate user {}",
                identity->user, context.user.substr(0, 200));
  }
  context.source = headers.Get("X-Trino-Source");
  // Names in any case, which a driver has from its URL: Trino knows small letters only.
  context.catalog = Lower(Trimmed(headers.Get("X-Trino-Catalog")));
  context.schema = Lower(Trimmed(headers.Get("X-Trino-Schema")));
  context.time_zone = headers.Get("X-Trino-Time-Zone");
  context.client_info = headers.Get("X-Trino-Client-Info");
  context.client_tags = Items(headers, "X-Trino-Client-Tags");
  for (std::string& capability : Items(headers, "X-Trino-Client-Capabilities")) {
    context.capabilities.insert(std::move(capability));
  }
  context.session_properties = Pairs(headers, "X-Trino-Session");
  // Their names are encoded, too: unlike those of properties they may have any character.
  for (auto& [name, sql] : Pairs(headers, "X-Trino-Prepared-Statement")) {
    context.prepared_statements[http::PercentDecode(name, true)] =
        DecodePrepared(std::move(sql), kMostPreparedBytes);
  }
  context.encoding = ChooseEncoding(headers.Get("X-Trino-Query-Data-Encoding"),
                                    http::IsLoopbackHost(http::PeerHost(request)));
  context.transaction_id = std::string(Trimmed(headers.Get("X-Trino-Transaction-Id")));
  context.knows_transactions = !context.transaction_id.empty();
  context.path = std::string(Trimmed(headers.Get("X-Trino-Path")));
  if (http::EqualsIgnoreCase(context.transaction_id, "NONE")) context.transaction_id.clear();
  return context;
}

void AddHeaders(const SessionChanges& changes, http::Headers& headers) {
  const auto encoded = [](const std::string& name, const std::string& value) {
    return http::PercentEncode(name) + "=" + http::PercentEncode(value);
  };
  if (changes.set_catalog) headers.Add("X-Trino-Set-Catalog", OneLine(*changes.set_catalog));
  if (changes.set_schema) headers.Add("X-Trino-Set-Schema", OneLine(*changes.set_schema));
  if (changes.set_path) headers.Add("X-Trino-Set-Path", OneLine(*changes.set_path));
  for (const auto& [name, value] : changes.set_session) {
    headers.Add("X-Trino-Set-Session", encoded(name, value));
  }
  for (const std::string& name : changes.clear_session) {
    headers.Add("X-Trino-Clear-Session", http::PercentEncode(name));
  }
  for (const auto& [name, sql] : changes.added_prepare) {
    headers.Add("X-Trino-Added-Prepare", encoded(name, EncodePrepared(sql)));
  }
  for (const std::string& name : changes.deallocated_prepare) {
    headers.Add("X-Trino-Deallocated-Prepare", http::PercentEncode(name));
  }
  if (changes.set_role) headers.Add("X-Trino-Set-Role", encoded("system", *changes.set_role));
  if (changes.started_transaction) {
    headers.Add("X-Trino-Started-Transaction-Id", *changes.started_transaction);
  }
  if (changes.set_authorization_user) {
    headers.Add("X-Trino-Set-Authorization-User",
                http::PercentEncode(*changes.set_authorization_user));
    headers.Add("X-Trino-Set-Original-Roles", "NONE");
  }
  if (changes.reset_authorization_user) headers.Add("X-Trino-Reset-Authorization-User", "true");
  if (changes.clear_transaction) headers.Add("X-Trino-Clear-Transaction-Id", "true");
}

}  // namespace tarn::api::trino
