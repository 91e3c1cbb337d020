#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/postgres/alarm_clock.h"
#include "api/postgres/catalog/catalog_database.h"
#include "api/postgres/statement_gate.h"
#include "auth/identity.h"
#include "engine/engine.h"
#include "engine/private_database.h"
#include "net/conversation.h"

namespace tarn::api::postgres {

class Session;

// What a client can run into, all of it per connection.
struct Limits {
  size_t message_bytes = size_t{64} << 20;
  size_t statement_bytes = size_t{4} << 20;
  size_t statements = 1'000;                  // prepared
  size_t portals = 100;                       // open
  size_t savepoints = 1000;                   // of a transaction
  size_t parked_bytes = size_t{32} << 20;     // rows of open portals, while another statement runs
  size_t answer_bytes = size_t{256} << 10;    // told before the client has taken them, about
  std::chrono::milliseconds startup{30'000};  // from one message to the next, until it is let in
  std::chrono::milliseconds idle_in_transaction{300'000};
};

struct ServiceOptions {
  std::string lake_name = "tarn";
  std::string default_ref = "main";
  // Finds out who somebody is by name and password or token. Throws kUnauthenticated and
  // kResourceExhausted. Null where nobody is asked.
  std::function<std::shared_ptr<const auth::Identity>(
      const std::string& user, const std::string& password, const std::string& peer)>
      authenticate = {};
  // Lets passwords cross the network in the clear: something in front has TLS.
  bool passwords_in_the_clear = false;
  // The commit that a reference names; kNotFound for one that is not there. Asked for whom the
  // thread acts.
  std::function<std::string(const std::string& ref)> head_of = {};
  engine::PrivateDatabaseFactory new_private_database = {};
  StatementGate* gate = nullptr;  // outlives the service; null: every statement may run
  Limits limits = {};
};

// PostgreSQL's frontend/backend protocol, version 3.0 (PostgreSQL 16, chapter 55), over an engine,
// which outlives it. Thread safe. Outlives its conversations.
class Service {
 public:
  Service(engine::Engine& engine, ServiceOptions options);

  // One client's. Does not block.
  std::unique_ptr<net::Conversation> NewConversation(const net::Peer& peer);

  engine::Engine& engine() { return engine_; }
  const ServiceOptions& options() const { return options_; }
  CatalogCache& catalogs() { return catalogs_; }
  AlarmClock& clock() { return clock_; }

  // A number and a secret for cancelling what a session runs; good until Forget.
  struct Key {
    int32_t process_id = 0;
    std::string secret;
  };
  Key Register(const std::shared_ptr<Session>& session);
  void Forget(int32_t process_id);
  // Does nothing for a key that is none.
  void Cancel(int32_t process_id, const std::string& secret);
  size_t sessions() const;

 private:
  struct Entry {
    std::string secret;
    std::weak_ptr<Session> session;
  };

  engine::Engine& engine_;
  const ServiceOptions options_;
  CatalogCache catalogs_;
  AlarmClock clock_;
  mutable std::mutex mutex_;
  std::map<int32_t, Entry> sessions_;
};

}  // namespace tarn::api::postgres
