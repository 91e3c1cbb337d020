#include "sketch/quantile_digest.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/standard_error.h"
#include "sketch/bytes.h"

namespace tarn::sketch {
namespace {

constexpr int kBits = 64;
constexpr uint8_t kFormat = 0;
constexpr uint8_t kHasLeft = 1, kHasRight = 2;
constexpr int kLevelShift = 2;
constexpr size_t kNodeBytes = 17;
// Less is no weight.
constexpr double kNoWeight = 1e-5;

// Trino lets its library of sketches say it.
[[noreturn]] void Invalid(std::string_view problem) {
  base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kGenericInternalError, "{}",
              problem);
}

uint64_t BitsOf(int64_t value) { return static_cast<uint64_t>(value) ^ (uint64_t{1} << 63); }
int64_t ValueOf(uint64_t bits) { return static_cast<int64_t>(bits ^ (uint64_t{1} << 63)); }

bool InSameSubtree(uint64_t a, uint64_t b, int level) {
  return level == kBits || (a >> level) == (b >> level);
}
// Whether `bits` are on the right side below a node of `level`, which is no leaf.
bool IsRight(uint64_t bits, int level) { return (bits >> (level - 1) & 1) != 0; }

uint64_t BitsBelow(int level) { return level == 0 ? 0 : ~uint64_t{0} >> (kBits - level); }

}  // namespace

QuantileDigest QuantileDigest::Deserialize(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Take<uint8_t>() != kFormat) Invalid("Invalid format");
  QuantileDigest digest(reader.Take<double>());
  const auto decay = reader.Take<double>();
  if (decay != 0) Invalid("digests whose weights decay are not read");
  reader.Take<int64_t>();  // since when they do
  digest.min_ = reader.Take<int64_t>();
  digest.max_ = reader.Take<int64_t>();
  const auto count = reader.Take<int32_t>();
  if (count < 0 || reader.left() / kNodeBytes < static_cast<size_t>(count)) {
    Invalid("Too many nodes in deserialized tree. Possible corruption");
  }
  // Children come before their parent: those without one yet are on the stack.
  std::vector<int> stack;
  const auto pop = [&](int level) {
    if (stack.empty()) Invalid("Tree is corrupted. Expected a single root node");
    const int child = stack.back();
    stack.pop_back();
    if (digest.At(child).level >= level) Invalid("Tree is corrupted. A child is above its parent");
    return child;
  };
  for (int at = 0; at < count; ++at) {
    const auto structure = reader.Take<uint8_t>();
    Node node;
    node.level = structure >> kLevelShift;
    if ((structure & (kHasLeft | kHasRight)) != 0) ++node.level;  // of a leaf it would be 0
    if ((structure & kHasRight) != 0) node.right = pop(node.level);
    if ((structure & kHasLeft) != 0) node.left = pop(node.level);
    node.count = reader.Take<double>();
    node.bits = reader.Take<uint64_t>();
    digest.weight_ += node.count;
    digest.nodes_.push_back(node);
    stack.push_back(at);
  }
  if (count > 0 && stack.size() != 1) Invalid("Tree is corrupted. Expected a single root node");
  digest.root_ = count - 1;
  return digest;
}

std::string QuantileDigest::Serialize() {
  Compress();
  // A leaf above level 0 comes back a level lower: so the format has it.
  std::string out;
  PutBytes(out, kFormat);
  PutBytes(out, max_error_);
  PutBytes(out, 0.0);
  PutBytes(out, int64_t{0});
  PutBytes(out, min_);
  PutBytes(out, max_);
  PutBytes(out, static_cast<int32_t>(nodes_.size() - free_.size()));
  Visit(root_, Order::kLeftFirst, [&](int at) {
    const Node& node = At(at);
    int structure = std::max(node.level - 1, 0) << kLevelShift;
    if (node.left != kNone) structure |= kHasLeft;
    if (node.right != kNone) structure |= kHasRight;
    PutBytes(out, static_cast<uint8_t>(structure));
    PutBytes(out, node.count);
    PutBytes(out, node.bits);
    return true;
  });
  return out;
}

