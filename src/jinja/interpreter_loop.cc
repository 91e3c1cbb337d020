#include "base/error.h"
#include "jinja/diagnostics.h"
#include "jinja/interpreter.h"
#include "jinja/interpreter_scope.h"

namespace tarn::jinja {

using base::ErrorKind;

// jinja2.runtime.LoopContext: the variable `loop`. Valid beyond its loop, but then no longer
// callable.
class LoopObject : public Object {
 public:
  LoopObject(Interpreter* interpreter, const ForStmt* stmt, Ref<Scope> scope, Value iterable,
             std::unique_ptr<Iterator> iterator, bool sized, int64_t depth)
      : interpreter_(interpreter),
        stmt_(stmt),
        scope_(std::move(scope)),
        iterable_(std::move(iterable)),
        iterator_(std::move(iterator)),
        sized_(sized),
        depth_(depth) {}

  std::string_view TypeName() const override { return "LoopContext"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.runtime.LoopContext"; }
  bool callable() const override { return true; }
  std::optional<int64_t> Length() const override { return Count(); }
  std::string Str() const override {
    return fmt::format("<LoopContext {}/{}>", index_ + 1, Count());
  }
  std::vector<std::string> AttributeNames() const override {
    return {"index", "index0", "revindex", "revindex0", "first", "last",   "length",
            "depth", "depth0", "previtem", "nextitem",  "cycle", "changed"};
  }

  bool Next(Value* item) {
    if (after_) {
      *item = std::move(*after_);
      after_.reset();
    } else if (!iterator_->Next(item)) {
      return false;
    }
    ++index_;
    before_ = std::move(current_);
    current_ = *item;
    return true;
  }

  // The interpreter, its scope and what the iterator refers to are about to go: what is known
  // stays.
  void Detach() noexcept {
    try {
      if (sized_) Count();
    } catch (const base::Error&) {  // an object that no longer says how long it is
    }
    if (length_ < 0) length_ = index_ + 1;
    if (!after_) exhausted_ = true;
    iterator_.reset();
    interpreter_ = nullptr;
    scope_ = Ref<Scope>();
  }

  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "index") return Value(index_ + 1);
    if (name == "index0") return Value(index_);
    if (name == "first") return Value(index_ == 0);
    if (name == "last") return Value(!Peek());
    if (name == "length") return Value(Count());
    if (name == "revindex") return Value(Count() - index_);
    if (name == "revindex0") return Value(Count() - index_ - 1);
    if (name == "depth") return Value(depth_ + 1);
    if (name == "depth0") return Value(depth_);
    if (name == "previtem") return index_ == 0 ? Missing("there is no previous item") : before_;
    if (name == "nextitem") return Peek() ? *after_ : Missing("there is no next item");
    if (name == "cycle" || name == "changed") {
      const Ref<LoopObject> self(const_cast<LoopObject*>(this));
      const std::string method(name);
      return Value::Function(
          method, [self, method](CallArgs& args) { return self->CallMethod(method, args); });
    }
    return std::nullopt;
  }

  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "cycle") {
      if (args.positional.empty())
        base::Throw(ErrorKind::kInvalidArgument, "no items for cycling given");
      return args.positional[static_cast<size_t>(index_) % args.positional.size()];
    }
    if (name == "changed") {
      Value now = Value::Tuple(args.positional);
      const bool changed = !seen_ || !jinja::Equals(*seen_, now);
      if (changed) seen_ = std::move(now);
      return changed;
    }
    return Object::CallMethod(name, args);
  }

  Value Call(CallArgs& args) override {
    if (!stmt_->recursive)
      base::Throw(ErrorKind::kInvalidArgument,
                  "The loop must have the 'recursive' marker to be called recursively.");
    args.ExpectPositional("loop", 1, 1);
    if (!interpreter_)
      base::Throw(ErrorKind::kInvalidArgument, "the loop is over and cannot be called any more");
    return Value(interpreter_->RunRecursiveLoop(*stmt_, scope_, args.positional[0], depth_ + 1));
  }

 private:
  Value Missing(const char* hint) const {
    if (interpreter_) return interpreter_->state().MakeUndefined({hint, {}, {}, {}});
    return Value::Undefined({hint, {}, {}, {}});
  }

  bool Peek() const {
    if (after_) return true;
    Value next;
    if (exhausted_ || !iterator_->Next(&next)) {
      exhausted_ = true;
      return false;
    }
    after_ = std::move(next);
    return true;
  }

  int64_t Count() const {
    if (length_ < 0) {
      if (sized_) {
        length_ = jinja::Length(iterable_);
      } else {
        // A generator is read to its end, as in Python.
        std::vector<Value> rest;
        for (Value item; !exhausted_ && iterator_->Next(&item);) {
          if (interpreter_) interpreter_->state().ChargeIteration();
          rest.push_back(item);
        }
        length_ = static_cast<int64_t>(rest.size()) + index_ + 1 + (after_ ? 1 : 0);
        iterator_ = jinja::Iterate(Value::List(std::move(rest)));
        exhausted_ = false;
      }
    }
    return length_;
  }

  Interpreter* interpreter_;
  const ForStmt* stmt_;
  Ref<Scope> scope_;
  Value iterable_;
  mutable std::unique_ptr<Iterator> iterator_;
  bool sized_;
  int64_t depth_;
  int64_t index_ = -1;
  mutable int64_t length_ = -1;
  mutable bool exhausted_ = false;
  mutable std::optional<Value> after_;
  Value current_, before_;
  std::optional<Value> seen_;
};

