#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "api/iceberg_rest/service.h"

namespace tarn::api::iceberg_rest {

// What `pageToken` and `pageSize` ask for. Without either, a listing comes as a whole; with an
// empty token it begins and comes in pages (REST catalog spec: PageToken).
struct PageRequest {
  bool paged = false;
  size_t limit = 0;  // of the page; a listing as a whole is read in pieces of this size
  std::string after;
  std::shared_ptr<const catalog::CatalogSnapshot> snapshot;  // the commit that all pages show
  std::string listing;  // which it is: a token of another one would skip what is before `after`

  // The token of the page behind this one.
  std::string NextToken() const;
};
// kInvalidArgument for a size below 1, a token that is none, or one of another listing.
PageRequest ParsePage(const Call& call);

}  // namespace tarn::api::iceberg_rest
