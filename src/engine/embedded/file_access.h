#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tarn::engine::embedded {

// What a table function reads.
enum class PlainFileKind { kCsv, kJson, kParquet };

// Which plain files SQL may read by path: those below the given folders whose names end as data
// files' do (so never a configuration with passwords in it), nothing under a name that begins with
// a
// '.', and what a symbolic link leads to only when that is inside as well. Immutable and thread
// safe.
class FileAccess {
 public:
  // `base` is what relative paths start from; `roots` are folders (relative ones from `base`).
  // Without roots nothing may be read.
  FileAccess(std::string base, const std::vector<std::string>& roots);

  // The files that a path or pattern (`*`, `?`, and `**` for any folders) means, absolute and
  // without links, sorted. Errors: kPermissionDenied for what lies outside (told without looking)
  // or has another ending; kNotFound when nothing matches; kResourceExhausted for more than
  // 10,000 files; kInvalidArgument for an empty path, a URI or a NUL character.
  std::vector<std::string> Resolve(const std::string& path, PlainFileKind kind) const;

 private:
  bool IsInside(const std::filesystem::path& path) const;

  std::filesystem::path base_;
  std::vector<std::filesystem::path> roots_;  // as given and, where that differs, without links
};

}  // namespace tarn::engine::embedded
