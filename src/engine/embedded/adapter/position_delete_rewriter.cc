#include "engine/embedded/adapter/position_delete_rewriter.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "engine/embedded/adapter/position_delete_writer.h"
#include "engine/embedded/adapter/position_deletes.h"

namespace tarn::engine::embedded {

std::vector<iceberg::DataFile> RewritePositionDeletes(duckdb::DatabaseInstance& database,
                                                      LakeTransaction& lake,
                                                      const iceberg::TableMetadata& metadata,
                                                      const iceberg::DeleteRewriteGroup& group,
                                                      DeleteGranularity granularity,
                                                      const base::CancelToken& cancel) {
  // Which data files each delete file is read for.
  std::unordered_map<const iceberg::ManifestEntry*, std::vector<size_t>> files_of;
  for (size_t i = 0; i < group.files.size(); ++i) {
    for (const auto& entry : group.files[i].deletes) files_of[entry.get()].push_back(i);
  }
  std::vector<Positions> positions(group.files.size());
  for (const auto& entry : group.deletes) {
    cancel.Check();
    const FilePositions loaded = LoadPositionDeletes(database, entry->data_file);
    for (const size_t i : files_of[entry.get()]) {
      const auto found = loaded.find(group.files[i].data->data_file.file_path);
      if (found != loaded.end()) positions[i] |= *found->second;
    }
  }
  std::vector<FileDeletes> deletes;
  for (size_t i = 0; i < group.files.size(); ++i) {
    if (positions[i].isEmpty()) continue;
    const auto& data = group.files[i].data;
    deletes.push_back(
        {{data, &data->data_file}, std::make_shared<const Positions>(std::move(positions[i])), {}});
  }
  if (deletes.empty()) return {};
  return WritePositionDeletes(database, lake, metadata, deletes, granularity);
}

}  // namespace tarn::engine::embedded
