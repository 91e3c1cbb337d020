// tarn user: who is known to the servers of a lake.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "auth/access.h"
#include "cli/commands/access_report.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/terminal/secret_input.h"

namespace tarn::cli {
namespace {

struct UserCommand {
  std::string name;
  std::vector<std::string> roles;
  std::string password_file;
  bool no_password = false;
};

int List(Context& context) {
  Report report(context, {{"name"}, {"kind"}, {"roles"}, {"password"}, {"created"}});
  for (const auth::User& user : context.lake().access().store().ListUsers()) {
    report.Row({user.name, user.kind == auth::UserKind::kOidc ? "oidc" : "local",
                NamesCell(user.roles),
                ReportCell(user.has_password ? "yes" : "no", user.has_password ? "true" : "false"),
                TimeCell(user.created_ms)});
  }
  report.End();
  return kExitSuccess;
}

int Add(Context& context, const UserCommand& command) {
  auth::Store& store = context.lake().access().store();
  const bool first = !store.HasUsers();
  auth::CheckUserName(command.name);
  std::optional<std::string> password;
  if (!command.no_password) {
    password = ReadSecret(context.terminal(), "password", command.password_file);
  }
  store.AddUser(command.name, password, command.roles);
  RecordChange(context, "user.add",
               fmt::format("{} ({})", command.name, fmt::join(command.roles, ", ")));
  PrintDone(context, fmt::format("user {} is there", command.name), "user", command.name);
  if (first) {
    context.PrintHint("from its next start on, tarn serve asks who somebody is");
    const bool admin = std::find(command.roles.begin(), command.roles.end(), auth::kAdminRole) !=
                       command.roles.end();
    if (!admin) context.PrintHint("nobody is an admin yet: tarn role grant admin USER");
  }
  return kExitSuccess;
}

int Remove(Context& context, const UserCommand& command) {
  context.lake().access().store().RemoveUser(command.name);
  RecordChange(context, "user.remove", command.name);
  PrintDone(context, fmt::format("removed user {} and its tokens", command.name), "user",
            command.name);
  return kExitSuccess;
}

int SetPassword(Context& context, const UserCommand& command) {
  auth::Store& store = context.lake().access().store();
  if (!store.FindCredentials(command.name)) {
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("there is no user '{}'", command.name),
                      "tarn user list shows them");
  }
  store.SetPassword(command.name,
                    ReadSecret(context.terminal(), "password", command.password_file));
  RecordChange(context, "user.password", command.name);
  PrintDone(context, fmt::format("user {} has a new password", command.name), "user", command.name);
  return kExitSuccess;
}

void AddName(CLI::App* command, UserCommand& options) {
  command->add_option("NAME", options.name, "The user's name")->type_name("NAME")->required();
}
void AddPasswordFile(CLI::App* command, UserCommand& options) {
  command
      ->add_option("--password-file", options.password_file,
                   "Read the password from the first line of a file, '-' is standard input; "
                   "without it you are asked")
      ->type_name("FILE");
}

}  // namespace

void AddUser(CLI::App& app, Context& context) {
  auto options = std::make_shared<UserCommand>();
  auto* command = app.add_subcommand("user", "Users of the lake's servers: list, add, remove");
  command->group("Access");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn user add ann --role admin           asks for a password\n"
              "  tarn user add ci --role ci --no-password for tokens alone: tarn token create ci\n"
              "  tarn user password ann --password-file - reads it from standard input\n"
              "\n"
              "A lake without users is open to everybody on this machine, and to nobody else.\n"
              "\n"
              "Exit codes:\n"
              "  4 no such user or role   5 the name is taken   7 the last admin");
  command->callback([&context, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context] { return List(context); };
    }
  });
  auto* list = command->add_subcommand("list", "List them with their roles");
  AddCommonOptions(list, context);
  list->callback([&context] { context.action = [&context] { return List(context); }; });
  auto* add = command->add_subcommand("add", "Make one");
  AddName(add, *options);
  add->add_option("--role", options->roles, "A role that it has; may be repeated")
      ->type_name("ROLE");
  AddPasswordFile(add, *options);
  add->add_flag("--no-password", options->no_password, "It logs in by tokens alone");
  AddCommonOptions(add, context);
  add->callback([&context, options] {
    context.action = [&context, options] { return Add(context, *options); };
  });
  auto* remove = command->add_subcommand("remove", "Remove one, with its tokens");
  AddName(remove, *options);
  AddCommonOptions(remove, context);
  remove->callback([&context, options] {
    context.action = [&context, options] { return Remove(context, *options); };
  });
  auto* password = command->add_subcommand("password", "Give one a new password");
  AddName(password, *options);
  AddPasswordFile(password, *options);
  AddCommonOptions(password, context);
  password->callback([&context, options] {
    context.action = [&context, options] { return SetPassword(context, *options); };
  });
}

}  // namespace tarn::cli
