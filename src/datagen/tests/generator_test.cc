#include "datagen/generator.h"

#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "datagen/tests/csv_reader.h"
#include "datagen/tests/temp_folder.h"

namespace tarn::datagen {
namespace {

using base::ErrorKind;
using testing::HasSubstr;

GenerateOptions Small(const std::string& folder) {
  GenerateOptions options;
  options.folder = folder;
  Scale(options, 0.02);
  return options;
}

base::Error ErrorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& e) {
    return e;
  }
  return base::Error(ErrorKind::kInternal, "no error");
}

std::vector<std::string> FilesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

const std::vector<std::string> kCompleteSet = {"customer_events.csv", "generation.json",
                                               "inventory_snapshots.csv",
                                               "payment_transactions.csv", "support_tickets.csv"};

TEST(Generate, BytesDependOnTheSeedAndNotOnTheThreads) {
  TempFolder one, many, other;
  GenerateOptions options = Small(one.path());
  options.defects = 0.01;
  options.threads = 1;
  GenerateResult first = Generate(options);
  options.folder = many.path();
  options.threads = 7;
  GenerateResult second = Generate(options);
  ASSERT_EQ(first.files.size(), 5u);
  for (size_t i = 0; i < first.files.size(); ++i) {
    EXPECT_EQ(first.files[i].xxh3_128, second.files[i].xxh3_128) << first.files[i].name;
    EXPECT_EQ(ReadText(one.File(first.files[i].name)), ReadText(many.File(first.files[i].name)));
  }
  EXPECT_EQ(ReadText(one.File("generation.json")), ReadText(many.File("generation.json")));
  options.folder = other.path();
  options.seed = 43;
  GenerateResult third = Generate(options);
  for (size_t i = 0; i < kFileCount; ++i) {
    EXPECT_NE(first.files[i].xxh3_128, third.files[i].xxh3_128) << first.files[i].name;
  }
}

// Pins the bytes over compilers, optimisation and versions: whoever changes them raises the
// generator's version.
TEST(Generate, BytesArePinned) {
  TempFolder folder;
  GenerateResult result = Generate(Small(folder.path()));
  std::vector<std::string> checksums;
  for (const GeneratedFile& file : result.files) checksums.push_back(file.xxh3_128);
  EXPECT_THAT(
      checksums,
      testing::ElementsAre("d17f4ed3411dc2ec01565714e159ee1f", "2a407d09cc652eb4527464684f9af744",
                           "c1c4d55e464b134b3fa33085736cf9d5", "b8c58586273883a705b51a8ac02826c9"));
}

TEST(Generate, WritesExactlyTheRowsAskedFor) {
  TempFolder folder;
  GenerateOptions options = Small(folder.path());
  options.rows = {12345, 0, 1, 8193};
  base::Progress progress;
  GenerateResult result = Generate(options, &progress);
  EXPECT_EQ(FilesIn(folder.path()), kCompleteSet);
  for (size_t i = 0; i < kFileCount; ++i) {
    Csv csv = ReadCsv(folder.File(FileName(kAllFiles[i])));
    EXPECT_EQ(csv.rows.size(), options.rows[i]);
    EXPECT_EQ(result.files[i].rows, options.rows[i]);
    EXPECT_EQ(result.files[i].bytes, std::filesystem::file_size(folder.File(result.files[i].name)));
    for (size_t row = 0; row < csv.rows.size(); ++row) {
      ASSERT_EQ(csv.rows[row][0], std::to_string(row + 1));
    }
  }
  EXPECT_EQ(progress.rows, progress.total_rows);
  EXPECT_EQ(progress.total_rows, 12345u + 1 + 8193);
}

TEST(Generate, RecordTellsOptionsAndChecksums) {
  TempFolder folder;
  GenerateResult result = Generate(Small(folder.path()));
  auto record = nlohmann::json::parse(ReadText(folder.File("generation.json")));
  EXPECT_EQ(record["options"]["seed"], 42);
  EXPECT_EQ(record["options"]["rows"]["customer_events.csv"], 40000);
  EXPECT_EQ(record["files"][2]["name"], "inventory_snapshots.csv");
  EXPECT_EQ(record["files"][2]["xxh3_128"], result.files[2].xxh3_128);
}

TEST(Generate, SecondCallDoesNothing) {
  TempFolder folder;
  GenerateOptions options = Small(folder.path());
  GenerateResult first = Generate(options);
  EXPECT_FALSE(first.up_to_date);
  auto written = std::filesystem::last_write_time(folder.File("customer_events.csv"));
  options.threads = 3;
  GenerateResult second = Generate(options);
  EXPECT_TRUE(second.up_to_date);
  EXPECT_EQ(second.bytes(), first.bytes());
  EXPECT_EQ(std::filesystem::last_write_time(folder.File("customer_events.csv")), written);
}

