#include "iceberg/metadata_table/values.h"

#include <limits>

namespace tarn::iceberg {

MetadataValue OfMilliseconds(int64_t milliseconds) {
  int64_t micros = 0;
  if (__builtin_mul_overflow(milliseconds, int64_t{1000}, &micros)) {
    micros = milliseconds < 0 ? std::numeric_limits<int64_t>::min() + 1
                              : std::numeric_limits<int64_t>::max();
  }
  return Literal::Timestamptz(micros);
}

MetadataValue OfTextMap(const std::map<std::string, std::string>& map) {
  MetadataValue::Children entries;
  entries.reserve(map.size() * 2);
  for (const auto& [key, value] : map) {
    entries.push_back(OfText(key));
    entries.push_back(OfText(value));
  }
  return entries;
}

MetadataValue OfCounts(const IdMap<int64_t>& counts) {
  if (counts.empty()) return {};
  MetadataValue::Children entries;
  entries.reserve(counts.size() * 2);
  for (const auto& [id, count] : counts) {
    entries.push_back(OfInt(id));
    entries.push_back(OfLong(count));
  }
  return entries;
}

}  // namespace tarn::iceberg
