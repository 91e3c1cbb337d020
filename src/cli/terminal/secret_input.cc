#include "cli/terminal/secret_input.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

// What is typed does not show while one lives.
class NoEcho {
 public:
  NoEcho() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    changed_ = true;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~NoEcho() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

std::string Line(std::istream& in) {
  std::string line;
  std::getline(in, line);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string Ask(const std::string& prompt) {
  fmt::print(stderr, "{}: ", prompt);
  std::fflush(stderr);
  std::string typed;
  {
    const NoEcho silent;
    typed = Line(std::cin);
  }
  fmt::print(stderr, "\n");
  return typed;
}

}  // namespace

std::string ReadSecret(const Terminal& terminal, const std::string& what, const std::string& file) {
  if (file == "-") return Line(std::cin);
  if (!file.empty()) {
    std::ifstream in(file);
    if (!in) base::Throw(ErrorKind::kNotFound, "cannot read the file with the {}: {}", what, file);
    return Line(in);
  }
  if (!terminal.stdin_is_terminal()) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("there is no terminal to ask for the {}", what),
                "give it with --password-file FILE, or --password-file - for standard input");
  }
  std::string typed = Ask(what);
  if (typed != Ask(what + " again")) {
    base::Throw(ErrorKind::kInvalidArgument, "the two are not the same: nothing was changed");
  }
  return typed;
}

}  // namespace tarn::cli
