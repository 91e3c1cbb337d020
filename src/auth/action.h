#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::auth {

// What somebody may do. The first five are about a table, view or namespace on a branch or tag, the
// next four about the branch or tag itself, the last about the lake as a whole.
enum class Action : uint8_t {
  kRead,       // load and list; query
  kWrite,      // change rows, schema, properties; allows kRead as well
  kCreate,     // make one (also what a rename makes)
  kDrop,       // remove one (also what a rename takes away)
  kRegister,   // take over a metadata file that lies there already
  kCreateRef,  // make the branch or tag
  kAssignRef,  // point it somewhere else
  kDropRef,
  kMerge,     // merge, cherry-pick or revert into it
  kMaintain,  // remove files that nothing needs
};
inline constexpr int kActionCount = 10;

// "read", "create-ref", …
const char* ActionName(Action action);
// None for another word.
std::optional<Action> FindAction(std::string_view name);
// Whether rules for it look at names of tables.
bool IsContentAction(Action action);

// A set of actions. A value.
class ActionSet {
 public:
  constexpr ActionSet() = default;
  constexpr explicit ActionSet(uint16_t bits) : bits_(bits) {}
  static constexpr ActionSet All() { return ActionSet((1U << kActionCount) - 1); }

  constexpr bool Has(Action action) const { return (bits_ & Bit(action)) != 0; }
  constexpr void Add(Action action) { bits_ |= Bit(action); }
  constexpr bool empty() const { return bits_ == 0; }
  // "all", or "read,write".
  std::string ToString() const;
  // Of words between commas; "all" is every action. kInvalidArgument, naming those there are.
  static ActionSet Parse(std::string_view text);
  friend bool operator==(const ActionSet&, const ActionSet&) = default;

 private:
  static constexpr uint16_t Bit(Action action) {
    return static_cast<uint16_t>(1U << static_cast<unsigned>(action));
  }
  uint16_t bits_ = 0;
};

}  // namespace tarn::auth
