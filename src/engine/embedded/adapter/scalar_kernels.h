#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/unary_executor.hpp"
#include "duckdb/function/function_binder.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/fine_time.h"

// What files of scalar functions share. A function that depends on its arguments' types is
// registered as a placeholder that is replaced when a statement is bound.
namespace tarn::engine::embedded {

using BoundExpressions = duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>;

// INVALID_FUNCTION_ARGUMENT: "Invalid argument of chr: …".
[[noreturn]] inline void InvalidFunctionArgument(const std::string& function,
                                                 const std::string& problem) {
  throw DuckErrorOf(base::StandardError::kInvalidFunctionArgument,
                    "Invalid argument of " + function + ": " + problem);
}

inline duckdb::unique_ptr<duckdb::Expression> CastTo(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression,
    const duckdb::LogicalType& type) {
  return duckdb::BoundCastExpression::AddCastToType(context, std::move(expression), type);
}

// A call of one of DuckDB's functions.
inline duckdb::unique_ptr<duckdb::Expression> Call(duckdb::ClientContext& context,
                                                   const duckdb::string& name,
                                                   BoundExpressions children,
                                                   bool is_operator = false) {
  duckdb::FunctionBinder binder(context);
  duckdb::ErrorData error;
  auto result =
      binder.BindScalarFunction(DEFAULT_SCHEMA, name, std::move(children), error, is_operator);
  if (!result) error.Throw();
  return result;
}

// What tells one bound function from another with its name and types. Without it DuckDB takes
// hour(t) and minute(t) for one expression, which it computes once.
class KernelIdentity : public duckdb::FunctionData {
 public:
  // A kernel without state is its type, or its address; one with state only equals its own copies.
  template <typename Kernel>
  static duckdb::unique_ptr<KernelIdentity> Of([[maybe_unused]] const Kernel& kernel) {
    if constexpr (std::is_pointer_v<Kernel>) {
      return duckdb::make_uniq<KernelIdentity>(
          std::to_string(reinterpret_cast<uintptr_t>(reinterpret_cast<const void*>(kernel))));
    } else if constexpr (std::is_empty_v<Kernel>) {
      return duckdb::make_uniq<KernelIdentity>(typeid(Kernel).name());
    } else {
      static std::atomic<uint64_t> next{0};
      return duckdb::make_uniq<KernelIdentity>("own " + std::to_string(next++) + ' ' +
                                               typeid(Kernel).name());
    }
  }
  explicit KernelIdentity(std::string identity) : identity_(std::move(identity)) {}

  duckdb::unique_ptr<duckdb::FunctionData> Copy() const override {
    return duckdb::make_uniq<KernelIdentity>(identity_);
  }
  bool Equals(const duckdb::FunctionData& other) const override {
    const auto* same = dynamic_cast<const KernelIdentity*>(&other);
    return same != nullptr && same->identity_ == identity_;
  }

 private:
  std::string identity_;
};

// A call of a function that only exists here: its children are cast to the argument types. Children
// beyond those are left out. Two calls with equal children are one to the optimizer when name,
// types and kernel are the same; `same_kernel`, if given, stands for the kernel where it has state.
template <typename Kernel>
duckdb::unique_ptr<duckdb::Expression> CallOwn(duckdb::ClientContext& context,
                                               BoundExpressions children, const char* name,
                                               const duckdb::vector<duckdb::LogicalType>& types,
                                               const duckdb::LogicalType& result, Kernel kernel,
                                               const char* same_kernel = nullptr) {
  children.resize(types.size());
  for (size_t i = 0; i < types.size(); ++i) {
    children[i] = CastTo(context, std::move(children[i]), types[i]);
  }
  auto identity =
      same_kernel ? duckdb::make_uniq<KernelIdentity>(same_kernel) : KernelIdentity::Of(kernel);
  duckdb::ScalarFunction own(name, types, result, std::move(kernel));
  own.SetFallible();
  return duckdb::make_uniq<duckdb::BoundFunctionExpression>(result, own, std::move(children),
                                                            std::move(identity));
}

// What a call is when one of its arguments is a NULL without a type.
struct NullResult {
  // A null of this type, which may be unknown itself.
  static NullResult Of(duckdb::LogicalType type) { return {std::move(type), -1, false}; }
  // A null of the type of an argument.
  static NullResult Argument(int index) { return {duckdb::LogicalType::SQLNULL, index, false}; }
  // What the function's own binding makes of it.
  static NullResult Bound() { return {duckdb::LogicalType::SQLNULL, -1, true}; }

  duckdb::LogicalType type = duckdb::LogicalType::SQLNULL;
  int argument = -1;
  bool bound = false;
};

// How a placeholder is replaced; travels with the function, and then with its call.
struct Placeholder : public duckdb::ScalarFunctionInfo, public duckdb::FunctionData {
  Placeholder(duckdb::function_bind_expression_t bind_p, NullResult null_p)
      : bind(bind_p), null(std::move(null_p)) {}
  duckdb::unique_ptr<duckdb::FunctionData> Copy() const override {
    auto copy = duckdb::make_uniq<Placeholder>(bind, null);
    copy->takes_fine_times = takes_fine_times;
    return copy;
  }
  bool Equals(const duckdb::FunctionData& other) const override {
    const auto* same = dynamic_cast<const Placeholder*>(&other);
    return same != nullptr && same->bind == bind;
  }

