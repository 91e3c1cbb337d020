#pragma once

#include "transform/selection/selection_spec.h"

namespace tarn::transform {

// The nodes that a criterion names, without its "+" and "@". kUnsupported for methods that need an
// earlier run's state.
graph::NodeSet MatchCriterion(const Manifest& manifest, const Criterion& criterion);

}  // namespace tarn::transform
