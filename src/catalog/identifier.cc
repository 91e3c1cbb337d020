#include "catalog/identifier.h"

#include <algorithm>

#include "base/content_hash.h"
#include "base/error.h"

namespace tarn::catalog {
namespace {

std::string Quoted(const std::string& level) {
  if (!level.empty() && level.find_first_of(".\"") == std::string::npos) return level;
  std::string text = "\"";
  for (char c : level) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

}  // namespace

std::string ToString(const Namespace& ns) {
  std::string text;
  for (const auto& level : ns) text += (text.empty() ? "" : ".") + Quoted(level);
  return text;
}

std::string TableIdentifier::ToString() const {
  std::string prefix = catalog::ToString(ns);
  return prefix.empty() ? Quoted(name) : prefix + "." + Quoted(name);
}

void CheckName(const std::string& name) {
  constexpr size_t kLongest = 200;  // leaves room for what stores add to a path segment
  auto refuse = [&](const char* why) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("a name {}: '{}'", why, name.substr(0, 80)),
                      "names have 1 to 200 bytes, without '\\' and control characters");
  };
  if (name.empty()) refuse("may not be empty");
  if (name.size() > kLongest) refuse("may not be longer than 200 bytes");
  if (name == "." || name == "..") refuse("may not be a path");
  if (name.rfind(".tmp-", 0) == 0) refuse("may not begin with '.tmp-'");
  bool bad = std::any_of(name.begin(), name.end(),
                         [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '\\'; });
  if (bad) refuse("may not hold '\\' or control characters");
}

std::string PathSegment(const std::string& name) {
  if (name.find('/') == std::string::npos) return name;
  std::string segment = name;
  std::replace(segment.begin(), segment.end(), '/', '_');
  base::ContentHash hash;
  hash.Update(name);
  return segment + "-" + hash.Hex();
}

void CheckIdentifier(const TableIdentifier& identifier) {
  if (identifier.ns.empty()) {
    base::Throw(base::ErrorKind::kInvalidArgument, "a table or view needs a namespace: '{}'",
                identifier.name);
  }
  for (const auto& level : identifier.ns) CheckName(level);
  CheckName(identifier.name);
}

}  // namespace tarn::catalog