void QuantileDigest::Add(int64_t value, double weight) {
  max_ = std::max(max_, value);
  min_ = std::min(min_, value);
  const double before = weight_;
  Insert(BitsOf(value), weight);
  // Which nodes are light changes for all of them when the weight passes the next multiple.
  const int64_t factor = CompressionFactor();
  const auto multiple = [&](double sum) {
    return static_cast<int64_t>(std::min(sum, 9e18)) / factor;
  };
  if (multiple(before) != multiple(weight_)) Compress();
}

void QuantileDigest::Merge(const QuantileDigest& other) {
  if (max_error_ != other.max_error_) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kGenericInternalError,
                "Cannot merge qdigests with different accuracies ({} vs. {})", max_error_,
                other.max_error_);
  }
  root_ = MergeInto(root_, other, other.root_);
  max_ = std::max(max_, other.max_);
  min_ = std::min(min_, other.min_);
  Compress();
}

int64_t QuantileDigest::ValueAt(double quantile) const {
  if (!(quantile >= 0 && quantile <= 1)) Invalid("quantile must be between [0,1]");
  double sum = 0;
  int64_t value = max_;
  Visit(root_, Order::kLeftFirst, [&](int node) {
    sum += At(node).count;
    if (!(sum > quantile * weight_)) return true;
    value = std::min(UpperBound(node), max_);
    return false;
  });
  return value;
}

std::optional<double> QuantileDigest::QuantileOf(int64_t value) const {
  if (weight_ == 0 || value < Least() || value > Greatest()) return std::nullopt;
  double below = 0;
  Visit(root_, Order::kLeftFirst, [&](int node) {
    if (value <= UpperBound(node)) return false;
    below += At(node).count;
    return true;
  });
  return below / weight_;
}

int64_t QuantileDigest::Least() const {
  int64_t least = min_;
  Visit(root_, Order::kLeftFirst, [&](int node) {
    if (At(node).count < kNoWeight) return true;
    least = LowerBound(node);
    return false;
  });
  return std::max(min_, least);
}

int64_t QuantileDigest::Greatest() const {
  int64_t greatest = max_;
  Visit(root_, Order::kRightFirst, [&](int node) {
    if (At(node).count < kNoWeight) return true;
    greatest = UpperBound(node);
    return false;
  });
  return std::min(max_, greatest);
}

int64_t QuantileDigest::LowerBound(int node) const {
  return ValueOf(At(node).bits & ~BitsBelow(At(node).level));
}
int64_t QuantileDigest::UpperBound(int node) const {
  return ValueOf(At(node).bits | BitsBelow(At(node).level));
}

// ---- the tree

int QuantileDigest::Create(uint64_t bits, int level, double count) {
  weight_ += count;
  const Node node{bits, level, count, kNone, kNone};
  if (free_.empty()) {
    nodes_.push_back(node);
    return static_cast<int>(nodes_.size()) - 1;
  }
  const int at = free_.back();
  free_.pop_back();
  At(at) = node;
  return at;
}

// A parent of two nodes at the level where their ways part.
int QuantileDigest::MakeSiblings(int first, int second) {
  const uint64_t bits = At(first).bits;
  const int level = kBits - std::countl_zero(bits ^ At(second).bits);
  const int parent = Create(bits, level, 0);
  const bool right = IsRight(bits, level);
  At(parent).left = right ? second : first;
  At(parent).right = right ? first : second;
  return parent;
}

void QuantileDigest::Insert(uint64_t bits, double count) {
  if (count < kNoWeight) return;
  int parent = kNone, current = root_;
  bool right = false;
  const auto put = [&](int child) {
    if (parent == kNone) {
      root_ = child;
    } else {
      (right ? At(parent).right : At(parent).left) = child;
    }
  };
  while (current != kNone) {
    const uint64_t other = At(current).bits;
    const int level = At(current).level;
    if (!InSameSubtree(bits, other, level))
      return put(MakeSiblings(current, Create(bits, 0, count)));
    if (level == 0) {
      At(current).count += count;
      weight_ += count;
      return;
    }
    parent = current;
    right = IsRight(bits, level);
    current = right ? At(current).right : At(current).left;
  }
  put(Create(bits, 0, count));
}

