#include "versions/repository.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "metadb/testing/database_param.h"

namespace tarn::versions {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RepositorySuite : public metadb::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) repository_ = OpenRepository(database(), {}, clock_);
  }
  void TearDown() override {
    repository_.reset();
    DatabaseTest::TearDown();
  }

  static Operation PutOf(const ContentKey& key, const std::string& payload) {
    return Put{key, Content{"id-" + key.ToString(), payload}};
  }
  CommitOutcome TryCommit(std::vector<Operation> operations, const std::string& branch = "main",
                          std::optional<Hash> expected = {}) {
    CommitRequest request;
    request.branch = branch;
    request.expected_head = expected;
    request.operations = std::move(operations);
    request.meta.message = "commit";
    request.meta.author = "me";
    clock_.SleepFor(std::chrono::seconds(1));
    return repository_->CommitOperations(request);
  }
  Hash Commit(std::vector<Operation> operations, const std::string& branch = "main") {
    CommitOutcome outcome = TryCommit(std::move(operations), branch);
    EXPECT_TRUE(outcome.conflicts.empty());
    return outcome.commit.value().hash;
  }
  Hash Head(const std::string& branch = "main") { return repository_->GetReference(branch).head; }
  std::string Payload(const Hash& commit, const ContentKey& key) {
    auto content = repository_->GetContent(commit, key);
    return content ? content->payload : "-";
  }
  static std::vector<std::string> Keys(const std::vector<KeyEntry>& entries) {
    std::vector<std::string> keys;
    for (const auto& entry : entries) keys.push_back(entry.key.ToString());
    return keys;
  }
  static std::vector<std::string> Keys(const std::vector<DiffEntry>& entries) {
    std::vector<std::string> keys;
    for (const auto& entry : entries) {
      keys.push_back((entry.from ? entry.to ? "~" : "-" : "+") + entry.key.ToString());
    }
    return keys;
  }
  ErrorKind KindOf(const std::function<void()>& body) {
    try {
      body();
    } catch (const Error& error) {
      message_ = error.message();
      return error.kind();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorKind::kInternal;
  }
  MergeRequest Into(const std::string& branch) {
    MergeRequest request;
    request.into = branch;
    request.meta.author = "me";
    return request;
  }

  base::ManualClock clock_{base::ParseTimestamp("2026-01-01T00:00:00Z")};
  std::unique_ptr<Repository> repository_;
  std::string message_;
};
INSTANTIATE_TEST_SUITE_P(Databases, RepositorySuite, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

TEST_P(RepositorySuite, BeginsWithAnEmptyMainThatEveryOpeningFinds) {
  auto references = repository_->ListReferences();
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].name, "main");
  EXPECT_TRUE(repository_->Log(Head()).empty());
  EXPECT_TRUE(repository_->ListKeys(Head()).empty());
  Hash commit = Commit({PutOf({"a"}, "1")});
  auto again = OpenRepository(database(), {}, clock_);
  EXPECT_EQ(again->GetReference("main").head, commit);
}

TEST_P(RepositorySuite, CommitsAndReads) {
  Hash first = Commit({PutOf({"ns"}, "n"), PutOf({"ns", "t"}, "1"), PutOf({"ns", "u"}, "1")});
  Hash second = Commit({PutOf({"ns", "t"}, "2"), Delete{{"ns", "u"}}, Unchanged{{"ns"}}});
  EXPECT_EQ(Payload(first, {"ns", "t"}), "1");
  EXPECT_EQ(Payload(second, {"ns", "t"}), "2");
  EXPECT_EQ(Payload(second, {"ns", "u"}), "-");
  auto contents = repository_->GetContents(second, {{"x"}, {"ns"}, {"ns", "t"}});
  EXPECT_FALSE(contents[0]);
  EXPECT_EQ(contents[1]->payload, "n");
  EXPECT_EQ(contents[2]->content_id, "id-ns.t");

  auto log = repository_->Log(Head());
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].hash, second);
  EXPECT_EQ(log[0].parents, std::vector<Hash>{first});
  EXPECT_EQ(log[1].message, "commit");
  EXPECT_EQ(log[1].author, "me");
  EXPECT_EQ(log[1].committer, "me");
  EXPECT_EQ(log[1].time, base::ParseTimestamp("2026-01-01T00:00:01Z"));
  EXPECT_EQ(repository_->Log(Head(), 1).size(), 1u);
  EXPECT_EQ(repository_->Log(Head(), 1, [&](auto& c) { return c.hash == first; })[0].hash, first);
  EXPECT_THAT(Keys(repository_->Diff(first, second)), ElementsAre("~ns.t", "-ns.u"));
  EXPECT_THAT(Keys(repository_->Diff(second, first)), ElementsAre("~ns.t", "+ns.u"));
}

