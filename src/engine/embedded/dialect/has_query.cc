#include "engine/embedded/dialect/has_query.h"

#include "sql/tree/walk.h"

namespace tarn::engine::embedded {

bool HasQuery(const sql::Expression& expression) {
  struct Finder : sql::TreeVisitor {
    using sql::TreeVisitor::Enter;
    bool Enter(const sql::Query&) override {
      found = true;
      return false;
    }
    bool found = false;
  } finder;
  sql::Walk(expression, finder);
  return finder.found;
}

}  // namespace tarn::engine::embedded