// `for x in xs if test`: the items that pass, tested as the loop gets to them.
class Interpreter::FilteredIterator : public Iterator {
 public:
  FilteredIterator(Interpreter* interpreter, const ForStmt* stmt, std::unique_ptr<Iterator> inner)
      : interpreter_(interpreter),
        stmt_(stmt),
        scope_(interpreter->scope_),
        inner_(std::move(inner)) {}

  bool Next(Value* value) override {
    while (inner_->Next(value)) {
      interpreter_->state_.ChargeIteration();
      const ScopeGuard guard(interpreter_, scope_);
      interpreter_->Assign(*stmt_->target, *value);
      const Value passed = interpreter_->Eval(*stmt_->test);
      if (Truth(passed)) return true;
    }
    return false;
  }

 private:
  Interpreter* interpreter_;
  const ForStmt* stmt_;
  Ref<Scope> scope_;
  std::unique_ptr<Iterator> inner_;
};

Interpreter::Completion Interpreter::ExecFor(const ForStmt& stmt) {
  const Value iterable = Eval(*stmt.iterable);
  location_ = stmt.iterable->location;
  if (!stmt.recursive) return RunLoop(stmt, iterable, 0);
  const Ref<Scope> scope = scope_;
  Write(Value(RunRecursiveLoop(stmt, scope, iterable, 0)));
  return Completion::kNormal;
}

std::string Interpreter::RunRecursiveLoop(const ForStmt& stmt, const Ref<Scope>& scope,
                                          const Value& iterable, int64_t depth) {
  state_.CheckStack();
  if (state_.depth_ >= state_.limits_.max_depth)
    throw base::Error(
        ErrorKind::kResourceExhausted,
        fmt::format("a recursive loop is nested deeper than {} levels", state_.limits_.max_depth));
  struct Restore {
    Interpreter* self;
    Ref<Scope> scope;
    Location location;
    bool toplevel;
    ~Restore() {
      self->scope_ = scope;
      self->location_ = location;
      self->toplevel_ = toplevel;
      --self->state_.depth_;
    }
  } restore{this, scope_, location_, toplevel_};
  ++state_.depth_;
  std::string text;
  scope_ = scope;
  const OutputGuard<std::string> out(&out_, &text);
  const OutputGuard<std::vector<Value>> native(&native_, nullptr);
  const Completion completion = RunLoop(stmt, iterable, depth);
  if (completion == Completion::kReturn) throw MacroReturn{std::move(returned_)};
  state_.ChargeWork(text.size());
  return text;
}

Interpreter::Completion Interpreter::RunLoop(const ForStmt& stmt, const Value& iterable,
                                             int64_t depth) {
  std::unique_ptr<Iterator> iterator = Iterate(iterable);
  if (stmt.test) iterator = std::make_unique<FilteredIterator>(this, &stmt, std::move(iterator));
  bool any = false;
  Completion completion = Completion::kNormal;
  {
    const Ref<Scope> outer = scope_;
    const ScopeGuard guard(this);
    Ref<LoopObject> loop;
    Value loop_value;
    if (stmt.uses_loop) {
      loop = MakeRef<LoopObject>(this, &stmt, outer, iterable, std::move(iterator),
                                 !stmt.test && HasLength(iterable), depth);
      loop_value = Value(Ref<Object>(loop));
    }
    struct End {
      LoopObject* loop;
      ~End() {
        if (loop) loop->Detach();
      }
    } end{loop.get()};
    for (Value item; loop ? loop->Next(&item) : iterator->Next(&item);) {
      state_.ChargeIteration();
      scope_->Reset();
      if (loop) scope_->Set(source_.ast().loop_name, loop_value);
      Assign(*stmt.target, std::move(item));
      item = Value();
      completion = Exec(stmt.body);
      // Only a round that ends as written keeps Jinja2 from running the else branch.
      any |= completion == Completion::kNormal;
      if (completion == Completion::kBreak || completion == Completion::kReturn) break;
    }
  }
  if (completion == Completion::kReturn) return completion;
  if (any) return Completion::kNormal;
  const ScopeGuard guard(this);
  return Exec(stmt.otherwise);
}

}  // namespace tarn::jinja
