#include "query/resource_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::query {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kConfig = R"({
  "rootGroups": [{
    "name": "global", "softMemoryLimit": "80%", "hardConcurrencyLimit": 3, "maxQueued": 10,
    "subGroups": [
      {"name": "etl", "hardConcurrencyLimit": 1, "maxQueued": 1},
      {"name": "people-${USER}", "hardConcurrencyLimit": 2, "maxQueued": 4}]}],
  "selectors": [
    {"source": ".*etl.*", "group": "global.etl"},
    {"user": "ann|bob", "clientTags": ["fast"], "group": "global.people-${USER}"},
    {"user": "ann|bob", "group": "global.people-${USER}"}],
  "cpuQuotaPeriod": "1h"})";

// Enters queries by a name and remembers in which order they began.
struct Entrance {
  explicit Entrance(const ResourceGroupsConfig& config, std::function<uint64_t()> memory = {})
      : groups(config, std::move(memory)) {}
  ResourceGroups::Place Enter(const std::string& name, const QueryOrigin& origin) {
    ResourceGroups::Place place;
    groups.Enter(
        origin, [&](const ResourceGroups::Place& placed) { place = placed; },
        [this, name] { begun.push_back(name); });
    return place;
  }
  ResourceGroups groups;
  std::vector<std::string> begun;
};

