// Rules and protected branches.
#include <algorithm>

#include <fmt/format.h>

#include "auth/store.h"
#include "base/error.h"

namespace tarn::auth {

using base::Error;
using base::ErrorKind;

namespace {

std::string Join(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

std::set<std::string> Split(const std::string& text) {
  std::set<std::string> names;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t comma = std::min(text.find(',', begin), text.size());
    names.insert(text.substr(begin, comma - begin));
    begin = comma + 1;
  }
  return names;
}

}  // namespace

std::vector<Rule> Store::ListRules() {
  std::vector<Rule> rules;
  for (auto& [id, role, effect, actions, ref, resource] :
       database_.Query<int64_t, std::string, std::string, std::string, std::string, std::string>(
           "SELECT id, role, effect, actions, ref, resource FROM auth_rule ORDER BY id")) {
    rules.push_back({id, role, effect == "deny" ? Effect::kDeny : Effect::kAllow,
                     ActionSet::Parse(actions), ref, resource});
  }
  return rules;
}

int64_t Store::AddRule(const Rule& rule) {
  if (rule.actions.empty()) throw Error(ErrorKind::kInvalidArgument, "a rule needs an action");
  CheckPattern(rule.ref, "the pattern of references");
  CheckPattern(rule.resource, "the pattern of tables");
  int64_t id = 0;
  Change([&](metadb::Transaction& transaction) {
    RequireRole(transaction, rule.role);
    const auto row = transaction.QueryOne<int64_t>(
        "INSERT INTO auth_rule (role, effect, actions, ref, resource) VALUES (?, ?, ?, ?, ?) "
        "RETURNING id",
        rule.role, rule.effect == Effect::kDeny ? "deny" : "allow", rule.actions.ToString(),
        rule.ref, rule.resource);
    id = std::get<0>(*row);
  });
  return id;
}

void Store::RemoveRule(int64_t id) {
  Change([&](metadb::Transaction& transaction) {
    if (transaction.Execute("DELETE FROM auth_rule WHERE id = ?", id) == 0) {
      throw Error(ErrorKind::kNotFound, fmt::format("there is no rule {}", id),
                  "tarn access list shows them");
    }
  });
}

std::vector<Protection> Store::ListProtections() {
  std::vector<Protection> protections;
  for (auto& [ref, merge, commit] : database_.Query<std::string, std::string, std::string>(
           "SELECT ref, merge_roles, commit_roles FROM auth_protection ORDER BY ref")) {
    protections.push_back({ref, Split(merge), Split(commit)});
  }
  return protections;
}

void Store::SetProtection(const Protection& protection) {
  CheckPattern(protection.ref, "the pattern of branches");
  Change([&](metadb::Transaction& transaction) {
    for (const std::string& role : protection.merge_roles) RequireRole(transaction, role);
    for (const std::string& role : protection.commit_roles) RequireRole(transaction, role);
    transaction.Execute("DELETE FROM auth_protection WHERE ref = ?", protection.ref);
    transaction.Execute(
        "INSERT INTO auth_protection (ref, merge_roles, commit_roles) VALUES (?, ?, ?)",
        protection.ref, Join(protection.merge_roles), Join(protection.commit_roles));
  });
}

void Store::RemoveProtection(const std::string& ref) {
  Change([&](metadb::Transaction& transaction) {
    if (transaction.Execute("DELETE FROM auth_protection WHERE ref = ?", ref) == 0) {
      throw Error(ErrorKind::kNotFound, fmt::format("no protection has the pattern '{}'", ref),
                  "tarn access list shows them");
    }
  });
}

}  // namespace tarn::auth
