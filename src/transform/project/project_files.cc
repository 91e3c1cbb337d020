#include "transform/project/project_files.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "base/error.h"
#include "transform/project/yaml_node.h"

namespace tarn::transform {

namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFiles = 200'000;

std::vector<std::string> IgnorePatterns(const fs::path& root) {
  std::vector<std::string> patterns;
  const fs::path path = root / ".dbtignore";
  if (!fs::exists(path)) return patterns;
  std::istringstream lines(ReadTextFile(path));
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, line.find_first_not_of(" \t"));
    line.erase(line.find_last_not_of(" \t\r") + 1);
    if (line.empty() || line[0] == '#') continue;
    if (line.back() == '/') line.pop_back();
    patterns.push_back(line);
  }
  return patterns;
}

bool Ignored(const std::string& path, const std::vector<std::string>& patterns) {
  const std::string name = fs::path(path).filename().string();
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return MatchesGlob(path, pattern) || MatchesGlob(name, pattern) ||
           path.starts_with(pattern + "/");
  });
}

class Finder {
 public:
  explicit Finder(const Project& project)
      : project_(project), ignore_(IgnorePatterns(project.root)) {}

  std::vector<ProjectFile> Find(const std::vector<std::string>& folders,
                                const std::vector<std::string>& extensions) {
    std::vector<ProjectFile> files;
    for (const std::string& folder : folders) {
      const fs::path root = project_.root / folder;
      if (!fs::is_directory(root)) continue;
      auto options = fs::directory_options::follow_directory_symlink |
                     fs::directory_options::skip_permission_denied;
      for (auto it = fs::recursive_directory_iterator(root, options);
           it != fs::recursive_directory_iterator(); ++it) {
        if (++seen_ > kMaxFiles) {
          base::Throw(base::ErrorKind::kResourceExhausted, "{}: more than {} files",
                      project_.root.string(), kMaxFiles);
        }
        const std::string name = it->path().filename().string();
        if (name.starts_with('.')) {
          if (it->is_directory()) it.disable_recursion_pending();
          continue;
        }
        if (!it->is_regular_file()) continue;
        const std::string extension = it->path().extension().string();
        if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) {
          continue;
        }
        ProjectFile file;
        file.absolute = it->path();
        file.folder = folder;
        file.relative = it->path().lexically_relative(root).generic_string();
        if (!Ignored(file.original(), ignore_)) files.push_back(std::move(file));
      }
    }
    std::sort(files.begin(), files.end(), [](const ProjectFile& a, const ProjectFile& b) {
      return a.original() < b.original();
    });
    return files;
  }

 private:
  const Project& project_;
  std::vector<std::string> ignore_;
  size_t seen_ = 0;
};

}  // namespace

std::string ProjectFile::stem() const { return fs::path(relative).stem().string(); }

ProjectFiles FindProjectFiles(const Project& project) {
  Finder finder(project);
  ProjectFiles files;
  files.models = finder.Find(project.model_paths, {".sql"});
  files.python_models = finder.Find(project.model_paths, {".py"});
  files.analyses = finder.Find(project.analysis_paths, {".sql"});
  files.macros = finder.Find(project.macro_paths, {".sql"});
  files.seeds = finder.Find(project.seed_paths, {".csv"});
  files.snapshots = finder.Find(project.snapshot_paths, {".sql"});
  for (auto& file : finder.Find(project.test_paths, {".sql"})) {
    const bool generic = file.relative.starts_with("generic/");
    (generic ? files.generic_tests : files.tests).push_back(std::move(file));
  }
  std::vector<std::string> folders;
  std::set<std::string> seen;
  for (const auto* paths :
       {&project.model_paths, &project.seed_paths, &project.test_paths, &project.analysis_paths,
        &project.macro_paths, &project.snapshot_paths}) {
    for (const auto& path : *paths) {
      if (seen.insert(path).second) folders.push_back(path);
    }
  }
  files.schemas = finder.Find(folders, {".yml", ".yaml"});
  files.docs = finder.Find(project.docs_paths.empty() ? folders : project.docs_paths, {".md"});
  return files;
}

bool MatchesGlob(std::string_view text, std::string_view pattern) {
  size_t t = 0, p = 0, star = std::string_view::npos, mark = 0;
  auto matches_one = [&](char c, size_t* next) {
    if (pattern[p] == '?') {
      *next = p + 1;
      return true;
    }
    if (pattern[p] == '[') {
      size_t end = p + 1;
      if (end < pattern.size() && pattern[end] == '!') ++end;
      if (end < pattern.size() && pattern[end] == ']') ++end;
      end = pattern.find(']', end);
      if (end != std::string_view::npos) {
        size_t i = p + 1;
        const bool negated = pattern[i] == '!';
        if (negated) ++i;
        bool found = false;
        for (; i < end; ++i) {
          if (i + 2 < end && pattern[i + 1] == '-') {
            found = found || (pattern[i] <= c && c <= pattern[i + 2]);
            i += 2;
          } else {
            found = found || pattern[i] == c;
          }
        }
        *next = end + 1;
        return found != negated;
      }
    }
    *next = p + 1;
    return pattern[p] == c;
  };
  while (t < text.size()) {
    size_t next = 0;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && matches_one(text[t], &next)) {
      p = next;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace tarn::transform
