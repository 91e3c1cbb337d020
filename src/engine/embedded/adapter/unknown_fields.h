#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// The columns and nested fields of type unknown, and those that have nothing else inside, as lists
// of unknown values: they have only nulls, and data files do not have them (spec: Primitive Types,
// Parquet). Thread safe: nothing changes.
class UnknownFields {
 public:
  using Rows = duckdb::unique_ptr<duckdb::ColumnDataCollection>;

  // kFailedPrecondition for a schema of which no column is left.
  explicit UnknownFields(iceberg::Schema schema);

  bool any() const { return any_; }
  // What files have.
  const iceberg::Schema& stored() const { return stored_; }
  // Rows of the whole schema with the stored columns alone. kFailedPrecondition when a field of
  // type unknown has a value.
  Rows Without(duckdb::ClientContext& context, Rows rows) const;

 private:
  const iceberg::Schema schema_;
  iceberg::Schema stored_;
  bool any_ = false;
};

}  // namespace tarn::engine::embedded
