#include <iterator>
#include <utility>

#include "api/postgres/backend.h"
#include "api/postgres/session.h"
#include "api/postgres/sql_error.h"
#include "base/error.h"

namespace tarn::api::postgres {

using base::Error;

engine::Session& Session::Engine() {
  {
    std::lock_guard lock(mutex_);
    if (engine_) return *engine_;
  }
  engine::SessionOptions options;
  options.ref = start_.ref;
  options.schema = rewrite_context().schema;
  options.user = start_.user;
  std::shared_ptr<engine::Session> made = service_.engine().NewSession(options);
  std::lock_guard lock(mutex_);
  engine_ = std::move(made);
  return *engine_;
}

void Session::ParkPortals() {
  for (auto& [name, portal] : portals_) {
    if (portal->on_engine && portal->stream) {
      portal->Park(service_.options().limits.parked_bytes);
    }
  }
}

void Session::Drain(const std::string& sql) {
  const auto stream = Engine().Execute(sql);
  while (stream->Next()) {
  }
}

void Session::Begin() {
  if (status_ != 'I') {
    AppendNotice(notices_, "WARNING", "25001", "there is already a transaction in progress");
    return;
  }
  ParkPortals();
  // What ran before BEGIN in the same query is part of the transaction, as with PostgreSQL.
  if (!std::exchange(implicit_, false)) Drain("START TRANSACTION");
  status_ = 'T';
}

void Session::Commit(const char* tag, Portal& portal) {
  if (status_ == 'E') {
    portal.tag = "ROLLBACK";
    status_ = 'I';
    return;
  }
  if (status_ == 'I' && !implicit_) {
    AppendNotice(notices_, "WARNING", "25P01", "there is no transaction in progress");
    return;
  }
  portal.tag = tag;
  status_ = 'I';
  implicit_ = false;
  DropPortals();
  ParkPortals();
  Drain("COMMIT");
}

void Session::Rollback(Portal& portal) {
  const char status = std::exchange(status_, 'I');
  portal.tag = "ROLLBACK";
  if (status == 'E') return;  // it was rolled back when it failed
  if (status == 'I' && !implicit_) {
    AppendNotice(notices_, "WARNING", "25P01", "there is no transaction in progress");
    return;
  }
  implicit_ = false;
  DropPortals(true);
  Drain("ROLLBACK");
}

void Session::BeginImplicit() {
  if (implicit_) return;
  Drain("START TRANSACTION");
  implicit_ = true;
}

void Session::EndImplicit() {
  if (!std::exchange(implicit_, false)) return;
  DropPortals();
  ParkPortals();
  Drain("COMMIT");
}

// The engine's transaction ends at once: its snapshot and its files are not kept for a client that
// may take its time to say ROLLBACK.
void Session::AfterError() {
  const bool open = status_ == 'T' || implicit_;
  if (status_ == 'T') status_ = 'E';
  implicit_ = false;
  DropPortals(open);
  if (!open) return;
  try {
    Drain("ROLLBACK");
  } catch (const Error&) {
    // There is none any more: a COMMIT failed.
  }
}

// Cursors that are held stay, with the rows that are left to them.
void Session::DropPortals(bool all) {
  for (auto at = portals_.begin(); at != portals_.end();) {
    at = !all && at->second->hold ? std::next(at) : portals_.erase(at);
  }
}

}  // namespace tarn::api::postgres
