// DECLARE, FETCH, MOVE and CLOSE: a cursor is a portal that SQL names, and goes forward only.
#include <utility>

#include <fmt/format.h>

#include "api/postgres/backend.h"
#include "api/postgres/session.h"
#include "api/postgres/sql_error.h"

namespace tarn::api::postgres {

namespace {

bool SameFormats(const Portal& a, const Portal& b, size_t columns) {
  for (size_t i = 0; i < columns; ++i) {
    if (FormatOf(a.formats, i) != FormatOf(b.formats, i)) return false;
  }
  return true;
}

}  // namespace

std::shared_ptr<Portal> Session::Cursor(const std::string& name) {
  const auto found = portals_.find(name);
  if (found == portals_.end()) {
    throw SqlError("34000", "cursor \"" + name + "\" does not exist");
  }
  return found->second;
}

void Session::RunDeclare(const PreparedStatement& statement, const Portal& portal) {
  const Command& command = statement.command;
  if (status_ == 'I' && !implicit_ && !command.cursor.hold && !query_is_several_) {
    throw SqlError("25P01", "DECLARE CURSOR can only be used in transaction blocks",
                   "BEGIN first, or declare the cursor WITH HOLD");
  }
  if (portals_.count(command.name) > 0) {
    throw SqlError("42P03", "cursor \"" + command.name + "\" already exists");
  }
  if (portals_.size() >= service_.options().limits.portals) {
    throw SqlError("53000", fmt::format("a connection may have {} open portals",
                                        service_.options().limits.portals));
  }
  auto cursor = std::make_shared<Portal>();
  cursor->statement = statement.query;
  cursor->parameters = portal.parameters;
  cursor->hold = command.cursor.hold;
  // Alone only where no transaction would have to be open while its rows are fetched.
  Start(*cursor, status_ == 'I' && command.cursor.hold && !query_is_several_);
  portals_[command.name] = std::move(cursor);
}

void Session::RunFetch(const Command& command, Portal& portal) {
  const std::shared_ptr<Portal> cursor = Cursor(command.name);
  std::optional<uint64_t> rows = command.cursor.rows;
  if (command.cursor.to_position) {
    if (*rows < cursor->position) throw SqlError("55000", "a cursor goes forward only");
    *rows -= cursor->position;
  }
  portal.columns = cursor->columns;
  portal.cursor = cursor;
  portal.left = rows;
  if (!command.cursor.moves) {
    const bool begun = cursor->position > 0 || !cursor->parked.empty();
    if (begun && !SameFormats(*cursor, portal, cursor->columns.size())) {
      throw SqlError("0A000", "a cursor's rows are in one format: text or binary");
    }
    cursor->formats = portal.formats;
    // ABSOLUTE n is the nth row alone.
    if (command.cursor.to_position && rows && *rows > 1) {
      portal.left = *rows - 1;
      portal.Skip();
      portal.left = 1;
    }
    return;
  }
  portal.columns.clear();
  portal.tag = fmt::format("MOVE {}", portal.Skip());
  portal.cursor.reset();
}

void Session::RunCloseCursor(const Command& command) {
  if (command.name.empty()) {
    DropPortals(true);
    return;
  }
  const std::shared_ptr<Portal> cursor = Cursor(command.name);
  if (cursor->ticket) cursor->ticket->Finished(cursor->position, nullptr);
  portals_.erase(command.name);
}

}  // namespace tarn::api::postgres
