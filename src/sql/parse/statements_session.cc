#include <algorithm>
#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

StatementNode ParserImpl::UseStatement() {
  Use use;
  use.schema = Name();
  if (cursor_.Accept(".")) {
    use.catalog = std::move(use.schema);
    use.schema = Name();
  }
  return use;
}

StatementNode ParserImpl::SetStatement() {
  if (cursor_.Accept(kSession)) {
    const bool property = cursor_.Is("=", 1) || cursor_.Is(".", 1);
    if (cursor_.Is(kAuthorization) && !property) {
      cursor_.Advance();
      if (cursor_.IsString()) return SetSessionAuthorization{String()};
      return SetSessionAuthorization{Name()};
    }
    QualifiedName name = QualifiedNameRule();
    cursor_.Expect("=");
    return SetSession{std::move(name), ExpressionRule()};
  }
  if (cursor_.Accept(kTime)) {
    cursor_.Expect(kZone);
    if (cursor_.Is(kLocal) && (cursor_.Is(TokenKind::kEnd, 1) || cursor_.Is(";", 1))) {
      cursor_.Advance();
      return SetTimeZone{};
    }
    return SetTimeZone{ExpressionRule()};
  }
  if (cursor_.Accept(kRole)) {
    SetRole set;
    const bool alone = cursor_.Is(TokenKind::kEnd, 1) || cursor_.Is(";", 1) || cursor_.Is(kIn, 1);
    if (alone && cursor_.Accept(kAll)) {
      set.kind = SetRoleKind::kAll;
    } else if (alone && cursor_.Accept(kNone)) {
      set.kind = SetRoleKind::kNone;
    } else {
      set.role = Name();
    }
    set.catalog = OptionalInCatalog();
    return set;
  }
  if (!cursor_.Accept(kPath)) cursor_.FailExpecting();
  SetPath set;
  do {
    PathElement element;
    element.schema = Name();
    if (cursor_.Accept(".")) {
      element.catalog = std::move(element.schema);
      element.schema = Name();
    }
    set.path.push_back(std::move(element));
  } while (cursor_.Accept(","));
  return set;
}

StatementNode ParserImpl::ResetStatement() {
  cursor_.Expect(kSession);
  if (cursor_.Is(kAuthorization) && !cursor_.Is(".", 1)) {
    cursor_.Advance();
    return ResetSessionAuthorization{};
  }
  return ResetSession{QualifiedNameRule()};
}

StatementNode ParserImpl::StartTransactionStatement() {
  StartTransaction transaction;
  if (cursor_.Is(kIsolation) || cursor_.Is(kRead)) {
    do {
      TransactionMode(transaction);
    } while (cursor_.Accept(","));
  }
  cursor_.Expecting(kIsolation);
  cursor_.Expecting(kRead);
  return transaction;
}

void ParserImpl::TransactionMode(StartTransaction& transaction) {
  if (cursor_.Accept(kIsolation)) {
    cursor_.Expect(kLevel);
    if (cursor_.Accept(kSerializable)) {
      transaction.isolation = IsolationLevel::kSerializable;
    } else if (cursor_.Accept(kRepeatable)) {
      cursor_.Expect(kRead);
      transaction.isolation = IsolationLevel::kRepeatableRead;
    } else {
      cursor_.Expect(kRead);
      transaction.isolation = IsolationLevel::kReadCommitted;
      if (!cursor_.Accept(kCommitted)) {
        cursor_.Expect(kUncommitted);
        transaction.isolation = IsolationLevel::kReadUncommitted;
      }
    }
    return;
  }
  cursor_.Expect(kRead);
  transaction.read_only = cursor_.Accept(kOnly);
  if (!*transaction.read_only) cursor_.Expect(kWrite);
}

StatementNode ParserImpl::ExecuteStatement() {
  if (cursor_.Is(kImmediate) && cursor_.IsString(1)) {
    cursor_.Advance();
    ExecuteImmediate execute;
    execute.statement = String();
    if (cursor_.Accept(kUsing)) execute.arguments = ExpressionList();
    return execute;
  }
  Execute execute;
  execute.name = Name();
  if (cursor_.Accept(kUsing)) execute.arguments = ExpressionList();
  return execute;
}

std::string ParserImpl::Upper(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return upper;
}

std::optional<Identifier> ParserImpl::OptionalInCatalog() {
  if (!cursor_.Accept(kIn)) return std::nullopt;
  return Name();
}

Principal ParserImpl::PrincipalRule() {
  Principal principal;
  if ((cursor_.Is(kUser) || cursor_.Is(kRole)) && cursor_.IsName(1)) {
    principal.kind = cursor_.Is(kUser) ? PrincipalKind::kUser : PrincipalKind::kRole;
    cursor_.Advance();
  }
  principal.name = Name();
  return principal;
}

std::vector<Principal> ParserImpl::Principals() {
  std::vector<Principal> principals;
  do {
    principals.push_back(PrincipalRule());
  } while (cursor_.Accept(","));
  return principals;
}

Grantor ParserImpl::GrantorRule() {
  if (cursor_.Accept(kCurrentUser)) return Grantor{GrantorKind::kCurrentUser, std::nullopt};
  if (cursor_.Accept(kCurrentRole)) return Grantor{GrantorKind::kCurrentRole, std::nullopt};
  return Grantor{GrantorKind::kPrincipal, PrincipalRule()};
}

