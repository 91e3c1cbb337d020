#pragma once

#include <optional>
#include <string>

#include "api/nessie/model.h"
#include "api/nessie/requests.h"

namespace tarn::api::nessie {

// Fills a page until it is full; the token names the first item that did not fit. Used by one
// thread.
template <typename Item>
class PageBuilder {
 public:
  // `max_records`: the most that a page ever has; `max_bytes` of items the same.
  PageBuilder(const PageRequest& request, size_t max_records, size_t max_bytes)
      : max_records_(max_records), max_bytes_(max_bytes) {
    if (request.max_records && *request.max_records > 0) {
      max_records_ = std::min(max_records_, static_cast<size_t>(*request.max_records));
    }
  }

  // False when the item did not fit: then the list ends here.
  bool Add(Item item, const std::string& token, size_t bytes) {
    const bool full =
        page_.items.size() >= max_records_ || (!page_.items.empty() && bytes_ + bytes > max_bytes_);
    if (full) {
      page_.token = token;
      return false;
    }
    bytes_ += bytes;
    page_.items.push_back(std::move(item));
    return true;
  }
  PageOf<Item> Take() { return std::move(page_); }

 private:
  size_t max_records_;
  size_t max_bytes_;
  size_t bytes_ = 0;
  PageOf<Item> page_;
};

}  // namespace tarn::api::nessie