TEST_P(RepositorySuite, ListsByPrefixAndPage) {
  Commit({PutOf({"a"}, "n"), PutOf({"a", "b"}, "n"), PutOf({"a", "b", "t"}, "t"),
          PutOf({"a", "b!"}, "t"), PutOf({"a", "c"}, "t"), PutOf({"a!"}, "n"), PutOf({"b"}, "n"),
          PutOf({"x", "orphan"}, "t")});
  Hash head = Head();
  EXPECT_THAT(Keys(repository_->ListKeys(head)),
              ElementsAre("a", "a.b", "a.b.t", "a.b!", "a.c", "a!", "b", "x.orphan"));
  EXPECT_THAT(Keys(repository_->ListKeys(head, {"a"})), ElementsAre("a.b", "a.b.t", "a.b!", "a.c"));
  EXPECT_THAT(Keys(repository_->ListChildren(head)), ElementsAre("a", "a!", "b"));
  EXPECT_THAT(Keys(repository_->ListChildren(head, {"a"})), ElementsAre("a.b", "a.b!", "a.c"));
  EXPECT_TRUE(repository_->ListChildren(head, {"nothing"}).empty());
  for (bool children : {false, true}) {
    std::vector<std::string> paged;
    Page page;
    page.limit = 2;
    while (true) {
      auto entries = children ? repository_->ListChildren(head, {"a"}, page)
                              : repository_->ListKeys(head, {"a"}, page);
      if (entries.empty()) break;
      for (auto& key : Keys(entries)) paged.push_back(key);
      page.after = entries.back().key;
    }
    auto whole = children ? repository_->ListChildren(head, {"a"}, {})
                          : repository_->ListKeys(head, {"a"}, {});
    EXPECT_EQ(paged, Keys(whole));
  }
}

TEST_P(RepositorySuite, ConflictsOnlyOnTheSameKeys) {
  Hash base = Commit({PutOf({"t"}, "1"), PutOf({"u"}, "1"), PutOf({"v"}, "1")});
  Hash moved = Commit({PutOf({"t"}, "2"), Delete{{"v"}}});

  auto other = TryCommit({PutOf({"u"}, "2")}, "main", base);
  ASSERT_TRUE(other.commit);
  EXPECT_EQ(other.commit->parents, std::vector<Hash>{moved});
  EXPECT_EQ(Payload(Head(), {"t"}), "2");

  auto same = TryCommit({PutOf({"t"}, "3"), Unchanged{{"v"}}, PutOf({"w"}, "1")}, "main", base);
  EXPECT_FALSE(same.commit);
  ASSERT_EQ(same.conflicts.size(), 2u);
  EXPECT_EQ(same.conflicts[0].key, ContentKey({"t"}));
  EXPECT_EQ(same.conflicts[0].base->payload, "1");
  EXPECT_EQ(same.conflicts[0].ours->payload, "2");
  EXPECT_EQ(same.conflicts[0].theirs->payload, "3");
  EXPECT_THAT(same.conflicts[0].reason, HasSubstr("changed"));
  EXPECT_THAT(same.conflicts[1].reason, HasSubstr("deleted"));
  EXPECT_EQ(Payload(Head(), {"w"}), "-");

  CommitRequest exact;
  exact.branch = "main";
  exact.expected_head = base;
  exact.exact_head = true;
  exact.operations = {PutOf({"z"}, "1")};
  EXPECT_EQ(repository_->CommitOperations(exact).conflicts.size(), 1u);
  exact.expected_head = Head();
  EXPECT_TRUE(repository_->CommitOperations(exact).commit);
}

