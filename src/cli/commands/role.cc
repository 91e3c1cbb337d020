// tarn role: what users have in common.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "auth/access.h"
#include "cli/commands/access_report.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

struct RoleCommand {
  std::string name;
  std::string description;
  std::string user;
};

int List(Context& context) {
  Report report(context, {{"name"}, {"description"}, {"users"}});
  for (const auth::Role& role : context.lake().access().store().ListRoles()) {
    report.Row({role.name, role.description,
                NamesCell(std::set<std::string>(role.users.begin(), role.users.end()))});
  }
  report.End();
  return kExitSuccess;
}

int Create(Context& context, const RoleCommand& command) {
  context.lake().access().store().AddRole(command.name, command.description);
  RecordChange(context, "role.create", command.name);
  PrintDone(context, fmt::format("role {} is there", command.name), "role", command.name);
  return kExitSuccess;
}

int Drop(Context& context, const RoleCommand& command) {
  context.lake().access().store().RemoveRole(command.name);
  RecordChange(context, "role.drop", command.name);
  PrintDone(context, fmt::format("dropped role {} and its rules", command.name), "role",
            command.name);
  return kExitSuccess;
}

int Grant(Context& context, const RoleCommand& command) {
  context.lake().access().store().GrantRole(command.name, command.user);
  RecordChange(context, "role.grant", fmt::format("{} to {}", command.name, command.user));
  PrintDone(context, fmt::format("user {} has the role {}", command.user, command.name), "role",
            command.name);
  return kExitSuccess;
}

int Revoke(Context& context, const RoleCommand& command) {
  context.lake().access().store().RevokeRole(command.name, command.user);
  RecordChange(context, "role.revoke", fmt::format("{} from {}", command.name, command.user));
  PrintDone(context, fmt::format("user {} has no longer the role {}", command.user, command.name),
            "role", command.name);
  return kExitSuccess;
}

using Act = int (*)(Context&, const RoleCommand&);

CLI::App* AddPart(CLI::App* parent, Context& context, const std::shared_ptr<RoleCommand>& options,
                  const char* name, const char* description, Act act) {
  auto* command = parent->add_subcommand(name, description);
  command->add_option("ROLE", options->name, "Its name")->type_name("ROLE")->required();
  AddCommonOptions(command, context);
  command->callback([&context, options, act] {
    context.action = [&context, options, act] { return act(context, *options); };
  });
  return command;
}

}  // namespace

void AddRole(CLI::App& app, Context& context) {
  auto options = std::make_shared<RoleCommand>();
  auto* command = app.add_subcommand("role", "Roles: list, create, drop, grant, revoke");
  command->group("Access");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn role create analyst --description 'reads gold'\n"
              "  tarn role grant analyst ann\n"
              "  tarn access allow analyst read --on 'gold.*'\n"
              "\n"
              "admin may do everything; public is what everybody who is known has.\n"
              "\n"
              "Exit codes:\n"
              "  4 no such role or user   5 the name is taken   7 the last admin, a built-in role");
  command->callback([&context, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context] { return List(context); };
    }
  });
  auto* list = command->add_subcommand("list", "List them with their users");
  AddCommonOptions(list, context);
  list->callback([&context] { context.action = [&context] { return List(context); }; });
  AddPart(command, context, options, "create", "Make one", Create)
      ->add_option("--description", options->description, "What it is for")
      ->type_name("TEXT");
  AddPart(command, context, options, "drop", "Remove one, with its rules", Drop);
  AddPart(command, context, options, "grant", "Give it to a user", Grant)
      ->add_option("USER", options->user, "The user")
      ->type_name("USER")
      ->required();
  AddPart(command, context, options, "revoke", "Take it from a user", Revoke)
      ->add_option("USER", options->user, "The user")
      ->type_name("USER")
      ->required();
}

}  // namespace tarn::cli
