#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "events/event.h"

namespace tarn::events {

// Somebody who is told of events.
struct Hook {
  std::string name;  // letters, digits, '-', '_': also the name of its file of state
  std::string url;   // http or https
  // A file with a key a line, read for each delivery, so that keys rotate: every one of them signs.
  // Empty: nothing is signed.
  std::string secret_file;
  // Patterns with '*' and '?'; empty: all.
  std::vector<std::string> references;
  std::vector<std::string> types;  // "org.tarn.commit", or without "org.tarn."

  bool Wants(const Event& event) const;
};

// kInvalidArgument for a name or a URL that is none.
void CheckHook(const Hook& hook);

struct Delivery {
  std::string url;
  std::string body;  // a CloudEvent
  std::vector<std::pair<std::string, std::string>> headers;
};

// Throws when the receiver did not take it.
using Deliver = std::function<void(const Delivery& delivery)>;

// The delivery of an event to a hook. With a secret there is a header
// "X-Tarn-Signature: t=<seconds since 1970>,v1=<hex>[,v1=<hex>…]", each the HMAC-SHA256 of
// "<t>.<body>" under one of the keys. Errors of reading the file of keys: kNotFound,
// kPermissionDenied, kInvalidArgument (no key in it).
Delivery MakeDelivery(const Hook& hook, const Event& event, const std::string& source,
                      base::TimePoint now);

}  // namespace tarn::events
