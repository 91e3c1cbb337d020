#pragma once

#include <string>

#include "engine/embedded/adapter/memory_view_note.h"
#include "engine/embedded/other_catalogs.h"

namespace tarn::engine::embedded {

// The statement of DuckDB's that keeps what is known of a view in the catalog `memory`.
std::string CommentOnView(const OtherTable& view, const MemoryViewNote& note);

}  // namespace tarn::engine::embedded
