#include "engine/embedded/typing/binder.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/signature_lengths.h"

namespace tarn::engine::embedded {
namespace {

// Lambdas may widen what their own inputs are made from, like the state of reduce.
constexpr int kLambdaRounds = 3;

int64_t LengthOf(const Type& type) {
  if (type.precision == 0) return kUnboundedLength;
  return std::max(type.precision, 0);
}
int PrecisionOf(int64_t length) {
  if (length >= kUnboundedLength) return 0;
  return length <= 0 ? kEmptyVarchar : static_cast<int>(length);
}
bool IsText(TypeKind kind) { return kind == TypeKind::kVarchar || kind == TypeKind::kChar; }

// The lengths of a type in the order in which patterns have them.
std::vector<int64_t> LengthsOf(const Type& type) {
  if (IsText(type.kind)) return {LengthOf(type)};
  if (type.kind == TypeKind::kDecimal) return {type.precision, type.scale};
  return {type.precision};
}

std::optional<int64_t> NumberOf(const std::string& text) {
  int64_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// Fits one signature to the types of a call.
class SignatureMatch {
 public:
  SignatureMatch(const Signature& signature, bool coerce)
      : signature_(signature), coerce_(coerce) {}

  std::optional<BoundCall> Bind(const std::vector<CallArgument>& arguments,
                                const LambdaTyper& lambdas) {
    if (!TakesSoMany(arguments.size())) return std::nullopt;
    for (size_t i = 0; i < arguments.size(); ++i) {
      const TypePattern& pattern = PatternOf(i);
      const bool wants_lambda = pattern.shape == TypePattern::Shape::kFunction;
      if (wants_lambda != arguments[i].is_lambda) return std::nullopt;
      if (wants_lambda && pattern.children.size() != arguments[i].lambda_parameters + 1) {
        return std::nullopt;
      }
      if (!wants_lambda && !Unify(pattern, arguments[i].type)) return std::nullopt;
    }
    if (!BindLambdas(arguments, lambdas)) return std::nullopt;
    BoundCall call{&signature_, {}, {}};
    for (size_t i = 0; i < arguments.size(); ++i) {
      call.parameters.push_back(arguments[i].is_lambda ? Type{} : Instantiate(PatternOf(i)));
      if (arguments[i].is_lambda) continue;
      const Type& given = arguments[i].type;
      const bool fits = coerce_ ? CanCoerce(given, call.parameters.back())
                                : SameType(given, call.parameters.back());
      if (!fits) return std::nullopt;
    }
    for (const TypePattern& pattern : signature_.arguments) AddLengthsOfNull(pattern);
    CalculateLengths(signature_.row->name, arguments.size(), lengths_);
    call.returns = Instantiate(signature_.returns);
    return call;
  }

 private:
  bool TakesSoMany(size_t arguments) const {
    if (!signature_.variadic) return arguments == signature_.arguments.size();
    return arguments + 1 >= signature_.arguments.size();
  }
  const TypePattern& PatternOf(size_t argument) const {
    return signature_.arguments[std::min(argument, signature_.arguments.size() - 1)];
  }

  bool BindLambdas(const std::vector<CallArgument>& arguments, const LambdaTyper& lambdas) {
    for (int round = 0; round < kLambdaRounds; ++round) {
      const auto before = types_;
      bool any = false;
      for (size_t i = 0; i < arguments.size(); ++i) {
        if (!arguments[i].is_lambda) continue;
        any = true;
        const TypePattern& pattern = PatternOf(i);
        std::vector<Type> inputs;
        for (size_t k = 0; k + 1 < pattern.children.size(); ++k) {
          inputs.push_back(Instantiate(pattern.children[k]));
        }
        const auto body = lambdas(i, inputs);
        if (!body || !Unify(pattern.children.back(), *body)) return false;
        if (!CanCoerce(*body, Instantiate(pattern.children.back()))) return false;
      }
      if (!any || types_ == before) return true;
    }
    return true;
  }

  bool Unify(const TypePattern& pattern, const Type& given) {
    if (pattern.shape == TypePattern::Shape::kVariable) return UnifyVariable(pattern, given);
    if (given.kind == TypeKind::kUnknown && given.kind != pattern.kind) return coerce_;
    if (given.kind != pattern.kind) {
      if (!coerce_) return false;
      const auto coerced = CoerceToKind(given, pattern.kind);
      return coerced && Unify(pattern, *coerced);
    }
    if (!pattern.children.empty()) {
      if (pattern.children.size() != given.children.size()) return false;
      for (size_t i = 0; i < pattern.children.size(); ++i) {
        if (!Unify(pattern.children[i], given.children[i])) return false;
      }
      return true;
    }
    return pattern.lengths.empty() || UnifyLengths(pattern, given);
  }
  bool UnifyVariable(const TypePattern& pattern, const Type& given) {
    const auto [at, is_new] = types_.try_emplace(pattern.variable, given);
    if (is_new || SameType(at->second, given)) return true;
    if (!coerce_) return false;
    auto common = CommonSuperType(at->second, given);
    if (!common) return false;
    at->second = std::move(*common);
    return true;
  }
  bool UnifyLengths(const TypePattern& pattern, const Type& given) {
    Type type = given;
    const bool bound = std::all_of(pattern.lengths.begin(), pattern.lengths.end(),
                                   [&](const auto& name) { return lengths_.contains(name); });
    if (bound) {
      const Type before = Instantiate(pattern);
      if (!coerce_) return SameType(before, given);
      type = CommonSuperType(before, given).value_or(given);
    }
    const std::vector<int64_t> values = LengthsOf(type);
    for (size_t i = 0; i < pattern.lengths.size() && i < values.size(); ++i) {
      if (!NumberOf(pattern.lengths[i])) lengths_[pattern.lengths[i]] = values[i];
    }
    return true;
  }

  // What NULL has where it is given for a type with lengths: decimal(1,0), varchar(0).
  void AddLengthsOfNull(const TypePattern& pattern) {
    for (size_t i = 0; i < pattern.lengths.size(); ++i) {
      const bool digits = pattern.kind == TypeKind::kDecimal && i == 0;
      if (!NumberOf(pattern.lengths[i])) lengths_.try_emplace(pattern.lengths[i], digits ? 1 : 0);
    }
  }

  Type Instantiate(const TypePattern& pattern) const {
    if (pattern.shape == TypePattern::Shape::kVariable) {
      const auto found = types_.find(pattern.variable);
      return found == types_.end() ? Type{} : found->second;
    }
    Type type{pattern.kind, 0, 0, {}, {}};
    for (const TypePattern& child : pattern.children) {
      type.children.push_back(Instantiate(child));
      if (pattern.kind == TypeKind::kRow) type.field_names.emplace_back();
    }
    if (pattern.lengths.empty()) return type;
    const int64_t first = Length(pattern, 0);
    type.precision = IsText(type.kind) ? PrecisionOf(first) : static_cast<int>(first);
    if (pattern.lengths.size() > 1) type.scale = static_cast<int>(Length(pattern, 1));
    return type;
  }
  int64_t Length(const TypePattern& pattern, size_t index) const {
    if (const auto number = NumberOf(pattern.lengths[index])) return *number;
    const auto found = lengths_.find(pattern.lengths[index]);
    if (found != lengths_.end()) return found->second;
    return pattern.kind == TypeKind::kDecimal && index == 0 ? 1 : 0;  // of NULL
  }

  const Signature& signature_;
  const bool coerce_;
  std::map<std::string, Type> types_;
  Lengths lengths_;
};

// A cheap look ahead: whether the kinds of the arguments could be a signature's.
bool CouldTake(const Signature& signature, const std::vector<CallArgument>& arguments,
               bool coerce) {
  const size_t last = signature.arguments.size();
  if (signature.variadic ? arguments.size() + 1 < last : arguments.size() != last) return false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const TypePattern& pattern = signature.arguments[std::min(i, last - 1)];
    if (pattern.shape != TypePattern::Shape::kType) continue;
    const Type& given = arguments[i].type;
    if (arguments[i].is_lambda) return false;
    if (given.kind == pattern.kind) continue;
    if (!coerce) return false;
    if (given.kind != TypeKind::kUnknown && !CoerceToKind(given, pattern.kind)) return false;
  }
  return true;
}

std::vector<BoundCall> Matches(const std::vector<Signature>& signatures, bool coerce,
                               std::optional<bool> generic,
                               const std::vector<CallArgument>& arguments,
                               const LambdaTyper& lambdas) {
  std::vector<BoundCall> found;
  for (const Signature& signature : signatures) {
    if (generic && signature.generic != *generic) continue;
    if (!CouldTake(signature, arguments, coerce)) continue;
    if (auto call = SignatureMatch(signature, coerce).Bind(arguments, lambdas)) {
      found.push_back(std::move(*call));
      if (!coerce) break;  // the first is taken
    }
  }
  return found;
}

// Whether all that `a` takes could be given to `b`.
bool AtLeastAsSpecific(const BoundCall& a, const BoundCall& b,
                       const std::vector<CallArgument>& arguments) {
  std::vector<CallArgument> given = arguments;
  for (size_t i = 0; i < given.size(); ++i) {
    if (!given[i].is_lambda) given[i].type = a.parameters[i];
  }
  // Lambdas do not decide: any result will do.
  const auto any = [](size_t, const std::vector<Type>&) { return std::optional<Type>(Type{}); };
  return SignatureMatch(*b.signature, true).Bind(given, any).has_value();
}

std::vector<BoundCall> MostSpecific(const std::vector<BoundCall>& calls,
                                    const std::vector<CallArgument>& arguments) {
  std::vector<BoundCall> best;
  for (size_t i = 0; i < calls.size(); ++i) {
    bool beaten = false;
    for (size_t k = 0; k < calls.size() && !beaten; ++k) {
      beaten = i != k && AtLeastAsSpecific(calls[k], calls[i], arguments) &&
               !AtLeastAsSpecific(calls[i], calls[k], arguments);
    }
    if (!beaten) best.push_back(calls[i]);
  }
  return best;
}

// Whether nothing but NULLs are coerced.
bool CoercesNullsOnly(const BoundCall& call, const std::vector<CallArgument>& arguments) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].is_lambda || arguments[i].type.kind == TypeKind::kUnknown) continue;
    if (!SameType(arguments[i].type, call.parameters[i])) return false;
  }
  return true;
}

}  // namespace

