#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

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
    return EndFailed();
  }
  if (status_ == 'I' && !implicit_) {
    AppendNotice(notices_, "WARNING", "25P01", "there is no transaction in progress");
    return;
  }
  portal.tag = tag;
  status_ = 'I';
  implicit_ = false;
  savepoints_.clear();
  DropPortals();
  ParkPortals();
  Drain("COMMIT");
}

void Session::Rollback(Portal& portal) {
  portal.tag = "ROLLBACK";
  if (status_ == 'E') return EndFailed();
  const char status = std::exchange(status_, 'I');
  if (status == 'I' && !implicit_) {
    AppendNotice(notices_, "WARNING", "25P01", "there is no transaction in progress");
    return;
  }
  implicit_ = false;
  savepoints_.clear();
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
// may take its time to say ROLLBACK. One with savepoints stays: the client may go back to them.
void Session::AfterError() {
  const bool open = status_ == 'T' || implicit_;
  if (status_ == 'T') status_ = 'E';
  implicit_ = false;
  DropPortals(open);
  if (!open || !savepoints_.empty()) return;
  try {
    Drain("ROLLBACK");
  } catch (const Error&) {
    // There is none any more: a COMMIT failed.
  }
}

void Session::EndFailed() {
  status_ = 'I';
  if (std::exchange(savepoints_, {}).empty()) return;  // it was rolled back when it failed
  try {
    Drain("ROLLBACK");
  } catch (const Error&) {
    // The engine has lost it.
  }
}

// --- savepoints

engine::Savepoints& Session::EngineSavepoints(const char* statement) {
  if (status_ == 'I') {
    throw SqlError("25P01", std::string(statement) + " can only be used in transaction blocks");
  }
  auto* savepoints = dynamic_cast<engine::Savepoints*>(&Engine());
  if (savepoints == nullptr) throw SqlError("0A000", "the engine has no savepoints");
  return *savepoints;
}

std::vector<Session::NamedSavepoint>::iterator Session::FindSavepoint(const std::string& name) {
  const auto found = std::find_if(savepoints_.rbegin(), savepoints_.rend(),
                                  [&](const auto& savepoint) { return savepoint.name == name; });
  if (found == savepoints_.rend()) {
    throw SqlError("3B001", "savepoint \"" + name + "\" does not exist");
  }
  return std::prev(found.base());
}

void Session::SetSavepoint(const std::string& name) {
  engine::Savepoints& savepoints = EngineSavepoints("SAVEPOINT");
  if (savepoints_.size() >= service_.options().limits.savepoints) {
    throw SqlError(
        "53000",
        fmt::format("a transaction may have {} savepoints", service_.options().limits.savepoints),
        "release those that are not needed any more");
  }
  ParkPortals();
  NamedSavepoint savepoint{name, savepoints.Save(), {}};
  for (const auto& [portal, unused] : portals_) savepoint.portals.insert(portal);
  savepoints_.push_back(std::move(savepoint));
}

void Session::ReleaseSavepoint(const std::string& name) {
  EngineSavepoints("RELEASE SAVEPOINT");
  savepoints_.erase(FindSavepoint(name), savepoints_.end());
}

// Cursors that were there by then stay, as far as they have been read.
void Session::RollbackTo(const std::string& name) {
  engine::Savepoints& savepoints = EngineSavepoints("ROLLBACK TO SAVEPOINT");
  const auto savepoint = FindSavepoint(name);
  if (status_ == 'T') ParkPortals();
  std::erase_if(portals_, [&](const auto& portal) {
    return portal.second != active_ && !savepoint->portals.contains(portal.first);
  });
  savepoints.RollbackTo(*savepoint->savepoint);
  savepoints_.erase(std::next(savepoint), savepoints_.end());
  status_ = 'T';
}

// Cursors that are held stay, with the rows that are left to them.
void Session::DropPortals(bool all) {
  for (auto at = portals_.begin(); at != portals_.end();) {
    at = !all && at->second->hold ? std::next(at) : portals_.erase(at);
  }
}

}  // namespace tarn::api::postgres
