#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/error.h"
#include "metadb/database.h"

namespace tarn::metadb {

// Keeps everybody from writing to a database, in any process and of any version of this program: by
// triggers on its tables that refuse. Reading goes on. For moves from one database to another.
//
// Whoever writes gets kFailedPrecondition with `message`. A stop is part of the transaction that
// makes it: writers before it have come to their end by then, later ones wait and are refused.

// Refuses writes to every table that Tarn has there but for those of `open`; takes the place of a
// stop that is there already. The message has no line break.
void StopWrites(Transaction& transaction, const std::string& message,
                const std::set<std::string>& open = {});
// Lets writers in again; nothing when they are not stopped.
void ResumeWrites(Transaction& transaction);
// The message of the stop; none when writes are not stopped.
std::optional<std::string> WriteStop(Executor& executor);

// The error for a database's text that tells of such a refusal; none for others. For drivers.
std::optional<base::Error> AsWriteStop(std::string_view text);

}  // namespace tarn::metadb
