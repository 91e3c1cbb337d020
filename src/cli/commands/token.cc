// tarn token: API tokens, for programs.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "auth/access.h"
#include "base/clock.h"
#include "cli/commands/access_report.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

struct TokenCommand {
  std::string user;
  std::string name;
  std::string expires = "90d";
  std::string id;
};

int List(Context& context, const TokenCommand& command) {
  Report report(context, {{"id"}, {"user"}, {"name"}, {"created"}, {"expires"}, {"last_used"}});
  std::optional<std::string> user;
  if (!command.user.empty()) user = command.user;
  for (const auth::ApiToken& token : context.lake().access().store().ListTokens(user)) {
    report.Row({token.id, token.user, token.name, TimeCell(token.created_ms),
                TimeCell(token.expires_ms), TimeCell(token.last_used_ms)});
  }
  report.End();
  return kExitSuccess;
}

int Create(Context& context, const TokenCommand& command) {
  std::optional<int64_t> expires_ms;
  if (command.expires != "never") {
    expires_ms = base::Clock::System().NowMs() + ParseSpan(command.expires);
  }
  const auth::NewApiToken made =
      context.lake().access().store().AddToken(command.user, command.name, expires_ms);
  RecordChange(context, "token.create", fmt::format("{} for {}", made.token.id, command.user));
  if (context.json()) {
    fmt::print(
        "{{\"id\": {}, \"user\": {}, \"token\": {}, \"client_id\": {}, \"client_secret\": {}}}\n",
        JsonString(made.token.id), JsonString(command.user), JsonString(made.bearer),
        JsonString(made.client_id), JsonString(made.client_secret));
    return kExitSuccess;
  }
  fmt::print("token          {}\ncredential     {}:{}\n", made.bearer, made.client_id,
             made.client_secret);
  context.PrintHint("this is the only time that it is shown: the lake keeps a hash alone");
  return kExitSuccess;
}

int Revoke(Context& context, const TokenCommand& command) {
  context.lake().access().store().RemoveToken(command.id);
  RecordChange(context, "token.revoke", command.id.substr(0, 21));
  PrintDone(context, "revoked, with the access tokens that came from it", "id",
            command.id.substr(0, 21));
  return kExitSuccess;
}

}  // namespace

void AddToken(CLI::App& app, Context& context) {
  auto options = std::make_shared<TokenCommand>();
  auto* command = app.add_subcommand("token", "API tokens of users: list, create, revoke");
  command->group("Access");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn token create ci --name github       good for 90 days\n"
              "  tarn token create ci --expires never\n"
              "  tarn token revoke 0f3c9a1be27d4456\n"
              "\n"
              "It works as a bearer token, as a password of its user, and, in its two parts, as\n"
              "OAuth2 client credentials: load_catalog(…, credential='tarn_…:…').\n"
              "\n"
              "Exit codes:\n"
              "  4 no such user or token");
  command->callback([&context, options, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context, options] { return List(context, *options); };
    }
  });
  auto* list = command->add_subcommand("list", "List them; their secrets are not known any more");
  list->add_option("USER", options->user, "Only this user's")->type_name("USER");
  AddCommonOptions(list, context);
  list->callback([&context, options] {
    context.action = [&context, options] { return List(context, *options); };
  });
  auto* create = command->add_subcommand("create", "Make one and show it once");
  create->add_option("USER", options->user, "Whom it stands for")->type_name("USER")->required();
  create->add_option("--name", options->name, "What it is for")->type_name("TEXT");
  create
      ->add_option("--expires", options->expires,
                   "How long it is good: 90d, 12h, 30m, or never (default: 90d)")
      ->type_name("SPAN");
  AddCommonOptions(create, context);
  create->callback([&context, options] {
    context.action = [&context, options] { return Create(context, *options); };
  });
  auto* revoke = command->add_subcommand("revoke", "Make one void at once");
  revoke->add_option("ID", options->id, "Its id, as the list shows it")
      ->type_name("ID")
      ->required();
  AddCommonOptions(revoke, context);
  revoke->callback([&context, options] {
    context.action = [&context, options] { return Revoke(context, *options); };
  });
}

}  // namespace tarn::cli
