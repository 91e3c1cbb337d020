#include "api/nessie/ref_path.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::Error;
using base::ErrorKind;

constexpr size_t kMaxSteps = 64;
constexpr std::string_view kMarks = "~^*";

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Every repository begins with it.
constexpr std::string_view kFirstCommit =
    "38c1d54360fa1d57b85f0ad9838e783fc1e0a83f32c1c713889c367f0c570700";

bool LooksLikeHash(std::string_view text) {
  return text.size() >= 8 && text.size() <= 64 &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool IsRefName(std::string_view name) {
  if (name.empty() || !IsLetter(name.front()) || name.size() > 1000) return false;
  if (name.back() == '/' || name.back() == '.') return false;
  return name.find("..") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return IsLetter(c) || IsDigit(c) || c == '.' || c == '/' || c == '_' || c == '-';
         });
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.size() <= 15 && std::all_of(text.begin(), text.end(), IsDigit);
}

// "2026-01-31T12:00:00.0Z", as the specification has it: with a fraction.
bool IsInstant(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd.";
  if (text.size() < kShape.size() + 2 || text.size() > kShape.size() + 10 || text.back() != 'Z') {
    return false;
  }
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    const char shape = i < kShape.size() ? kShape[i] : 'd';
    if (shape == 'd' ? !IsDigit(text[i]) : text[i] != shape) return false;
  }
  return true;
}

bool IsStep(std::string_view step) {
  const std::string_view value = step.substr(1);
  return IsNumber(value) || (step.front() == '*' && IsInstant(value));
}

// Splits "~1^2*3" at its marks; false for what is none.
bool SplitSteps(std::string_view text, std::vector<std::string>& steps) {
  while (!text.empty()) {
    if (kMarks.find(text.front()) == std::string_view::npos) return false;
    const size_t end = std::min(text.find_first_of(kMarks, 1), text.size());
    if (!IsStep(text.substr(0, end)) || steps.size() == kMaxSteps) return false;
    steps.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return true;
}

constexpr const char* kNameRule =
    "must start with a letter, followed by letters, digits, one of the ./_- characters, not end "
    "with a slash or dot, not contain '..'";

[[noreturn]] void ThrowPath(const std::string& text) {
  base::Throw(ErrorKind::kInvalidArgument,
              "Reference name {}, optionally followed by @ and a hash with optional relative part: "
              "'{}'",
              kNameRule, text.substr(0, 300));
}

[[noreturn]] void ThrowCommitNotFound(const std::string& hash) {
  throw ApiError(ErrorCode::kReferenceNotFound, "Commit '" + hash.substr(0, 80) + "' not found");
}

}  // namespace

RefPath ParseRefPath(const std::string& text, const std::string& default_branch) {
  RefPath path;
  const size_t end = std::min(text.find_first_of("@~^*"), text.size());
  path.name = text.substr(0, end);
  if (path.name == "-") path.name = default_branch;
  if (!path.name.empty() && !IsRefName(path.name)) ThrowPath(text);
  std::string rest = text.substr(end);
  if (rest.starts_with('@')) rest.erase(0, 1);
  if (!rest.empty()) {
    const size_t steps_at = std::min(rest.find_first_of(kMarks), rest.size());
    std::vector<std::string> steps;
    bool valid = steps_at == 0 || LooksLikeHash(rest.substr(0, steps_at));
    if (!valid || !SplitSteps(std::string_view(rest).substr(steps_at), steps)) ThrowPath(text);
    path.hash = rest;
  }
  if (path.name.empty()) {
    if (!path.hash) ThrowPath(text);
    path.name = kDetachedName;
  }
  return path;
}

void CheckRefName(const std::string& name) {
  if (!IsRefName(name)) {
    base::Throw(ErrorKind::kInvalidArgument, "Reference name {} - but was: {}", kNameRule,
                name.substr(0, 300));
  }
}

