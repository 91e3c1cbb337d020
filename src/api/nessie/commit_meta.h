#pragma once

#include <nlohmann/json.hpp>

#include "api/nessie/json_reader.h"
#include "api/nessie/model.h"
#include "http/headers.h"
#include "versions/commit.h"

namespace tarn::api::nessie {

// Takes both forms that clients send (schemas CommitMeta_V1 and _V2): author or authors,
// signedOffBy or allSignedOffBy, properties or allProperties.
CommitMeta ReadCommitMeta(const JsonPlace& place);
// What Nessie-Commit-Message, -Authors, -SignedOffBy and -Property-* headers say comes on top.
void ApplyHeaders(CommitMeta& meta, const http::Headers& headers);
// kInvalidArgument when the client sets what the server sets.
void CheckClientMeta(const CommitMeta& meta);

nlohmann::json ToJson(const CommitMeta& meta, ApiVersion version);

// As the version store keeps it. It has one author and one value a property; what is more goes into
// one property of its own, so that `tarn log` shows the rest as people expect.
versions::CommitMeta ToStored(const CommitMeta& meta);
CommitMeta FromStored(const versions::Commit& commit);

}  // namespace tarn::api::nessie
