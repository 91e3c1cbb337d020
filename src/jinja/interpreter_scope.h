#pragma once

#include <exception>

#include "jinja/interpreter.h"

namespace tarn::jinja {

// A new innermost scope for as long as it lives; empties it at the end, as Jinja2 unsets the names
// of a block it leaves.
class Interpreter::ScopeGuard {
 public:
  explicit ScopeGuard(Interpreter* interpreter) : ScopeGuard(interpreter, interpreter->scope_) {}
  // As a child of another scope than the current one.
  ScopeGuard(Interpreter* interpreter, const Ref<Scope>& parent)
      : interpreter_(interpreter), outer_(interpreter->scope_), toplevel_(interpreter->toplevel_) {
    interpreter_->scope_ = MakeRef<Scope>(parent);
    interpreter_->toplevel_ = false;
  }
  ~ScopeGuard() {
    // An error that passes may want to say which name was meant.
    if (std::uncaught_exceptions() > exceptions_) interpreter_->RememberNames();
    interpreter_->scope_->Clear();
    interpreter_->scope_ = outer_;
    interpreter_->toplevel_ = toplevel_;
  }
  ScopeGuard(const ScopeGuard&) = delete;
  ScopeGuard& operator=(const ScopeGuard&) = delete;

 private:
  Interpreter* interpreter_;
  Ref<Scope> outer_;
  bool toplevel_;
  int exceptions_ = std::uncaught_exceptions();
};

// Puts a pointer somewhere else for as long as it lives.
template <typename T>
class OutputGuard {
 public:
  OutputGuard(T** slot, T* value) : slot_(slot), outer_(*slot) { *slot = value; }
  ~OutputGuard() { *slot_ = outer_; }
  OutputGuard(const OutputGuard&) = delete;
  OutputGuard& operator=(const OutputGuard&) = delete;

 private:
  T** slot_;
  T* outer_;
};

class FlagGuard {
 public:
  FlagGuard(bool* flag, bool value) : flag_(flag), outer_(*flag) { *flag = value; }
  ~FlagGuard() { *flag_ = outer_; }
  FlagGuard(const FlagGuard&) = delete;
  FlagGuard& operator=(const FlagGuard&) = delete;

 private:
  bool* flag_;
  bool outer_;
};

}  // namespace tarn::jinja