  const duckdb::function_bind_expression_t bind;
  const NullResult null;
  // Whether arguments of more digits of a second than DuckDB's types have come as they are.
  bool takes_fine_times = false;
};

inline duckdb::unique_ptr<duckdb::Expression> BindPlaceholder(
    duckdb::FunctionBindExpressionInput& input) {
  const auto& placeholder = dynamic_cast<const Placeholder&>(*input.bind_data);
  const NullResult null = placeholder.null;
  const auto bind = placeholder.bind;
  if (!null.bound) {
    for (const auto& child : input.children) {
      if (child->return_type.id() != duckdb::LogicalTypeId::SQLNULL) continue;
      const duckdb::LogicalType type =
          null.argument >= 0 ? input.children[static_cast<size_t>(null.argument)]->return_type
                             : null.type;
      return duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value(type));
    }
  }
  if (!placeholder.takes_fine_times) {
    for (auto& child : input.children) child = CoarseTime(input.context, std::move(child));
  }
  return bind(input);
}

// The function as the catalog knows it: any arguments, replaced when a statement is bound. A null
// among the arguments that has a type does not keep it from being bound.
inline duckdb::ScalarFunction BoundLater(const char* name, size_t arguments,
                                         duckdb::function_bind_expression_t bind,
                                         NullResult null = {}) {
  auto never = [](duckdb::DataChunk&, duckdb::ExpressionState&, duckdb::Vector&) {
    throw duckdb::InvalidInputException("called without having been bound");
  };
  duckdb::ScalarFunction function(
      name, duckdb::vector<duckdb::LogicalType>(arguments, duckdb::LogicalType::ANY),
      duckdb::LogicalType::ANY, never);
  function.SetExtraFunctionInfo(duckdb::make_shared_ptr<Placeholder>(bind, std::move(null)));
  function.SetBindCallback([](duckdb::ClientContext&, duckdb::ScalarFunction& bound,
                              BoundExpressions&) -> duckdb::unique_ptr<duckdb::FunctionData> {
    return dynamic_cast<Placeholder&>(bound.GetExtraFunctionInfo()).Copy();
  });
  function.SetBindExpressionCallback(BindPlaceholder);
  function.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);
  function.SetFallible();
  return function;
}

// `function`, made by BoundLater, for one that knows fine_time.h's types.
inline duckdb::ScalarFunction TakingFineTimes(duckdb::ScalarFunction function) {
  dynamic_cast<Placeholder&>(function.GetExtraFunctionInfo()).takes_fine_times = true;
  return function;
}

// A kernel over one column: `convert` gives the result or nullopt, which is null where `safe`, else
// what `fail` throws.
template <typename In, typename Out, typename Convert, typename Fail>
duckdb::scalar_function_t UnaryKernel(bool safe, Convert convert, Fail fail) {
  return [=](duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
    duckdb::UnaryExecutor::ExecuteWithNulls<In, Out>(
        arguments.data[0], result, arguments.size(),
        [&](In value, duckdb::ValidityMask& mask, duckdb::idx_t row) -> Out {
          std::optional<Out> converted = convert(value, result);
          if (converted) return *converted;
          if (!safe) fail(value);
          mask.SetInvalid(row);
          return Out{};
        });
  };
}

// A kernel for functions that are rarely asked, or of nested values: one row's arguments, none of
// them null, as values. A null among the arguments makes the result null.
using RowFunction = std::function<duckdb::Value(const std::vector<duckdb::Value>&)>;
inline duckdb::scalar_function_t RowKernel(RowFunction body) {
  return [body = std::move(body)](duckdb::DataChunk& arguments, duckdb::ExpressionState&,
                                  duckdb::Vector& result) {
    const bool constant = arguments.AllConstant();
    const duckdb::idx_t rows = constant ? 1 : arguments.size();
    std::vector<duckdb::Value> values(arguments.ColumnCount());
    for (duckdb::idx_t row = 0; row < rows; ++row) {
      bool null = false;
      for (size_t i = 0; i < values.size(); ++i) {
        values[i] = arguments.data[i].GetValue(row);
        null = null || values[i].IsNull();
      }
      result.SetValue(row, null ? duckdb::Value(result.GetType()) : body(values));
    }
    if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  };
}

// Registers a function whose types are given.
inline void RegisterScalar(duckdb::ExtensionLoader& loader, const char* name,
                           duckdb::vector<duckdb::LogicalType> arguments,
                           const duckdb::LogicalType& result, duckdb::scalar_function_t kernel) {
  duckdb::ScalarFunction function(name, std::move(arguments), result, std::move(kernel));
  function.SetFallible();
  loader.RegisterFunction(function);
}

inline std::string_view View(const duckdb::string_t& text) {
  return {text.GetData(), text.GetSize()};
}
inline duckdb::string_t NewString(duckdb::Vector& result, std::string_view text) {
  return duckdb::StringVector::AddStringOrBlob(
      result, duckdb::string_t(text.data(), static_cast<uint32_t>(text.size())));
}

}  // namespace tarn::engine::embedded
