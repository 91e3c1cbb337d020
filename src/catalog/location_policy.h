#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "iceberg/table_metadata.h"
#include "iceberg/update/table_update.h"

namespace tarn::catalog {

// Where clients may have tables, and the files that a table's metadata names: below the warehouse,
// and below what the operator allows beside it. Immutable; thread safe.
class LocationPolicy {
 public:
  // Absolute paths or URIs of folders.
  LocationPolicy(const std::string& warehouse, const std::vector<std::string>& also_allowed);

  // kPermissionDenied for a place outside, kInvalidArgument for one that is no place ("..", a
  // relative path): `what` says whose.
  void Check(std::string_view location, std::string_view what) const;
  // The same for a folder whose files are meant: it may be the warehouse itself.
  void CheckFolder(std::string_view location, std::string_view what) const;
  // kInvalidArgument for one that is no place, else its normal form. All that is asked of files of
  // statistics: clients may name any, they are never removed outside the warehouse, and those
  // outside their table are not read (iceberg::LiesInTable).
  static std::string CheckSpelling(std::string_view location, std::string_view what);
  // Every place that the updates name.
  void Check(const std::vector<iceberg::TableUpdate>& updates) const;
  // Properties that tell where files go (`write.data.path`…).
  void CheckProperties(const iceberg::Properties& properties) const;

 private:
  void CheckBelow(std::string_view location, std::string_view what, bool or_root) const;

  std::vector<std::string> roots_;  // normal form, with a slash at the end
};

}  // namespace tarn::catalog