TEST(Generate, ChangedOptionsAndDamagedFilesAreGeneratedAnew) {
  TempFolder folder;
  GenerateOptions options = Small(folder.path());
  std::string checksum = Generate(options).files[0].xxh3_128;
  std::string file = folder.File("customer_events.csv");
  {
    std::fstream damage(file, std::ios::in | std::ios::out);
    damage.seekp(5000);
    damage << "x";
  }
  EXPECT_FALSE(Generate(options).up_to_date);
  EXPECT_TRUE(Generate(options).up_to_date);
  std::filesystem::resize_file(file, 10000);
  EXPECT_FALSE(Generate(options).up_to_date);
  std::filesystem::remove(file);
  EXPECT_EQ(Generate(options).files[0].xxh3_128, checksum);
  std::ofstream(folder.File("generation.json")) << "{\"files\": [";
  EXPECT_FALSE(Generate(options).up_to_date);
  options.customers += 1;
  EXPECT_FALSE(Generate(options).up_to_date);
}

TEST(Generate, DefectListGoesWithTheDefects) {
  TempFolder folder;
  GenerateOptions options = Small(folder.path());
  options.defects = 0.01;
  Generate(options);
  EXPECT_TRUE(std::filesystem::exists(folder.File("defects.csv")));
  options.defects = 0;
  EXPECT_FALSE(Generate(options).up_to_date);
  EXPECT_EQ(FilesIn(folder.path()), kCompleteSet);
}

TEST(Generate, KilledRunIsNotTakenAsComplete) {
  TempFolder folder;
  GenerateOptions options;
  options.folder = folder.path();
  Scale(options, 0.5);
  for (int wait_us : {500, 3'000, 20'000}) {
    pid_t child = fork();
    if (child == 0) {
      Generate(options);
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(wait_us));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    if (std::filesystem::exists(folder.File("generation.json"))) continue;  // it was faster
    EXPECT_FALSE(std::filesystem::exists(folder.File("support_tickets.csv")));
  }
  options.rows = Small(folder.path()).rows;
  EXPECT_FALSE(Generate(options).up_to_date);
  EXPECT_EQ(FilesIn(folder.path()), kCompleteSet);
}

TEST(Generate, CancelLeavesNothing) {
  TempFolder folder;
  base::CancelToken cancel;
  cancel.Cancel();
  base::Error error = ErrorOf([&] { Generate(Small(folder.path()), nullptr, cancel); });
  EXPECT_EQ(error.kind(), ErrorKind::kCancelled);
  EXPECT_TRUE(FilesIn(folder.path()).empty());
}

TEST(Generate, FullDiskIsOneErrorAndLeavesNothing) {
  TempFolder folder;
  // A file size limit fails a write just as a full disk does. In a child: it holds for the process.
  pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{1 << 20, 1 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    base::Error error = ErrorOf([&] { Generate(Small(folder.path())); });
    bool good = error.kind() == ErrorKind::kResourceExhausted &&
                error.message().find("customer_events.csv: ") != std::string::npos &&
                !error.hint().empty() && FilesIn(folder.path()).empty();
    _exit(good ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Generate, FailedCallKeepsTheFilesOfAnEarlierOne) {
  TempFolder folder;
  GenerateOptions options = Small(folder.path());
  std::string checksum = Generate(options).files[0].xxh3_128;
  base::CancelToken cancel;
  cancel.Cancel();
  GenerateOptions others = options;
  others.seed = 7;
  ErrorOf([&] { Generate(others, nullptr, cancel); });
  GenerateResult again = Generate(options);
  EXPECT_TRUE(again.up_to_date);
  EXPECT_EQ(again.files[0].xxh3_128, checksum);
}

TEST(Generate, UnusableFolders) {
  TempFolder folder;
  std::ofstream(folder.File("file")) << "x";
  base::Error error = ErrorOf([&] { Generate(Small(folder.File("file"))); });
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(), HasSubstr(folder.File("file")));
  EXPECT_EQ(ErrorOf([&] { Generate(Small(folder.File("file/below"))); }).kind(),
            ErrorKind::kInvalidArgument);
  // Even root cannot create files there.
  error = ErrorOf([&] { Generate(Small("/proc/self")); });
  EXPECT_NE(error.kind(), ErrorKind::kInternal);
  EXPECT_THAT(error.message(), HasSubstr("/proc/self"));
}

TEST(Generate, TwoProcessesOnOneFolderConflict) {
  TempFolder folder;
  int held = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  EXPECT_EQ(ErrorOf([&] { Generate(Small(folder.path())); }).kind(), ErrorKind::kConflict);
  ::close(held);
  EXPECT_FALSE(Generate(Small(folder.path())).up_to_date);
}

TEST(Generate, CreatesTheFolder) {
  TempFolder folder;
  Generate(Small(folder.File("a/b")));
  EXPECT_EQ(FilesIn(folder.File("a/b")), kCompleteSet);
}

}  // namespace
}  // namespace tarn::datagen
