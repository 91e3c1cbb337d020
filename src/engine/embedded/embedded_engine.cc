#include "engine/embedded/embedded_engine.h"

#include <mutex>

#include "engine/embedded/adapter/instance.h"
#include "engine/embedded/session.h"
#include "engine/embedded/stored_views.h"
#include "engine/embedded/table_places.h"

namespace tarn::engine::embedded {
namespace {

constexpr size_t kManifestCacheBytes = size_t{64} << 20;

// Opens DuckDB with the first session and again after an internal error.
class EmbeddedEngine : public Engine {
 public:
  EmbeddedEngine(catalog::Catalog& catalog, const EmbeddedOptions& options,
                 query::QueryTracker* queries)
      : catalog_(catalog),
        queries_(queries),
        options_(options),
        files_(options.file_base, options.file_roots),
        places_(catalog.warehouse(), options),
        others_{options.tpch_catalog, options.memory_catalog, options.tpcds_catalog,
                options.memory_catalog_bytes},
        manifests_(kManifestCacheBytes) {}

  std::unique_ptr<Session> NewSession(const SessionOptions& options) override {
    return std::make_unique<EmbeddedSession>([this] { return CurrentInstance(); }, catalog_, files_,
                                             places_, others_, queries_, options);
  }
  uint64_t memory_bytes() override { return CurrentInstance()->memory_bytes(); }

 private:
  std::shared_ptr<Instance> CurrentInstance() {
    std::lock_guard lock(mutex_);
    if (!instance_ || instance_->broken()) {
      instance_ = std::make_shared<Instance>(
          catalog_, manifests_, options_,
          [this](const iceberg::ViewMetadata& view, LakeTransaction& lake) {
            return TranslateView(view, lake, &files_);
          });
    }
    return instance_;
  }

  catalog::Catalog& catalog_;
  query::QueryTracker* const queries_;
  const EmbeddedOptions options_;
  const FileAccess files_;
  const TablePlaces places_;
  const OtherCatalogs others_;
  iceberg::ManifestCache manifests_;
  std::mutex mutex_;
  std::shared_ptr<Instance> instance_;
};

}  // namespace

std::unique_ptr<Engine> NewEmbeddedEngine(catalog::Catalog& catalog, const EmbeddedOptions& options,
                                          query::QueryTracker* queries) {
  return std::make_unique<EmbeddedEngine>(catalog, options, queries);
}

}  // namespace tarn::engine::embedded
