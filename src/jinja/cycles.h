#pragma once

#include <vector>

#include "jinja/value.h"

namespace tarn::jinja {

// Frees the cycles that templates make: `{% do l.append(l) %}`. Reference counts cannot, so a
// render notes every container that was given another one, and at its end clears those that nothing
// but their own cycle holds. Values that the program keeps stay as they are. Costs nothing for
// templates that nest no containers by changing them, and little for the others, whose containers
// are mostly gone by then. Belongs to one render.
class StoredContainers {
 public:
  StoredContainers() = default;
  ~StoredContainers();
  StoredContainers(const StoredContainers&) = delete;
  StoredContainers& operator=(const StoredContainers&) = delete;

  // `item` was put into `container`.
  void Note(const Value& container, const Value& item) {
    if (item.kind() >= ValueKind::kList && container.cell()->Mark()) Add(container);
  }

 private:
  void Add(const Value& container);
  // Forgets containers that only this list holds, which frees them.
  void DropUnshared();
  void ClearCycles();

  std::vector<Value> noted_;
  size_t next_drop_ = 1024;
};

}  // namespace tarn::jinja
