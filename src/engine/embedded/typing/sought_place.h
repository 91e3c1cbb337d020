#pragma once

#include <cstdint>
#include <string_view>

#include "sql/tree/location.h"

namespace tarn::engine::embedded {

// Parts of a node whose places its tree does not keep.
enum class SoughtPlace : uint32_t {
  kOver,     // OVER of a call
  kWindow,   // what stands behind "OVER (" of a call, or "AS (" of a window's definition
  kOrderBy,  // ORDER BY of such a window
  kFrame,    // its frame
  kFetch,    // FETCH FIRST of a query
  kSearch,   // INITIAL or SEEK of MATCH_RECOGNIZE
  kRange,    // "{" of a quantified pattern
  kSkip,     // SKIP of AFTER MATCH SKIP, in a window
  kModifier  // INITIAL or SEEK of a window
};

// The place of a part of the node at `within`, to be found when there is an error to tell: a
// location of line 0.
sql::Location Sought(SoughtPlace part, const sql::Location& within);

// A location in `source`; that of the node itself when the part is not found. Other locations are
// given back as they are.
sql::Location FindSought(const sql::Location& location, std::string_view source);

}  // namespace tarn::engine::embedded
