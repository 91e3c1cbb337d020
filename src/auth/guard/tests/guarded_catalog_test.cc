#include "auth/guard/guarded_catalog.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auth/access.h"
#include "base/error.h"
#include "base/random.h"
#include "catalog/content.h"
#include "catalog/listing.h"
#include "catalog/view_owner.h"
#include "store/object_store.h"

namespace tarn::auth::guard {
namespace {

using base::ErrorKind;
using catalog::TableIdentifier;
using testing::ElementsAre;
using testing::IsEmpty;

template <typename Body>
ErrorKind KindOf(Body body) {
  try {
    body();
  } catch (const base::Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::kInternal;
}

catalog::PutTable NewTable(const TableIdentifier& id) {
  return {id, catalog::PutMode::kCreate, [id](const iceberg::TableMetadata*) {
            iceberg::Schema schema;
            schema.fields = {{1, "id", true, iceberg::Type(iceberg::LongType())}};
            catalog::TableCommit commit;
            commit.updates = {
                iceberg::update::AssignUuid{base::NewUuid()},
                iceberg::update::UpgradeFormatVersion{2},
                iceberg::update::AddSchema{schema, 1},
                iceberg::update::SetCurrentSchema{},
                iceberg::update::AddPartitionSpec{{}},
                iceberg::update::SetDefaultSpec{},
                iceberg::update::AddSortOrder{{}},
                iceberg::update::SetDefaultSortOrder{},
                iceberg::update::SetLocation{"memory:///warehouse/" + id.ns[0] + "/" + id.name}};
            return commit;
          }};
}

catalog::PutTable SetProperty(const TableIdentifier& id) {
  return {id, catalog::PutMode::kUpdate, [](const iceberg::TableMetadata*) {
            return catalog::TableCommit{{}, {iceberg::update::SetProperties{{{"a", "b"}}}}};
          }};
}

// A lake with gold.orders and secret.pay on main, and a user ann with the role r.
class GuardedCatalogTest : public testing::Test {
 protected:
  GuardedCatalogTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-guard-" + base::NewUuid())) {
    std::filesystem::create_directories(folder_);
    store_ = store::OpenStore("memory:///warehouse");
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string());
    access_ = std::make_unique<Access>(*database_, AccessOptions{});
    users().AddRole("r", "");
    users().AddUser("ann", {}, {"r"});
    users().AddUser("root", {}, {"admin"});
    catalog_ = std::make_unique<GuardedCatalog>(
        catalog::OpenCatalog(
            *database_, *store_,
            {.warehouse = "memory:///warehouse", .state_directory = folder_.string()}),
        access_->directory(), access_->audit(), nullptr);
    const IdentityScope scope(SystemIdentity());
    catalog_->Commit(
        "main", {catalog::CreateNamespace{{"gold"}, {}}, catalog::CreateNamespace{{"secret"}, {}}},
        {.message = "namespaces"}, nullptr);
    catalog_->Commit("main", {NewTable(kOrders), NewTable(kPay)}, {.message = "tables"}, nullptr);
  }
  ~GuardedCatalogTest() override {
    catalog_.reset();
    access_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  Store& users() { return access_->store(); }
  void Allow(const std::string& actions, const std::string& ref, const std::string& on,
             Effect effect = Effect::kAllow) {
    users().AddRule({0, "r", effect, ActionSet::Parse(actions), ref, on});
    access_->directory().Forget();
  }
  static std::shared_ptr<const Identity> Who(const std::string& user) {
    Identity identity;
    identity.user = user;
    identity.request_id = "request-1";
    return std::make_shared<const Identity>(identity);
  }
  versions::Repository& repository() { return catalog_->repository(); }

  const TableIdentifier kOrders{{"gold"}, "orders"};
  const TableIdentifier kPay{{"secret"}, "pay"};
  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<Access> access_;
  std::unique_ptr<GuardedCatalog> catalog_;
};

TEST_F(GuardedCatalogTest, WithoutAnybodyNothingIsDone) {
  EXPECT_EQ(KindOf([&] { catalog_->Snapshot("main"); }), ErrorKind::kUnauthenticated);
  EXPECT_EQ(KindOf([&] { repository().ListReferences(); }), ErrorKind::kUnauthenticated);
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {}, {}, nullptr); }),
            ErrorKind::kUnauthenticated);
}

TEST_F(GuardedCatalogTest, WithoutRulesNothingIsSeen) {
  const IdentityScope ann(Who("ann"));
  EXPECT_EQ(KindOf([&] { catalog_->Snapshot("main"); }), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] { catalog_->Snapshot("there-is-none"); }), ErrorKind::kPermissionDenied);
  EXPECT_THAT(catalog_->ListReferences(), IsEmpty());
}

