#pragma once

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "store/object_store.h"

namespace tarn::store {

// A backend under the conformance suite: an empty store and a root below which the test may write.
struct Backend {
  std::string name;
  std::function<std::shared_ptr<ObjectStore>(std::string* root)> make;
};

// The suite that every backend passes (object_store_suite_test.cc); instantiate it with
// INSTANTIATE_TEST_SUITE_P(Name, ObjectStoreSuite, ::testing::Values(Backend{…})).
class ObjectStoreSuite : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override { store_ = GetParam().make(&root_); }
  std::string Path(const std::string& name) const { return JoinPath(root_, name); }

  std::shared_ptr<ObjectStore> store_;
  std::string root_;
};

}  // namespace tarn::store
