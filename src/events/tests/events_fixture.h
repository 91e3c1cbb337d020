#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "metadb/database.h"
#include "versions/repository.h"

namespace tarn::events {

// A repository of its own, and a folder.
class EventsTest : public ::testing::Test {
 protected:
  EventsTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-events-" + base::NewUuid())) {
    std::filesystem::create_directories(folder_);
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string());
    repository_ = versions::OpenRepository(*database_);
  }
  ~EventsTest() override {
    repository_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  versions::Hash Commit(const std::string& message, const std::string& key,
                        const std::string& branch = "main") {
    versions::CommitRequest request;
    request.branch = branch;
    request.operations = {versions::Put{{{key}}, {"id-" + key, message}}};
    request.meta.message = message;
    request.meta.author = "ann";
    return repository_->CommitOperations(request).commit.value().hash;
  }
  versions::Hash Head(const std::string& branch = "main") {
    return repository_->GetReference(branch).head;
  }
  void Branch(const std::string& name) {
    repository_->CreateReference(name, versions::ReferenceKind::kBranch, Head());
  }

  std::filesystem::path folder_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<versions::Repository> repository_;
};

}  // namespace tarn::events
