// tarn access: rules, protected branches, and what they come to.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "auth/access.h"
#include "auth/authorizer.h"
#include "base/error.h"
#include "cli/commands/access_report.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

struct AccessCommand {
  std::string role;
  std::string user;
  std::string actions;
  std::string ref = "*";
  std::string resource = "*";
  int64_t id = 0;
  std::vector<std::string> merge_roles;
  std::vector<std::string> commit_roles;
};

int List(Context& context, const AccessCommand&) {
  auth::Store& store = context.lake().access().store();
  Report report(context, {{"id"}, {"effect"}, {"role"}, {"actions"}, {"ref"}, {"on"}});
  for (const auth::Rule& rule : store.ListRules()) {
    report.Row({ReportCell::Count(static_cast<uint64_t>(rule.id)),
                rule.effect == auth::Effect::kDeny ? "deny" : "allow", rule.role,
                rule.actions.ToString(), rule.ref, rule.resource});
  }
  // A protection is a rule as well: who may merge, and who may commit.
  const auto names = [](const std::set<std::string>& roles) {
    std::string text;
    for (const std::string& role : roles) text += (text.empty() ? "" : ",") + role;
    return text.empty() ? std::string("(nobody)") : text;
  };
  for (const auth::Protection& protection : store.ListProtections()) {
    report.Row({ReportCell::Null(), "protect", names(protection.merge_roles), "merge",
                protection.ref, "*"});
    report.Row({ReportCell::Null(), "protect", names(protection.commit_roles), "commit",
                protection.ref, "*"});
  }
  report.End();
  return kExitSuccess;
}

int AddRule(Context& context, const AccessCommand& command, auth::Effect effect) {
  auth::Rule rule;
  rule.role = command.role;
  rule.effect = effect;
  rule.actions = auth::ActionSet::Parse(command.actions);
  rule.ref = command.ref;
  rule.resource = command.resource;
  const int64_t id = context.lake().access().store().AddRule(rule);
  const char* verb = effect == auth::Effect::kDeny ? "may not" : "may";
  const std::string sentence = fmt::format("rule {}: {} {} {} on {} of {}", id, rule.role, verb,
                                           rule.actions.ToString(), rule.resource, rule.ref);
  RecordChange(context, effect == auth::Effect::kDeny ? "access.deny" : "access.allow", sentence);
  PrintDone(context, sentence, "id", std::to_string(id));
  return kExitSuccess;
}

int Allow(Context& context, const AccessCommand& command) {
  return AddRule(context, command, auth::Effect::kAllow);
}
int Deny(Context& context, const AccessCommand& command) {
  return AddRule(context, command, auth::Effect::kDeny);
}

int Remove(Context& context, const AccessCommand& command) {
  context.lake().access().store().RemoveRule(command.id);
  RecordChange(context, "access.remove", fmt::format("rule {}", command.id));
  PrintDone(context, fmt::format("removed rule {}", command.id), "id", std::to_string(command.id));
  return kExitSuccess;
}

int Protect(Context& context, const AccessCommand& command) {
  auth::Protection protection;
  protection.ref = command.ref;
  protection.merge_roles.insert(command.merge_roles.begin(), command.merge_roles.end());
  protection.commit_roles.insert(command.commit_roles.begin(), command.commit_roles.end());
  context.lake().access().store().SetProtection(protection);
  RecordChange(context, "access.protect", command.ref);
  PrintDone(context, fmt::format("{} is protected", command.ref), "ref", command.ref);
  return kExitSuccess;
}

int Unprotect(Context& context, const AccessCommand& command) {
  context.lake().access().store().RemoveProtection(command.ref);
  RecordChange(context, "access.unprotect", command.ref);
  PrintDone(context, fmt::format("{} is not protected any more", command.ref), "ref", command.ref);
  return kExitSuccess;
}

