#pragma once

#include <string>

#include "cli/context.h"
#include "engine/engine.h"

namespace tarn::cli {

// Writes the rows of the one query in `script` to a file, in the format that its ending (or -o)
// says; memory is bounded whatever their number. A file that is there is replaced once the new one
// is whole; an error or Ctrl-C leaves it as it was. kInvalidArgument for an ending that is no
// format's, for several statements, and for a statement without rows.
void ExportRows(Context& context, engine::Session& session, const std::string& script,
                const std::string& file, bool header);

}  // namespace tarn::cli
