#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "versions/repository.h"

namespace tarn::api::iceberg_rest {

// The property of commits that were asked for with an Idempotency-Key.
inline constexpr const char* kIdempotencyKeyProperty = "tarn.idempotency-key";

// The commit that was made for that key (in lower case) since a time, on any branch; none when
// there is none. Takes time in proportion to the commits since then. Errors as
// versions::Repository's.
std::optional<versions::Hash> FindKeyedCommit(versions::Repository& repository,
                                              const std::string& key, base::TimePoint since);

}  // namespace tarn::api::iceberg_rest
