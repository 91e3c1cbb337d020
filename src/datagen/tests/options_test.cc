#include <fstream>
#include <functional>

#include <gtest/gtest.h>

#include "base/error.h"
#include "datagen/generator.h"
#include "datagen/tests/temp_folder.h"

namespace tarn::datagen {
namespace {

using base::ErrorKind;

class OptionsFile : public testing::Test {
 protected:
  GenerateOptions Read(const std::string& text) {
    std::ofstream(file_, std::ios::trunc) << text;
    return ReadGenerateOptions(file_);
  }
  // The error's text without the path of the folder.
  std::string ErrorOf(const std::string& text) {
    try {
      Read(text);
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::kInvalidArgument);
      return e.message().substr(folder_.path().size() + 1);
    }
    return "no error";
  }

  TempFolder folder_;
  std::string file_ = folder_.File("generate.yaml");
};

TEST_F(OptionsFile, SetsWhatItNamesAndKeepsTheRest) {
  GenerateOptions options = Read(
      "rows:\n  customer_events: 1000\n  support_tickets: 0\nseed: 7\nproducts: 50\n"
      "start: 2024-02-29\nfolder: data\nthreads: 2\ndefects: 0.02\n");
  EXPECT_EQ(options.rows, (std::array<uint64_t, 4>{1000, 1'000'000, 500'000, 0}));
  EXPECT_EQ(options.seed, 7u);
  EXPECT_EQ(options.products, 50u);
  EXPECT_EQ(options.customers, 100'000u);
  EXPECT_EQ(options.start, "2024-02-29");
  EXPECT_EQ(options.folder, folder_.File("data"));
  EXPECT_EQ(options.threads, 2u);
  EXPECT_EQ(options.defects, 0.02);
}

TEST_F(OptionsFile, ScaleAppliesToRowsAndIds) {
  GenerateOptions options = Read("scale: 0.05\nrows: {inventory_snapshots: 10}\n");
  EXPECT_EQ(options.rows, (std::array<uint64_t, 4>{100'000, 50'000, 1, 15'000}));
  EXPECT_EQ(options.customers, 5000u);
  EXPECT_EQ(options.products, 100u);
}

TEST_F(OptionsFile, ErrorsNameTheirPlace) {
  EXPECT_EQ(ErrorOf("seed: 1\nrow: {}\n"),
            "generate.yaml:2:1: unknown key 'row' (did you mean 'rows'?)");
  EXPECT_EQ(ErrorOf("rows:\n  customer_event: 5\n"),
            "generate.yaml:2:3: unknown key 'customer_event' (did you mean 'customer_events'?)");
  EXPECT_EQ(ErrorOf("rows:\n  customer_events: many\n"),
            "generate.yaml:2:20: rows.customer_events: expected an integer, got 'many'");
  EXPECT_EQ(ErrorOf("customers: 0\n"),
            "generate.yaml:1:12: customers: expected an integer from 1 to 1000000000, got '0'");
  EXPECT_EQ(ErrorOf("defects: 0.5\n"),
            "generate.yaml:1:10: defects: expected a number from 0 to 0.25, got '0.5'");
  EXPECT_EQ(ErrorOf("start: 2025-02-30\n"),
            "generate.yaml:1:8: start must be a date from 1970-01-01 on as YYYY-MM-DD, got "
            "'2025-02-30'");
  EXPECT_EQ(ErrorOf("end: 2024-12-31\n"),
            "generate.yaml:1:1: end must not be before start, got start 2025-01-01 and end "
            "2024-12-31");
}

TEST_F(OptionsFile, MissingFile) {
  try {
    ReadGenerateOptions(folder_.File("none.yaml"));
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kNotFound);
  }
}

std::string RefusalOf(const std::function<void(GenerateOptions&)>& change) {
  GenerateOptions options;
  options.folder = "/nowhere/that/matters";
  change(options);
  try {
    Generate(options);
  } catch (const base::Error& e) {
    return e.kind() == ErrorKind::kInvalidArgument ? e.message() : "another kind";
  }
  return "no error";
}

TEST(Options, SenselessOnesAreRefusedBeforeAnythingIsWritten) {
  EXPECT_EQ(RefusalOf([](auto& o) { o.products = 0; }),
            "products must be from 1 to 1000000000, got 0");
  EXPECT_EQ(RefusalOf([](auto& o) { o.defects = -1; }),
            "defects must be a share from 0 to 0.25, got -1");
  EXPECT_EQ(RefusalOf([](auto& o) { o.start = "yesterday"; }),
            "start must be a date from 1970-01-01 on as YYYY-MM-DD, got 'yesterday'");
  EXPECT_EQ(RefusalOf([](auto& o) { o.start = "1970-01-01"; }),
            "at most 10000 days can be generated, 1970-01-01 to 2025-12-31 are 20454");
  EXPECT_EQ(RefusalOf([](auto& o) { o.folder = ""; }), "folder must not be empty");
  GenerateOptions options;
  EXPECT_THROW(Scale(options, 0), base::Error);
}

}  // namespace
}  // namespace tarn::datagen