TEST(ResourceGroups, LimitsHoldInEachGroupAndAbove) {
  Entrance entrance(ParseResourceGroups(kConfig));
  const auto etl = entrance.Enter("etl1", {.user = "x", .source = "my-etl-job"});
  EXPECT_THAT(etl.path, ElementsAre("global", "etl"));
  entrance.Enter("etl2", {.user = "x", .source = "etl"});
  EXPECT_THAT(entrance.begun, ElementsAre("etl1"));
  try {
    entrance.Enter("etl3", {.user = "x", .source = "etl"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
    EXPECT_THAT(error.message(), HasSubstr("Too many queued queries for \"etl\""));
  }
  const auto ann = entrance.Enter("ann1", {.user = "ann"});
  EXPECT_THAT(ann.path, ElementsAre("global", "people-ann"));
  entrance.Enter("ann2", {.user = "ann"});
  const auto waits = entrance.Enter("bob1", {.user = "bob"});  // global runs three
  EXPECT_THAT(entrance.begun, ElementsAre("etl1", "ann1", "ann2"));
  EXPECT_EQ(entrance.groups.running(), 3u);
  EXPECT_EQ(entrance.groups.queued(), 2u);
  entrance.groups.Leave(waits);
  entrance.groups.Leave(waits);
  EXPECT_EQ(entrance.groups.queued(), 1u);
  entrance.groups.Leave(etl);
  EXPECT_THAT(entrance.begun, ElementsAre("etl1", "ann1", "ann2", "etl2"));
}

TEST(ResourceGroups, GroupsTakeTurns) {
  Entrance entrance(DefaultResourceGroups(1, 100));
  std::vector<ResourceGroups::Place> places = {entrance.Enter("a0", {.user = "a"})};
  for (const char* name : {"a1", "a2", "a3"}) places.push_back(entrance.Enter(name, {.user = "a"}));
  for (const char* name : {"b1", "b2"}) places.push_back(entrance.Enter(name, {.user = "b"}));
  // Whoever runs leaves, one after the other.
  const auto leave = [&](size_t place) { entrance.groups.Leave(places[place]); };
  leave(0);
  EXPECT_THAT(entrance.begun, ElementsAre("a0", "b1"));
  leave(4);
  EXPECT_THAT(entrance.begun, ElementsAre("a0", "b1", "a1"));
  leave(1);
  EXPECT_THAT(entrance.begun, ElementsAre("a0", "b1", "a1", "b2"));
  leave(5);
  leave(2);
  EXPECT_THAT(entrance.begun, ElementsAre("a0", "b1", "a1", "b2", "a2", "a3"));
  EXPECT_EQ(entrance.groups.groups(), 2u);  // b runs nothing and has none
}

TEST(ResourceGroups, AGroupOverItsMemoryStartsNothing) {
  const auto config = ParseResourceGroups(R"({
    "rootGroups": [{
      "name": "all", "softMemoryLimit": "50%", "hardConcurrencyLimit": 9, "maxQueued": 9,
      "subGroups": [
        {"name": "a", "softMemoryLimit": "1.5kB", "hardConcurrencyLimit": 9, "maxQueued": 9},
        {"name": "b", "hardConcurrencyLimit": 9, "maxQueued": 9}]}],
    "selectors": [{"user": "ann", "group": "all.a"}, {"group": "all.b"}]})");
  Entrance entrance(config, [] { return 8'000; });
  const auto first = entrance.Enter("a1", {.user = "ann"});
  entrance.groups.SetMemory({{first, 1'536}});  // not more than it should
  const auto second = entrance.Enter("a2", {.user = "ann"});
  EXPECT_THAT(entrance.begun, ElementsAre("a1", "a2"));
  entrance.groups.SetMemory({{first, 1'000}, {second, 537}});
  entrance.Enter("a3", {.user = "ann"});
  const auto other = entrance.Enter("b1", {.user = "bob"});  // of another group
  EXPECT_THAT(entrance.begun, ElementsAre("a1", "a2", "b1"));
  entrance.groups.SetMemory({{second, 500}});
  EXPECT_THAT(entrance.begun, ElementsAre("a1", "a2", "b1", "a3"));

  entrance.groups.SetMemory({{other, 2'501}});  // with the others, more than half of all
  entrance.Enter("b2", {.user = "bob"});
  EXPECT_EQ(entrance.groups.queued(), 1u);
  entrance.groups.Leave(first);  // its memory goes with it
  EXPECT_EQ(entrance.begun.back(), "b2");
  entrance.groups.SetMemory({{first, 9'999}});  // it is over: of no account
  entrance.Enter("b3", {.user = "bob"});
  EXPECT_EQ(entrance.begun.back(), "b3");
}

TEST(ResourceGroups, WhatNoSelectorTakesIsRefused) {
  Entrance entrance(ParseResourceGroups(kConfig));
  EXPECT_THROW(entrance.Enter("x", {.user = "mallory"}), Error);
  EXPECT_THROW(entrance.Enter("x", {.user = std::string(100'000, 'a')}), Error);
  EXPECT_THAT(entrance.Enter("x", {.user = "bob", .source = "", .client_tags = {"fast"}}).path,
              ElementsAre("global", "people-bob"));
}

TEST(ResourceGroups, AConfigurationThatIsNoneSaysWhere) {
  const struct {
    const char* text;
    ErrorKind kind;
    const char* message;
  } cases[] = {
      {"{", ErrorKind::kInvalidArgument, "parse error"},
      {"[]", ErrorKind::kInvalidArgument, "expected an object"},
      {R"({"selectors": []})", ErrorKind::kInvalidArgument, "'rootGroups' is missing"},
      {R"({"rootGroups": [{"name": "a"}], "selectors": []})", ErrorKind::kInvalidArgument,
       "$.rootGroups[0]: 'hardConcurrencyLimit' is missing"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": -1, "maxQueued": 1}],
           "selectors": []})",
       ErrorKind::kInvalidArgument, "$.rootGroups[0].hardConcurrencyLimit: expected a number"},
      {R"({"rootGroups": [{"name": "a.b", "hardConcurrencyLimit": 1, "maxQueued": 1}],
           "selectors": []})",
       ErrorKind::kInvalidArgument, "has no dots"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": 1, "maxQueued": 1,
           "hardCpuLimit": "1h"}], "selectors": []})",
       ErrorKind::kUnsupported, "'hardCpuLimit' is not supported"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": 1, "maxQueued": 1,
           "softMemoryLimit": "120%"}], "selectors": []})",
       ErrorKind::kInvalidArgument, "$.rootGroups[0].softMemoryLimit: expected a size like 1GB"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": 1, "maxQueued": 1,
           "softMemoryLimit": "1gb"}], "selectors": []})",
       ErrorKind::kInvalidArgument, "got '1gb'"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": 1, "maxQueued": 1,
           "schedulingPolicy": "weighted"}], "selectors": []})",
       ErrorKind::kUnsupported, "weighted"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": 1, "maxQueued": 1}],
           "selectors": [{"group": "b"}]})",
       ErrorKind::kInvalidArgument, "$.selectors[0].group: names no group"},
      {R"({"rootGroups": [{"name": "a", "hardConcurrencyLimit": 1, "maxQueued": 1}],
           "selectors": [{"user": "(", "group": "a"}]})",
       ErrorKind::kInvalidArgument, "is no regular expression"},
  };
  for (const auto& c : cases) {
    try {
      ParseResourceGroups(c.text);
      ADD_FAILURE() << c.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), c.kind) << c.text;
      EXPECT_THAT(error.message(), HasSubstr(c.message)) << c.text;
    }
  }
}

}  // namespace
}  // namespace tarn::query
