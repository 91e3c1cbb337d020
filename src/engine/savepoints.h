#pragma once

#include <memory>

namespace tarn::engine {

// What an open transaction had done at a moment. Belongs to the session that made it.
class Savepoint {
 public:
  virtual ~Savepoint() = default;
};

// What a Session may be as well (dynamic_cast tells): one whose open transaction can be taken back
// to what it was. Trino's SQL has no statement for that; PostgreSQL's protocol has. Used by the
// session's thread, while no result of the transaction's statements is open.
class Savepoints {
 public:
  virtual ~Savepoints() = default;

  // kFailedPrecondition without an open transaction, or in one that failed.
  virtual std::shared_ptr<const Savepoint> Save() = 0;
  // Undoes what the transaction did since then; one that failed goes on. The savepoint stays good.
  // kFailedPrecondition for a savepoint of a transaction that is over.
  virtual void RollbackTo(const Savepoint& savepoint) = 0;
};

}  // namespace tarn::engine
