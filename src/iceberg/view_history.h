#pragma once

#include "iceberg/view_metadata.h"

namespace tarn::iceberg {

// Rules for the versions of a view that every way to change it keeps (Iceberg View Spec).

// kFailedPrecondition when `version`, which is to follow `current`, has no SQL in a dialect that
// `current` has, unless the property `replace.drop-dialect.allowed` is true.
void CheckDialects(const Properties& properties, const ViewVersion& current,
                   const ViewVersion& version);
// Whether both say the same, whatever their ids and times.
bool SameContent(const ViewVersion& a, const ViewVersion& b);
// Keeps the newest `version.history.num-entries` (10) versions and the current one, and the log
// from behind the last entry whose version is gone. kInvalidArgument when the property is no
// number.
void TrimHistory(ViewMetadata& metadata);

}  // namespace tarn::iceberg
