#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/metadata_table/metadata_table.h"

// How values of metadata tables are made.
namespace tarn::iceberg {

inline MetadataValue OfLong(int64_t value) { return Literal::Long(value); }
inline MetadataValue OfInt(int32_t value) { return Literal::Int(value); }
inline MetadataValue OfBoolean(bool value) { return Literal::Boolean(value); }
inline MetadataValue OfText(std::string text) { return Literal::String(std::move(text)); }

template <typename T, typename Make>
MetadataValue OrNull(const std::optional<T>& value, Make&& make) {
  return value ? make(*value) : MetadataValue();
}

// Milliseconds as an instant; what is beyond the range of microseconds becomes its end.
MetadataValue OfMilliseconds(int64_t milliseconds);
MetadataValue OfTextMap(const std::map<std::string, std::string>& map);
// Null for an empty map: a file that does not tell.
MetadataValue OfCounts(const IdMap<int64_t>& counts);

}  // namespace tarn::iceberg
