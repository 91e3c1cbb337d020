#include "api/postgres/portal.h"

#include "api/postgres/backend.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/values.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {

bool Portal::NextRow(std::string& out) {
  if (cursor) {
    if (left && *left == 0) return false;
    if (!cursor->NextRow(out)) return false;
    ++cursor->position;
    if (left) --*left;
    return true;
  }
  if (!parked.empty()) {
    out += parked.front();
    parked.pop_front();
    return true;
  }
  while (stream && (!batch || row >= batch->rows())) {
    batch.reset();
    batch = stream->Next();
    row = 0;
    if (!batch) stream.reset();
  }
  if (!batch) return false;
  if (copy) {
    std::string line;
    for (size_t i = 0; i < columns.size(); ++i) {
      AppendCopyField(*copy, batch->Get(i, row), columns[i].type, i == 0, line);
    }
    line += '\n';
    MessageWriter(out, 'd').Bytes(line);
  } else {
    const MessageWriter message(out, 'D');
    AppendInt16(out, static_cast<int16_t>(columns.size()));
    for (size_t i = 0; i < columns.size(); ++i) {
      AppendField(batch->Get(i, row), columns[i].type, FormatOf(formats, i), out);
    }
  }
  ++row;
  return true;
}

Portal::Progress Portal::Send(uint64_t most, size_t bytes, std::string& out) {
  uint64_t sent = 0;
  while (true) {
    if (most > 0 && sent == most) return Progress::kSuspended;
    if (out.size() >= bytes) return Progress::kFull;
    if (!NextRow(out)) return Progress::kDone;
    ++sent;
    ++rows;
  }
}

uint64_t Portal::Skip() {
  uint64_t passed = 0;
  std::string row_message;
  while (NextRow(row_message)) {
    ++passed;
    row_message.clear();
  }
  return passed;
}

void Portal::Park(size_t bytes) {
  std::deque<std::string> taken = std::move(parked);
  parked.clear();
  size_t size = 0;
  for (const std::string& message : taken) size += message.size();
  std::string message;
  while (stream && NextRow(message)) {
    size += message.size();
    if (size > bytes) {
      stream.reset();
      batch.reset();
      throw SqlError("54000",
                     "the rows of an open portal are too many to keep while another "
                     "statement runs",
                     "fetch them to the end first, or use a connection of its own");
    }
    taken.push_back(std::move(message));
    message.clear();
  }
  parked = std::move(taken);
}

}  // namespace tarn::api::postgres
