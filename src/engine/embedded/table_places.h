#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/location_policy.h"
#include "engine/embedded/adapter/embedded_options.h"
#include "engine/embedded/adapter/table_options.h"

namespace tarn::engine::embedded {

// Where statements may have tables, and where files may lie that they make part of tables: anywhere
// for the lake's owner at the command line, in folders of the lake for those whom a server serves.
// Tables that lie elsewhere already are read and written as before. Immutable; thread safe.
class TablePlaces {
 public:
  // By `allowed_locations` and `file_roots` of the options.
  TablePlaces(const std::string& warehouse, const EmbeddedOptions& options);

  // A new table's location, and the properties that tell where files go. Errors as
  // catalog::LocationPolicy::Check: kPermissionDenied for a place outside.
  void Check(const TableOptions& options) const;
  // Where a procedure takes files from: below the warehouse, the allowed locations, or the folders
  // whose files SQL may read. Errors as above.
  void CheckSource(std::string_view location) const;

 private:
  std::optional<catalog::LocationPolicy> tables_;
  std::optional<catalog::LocationPolicy> sources_;
};

}  // namespace tarn::engine::embedded
