#pragma once

#include <string>

#include "cli/terminal/terminal.h"

namespace tarn::cli {

// A secret that must not stand in the command line, where other users of the machine see it: the
// first line of `file` ("-" is standard input), or, with no file, what somebody types twice at the
// terminal without seeing it. kInvalidArgument when both are not the same, or there is no terminal;
// kNotFound for a file that cannot be read.
std::string ReadSecret(const Terminal& terminal, const std::string& what, const std::string& file);

}  // namespace tarn::cli
