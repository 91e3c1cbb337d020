// The specs of examples/ecommerce fit the files that the generator makes.
#include <gtest/gtest.h>

#include "datagen/generator.h"
#include "ingest/column_match.h"
#include "ingest/source_file.h"
#include "ingest/table_spec.h"
#include "ingest/tests/temp_folder.h"

namespace tarn::ingest {
namespace {

TEST(Example, SpecsFitTheGeneratedFiles) {
  TempFolder folder;
  datagen::GenerateOptions options;
  options.folder = folder.path();
  options.rows = {1, 1, 1, 1};
  datagen::Generate(options);
  for (datagen::FileKind kind : datagen::kAllFiles) {
    std::filesystem::path file = datagen::FileName(kind);
    SCOPED_TRACE(file);
    TableSpec spec = ReadTableSpec(std::string(TARN_SOURCE_DIR) + "/examples/ecommerce/ingest/" +
                                   file.stem().string() + ".yaml");
    EXPECT_EQ(spec.table.ToString(), "bronze." + file.stem().string());
    EXPECT_EQ(std::filesystem::path(spec.files.at(0)).filename(), file);
    auto columns = MatchColumns(spec.columns, ReadFirstRecord(folder.File(file), spec.csv), file);
    ASSERT_EQ(columns.size(), spec.columns.size());
    for (size_t i = 0; i < columns.size(); ++i) EXPECT_EQ(columns[i].name, spec.columns[i].name);
  }
}

}  // namespace
}  // namespace tarn::ingest
