#include "engine/embedded/adapter/instance.h"

#include <unistd.h>

#include <filesystem>

#include "base/error.h"
#include "duckdb/storage/external_file_cache.hpp"
#include "engine/embedded/adapter/approx_distinct.h"
#include "engine/embedded/adapter/approx_most_frequent.h"
#include "engine/embedded/adapter/approx_percentile.h"
#include "engine/embedded/adapter/array_functions.h"
#include "engine/embedded/adapter/binary_functions.h"
#include "engine/embedded/adapter/casts.h"
#include "engine/embedded/adapter/change_columns.h"
#include "engine/embedded/adapter/checksum_function.h"
#include "engine/embedded/adapter/csv_scan.h"
#include "engine/embedded/adapter/datetime_functions.h"
#include "engine/embedded/adapter/distribution_functions.h"
#include "engine/embedded/adapter/duplicate_probe.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/fine_time.h"
#include "engine/embedded/adapter/format_function.h"
#include "engine/embedded/adapter/geometry_casts.h"
#include "engine/embedded/adapter/hash_functions.h"
#include "engine/embedded/adapter/instance_impl.h"
#include "engine/embedded/adapter/ip_address.h"
#include "engine/embedded/adapter/json_functions.h"
#include "engine/embedded/adapter/json_table_function.h"
#include "engine/embedded/adapter/lambda_functions.h"
#include "engine/embedded/adapter/list_functions.h"
#include "engine/embedded/adapter/listagg_function.h"
#include "engine/embedded/adapter/map_functions.h"
#include "engine/embedded/adapter/match_function.h"
#include "engine/embedded/adapter/math_functions.h"
#include "engine/embedded/adapter/moment_aggregates.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/nanosecond_files.h"
#include "engine/embedded/adapter/nested_comparison.h"
#include "engine/embedded/adapter/numeric_histogram_aggregate.h"
#include "engine/embedded/adapter/object_file_system.h"
#include "engine/embedded/adapter/regexp_functions.h"
#include "engine/embedded/adapter/routine_function.h"
#include "engine/embedded/adapter/sequence_functions.h"
#include "engine/embedded/adapter/sketch_aggregates.h"
#include "engine/embedded/adapter/sketch_functions.h"
#include "engine/embedded/adapter/sketch_type.h"
#include "engine/embedded/adapter/sql_json_functions.h"
#include "engine/embedded/adapter/text_functions.h"
#include "engine/embedded/adapter/theta_aggregate.h"
#include "engine/embedded/adapter/time_arithmetic.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/tpcds_scan.h"
#include "engine/embedded/adapter/tpch_scan.h"
#include "engine/embedded/adapter/trino_aggregates.h"
#include "engine/embedded/adapter/trino_functions.h"
#include "engine/embedded/adapter/unicode.h"
#include "engine/embedded/adapter/url_functions.h"
#include "engine/embedded/adapter/vector_functions.h"
#include "engine/embedded/adapter/word_stem.h"
#include "engine/embedded/adapter/zone_functions.h"
#include "engine/embedded/adapter/zoned_time.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

