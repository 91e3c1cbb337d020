#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/iceberg_rest/service.h"
#include "iceberg/json/writer.h"
#include "iceberg/table_metadata.h"

namespace tarn::api::iceberg_rest {

struct StorageCredential {
  std::string prefix;  // of the objects that it is for
  std::map<std::string, std::string> config;
};

// What a client gets with a table so that it can reach the files.
struct StorageAnswer {
  std::map<std::string, std::string> config;
  std::vector<StorageCredential> credentials;
  bool signs = false;  // requests are signed by the catalog
};

// Nothing for a lake that is not in S3. In S3: where that is, and what the client asks for with
// X-Iceberg-Access-Delegation: temporary keys ("vended-credentials") for the table's folders, to
// write only for who may write to the table, when the lake has a token service; else, and with
// "remote-signing", where requests are signed. Never the lake's own keys. Errors as S3Access::Vend.
StorageAnswer StorageFor(const Call& call, const Target& target,
                         const iceberg::TableMetadata& metadata);

// As the member "storage-credentials" has them.
void WriteCredentials(iceberg::json::Writer& writer,
                      const std::vector<StorageCredential>& credentials);

// The answer depends on more than the table: it has keys that expire.
bool HasDelegation(const Call& call);

}  // namespace tarn::api::iceberg_rest
