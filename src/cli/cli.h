#pragma once

#include "cli/host.h"
#include "cli/service.h"

namespace tarn::cli {

// The whole command line: parses, runs one command, prints errors, gives the exit code (see
// exit_codes.h). Throws nothing.
int RunCommandLine(int argc, const char* const* argv, Host& host, ServiceHost& services);

}  // namespace tarn::cli
