#pragma once

#include "engine/embedded/typing/binder.h"

namespace tarn::engine::embedded {

// Whether a call's types are what its function asks of its type variables: Trino declares
// array_distinct(array(E)) for an E that is comparable. Only looks at calls with values that cannot
// be compared: an order is asked for by the functions themselves. Pure.
bool MeetsConstraints(const BoundCall& call);

}  // namespace tarn::engine::embedded
