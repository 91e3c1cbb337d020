#include "metadb/value.h"

#include "base/error.h"

namespace tarn::metadb {

void ThrowUnexpectedNull(size_t column) {
  base::Throw(base::ErrorKind::kDataCorruption,
              "the metadata database has NULL where a value must be, in result column {}",
              column + 1);
}

}  // namespace tarn::metadb
