#pragma once

#include <atomic>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace tarn::jinja {

// A reference-counted heap object: what a Value points to when it does not fit into it. The count
// is atomic, so immutable cells (strings, tuples of them) may be shared by threads. Released chains
// of any length are destroyed without recursion, so that a template which nests lists a million
// deep cannot overflow the stack.
class Cell {
 public:
  Cell() = default;
  Cell(const Cell&) = delete;
  Cell& operator=(const Cell&) = delete;
  virtual ~Cell() = default;

  void Acquire() const noexcept { count_.fetch_add(1, std::memory_order_relaxed); }
  void Release() const noexcept {
    if (count_.fetch_sub(1, std::memory_order_release) == 1) {
      std::atomic_thread_fence(std::memory_order_acquire);
      Destroy(this);
    }
  }
  uint32_t use_count() const noexcept { return count_.load(std::memory_order_acquire); }

  // A mark for whoever walks over cells; false when it is set already. Not for cells that threads
  // share.
  bool Mark() const noexcept { return !std::exchange(marked_, true); }
  void Unmark() const noexcept { marked_ = false; }

 private:
  static void Destroy(const Cell* cell) noexcept;

  mutable std::atomic<uint32_t> count_{0};
  mutable bool marked_ = false;
};

// Shared ownership of a cell.
template <typename T>
class Ref {
 public:
  Ref() = default;
  explicit Ref(T* cell) : cell_(cell) {
    if (cell_) cell_->Acquire();
  }
  Ref(const Ref& other) : Ref(other.cell_) {}
  Ref(Ref&& other) noexcept : cell_(std::exchange(other.cell_, nullptr)) {}
  template <typename U>
    requires std::is_convertible_v<U*, T*>
  Ref(const Ref<U>& other) : Ref(other.get()) {}
  ~Ref() {
    if (cell_) cell_->Release();
  }
  Ref& operator=(Ref other) noexcept {
    std::swap(cell_, other.cell_);
    return *this;
  }

  T* get() const { return cell_; }
  T* operator->() const { return cell_; }
  T& operator*() const { return *cell_; }
  explicit operator bool() const { return cell_ != nullptr; }
  bool operator==(const Ref& other) const { return cell_ == other.cell_; }

 private:
  T* cell_ = nullptr;
};

template <typename T, typename... Args>
Ref<T> MakeRef(Args&&... args) {
  return Ref<T>(new T(std::forward<Args>(args)...));
}

}  // namespace tarn::jinja