namespace tarn::engine::embedded {
namespace {

// There is no ABI across DuckDB's patch releases.
constexpr std::string_view kSourceId = "d8cdaa33fd";

void CheckLibrary() {
  const std::string found = duckdb::DuckDB::SourceID();
  if (found == kSourceId) return;
  throw base::Error(base::ErrorKind::kFailedPrecondition,
                    "the DuckDB library is not the release that Tarn was built for (" +
                        std::string(kSourceId) + "): " + found,
                    "run deps/install, or point DuckDB_ROOT at DuckDB 1.5.5");
}

void Configure(duckdb::DBConfig& config, const EmbeddedOptions& options) {
  // Nothing is ever fetched from a network.
  config.SetOptionByName("autoinstall_known_extensions", duckdb::Value(false));
  config.SetOptionByName("autoload_known_extensions", duckdb::Value(false));
  config.SetOptionByName("allow_community_extensions", duckdb::Value(false));
  config.SetOptionByName("preserve_insertion_order", duckdb::Value(false));
  config.SetOptionByName("integer_division", duckdb::Value(true));
  if (options.memory_limit_bytes > 0) config.options.maximum_memory = options.memory_limit_bytes;
  if (options.threads > 0) {
    config.options.maximum_threads = static_cast<duckdb::idx_t>(options.threads);
  }
  config.options.temporary_directory =
      !options.temp_directory.empty()
          ? options.temp_directory
          : (std::filesystem::temp_directory_path() / ("tarn-" + std::to_string(getpid())))
                .string();
}

}  // namespace

Instance::Instance(catalog::Catalog& catalog, iceberg::ManifestCache& manifests,
                   const EmbeddedOptions& options, ViewTranslator translate_view)
    : impl_(std::make_unique<Impl>()) {
  CheckLibrary();
  Translated([&] {
    impl_->info = duckdb::make_shared_ptr<LakeExtensionInfo>();
    impl_->info->catalog = &catalog;
    impl_->info->manifests = &manifests;
    impl_->info->translate_view = std::move(translate_view);
    duckdb::DBConfig config;
    Configure(config, options);
    duckdb::StorageExtension::Register(config, "tarn", MakeLakeExtension(impl_->info));
    duckdb::StorageExtension::Register(config, "tarn_tpch",
                                       MakeGeneratedExtension(MakeTpchTables()));
    duckdb::StorageExtension::Register(config, "tarn_tpcds",
                                       MakeGeneratedExtension(MakeTpcdsTables()));
    impl_->measure_statements = options.measure_statements;
    impl_->statement_limits = options.statement_limits;
    impl_->database = duckdb::make_uniq<duckdb::DuckDB>(nullptr, &config);
    impl_->database->GetFileSystem().RegisterSubSystem(
        duckdb::make_uniq<ObjectFileSystem>(catalog.store()));
    impl_->database->GetFileSystem().RegisterSubSystem(
        duckdb::make_uniq<NanosecondFiles>(impl_->database->GetFileSystem()));
    RegisterTimestampTzNs(*impl_->database->instance);
    RegisterZonedTimestamp(*impl_->database->instance);
    RegisterFineTimes(*impl_->database->instance);
    RegisterMonthInterval(*impl_->database->instance);
    RegisterIpAddress(*impl_->database->instance);
    RegisterSketchTypes(*impl_->database->instance);
    RegisterZonedTime(*impl_->database->instance);
    RegisterGeometryCasts(*impl_->database->instance);
    RegisterTrinoFunctions(*impl_->database->instance);
    RegisterTimeArithmetic(*impl_->database->instance);
    RegisterZoneFunctions(*impl_->database->instance);
    RegisterCasts(*impl_->database->instance);
    RegisterChecksumFunctions(*impl_->database->instance);
    RegisterFormatFunction(*impl_->database->instance);
    RegisterTextFunctions(*impl_->database->instance);
    RegisterUnicodeFunctions(*impl_->database->instance);
    RegisterWordStem(*impl_->database->instance);
    RegisterBinaryFunctions(*impl_->database->instance);
    RegisterHashFunctions(*impl_->database->instance);
    RegisterUrlFunctions(*impl_->database->instance);
    RegisterDateTimeFunctions(*impl_->database->instance);
    RegisterMathFunctions(*impl_->database->instance);
    RegisterDistributionFunctions(*impl_->database->instance);
    RegisterVectorFunctions(*impl_->database->instance);
    RegisterArrayFunctions(*impl_->database->instance);
    RegisterJsonFunctions(*impl_->database->instance);
    RegisterRegexpFunctions(*impl_->database->instance);
    RegisterListFunctions(*impl_->database->instance);
    RegisterSequenceFunctions(*impl_->database->instance);
    RegisterLambdaFunctions(*impl_->database->instance);
    RegisterMapFunctions(*impl_->database->instance);
    RegisterNestedComparison(*impl_->database->instance);
    RegisterListaggFunction(*impl_->database->instance);
    RegisterSqlJsonFunctions(*impl_->database->instance);
    RegisterJsonTable(*impl_->database->instance);
    RegisterRoutines(*impl_->database->instance);
    RegisterMatch(*impl_->database->instance);
    RegisterTrinoAggregates(*impl_->database->instance);
    RegisterMomentAggregates(*impl_->database->instance);
    RegisterNumericHistogram(*impl_->database->instance);
    RegisterSketchAggregates(*impl_->database->instance);
    RegisterApproxDistinct(*impl_->database->instance);
    RegisterApproxPercentile(*impl_->database->instance);
    RegisterApproxMostFrequent(*impl_->database->instance);
    RegisterSketchFunctions(*impl_->database->instance);
    RegisterThetaAggregate(*impl_->database->instance);
    RegisterDuplicateProbe(*impl_->database->instance);
    RegisterTableChanges(*impl_->database->instance);
    RegisterCsvScan(*impl_->database->instance);
    RegisterTpchScan(*impl_->database->instance);
    RegisterTpcdsScan(*impl_->database->instance);
    duckdb::Connection connection(*impl_->database);
    const auto result = connection.Query(
        // DuckDB calls its own database in memory `memory`, as Trino does its connector.
        "ATTACH 'lake' AS iceberg (TYPE tarn); ATTACH 'tpch' AS tpch (TYPE tarn_tpch); "
        "ATTACH 'tpcds' AS tpcds (TYPE tarn_tpcds); "
        "CREATE SCHEMA memory.\"default\"; SET GLOBAL TimeZone = 'UTC'; "
        "SET GLOBAL parquet_metadata_cache = true; "
        // Without it the headers of pages in files on the disk are read byte by byte, a system call
        // each.
        "SET GLOBAL prefetch_all_parquet_files = true");
    if (result->HasError()) throw FromDuckError(result->GetErrorObject());
  });
}

Instance::~Instance() = default;

uint64_t Instance::memory_bytes() const {
  return duckdb::BufferManager::GetBufferManager(*impl_->database->instance).GetMaxMemory();
}

std::shared_ptr<void> Instance::PauseFileCache() {
  auto& cache = duckdb::ExternalFileCache::Get(*impl_->database->instance);
  std::lock_guard lock(impl_->mutex);
  if (impl_->file_cache_pauses++ == 0) cache.SetEnabled(false);
  return {static_cast<void*>(this), [this, &cache](void*) {
            std::lock_guard lock(impl_->mutex);
            if (--impl_->file_cache_pauses == 0) cache.SetEnabled(true);
          }};
}

}  // namespace tarn::engine::embedded
