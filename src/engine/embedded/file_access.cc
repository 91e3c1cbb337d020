#include "engine/embedded/file_access.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "base/wildcards.h"

namespace tarn::engine::embedded {

namespace fs = std::filesystem;
using base::ErrorKind;

namespace {

constexpr size_t kMaxFiles = 10'000;
constexpr size_t kMaxEntries = 1'000'000;  // looked at for one pattern
constexpr size_t kMaxPathBytes = 4096;

const std::vector<std::string>& EndingsOf(PlainFileKind kind) {
  static const std::vector<std::string> kCsv = {".csv",    ".tsv",     ".csv.gz",
                                                ".tsv.gz", ".csv.zst", ".tsv.zst"};
  static const std::vector<std::string> kJson = {".json",    ".jsonl",    ".ndjson",
                                                 ".json.gz", ".jsonl.gz", ".ndjson.gz"};
  static const std::vector<std::string> kParquet = {".parquet"};
  switch (kind) {
    case PlainFileKind::kCsv: return kCsv;
    case PlainFileKind::kJson: return kJson;
    default: return kParquet;
  }
}

bool HasEnding(const std::string& name, PlainFileKind kind) {
  std::string lower = name;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto& endings = EndingsOf(kind);
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return lower.ends_with(ending); });
}

bool IsWild(const std::string& part) { return part.find_first_of("*?") != std::string::npos; }

// Expands the parts of a pattern below a folder.
class Expansion {
 public:
  explicit Expansion(std::string pattern) : pattern_(std::move(pattern)) {}

  void Expand(const fs::path& folder, std::vector<std::string>::const_iterator part,
              std::vector<std::string>::const_iterator end) {
    std::error_code ignored;
    if (part == end) {
      if (fs::is_regular_file(folder, ignored)) Found(folder);
      return;
    }
    if (*part == "**") {
      Expand(folder, part + 1, end);
      for (const fs::path& child : Children(folder)) {
        if (fs::is_directory(fs::symlink_status(child, ignored))) Expand(child, part, end);
      }
      return;
    }
    if (!IsWild(*part)) return Expand(folder / *part, part + 1, end);
    for (const fs::path& child : Children(folder)) {
      if (base::MatchesWildcards(child.filename().string(), *part)) Expand(child, part + 1, end);
    }
  }
  std::vector<fs::path> files;

 private:
  void Found(const fs::path& file) {
    files.push_back(file);
    if (files.size() > kMaxFiles) {
      base::Throw(ErrorKind::kResourceExhausted, "more than {} files match: {}", kMaxFiles,
                  pattern_);
    }
  }

  std::vector<fs::path> Children(const fs::path& folder) {
    std::vector<fs::path> children;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (++seen_ > kMaxEntries) {
        base::Throw(ErrorKind::kResourceExhausted, "a pattern looks at more than {} names: {}",
                    kMaxEntries, pattern_);
      }
      if (!it->path().filename().string().starts_with('.')) children.push_back(it->path());
    }
    std::sort(children.begin(), children.end());
    return children;
  }

  const std::string pattern_;
  size_t seen_ = 0;
};

bool IsBelow(const fs::path& path, const fs::path& root) {
  const auto [in_root, in_path] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  if (in_root != root.end()) return false;
  return std::none_of(in_path, path.end(),
                      [](const fs::path& part) { return part.string().starts_with('.'); });
}

[[noreturn]] void ThrowOutside(const std::string& path) {
  throw base::Error(ErrorKind::kPermissionDenied,
                    "files outside the lake's folder cannot be read: '" + path + "'",
                    "put the file into the lake's folder, or name its folder under 'files' in "
                    "tarn.yaml");
}

}  // namespace

FileAccess::FileAccess(std::string base, const std::vector<std::string>& roots)
    : base_(fs::path(std::move(base)).lexically_normal()) {
  for (const std::string& root : roots) {
    fs::path given = (base_ / root).lexically_normal();
    if (!given.has_filename()) given = given.parent_path();
    std::error_code error;
    const fs::path real = fs::canonical(given, error);
    roots_.push_back(given);
    if (!error && real != given) roots_.push_back(real);
  }
}

bool FileAccess::IsInside(const fs::path& path) const {
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const fs::path& root) { return IsBelow(path, root); });
}

std::vector<std::string> FileAccess::Resolve(const std::string& path, PlainFileKind kind) const {
  if (path.empty() || path.size() > kMaxPathBytes || path.find('\0') != std::string::npos) {
    base::Throw(ErrorKind::kInvalidArgument, "not the path of a file: '{}'", path.substr(0, 100));
  }
  if (path.find("://") != std::string::npos) {
    throw base::Error(ErrorKind::kInvalidArgument, "only local files can be read: '" + path + "'",
                      "give a path below the lake's folder");
  }
  const fs::path wanted = (base_ / path).lexically_normal();
  if (!IsInside(wanted)) ThrowOutside(path);

  Expansion expansion(path);
  const std::vector<std::string> parts = [&] {
    std::vector<std::string> all;
    for (const fs::path& part : wanted.relative_path()) all.push_back(part.string());
    return all;
  }();
  expansion.Expand(wanted.root_path(), parts.begin(), parts.end());
  std::vector<std::string> files;
  for (const fs::path& file : expansion.files) {
    std::error_code error;
    const fs::path real = fs::canonical(file, error);
    if (error) continue;  // gone meanwhile
    if (!IsInside(real)) ThrowOutside(path);
    if (!HasEnding(real.filename().string(), kind)) {
      std::string endings;
      for (const std::string& ending : EndingsOf(kind)) endings += " " + ending;
      throw base::Error(ErrorKind::kPermissionDenied,
                        "this is no data file that the function reads: '" + path + "'",
                        "it reads files that end in" + endings);
    }
    files.push_back(real.string());
  }
  if (files.empty()) base::Throw(ErrorKind::kNotFound, "no file matches: '{}'", path);
  return files;
}

}  // namespace tarn::engine::embedded