TEST_F(GuardedCatalogTest, WhatMayNotBeSeenIsNotListedAndDoesNotLoad) {
  Allow("read", "main", "gold.*");
  const IdentityScope ann(Who("ann"));
  const auto snapshot = catalog_->Snapshot("main");
  EXPECT_THAT(snapshot->ListNamespaces(), ElementsAre(catalog::Namespace{"gold"}));
  EXPECT_THAT(catalog::ListNamespacesPage(*snapshot, {}, "", 1),
              ElementsAre(catalog::Namespace{"gold"}));
  EXPECT_EQ(snapshot->List({"gold"}).size(), 1U);
  EXPECT_FALSE(snapshot->NamespaceExists({"secret"}));
  EXPECT_EQ(KindOf([&] { snapshot->List({"secret"}); }), ErrorKind::kPermissionDenied);
  EXPECT_TRUE(snapshot->LoadTable(kOrders));
  // The same for what is there and what is not.
  EXPECT_EQ(KindOf([&] { snapshot->Find(kPay); }), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] { snapshot->Find({{"secret"}, "none"}); }), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] { snapshot->LoadTable(kPay); }), ErrorKind::kPermissionDenied);
}

TEST_F(GuardedCatalogTest, PagesAreFullAlthoughThingsAreLeftOut) {
  {
    const IdentityScope scope(SystemIdentity());
    for (const char* name : {"a1", "b1", "a2", "b2", "a3", "b3", "a4"}) {
      catalog_->Commit("main", {NewTable({{"gold"}, name})}, {}, nullptr);
    }
  }
  Allow("read", "*", "gold.b*");
  const IdentityScope ann(Who("ann"));
  const auto snapshot = catalog_->Snapshot("main");
  const auto first = catalog::ListPage(*snapshot, {"gold"}, catalog::ContentKind::kTable, "", 2);
  ASSERT_EQ(first.size(), 2U);
  const auto second = catalog::ListPage(*snapshot, {"gold"}, catalog::ContentKind::kTable,
                                        first.back().identifier.name, 2);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].identifier.name, "b3");
}

TEST_F(GuardedCatalogTest, EachChangeTakesItsRight) {
  Allow("read", "*", "*");
  const IdentityScope ann(Who("ann"));
  const auto commit = [&](catalog::Change change) {
    return [this, change] { catalog_->Commit("main", {change}, {}, nullptr); };
  };
  const std::vector<std::pair<std::string, catalog::Change>> changes = {
      {"write", SetProperty(kOrders)},
      {"create", NewTable({{"gold"}, "new"})},
      {"create,drop", catalog::RenameTable{kOrders, {{"gold"}, "renamed"}}},
      {"create", catalog::CreateNamespace{{"silver"}, {}}},
      {"write", catalog::UpdateNamespaceProperties{{"gold"}, {{"a", "b"}}, {}}},
      {"drop", catalog::DropTable{kPay}},
      {"drop", catalog::DropNamespace{{"secret"}}},
  };
  for (const auto& [right, change] : changes) {
    SCOPED_TRACE(right);
    EXPECT_EQ(KindOf(commit(change)), ErrorKind::kPermissionDenied);
  }
  for (const auto& [right, change] : changes) {
    SCOPED_TRACE(right);
    Allow(right, "main", "*");
    EXPECT_NO_THROW(commit(change)());
  }
}

TEST_F(GuardedCatalogTest, CommitsAreTheUsersAndAreRecorded) {
  Allow("read,write", "*", "*");
  const IdentityScope ann(Who("ann"));
  const std::string before = catalog_->Snapshot("main")->commit_hash();
  const auto result = catalog_->Commit("main", {SetProperty(kOrders)},
                                       {.message = "m", .author = "somebody else"}, nullptr);
  EXPECT_EQ(catalog_->Log("main", 1).at(0).author, "ann");
  const auto record = access_->audit().List({.user = "ann"}).at(0);
  EXPECT_EQ(record.action, "commit");
  EXPECT_EQ(record.reference, "main");
  EXPECT_EQ(record.commit_before, before);
  EXPECT_EQ(record.commit_after, result.commit_hash);
  EXPECT_EQ(record.request_id, "request-1");
  EXPECT_EQ(record.details, "write gold.orders");
}

