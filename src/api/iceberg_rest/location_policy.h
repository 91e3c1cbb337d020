#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "iceberg/table_metadata.h"
#include "iceberg/update/table_update.h"

namespace tarn::api::iceberg_rest {

// Where clients may have tables, and the files that a table's metadata names: below the warehouse,
// and below what the operator allows beside it. Immutable; thread safe.
class LocationPolicy {
 public:
  // Absolute paths or URIs of folders.
  LocationPolicy(const std::string& warehouse, const std::vector<std::string>& also_allowed);

  // ApiError 403 ForbiddenException for a place outside, 400 for one that is no place ("..", no
  // scheme): `what` says whose.
  void Check(std::string_view location, std::string_view what) const;
  // 400 for one that is no place, else its normal form. All that is asked of files of statistics:
  // clients may name any, they are never removed outside the warehouse, and those outside their
  // table are not read (iceberg::LiesInTable).
  static std::string CheckSpelling(std::string_view location, std::string_view what);
  // Every place that the updates name.
  void Check(const std::vector<iceberg::TableUpdate>& updates) const;
  // Properties that tell where files go (`write.data.path`…).
  void CheckProperties(const iceberg::Properties& properties) const;

 private:
  std::vector<std::string> roots_;  // normal form, with a slash at the end
};

}  // namespace tarn::api::iceberg_rest
