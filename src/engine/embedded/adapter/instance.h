#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "catalog/catalog.h"
#include "engine/embedded/adapter/embedded_options.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/view_metadata.h"

namespace tarn::engine::embedded {

class LakeTransaction;

// Translates the text of a view to DuckDB's SQL, as the tables are that the transaction sees.
using ViewTranslator = std::function<std::string(const iceberg::ViewMetadata&, LakeTransaction&)>;

// One DuckDB with the lake attached as `iceberg`. An internal error of DuckDB makes it unusable for
// good: whoever sees one marks it broken, and a new one takes its place. Thread safe.
class Instance {
 public:
  // kFailedPrecondition when the library is not the release that Tarn was built for.
  Instance(catalog::Catalog& catalog, iceberg::ManifestCache& manifests,
           const EmbeddedOptions& options, ViewTranslator translate_view);
  ~Instance();

  bool broken() const { return broken_; }
  void MarkBroken() { broken_ = true; }

  // The limit of the memory of all statements.
  uint64_t memory_bytes() const;

  // Until the last of the results is dropped, what is read of files is not kept in memory: for
  // statements that read many files once. What is kept already goes. The instance must outlive it.
  std::shared_ptr<void> PauseFileCache();

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
  std::atomic<bool> broken_{false};
};

}  // namespace tarn::engine::embedded
