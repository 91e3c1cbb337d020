#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/postgres/alarm_clock.h"
#include "api/postgres/copy_rows.h"
#include "api/postgres/frontend.h"
#include "api/postgres/portal.h"
#include "api/postgres/prepared.h"
#include "api/postgres/service.h"
#include "api/postgres/settings.h"
#include "base/cancel.h"
#include "engine/savepoints.h"

namespace tarn::api::postgres {

struct SessionStart {
  std::string user;
  std::string database;  // as the client calls it
  std::string ref;       // that it means
  std::string peer;
  std::shared_ptr<const auth::Identity> identity;  // whom it acts for; null where nobody is known
  Settings settings;
};

// One client's conversation once it was let in: statements, portals, its transaction (PostgreSQL
// 16, section 55.2). A message begins work; Continue goes on with it until it is done or enough is
// said for now. Used by one thread at a time; Cancel from any. Acts for its identity: the caller
// opens the scope.
class Session {
 public:
  Session(Service& service, SessionStart start);
  ~Session();

  void set_process_id(int32_t process_id) { process_id_ = process_id; }
  const Settings& settings() const { return start_.settings; }
  const std::shared_ptr<const auth::Identity>& identity() const { return start_.identity; }
  // 'I': idle, 'T': in a transaction, 'E': in one that failed.
  char status() const { return status_; }

  // Begins with a message; not while busy. `sync_follows`: the next message is there already and is
  // Sync, so that an Execute stands alone. Errors are told to the client.
  void Handle(const FrontendMessage& message, bool sync_follows, std::string& out);
  // Whether there is more to say before the next message.
  bool busy() const { return !copy_in_ && (active_ != nullptr || simple_); }
  void Continue(std::string& out);
  // An error that makes the connection useless is the caller's to tell; this one ends a message.
  void Fail(const base::Error& error, std::string& out);

  // Ends the statement that runs, if one does, because the client asks for it.
  void Cancel();

 private:
  using Prepared = std::shared_ptr<PreparedStatement>;

  // messages: session.cc
  void On(const Query& query, bool sync_follows, std::string& out);
  void On(const Parse& parse, bool sync_follows, std::string& out);
  void On(const Bind& bind, bool sync_follows, std::string& out);
  void On(const Describe& describe, bool sync_follows, std::string& out);
  void On(const Execute& execute, bool sync_follows, std::string& out);
  void On(const Close& close, bool sync_follows, std::string& out);
  void On(const Sync& sync, bool sync_follows, std::string& out);
  void On(const CopyData& data, bool sync_follows, std::string& out);
  void On(const CopyDone& done, bool sync_follows, std::string& out);
  void On(const CopyFail& fail, bool sync_follows, std::string& out);
  template <typename Other>
  void On(const Other& other, bool sync_follows, std::string& out);
  // A statement runs from here on, for as long as statement_timeout lets it.
  void BeginRunning();
  void EndRunning();
  void Stop(std::atomic<bool>& why);
  void ContinueOnce(std::string& out);
  void StartNextOfQuery(std::string& out);
  void EndQuery(std::string& out);
  void CompleteActive(std::string& out);
  void DescribeColumns(Portal& portal, std::string& out);

  // statements: session_statements.cc
  void Start(Portal& portal, bool alone);
  // Before the portal's statement uses the engine: waits for its turn.
  void EnterGate(Portal& portal);
  void StartOnEngine(Portal& portal, bool alone);
  void StartCopy(Portal& portal, bool alone);
  void RunSet(const Command& command);
  void RunReset(const Command& command);
  void RunShow(const Command& command, Portal& portal);
  void RunDiscard(const Command& command);
  void Tell(const std::string& setting);
  void Apply(const std::string& setting);
  void ApplySearchPath();
  RewriteContext rewrite_context() const;
  const std::vector<engine::Column>& ColumnsOf(PreparedStatement& statement);
  std::vector<engine::Column> DescribeQuery(PreparedStatement& statement);
  TableColumns table_columns();
  std::vector<engine::Column> LookUpTable(const sql::QualifiedName& table);

