// add_files: Parquet files that are there already become files of a table; nothing is read but
// their footers, nothing is copied.
#include <algorithm>

#include "engine/embedded/parquet_footers.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_places.h"
#include "iceberg/maintenance/path_set.h"
#include "iceberg/name_mapping.h"
#include "iceberg/scan/plan.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

EmbeddedSession::Result EmbeddedSession::AddFiles(const sql::TableExecute& execute) {
  const ProcedureArguments arguments(
      "add_files", execute.procedure.location, execute.arguments,
      {{"location", true}, {"format", true}, {"recursive_directory"}, {"duplicate_file"}}, source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  const std::string location = arguments.RequiredText("location");
  places_.CheckSource(location);
  if (arguments.Choice("format", {"PARQUET", "ORC", "AVRO"}) != "PARQUET") {
    throw ErrorAt(ErrorKind::kUnsupported, execute.procedure.location,
                  "only Parquet files are added", source_, "load others with tarn ingest");
  }
  const NestedFolders nested =
      NestedFoldersOf(arguments.Choice("recursive_directory", kNestedFolderChoices));
  const std::string duplicates = arguments.Choice("duplicate_file", {"FAIL", "SKIP", "ADD"});
  std::vector<AddedFile> files = FilesAt(catalog_.store(), location, nested);
  // Until a commit names them: they may lie where a clean-up looks.
  const auto adoption = catalog_.LockForAdoption();
  uint64_t added = 0;
  SetCommitMessage("add_files " + id.ToString());
  Atomically([&] {
    TableView table;
    OnLake(execute.table.location, [&](LakeTransaction& lake) { table = lake.Table(id); });
    if (!table.metadata->default_spec().is_unpartitioned()) {
      throw ErrorAt(ErrorKind::kUnsupported, execute.table.location,
                    "files cannot be added to a partitioned table: their partition is not known",
                    source_, "INSERT INTO … SELECT writes them anew by partition");
    }
    if (table.snapshot && duplicates != "ADD") {
      iceberg::PathSet known;
      const iceberg::ScanPlan plan =
          iceberg::PlanFiles(*table.metadata, *table.snapshot, catalog_.store());
      for (const auto& task : plan.tasks) known.Insert(task.file().file_path);
      for (const AddedFile& file : files) {
        if (duplicates == "FAIL" && known.Contains(file.path)) {
          arguments.Fail("location", "File already exists: " + file.path,
                         "duplicate_file => 'SKIP' leaves it out");
        }
      }
      std::erase_if(files, [&](const AddedFile& file) { return known.Contains(file.path); });
    }
    if (files.empty()) return;
    ParquetFooters footers(Ready(), *table.metadata);
    std::vector<iceberg::DataFile> data_files = footers.Read(files);
    added = data_files.size();
    Ready().WithLake([&](LakeTransaction& lake) {
      if (footers.without_ids() &&
          table.metadata->Property(iceberg::kNameMappingProperty).empty()) {
        lake.AlterTable(id, [](const iceberg::TableMetadata& metadata) {
          return std::vector<iceberg::TableUpdate>{iceberg::update::SetProperties{
              {{iceberg::kNameMappingProperty,
                iceberg::ToJson(iceberg::NameMappingOf(metadata.current_schema()))}}}};
        });
      }
      lake.Append(id, std::move(data_files));
    });
  });
  return Metrics({{"added_data_files_count", added}}, "ALTER TABLE EXECUTE");
}

}  // namespace tarn::engine::embedded
