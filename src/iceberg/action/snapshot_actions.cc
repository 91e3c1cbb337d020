#include "iceberg/action/snapshot_actions.h"

#include "base/error.h"
#include "iceberg/action/snapshot_producer.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

std::unique_ptr<SnapshotProducer> NewProducer(ActionContext context, SnapshotOptions options) {
  return std::make_unique<SnapshotProducer>(std::move(context), std::move(options));
}

// What a serializable statement needs, whatever it does.
Validation AllNewRows(std::optional<SnapshotId> since, Expression filter) {
  return {.since = since, .filter = std::move(filter), .no_new_data = true, .no_new_deletes = true};
}

constexpr std::string_view kLevels[] = {"serializable", "snapshot"};

void CheckIsData(const DataFile& file) {
  if (file.content != FileContent::kData) {
    base::Throw(ErrorKind::kInvalidArgument, "not a data file: {}", file.file_path);
  }
}

void CheckIsDeletes(const DataFile& file) {
  if (file.content == FileContent::kData) {
    base::Throw(ErrorKind::kInvalidArgument, "not a delete file: {}", file.file_path);
  }
}

}  // namespace

std::string_view ToString(IsolationLevel level) { return kLevels[static_cast<size_t>(level)]; }

IsolationLevel ParseIsolationLevel(std::string_view text) {
  if (text == kLevels[0]) return IsolationLevel::kSerializable;
  if (text == kLevels[1]) return IsolationLevel::kSnapshot;
  base::Throw(ErrorKind::kInvalidArgument,
              "an isolation level is serializable or snapshot, not '{}'", text);
}

AppendFiles::AppendFiles(ActionContext context, SnapshotOptions options)
    : producer_(NewProducer(std::move(context), std::move(options))) {}
AppendFiles::~AppendFiles() = default;
AppendFiles::AppendFiles(AppendFiles&&) noexcept = default;
void AppendFiles::Add(DataFile file) {
  CheckIsData(file);
  producer_->Add(std::move(file));
}
ActionResult AppendFiles::Apply(const TableMetadata& metadata) {
  return producer_->Apply(metadata, Operation::kAppend);
}

OverwriteFiles::OverwriteFiles(ActionContext context, SnapshotOptions options)
    : producer_(NewProducer(std::move(context), std::move(options))) {}
OverwriteFiles::~OverwriteFiles() = default;
OverwriteFiles::OverwriteFiles(OverwriteFiles&&) noexcept = default;
void OverwriteFiles::Add(DataFile file) {
  CheckIsData(file);
  producer_->Add(std::move(file));
}
void OverwriteFiles::Delete(const std::string& file_path) { producer_->Delete(file_path); }
void OverwriteFiles::DeleteAll() { producer_->DeleteAll(); }
void OverwriteFiles::DeleteWhere(Expression filter) { producer_->DeleteWhere(std::move(filter)); }
void OverwriteFiles::ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter) {
  producer_->Validate(AllNewRows(since, std::move(filter)));
}
void OverwriteFiles::Validate(IsolationLevel level, std::optional<SnapshotId> since,
                              Expression filter) {
  producer_->Validate({.since = since,
                       .filter = std::move(filter),
                       .no_new_data = level == IsolationLevel::kSerializable,
                       .no_deletes_of_replaced = true});
}
ActionResult OverwriteFiles::Apply(const TableMetadata& metadata) {
  return producer_->Apply(metadata, Operation::kOverwrite);
}

DeleteFiles::DeleteFiles(ActionContext context, SnapshotOptions options)
    : producer_(NewProducer(std::move(context), std::move(options))) {}
DeleteFiles::~DeleteFiles() = default;
DeleteFiles::DeleteFiles(DeleteFiles&&) noexcept = default;
void DeleteFiles::Delete(const std::string& file_path) { producer_->Delete(file_path); }
void DeleteFiles::DeleteAll() { producer_->DeleteAll(); }
void DeleteFiles::DeleteWhere(Expression filter) { producer_->DeleteWhere(std::move(filter)); }
void DeleteFiles::ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter) {
  producer_->Validate(AllNewRows(since, std::move(filter)));
}
ActionResult DeleteFiles::Apply(const TableMetadata& metadata) {
  return producer_->Apply(metadata, Operation::kDelete);
}

