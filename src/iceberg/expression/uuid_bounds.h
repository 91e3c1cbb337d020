#pragma once

#include <optional>
#include <string_view>

#include "iceberg/literal.h"

namespace tarn::iceberg {

// UUIDs are put in two orders: by their bytes (RFC 9562, Parquet's statistics, Tarn), and as Java's
// UUID compares, by two halves that are signed numbers. Iceberg Java evaluates filters and makes
// the partition summaries of manifests by the latter (apache/iceberg#14216); the specification
// names neither. Pure functions.

// Whether bounds by bytes, of 16 bytes each, also hold for a reader that compares as Java: both
// lie in the same half of the space. False as well when they differ in the last half's sign alone.
bool HoldInBothOrders(std::string_view lower, std::string_view upper);

// Makes bounds that were written in either order hold by bytes: only their first halves count, and
// none is left when they contradict each other or one is missing. Equal bounds stay.
void WidenUuidBounds(std::optional<Literal>& lower, std::optional<Literal>& upper);

}  // namespace tarn::iceberg
