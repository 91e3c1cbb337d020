#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/progress.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/schema_report.h"
#include "ingest/table_spec.h"

namespace tarn::ingest {

struct IngestRequest {
  TableSpec spec;
  // Load even what the table already holds (then appending doubles its rows).
  bool force = false;
};

struct IngestedFile {
  std::string path;
  uint64_t bytes = 0;
  std::string xxh3_128;  // of the file's bytes, 32 hex digits
  bool skipped = false;  // the table held it already
};

struct IngestResult {
  catalog::TableIdentifier table;
  // Nothing was to be loaded; nothing was committed.
  bool up_to_date = false;
  std::vector<IngestedFile> files;
  uint64_t rows = 0;
  uint64_t rejected_rows = 0;
  catalog::TableIdentifier rejects;
  std::vector<engine::RejectedRow> first_rejects;  // 20 at most
  uint64_t data_files = 0;
  uint64_t data_bytes = 0;
  std::string commit_hash;        // empty when up to date
  SchemaReport schema;            // how the columns were settled
  uint64_t source_bytes() const;  // of the files that were loaded
};

// Bytes of the files that a spec names. kNotFound as Ingest.
uint64_t SourceBytes(const TableSpec& spec);

// The columns that every loaded row gets after those of the files.
inline constexpr const char* kIngestedAt = "ingested_at";      // timestamp(6), the same for a load
inline constexpr const char* kSourceSystem = "source_system";  // varchar

// Loads the spec's files into its table as one commit on the session's branch, whose schema is
// created when it does not exist. What a table holds is noted in the summaries of its snapshots
// (the file's hash and size), so that it is versioned with the branch: a file that the branch's
// table holds already is skipped whatever it is called now.
//
// Rows that do not parse go to the reject table with file, line, column, reason and the line; when
// their share is above spec.max_reject_share nothing is committed.
//
// Throws kNotFound (missing file, with its place in the list), kInvalidArgument (empty file, header
// that does not fit the columns, not UTF-8, as "FILE:LINE: …"), kFailedPrecondition (too many
// rejected rows; a table whose columns do not fit), kConflict (a file changed while it was loaded),
// kCancelled, and what the engine and the catalog throw. Counters of `progress` (may be null) grow
// while it runs; its totals are the caller's, who knows what else is to come (SourceBytes).
IngestResult Ingest(engine::Session& session, catalog::Catalog& catalog,
                    const IngestRequest& request, base::Progress* progress = nullptr,
                    const base::CancelToken& cancel = {},
                    base::Clock& clock = base::Clock::System());

}  // namespace tarn::ingest
