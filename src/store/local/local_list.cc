// Listing and clean-up of the local store: walks folders.
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <utility>

#include "base/error.h"
#include "store/local/local_file.h"
#include "store/local/local_store.h"
#include "store/object_path.h"

namespace tarn::store {
namespace {

constexpr std::string_view kScheme = "file";
constexpr int kMaxDepth = 200;
constexpr size_t kRandomSuffixBytes = 17;  // "-" and 16 digits, see TemporaryNameFor

using OnFile = std::function<void(const std::string& path, const std::string& folder,
                                  std::string_view name, const struct stat& info)>;

// Calls `on_file` for every file below `folder` whose path may start with `prefix`. Folders that
// are removed meanwhile are skipped; links to folders are not followed, so that no walk goes in
// circles.
void Walk(const std::string& folder, const std::string& prefix, int depth, const OnFile& on_file) {
  if (depth > kMaxDepth) {
    base::Throw(base::ErrorKind::kResourceExhausted, "folders are nested over {} deep: '{}'",
                kMaxDepth, folder);
  }
  std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(folder.c_str()), ::closedir);
  if (!dir) {
    if (errno == ENOENT || errno == ENOTDIR) return;
    ThrowErrno(errno, "list folder", folder);
  }
  while (dirent* entry = ::readdir(dir.get())) {
    std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    std::string path = folder + (folder.ends_with('/') ? "" : "/") + std::string(name);
    bool temporary = name.starts_with(kTemporaryPrefix);
    size_t shared = std::min(path.size(), prefix.size());
    if (!temporary && path.compare(0, shared, prefix, 0, shared) != 0) continue;
    struct stat info;
    if (::lstat(path.c_str(), &info) != 0) continue;
    if (S_ISLNK(info.st_mode) && (::stat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode))) {
      continue;
    }
    if (S_ISDIR(info.st_mode)) {
      Walk(path, prefix, depth + 1, on_file);
    } else {
      on_file(path, folder, name, info);
    }
  }
}

std::string FolderOfPrefix(const std::string& local) {
  size_t slash = local.rfind('/');
  return slash == 0 ? "/" : local.substr(0, slash);
}

base::TimePoint ModifiedAt(const struct stat& info) {
  return base::TimePoint(std::chrono::seconds(info.st_mtim.tv_sec) +
                         std::chrono::microseconds(info.st_mtim.tv_nsec / 1000));
}

}  // namespace

void LocalStore::Scan(const std::string& prefix,
                      const std::function<void(const ObjectInfo&)>& visit) {
  std::string local = CheckedPrefix(prefix, kScheme);
  std::string before = prefix.substr(0, prefix.size() - local.size());
  Walk(FolderOfPrefix(local), local, 0,
       [&](const std::string& path, const std::string&, std::string_view name,
           const struct stat& info) {
         if (name.starts_with(kTemporaryPrefix) || !path.starts_with(local)) return;
         visit({before + path, static_cast<uint64_t>(info.st_size), ModifiedAt(info)});
       });
}

std::vector<ObjectInfo> LocalStore::List(const std::string& prefix) {
  std::vector<ObjectInfo> result;
  Scan(prefix, [&](const ObjectInfo& info) { result.push_back(info); });
  std::sort(result.begin(), result.end(),
            [](const ObjectInfo& a, const ObjectInfo& b) { return a.path < b.path; });
  return result;
}

size_t LocalStore::RemoveUnfinished(const std::string& prefix, base::TimePoint begun_before) {
  std::string local = CheckedPrefix(prefix, kScheme);
  size_t removed = 0;
  Walk(FolderOfPrefix(local), local, 0,
       [&](const std::string& path, const std::string& folder, std::string_view name,
           const struct stat& info) {
         if (!name.starts_with(kTemporaryPrefix) ||
             name.size() < kTemporaryPrefix.size() + kRandomSuffixBytes) {
           return;
         }
         name.remove_prefix(kTemporaryPrefix.size());
         name.remove_suffix(kRandomSuffixBytes);
         if (!JoinPath(folder, name).starts_with(local) || ModifiedAt(info) >= begun_before) return;
         if (::unlink(path.c_str()) == 0) ++removed;
       });
  return removed;
}

}  // namespace tarn::store