int QuantileDigest::CopyOf(const QuantileDigest& other, int other_node) {
  if (other_node == kNone) return kNone;
  const Node& original = other.At(other_node);
  const int node = Create(original.bits, original.level, original.count);
  const int left = CopyOf(other, original.left), right = CopyOf(other, original.right);
  At(node).left = left;
  At(node).right = right;
  return node;
}

int QuantileDigest::MergeInto(int node, const QuantileDigest& other, int other_node) {
  if (other_node == kNone) return node;
  if (node == kNone) return CopyOf(other, other_node);
  const Node& theirs = other.At(other_node);
  const Node ours = At(node);  // nodes move while others are made
  if (!InSameSubtree(ours.bits, theirs.bits, std::max(ours.level, theirs.level))) {
    return MakeSiblings(node, CopyOf(other, other_node));
  }
  if (ours.level > theirs.level) {
    const bool right = IsRight(theirs.bits, ours.level);
    const int child = MergeInto(right ? ours.right : ours.left, other, other_node);
    (right ? At(node).right : At(node).left) = child;
    return node;
  }
  if (ours.level < theirs.level) {
    const bool right = IsRight(ours.bits, theirs.level);
    const int left = right ? CopyOf(other, theirs.left) : MergeInto(node, other, theirs.left);
    const int other_side =
        right ? MergeInto(node, other, theirs.right) : CopyOf(other, theirs.right);
    const int parent = Create(theirs.bits, theirs.level, theirs.count);
    At(parent).left = left;
    At(parent).right = other_side;
    return parent;
  }
  weight_ += theirs.count;
  At(node).count += theirs.count;
  const int left = MergeInto(ours.left, other, theirs.left);
  const int right = MergeInto(ours.right, other, theirs.right);
  At(node).left = left;
  At(node).right = right;
  return node;
}

int64_t QuantileDigest::CompressionFactor() const {
  if (root_ == kNone) return 1;
  const double factor = (At(root_).level + 1) / max_error_;
  if (!(factor >= 1)) return 1;
  return static_cast<int64_t>(std::min<double>(factor, std::numeric_limits<int32_t>::max()));
}

void QuantileDigest::Compress() {
  if (root_ == kNone) return;
  CompressBelow(root_, std::floor(weight_ / static_cast<double>(CompressionFactor())));
  if (At(root_).count < kNoWeight) {
    const int root = root_;
    root_ = TryRemove(root);
  }
}

void QuantileDigest::CompressBelow(int at, double bound) {
  if (At(at).left != kNone) CompressBelow(At(at).left, bound);
  if (At(at).right != kNone) CompressBelow(At(at).right, bound);
  Node& node = At(at);
  const double left = node.left == kNone ? 0 : At(node.left).count;
  const double right = node.right == kNone ? 0 : At(node.right).count;
  const bool light = node.count + left + right < bound;
  if (node.left != kNone && (light || left < kNoWeight)) {
    node.left = TryRemove(node.left);
    node.count += left;
  }
  if (node.right != kNone && (light || right < kNoWeight)) {
    node.right = TryRemove(node.right);
    node.count += right;
  }
}

// What stands in the node's place once its count is another's: a node with two children stays.
int QuantileDigest::TryRemove(int node) {
  const int left = At(node).left, right = At(node).right;
  if (left != kNone && right != kNone) {
    At(node).count = 0;
    return node;
  }
  Remove(node);
  return left != kNone ? left : right;
}

void QuantileDigest::Remove(int node) {
  if (node == static_cast<int>(nodes_.size()) - 1) {
    nodes_.pop_back();
  } else {
    free_.push_back(node);
  }
}

bool QuantileDigest::Visit(int node, Order order, const std::function<bool(int)>& visit) const {
  if (node == kNone) return true;
  const Node& at = At(node);
  const bool left_first = order == Order::kLeftFirst;
  return Visit(left_first ? at.left : at.right, order, visit) &&
         Visit(left_first ? at.right : at.left, order, visit) && visit(node);
}

}  // namespace tarn::sketch
