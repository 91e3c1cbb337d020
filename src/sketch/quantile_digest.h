#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::sketch {

// Quantiles of 64-bit integers with a bound on the error of their rank: a q-digest (Shrivastava et
// al., "Medians and Beyond"), a binary tree over the bits of the values whose light subtrees are
// folded into their roots, in the bytes of Trino 476's types qdigest(…)
// (https://trino.io/docs/476/functions/qdigest.html). A value.
class QuantileDigest {
 public:
  static constexpr double kDefaultError = 0.01;

  // A rank is off by at most so much of all, in [0, 1].
  explicit QuantileDigest(double max_error = kDefaultError) : max_error_(max_error) {}
  // kInvalidArgument for bytes that are no digest, or of one whose weights decay.
  static QuantileDigest Deserialize(std::string_view bytes);
  // Folds first what can be.
  std::string Serialize();

  // `weight` is positive.
  void Add(int64_t value, double weight);
  // kInvalidArgument when the errors differ.
  void Merge(const QuantileDigest& other);

  double max_error() const { return max_error_; }
  // The value below which `quantile` of all are; kInvalidArgument unless in [0, 1].
  int64_t ValueAt(double quantile) const;
  // Which part of all is below the value; nothing for one beyond the least or the greatest.
  std::optional<double> QuantileOf(int64_t value) const;

 private:
  static constexpr int kNone = -1;
  // The values whose bits from `level` up are those of `bits`: one value in level 0.
  struct Node {
    uint64_t bits = 0;  // of the value, so that unsigned order is that of the values
    int level = 0;
    double count = 0;
    int left = kNone;
    int right = kNone;
  };
  enum class Order { kLeftFirst, kRightFirst };

  Node& At(int node) { return nodes_[static_cast<size_t>(node)]; }
  const Node& At(int node) const { return nodes_[static_cast<size_t>(node)]; }
  int Create(uint64_t bits, int level, double count);
  int MakeSiblings(int first, int second);
  void Insert(uint64_t bits, double count);
  int MergeInto(int node, const QuantileDigest& other, int other_node);
  int CopyOf(const QuantileDigest& other, int other_node);
  int64_t CompressionFactor() const;
  void Compress();
  void CompressBelow(int node, double bound);
  int TryRemove(int node);
  void Remove(int node);
  // Children before their parents, until visit(node) says false; says whether it never did.
  bool Visit(int node, Order order, const std::function<bool(int)>& visit) const;
  int64_t LowerBound(int node) const;
  int64_t UpperBound(int node) const;
  int64_t Least() const;
  int64_t Greatest() const;

  double max_error_;
  double weight_ = 0;
  int64_t min_ = std::numeric_limits<int64_t>::max();
  int64_t max_ = std::numeric_limits<int64_t>::min();
  int root_ = kNone;
  std::vector<Node> nodes_;
  std::vector<int> free_;
};

}  // namespace tarn::sketch
