#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/identifier.h"
#include "engine/load.h"

namespace tarn::ingest {

// How files become one table: what a file such as ingest/customer_events.yaml says, or what the
// command line made up. A value.
//
//   table: bronze.customer_events
//   files: ../data/customer_events.csv      # a path, a pattern (*, ?, [a-z]) or a list of them
//   source_system: web_shop                 # default: the table's name
//   mode: replace                           # append (default): files are added, each only once;
//                                           # replace: the table holds exactly these files
//   columns:                                # default: as the table, or else as the files look
//     - {name: event_id, type: bigint, required: true, doc: Unique per event}
//   partitioning: [month(event_timestamp)]  # Trino's transforms; when the table is created
//   properties: {format: PARQUET}
//   max_reject_share: 0.01                  # default 0: a row that does not parse fails the load
//   rejects: bronze.bad_events              # default <schema>.<table>_rejects
//   format: csv                             # csv, json, parquet; default by the files' names
//   csv: {delimiter: ";", quote: "'", escape: "\\", header: true, null_text: NA}
struct TableSpec {
  catalog::TableIdentifier table;
  std::vector<std::string> files;
  std::string source_system;
  engine::LoadMode mode = engine::LoadMode::kAppend;
  std::vector<engine::LoadColumn> columns;
  std::vector<std::string> partitioning;
  std::map<std::string, std::string> properties;
  double max_reject_share = 0;
  catalog::TableIdentifier rejects;
  std::optional<engine::FileFormat> format;
  engine::CsvOptions csv;
};

// A spec with every default filled in. kInvalidArgument for a name that cannot be one.
TableSpec MakeTableSpec(const catalog::TableIdentifier& table, std::vector<std::string> files);

// "bronze.customer_events" → {bronze}, customer_events; kInvalidArgument unless there are a schema
// and a table.
catalog::TableIdentifier ParseTableName(const std::string& text);

// Reads a spec. Relative files are relative to the folder of `yaml_file`. kNotFound for a missing
// file; kInvalidArgument with file:line:column for what does not fit.
TableSpec ReadTableSpec(const std::string& yaml_file);

}  // namespace tarn::ingest
