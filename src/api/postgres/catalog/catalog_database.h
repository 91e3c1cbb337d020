#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/postgres/catalog/lake_listing.h"
#include "engine/private_database.h"

namespace tarn::api::postgres {

// Fills a private database with pg_catalog and information_schema, and seals it. OIDs of schemas
// and tables come from their names, so that they are the same from one listing to the next.
void FillCatalog(engine::PrivateDatabase& database, const LakeListing& listing,
                 const std::vector<std::string>& database_names, const std::string& user,
                 bool admin);

// The catalogs that were asked for last, by who may see what at which commit. Thread safe.
class CatalogCache {
 public:
  using Catalog = std::shared_ptr<engine::PrivateDatabase>;
  static constexpr size_t kMost = 8;

  // Null when there is none.
  Catalog Find(const std::string& key);
  void Keep(const std::string& key, Catalog catalog);

 private:
  struct Entry {
    std::string key;
    Catalog catalog;
  };
  std::mutex mutex_;
  std::list<Entry> entries_;  // the one that was used last comes first
};

}  // namespace tarn::api::postgres
