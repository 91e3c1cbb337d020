#include "cli/lake_locator.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::cli {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

std::string Check(const std::string& folder, std::string_view source) {
  std::error_code error;
  fs::path path = fs::absolute(folder, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  auto status = fs::status(path, error);
  if (!fs::exists(status)) {
    throw Error(ErrorKind::kNotFound, fmt::format("no such folder ({}): {}", source, path.string()),
                fmt::format("make a lake there with: tarn init {}", folder));
  }
  auto file = fs::status(path / kLakeFile, error);
  if (error == std::errc::permission_denied) {
    throw Error(ErrorKind::kPermissionDenied,
                fmt::format("cannot look into the folder ({}): {}", source, path.string()));
  }
  if (!fs::exists(file)) {
    throw Error(
        ErrorKind::kNotFound,
        fmt::format("no lake there, {} is missing ({}): {}", kLakeFile, source, path.string()),
        fmt::format("make one with: tarn init {}", folder));
  }
  return path.string();
}

}  // namespace

std::string LocateLake(const std::string& option) {
  if (!option.empty()) return Check(option, "-C");
  if (const char* variable = std::getenv("TARN_LAKE"); variable != nullptr && *variable != '\0') {
    return Check(variable, "TARN_LAKE");
  }
  std::error_code error;
  fs::path here = fs::current_path(error);
  if (error) base::Throw(ErrorKind::kNotFound, "the current folder is gone: {}", error.message());
  for (fs::path path = here;; path = path.parent_path()) {
    if (fs::exists(path / kLakeFile, error)) return path.string();
    if (path == path.parent_path()) break;
  }
  throw Error(ErrorKind::kNotFound,
              fmt::format("no lake here: neither this folder nor one above has a {}: {}", kLakeFile,
                          here.string()),
              "name one with -C DIR, or make one with: tarn init --example ecommerce DIR");
}

}  // namespace tarn::cli
