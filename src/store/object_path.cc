#include "store/object_path.h"

#include "base/error.h"
#include "store/object_store.h"

namespace tarn::store {
namespace {

using base::ErrorKind;

constexpr size_t kMaxSegmentBytes = 230;
constexpr size_t kMaxPathBytes = 4000;

// The local part: what follows "scheme:", of which "//authority" must be empty.
std::string_view LocalPart(std::string_view path, std::string_view scheme) {
  if (SchemeOf(std::string(path)) != scheme) {
    base::Throw(ErrorKind::kInvalidArgument, "path is not of the scheme '{}': '{}'", scheme, path);
  }
  if (path.front() == '/') return path;
  std::string_view rest = path.substr(path.find(':') + 1);
  if (rest.starts_with("//")) rest.remove_prefix(2);
  if (!rest.starts_with('/')) {
    base::Throw(ErrorKind::kInvalidArgument,
                "path must be absolute, with three slashes after the scheme: '{}'", path);
  }
  return rest;
}

void CheckSegment(std::string_view segment, std::string_view path) {
  const char* problem = nullptr;
  if (segment.empty()) {
    problem = "an empty segment";
  } else if (segment == "." || segment == "..") {
    problem = "a '.' or '..' segment";
  } else if (segment.size() > kMaxSegmentBytes) {
    problem = "a segment over 230 bytes";
  } else if (segment.starts_with(kTemporaryPrefix)) {
    problem = "a segment with the reserved start '.tmp-'";
  }
  for (char c : segment) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) problem = "a control character";
  }
  if (problem != nullptr) {
    base::Throw(ErrorKind::kInvalidArgument, "object path has {}: '{}'", problem, path);
  }
}

void CheckSegments(std::string_view local, std::string_view path) {
  if (local.size() > kMaxPathBytes) {
    base::Throw(ErrorKind::kInvalidArgument, "object path is over {} bytes: '{}…'", kMaxPathBytes,
                path.substr(0, 200));
  }
  size_t start = 1;
  while (true) {
    size_t end = local.find('/', start);
    CheckSegment(local.substr(start, end == std::string_view::npos ? end : end - start), path);
    if (end == std::string_view::npos) return;
    start = end + 1;
  }
}

}  // namespace

std::string SchemeOf(const std::string& uri) {
  if (uri.starts_with('/')) return "file";
  size_t colon = uri.find(':');
  if (colon == std::string::npos || colon == 0 || colon > 20) {
    base::Throw(ErrorKind::kInvalidArgument, "path is neither absolute nor a URI: '{}'", uri);
  }
  std::string scheme = uri.substr(0, colon);
  for (char& c : scheme) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    bool valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
    if (!valid) {
      base::Throw(ErrorKind::kInvalidArgument, "path is neither absolute nor a URI: '{}'", uri);
    }
  }
  return scheme;
}

std::string JoinPath(std::string_view folder, std::string_view name) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  while (name.starts_with('/')) name.remove_prefix(1);
  std::string result(folder);
  if (!result.ends_with('/')) result += '/';
  return result.append(name);
}

std::string CheckedObjectPath(std::string_view path, std::string_view scheme) {
  std::string_view local = LocalPart(path, scheme);
  CheckSegments(local, path);
  return std::string(local);
}

std::string CheckedPrefix(std::string_view prefix, std::string_view scheme) {
  std::string_view local = LocalPart(prefix, scheme);
  if (local != "/") {
    CheckSegments(local.ends_with('/') ? local.substr(0, local.size() - 1) : local, prefix);
  }
  return std::string(local);
}

}  // namespace tarn::store
