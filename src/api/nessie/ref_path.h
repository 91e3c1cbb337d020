#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/nessie/model.h"
#include "versions/repository.h"

// Names of references with hashes and relative parts (Nessie specification, "Reference and hash
// syntax": model Validation).
namespace tarn::api::nessie {

inline constexpr const char* kDetachedName = "DETACHED";

// What Nessie's clients know as the hash of no commit (SHA-256 of "empty"): it stands for the first
// commit of all, which has nothing.
inline constexpr const char* kNoAncestorHash =
    "2e1cfa82b035c26cbbbdae632cea070514eb8b773f616aaeaf668e2f0be8f10d";
// A commit's hash as clients see it, and back; nothing for what is no whole hash.
std::string HexOf(const versions::Hash& hash);
std::optional<versions::Hash> HashOf(std::string_view hex);

// "name", "name@hash", "name@hash~2", "name*2026-01-01T00:00:00.0Z", "@hash", "-" (the default
// branch): a path element of version 2.
struct RefPath {
  std::string name;                 // kDetachedName when only a hash was given
  std::optional<std::string> hash;  // with its relative parts; only those, too
};
// kInvalidArgument for what is none.
RefPath ParseRefPath(const std::string& text, const std::string& default_branch);

// kInvalidArgument unless it can name a reference: begins with a letter, then letters, digits and
// "./_-", without "..", not ending with "/" or ".".
void CheckRefName(const std::string& name);
// The same, and what a new reference may not be called: HEAD, DETACHED, what could be a hash.
void CheckNewRefName(const std::string& name);

// "<8 to 64 hexadecimal digits>" and then any number of "~n", "^n", "*time"; either may be missing.
struct HashSpec {
  std::optional<std::string> hash;
  std::vector<std::string> steps;  // each with its mark
};
// kInvalidArgument, with `what` naming the parameter.
HashSpec ParseHashSpec(const std::string& text, const std::string& what);

struct ResolvedRef {
  ReferenceType type = ReferenceType::kDetached;
  std::string name;
  versions::Hash hash;                 // what is meant
  std::optional<versions::Hash> head;  // of the reference
  Reference ToReference() const { return {type, name, HexOf(hash), {}}; }
};

// What a request may say.
struct RefRules {
  const char* ref = "Reference";  // as messages name them
  const char* hash = "Hash";
  bool branch_only = false;
  bool branch_or_tag = false;
  bool hash_required = false;  // and it must not be relative alone
};

// kReferenceNotFound for an unknown name or hash; kInvalidArgument against the rules. Relative
// parts that lead before the first commit give the empty one. An empty name is the default branch.
ResolvedRef ResolveRef(versions::Repository& repository, const std::string& default_branch,
                       const std::string& name, const std::optional<std::string>& hash,
                       const RefRules& rules);

}  // namespace tarn::api::nessie
