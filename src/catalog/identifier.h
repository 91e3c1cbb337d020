#pragma once

#include <compare>
#include <string>
#include <vector>

namespace tarn::catalog {

// A namespace as Iceberg REST and Nessie see it: its levels, outermost first. The empty vector is
// the root.
using Namespace = std::vector<std::string>;

// "a.b"; levels that contain a dot or a quote are written in double quotes.
std::string ToString(const Namespace& ns);

// Names a table or a view; both share one name space.
struct TableIdentifier {
  Namespace ns;
  std::string name;

  std::string ToString() const;
  friend auto operator<=>(const TableIdentifier&, const TableIdentifier&) = default;
};

// Throws kInvalidArgument for what can never be a name: empty, over 200 bytes, control characters,
// '\\', "." and "..". Every boundary (SQL, REST, CLI) asks here.
void CheckName(const std::string& name);
// The name as one segment of a path: itself, unless it has a '/'. Two names never give one segment.
std::string PathSegment(const std::string& name);
void CheckIdentifier(const TableIdentifier& identifier);

}  // namespace tarn::catalog