RowDelta::RowDelta(ActionContext context, SnapshotOptions options)
    : producer_(NewProducer(std::move(context), std::move(options))) {}
RowDelta::~RowDelta() = default;
RowDelta::RowDelta(RowDelta&&) noexcept = default;
void RowDelta::AddRows(DataFile file) {
  CheckIsData(file);
  producer_->Add(std::move(file));
}
void RowDelta::AddDeletes(DataFile file) {
  CheckIsDeletes(file);
  producer_->Add(std::move(file));
}
void RowDelta::RemoveRows(const std::string& file_path) { producer_->Delete(file_path); }
void RowDelta::RemoveDeletes(const DataFile& file) {
  CheckIsDeletes(file);
  producer_->RemoveDeletes(file);
}
void RowDelta::ValidateDataFilesExist(std::vector<std::string> file_paths) {
  producer_->MustExist(std::move(file_paths));
}
void RowDelta::ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter) {
  producer_->Validate(AllNewRows(since, std::move(filter)));
}
void RowDelta::Validate(IsolationLevel level, std::optional<SnapshotId> since, Expression filter) {
  producer_->Validate({.since = since,
                       .filter = std::move(filter),
                       .no_new_data = level == IsolationLevel::kSerializable,
                       .no_new_deletes_if_rows_are_added = true,
                       .no_deletes_of_replaced = true});
}
ActionResult RowDelta::Apply(const TableMetadata& metadata) {
  return producer_->Apply(metadata, producer_->EffectiveOperation());
}

RewriteFiles::RewriteFiles(ActionContext context, SnapshotOptions options)
    : producer_(NewProducer(std::move(context), std::move(options))) {}
RewriteFiles::~RewriteFiles() = default;
RewriteFiles::RewriteFiles(RewriteFiles&&) noexcept = default;
void RewriteFiles::Add(DataFile file) {
  CheckIsData(file);
  added_.push_back(std::move(file));
}
void RewriteFiles::AddDeletes(DataFile file, std::optional<int64_t> sequence_number) {
  CheckIsDeletes(file);
  producer_->Add(std::move(file), sequence_number);
}
void RewriteFiles::Remove(const std::string& file_path) { producer_->Delete(file_path); }
void RewriteFiles::RemoveDeletes(const DataFile& file) {
  CheckIsDeletes(file);
  producer_->RemoveDeletes(file);
}
void RewriteFiles::KeepSequenceNumber(int64_t sequence_number) {
  sequence_number_ = sequence_number;
}
void RewriteFiles::ValidateFrom(SnapshotId since) { since_ = since; }
ActionResult RewriteFiles::Apply(const TableMetadata& metadata) {
  if (!filled_) {
    for (DataFile& file : added_) producer_->Add(std::move(file), sequence_number_);
    added_.clear();
    if (since_) {
      producer_->Validate({.since = since_,
                           .no_deletes_of_replaced = true,
                           .ignore_equality_deletes = sequence_number_.has_value()});
    }
    filled_ = true;
  }
  const bool data = producer_->takes_out_data();
  const bool deletes = producer_->takes_out_deletes();
  if (!data && !deletes) {
    base::Throw(ErrorKind::kInvalidArgument, "a rewrite without files to replace: {}",
                metadata.location);
  }
  if ((!data && producer_->adds(ManifestContent::kData)) ||
      (!deletes && producer_->adds(ManifestContent::kDeletes))) {
    base::Throw(ErrorKind::kInvalidArgument, "a rewrite adds {} files but replaces none: {}",
                data ? "delete" : "data", metadata.location);
  }
  return producer_->Apply(metadata, Operation::kReplace);
}

}  // namespace tarn::iceberg
