#include <algorithm>
#include <set>

#include "base/error.h"
#include "transform/project/project.h"

namespace tarn::transform {

namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxPackages = 200;

class PackageLoader {
 public:
  PackageLoader(const Project& root, const ValueRenderer& renderer, const WarningSink& warn)
      : root_(root), renderer_(renderer), warn_(warn) {}

  std::vector<Project> Load() {
    AddLocal(root_);
    const fs::path installed = root_.root / root_.packages_install_path;
    if (fs::is_directory(installed)) {
      std::vector<fs::path> folders;
      for (const auto& entry : fs::directory_iterator(installed)) {
        if (entry.is_directory() && fs::exists(entry.path() / "dbt_project.yml")) {
          folders.push_back(entry.path());
        }
      }
      std::sort(folders.begin(), folders.end());
      for (const auto& folder : folders) Add(folder);
    }
    CheckOthers(installed);
    return std::move(packages_);
  }

 private:
  // Local packages, and those that they name.
  void AddLocal(const Project& project) {
    for (const PackageSpec& spec : LoadPackageSpecs(project, renderer_)) {
      if (spec.local.empty()) {
        others_.push_back(spec);
        continue;
      }
      const fs::path folder = (project.root / spec.local).lexically_normal();
      if (!fs::exists(folder / "dbt_project.yml")) {
        base::Throw(base::ErrorKind::kNotFound, "{}: no dbt_project.yml in the local package {}",
                    spec.where, folder.string());
      }
      if (!seen_.insert(fs::canonical(folder)).second) continue;
      Project package = LoadProject(folder, renderer_, warn_);
      Keep(package);
      AddLocal(package);
    }
  }

  void Add(const fs::path& folder) {
    if (!seen_.insert(fs::canonical(folder)).second) return;  // a link to a local package
    Project package = LoadProject(folder, renderer_, warn_);
    const bool known = std::any_of(packages_.begin(), packages_.end(),
                                   [&](const Project& p) { return p.name == package.name; });
    if (known) return;  // a copy of a local package, as `dbt deps` makes it
    Keep(std::move(package));
  }

  void Keep(Project package) {
    for (const Project& other : packages_) {
      if (other.name != package.name) continue;
      base::Throw(base::ErrorKind::kInvalidArgument, "two packages have the name '{}': {} and {}",
                  package.name, other.root.string(), package.root.string());
    }
    if (package.name == root_.name) {
      base::Throw(base::ErrorKind::kInvalidArgument,
                  "the package in {} has the name of the project itself: '{}'",
                  package.root.string(), package.name);
    }
    if (packages_.size() >= kMaxPackages) {
      base::Throw(base::ErrorKind::kResourceExhausted, "more than {} packages", kMaxPackages);
    }
    packages_.push_back(std::move(package));
  }

  // What packages.yml names by hub or git must be in the folder of installed packages.
  void CheckOthers(const fs::path& installed) const {
    for (const PackageSpec& spec : others_) {
      std::string name = spec.other.substr(spec.other.find_last_of('/') + 1);
      if (name.ends_with(".git")) name.resize(name.size() - 4);
      const bool there = std::any_of(packages_.begin(), packages_.end(), [&](const Project& p) {
        return p.name == name || p.root.filename() == name;
      });
      if (there) continue;
      throw base::Error(
          base::ErrorKind::kFailedPrecondition,
          fmt::format("{}: package '{}' is not installed", spec.where, spec.other),
          fmt::format("put it into {}: Tarn installs local packages only", installed.string()));
    }
  }

  const Project& root_;
  const ValueRenderer& renderer_;
  const WarningSink& warn_;
  std::vector<Project> packages_;
  std::set<fs::path> seen_;
  std::vector<PackageSpec> others_;
};

}  // namespace

std::vector<PackageSpec> LoadPackageSpecs(const Project& root, const ValueRenderer& renderer) {
  std::vector<PackageSpec> specs;
  for (const char* name : {"packages.yml", "dependencies.yml"}) {
    const fs::path path = root.root / name;
    if (!fs::exists(path)) continue;
    const YamlNode yaml = YamlNode::Parse(ReadTextFile(path), path.string());
    const YamlNode* packages = yaml.Find("packages");
    if (packages == nullptr || packages->is_null()) continue;
    for (const YamlNode& entry : packages->AsList("packages").items()) {
      PackageSpec spec;
      spec.where = entry.Where();
      entry.AsMap("a package");
      for (const char* key : {"local", "package", "git", "tarball", "private"}) {
        const YamlNode* value = entry.Find(key);
        if (value == nullptr) continue;
        const std::string text = jinja::Str(renderer(value->AsString(key)));
        (std::string_view(key) == "local" ? spec.local : spec.other) = text;
      }
      if (spec.local.empty() && spec.other.empty()) {
        entry.Fail("expected one of the keys local, package, git, tarball");
      }
      specs.push_back(std::move(spec));
    }
  }
  return specs;
}

std::vector<Project> LoadPackages(const Project& root, const ValueRenderer& renderer,
                                  const WarningSink& warn) {
  return PackageLoader(root, renderer, warn).Load();
}

}  // namespace tarn::transform
