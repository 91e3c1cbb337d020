#include "engine/embedded/property_values.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "engine/embedded/adapter/value_text.h"
#include "engine/embedded/quantities.h"

namespace tarn::engine::embedded {
namespace {

constexpr std::string_view kSizes[] = {
    "aggregation_operator_unspill_memory_limit",
    "filter_and_project_min_output_page_size",
    "iceberg.idle_writer_min_file_size",
    "iceberg.orc_max_buffer_size",
    "iceberg.orc_max_merge_distance",
    "iceberg.orc_max_read_block_size",
    "iceberg.orc_stream_buffer_size",
    "iceberg.orc_string_statistics_limit",
    "iceberg.orc_tiny_stripe_threshold",
    "iceberg.orc_writer_max_dictionary_memory",
    "iceberg.orc_writer_max_stripe_size",
    "iceberg.orc_writer_min_stripe_size",
    "iceberg.parquet_max_read_block_size",
    "iceberg.parquet_small_file_threshold",
    "iceberg.parquet_writer_block_size",
    "iceberg.parquet_writer_page_size",
    "iceberg.target_max_file_size",
    "join_max_broadcast_table_size",
    "max_partial_top_n_memory",
    "min_input_size_per_task",
    "query_max_memory",
    "query_max_memory_per_node",
    "query_max_scan_physical_bytes",
    "query_max_total_memory",
    "remote_task_max_request_size",
    "remote_task_request_size_headroom",
    "writer_scaling_min_data_processed",
};

constexpr std::string_view kDurations[] = {
    "commit_retention",
    "expire_snapshots_min_retention",
    "iceberg.dynamic_filtering_wait_timeout",
    "iterative_optimizer_timeout",
    "query_max_cpu_time",
    "query_max_execution_time",
    "query_max_planning_time",
    "query_max_run_time",
    "remove_orphan_files_min_retention",
    "required_workers_max_wait_time",
    "retry_initial_delay",
    "retry_max_delay",
    "split_concurrency_adjustment_interval",
};

struct Choice {
  std::string_view property;
  std::string_view values;
};
constexpr Choice kChoices[] = {
    {"distinct_aggregations_strategy",
     "SINGLE_STEP, MARK_DISTINCT, PRE_AGGREGATE, SPLIT_TO_SUBQUERIES, AUTOMATIC"},
    {"exchange_compression_codec", "NONE, LZ4, ZSTD"},
    {"iceberg.compression_codec", "NONE, SNAPPY, LZ4, ZSTD, GZIP"},
    {"iceberg.orc_writer_validate_mode", "HASHED, DETAILED, BOTH"},
    {"join_distribution_type", "BROADCAST, PARTITIONED, AUTOMATIC"},
    {"join_reordering_strategy", "NONE, ELIMINATE_CROSS_JOINS, AUTOMATIC"},
    {"mark_distinct_strategy", "NONE, ALWAYS, AUTOMATIC"},
};

constexpr std::string_view kPowersOfTwo[] = {"task_concurrency", "task_max_writer_count"};

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
struct Range {
  std::string_view property;
  double least;
  double most;
  std::string_view words;
};
constexpr Range kRanges[] = {
    {"dynamic_row_filtering_selectivity_threshold", 0, 1, "must be in the range [0, 1]: {:.1f}"},
    {"filter_conjunction_independence_factor", 0, 1, "must be in the range [0.00, 1.00]: {:.2f}"},
    {"iceberg.max_partitions_per_writer", 1, 100, "must be between 1 and 100"},
    {"iceberg.orc_writer_validate_percentage", 0, 100,
     "must be between 0.0 and 100.0 inclusive: {:.1f}"},
    {"iceberg.parquet_max_read_block_row_count", 128, 65536,
     "must be between 128 and 65536: {:.0f}"},
    {"iceberg.parquet_writer_page_value_count", 1000, 200000,
     "must be between 1000 and 200000: {:.0f}"},
    {"join_multi_clause_independence_factor", 0, 1, "must be in the range [0.00, 1.00]: {:.2f}"},
    {"join_partitioned_build_min_row_count", 0, kNoLimit, "must be equal or greater than 0"},
    {"max_drivers_per_task", 1, kNoLimit, "must be equal or greater than 1"},
    {"max_hash_partition_count", 1, kNoLimit, "must be equal or greater than 1"},
    {"max_recursion_depth", 1, kNoLimit, "must be equal or greater than 1"},
    {"max_reordered_joins", 2, kNoLimit, "must be greater than or equal to 2: {:.0f}"},
    {"max_unacknowledged_splits_per_task", 1, kNoLimit, "must be equal or greater than 1"},
    {"max_writer_task_count", 1, kNoLimit, "must be equal or greater than 1"},
    {"min_hash_partition_count", 1, kNoLimit, "must be equal or greater than 1"},
    {"min_hash_partition_count_for_write", 1, kNoLimit, "must be equal or greater than 1"},
    {"min_input_rows_per_task", 0, kNoLimit, "must be equal or greater than 0"},
    {"retry_delay_scale_factor", 1, kNoLimit, "must be greater than or equal to 1.0"},
    {"task_retry_attempts_per_task", 0, 126,
     "must be greater than or equal to 0 and not not greater than 126"},
};

bool Stands(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != std::end(names);
}

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

// The name that a message has: a connector does not know what its catalog is called.
std::string_view OwnName(std::string_view property) {
  const size_t dot = property.find('.');
  return dot == std::string_view::npos ? property : property.substr(dot + 1);
}

std::optional<std::string> NotAmong(const Choice& choice, std::string_view value) {
  const std::string wanted = Upper(value);
  for (std::string_view rest = choice.values; !rest.empty();) {
    const size_t comma = std::min(rest.find(", "), rest.size());
    if (rest.substr(0, comma) == wanted) return std::nullopt;
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return fmt::format("Invalid value [{}]. Valid values: [{}]", value, choice.values);
}

}  // namespace

std::optional<std::string> WrongValue(std::string_view property, std::string_view value) {
  if (Stands(property, kSizes)) {
    if (ParseDataSize(value)) return std::nullopt;
    return value.empty() ? "size is empty" : DataSizeFault(value);
  }
  if (Stands(property, kDurations)) {
    if (IsDuration(value)) return std::nullopt;
    return value.empty() ? "duration is empty" : DurationFault(value);
  }
  for (const Choice& choice : kChoices) {
    if (choice.property == property) return NotAmong(choice, value);
  }
  if (Stands(property, kPowersOfTwo)) {
    const auto number = ParseInteger(value);
    if (!number || (*number > 0 && std::has_single_bit(static_cast<uint64_t>(*number))))
      return std::nullopt;
    return fmt::format("{} must be a power of 2: {}", property, value);
  }
  for (const Range& range : kRanges) {
    if (range.property != property) continue;
    const auto number = ParseDouble(value);
    if (!number || (*number >= range.least && *number <= range.most)) return std::nullopt;
    return fmt::format("{} {}", OwnName(property), fmt::format(fmt::runtime(range.words), *number));
  }
  return std::nullopt;
}

}  // namespace tarn::engine::embedded
