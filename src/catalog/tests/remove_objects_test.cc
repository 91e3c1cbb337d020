#include "catalog/maintenance/remove_objects.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "base/error.h"
#include "store/testing/faulty_store.h"

namespace tarn::catalog {
namespace {

using store::testing::Call;

class RemoveObjectsTest : public ::testing::Test {
 protected:
  std::vector<std::string> Make(size_t count) {
    std::vector<std::string> paths;
    for (size_t i = 0; i < count; ++i) {
      paths.push_back("memory:///w/" + std::to_string(i));
      objects_->Write(paths.back(), "x");
    }
    return paths;
  }
  std::shared_ptr<store::ObjectStore> objects_ = store::OpenStore("memory:///w");
  store::testing::FaultyStore store_{*objects_};
};

TEST_F(RemoveObjectsTest, AllAreGoneAndOthersStay) {
  for (const size_t count : {0, 1, 15, 16, 1000}) {
    auto paths = Make(count);
    objects_->Write("memory:///w/stays", "x");
    paths.emplace_back("memory:///w/never-was");
    RemoveObjects(store_, paths);
    EXPECT_EQ(objects_->List("memory:///w/").size(), 1U) << count;
  }
}

TEST_F(RemoveObjectsTest, ManyAreRemovedSeveralAtATime) {
  std::mutex mutex;
  std::condition_variable changed;
  size_t inside = 0;
  // Nobody goes on before a second one has come.
  store_.before = [&](Call call, const std::string&) {
    if (call != Call::kRemove) return;
    std::unique_lock lock(mutex);
    ++inside;
    changed.notify_all();
    changed.wait(lock, [&] { return inside >= 2; });
  };
  RemoveObjects(store_, Make(100));
  EXPECT_TRUE(objects_->List("memory:///w/").empty());
}

TEST_F(RemoveObjectsTest, AFailureIsThrownOnceNothingIsUnderWay) {
  std::atomic<int> calls{0};
  store_.before = [&](Call call, const std::string&) {
    if (call == Call::kRemove && ++calls == 20) {
      throw base::Error(base::ErrorKind::kUnavailable, "injected");
    }
  };
  EXPECT_THROW(RemoveObjects(store_, Make(1000)), base::Error);
  const int after = calls;
  EXPECT_LT(after, 1000);
  EXPECT_EQ(objects_->List("memory:///w/").size(), static_cast<size_t>(1000 - after + 1));
  EXPECT_EQ(calls, after);
}

}  // namespace
}  // namespace tarn::catalog
