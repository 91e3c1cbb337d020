#include "app/code_hash.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "versions/hash.h"

namespace tarn::app {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kMaxFileBytes = 16U << 20;

bool IsSkipped(const fs::path& folder) {
  static const std::set<std::string> kFolders = {"target", "logs", "warehouse", "data",
                                                 "__pycache__"};
  std::string name = folder.filename().string();
  return name.empty() || name.front() == '.' || kFolders.count(name) > 0;
}

bool IsCode(const fs::path& file) {
  static const std::set<std::string> kExtensions = {".sql", ".yml", ".yaml", ".csv", ".py"};
  return kExtensions.count(file.extension().string()) > 0;
}

std::string HashOfFile(const fs::path& file) {
  std::error_code error;
  if (fs::file_size(file, error) > kMaxFileBytes || error) return "large";
  std::ifstream in(file, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return versions::Hash::Of(content.str()).hex();
}

}  // namespace

std::string HashCode(const std::string& dag_text, const std::string& project_folder) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator it(project_folder, fs::directory_options::skip_permission_denied,
                                      error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_directory(error)) {
      if (IsSkipped(it->path())) it.disable_recursion_pending();
    } else if (it->is_regular_file(error) && IsCode(it->path())) {
      files.push_back(fs::relative(it->path(), project_folder, error).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  std::string all = "dag " + versions::Hash::Of(dag_text).hex() + "\n";
  for (const auto& file : files) {
    all += file + " " + HashOfFile(fs::path(project_folder) / file) + "\n";
  }
  return versions::Hash::Of(all).hex();
}

}  // namespace tarn::app
