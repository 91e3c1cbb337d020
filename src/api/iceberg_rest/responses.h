#pragma once

#include <string>

#include "api/iceberg_rest/storage.h"
#include "catalog/catalog.h"
#include "http/message.h"
#include "iceberg/table_metadata.h"
#include "iceberg/view_metadata.h"

namespace tarn::api::iceberg_rest {

// LoadTableResult; `metadata_location` is empty for a table that is staged only.
http::Response TableResponse(const std::string& metadata_location,
                             const iceberg::TableMetadata& metadata,
                             const StorageAnswer& storage = {});
// LoadViewResult.
http::Response ViewResponse(const std::string& metadata_location,
                            const iceberg::ViewMetadata& metadata);
http::Response NoContent();

// The version of a table's answer: its metadata file, and what of it is shown.
std::string EntityTag(const std::string& metadata_location, const std::string& snapshots);

// A page of a listing: what it goes on behind, in the commit where it began, so that all pages show
// one state.
struct PageToken {
  std::string commit_hash;
  std::string listing;  // digest of which one it is of: 32 hex digits
  std::string after;
};
std::string EncodePageToken(const PageToken& token);
// kInvalidArgument for text that is no token.
PageToken DecodePageToken(const std::string& text);

}  // namespace tarn::api::iceberg_rest
