#pragma once

#include <functional>

#include "base/clock.h"
#include "catalog/maintenance/retention_guard.h"
#include "versions/repository.h"

namespace tarn::catalog {

// Whether a clean-up found the commit on no branch or tag, over any parents, so that it may have
// lost files however young it is. Takes O(log n) for each reference, and nothing for commits that
// are younger than the last clean-up.
bool MayHaveBeenSwept(versions::Repository& repository, const RetentionFloors& floors,
                      const versions::Commit& commit);

// Whether every file of the commit is there for certain, by what clean-ups said they would keep. A
// commit that is whole may be told otherwise when it is older than the highest floor and no first
// parent of a branch or tag; never the other way round. Takes O(log n) for each kept history.
bool IsWhole(versions::Repository& repository, const RetentionFloors& floors,
             const versions::Commit& commit);

// The floors once a clean-up has removed what references do not retain that are cut off as
// `cutoff_of` says.
RetentionFloors RaisedFloors(
    versions::Repository& repository, const RetentionFloors& before,
    const std::function<base::TimePoint(const versions::Reference&)>& cutoff_of);

}  // namespace tarn::catalog