// Whether a user may: exit code 0 or 1.
int Check(Context& context, const AccessCommand& command) {
  auth::Access& access = context.lake().access();
  const auto directory = access.directory().Get();
  if (!directory->Knows(command.user)) {
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("there is no user '{}'", command.user),
                      "tarn user list shows them");
  }
  auth::Identity identity;
  identity.user = command.user;
  const auth::Authorizer who(directory, std::make_shared<const auth::Identity>(identity));
  const auth::ActionSet actions = auth::ActionSet::Parse(command.actions);
  bool all = true;
  Report report(context, {{"action"}, {"ref"}, {"on"}, {"allowed"}});
  for (int i = 0; i < auth::kActionCount; ++i) {
    const auto action = static_cast<auth::Action>(i);
    if (!actions.Has(action)) continue;
    const bool allowed = who.Allows(action, command.ref, command.resource);
    all = all && allowed;
    report.Row({auth::ActionName(action), command.ref,
                auth::IsContentAction(action) ? command.resource : "",
                ReportCell(allowed ? "yes" : "no", allowed ? "true" : "false")});
  }
  report.End();
  return all ? kExitSuccess : kExitNegative;
}

using Act = int (*)(Context&, const AccessCommand&);

CLI::App* AddPart(CLI::App* parent, Context& context, const std::shared_ptr<AccessCommand>& options,
                  const char* name, const char* description, Act act) {
  auto* command = parent->add_subcommand(name, description);
  AddCommonOptions(command, context);
  command->callback([&context, options, act] {
    context.action = [&context, options, act] { return act(context, *options); };
  });
  return command;
}

void AddRuleOptions(CLI::App* command, AccessCommand& options) {
  command->add_option("ROLE", options.role, "Whose rule it is")->type_name("ROLE")->required();
  command
      ->add_option("ACTIONS", options.actions,
                   "read, write, create, drop, register, create-ref, assign-ref, drop-ref, merge, "
                   "maintain; several with commas, or all")
      ->type_name("ACTIONS")
      ->required();
  command
      ->add_option("--ref", options.ref,
                   "Branches and tags: a name, with * for any characters (default: *)")
      ->type_name("PATTERN");
  command
      ->add_option("--on", options.resource,
                   "Tables and views: 'gold.orders', 'gold.*' (default: *)")
      ->type_name("PATTERN");
}

}  // namespace

void AddAccess(CLI::App& app, Context& context) {
  auto options = std::make_shared<AccessCommand>();
  auto* command = app.add_subcommand(
      "access", "Who may do what: list, allow, deny, remove, protect, unprotect, check");
  command->group("Access");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn access allow analyst read --ref main --on 'gold.*'\n"
              "  tarn access allow developer all --ref 'dev/*'\n"
              "  tarn access deny analyst read --on 'gold.salaries'\n"
              "  tarn access protect main --merge ci       only ci merges, nobody commits\n"
              "  tarn access check ann read --ref main --on gold.orders\n"
              "\n"
              "Nothing is allowed that no rule allows; a rule that denies wins.\n"
              "\n"
              "Exit codes:\n"
              "  1 check: not allowed   3 an unknown action   4 no such role, rule or user");
  command->callback([&context, options, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context, options] { return List(context, *options); };
    }
  });
  AddPart(command, context, options, "list", "List the rules and the protected branches", List);
  AddRuleOptions(AddPart(command, context, options, "allow", "Allow a role something", Allow),
                 *options);
  AddRuleOptions(AddPart(command, context, options, "deny", "Take something from a role", Deny),
                 *options);
  AddPart(command, context, options, "remove", "Remove a rule", Remove)
      ->add_option("ID", options->id, "As the list shows it")
      ->type_name("ID")
      ->required();
  auto* protect = AddPart(command, context, options, "protect",
                          "Say who alone may change a branch, admins included", Protect);
  protect->add_option("BRANCH", options->ref, "A name, with * for any characters")
      ->type_name("PATTERN")
      ->required();
  protect->add_option("--merge", options->merge_roles, "A role that may merge into it")
      ->type_name("ROLE");
  protect->add_option("--commit", options->commit_roles, "A role that may commit to it")
      ->type_name("ROLE");
  AddPart(command, context, options, "unprotect", "Take that back", Unprotect)
      ->add_option("BRANCH", options->ref, "The pattern")
      ->type_name("PATTERN")
      ->required();
  auto* check = AddPart(command, context, options, "check", "Whether a user may do it", Check);
  check->add_option("USER", options->user, "The user")->type_name("USER")->required();
  check->add_option("ACTIONS", options->actions, "As for allow")->type_name("ACTIONS")->required();
  check->add_option("--ref", options->ref, "A branch or tag (default: any)")->type_name("REF");
  check->add_option("--on", options->resource, "A table or view (default: any)")
      ->type_name("TABLE");
}

}  // namespace tarn::cli
