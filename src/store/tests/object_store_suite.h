#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "store/object_store.h"

namespace tarn::store {

// A backend under the conformance suite: an empty store and a root below which the test may write.
struct Backend {
  std::string name;
  std::function<std::shared_ptr<ObjectStore>(std::string* root)> make;
};

// The suite that every backend passes; a test executable includes it once and instantiates it with
// INSTANTIATE_TEST_SUITE_P(Name, ObjectStoreSuite, ::testing::Values(Backend{…})).
class ObjectStoreSuite : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override { store_ = GetParam().make(&root_); }
  std::string Path(const std::string& name) const { return JoinPath(root_, name); }

  std::shared_ptr<ObjectStore> store_;
  std::string root_;
};

namespace suite {

using base::Error;
using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The kind that `body` throws.
template <typename Body>
ErrorKind KindOf(Body body, std::string* message = nullptr) {
  try {
    body();
  } catch (const Error& error) {
    if (message != nullptr) *message = error.message();
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::kInternal;
}

inline std::vector<std::string> Paths(const std::vector<ObjectInfo>& infos) {
  std::vector<std::string> paths;
  for (const auto& info : infos) paths.push_back(info.path);
  return paths;
}

TEST_P(ObjectStoreSuite, ReadsBackWhatWasWritten) {
  std::string bytes("a\0b\xff\n", 5);
  store_->Write(Path("ns/t/metadata/1.json"), bytes);
  EXPECT_EQ(store_->Read(Path("ns/t/metadata/1.json")), bytes);
  store_->Write(Path("ns/t/metadata/1.json"), "");
  EXPECT_EQ(store_->Read(Path("ns/t/metadata/1.json")), "");
  EXPECT_EQ(store_->Stat(Path("ns/t/metadata/1.json"))->size, 0u);
}

TEST_P(ObjectStoreSuite, ReadsRanges) {
  store_->Write(Path("o"), "0123456789");
  EXPECT_EQ(store_->ReadRange(Path("o"), 2, 3), "234");
  EXPECT_EQ(store_->ReadRange(Path("o"), 8, 100), "89");
  EXPECT_EQ(store_->ReadRange(Path("o"), 10, 1), "");
  EXPECT_EQ(store_->ReadRange(Path("o"), ~uint64_t{0}, ~uint64_t{0}), "");
}

TEST_P(ObjectStoreSuite, TellsWhatDoesNotExist) {
  store_->Write(Path("folder/o"), "x");
  for (std::string name : {"absent", "folder", "folder/o/below", "absent/o"}) {
    std::string message;
    EXPECT_EQ(KindOf([&] { store_->Read(Path(name)); }, &message), ErrorKind::kNotFound) << name;
    EXPECT_THAT(message, HasSubstr(Path(name)));
    EXPECT_EQ(KindOf([&] { store_->ReadRange(Path(name), 0, 1); }), ErrorKind::kNotFound);
    EXPECT_FALSE(store_->Stat(Path(name)).has_value());
    EXPECT_NO_THROW(store_->Remove(Path(name)));
  }
  EXPECT_EQ(store_->Read(Path("folder/o")), "x");
}

TEST_P(ObjectStoreSuite, ConditionalPutKeepsTheFirst) {
  EXPECT_TRUE(store_->WriteIfAbsent(Path("a/o"), "first"));
  EXPECT_FALSE(store_->WriteIfAbsent(Path("a/o"), "second"));
  EXPECT_EQ(store_->Read(Path("a/o")), "first");
  store_->Remove(Path("a/o"));
  EXPECT_TRUE(store_->WriteIfAbsent(Path("a/o"), "third"));
  EXPECT_THAT(Paths(store_->List(Path("a/"))), ElementsAre(Path("a/o")));
}

TEST_P(ObjectStoreSuite, OfManyConditionalPutsOneWins) {
  for (int round = 0; round < 20; ++round) {
    std::string path = Path("race/" + std::to_string(round));
    std::atomic<int> winners{0};
    std::string winner;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        if (store_->WriteIfAbsent(path, std::to_string(i))) {
          ++winners;
          winner = std::to_string(i);
        }
      });
    }
    threads.clear();
    EXPECT_EQ(winners, 1);
    EXPECT_EQ(store_->Read(path), winner);
  }
}