ParserImpl::PrivilegesOrRoles ParserImpl::PrivilegesOrRolesRule() {
  PrivilegesOrRoles words;
  if (cursor_.Accept(kAll, kPrivileges)) {
    words.all = true;
    return words;
  }
  do {
    const bool reserved_privilege =
        cursor_.Is(kCreate) || cursor_.Is(kSelect) || cursor_.Is(kDelete) || cursor_.Is(kInsert);
    if (!reserved_privilege && !AtName()) {
      for (Keyword keyword : {kCreate, kSelect, kDelete, kInsert}) cursor_.Expecting(keyword);
      cursor_.FailExpecting();
    }
    words.words.push_back(cursor_.Advance());
  } while (cursor_.Accept(","));
  return words;
}

std::vector<std::string> ParserImpl::Privileges(const PrivilegesOrRoles& words) {
  std::vector<std::string> privileges;
  for (const Token& word : words.words) {
    privileges.push_back(word.kind == TokenKind::kKeyword ? Upper(word.text)
                                                          : Upper(NameOf(word).value));
  }
  return privileges;
}

std::vector<Identifier> ParserImpl::Roles(const PrivilegesOrRoles& words) {
  if (words.all) cursor_.FailExpecting();
  std::vector<Identifier> roles;
  for (const Token& word : words.words) {
    const bool privilege = word.keyword == kCreate || word.keyword == kSelect ||
                           word.keyword == kDelete || word.keyword == kInsert ||
                           word.keyword == kUpdate;
    if (privilege) {
      cursor_.FailAt(word.location, "May not use a privilege name as a role name");
    }
    roles.push_back(NameOf(word));
  }
  return roles;
}

GrantObject ParserImpl::GrantObjectRule() {
  GrantObject object;
  // TO is no reserved word: in ON t TO bob it is not the name of an object of kind t.
  const bool to_follows = cursor_.Is(kTo, 1) && !cursor_.Is(kTo, 2) && !cursor_.Is(".", 2);
  const bool kind = cursor_.Is(kTable) || (cursor_.IsName() && cursor_.IsName(1) && !to_follows);
  if (kind) object.kind = Upper(cursor_.Advance().text);
  cursor_.Expecting(kTable);
  cursor_.Expecting(kSchema);
  object.name = QualifiedNameRule();
  return object;
}

StatementNode ParserImpl::GrantStatement() {
  const PrivilegesOrRoles words = PrivilegesOrRolesRule();
  if (cursor_.Accept(kOn)) {
    Grant grant;
    grant.privileges = Privileges(words);
    grant.on = GrantObjectRule();
    cursor_.Expect(kTo);
    grant.grantee = PrincipalRule();
    if (cursor_.Accept(kWith)) {
      cursor_.Expect(kGrant);
      cursor_.Expect(kOption);
      grant.grant_option = true;
    }
    return grant;
  }
  GrantRoles grant;
  if (words.all) cursor_.Expect(kOn);
  cursor_.Expect(kTo);
  grant.roles = Roles(words);
  grant.grantees = Principals();
  if (cursor_.Accept(kWith)) {
    cursor_.Expect(kAdmin);
    cursor_.Expect(kOption);
    grant.admin_option = true;
  }
  if (cursor_.Accept(kGranted)) {
    cursor_.Expect(kBy);
    grant.granted_by = GrantorRule();
  }
  grant.catalog = OptionalInCatalog();
  return grant;
}

StatementNode ParserImpl::RevokeStatement() {
  const bool admin_option = cursor_.Is(kAdmin) && cursor_.Is(kOption, 1) && cursor_.Is(kFor, 2);
  const bool grant_option = cursor_.Is(kGrant) && cursor_.Is(kOption, 1) && cursor_.Is(kFor, 2);
  if (admin_option || grant_option) {
    for (int i = 0; i < 3; ++i) cursor_.Advance();
  }
  const PrivilegesOrRoles words = PrivilegesOrRolesRule();
  if (!admin_option && cursor_.Accept(kOn)) {
    Revoke revoke;
    revoke.grant_option_for = grant_option;
    revoke.privileges = Privileges(words);
    revoke.on = GrantObjectRule();
    cursor_.Expect(kFrom);
    revoke.grantee = PrincipalRule();
    return revoke;
  }
  if (grant_option || words.all) cursor_.Expect(kOn);
  RevokeRoles revoke;
  revoke.admin_option_for = admin_option;
  cursor_.Expect(kFrom);
  revoke.roles = Roles(words);
  revoke.grantees = Principals();
  if (cursor_.Accept(kGranted)) {
    cursor_.Expect(kBy);
    revoke.granted_by = GrantorRule();
  }
  revoke.catalog = OptionalInCatalog();
  return revoke;
}

StatementNode ParserImpl::DenyStatement() {
  Deny deny;
  deny.privileges = Privileges(PrivilegesOrRolesRule());
  cursor_.Expect(kOn);
  deny.on = GrantObjectRule();
  cursor_.Expect(kTo);
  deny.grantee = PrincipalRule();
  return deny;
}

}  // namespace tarn::sql
