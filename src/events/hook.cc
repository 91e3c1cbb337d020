#include "events/hook.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "auth/secret.h"
#include "base/error.h"
#include "base/wildcards.h"

namespace tarn::events {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::string_view kTypePrefix = "org.tarn.";
constexpr size_t kMaxKeyBytes = 4096;
constexpr size_t kMaxKeys = 8;

bool Fits(const std::vector<std::string>& patterns, std::string_view text) {
  return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const auto& one) {
           return base::MatchesWildcards(text, one);
         });
}

std::string Hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::vector<std::string> ReadKeys(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    throw Error(ErrorKind::kPermissionDenied,
                fmt::format("cannot read the keys that events are signed with: {}", path),
                "make the file, readable for tarn alone, with a key a line");
  }
  std::vector<std::string> keys;
  for (std::string line; keys.size() < kMaxKeys && std::getline(file, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty() && line.size() <= kMaxKeyBytes) keys.push_back(std::move(line));
  }
  if (keys.empty()) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("no key to sign events with is in {}", path), "write one a line");
  }
  return keys;
}

}  // namespace

bool Hook::Wants(const Event& event) const {
  const std::string_view type = event.type;
  return Fits(references, event.reference) &&
         (Fits(types, type) || Fits(types, type.substr(kTypePrefix.size())));
}

void CheckHook(const Hook& hook) {
  const bool named = !hook.name.empty() && hook.name.size() <= 64 &&
                     std::all_of(hook.name.begin(), hook.name.end(), [](unsigned char c) {
                       return std::isalnum(c) != 0 || c == '-' || c == '_';
                     });
  if (!named) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("not a name of a web hook: '{}'", hook.name),
                "64 letters, digits, '-' and '_' at most");
  }
  if (!hook.url.starts_with("http://") && !hook.url.starts_with("https://")) {
    base::Throw(ErrorKind::kInvalidArgument, "not a URL of http or https: '{}'", hook.url);
  }
}

Delivery MakeDelivery(const Hook& hook, const Event& event, const std::string& source,
                      base::TimePoint now) {
  Delivery delivery{hook.url, ToCloudEvent(event, source), {{"Content-Type", kCloudEventType}}};
  if (hook.secret_file.empty()) return delivery;
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  const std::string time = std::to_string(seconds);
  std::string signature = "t=" + time;
  for (const std::string& key : ReadKeys(hook.secret_file)) {
    signature += ",v1=" + Hex(auth::HmacSha256(key, time + "." + delivery.body));
  }
  delivery.headers.emplace_back("X-Tarn-Signature", std::move(signature));
  return delivery;
}

}  // namespace tarn::events
