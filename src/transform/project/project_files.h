#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "transform/project/project.h"

namespace tarn::transform {

// A file of a project, by what dbt reads it as.
struct ProjectFile {
  std::filesystem::path absolute;
  std::string folder;    // the configured folder it was found in: "models"
  std::string relative;  // below that folder: "staging/stg_orders.sql"
  // Below the project: "models/staging/stg_orders.sql".
  std::string original() const { return folder + "/" + relative; }
  std::string stem() const;
};

struct ProjectFiles {
  std::vector<ProjectFile> models;         // .sql
  std::vector<ProjectFile> analyses;       // .sql
  std::vector<ProjectFile> tests;          // .sql outside of generic/
  std::vector<ProjectFile> generic_tests;  // .sql in generic/ of a test folder
  std::vector<ProjectFile> macros;         // .sql
  std::vector<ProjectFile> seeds;          // .csv
  std::vector<ProjectFile> schemas;        // .yml, .yaml of all folders
  std::vector<ProjectFile> docs;           // .md
  std::vector<ProjectFile> snapshots;      // .sql
  std::vector<ProjectFile> python_models;  // .py
};

// Walks the project's folders; hidden files and what .dbtignore names (exact paths and simple
// globs) are left out. Sorted, so that runs are repeatable. A folder that does not exist is empty.
ProjectFiles FindProjectFiles(const Project& project);

// fnmatch of Python: * ? [seq] [!seq]; case matters.
bool MatchesGlob(std::string_view text, std::string_view pattern);

}  // namespace tarn::transform
