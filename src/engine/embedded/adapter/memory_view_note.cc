#include "engine/embedded/adapter/memory_view_note.h"

#include <nlohmann/json.hpp>

namespace tarn::engine::embedded {

using nlohmann::json;

std::string MemoryViewNote::ToText() const {
  json note = {{"text", text}, {"duck", duck_text}, {"invoker", invoker}};
  if (comment) note["comment"] = *comment;
  json& list = note["columns"] = json::array();
  for (const Column& column : columns) {
    list.push_back({column.name, column.type.ToString()});
    if (column.comment) list.back().push_back(*column.comment);
  }
  return note.dump();
}

std::optional<MemoryViewNote> MemoryViewNote::Parse(std::string_view text) {
  try {
    const json note = json::parse(text);
    MemoryViewNote view;
    view.text = note.at("text");
    view.duck_text = note.at("duck");
    view.invoker = note.at("invoker");
    if (note.contains("comment")) view.comment = note["comment"];
    for (const json& column : note.at("columns")) {
      view.columns.push_back({column.at(0), Type::Parse(column.at(1).get<std::string>())});
      if (column.size() > 2) view.columns.back().comment = column[2];
    }
    return view;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

}  // namespace tarn::engine::embedded
