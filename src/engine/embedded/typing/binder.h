#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/embedded/typing/signature.h"
#include "engine/type.h"

namespace tarn::engine::embedded {

// An argument of a call: a value with its type, or a lambda.
struct CallArgument {
  Type type;                     // of a value
  size_t lambda_parameters = 0;  // of a lambda: how many it has
  bool is_lambda = false;
};

// What the body of the lambda at `argument` gives when its parameters have these types; nothing
// when that is not known.
using LambdaTyper =
    std::function<std::optional<Type>(size_t argument, const std::vector<Type>& parameters)>;

struct BoundCall {
  const Signature* signature = nullptr;
  Type returns;
  std::vector<Type> parameters;  // one an argument; of lambdas unknown
};

// Why nothing was chosen.
struct BindFailure {
  bool none_fits = false;             // none takes the arguments
  std::vector<BoundCall> candidates;  // those that take NULLs equally well, with other results
};

// Chooses among the functions or operators of a name as Trino does (FunctionBinder): one that takes
// the arguments as they are, else the most specific of those that take them after implicit
// coercions. Nothing when none fits or several fit equally well, which `failure` is told unless it
// is null. Thread safe.
std::optional<BoundCall> BindCall(std::string_view name, const std::vector<CallArgument>& arguments,
                                  const LambdaTyper& lambdas, BindFailure* failure = nullptr);

}  // namespace tarn::engine::embedded
