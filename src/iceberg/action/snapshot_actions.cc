#include "iceberg/action/snapshot_actions.h"

#include "base/error.h"
#include "iceberg/action/snapshot_producer.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

std::unique_ptr<SnapshotProducer> NewProducer(ActionContext context, SnapshotOptions options) {
  return std::make_unique<SnapshotProducer>(std::move(context), std::move(options));
}

void CheckIsData(const DataFile& file) {
  if (file.content != FileContent::kData) {
    base::Throw(ErrorKind::kInvalidArgument, "not a data file: {}", file.file_path);
  }
}

}  // namespace

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
  producer_->ValidateNoNewRows(since, std::move(filter));
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
  producer_->ValidateNoNewRows(since, std::move(filter));
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
  if (file.content == FileContent::kData) {
    base::Throw(ErrorKind::kInvalidArgument, "not a delete file: {}", file.file_path);
  }
  producer_->Add(std::move(file));
}
void RowDelta::ValidateDataFilesExist(std::vector<std::string> file_paths) {
  producer_->MustExist(std::move(file_paths));
}
void RowDelta::ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter) {
  producer_->ValidateNoNewRows(since, std::move(filter));
}
ActionResult RowDelta::Apply(const TableMetadata& metadata) {
  return producer_->Apply(metadata, producer_->EffectiveOperation());
}

}  // namespace tarn::iceberg
