#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "store/object_store.h"

namespace tarn::store::testing {

enum class Call {
  kRead,
  kWrite,  // Write and WriteIfAbsent
  kOpenWriter,
  kAppend,
  kClose,
  kList,
  kRemove,
  kStat,
  kMakeDurable,
};

// Wraps a store and runs a hook before and after every call, which makes the call fail by throwing:
// a throw before is a call that did nothing, a throw after one whose answer was lost. For tests.
// Thread safe as far as the hooks are.
class FaultyStore : public ObjectStore {
 public:
  using Hook = std::function<void(Call call, const std::string& path)>;

  explicit FaultyStore(ObjectStore& store) : store_(store) {}
  Hook before = [](Call, const std::string&) {};
  Hook after = [](Call, const std::string&) {};

  std::string Read(const std::string& path) override {
    return Wrap(Call::kRead, path, [&] { return store_.Read(path); });
  }
  std::string ReadRange(const std::string& path, uint64_t offset, uint64_t length) override {
    return Wrap(Call::kRead, path, [&] { return store_.ReadRange(path, offset, length); });
  }
  void Write(const std::string& path, std::string_view bytes) override {
    Wrap(Call::kWrite, path, [&] { return store_.Write(path, bytes), 0; });
  }
  bool WriteIfAbsent(const std::string& path, std::string_view bytes) override {
    return Wrap(Call::kWrite, path, [&] { return store_.WriteIfAbsent(path, bytes); });
  }
  std::unique_ptr<ObjectWriter> OpenWriter(const std::string& path) override {
    return Wrap(Call::kOpenWriter, path, [&]() -> std::unique_ptr<ObjectWriter> {
      return std::make_unique<Writer>(*this, path, store_.OpenWriter(path));
    });
  }
  std::vector<ObjectInfo> List(const std::string& prefix) override {
    return Wrap(Call::kList, prefix, [&] { return store_.List(prefix); });
  }
  void Scan(const std::string& prefix,
            const std::function<void(const ObjectInfo&)>& visit) override {
    Wrap(Call::kList, prefix, [&] { return store_.Scan(prefix, visit), 0; });
  }
  void Remove(const std::string& path) override {
    Wrap(Call::kRemove, path, [&] { return store_.Remove(path), 0; });
  }
  std::optional<ObjectInfo> Stat(const std::string& path) override {
    return Wrap(Call::kStat, path, [&] { return store_.Stat(path); });
  }
  size_t RemoveUnfinished(const std::string& prefix, base::TimePoint begun_before) override {
    return store_.RemoveUnfinished(prefix, begun_before);
  }
  void MakeDurable(std::span<const std::string> paths) override {
    std::string first = paths.empty() ? "" : paths.front();
    Wrap(Call::kMakeDurable, first, [&] { return store_.MakeDurable(paths), 0; });
  }

 private:
  template <typename Body>
  std::invoke_result_t<Body> Wrap(Call call, const std::string& path, Body body) {
    before(call, path);
    auto result = body();
    after(call, path);
    return result;
  }

  class Writer : public ObjectWriter {
   public:
    Writer(FaultyStore& owner, std::string path, std::unique_ptr<ObjectWriter> inner)
        : owner_(owner), path_(std::move(path)), inner_(std::move(inner)) {}
    void Append(std::string_view bytes) override {
      owner_.Wrap(Call::kAppend, path_, [&] { return inner_->Append(bytes), 0; });
    }
    void Close() override {
      owner_.Wrap(Call::kClose, path_, [&] { return inner_->Close(), 0; });
    }
    void Abort() noexcept override { inner_->Abort(); }
    uint64_t size() const override { return inner_->size(); }

   private:
    FaultyStore& owner_;
    std::string path_;
    std::unique_ptr<ObjectWriter> inner_;
  };

  ObjectStore& store_;
};

}  // namespace tarn::store::testing
