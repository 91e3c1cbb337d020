#include "engine/engine.h"

#include "base/error.h"

namespace tarn::engine {

StatementDescription Session::Describe(std::string_view) {
  throw base::Error(base::ErrorKind::kUnsupported, "this engine cannot describe statements");
}

ExportResult Session::Export(const ExportRequest&) {
  throw base::Error(base::ErrorKind::kUnsupported, "this engine cannot write Parquet files");
}

bool Session::HasFunction(std::string_view) const { return false; }

Rows Collect(ResultStream& stream, size_t max_rows) {
  Rows result;
  result.columns = stream.columns();
  while (auto batch = stream.Next()) {
    if (result.rows.size() + batch->rows() > max_rows) {
      throw base::Error(base::ErrorKind::kResourceExhausted,
                        fmt::format("the result has more rows than the {} that fit here", max_rows),
                        "add a LIMIT, or write the result to a table");
    }
    for (size_t row = 0; row < batch->rows(); ++row) {
      std::vector<Value>& values = result.rows.emplace_back();
      values.reserve(result.columns.size());
      for (size_t column = 0; column < result.columns.size(); ++column) {
        values.push_back(batch->Get(column, row));
      }
    }
  }
  result.update_type = stream.update_type();
  result.update_count = stream.update_count();
  return result;
}

}  // namespace tarn::engine
