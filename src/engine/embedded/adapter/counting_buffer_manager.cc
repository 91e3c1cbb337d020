#include "engine/embedded/adapter/counting_buffer_manager.h"

#include <algorithm>
#include <utility>

#include "duckdb/storage/buffer_manager.hpp"
#include "duckdb/storage/temporary_memory_manager.hpp"

namespace tarn::engine::embedded {
namespace {

using duckdb::BlockHandle;
using duckdb::BlockManager;
using duckdb::BufferHandle;
using duckdb::FileBuffer;
using duckdb::idx_t;
using duckdb::MemoryTag;
using duckdb::QueryContext;

// DuckDB's own buffer manager of a connection, with an account of what goes through it. Blocks are
// unpinned, evicted and freed past it: that is between a block and DuckDB's buffer pool.
class CountingBufferManager : public duckdb::BufferManager {
 public:
  CountingBufferManager(duckdb::unique_ptr<duckdb::BufferManager> below,
                        std::shared_ptr<StatementMemory> memory)
      : below_(std::move(below)), memory_(std::move(memory)) {}

  duckdb::shared_ptr<BlockHandle> AllocateTemporaryMemory(MemoryTag tag, idx_t block_size,
                                                          bool can_destroy) override {
    return Block(block_size,
                 [&] { return below_->AllocateTemporaryMemory(tag, block_size, can_destroy); });
  }
  duckdb::shared_ptr<BlockHandle> AllocateMemory(MemoryTag tag, BlockManager* block_manager,
                                                 bool can_destroy) override {
    return Block(block_manager->GetBlockSize(),
                 [&] { return below_->AllocateMemory(tag, block_manager, can_destroy); });
  }
  BufferHandle Allocate(MemoryTag tag, idx_t block_size, bool can_destroy) override {
    return Handle(block_size, [&] { return below_->Allocate(tag, block_size, can_destroy); });
  }
  BufferHandle Allocate(MemoryTag tag, BlockManager* block_manager, bool can_destroy) override {
    return Handle(block_manager->GetBlockSize(),
                  [&] { return below_->Allocate(tag, block_manager, can_destroy); });
  }
  duckdb::shared_ptr<BlockHandle> RegisterTransientMemory(const idx_t size,
                                                          BlockManager& block_manager) override {
    return Block(size, [&] { return below_->RegisterTransientMemory(size, block_manager); });
  }
  duckdb::shared_ptr<BlockHandle> RegisterSmallMemory(const idx_t size) override {
    return Block(size, [&] { return below_->RegisterSmallMemory(size); });
  }
  duckdb::shared_ptr<BlockHandle> RegisterSmallMemory(MemoryTag tag, const idx_t size) override {
    return Block(size, [&] { return below_->RegisterSmallMemory(tag, size); });
  }

  // What a limit is about is that operators take more: pinning what they have is only counted. It
  // is done by destructors too, which must not throw.
  BufferHandle Pin(duckdb::shared_ptr<BlockHandle>& handle) override {
    return Pin(QueryContext(), handle);
  }
  BufferHandle Pin(const QueryContext& context, duckdb::shared_ptr<BlockHandle>& handle) override {
    const duckdb::BlockMemory& block = handle->GetMemory();
    if (block.GetReaders() > 0) return below_->Pin(context, handle);
    const idx_t bytes = block.GetMemoryUsage();
    BufferHandle result = memory_->MakeRoom(bytes, [&] { return below_->Pin(context, handle); });
    memory_->PinBlock(block);
    return result;
  }
  void Prefetch(duckdb::vector<duckdb::shared_ptr<BlockHandle>>& handles) override {
    below_->Prefetch(handles);
  }
  void Unpin(duckdb::shared_ptr<BlockHandle>& handle) override { below_->Unpin(handle); }

  duckdb::Allocator& GetBufferAllocator() override { return memory_->allocator(); }
  void ReserveMemory(idx_t size) override {
    memory_->Admit(size);
    memory_->MakeRoom(size, [&] { below_->ReserveMemory(size); });
    memory_->AddBytes(size);
  }
  void FreeReservedMemory(idx_t size) override {
    below_->FreeReservedMemory(size);
    memory_->RemoveBytes(size);
  }

  // What operators plan with.
  idx_t GetMaxMemory() const override {
    return std::min<idx_t>(below_->GetMaxMemory(), memory_->limit());
  }
  idx_t GetQueryMaxMemory() const override {
    return std::min<idx_t>(below_->GetQueryMaxMemory(), memory_->limit());
  }
  // All statements share one that divides memory among their operators; that of a statement with a
  // limit has its own, since the others' shares do not count there.
  duckdb::TemporaryMemoryManager& GetTemporaryMemoryManager() override {
    return memory_->limit() < below_->GetMaxMemory() ? own_shares_
                                                     : below_->GetTemporaryMemoryManager();
  }

