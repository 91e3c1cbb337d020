#include "engine/embedded/adapter/statement_memory.h"

#include <cstring>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "engine/embedded/adapter/counting_buffer_manager.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/memory_governor.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BufferHandle;
using duckdb::BufferManager;
using duckdb::MemoryTag;
using ::testing::HasSubstr;

constexpr uint64_t kMb = uint64_t{1} << 20;
constexpr size_t kSize = 256 * 1024 - 64;

class StatementMemoryTest : public ::testing::Test {
 protected:
  StatementMemoryTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-memory-" + base::NewUuid())) {
    duckdb::DBConfig config;
    config.options.temporary_directory = folder_.string();
    database_ = duckdb::make_uniq<duckdb::DuckDB>(nullptr, &config);
    Connect();
  }
  ~StatementMemoryTest() override {
    if (connection_) Disconnect();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  void Connect() {
    connection_ = duckdb::make_uniq<duckdb::Connection>(*database_);
    memory_ = governor_.Open(BufferManager::GetBufferManager(*database_->instance));
    CountMemory(*connection_->context, memory_);
  }
  void Disconnect() {
    connection_.reset();
    governor_.Close(memory_);
    memory_.reset();
  }
  void Begin(const MemoryLimits& limits) { memory_->Begin(limits, connection_->context); }
  BufferManager& manager() { return BufferManager::GetBufferManager(*connection_->context); }
  BufferHandle Block(char fill) {
    BufferHandle handle = manager().Allocate(MemoryTag::COLUMN_DATA, kSize, false);
    std::memset(handle.Ptr(), fill, kSize);
    return handle;
  }
  // What a statement is told when it takes more.
  static std::string ErrorOf(const std::function<void()>& body) {
    try {
      body();
    } catch (const std::exception& error) {
      return FromDuckError(duckdb::ErrorData(error)).message();
    }
    ADD_FAILURE() << "no error";
    return "";
  }

  const std::filesystem::path folder_;
  MemoryGovernor governor_;  // outlives the database
  duckdb::unique_ptr<duckdb::DuckDB> database_;
  duckdb::unique_ptr<duckdb::Connection> connection_;
  std::shared_ptr<StatementMemory> memory_;
};

TEST_F(StatementMemoryTest, CountsBlocksAndBytes) {
  Begin({});
  const uint64_t before = memory_->Use(true).user;
  std::vector<BufferHandle> pinned;
  for (int i = 0; i < 40; ++i) pinned.push_back(Block('a'));
  EXPECT_EQ(memory_->Use(true).user - before, 10 * kMb);
  const auto block = pinned.back().GetBlockHandle();
  pinned.pop_back();
  EXPECT_EQ(memory_->Use(true).revocable, kMb / 4);  // unpinned
  pinned.clear();
  EXPECT_EQ(memory_->Use(true).user, before);
  EXPECT_GE(memory_->Use().peak_user, 10 * kMb);
  auto bytes = manager().GetBufferAllocator().Allocate(3 * kMb);
  EXPECT_EQ(memory_->Use(true).user - before, 3 * kMb);
  bytes.Reset();
  manager().ReserveMemory(kMb);
  EXPECT_EQ(memory_->Use(true).user - before, kMb);
  manager().FreeReservedMemory(kMb);
  EXPECT_EQ(memory_->Use(true).user, before);
  Begin({});  // another statement has its own peak
  EXPECT_LT(memory_->Use().peak_user, kMb);
}

TEST_F(StatementMemoryTest, ALimitRefusesMoreAndPinsWhatIsThere) {
  Begin({.query = 8 * kMb, .query_per_node = {}, .query_total = {}});
  EXPECT_EQ(manager().GetMaxMemory(), 8 * kMb);
  std::vector<BufferHandle> pinned;
  EXPECT_EQ(ErrorOf([&] {
              for (int i = 0; i < 40; ++i) pinned.push_back(Block('a'));
            }),
            "Query exceeded distributed user memory limit of 8MB");
  EXPECT_GE(pinned.size(), 31u);
  EXPECT_LE(pinned.size(), 34u);
  EXPECT_EQ(ErrorOf([&] { manager().GetBufferAllocator().Allocate(kMb); }),
            "Query exceeded distributed user memory limit of 8MB");
  // Destructors pin: that is not refused.
  auto block = pinned.front().GetBlockHandle();
  pinned.front().Destroy();
  EXPECT_TRUE(manager().Pin(block).IsValid());
  pinned.clear();
  EXPECT_TRUE(Block('b').IsValid());  // there is room again
}

TEST_F(StatementMemoryTest, TheTotalIsKeptBySpilling) {
  Begin({.query = {}, .query_per_node = {}, .query_total = 8 * kMb});
  // In use although it is not pinned: never spilled.
  const auto small = manager().RegisterSmallMemory(MemoryTag::COLUMN_DATA, 1024);
  auto* const data = small->GetMemory().GetBuffer()->InternalBuffer();
  std::vector<duckdb::shared_ptr<duckdb::BlockHandle>> blocks;
  for (int i = 0; i < 80; ++i) blocks.push_back(Block(static_cast<char>(i)).GetBlockHandle());
  const MemoryUse use = memory_->Use(true);
  EXPECT_LE(use.user + use.revocable, 9 * kMb);
  EXPECT_GE(use.spilled, 11 * kMb);
  EXPECT_GE(use.peak_spilled, 11 * kMb);
  EXPECT_FALSE(small->GetMemory().IsUnloaded());
  EXPECT_EQ(small->GetMemory().GetBuffer()->InternalBuffer(), data);
  for (int i = 0; i < 80; ++i) {
    const BufferHandle handle = manager().Pin(blocks[i]);
    EXPECT_EQ(static_cast<char>(handle.Ptr()[kSize - 1]), static_cast<char>(i));
  }
  std::vector<BufferHandle> pinned;
  EXPECT_EQ(ErrorOf([&] {
              for (int i = 0; i < 40; ++i) pinned.push_back(Block('a'));
            }),
            "Query exceeded distributed total memory limit of 8MB");
}

TEST_F(StatementMemoryTest, WhatOutlivesTheConnectionIsGivenBackLater) {
  Begin({});
  auto bytes = manager().GetBufferAllocator().Allocate(kMb);
  auto handle = Block('a');
  Disconnect();
  EXPECT_EQ(governor_.accounts(), 1u);
  Connect();
  EXPECT_EQ(governor_.accounts(), 2u);  // some of its bytes are left
  bytes.Reset();
  handle.Destroy();
  Disconnect();
  Connect();
  EXPECT_EQ(governor_.accounts(), 1u);
}

TEST_F(StatementMemoryTest, ACondemnedStatementGetsNothing) {
  Begin({});
  memory_->Condemn();
  EXPECT_EQ(ErrorOf([&] { Block('a'); }), kClusterOutOfMemory);
  EXPECT_TRUE(memory_->Use().condemned);
  EXPECT_TRUE(memory_->interrupted());
  memory_->Forgive();  // it was told: what cleans up goes on
  EXPECT_TRUE(Block('a').IsValid());
  Begin({});
  EXPECT_FALSE(memory_->Use().condemned);
}

}  // namespace
}  // namespace tarn::engine::embedded