TEST_F(GuardedCatalogTest, OnlySomeMergeIntoAProtectedBranch) {
  Allow("all", "*", "*");
  users().AddRole("ci", "");
  users().SetProtection({"main", {"ci"}, {}});
  access_->directory().Forget();
  {
    const IdentityScope ann(Who("ann"));
    catalog_->CreateBranch("dev", "main");
    catalog_->Commit("dev", {SetProperty(kOrders)}, {}, nullptr);
    EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {SetProperty(kOrders)}, {}, nullptr); }),
              ErrorKind::kPermissionDenied);
    EXPECT_EQ(KindOf([&] { catalog_->Merge("dev", "main", {}); }), ErrorKind::kPermissionDenied);
    EXPECT_TRUE(catalog_->Merge("dev", "main", {.dry_run = true}).merged());
    EXPECT_EQ(KindOf([&] { repository().DeleteReference("main", {}); }),
              ErrorKind::kPermissionDenied);
  }
  users().GrantRole("ci", "ann");
  access_->directory().Forget();
  const IdentityScope ann(Who("ann"));
  const auto merged = catalog_->Merge("dev", "main", {});
  EXPECT_TRUE(merged.merged());
  const auto record = access_->audit().List({.action = "merge"}).at(0);
  EXPECT_EQ(record.commit_after, merged.commit_hash);
  EXPECT_EQ(record.details, "dev: gold.orders");
  catalog_->DropReference("dev", {});
  EXPECT_EQ(access_->audit().List({.action = "drop-ref"}).at(0).reference, "dev");
}

TEST_F(GuardedCatalogTest, ReferencesTakeRightsToo) {
  Allow("read", "main", "*");
  const IdentityScope ann(Who("ann"));
  EXPECT_EQ(KindOf([&] { catalog_->CreateBranch("dev", "main"); }), ErrorKind::kPermissionDenied);
  Allow("create-ref,read", "dev*", "*");
  catalog_->CreateBranch("dev", "main");
  EXPECT_EQ(KindOf([&] { catalog_->DropReference("dev", {}); }), ErrorKind::kPermissionDenied);
  const auto head = repository().GetReference("main").head;
  EXPECT_EQ(KindOf([&] { repository().AssignReference("dev", {}, head); }),
            ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] { catalog_->CreateTag("t", "main"); }), ErrorKind::kPermissionDenied);
}

TEST_F(GuardedCatalogTest, AHashOpensNothingThatNoReferenceOpens) {
  std::string hidden;
  {
    const IdentityScope root(Who("root"));
    catalog_->CreateBranch("hr", "main");
    hidden = catalog_->Commit("hr", {SetProperty(kPay)}, {}, nullptr).commit_hash;
  }
  Allow("read", "main", "*");
  Allow("create-ref", "*", "*");
  Allow("read", "hr", "*", Effect::kDeny);
  const IdentityScope ann(Who("ann"));
  EXPECT_EQ(KindOf([&] { catalog_->Snapshot("hr"); }), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] { catalog_->Snapshot("@" + hidden); }), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] { catalog_->CreateBranch("mine", "@" + hidden); }),
            ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf([&] {
              repository().CreateReference("mine", versions::ReferenceKind::kBranch,
                                           *versions::Hash::FromHex(hidden));
            }),
            ErrorKind::kPermissionDenied);
  const std::string seen = catalog_->Snapshot("main")->commit_hash();
  EXPECT_TRUE(catalog_->Snapshot("@" + seen)->LoadTable(kPay));
}

TEST_F(GuardedCatalogTest, KeysOfTheVersionStoreAreGuardedAlike) {
  Allow("read", "main", "gold.*");
  const IdentityScope ann(Who("ann"));
  const versions::Hash head = repository().GetReference("main").head;
  EXPECT_EQ(repository().ListKeys(head, {}, {}).size(), 2U);  // gold, gold.orders
  EXPECT_TRUE(repository().GetContent(head, catalog::KeyOf(kOrders)));
  EXPECT_EQ(KindOf([&] { repository().GetContent(head, catalog::KeyOf(kPay)); }),
            ErrorKind::kPermissionDenied);
  EXPECT_EQ(repository().Diff(repository().FirstCommit(), head, {}).size(), 2U);

  const versions::Content content = *repository().GetContent(head, catalog::KeyOf(kOrders));
  versions::CommitRequest put;
  put.branch = "main";
  put.expected_head = head;
  put.operations = {versions::Put{catalog::KeyOf(kOrders), content}};
  EXPECT_EQ(KindOf([&] { repository().CommitOperations(put); }), ErrorKind::kPermissionDenied);
  Allow("write,create", "main", "gold.*");
  catalog::TableContent elsewhere;
  elsewhere.metadata_location = "memory:///warehouse/secret/pay/metadata/1.json";
  put.operations = {versions::Put{catalog::KeyOf(kOrders),
                                  {content.content_id, catalog::SerializeContent(elsewhere)}}};
  EXPECT_EQ(KindOf([&] { repository().CommitOperations(put); }), ErrorKind::kPermissionDenied)
      << "the metadata of another table";
  Allow("register", "main", "gold.*");
  const auto outcome = repository().CommitOperations(put);
  ASSERT_TRUE(outcome.commit);
  EXPECT_EQ(outcome.commit->committer, "ann");
}