void CheckNewRefName(const std::string& name) {
  CheckRefName(name);
  std::string upper = name;
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (upper == "HEAD" || upper == kDetachedName || LooksLikeHash(name)) {
    base::Throw(ErrorKind::kInvalidArgument,
                "Reference name must not be HEAD, DETACHED or a potential commit ID - but was: "
                "{}",
                name);
  }
}

std::string HexOf(const versions::Hash& hash) {
  std::string hex = hash.hex();
  return hex == kFirstCommit ? kNoAncestorHash : hex;
}

std::optional<versions::Hash> HashOf(std::string_view hex) {
  return versions::Hash::FromHex(hex == kNoAncestorHash ? kFirstCommit : hex);
}

HashSpec ParseHashSpec(const std::string& text, const std::string& what) {
  HashSpec spec;
  const size_t end = std::min(text.find_first_of(kMarks), text.size());
  if (end > 0) spec.hash = text.substr(0, end);
  bool valid = (!spec.hash || LooksLikeHash(*spec.hash)) &&
               SplitSteps(std::string_view(text).substr(end), spec.steps);
  if (!valid) {
    base::Throw(
        ErrorKind::kInvalidArgument,
        "{} must be 8 to 64 hexadecimal digits, '~', '^' or '*' with a number or a time, or "
        "both: '{}'",
        what, text.substr(0, 300));
  }
  return spec;
}

namespace {

versions::Hash FindCommit(versions::Repository& repository, const std::string& digits) {
  try {
    if (digits == kNoAncestorHash) return repository.FirstCommit();
    return repository.Resolve("@" + digits).hash;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    ThrowCommitNotFound(digits);
  }
}

versions::Hash TakeSteps(versions::Repository& repository, versions::Hash hash,
                         const std::vector<std::string>& steps) {
  for (const std::string& step : steps) {
    try {
      hash = repository.Resolve("@" + hash.hex() + step).hash;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kNotFound) throw;
      return repository.FirstCommit();
    }
  }
  return hash;
}

void CheckRules(const ResolvedRef& ref, const std::optional<HashSpec>& spec,
                const RefRules& rules) {
  if (rules.branch_only && ref.type != ReferenceType::kBranch) {
    base::Throw(ErrorKind::kInvalidArgument, "{} must be a branch.", rules.ref);
  }
  if (rules.branch_or_tag && ref.type == ReferenceType::kDetached) {
    base::Throw(ErrorKind::kInvalidArgument, "{} must be a branch or a tag.", rules.ref);
  }
  if (!rules.hash_required && ref.type != ReferenceType::kDetached) return;
  if (!spec) {
    base::Throw(ErrorKind::kInvalidArgument, "{} must be provided.", rules.hash);
  }
  if (!spec->hash) {
    base::Throw(ErrorKind::kInvalidArgument, "{} must contain a starting commit ID.", rules.hash);
  }
}

}  // namespace

ResolvedRef ResolveRef(versions::Repository& repository, const std::string& default_branch,
                       const std::string& name, const std::optional<std::string>& hash,
                       const RefRules& rules) {
  ResolvedRef ref;
  if (name != kDetachedName) {
    ref.name = name.empty() ? default_branch : name;
    auto found = repository.FindReference(ref.name);
    if (!found) {
      throw ApiError(ErrorCode::kReferenceNotFound, "Named reference '" + ref.name + "' not found");
    }
    ref.type =
        found->kind == versions::ReferenceKind::kTag ? ReferenceType::kTag : ReferenceType::kBranch;
    ref.head = found->head;
  }
  std::optional<HashSpec> spec;
  if (hash && !hash->empty()) spec = ParseHashSpec(*hash, rules.hash);
  CheckRules(ref, spec, rules);
  versions::Hash start = spec && spec->hash ? FindCommit(repository, *spec->hash) : *ref.head;
  ref.hash = spec ? TakeSteps(repository, start, spec->steps) : start;
  return ref;
}

}  // namespace tarn::api::nessie
