#include "datagen/generator.h"

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include <unistd.h>

#include "datagen/defects.h"
#include "datagen/generation_record.h"
#include "datagen/output_file.h"
#include "datagen/slice.h"

namespace tarn::datagen {
namespace {

using base::ErrorKind;

// Lets the slices through one after the other, whichever thread has them. A failure lets everybody
// out. Thread safe.
class Turnstile {
 public:
  // Waits until `turn` is on; false when the work has failed.
  bool Enter(uint64_t turn) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return turn_ == turn || failure_; });
    return !failure_;
  }
  void Leave() {
    std::lock_guard lock(mutex_);
    ++turn_;
    changed_.notify_all();
  }
  // The first failure stays.
  void Fail(std::exception_ptr failure) {
    std::lock_guard lock(mutex_);
    if (!failure_) failure_ = failure;
    changed_.notify_all();
  }
  bool failed() {
    std::lock_guard lock(mutex_);
    return failure_ != nullptr;
  }
  void Rethrow() {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t turn_ = 0;
  std::exception_ptr failure_;
};

// One call of Generate: files, threads and what they share.
class Generation {
 public:
  Generation(const GenerateOptions& options, base::Progress* progress,
             const base::CancelToken& cancel)
      : options_(options),
        world_(options),
        slices_(SliceCount(options)),
        progress_(progress),
        cancel_(cancel) {}

  std::vector<GeneratedFile> Run() {
    OpenFiles();
    unsigned threads =
        options_.threads > 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency());
    threads = static_cast<unsigned>(std::min<uint64_t>(threads, slices_));
    {
      std::vector<std::jthread> workers;
      for (unsigned i = 1; i < threads; ++i) workers.emplace_back([this] { Work(); });
      Work();
    }
    turnstile_.Rethrow();
    return Publish();
  }

 private:
  void OpenFiles() {
    for (FileKind kind : kAllFiles) {
      files_.push_back(std::make_unique<OutputFile>(options_.folder, FileName(kind)));
      files_.back()->Append(Header(kind));
    }
    if (options_.defects > 0) {
      files_.push_back(std::make_unique<OutputFile>(options_.folder, kDefectsFileName));
      files_.back()->Append(kDefectsHeader);
    }
  }

  void Work() {
    try {
      Slice slice;
      std::string defects;
      while (!turnstile_.failed()) {
        uint64_t index = next_slice_.fetch_add(1, std::memory_order_relaxed);
        if (index >= slices_) return;
        cancel_.Check();
        BeginSlice(world_, index, slices_, slice);
        FillSlice(world_, slice);
        defects.clear();
        PlantDefects(world_, slice, defects);
        if (!WriteSlice(slice, defects)) return;
      }
    } catch (...) {
      turnstile_.Fail(std::current_exception());
    }
  }

  // Checksums are taken in the order of the file, the bytes are written side by side.
  bool WriteSlice(const Slice& slice, std::string_view defects) {
    std::array<std::string_view, kFileCount + 1> pieces;
    std::array<uint64_t, kFileCount + 1> offsets{};
    for (size_t i = 0; i < kFileCount; ++i) pieces[i] = {slice.csv[i].data(), slice.csv[i].size()};
    pieces[kFileCount] = defects;
    if (!turnstile_.Enter(slice.index)) return false;
    for (size_t i = 0; i < files_.size(); ++i) offsets[i] = files_[i]->Claim(pieces[i]);
    turnstile_.Leave();
    uint64_t rows = 0, bytes = 0;
    for (size_t i = 0; i < files_.size(); ++i) {
      files_[i]->WriteAt(offsets[i], pieces[i]);
      bytes += pieces[i].size();
      if (i < kFileCount) rows += slice.rows[i].size();
    }
    if (progress_ != nullptr) {
      progress_->rows += rows;
      progress_->bytes += bytes;
    }
    return true;
  }

  std::vector<GeneratedFile> Publish() {
    cancel_.Check();
    std::vector<GeneratedFile> result;
    uint64_t all_defects = 0;
    for (size_t i = 0; i < files_.size(); ++i) {
      bool is_data = i < kFileCount;
      uint64_t defects = is_data ? DefectCount(options_.rows[i], options_.defects) : 0;
      all_defects += defects;
      result.push_back({files_[i]->name(), is_data ? options_.rows[i] : all_defects,
                        files_[i]->bytes(), files_[i]->Checksum(), defects});
    }
    OutputFile record(options_.folder, kRecordFileName);
    record.Append(RecordText(options_, result));
    // From here on the old set is gone: its record must not vouch for a mixture.
    std::filesystem::path folder(options_.folder);
    std::error_code ignored;
    std::filesystem::remove(folder / kRecordFileName, ignored);
    if (options_.defects == 0) std::filesystem::remove(folder / kDefectsFileName, ignored);
    for (auto& file : files_) file->Publish();
    record.Publish();
    return result;
  }

  const GenerateOptions& options_;
  const World world_;
  const uint64_t slices_;
  base::Progress* progress_;
  const base::CancelToken& cancel_;
  std::vector<std::unique_ptr<OutputFile>> files_;
  std::atomic<uint64_t> next_slice_{0};
  Turnstile turnstile_;
};

}  // namespace

uint64_t GenerateResult::rows() const {
  uint64_t sum = 0;
  for (size_t i = 0; i < files.size() && i < kFileCount; ++i) sum += files[i].rows;
  return sum;
}

uint64_t GenerateResult::bytes() const {
  uint64_t sum = 0;
  for (size_t i = 0; i < files.size() && i < kFileCount; ++i) sum += files[i].bytes;
  return sum;
}

GenerateResult Generate(const GenerateOptions& options, base::Progress* progress,
                        const base::CancelToken& cancel) {
  CheckOptions(options);
  FolderLock lock(options.folder);
  GenerateResult result;
  if (progress != nullptr) {
    uint64_t total = 0;
    for (uint64_t rows : options.rows) total += rows;
    progress->total_rows = total;
  }
  if (auto files = FindIntact(options)) {
    result.up_to_date = true;
    result.files = *files;
    if (progress != nullptr) {
      progress->rows = result.rows();
      progress->bytes = result.bytes();
    }
    return result;
  }
  result.files = Generation(options, progress, cancel).Run();
  return result;
}

}  // namespace tarn::datagen
