#include "engine/embedded/trino_properties.h"

#include <array>

#include "engine/embedded/adapter/value_text.h"

namespace tarn::engine::embedded {
namespace {

constexpr std::string_view kConnectorPrefix = "iceberg.";

constexpr std::array kProperties = {
    TrinoProperty{"adaptive_partial_aggregation_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"adaptive_partial_aggregation_unique_rows_ratio_threshold", TypeKind::kDouble,
                  "0.8"},
    TrinoProperty{"aggregation_operator_unspill_memory_limit", TypeKind::kVarchar, "4MB"},
    TrinoProperty{"allow_pushdown_into_connectors", TypeKind::kBoolean, "true", true},
    TrinoProperty{"collect_plan_statistics_for_all_queries", TypeKind::kBoolean, "false"},
    TrinoProperty{"colocated_join", TypeKind::kBoolean, "true"},
    TrinoProperty{"columnar_filter_evaluation_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"default_filter_factor_enabled", TypeKind::kBoolean, "false"},
    TrinoProperty{"determine_partition_count_for_write_enabled", TypeKind::kBoolean, "false"},
    TrinoProperty{"dictionary_aggregation", TypeKind::kBoolean, "false"},
    TrinoProperty{"distinct_aggregations_strategy", TypeKind::kVarchar, ""},
    TrinoProperty{"distributed_sort", TypeKind::kBoolean, "true"},
    TrinoProperty{"dynamic_row_filtering_selectivity_threshold", TypeKind::kDouble, "0.7"},
    TrinoProperty{"enable_dynamic_filtering", TypeKind::kBoolean, "true"},
    TrinoProperty{"enable_dynamic_row_filtering", TypeKind::kBoolean, "true"},
    TrinoProperty{"enable_intermediate_aggregations", TypeKind::kBoolean, "false"},
    TrinoProperty{"enable_large_dynamic_filters", TypeKind::kBoolean, "true"},
    TrinoProperty{"enable_stats_calculator", TypeKind::kBoolean, "true"},
    TrinoProperty{"exchange_compression_codec", TypeKind::kVarchar, "NONE"},
    TrinoProperty{"execution_policy", TypeKind::kVarchar, "phased"},
    TrinoProperty{"fault_tolerant_execution_adaptive_join_reordering_enabled", TypeKind::kBoolean,
                  "true"},
    TrinoProperty{"fault_tolerant_execution_adaptive_query_planning_enabled", TypeKind::kBoolean,
                  "true"},
    TrinoProperty{"filter_and_project_min_output_page_row_count", TypeKind::kInteger, "256"},
    TrinoProperty{"filter_and_project_min_output_page_size", TypeKind::kVarchar, "500kB"},
    TrinoProperty{"filter_conjunction_independence_factor", TypeKind::kDouble, "0.75"},
    TrinoProperty{"force_spilling_join", TypeKind::kBoolean, "false"},
    TrinoProperty{"hide_inaccessible_columns", TypeKind::kBoolean, "false"},
    TrinoProperty{"iceberg.bucket_execution_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.collect_extended_statistics_on_write", TypeKind::kBoolean, "true", false,
                  "Collect extended statistics during writes"},
    TrinoProperty{"iceberg.compression_codec", TypeKind::kVarchar, "ZSTD", false,
                  "Compression codec to use when writing files"},
    TrinoProperty{"iceberg.dynamic_filtering_wait_timeout", TypeKind::kVarchar, "1.00s"},
    TrinoProperty{"iceberg.extended_statistics_enabled", TypeKind::kBoolean, "true", false,
                  "Enable collection (ANALYZE) and use of extended statistics."},
    TrinoProperty{"iceberg.file_based_conflict_detection_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.idle_writer_min_file_size", TypeKind::kVarchar, "16MB"},
    TrinoProperty{"iceberg.incremental_refresh_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.max_partitions_per_writer", TypeKind::kInteger, "100"},
    TrinoProperty{"iceberg.merge_manifests_on_write", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.minimum_assigned_split_weight", TypeKind::kDouble, "0.05"},
    TrinoProperty{"iceberg.orc_bloom_filters_enabled", TypeKind::kBoolean, "false"},
    TrinoProperty{"iceberg.orc_lazy_read_small_ranges", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.orc_max_buffer_size", TypeKind::kVarchar, "8MB"},
    TrinoProperty{"iceberg.orc_max_merge_distance", TypeKind::kVarchar, "1MB"},
    TrinoProperty{"iceberg.orc_max_read_block_size", TypeKind::kVarchar, "16MB"},
    TrinoProperty{"iceberg.orc_nested_lazy_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.orc_stream_buffer_size", TypeKind::kVarchar, "8MB"},
    TrinoProperty{"iceberg.orc_string_statistics_limit", TypeKind::kVarchar, "64B"},
    TrinoProperty{"iceberg.orc_tiny_stripe_threshold", TypeKind::kVarchar, "8MB"},
    TrinoProperty{"iceberg.orc_writer_max_dictionary_memory", TypeKind::kVarchar, "16MB"},
    TrinoProperty{"iceberg.orc_writer_max_row_group_rows", TypeKind::kInteger, "10000"},
    TrinoProperty{"iceberg.orc_writer_max_stripe_rows", TypeKind::kInteger, "10000000"},
    TrinoProperty{"iceberg.orc_writer_max_stripe_size", TypeKind::kVarchar, "64MB"},
    TrinoProperty{"iceberg.orc_writer_min_stripe_size", TypeKind::kVarchar, "32MB"},
    TrinoProperty{"iceberg.orc_writer_validate_mode", TypeKind::kVarchar, "BOTH"},
    TrinoProperty{"iceberg.orc_writer_validate_percentage", TypeKind::kDouble, "0.0"},
    TrinoProperty{"iceberg.parquet_ignore_statistics", TypeKind::kBoolean, "false"},
    TrinoProperty{"iceberg.parquet_max_read_block_row_count", TypeKind::kInteger, "8192"},
    TrinoProperty{"iceberg.parquet_max_read_block_size", TypeKind::kVarchar, "16MB"},
    TrinoProperty{"iceberg.parquet_small_file_threshold", TypeKind::kVarchar, "3MB"},
    TrinoProperty{"iceberg.parquet_use_bloom_filter", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.parquet_vectorized_decoding_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.parquet_writer_batch_size", TypeKind::kInteger, "10000"},
    TrinoProperty{"iceberg.parquet_writer_block_size", TypeKind::kVarchar, "128MB"},
    TrinoProperty{"iceberg.parquet_writer_page_size", TypeKind::kVarchar, "1048576B"},
    TrinoProperty{"iceberg.parquet_writer_page_value_count", TypeKind::kInteger, "60000"},
    TrinoProperty{"iceberg.projection_pushdown_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.query_partition_filter_required", TypeKind::kBoolean, "false", false,
                  "Require filter on partition column"},
    TrinoProperty{"iceberg.query_partition_filter_required_schemas", TypeKind::kArray, "[]", false,
                  "List of schemas for which filter on partition column is enforced."},
    TrinoProperty{"iceberg.sorted_writing_enabled", TypeKind::kBoolean, "true", false,
                  "Enable sorted writing to tables with a specified sort order"},
    TrinoProperty{"iceberg.statistics_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"iceberg.target_max_file_size", TypeKind::kVarchar, "1GB", false,
                  "Target maximum size of written files; the actual size may be larger"},
    TrinoProperty{"iceberg.use_file_size_from_metadata", TypeKind::kBoolean, "true"},
    TrinoProperty{"ignore_downstream_preferences", TypeKind::kBoolean, "false"},
    TrinoProperty{"ignore_stats_calculator_failures", TypeKind::kBoolean, "true"},
    TrinoProperty{"incremental_hash_array_load_factor_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"initial_splits_per_node", TypeKind::kInteger, "4"},
    TrinoProperty{"iterative_optimizer_timeout", TypeKind::kVarchar, "3.00m"},
    TrinoProperty{"join_distribution_type", TypeKind::kVarchar, "AUTOMATIC"},
    TrinoProperty{"join_max_broadcast_table_size", TypeKind::kVarchar, "100MB"},
    TrinoProperty{"join_multi_clause_independence_factor", TypeKind::kDouble, "0.25"},
    TrinoProperty{"join_partitioned_build_min_row_count", TypeKind::kBigint, "1000000"},
    TrinoProperty{"join_reordering_strategy", TypeKind::kVarchar, "AUTOMATIC"},
    TrinoProperty{"mark_distinct_strategy", TypeKind::kVarchar, ""},
    TrinoProperty{"max_drivers_per_task", TypeKind::kInteger, ""},
    TrinoProperty{"max_hash_partition_count", TypeKind::kInteger, "100"},
    TrinoProperty{"max_partial_top_n_memory", TypeKind::kVarchar, "16MB"},
    TrinoProperty{"max_recursion_depth", TypeKind::kInteger, "10"},
    TrinoProperty{"max_reordered_joins", TypeKind::kInteger, "8"},
    TrinoProperty{"max_tasks_waiting_for_execution_per_query", TypeKind::kInteger, "10"},
    TrinoProperty{"max_tasks_waiting_for_node_per_query", TypeKind::kInteger, "50"},
    TrinoProperty{"max_unacknowledged_splits_per_task", TypeKind::kInteger, "2000"},
    TrinoProperty{"max_writer_task_count", TypeKind::kInteger, "100"},
    TrinoProperty{"merge_project_with_values", TypeKind::kBoolean, "true"},
    TrinoProperty{"min_hash_partition_count", TypeKind::kInteger, "4"},
    TrinoProperty{"min_hash_partition_count_for_write", TypeKind::kInteger, "50"},
    TrinoProperty{"min_input_rows_per_task", TypeKind::kBigint, "10000000"},
    TrinoProperty{"min_input_size_per_task", TypeKind::kVarchar, "5GB"},
    TrinoProperty{"non_estimatable_predicate_approximation_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"omit_datetime_type_precision", TypeKind::kBoolean, "false"},
    TrinoProperty{"optimize_duplicate_insensitive_joins", TypeKind::kBoolean, "true"},
    TrinoProperty{"optimize_metadata_queries", TypeKind::kBoolean, "false"},
    TrinoProperty{"optimize_top_n_ranking", TypeKind::kBoolean, "true"},
    TrinoProperty{"pre_aggregate_case_aggregations_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"predicate_pushdown_use_table_properties", TypeKind::kBoolean, "true"},
    TrinoProperty{"prefer_partial_aggregation", TypeKind::kBoolean, "true"},
    TrinoProperty{"prefer_streaming_operators", TypeKind::kBoolean, "false"},
    TrinoProperty{"push_aggregation_through_outer_join", TypeKind::kBoolean, "true"},
    TrinoProperty{"push_filter_into_values_max_row_count", TypeKind::kInteger, "100"},
    TrinoProperty{"push_partial_aggregation_through_join", TypeKind::kBoolean, "true"},
    TrinoProperty{"push_table_write_through_union", TypeKind::kBoolean, "true"},
    TrinoProperty{"query_max_cpu_time", TypeKind::kVarchar, "1000000000.00d"},
    TrinoProperty{"query_max_planning_time", TypeKind::kVarchar, "10.00m"},
    TrinoProperty{"query_max_scan_physical_bytes", TypeKind::kVarchar, ""},
    TrinoProperty{"query_priority", TypeKind::kInteger, "1"},
    TrinoProperty{"query_retry_attempts", TypeKind::kInteger, "4"},
    TrinoProperty{"redistribute_writes", TypeKind::kBoolean, "true"},
    TrinoProperty{"remote_task_adaptive_update_request_size_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"remote_task_guaranteed_splits_per_request", TypeKind::kInteger, "3"},
    TrinoProperty{"remote_task_max_request_size", TypeKind::kVarchar, "8MB"},
    TrinoProperty{"remote_task_request_size_headroom", TypeKind::kVarchar, "2MB"},
    TrinoProperty{"required_workers_count", TypeKind::kInteger, "1"},
    TrinoProperty{"required_workers_max_wait_time", TypeKind::kVarchar, "5.00m"},
    TrinoProperty{"resource_overcommit", TypeKind::kBoolean, "false"},
    TrinoProperty{"retry_delay_scale_factor", TypeKind::kDouble, "2.0"},
    TrinoProperty{"retry_initial_delay", TypeKind::kVarchar, "10.00s"},
    TrinoProperty{"retry_max_delay", TypeKind::kVarchar, "1.00m"},
    TrinoProperty{"rewrite_filtering_semi_join_to_inner_join", TypeKind::kBoolean, "true"},
    TrinoProperty{"scale_writers", TypeKind::kBoolean, "true"},
    TrinoProperty{"skip_redundant_sort", TypeKind::kBoolean, "true"},
    TrinoProperty{"spatial_join", TypeKind::kBoolean, "true"},
    TrinoProperty{"spatial_partitioning_table_name", TypeKind::kVarchar, ""},
    TrinoProperty{"spill_enabled", TypeKind::kBoolean, "false"},
    TrinoProperty{"split_concurrency_adjustment_interval", TypeKind::kVarchar, "100.00ms"},
    TrinoProperty{"statistics_cpu_timer_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"statistics_precalculation_for_pushdown_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"table_scan_node_partitioning_min_bucket_to_task_ratio", TypeKind::kDouble,
                  "0.5"},
    TrinoProperty{"task_concurrency", TypeKind::kInteger, "2"},
    TrinoProperty{"task_max_writer_count", TypeKind::kInteger, "4"},
    TrinoProperty{"task_min_writer_count", TypeKind::kInteger, "1"},
    TrinoProperty{"task_retry_attempts_per_task", TypeKind::kInteger, "4"},
    TrinoProperty{"task_scale_writers_enabled", TypeKind::kBoolean, "true"},
    TrinoProperty{"task_share_index_loading", TypeKind::kBoolean, "false"},
    TrinoProperty{"use_cost_based_partitioning", TypeKind::kBoolean, "true"},
    TrinoProperty{"use_exact_partitioning", TypeKind::kBoolean, "false"},
    TrinoProperty{"use_legacy_window_filter_pushdown", TypeKind::kBoolean, "false"},
    TrinoProperty{"use_preferred_write_partitioning", TypeKind::kBoolean, "true"},
    TrinoProperty{"use_table_scan_node_partitioning", TypeKind::kBoolean, "true"},
    TrinoProperty{"writer_scaling_min_data_processed", TypeKind::kVarchar, "120MB"},
};

}  // namespace

std::span<const TrinoProperty> TrinoProperties() { return kProperties; }

const TrinoProperty* FindTrinoProperty(std::string_view name) {
  for (const TrinoProperty& property : kProperties) {
    const bool connector = property.name.starts_with(kConnectorPrefix);
    if (property.name == name ||
        (connector && property.name.substr(kConnectorPrefix.size()) == name)) {
      return &property;
    }
  }
  return nullptr;
}

bool IsValueOf(const TrinoProperty& property, std::string_view value) {
  switch (property.type) {
    case TypeKind::kBoolean: return value == "true" || value == "false";
    case TypeKind::kInteger: {
      const auto number = ParseInteger(value);
      return number && *number == static_cast<int32_t>(*number);
    }
    case TypeKind::kBigint: return ParseInteger(value).has_value();
    case TypeKind::kDouble: return ParseDouble(value).has_value();
    default: return true;
  }
}

std::vector<std::string> ArrayOfProperty(std::string_view value) {
  std::vector<std::string> texts;
  size_t at = 0;
  while (true) {
    const size_t begin = value.find('"', at);
    const size_t end = begin == value.npos ? value.npos : value.find('"', begin + 1);
    if (end == value.npos) return texts;
    texts.emplace_back(value.substr(begin + 1, end - begin - 1));
    at = end + 1;
  }
}

std::string TypeText(const TrinoProperty& property) {
  if (property.type == TypeKind::kArray) return "array(varchar)";
  return Type{property.type, 0, 0, {}, {}}.ToString();
}

}  // namespace tarn::engine::embedded