  // COPY … FROM STDIN: session_copy.cc
  std::vector<engine::Column> CopyColumns(const sql::QualifiedName& table,
                                          const CopyTarget& target);
  void StartCopyIn(Portal& portal, bool alone);
  void TakeCopyRows(bool finished);
  void FlushCopy();

  // cursors of SQL: session_cursors.cc
  void RunDeclare(const PreparedStatement& statement, const Portal& portal);
  void RunFetch(const Command& command, Portal& portal);
  void RunCloseCursor(const Command& command);
  std::shared_ptr<Portal> Cursor(const std::string& name);

  // the engine and its transaction: session_transaction.cc
  engine::Session& Engine();
  // Before the engine runs something else: rows of open portals are taken.
  void ParkPortals();
  void Drain(const std::string& sql);
  void Begin();
  void Commit(const char* tag, Portal& portal);
  void Rollback(Portal& portal);
  void BeginImplicit();
  void EndImplicit();
  void AfterError();
  // Of a transaction that failed: what savepoints kept of it.
  void EndFailed();
  void DropPortals(bool all = false);
  // An open transaction's, by name: the last of those that were called so.
  struct NamedSavepoint {
    std::string name;
    std::shared_ptr<const engine::Savepoint> savepoint;
    std::set<std::string> portals;  // that there were
  };
  std::vector<NamedSavepoint>::iterator FindSavepoint(const std::string& name);
  engine::Savepoints& EngineSavepoints(const char* statement);
  void SetSavepoint(const std::string& name);
  void ReleaseSavepoint(const std::string& name);
  void RollbackTo(const std::string& name);

  // pg_catalog: session_catalog.cc
  std::unique_ptr<engine::ResultStream> RunCatalog(const PreparedStatement& statement,
                                                   const std::vector<ParameterValue>& parameters);
  CatalogCache::Catalog Catalog();
  bool RunSetConfig(const PreparedStatement& statement,
                    const std::vector<ParameterValue>& parameters,
                    std::unique_ptr<engine::ResultStream>& result);

  Service& service_;
  SessionStart start_;
  int32_t process_id_ = 0;
  char status_ = 'I';
  bool implicit_ = false;  // the engine's transaction is of a query of several statements, or of
                           // messages up to Sync
  bool skip_to_sync_ = false;  // after an error of the extended protocol
  std::string notices_;        // told with the next answer
  std::vector<NamedSavepoint> savepoints_;

  std::map<std::string, Prepared> statements_;
  std::map<std::string, std::shared_ptr<Portal>> portals_;
  std::shared_ptr<Portal> active_;
  uint64_t active_most_ = 0;

  // COPY … FROM STDIN: what the client sends is rows while this is there.
  struct CopyIn {
    CopyRows rows;
    std::vector<engine::Column> columns;
    std::string head;    // "INSERT INTO t (a, b) VALUES "
    std::string values;  // that wait to be inserted
    uint64_t count = 0;
    bool own_transaction = false;
    bool announced = false;
  };
  std::unique_ptr<CopyIn> copy_in_;

  // Of a simple query.
  bool simple_ = false;
  std::string query_;
  std::vector<Token> query_tokens_;
  std::deque<StatementTokens> query_statements_;
  bool query_is_several_ = false;

  std::mutex mutex_;  // of what Cancel looks at
  std::shared_ptr<engine::Session> engine_;
  std::atomic<bool> running_{false};
  std::atomic<bool> cancelled_{false};
  std::atomic<bool> timed_out_{false};
  base::CancelToken catalog_cancel_;
  std::unique_ptr<AlarmClock::Alarm> alarm_;  // last: its call looks at the rest
};

}  // namespace tarn::api::postgres
