#pragma once

#include <string>
#include <vector>

#include "jinja/dict.h"
#include "jinja/object.h"
#include "jinja/value.h"

namespace tarn::jinja {

// What the cells of the built-in kinds hold.
struct StringCell : Cell {
  explicit StringCell(std::string text_in) : text(std::move(text_in)) {}
  const std::string text;
};
struct ListCell : Cell {
  explicit ListCell(std::vector<Value> items_in) : items(std::move(items_in)) {}
  mutable std::vector<Value> items;
};
struct TupleCell : Cell {
  explicit TupleCell(std::vector<Value> items_in) : items(std::move(items_in)) {}
  const std::vector<Value> items;
};
struct DictCell : Cell {
  explicit DictCell(Dict dict_in) : dict(std::move(dict_in)) {}
  mutable Dict dict;
};
struct UndefinedCell : Cell {
  explicit UndefinedCell(UndefinedInfo info_in) : info(std::move(info_in)) {}
  const UndefinedInfo info;
};

// A function written in C++; prints as <function name>.
class FunctionObject : public Object {
 public:
  FunctionObject(std::string name, NativeFunction function)
      : name_(std::move(name)), function_(std::move(function)) {}
  std::string_view TypeName() const override { return "function"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override { return function_(args); }
  std::string Str() const override { return "<function " + name_ + ">"; }

 private:
  std::string name_;
  NativeFunction function_;
};

}  // namespace tarn::jinja