TEST_P(RepositorySuite, RejectsWhatCanNeverBeCommitted) {
  EXPECT_EQ(KindOf([&] { TryCommit({PutOf({"t"}, "1"), Delete{{"t"}}}); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { TryCommit({PutOf({"t", ""}, "1")}); }), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { TryCommit({PutOf({"t"}, std::string(300 << 10, 'x'))}); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { TryCommit({PutOf({"t"}, "1")}, "absent"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { TryCommit({PutOf({"t"}, "1")}, "main", Hash::Of("x")); }),
            ErrorKind::kNotFound);
  repository_->CreateReference("v1", ReferenceKind::kTag, Head());
  EXPECT_EQ(KindOf([&] { TryCommit({PutOf({"t"}, "1")}, "v1"); }), ErrorKind::kInvalidArgument);
  EXPECT_TRUE(repository_->Log(Head()).empty());
}

TEST_P(RepositorySuite, ReferencesMoveByCompareAndSwap) {
  Hash first = Commit({PutOf({"t"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, first);
  repository_->CreateReference("run/x/1", ReferenceKind::kBranch, first);
  Hash on_dev = Commit({PutOf({"t"}, "2")}, "dev");
  EXPECT_EQ(Payload(Head("main"), {"t"}), "1");
  EXPECT_EQ(Payload(Head("dev"), {"t"}), "2");

  EXPECT_EQ(KindOf([&] { repository_->CreateReference("dev", ReferenceKind::kTag, first); }),
            ErrorKind::kAlreadyExists);
  EXPECT_EQ(KindOf([&] { repository_->CreateReference("y", ReferenceKind::kTag, Hash::Of("x")); }),
            ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { repository_->CreateReference("a b", ReferenceKind::kTag, first); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { repository_->GetReference("dve"); }), ErrorKind::kNotFound);
  EXPECT_THAT(message_, HasSubstr("did you mean 'dev'"));
  EXPECT_EQ(KindOf([&] { repository_->DeleteReference("dev", first); }), ErrorKind::kConflict);
  EXPECT_EQ(KindOf([&] { repository_->AssignReference("dev", first, first); }),
            ErrorKind::kConflict);
  EXPECT_EQ(repository_->AssignReference("dev", on_dev, first).head, first);
  EXPECT_EQ(Head("dev"), first);
  repository_->DeleteReference("dev", first);
  repository_->DeleteReference("run/x/1", {});
  EXPECT_EQ(KindOf([&] { repository_->DeleteReference("dev", {}); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { repository_->DeleteReference("main", {}); }),
            ErrorKind::kFailedPrecondition);
  EXPECT_EQ(repository_->ListReferences().size(), 1u);
}

TEST_P(RepositorySuite, ResolvesExpressions) {
  std::vector<Hash> commits{Head()};
  for (int i = 1; i <= 20; ++i) commits.push_back(Commit({PutOf({"t"}, std::to_string(i))}));
  auto resolve = [&](const std::string& text) { return repository_->Resolve(text).hash; };
  EXPECT_EQ(resolve("main"), commits[20]);
  EXPECT_EQ(repository_->Resolve("main~2").reference->name, "main");
  EXPECT_EQ(resolve("main~"), commits[19]);
  EXPECT_EQ(resolve("main~7"), commits[13]);
  EXPECT_EQ(resolve("main~20"), commits[0]);
  EXPECT_EQ(resolve("main^"), commits[19]);
  EXPECT_EQ(resolve("main^^~3"), commits[15]);
  EXPECT_EQ(resolve("main*2026-01-01T00:00:05.5Z"), commits[5]);
  EXPECT_EQ(resolve("main*2026-01-01T00:00:05Z~1"), commits[4]);
  EXPECT_EQ(resolve("main*2030-01-01"), commits[20]);
  EXPECT_EQ(resolve("main*2020-01-01"), commits[0]);
  EXPECT_EQ(resolve("main@" + commits[6].hex()), commits[6]);
  EXPECT_EQ(resolve("@" + commits[6].hex()), commits[6]);
  EXPECT_EQ(resolve("@" + commits[6].hex() + "~2"), commits[4]);
  EXPECT_EQ(resolve(commits[6].hex()), commits[6]);
  EXPECT_EQ(resolve(commits[6].hex().substr(0, 12)), commits[6]);
  EXPECT_EQ(resolve("main@" + commits[6].hex().substr(0, 12)), commits[6]);
  EXPECT_FALSE(repository_->Resolve(commits[6].hex()).reference);

  for (std::string text : {"mian", "main~21", "main^2", "main@0123456789", "@0123456789",
                           "main*1900-01-01", "0123456789abcdef"}) {
    if (text == "main*1900-01-01") continue;
    EXPECT_EQ(KindOf([&] { resolve(text); }), ErrorKind::kNotFound) << text;
    EXPECT_THAT(message_, HasSubstr(text));
  }
  repository_->CreateReference("old", ReferenceKind::kTag, commits[3]);
  EXPECT_EQ(KindOf([&] { resolve("old@" + commits[6].hex()); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { resolve("main~~x"); }), ErrorKind::kInvalidArgument);
}

TEST_P(RepositorySuite, MergesByKey) {
  Hash base = Commit({PutOf({"t"}, "1"), PutOf({"u"}, "1"), PutOf({"v"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, base);
  Commit({PutOf({"t"}, "dev")}, "dev");
  Hash dev = Commit({Delete{{"u"}}, PutOf({"new"}, "dev")}, "dev");
  Hash main = Commit({PutOf({"v"}, "main")});

  auto dry = Into("main");
  dry.dry_run = true;
  auto preview = repository_->Merge(dev, dry);
  EXPECT_THAT(Keys(preview.changes), ElementsAre("+new", "~t", "-u"));
  EXPECT_FALSE(preview.commit);
  EXPECT_EQ(Head(), main);

  auto merged = repository_->Merge(dev, Into("main"));
  ASSERT_TRUE(merged.commit);
  EXPECT_EQ(merged.base, base);
  EXPECT_EQ(merged.head, Head());
  EXPECT_THAT(merged.commit->parents, ElementsAre(main, dev));
  EXPECT_EQ(Payload(Head(), {"t"}), "dev");
  EXPECT_EQ(Payload(Head(), {"u"}), "-");
  EXPECT_EQ(Payload(Head(), {"v"}), "main");
  EXPECT_EQ(Payload(Head(), {"new"}), "dev");
  EXPECT_EQ(repository_->Resolve("main^2").hash, dev);
  EXPECT_EQ(repository_->MergeBase(dev, Head()), dev);
  EXPECT_TRUE(repository_->IsAncestor(dev, Head()));

  // Once more there is nothing to do; later work is merged from where the last merge was.
  auto again = repository_->Merge(dev, Into("main"));
  EXPECT_FALSE(again.commit);
  EXPECT_TRUE(again.conflicts.empty());
  EXPECT_EQ(again.head, merged.head);
  Commit({PutOf({"t"}, "dev2")}, "dev");
  EXPECT_TRUE(repository_->Merge(Head("dev"), Into("main")).commit);
  EXPECT_EQ(Payload(Head(), {"t"}), "dev2");
}

TEST_P(RepositorySuite, AMergeConflictChangesNothingAndCanBeResolved) {
  Hash base = Commit({PutOf({"t"}, "1"), PutOf({"u"}, "1"), PutOf({"w"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, base);
  Hash dev = Commit({PutOf({"t"}, "dev"), Delete{{"u"}}, PutOf({"w"}, "same")}, "dev");
  Hash main = Commit({PutOf({"t"}, "main"), PutOf({"u"}, "main"), PutOf({"w"}, "same")});

  auto refused = repository_->Merge(dev, Into("main"));
  EXPECT_FALSE(refused.commit);
  ASSERT_EQ(refused.conflicts.size(), 2u);
  EXPECT_EQ(refused.conflicts[0].key, ContentKey({"t"}));
  EXPECT_EQ(refused.conflicts[0].ours->payload, "main");
  EXPECT_EQ(refused.conflicts[0].theirs->payload, "dev");
  EXPECT_THAT(refused.conflicts[1].reason, HasSubstr("deleted in the source"));
  EXPECT_EQ(Head(), main);

  auto request = Into("main");
  request.key_behaviors = {{{"t"}, MergeBehavior::kForce}, {{"u"}, MergeBehavior::kDrop}};
  auto forced = repository_->Merge(dev, request);
  ASSERT_TRUE(forced.commit);
  EXPECT_EQ(Payload(Head(), {"t"}), "dev");
  EXPECT_EQ(Payload(Head(), {"u"}), "main");

  repository_->AssignReference("main", {}, main);
  request = Into("main");
  request.resolve = [](const ContentKey&, const std::optional<Content>& common,
                       const std::optional<Content>& ours,
                       const std::optional<Content>& theirs) -> std::optional<Content> {
    if (!theirs || !common) return std::nullopt;
    return Content{ours->content_id, ours->payload + "+" + theirs->payload};
  };
  EXPECT_EQ(repository_->Merge(dev, request).conflicts.size(), 1u);
  request.key_behaviors = {{{"u"}, MergeBehavior::kForce}};
  EXPECT_TRUE(repository_->Merge(dev, request).commit);
  EXPECT_EQ(Payload(Head(), {"t"}), "main+dev");
  EXPECT_EQ(Payload(Head(), {"u"}), "-");
}

TEST_P(RepositorySuite, AMergeIsValidatedOnItsResult) {
  Hash base = Commit({PutOf({"ns"}, "n")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, base);
  Commit({PutOf({"ns", "t"}, "1")}, "dev");
  Commit({Delete{{"ns"}}});
  auto request = Into("main");
  request.validate = [](const MergedState& state, const std::vector<DiffEntry>& changed) {
    std::vector<KeyConflict> conflicts;
    for (const DiffEntry& entry : changed) {
      EXPECT_EQ(state.Find(entry.key), entry.to);
      if (!state.Find({"ns"})) conflicts.push_back({entry.key, "no namespace", {}, {}, {}});
    }
    EXPECT_EQ(state.FindBelow({"ns"}), ContentKey({"ns", "t"}));
    EXPECT_FALSE(state.FindBelow({"ns", "t"}));
    return conflicts;
  };
  auto outcome = repository_->Merge(Head("dev"), request);
  ASSERT_EQ(outcome.conflicts.size(), 1u);
  EXPECT_FALSE(outcome.commit);
}

TEST_P(RepositorySuite, CherryPicksAndRevertsAlsoMerges) {
  Hash base = Commit({PutOf({"t"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, base);
  Commit({PutOf({"a"}, "dev")}, "dev");
  Hash picked = Commit({PutOf({"b"}, "dev")}, "dev");
  auto pick = repository_->Transplant(picked, Into("main"));
  ASSERT_TRUE(pick.commit);
  EXPECT_EQ(pick.commit->parents.size(), 1u);
  EXPECT_EQ(pick.commit->message, "commit");
  EXPECT_EQ(Payload(Head(), {"a"}), "-");
  EXPECT_EQ(Payload(Head(), {"b"}), "dev");

  auto merge = repository_->Merge(Head("dev"), Into("main"));
  ASSERT_TRUE(merge.commit);
  Hash root_before = repository_->GetCommit(merge.commit->parents[0]).root;
  Commit({PutOf({"later"}, "1")});
  auto revert = repository_->Revert(merge.commit->hash, Into("main"));
  ASSERT_TRUE(revert.commit);
  EXPECT_THAT(revert.commit->message, HasSubstr("Revert"));
  EXPECT_EQ(Payload(Head(), {"a"}), "-");
  EXPECT_EQ(Payload(Head(), {"later"}), "1");
  Commit({Delete{{"later"}}});
  EXPECT_EQ(repository_->GetCommit(Head()).root, root_before);

  // What was built on it since is in the way.
  Hash written = Commit({PutOf({"t"}, "2")});
  Commit({PutOf({"t"}, "3")});
  auto refused = repository_->Revert(written, Into("main"));
  EXPECT_EQ(refused.conflicts.size(), 1u);
  EXPECT_EQ(Payload(Head(), {"t"}), "3");
  EXPECT_EQ(KindOf([&] { repository_->Revert(repository_->Resolve("main~8").hash, Into("main")); }),
            ErrorKind::kInvalidArgument);
  auto expected = Into("main");
  expected.expected_head = base;
  EXPECT_EQ(KindOf([&] { repository_->Merge(Head("dev"), expected); }), ErrorKind::kConflict);
}

TEST_P(RepositorySuite, TransplantsASequenceAllOrNothing) {
  Hash start = Commit({PutOf({"a"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, start);
  Hash first = Commit({PutOf({"b"}, "1")}, "dev");
  Hash second = Commit({PutOf({"c"}, "1")}, "dev");
  MergeRequest request;
  request.into = "main";
  request.dry_run = true;
  EXPECT_THAT(Keys(repository_->TransplantAll({first, second}, request).changes),
              ElementsAre("+b", "+c"));
  EXPECT_EQ(Head(), start);
  request.dry_run = false;
  MergeOutcome outcome = repository_->TransplantAll({first, second}, request);
  EXPECT_EQ(outcome.head, Head());
  EXPECT_EQ(outcome.base, start);
  EXPECT_EQ(repository_->Log(Head()).size(), 3u);
  // Once more: nothing is left to do.
  EXPECT_EQ(repository_->TransplantAll({first, second}, request).head, outcome.head);
  Commit({PutOf({"c"}, "other")});
  Hash before = Head();
  Hash third = Commit({PutOf({"d"}, "1")}, "dev");
  Hash fourth = Commit({PutOf({"c"}, "2")}, "dev");
  MergeOutcome conflict = repository_->TransplantAll({third, fourth}, request);
  EXPECT_EQ(conflict.conflicts.size(), 1u);
  EXPECT_EQ(Head(), before);
  EXPECT_EQ(KindOf([&] { repository_->TransplantAll({repository_->FirstCommit()}, request); }),
            ErrorKind::kInvalidArgument);
}

TEST_P(RepositorySuite, AKeyOfAMergeCanBeSettledBeforehand) {
  Hash start = Commit({PutOf({"a"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, start);
  Hash theirs = Commit({PutOf({"a"}, "theirs")}, "dev");
  Commit({PutOf({"a"}, "ours")});
  MergeRequest request;
  request.into = "main";
  request.key_resolutions[{"a"}] = {Content{"id-a", "else"}, Content{"id-a", "both"}};
  EXPECT_EQ(repository_->Merge(theirs, request).conflicts.size(), 1u);
  request.key_resolutions[{"a"}] = {Content{"id-a", "ours"}, Content{"id-a", "both"}};
  EXPECT_TRUE(repository_->Merge(theirs, request).conflicts.empty());
  EXPECT_EQ(Payload(Head(), {"a"}), "both");
}

TEST_P(RepositorySuite, AMergeOfNothingMakesACommitUnlessToldOtherwise) {
  Hash start = Commit({PutOf({"a"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, start);
  Hash theirs = Commit({PutOf({"a"}, "2")}, "dev");
  MergeRequest request;
  request.into = "main";
  request.behavior = MergeBehavior::kDrop;
  request.skip_empty = true;
  EXPECT_FALSE(repository_->Merge(theirs, request).commit.has_value());
  request.skip_empty = false;
  EXPECT_TRUE(repository_->Merge(theirs, request).commit.has_value());
}

TEST_P(RepositorySuite, KeepsRecentHeads) {
  Hash first = Commit({PutOf({"a"}, "1")});
  Hash second = Commit({PutOf({"a"}, "2")});
  repository_->AssignReference("main", second, first);
  EXPECT_THAT(repository_->RecentHeads("main"),
              ElementsAre(second, first, repository_->FirstCommit()));
  for (int i = 0; i < 30; ++i) Commit({PutOf({"a"}, "v" + std::to_string(i))});
  EXPECT_EQ(repository_->RecentHeads("main").size(), kRecentHeads);
  EXPECT_EQ(KindOf([&] { repository_->RecentHeads("none"); }), ErrorKind::kNotFound);
}

TEST_P(RepositorySuite, CountsAheadAndBehindOverFirstParents) {
  Hash start = Commit({PutOf({"a"}, "1")});
  repository_->CreateReference("dev", ReferenceKind::kBranch, start);
  for (int i = 0; i < 40; ++i) Commit({PutOf({"m"}, std::to_string(i))});
  for (int i = 0; i < 25; ++i) Commit({PutOf({"d"}, std::to_string(i))}, "dev");
  EXPECT_EQ(repository_->FirstParentBase(Head(), Head("dev")), start);
  MergeRequest request;
  request.into = "dev";
  repository_->Merge(Head(), request);
  EXPECT_EQ(repository_->FirstParentBase(Head(), Head("dev")), start);
  EXPECT_EQ(repository_->FirstParentBase(Head(), start), start);
  EXPECT_EQ(repository_->FirstParentBase(repository_->FirstCommit(), start),
            repository_->FirstCommit());
}

TEST_P(RepositorySuite, VisitsPartOfADiffAndStops) {
  Hash head = Commit({PutOf({"a"}, "1"), PutOf({"a", "x"}, "1"), PutOf({"a", "y"}, "1"),
                      PutOf({"ab"}, "1"), PutOf({"b"}, "1"), PutOf({"c"}, "1")});
  auto visit = [&](const KeyRange& range, size_t limit) {
    std::vector<DiffEntry> found;
    repository_->VisitDiff(repository_->FirstCommit(), head, range, [&](DiffEntry entry) {
      found.push_back(std::move(entry));
      return found.size() < limit;
    });
    return Keys(found);
  };
  EXPECT_THAT(visit({}, 2), ElementsAre("+a", "+a.x"));
  EXPECT_THAT(visit({{"a"}, {}, {}}, 9), ElementsAre("+a", "+a.x", "+a.y"));
  EXPECT_THAT(visit({{"a"}, ContentKey{"a", "y"}, {}}, 9), ElementsAre("+a.y"));
  EXPECT_THAT(visit({{}, ContentKey{"ab"}, ContentKey{"b"}}, 9), ElementsAre("+ab", "+b"));
}

TEST_P(RepositorySuite, KnowsWhenItWasMade) {
  EXPECT_LE(repository_->CreationTime(), clock_.Now());
  EXPECT_GT(repository_->CreationTime(), base::TimePoint());
  EXPECT_TRUE(repository_->GetCommit(repository_->FirstCommit()).parents.empty());
}

TEST_P(RepositorySuite, TellsDamagedObjects) {
  Hash commit = Commit({PutOf({"t"}, "1")});
  Hash root = repository_->GetCommit(commit).root;
  auto blob = [](const Hash& hash) { return metadb::Blob{std::string(hash.bytes())}; };
  database().Execute("UPDATE version_objects SET data = ? WHERE hash = ?", metadb::Blob{"junk"},
                     blob(root));
  auto fresh = OpenRepository(database(), {}, clock_);
  EXPECT_EQ(KindOf([&] { fresh->GetContent(commit, {"t"}); }), ErrorKind::kDataCorruption);
  EXPECT_THAT(message_, HasSubstr(root.hex()));
  database().Execute("DELETE FROM version_objects WHERE hash = ?", blob(root));
  EXPECT_EQ(KindOf([&] { fresh->GetContent(commit, {"t"}); }), ErrorKind::kDataCorruption);
}

}  // namespace
}  // namespace tarn::versions