TEST_F(GuardedCatalogTest, CleanUpsAreForMaintainers) {
  Allow("read,write", "*", "*");
  const IdentityScope ann(Who("ann"));
  EXPECT_EQ(KindOf([&] { catalog_->BeginSweep({}); }), ErrorKind::kPermissionDenied);
  Allow("maintain", "*", "*");
  EXPECT_NO_THROW(catalog_->BeginSweep({}));
}

TEST_F(GuardedCatalogTest, ASnapshotActsForWhomItWasMade) {
  Allow("read", "main", "gold.*");
  std::shared_ptr<const catalog::CatalogSnapshot> snapshot;
  {
    const IdentityScope ann(Who("ann"));
    snapshot = catalog_->Snapshot("main");
  }
  EXPECT_TRUE(snapshot->LoadTable(kOrders));
  const IdentityScope root(Who("root"));
  EXPECT_EQ(KindOf([&] { snapshot->LoadTable(kPay); }), ErrorKind::kPermissionDenied);
}

TEST_F(GuardedCatalogTest, ViewsAreReadWithTheRightsOfWhoMadeThem) {
  users().AddRole("maker", "");
  users().AddUser("bob", {}, {"maker"});
  users().AddRule({0, "maker", Effect::kAllow, ActionSet::All(), "*", "*"});
  Allow("read", "main", "gold.*");
  Allow("create,write", "main", "gold.v");
  const TableIdentifier view{{"gold"}, "v"};
  const auto put = [&](const std::string& owner, const std::string& sql) {
    return catalog::PutView{
        view, catalog::PutMode::kCreateOrReplace, [=](const iceberg::ViewMetadata* current) {
          iceberg::Schema schema;
          schema.fields = {{1, "id", false, iceberg::Type(iceberg::LongType())}};
          iceberg::ViewVersion version;
          version.representations = {{sql, "trino"}};
          iceberg::ViewMetadata made =
              current != nullptr
                  ? iceberg::ReplaceView(*current, schema, version, 2)
                  : iceberg::NewViewMetadata(base::NewUuid(), "memory:///warehouse/gold/v", schema,
                                             version, {}, 1);
          made.properties[catalog::kRunAsOwner] = owner;
          made.properties[catalog::kDefinedBy] = owner;
          return made;
        }};
  };
  const auto owner = [&] { return catalog::OwnerOf(*catalog_->Snapshot("main")->LoadView(view)); };
  {
    const IdentityScope bob(Who("bob"));
    catalog_->Commit("main", {put("bob", "SELECT 1")}, {}, nullptr);
  }
  const IdentityScope ann(Who("ann"));
  EXPECT_EQ(owner(), "bob");
  const auto snapshot = catalog_->Snapshot("main");
  EXPECT_EQ(KindOf([&] { snapshot->LoadTable(kPay); }), ErrorKind::kPermissionDenied);
  const auto seen = catalog::SeenBy(snapshot, "bob");
  EXPECT_TRUE(seen->LoadTable(kPay));
  EXPECT_EQ(seen->commit_hash(), snapshot->commit_hash());
  EXPECT_TRUE(catalog::SeenBy(snapshot, "")->LoadTable(kPay)) << "the owner of the files";

  for (const char* without_right : {"ann", "nobody"}) {
    const auto of = catalog::SeenBy(seen, without_right);
    try {
      of->LoadTable(kPay);
      ADD_FAILURE() << without_right;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kPermissionDenied);
      EXPECT_EQ(error.message(), std::string("Access Denied: View owner does not have sufficient "
                                             "privileges: View owner '") +
                                     without_right +
                                     "' cannot create view that selects from secret.pay");
    }
  }

  catalog_->Commit("main", {put("bob", "SELECT 2")}, {}, nullptr);
  EXPECT_EQ(owner(), std::nullopt) << "ann makes no view for bob";
  catalog_->Commit("main", {put("ann", "SELECT 2")}, {}, nullptr);
  EXPECT_EQ(owner(), "ann");
}

}  // namespace
}  // namespace tarn::auth::guard
