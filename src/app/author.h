#pragma once

#include <string>

namespace tarn::app {

// Who makes commits: the user of this process, "tarn" when it has no name.
std::string Author();

}  // namespace tarn::app
