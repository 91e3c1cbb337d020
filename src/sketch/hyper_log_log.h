#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tarn::sketch {

// How many different values there are, about: HyperLogLog as Trino 476 keeps it, in the bytes of
// its type HyperLogLog (https://trino.io/docs/476/functions/hyperloglog.html; the layouts are
// docs/hll.md of github.com/airlift/airlift). While there are few values it is a list of the first
// 26 bits of their hashes ("sparse"), then a table of 4 bits a bucket ("dense"). A value.
class HyperLogLog {
 public:
  // 2^12 buckets: a standard error of 1.625 %.
  static constexpr int kDefaultIndexBits = 12;

  // 2^index_bits buckets, 1 to 16.
  explicit HyperLogLog(int index_bits = kDefaultIndexBits);
  // kInvalidArgument for bytes that are no sketch.
  static HyperLogLog Deserialize(std::string_view bytes);
  std::string Serialize() const;

  // A value by the first 64 bits of its MurmurHash3_x64_128 with seed 0.
  void AddHash(uint64_t hash);
  // kInvalidArgument when one of them is dense and the numbers of buckets differ.
  void Merge(const HyperLogLog& other);
  void MakeDense();
  // kInvalidArgument for dense sketches of fewer than 16 buckets.
  int64_t Cardinality() const;

 private:
  // An entry is 26 bits of a hash and, in 6 bits, how many zeros follow; ascending.
  struct Sparse {
    int index_bits;
    std::vector<uint32_t> entries;
    // Entries that Trino has room for: decides when it gives up being sparse.
    size_t room;

    void Add(uint32_t bucket, uint32_t zeros);
    void Merge(const Sparse& other);
    // fn(bucket, value) of a table of 2^index_bits buckets.
    template <typename Fn>
    void EachBucket(Fn fn) const;
  };
  // A bucket's value is baseline + delta, of 4 bits, + overflow where the delta is 15.
  struct Dense {
    struct Overflow {
      int bucket;
      int value;
    };
    int index_bits;
    int baseline = 0;
    int at_baseline = 0;  // buckets whose delta is 0
    std::vector<uint8_t> deltas;
    std::vector<Overflow> overflows;

    explicit Dense(int bits);
    int Buckets() const { return 1 << index_bits; }
    int Delta(int bucket) const;
    void SetDelta(int bucket, int delta);
    Overflow* FindOverflow(int bucket);
    int OverflowOf(int bucket) const;
    int ValueOf(int bucket) const;
    void Insert(int bucket, int value);
    void RaiseBaseline();
    void Merge(const Dense& other);
    int64_t Cardinality() const;
  };

  static Sparse ReadSparse(std::string_view bytes);
  static Dense ReadDense(std::string_view bytes);
  static Dense DenseOf(const Sparse& sparse);
  void MakeDenseIfSmaller();

  std::variant<Sparse, Dense> form_;
};

}  // namespace tarn::sketch
