#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "transform/manifest/parse_project.h"

namespace tarn::transform {

// A dbt project in a folder of its own that is gone with the fixture.
class ProjectFixture {
 public:
  ProjectFixture();
  ~ProjectFixture();
  ProjectFixture(const ProjectFixture&) = delete;
  ProjectFixture& operator=(const ProjectFixture&) = delete;

  const std::filesystem::path& dir() const { return dir_; }
  // Writes a file below the project; dbt_project.yml and a models folder are there from the start.
  void Write(const std::string& path, const std::string& text);
  // A copy of tests/golden/dbt/projects/<name> with the profiles beside it.
  void CopyGolden(const std::string& name);
  ProjectInputs inputs() const;
  std::unique_ptr<Manifest> Parse() const { return ParseProject(inputs()); }
  // The message and hint of the error that parsing gives; "" when it gives none.
  std::string ParseError() const;

 private:
  std::filesystem::path dir_;
};

// The text without runs of white space, for comparing SQL.
std::string Squeeze(const std::string& text);

}  // namespace tarn::transform
