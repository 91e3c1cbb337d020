#include "orchestrate/dags/dag_yaml.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "orchestrate/executor/task_arguments.h"

namespace tarn::orchestrate {
namespace {

constexpr const char* kGood = R"(
dag_id: shop
description: a test
schedule: "0 2 * * *"
timezone: Europe/Berlin
start_date: 2025-01-01
params:
  scale: {type: number, default: 1, minimum: 0.5, maximum: 2}
  name: shop
default_args:
  retries: 2
  retry_delay: 10s
  retry_exponential_backoff: true
  max_retry_delay: 25s
tasks:
  - id: last
    type: sql
    depends_on: [silver]
    trigger_rule: all_done
    retries: 0
  - group: silver
    depends_on: first
    tasks:
      - {id: b, type: dbt, depends_on: [a], with: {select: "tag:{{ params.name }}", n: "{{ params.scale }}"}}
      - {id: a, type: dbt, execution_timeout: 1h30m}
  - {id: first, type: generate}
)";

TEST(DagYaml, ReadsTasksGroupsAndDefaults) {
  Dag dag = ParseDag(kGood, "d.yaml");
  EXPECT_EQ(dag.id, "shop");
  EXPECT_EQ(Describe(dag.schedule), "cron 0 2 * * * (Europe/Berlin)");
  std::vector<std::string> ids;
  for (const auto& task : dag.tasks) ids.push_back(task.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"first", "silver.a", "silver.b", "last"}));
  const TaskDefinition& b = *dag.FindTask("silver.b");
  EXPECT_EQ(b.depends_on, (std::vector<std::string>{"silver.a", "first"}));
  EXPECT_EQ(dag.FindTask("last")->depends_on, (std::vector<std::string>{"silver.b", "silver.a"}));
  EXPECT_EQ(b.retry.retries, 2);
  EXPECT_EQ(dag.FindTask("last")->retry.retries, 0);
  EXPECT_EQ(dag.FindTask("last")->trigger_rule, TriggerRule::kAllDone);
  EXPECT_EQ(dag.FindTask("silver.a")->execution_timeout, std::chrono::minutes(90));
}

TEST(DagYaml, RetryDelaysDoubleUpToTheMaximum) {
  RetryPolicy policy = ParseDag(kGood, "d.yaml").FindTask("first")->retry;
  EXPECT_EQ(policy.DelayBefore(2), std::chrono::seconds(10));
  EXPECT_EQ(policy.DelayBefore(3), std::chrono::seconds(20));
  EXPECT_EQ(policy.DelayBefore(4), std::chrono::seconds(25));
  EXPECT_EQ(policy.DelayBefore(1000), std::chrono::seconds(25));
}

TEST(DagYaml, ArgumentsAreRendered) {
  Dag dag = ParseDag(kGood, "d.yaml");
  TemplateValues values = {{"params.name", "x"}, {"params.scale", "1.5"}};
  TaskArguments arguments(*dag.FindTask("silver.b"), values);
  EXPECT_EQ(arguments.RequiredString("select"), "tag:x");
  EXPECT_EQ(arguments.Number("n", 0, 2), 1.5);
  EXPECT_EQ(arguments.Json("select"), "\"tag:x\"");
  try {
    arguments.Number("n", 0, 1);
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.message(), "d.yaml:24:88: n: expected a number from 0 to 1, got '1.5'");
  }
  TaskArguments unknown(*dag.FindTask("silver.b"), {});
  try {
    unknown.String("select");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.message(), "d.yaml:24:60: unknown name in '{{ params.name }}'");
  }
}

std::string MessageOf(const std::string& text) {
  try {
    ParseDag(text, "d.yaml");
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
    return e.Describe();
  }
  return "no error";
}

std::string OneTask(const std::string& more) {
  return "dag_id: d\ntasks:\n  - id: a\n    type: sql\n" + more;
}

TEST(DagYaml, CyclesArePrinted) {
  EXPECT_EQ(MessageOf("dag_id: d\ntasks:\n"
                      "  - {id: a, type: sql, depends_on: [c]}\n"
                      "  - {id: b, type: sql, depends_on: [a]}\n"
                      "  - {id: c, type: sql, depends_on: [b]}\n"),
            "d.yaml:3:5: tasks wait for each other in a cycle: a → b → c → a\n"
            "hint: each arrow reads 'comes before': remove one of these depends_on");
}

