#include "app/author.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace tarn::app {

std::string Author() {
  if (const char* author = std::getenv("TARN_AUTHOR"); author != nullptr && *author != '\0') {
    return author;
  }
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> buffer{};
  if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 &&
      found != nullptr) {
    return found->pw_name;
  }
  return "tarn";
}

}  // namespace tarn::app
