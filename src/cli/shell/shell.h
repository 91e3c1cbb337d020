#pragma once

#include <string>

#include "catalog/catalog.h"
#include "cli/context.h"
#include "engine/engine.h"

namespace tarn::cli {

struct ScriptOptions {
  std::string name;  // of the file, for messages; empty for -e
  bool header = true;
};

// Runs every statement of a script; stops at the first error, which it throws with its place in the
// script.
void RunScript(Context& context, engine::Session& session, const std::string& script,
               const ScriptOptions& options);

// The interactive shell; returns when the user leaves. Errors of statements are printed, not
// thrown.
void RunShell(Context& context, engine::Session& session, catalog::Catalog& catalog);

}  // namespace tarn::cli
