#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.h"

namespace tarn::engine::embedded {

// A result that is there already: of SHOW and DESCRIBE, and of statements without rows.

// Rows of varchar columns; nothing stands for null.
std::unique_ptr<ResultStream> TextRows(const std::vector<std::string>& columns,
                                       std::vector<std::vector<std::optional<std::string>>> rows);
// Rows of any types, each as long as `columns`.
std::unique_ptr<ResultStream> ValueRows(std::vector<Column> columns,
                                        std::vector<std::vector<Value>> rows);
// What maintenance did, as rows of metric_name varchar, metric_value bigint. Clients that are told
// an `update_type` ("ALTER TABLE EXECUTE", "CALL") may leave the rows out; a dry run has none, as
// it changes nothing.
std::unique_ptr<ResultStream> Metrics(std::vector<std::pair<std::string, uint64_t>> metrics,
                                      std::string update_type);
// No columns; `update_type` as Trino names the statement.
std::unique_ptr<ResultStream> Updated(std::string update_type,
                                      std::optional<uint64_t> update_count = {});

}  // namespace tarn::engine::embedded