TEST_P(ObjectStoreSuite, WriterShowsTheObjectOnlyOnceClosed) {
  auto writer = store_->OpenWriter(Path("w/o"));
  std::string expected;
  for (int i = 0; i < 10; ++i) {
    std::string piece(static_cast<size_t>(1) << (i * 2), static_cast<char>('a' + i));
    writer->Append(piece);
    expected += piece;
  }
  EXPECT_EQ(writer->size(), expected.size());
  EXPECT_FALSE(store_->Stat(Path("w/o")).has_value());
  EXPECT_TRUE(store_->List(Path("w/")).empty());
  writer->Close();
  EXPECT_EQ(store_->Read(Path("w/o")), expected);
  EXPECT_EQ(KindOf([&] { writer->Append("x"); }), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(KindOf([&] { writer->Close(); }), ErrorKind::kFailedPrecondition);
  writer->Abort();
  EXPECT_EQ(store_->Read(Path("w/o")), expected);
}

TEST_P(ObjectStoreSuite, AbortedAndForgottenWritersLeaveNothing) {
  store_->Write(Path("w/o"), "old");
  auto writer = store_->OpenWriter(Path("w/o"));
  writer->Append("new");
  writer->Abort();
  writer->Abort();
  EXPECT_EQ(KindOf([&] { writer->Append("x"); }), ErrorKind::kFailedPrecondition);
  store_->OpenWriter(Path("w/forgotten"))->Append("x");
  EXPECT_EQ(store_->Read(Path("w/o")), "old");
  EXPECT_THAT(Paths(store_->List(Path("w/"))), ElementsAre(Path("w/o")));
}

TEST_P(ObjectStoreSuite, ScanVisitsWhatListListsAndMayRemoveIt) {
  for (const char* name : {"s/a", "s/b/c", "s/b/d", "sx"}) store_->Write(Path(name), name);
  std::vector<std::string> visited;
  store_->Scan(Path("s/"), [&](const ObjectInfo& info) {
    visited.push_back(info.path);
    EXPECT_GT(info.size, 0u);
    store_->Remove(info.path);
  });
  std::sort(visited.begin(), visited.end());
  EXPECT_THAT(visited, ElementsAre(Path("s/a"), Path("s/b/c"), Path("s/b/d")));
  EXPECT_TRUE(store_->List(Path("s/")).empty());
  EXPECT_TRUE(store_->Stat(Path("sx")));
  store_->Scan(Path("absent/"), [](const ObjectInfo&) { FAIL(); });
}

TEST_P(ObjectStoreSuite, ListsByPrefixSorted) {
  for (std::string name : {"t/b/2", "t/b/1", "t/a", "t/bc", "t.x", "u/1"}) {
    store_->Write(Path(name), name);
  }
  EXPECT_THAT(Paths(store_->List(Path("t/"))),
              ElementsAre(Path("t/a"), Path("t/b/1"), Path("t/b/2"), Path("t/bc")));
  EXPECT_THAT(Paths(store_->List(Path("t/b"))),
              ElementsAre(Path("t/b/1"), Path("t/b/2"), Path("t/bc")));
  EXPECT_THAT(Paths(store_->List(Path("t"))),
              ElementsAre(Path("t.x"), Path("t/a"), Path("t/b/1"), Path("t/b/2"), Path("t/bc")));
  EXPECT_TRUE(store_->List(Path("absent/")).empty());
  EXPECT_EQ(store_->List(Path("t/b/"))[1].size, 5u);
}

TEST_P(ObjectStoreSuite, TellsWhenAnObjectWasWritten) {
  auto before = base::Clock::System().Now() - std::chrono::seconds(5);
  store_->Write(Path("o"), "x");
  auto info = store_->Stat(Path("o"));
  ASSERT_TRUE(info);
  EXPECT_GT(info->modified, before);
  EXPECT_LT(info->modified, before + std::chrono::hours(1));
}

TEST_P(ObjectStoreSuite, RejectsPathsThatLeadElsewhere) {
  for (std::string name : {"../o", "a/../../o", "./o", "a//o", "a/", "a/.", "a\nb", ".tmp-x"}) {
    std::string path = root_ + "/" + name;
    std::string message;
    EXPECT_EQ(KindOf([&] { store_->Write(path, "x"); }, &message), ErrorKind::kInvalidArgument)
        << name;
    EXPECT_THAT(message, HasSubstr("'"));
    EXPECT_EQ(KindOf([&] { store_->Read(path); }), ErrorKind::kInvalidArgument) << name;
    EXPECT_EQ(KindOf([&] { store_->Remove(path); }), ErrorKind::kInvalidArgument) << name;
    EXPECT_EQ(KindOf([&] { store_->OpenWriter(path); }), ErrorKind::kInvalidArgument) << name;
  }
  EXPECT_EQ(KindOf([&] { store_->Write("relative/o", "x"); }), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { store_->Write("", "x"); }), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { store_->Write("other:///o", "x"); }), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { store_->Write(Path(std::string(231, 'n')), "x"); }),
            ErrorKind::kInvalidArgument);
  EXPECT_NO_THROW(store_->Write(Path(std::string(230, 'n')), "x"));
}

TEST_P(ObjectStoreSuite, MakesManyObjectsDurableAtOnce) {
  std::vector<std::string> paths;
  for (int i = 0; i < 40; ++i) {
    paths.push_back(Path("d/" + std::to_string(i % 3) + "/" + std::to_string(i)));
    store_->Write(paths.back(), "x");
  }
  store_->Remove(paths[5]);
  EXPECT_NO_THROW(store_->MakeDurable(paths));
  EXPECT_NO_THROW(store_->MakeDurable({}));
}

TEST_P(ObjectStoreSuite, WritersInManyFoldersAtOnce) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < 25; ++j) {
        std::string name = "deep/" + std::to_string(j) + "/x/" + std::to_string(i);
        store_->Write(Path(name), name);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(store_->List(Path("deep/")).size(), 200u);
}

}  // namespace suite
}  // namespace tarn::store
