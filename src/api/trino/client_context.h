#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/trino/data_encoding.h"
#include "http/message.h"

namespace tarn::api::trino {

// What a client says of itself and its session in the X-Trino-* headers of a request
// (io.trino.client.ProtocolHeaders). A value.
struct ClientContext {
  std::string user;
  std::string source;
  std::string catalog;
  std::string schema;
  std::string time_zone;
  std::string client_info;
  std::vector<std::string> client_tags;
  std::set<std::string> capabilities;
  std::map<std::string, std::string> session_properties;
  std::map<std::string, std::string> prepared_statements;  // name → SQL
  std::string transaction_id;                              // empty: none
  bool knows_transactions = false;       // the client sends X-Trino-Transaction-Id, NONE at least
  std::string path;                      // of SQL, as SET PATH told it; empty: Trino's own
  std::optional<DataEncoding> encoding;  // of spooled rows; nothing: in the pages

  bool parametric_datetime() const { return capabilities.contains("PARAMETRIC_DATETIME"); }
};

// The user is the one that was let in, where users are known. Errors: kUnauthenticated without a
// user; kPermissionDenied for the name of another one; kInvalidArgument for a header that is
// malformed, with its name.
ClientContext ParseClientContext(const http::Request& request);

// What a statement changes in the client's session: the client keeps it and sends it back.
struct SessionChanges {
  std::optional<std::string> set_catalog = {};
  std::optional<std::string> set_schema = {};
  std::optional<std::string> set_path = {};
  std::vector<std::pair<std::string, std::string>> set_session = {};
  std::vector<std::string> clear_session = {};
  std::vector<std::pair<std::string, std::string>> added_prepare = {};  // name, SQL
  std::vector<std::string> deallocated_prepare = {};
  std::optional<std::string> started_transaction = {};
  bool clear_transaction = false;
  std::optional<std::string> set_authorization_user = {};
  bool reset_authorization_user = false;
  std::optional<std::string> set_role =
      {};  // "NONE", "ALL" or "ROLE{"name"}", of the catalog system
};

void AddHeaders(const SessionChanges& changes, http::Headers& headers);

}  // namespace tarn::api::trino