TEST(DagYaml, ErrorsSayWhereAndWhatWasExpected) {
  EXPECT_EQ(MessageOf(OneTask("    depend_on: [b]\n")).substr(0, 68),
            "d.yaml:5:5: unknown key 'depend_on' (did you mean 'depends_on'?)\nhin");
  EXPECT_EQ(MessageOf(OneTask("  - {id: load, type: sql}\n  - {id: b, type: sql, depends_on: "
                              "[laod]}\n")),
            "d.yaml:6:37: task 'b' depends on 'laod', which does not exist (did you mean "
            "'load'?)");
  EXPECT_EQ(MessageOf(OneTask("    retry_delay: soon\n")),
            "d.yaml:5:18: expected a duration, got 'soon'\n"
            "hint: write it as 500ms, 10s, 5m, 1h30m or 2d");
  EXPECT_EQ(MessageOf(OneTask("  - id: a\n    type: sql\n")),
            "d.yaml:5:9: task or group 'a' is defined twice");
  EXPECT_EQ(MessageOf("schedule: '0 25 * * *'\n" + OneTask("")),
            "d.yaml:1:11: cron field 2 (hour) at column 3 does not take '25': '0 25 * * *'\n"
            "hint: expected 0-23, *, ranges, lists and steps such as */5");
  EXPECT_EQ(MessageOf("schedule: '0 0 30 2 *'\n" + OneTask("")),
            "d.yaml:1:11: schedule never fires: '0 0 30 2 *'\nhint: no such day comes up");
  EXPECT_EQ(MessageOf(OneTask("    trigger_rule: all_succes\n")).substr(0, 72),
            "d.yaml:5:19: unknown trigger_rule 'all_succes' (did you mean 'all_succes");
  EXPECT_EQ(MessageOf("dag_id: d\ntasks: []\n"), "d.yaml:2:8: a DAG needs at least one task");
  EXPECT_EQ(MessageOf("dag_id: ../d\ntasks: []\n").substr(0, 38),
            "d.yaml:1:9: not a valid dag_id: '../d'");
  EXPECT_EQ(MessageOf("params: {n: {type: integer, default: x}}\n" + OneTask("")),
            "d.yaml:1:38: parameter 'n' takes an integer, got 'x'");
}

TEST(DagYaml, ParamsAreChecked) {
  Dag dag = ParseDag(kGood, "d.yaml");
  EXPECT_EQ(ResolveParams(dag, {{"scale", "2"}}).at("scale"), "2");
  auto message = [&](const std::map<std::string, std::string>& given) {
    try {
      ResolveParams(dag, given);
    } catch (const base::Error& e) {
      return e.message();
    }
    return std::string("no error");
  };
  EXPECT_EQ(message({{"scal", "2"}}), "DAG shop has no parameter 'scal' (did you mean 'scale'?)");
  EXPECT_EQ(message({{"scale", "3"}}), "parameter 'scale' takes a number from 0.5 to 2, got '3'");
  EXPECT_EQ(message({{"scale", "nan"}}),
            "parameter 'scale' takes a number from 0.5 to 2, got 'nan'");
}

TEST(Duration, ParsesAndFormats) {
  EXPECT_EQ(ParseDuration("1h30m"), std::chrono::minutes(90));
  EXPECT_EQ(ParseDuration("500ms"), std::chrono::milliseconds(500));
  EXPECT_EQ(ParseDuration("90"), std::chrono::seconds(90));
  for (const char* bad : {"", "s", "1x", "-1s", "1h-3m", "1e9s", "999999d", "."}) {
    EXPECT_FALSE(ParseDuration(bad).has_value()) << bad;
  }
  EXPECT_EQ(FormatDuration(std::chrono::milliseconds(350)), "350ms");
  EXPECT_EQ(FormatDuration(std::chrono::milliseconds(2500)), "2.50s");
  EXPECT_EQ(FormatDuration(std::chrono::seconds(75)), "1m15s");
  EXPECT_EQ(FormatDuration(std::chrono::minutes(90)), "1h30m");
}

TEST(TriggerRule, DecidesByCounts) {
  auto decide = [](const char* rule, int total, int success, int failed, int skipped) {
    return Decide(*ParseTriggerRule(rule), {total, success, failed, 0, skipped});
  };
  using enum TriggerDecision;
  EXPECT_EQ(decide("all_success", 2, 1, 0, 0), kWait);
  EXPECT_EQ(decide("all_success", 2, 2, 0, 0), kRun);
  EXPECT_EQ(decide("all_success", 2, 0, 1, 0), kUpstreamFailed);
  EXPECT_EQ(decide("all_success", 2, 1, 0, 1), kSkip);
  EXPECT_EQ(decide("all_done", 2, 1, 0, 0), kWait);
  EXPECT_EQ(decide("all_done", 2, 0, 1, 1), kRun);
  EXPECT_EQ(decide("one_failed", 2, 0, 1, 0), kRun);
  EXPECT_EQ(decide("one_failed", 2, 2, 0, 0), kSkip);
  EXPECT_EQ(decide("none_failed", 2, 1, 0, 1), kRun);
  EXPECT_EQ(decide("none_failed", 2, 1, 1, 0), kUpstreamFailed);
  EXPECT_EQ(decide("none_failed_min_one_success", 2, 0, 0, 2), kSkip);
  // No rule waits for ever once everything before it has ended.
  for (const auto& name : TriggerRuleNames()) {
    for (int success = 0; success <= 2; ++success) {
      for (int failed = 0; failed + success <= 2; ++failed) {
        EXPECT_NE(decide(name.c_str(), 2, success, failed, 2 - success - failed), kWait) << name;
      }
    }
  }
}

}  // namespace
}  // namespace tarn::orchestrate