std::optional<BoundCall> BindCall(std::string_view name, const std::vector<CallArgument>& arguments,
                                  const LambdaTyper& lambdas, BindFailure* failure) {
  const std::vector<Signature>& signatures = SignaturesOf(name);
  for (const bool generic : {false, true}) {
    auto exact = Matches(signatures, false, generic, arguments, lambdas);
    if (!exact.empty()) return std::move(exact.front());
  }
  const auto fitting = Matches(signatures, true, std::nullopt, arguments, lambdas);
  if (failure != nullptr) failure->none_fits = !signatures.empty() && fitting.empty();
  auto best = MostSpecific(fitting, arguments);
  if (best.size() <= 1) return best.empty() ? std::nullopt : std::optional(std::move(best.front()));
  const bool has_null = std::any_of(arguments.begin(), arguments.end(), [](const auto& argument) {
    return !argument.is_lambda && argument.type.kind == TypeKind::kUnknown;
  });
  if (!has_null) return std::nullopt;
  std::vector<BoundCall> of_nulls;
  for (const BoundCall& call : fitting) {
    if (CoercesNullsOnly(call, arguments)) of_nulls.push_back(call);
  }
  if (!of_nulls.empty()) best = std::move(of_nulls);
  const bool same = std::all_of(best.begin(), best.end(), [&](const BoundCall& call) {
    return SameType(call.returns, best.front().returns);
  });
  if (!same) {
    if (failure != nullptr) failure->candidates = std::move(best);
    return std::nullopt;
  }
  return std::move(best.front());
}

}  // namespace tarn::engine::embedded