  idx_t GetUsedMemory() const override { return below_->GetUsedMemory(); }
  idx_t GetUsedSwap() const override { return below_->GetUsedSwap(); }
  duckdb::optional_idx GetMaxSwap() const override { return below_->GetMaxSwap(); }
  idx_t GetBlockAllocSize() const override { return below_->GetBlockAllocSize(); }
  idx_t GetBlockSize() const override { return below_->GetBlockSize(); }
  duckdb::vector<duckdb::MemoryInformation> GetMemoryUsageInfo() const override {
    return below_->GetMemoryUsageInfo();
  }
  void SetMemoryLimit(idx_t limit) override { below_->SetMemoryLimit(limit); }
  void SetSwapLimit(duckdb::optional_idx limit) override { below_->SetSwapLimit(limit); }
  BlockManager& GetTemporaryBlockManager() override { return below_->GetTemporaryBlockManager(); }
  duckdb::vector<duckdb::TemporaryFileInformation> GetTemporaryFiles() override {
    return below_->GetTemporaryFiles();
  }
  const std::string& GetTemporaryDirectory() const override {
    return below_->GetTemporaryDirectory();
  }
  void SetTemporaryDirectory(const std::string& folder) override {
    below_->SetTemporaryDirectory(folder);
  }
  bool HasTemporaryDirectory() const override { return below_->HasTemporaryDirectory(); }
  bool HasFilesInTemporaryDirectory() const override {
    return below_->HasFilesInTemporaryDirectory();
  }
  duckdb::unique_ptr<FileBuffer> ConstructManagedBuffer(idx_t size, idx_t header_size,
                                                        duckdb::unique_ptr<FileBuffer>&& source,
                                                        duckdb::FileBufferType type) override {
    return below_->ConstructManagedBuffer(size, header_size, std::move(source), type);
  }
  duckdb::BufferPool& GetBufferPool() const override { return below_->GetBufferPool(); }
  const duckdb::DatabaseInstance& GetDatabase() const override {
    return std::as_const(*below_).GetDatabase();
  }
  duckdb::DatabaseInstance& GetDatabase() override { return below_->GetDatabase(); }
  void PurgeQueue(const BlockHandle& handle) override { below_->PurgeQueue(handle); }
  void AddToEvictionQueue(duckdb::shared_ptr<BlockHandle>& handle) override {
    below_->AddToEvictionQueue(handle);
  }
  void WriteTemporaryBuffer(MemoryTag tag, duckdb::block_id_t block_id,
                            FileBuffer& buffer) override {
    below_->WriteTemporaryBuffer(tag, block_id, buffer);
  }
  duckdb::unique_ptr<FileBuffer> ReadTemporaryBuffer(
      QueryContext context, MemoryTag tag, BlockHandle& block,
      duckdb::unique_ptr<FileBuffer> buffer) override {
    return below_->ReadTemporaryBuffer(context, tag, block, std::move(buffer));
  }
  void DeleteTemporaryFile(duckdb::BlockMemory& memory) override {
    below_->DeleteTemporaryFile(memory);
  }

 private:
  template <typename F>
  duckdb::shared_ptr<BlockHandle> Block(idx_t bytes, F&& take) {
    memory_->Admit(bytes);
    auto block = memory_->MakeRoom(bytes, std::forward<F>(take));
    if (block) memory_->AddBlock(block);
    return block;
  }
  template <typename F>
  BufferHandle Handle(idx_t bytes, F&& take) {
    memory_->Admit(bytes);
    BufferHandle handle = memory_->MakeRoom(bytes, std::forward<F>(take));
    if (const auto& block = handle.GetBlockHandle()) memory_->AddBlock(block);
    return handle;
  }

  const duckdb::unique_ptr<duckdb::BufferManager> below_;
  const std::shared_ptr<StatementMemory> memory_;
  duckdb::TemporaryMemoryManager own_shares_;
};

}  // namespace

void CountMemory(duckdb::ClientContext& context, std::shared_ptr<StatementMemory> memory) {
  auto& manager = duckdb::ClientData::Get(context).client_buffer_manager;
  manager = duckdb::make_uniq<CountingBufferManager>(std::move(manager), std::move(memory));
}

}  // namespace tarn::engine::embedded
