#pragma once

#include "cli/host.h"

namespace tarn::cli {

// The whole command line: parses, runs one command, prints errors, gives the exit code (see
// exit_codes.h). Throws nothing.
int RunCommandLine(int argc, const char* const* argv, Host& host);

}  // namespace tarn::cli
