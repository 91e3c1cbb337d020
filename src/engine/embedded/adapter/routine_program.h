#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::engine::embedded {

// The body of an SQL routine as the interpreter wants it. Expressions and variables are numbers;
// the arguments are the first variables. A value.
struct RoutineStatement {
  enum class Kind { kBlock, kSet, kIf, kReturn, kWhile, kRepeat, kLoop, kLeave, kIterate };
  struct Branch {
    size_t condition = 0;
    std::vector<RoutineStatement> statements;
  };
  struct Declaration {
    size_t variable = 0;
    std::optional<size_t> value;  // none: null
  };

  Kind kind = Kind::kBlock;
  size_t variable = 0;                       // kSet
  size_t expression = 0;                     // kSet, kReturn, kWhile, kRepeat
  std::optional<size_t> label;               // of loops, kLeave, kIterate
  std::vector<Declaration> declarations;     // kBlock
  std::vector<Branch> branches;              // kIf
  std::vector<RoutineStatement> statements;  // kBlock and loops; kIf: ELSE
};

struct RoutineProgram {
  std::string name;
  size_t arguments = 0;
  bool null_on_null = false;  // RETURNS NULL ON NULL INPUT
  bool deterministic = true;
  bool loops = false;  // has loops
  RoutineStatement body;
};

// The text in which the translation hands programs over, and back; kInternal for another text.
std::string ToText(const RoutineProgram& program);
RoutineProgram ParseRoutineProgram(std::string_view text);

}  // namespace tarn::engine::embedded
