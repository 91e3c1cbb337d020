#pragma once

#include <optional>
#include <string>

#include "jinja/render_state.h"
#include "jinja/value.h"

namespace tarn::jinja {

// json.dumps of Python: ASCII only, `indent` blanks per level or one line, keys sorted when asked
// for. InvalidArgument "Object of type … is not JSON serializable".
std::string ToJson(RenderState& state, const Value& value, std::optional<int64_t> indent,
                   bool sort_keys);

}  // namespace tarn::jinja
