#include "events/event.h"

#include <nlohmann/json.hpp>

namespace tarn::events {

std::string ToCloudEvent(const Event& event, const std::string& source) {
  using Json = nlohmann::ordered_json;
  const Json json = {{"specversion", "1.0"},
                     {"id", event.id},
                     {"source", source},
                     {"type", event.type},
                     {"subject", event.reference},
                     {"time", base::FormatTimestamp(event.time)},
                     {"datacontenttype", "application/json"},
                     {"data", Json::parse(event.data)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tarn::events
