#include "auth/rule.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "auth/authorizer.h"
#include "base/error.h"

namespace tarn::auth {
namespace {

Rule Allow(const std::string& actions, const std::string& ref, const std::string& resource) {
  return {0, "r", Effect::kAllow, ActionSet::Parse(actions), ref, resource};
}
Rule Deny(const std::string& actions, const std::string& ref, const std::string& resource) {
  Rule rule = Allow(actions, ref, resource);
  rule.effect = Effect::kDeny;
  return rule;
}

Authorizer Of(std::vector<Rule> rules, std::vector<Protection> protections = {},
              std::set<std::string> roles = {"r"}) {
  auto directory = std::make_shared<Directory>();
  directory->user_roles["ann"] = std::move(roles);
  directory->role_rules["r"] = std::move(rules);
  directory->protections = std::move(protections);
  Identity ann;
  ann.user = "ann";
  return Authorizer(directory, std::make_shared<const Identity>(ann));
}

TEST(ActionTest, NamesAreReadAndWritten) {
  EXPECT_EQ(ActionSet::Parse("write,read").ToString(), "read,write");
  EXPECT_EQ(ActionSet::Parse("all").ToString(), "all");
  try {
    ActionSet::Parse("read,wrte");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
    EXPECT_NE(error.message().find("'wrte'"), std::string::npos);
    EXPECT_NE(error.message().find("write"), std::string::npos);  // did you mean
  }
  EXPECT_THROW(ActionSet::Parse(""), base::Error);
  EXPECT_THROW(ActionSet::Parse("read,"), base::Error);
}

TEST(RuleTest, NothingIsAllowedThatNoRuleAllows) {
  EXPECT_FALSE(Decide({}, Action::kRead, "main", "a.b"));
  EXPECT_TRUE(Decide({Allow("read", "main", "a.*")}, Action::kRead, "main", "a.b"));
  EXPECT_FALSE(Decide({Allow("read", "main", "a.*")}, Action::kRead, "dev", "a.b"));
  EXPECT_FALSE(Decide({Allow("read", "main", "a.*")}, Action::kRead, "main", "ab.c"));
  EXPECT_FALSE(Decide({Allow("read", "main", "a.*")}, Action::kWrite, "main", "a.b"));
}

TEST(RuleTest, APatternOfTablesIsAlsoAboutItsNamespace) {
  EXPECT_TRUE(Decide({Allow("create", "*", "a.*")}, Action::kCreate, "main", "a"));
  EXPECT_FALSE(Decide({Allow("create", "*", "a.b")}, Action::kCreate, "main", "a"));
}

TEST(RuleTest, WhoMayWriteMayRead) {
  EXPECT_TRUE(Decide({Allow("write", "*", "*")}, Action::kRead, "main", "a.b"));
  EXPECT_FALSE(
      Decide({Allow("write", "*", "*"), Deny("read", "*", "a.b")}, Action::kWrite, "main", "a.b"));
}

TEST(RuleTest, NamespacesOnTheWayAreSeen) {
  const Authorizer who = Of({Allow("read", "*", "a.b.t")});
  EXPECT_TRUE(who.SeesNamespace("main", "a"));
  EXPECT_TRUE(who.SeesNamespace("main", "a.b"));
  EXPECT_FALSE(who.SeesNamespace("main", "a.c"));
  EXPECT_FALSE(who.SeesNamespace("main", "ab"));
  EXPECT_TRUE(Of({Allow("read", "*", "*")}).SeesNamespace("main", "x"));
  EXPECT_TRUE(Of({Allow("read", "*", "go*")}).SeesNamespace("main", "gold"));
  EXPECT_FALSE(
      Of({Allow("read", "*", "*"), Deny("read", "*", "secret*")}).SeesNamespace("main", "secret"));
}

TEST(AuthorizerTest, ReferencesAreSeenWhereSomethingIsAllowed) {
  EXPECT_TRUE(Of({Allow("read", "main", "a.*")}).Sees("main"));
  EXPECT_FALSE(Of({Allow("read", "main", "a.*")}).Sees("dev"));
  EXPECT_FALSE(Of({Allow("all", "*", "*"), Deny("read", "hr/*", "*")}).Sees("hr/pay"));
}

TEST(AuthorizerTest, TheAdminMayDoEverything) {
  const Authorizer who = Of({Deny("all", "*", "*")}, {}, {"admin", "r"});
  EXPECT_TRUE(who.Allows(Action::kDrop, "main", "a.b"));
  EXPECT_TRUE(who.Allows(Action::kMaintain, "*"));
}

TEST(AuthorizerTest, WhoIsNotKnownMayDoNothing) {
  auto directory = std::make_shared<Directory>();
  directory->role_rules["public"] = {Allow("all", "*", "*")};
  Identity gone;
  gone.user = "gone";
  const Authorizer who(directory, std::make_shared<const Identity>(gone));
  EXPECT_FALSE(who.Allows(Action::kRead, "main", "a.b"));
}

TEST(AuthorizerTest, ProtectionsBindAdminsToo) {
  const std::vector<Protection> protections = {{"main", {"ci"}, {}}, {"release/*", {}, {"ops"}}};
  const Authorizer admin = Of({}, protections, {"admin"});
  EXPECT_TRUE(admin.Allows(Action::kRead, "main", "a.b"));
  EXPECT_FALSE(admin.Allows(Action::kWrite, "main", "a.b"));
  EXPECT_FALSE(admin.Allows(Action::kMerge, "main"));
  EXPECT_FALSE(admin.Allows(Action::kDropRef, "main"));
  EXPECT_FALSE(admin.Allows(Action::kAssignRef, "main"));
  EXPECT_TRUE(admin.Allows(Action::kMerge, "dev"));
  const Authorizer ci = Of({Allow("all", "*", "*")}, protections, {"r", "ci"});
  EXPECT_TRUE(ci.Allows(Action::kMerge, "main"));
  EXPECT_FALSE(ci.Allows(Action::kCreate, "main", "a.b"));
  // The role alone is no right.
  EXPECT_FALSE(Of({}, protections, {"ci"}).Allows(Action::kMerge, "main"));
  EXPECT_TRUE(Of({Allow("write", "*", "*")}, protections, {"r", "ops"})
                  .Allows(Action::kWrite, "release/1", "a.b"));
}

TEST(AuthorizerTest, RefusalsNameEverythingAndNothingMore) {
  try {
    Of({}).Require(Action::kWrite, "main", "a.b");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kPermissionDenied);
    EXPECT_EQ(error.message(), "Access Denied: user 'ann' may not write a.b on main");
  }
}

TEST(PatternTest, WrongOnesAreRefused) {
  EXPECT_THROW(CheckPattern("", "p"), base::Error);
  EXPECT_THROW(CheckPattern(std::string(501, 'a'), "p"), base::Error);
  EXPECT_THROW(CheckPattern("a\nb", "p"), base::Error);
  EXPECT_NO_THROW(CheckPattern("gold.*", "p"));
}

// --- properties

rc::Gen<std::string> Word(std::vector<std::string> words) {
  return rc::gen::elementOf(std::move(words));
}
rc::Gen<Rule> AnyRule() {
  return rc::gen::apply(
      [](bool deny, uint16_t bits, std::string ref, std::string resource) {
        Rule rule{0, "r", deny ? Effect::kDeny : Effect::kAllow, {}, ref, resource};
        for (int i = 0; i < kActionCount; ++i) {
          if ((bits >> i & 1) != 0) rule.actions.Add(static_cast<Action>(i));
        }
        return rule;
      },
      rc::gen::arbitrary<bool>(), rc::gen::arbitrary<uint16_t>(),
      Word({"*", "main", "dev/*", "dev/a", "?ain"}),
      Word({"*", "a.*", "a.t", "*.t", "b", "a.?", "a.b.*"}));
}
rc::Gen<Action> AnyAction() {
  return rc::gen::map(rc::gen::inRange(0, kActionCount),
                      [](int i) { return static_cast<Action>(i); });
}
const std::vector<std::string> kRefs = {"main", "dev/a", "dev/b", "x"};
const std::vector<std::string> kResources = {"a.t", "a.u", "b.t", "a", "b", "a.b.t"};

TEST(RulePropertyTest, DenyingNeverAllowsAndAllowingNeverDenies) {
  rc::check([] {
    const auto rules = *rc::gen::container<std::vector<Rule>>(AnyRule());
    const Rule more = *AnyRule();
    const Action action = *AnyAction();
    const std::string ref = *Word(kRefs), resource = *Word(kResources);
    const bool before = Decide(rules, action, ref, resource);
    auto longer = rules;
    longer.push_back(more);
    const bool after = Decide(longer, action, ref, resource);
    if (more.effect == Effect::kDeny) RC_ASSERT(!after || before);
    if (more.effect == Effect::kAllow) RC_ASSERT(after || !before);
    // In whatever order they stand.
    std::reverse(longer.begin(), longer.end());
    RC_ASSERT(Decide(longer, action, ref, resource) == after);
  });
}

TEST(RulePropertyTest, AnAllowedActionHasARuleThatSaysSoAndNoneAgainst) {
  rc::check([] {
    const auto rules = *rc::gen::container<std::vector<Rule>>(AnyRule());
    const Action action = *AnyAction();
    const std::string ref = *Word(kRefs), resource = *Word(kResources);
    const auto some = [&](Effect effect) {
      return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
        return rule.effect == effect && Applies(rule, action, ref, resource);
      });
    };
    RC_ASSERT(Decide(rules, action, ref, resource) ==
              (some(Effect::kAllow) && !some(Effect::kDeny)));
  });
}

TEST(RulePropertyTest, WhatMayBeReadIsOnSeenReferencesAndInSeenNamespaces) {
  rc::check([] {
    const auto rules = *rc::gen::container<std::vector<Rule>>(AnyRule());
    const Authorizer who = Of(rules);
    const std::string ref = *Word(kRefs), resource = *Word(kResources);
    if (!who.Allows(Action::kRead, ref, resource)) return;
    RC_ASSERT(who.Touches(ref, resource));
    const size_t dot = resource.rfind('.');
    const bool denied_namespace =
        dot != std::string::npos && std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
          return rule.effect == Effect::kDeny &&
                 Applies(rule, Action::kRead, ref, resource.substr(0, dot));
        });
    if (dot != std::string::npos && !denied_namespace) {
      RC_ASSERT(who.SeesNamespace(ref, resource.substr(0, dot)));
    }
  });
}

}  // namespace
}  // namespace tarn::auth
