#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "versions/repository.h"

namespace tarn::events {

// The types of events, as CloudEvents name them.
inline constexpr const char* kCommit = "org.tarn.commit";
inline constexpr const char* kMerge = "org.tarn.merge";
inline constexpr const char* kReferenceCreated = "org.tarn.reference.created";
inline constexpr const char* kReferenceAssigned = "org.tarn.reference.assigned";
inline constexpr const char* kReferenceDeleted = "org.tarn.reference.deleted";

// Something that happened in the catalog: a CloudEvent (specification 1.0) but for its source.
struct Event {
  // The same whenever the event is told again; no other event of the source has it.
  std::string id;
  std::string type;
  std::string reference;  // the name of a branch or tag: the event's subject
  // The branch or tag after it; none when it is deleted.
  std::optional<versions::Reference> after;
  base::TimePoint time;
  std::string data;  // JSON
};

// The event in CloudEvents' JSON format (structured mode, application/cloudevents+json). `source`
// is a URI reference that names the lake.
std::string ToCloudEvent(const Event& event, const std::string& source);
inline constexpr const char* kCloudEventType = "application/cloudevents+json; charset=UTF-8";

}  // namespace tarn::events
