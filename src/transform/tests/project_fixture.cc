#include "transform/tests/project_fixture.h"

#include <cctype>
#include <fstream>

#include <unistd.h>

#include "base/random.h"

namespace tarn::transform {

namespace fs = std::filesystem;

ProjectFixture::ProjectFixture()
    : dir_(fs::temp_directory_path() / ("tarn_transform_" + base::NewUuid())) {
  fs::create_directories(dir_ / "models");
  Write("dbt_project.yml", "name: shop\nversion: '1.0'\n");
}

ProjectFixture::~ProjectFixture() {
  std::error_code ignored;
  fs::remove_all(dir_, ignored);
}

void ProjectFixture::Write(const std::string& path, const std::string& text) {
  fs::create_directories((dir_ / path).parent_path());
  std::ofstream(dir_ / path, std::ios::binary) << text;
}

void ProjectFixture::CopyGolden(const std::string& name) {
  const fs::path golden = fs::path(TARN_SOURCE_DIR) / "tests/golden/dbt";
  fs::remove_all(dir_);
  fs::copy(golden / "projects" / name, dir_, fs::copy_options::recursive);
  fs::copy_file(golden / "profiles.yml", dir_ / "profiles.yml");
}

ProjectInputs ProjectFixture::inputs() const {
  ProjectInputs inputs;
  inputs.project_dir = dir_;
  return inputs;
}

std::string ProjectFixture::ParseError() const {
  try {
    Parse();
  } catch (const base::Error& e) {
    return e.Describe();
  }
  return "";
}

std::string Squeeze(const std::string& text) {
  std::string squeezed;
  for (char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!space) {
      squeezed += c;
    } else if (!squeezed.empty() && squeezed.back() != ' ') {
      squeezed += ' ';
    }
  }
  while (!squeezed.empty() && squeezed.back() == ' ') squeezed.pop_back();
  return squeezed;
}

}  // namespace tarn::transform
