#include "app/host.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/examples.h"
#include "app/lake_config.h"
#include "app/local_lake.h"
#include "base/error.h"
#include "base/suggest.h"
#include "cli/lake_locator.h"
#include "cli/output/result_writer.h"

namespace tarn::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

[[noreturn]] void FailWrite(int code, const std::string& path) {
  auto kind = code == ENOSPC || code == EDQUOT ? ErrorKind::kResourceExhausted
                                               : ErrorKind::kPermissionDenied;
  base::Throw(kind, "cannot write ({}): {}", std::strerror(code), path);
}

void MakeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) FailWrite(error.value(), folder.string());
}

// Never replaces a file.
void WriteNewFile(const fs::path& path, std::string_view content) {
  MakeFolder(path.parent_path());
  int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0 && errno == EEXIST) {
    throw Error(ErrorKind::kAlreadyExists,
                fmt::format("a file of the example is there already: {}", path.string()),
                "choose an empty folder");
  }
  if (fd < 0) FailWrite(errno, path.string());
  while (!content.empty()) {
    ssize_t written = write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      int code = errno;
      close(fd);
      FailWrite(code, path.string());
    }
    content.remove_prefix(static_cast<size_t>(written));
  }
  if (close(fd) != 0) FailWrite(errno, path.string());
}

std::string DefaultConfig(const std::string& name) {
  return fmt::format(
      "# A Tarn lake: see docs/guide/lake.md for every key.\n"
      "version: {}\n"
      "name: {}\n"
      "warehouse: warehouse\n"
      "metadata: .tarn/tarn.db\n"
      "dags: dags\n"
      "dbt: .\n",
      kLakeFormat, cli::JsonString(name));
}

}  // namespace

std::unique_ptr<cli::Lake> LocalHost::OpenLake(const std::string& folder) {
  return OpenLocalLake(ReadLakeConfig(folder));
}

std::vector<std::string> LocalHost::InitLake(const std::string& folder, const std::string& name,
                                             const std::string& example) {
  auto examples = ExampleNames();
  if (!example.empty() && std::find(examples.begin(), examples.end(), example) == examples.end()) {
    throw Error(
        ErrorKind::kNotFound,
        fmt::format("there is no example '{}'{}", example, base::DidYouMean(example, examples)),
        fmt::format("examples: {}", fmt::join(examples, ", ")));
  }
  fs::path root = fs::absolute(folder).lexically_normal();
  if (!root.has_filename()) root = root.parent_path();
  std::error_code ignored;
  if (fs::exists(root / cli::kLakeFile, ignored)) {
    throw Error(ErrorKind::kAlreadyExists,
                fmt::format("there is a lake already: {}", root.string()), "choose another folder");
  }
  if (fs::exists(root, ignored) && !fs::is_directory(root, ignored)) {
    base::Throw(ErrorKind::kAlreadyExists, "not a folder: {}", root.string());
  }
  MakeFolder(root);
  std::vector<std::string> written;
  // tarn.yaml comes last: before it is there, the folder is no lake.
  std::string config = DefaultConfig(name.empty() ? root.filename().string() : name);
  if (!example.empty()) {
    for (const auto& file : ExampleFiles()) {
      if (file.example != example) continue;
      if (file.path == cli::kLakeFile) {
        if (name.empty()) config = std::string(file.content);
        continue;
      }
      WriteNewFile(root / file.path, file.content);
      written.emplace_back(file.path);
    }
  }
  WriteNewFile(root / cli::kLakeFile, config);
  written.emplace_back(cli::kLakeFile);
  return written;
}

std::vector<std::string> LocalHost::Examples() const { return ExampleNames(); }

std::vector<std::pair<std::string, std::string>> LocalHost::Components() const {
  return BuiltInComponents();
}

}  // namespace tarn::app
