#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/cancel.h"
#include "metadb/database.h"

namespace tarn::api::nessie {

// What a GET below the API's address gives, e.g. of "/trees?max-records=100". Throws kNotFound for
// a status of 404.
using FetchPath = std::function<std::string(const std::string& path)>;

struct NessieImportReport {
  uint64_t references = 0;    // branches and tags
  uint64_t commits = 0;       // all that they reach
  uint64_t contents = 0;      // at the heads of branches and tags
  uint64_t lost_parents = 0;  // second parents of merges that the server no longer has
};

// Takes over a running Nessie server (API version 2) with its history: every branch and tag, every
// commit that they reach with its message, authors, times, properties and operations, and contents
// with their ids. Hashes of commits become Tarn's own; the property "nessie.hash" of a commit tells
// what it was called there. Files stay where they are.
//
// Works as of the heads that the server tells first; commits go on there meanwhile. Commits are
// read page by page, oldest first. At the end the keys of every head are compared with those that
// the server lists, and only then branches and tags appear, at once: an import that was killed is
// run again. Memory: some 200 bytes for each commit.
//
// Errors: those of `fetch`; kFailedPrecondition when the catalog is in use; kUnsupported for names
// of references, keys or contents that this catalog cannot have; kDataCorruption when the server's
// log does not add up to what it lists; kUnavailable for answers that are no Nessie's; kCancelled.
NessieImportReport ImportFromNessie(metadb::Database& database, const FetchPath& fetch,
                                    const base::CancelToken& cancel = {});

}  // namespace tarn::api::nessie
