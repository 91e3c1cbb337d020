#pragma once

namespace CLI {
class App;
}

namespace tarn::cli {

class Context;

// Each adds its command, with options, help and examples, to the command line.
void AddInit(CLI::App& app, Context& context);
void AddGenerate(CLI::App& app, Context& context);
void AddIngest(CLI::App& app, Context& context);
void AddRun(CLI::App& app, Context& context);
void AddRuns(CLI::App& app, Context& context);
void AddSql(CLI::App& app, Context& context);
void AddDbt(CLI::App& app, Context& context);
void AddBranch(CLI::App& app, Context& context);
void AddTag(CLI::App& app, Context& context);
void AddLog(CLI::App& app, Context& context);
void AddDiff(CLI::App& app, Context& context);
void AddMerge(CLI::App& app, Context& context);
void AddGc(CLI::App& app, Context& context);
void AddCatalog(CLI::App& app, Context& context);
void AddTable(CLI::App& app, Context& context);
void AddUser(CLI::App& app, Context& context);
void AddToken(CLI::App& app, Context& context);
void AddRole(CLI::App& app, Context& context);
void AddAccess(CLI::App& app, Context& context);
void AddAudit(CLI::App& app, Context& context);
void AddQueries(CLI::App& app, Context& context);
void AddVersion(CLI::App& app, Context& context);

// -C, --output, --json: what every command takes.
void AddCommonOptions(CLI::App* command, Context& context);
// Shown below the options in --help.
void AddExamples(CLI::App* command, const char* examples);

}  // namespace tarn::cli
