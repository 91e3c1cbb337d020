#include "sql/print/statement_emitter.h"

namespace tarn::sql {

void PrinterImpl::Emit(const Principal& principal) {
  if (principal.kind == PrincipalKind::kUser) out_ += "USER ";
  if (principal.kind == PrincipalKind::kRole) out_ += "ROLE ";
  Emit(principal.name);
}

void PrinterImpl::Emit(const Grantor& grantor) {
  switch (grantor.kind) {
    case GrantorKind::kCurrentUser: out_ += "CURRENT_USER"; break;
    case GrantorKind::kCurrentRole: out_ += "CURRENT_ROLE"; break;
    case GrantorKind::kPrincipal: Optional("", grantor.principal); break;
  }
}

void PrinterImpl::Emit(const GrantObject& object) {
  if (object.kind) out_ += *object.kind + " ";
  Emit(object.name);
}

void StatementEmitter::operator()(const CreateRole& s) const {
  p.Text("CREATE ROLE ");
  p.Emit(s.name);
  p.Optional(" WITH ADMIN ", s.admin);
  p.Optional(" IN ", s.catalog);
}
void StatementEmitter::operator()(const DropRole& s) const {
  p.Text(s.if_exists ? "DROP ROLE IF EXISTS " : "DROP ROLE ");
  p.Emit(s.name);
  p.Optional(" IN ", s.catalog);
}
void StatementEmitter::operator()(const GrantRoles& s) const {
  p.OptionalList("GRANT ", s.roles);
  p.OptionalList(" TO ", s.grantees);
  if (s.admin_option) p.Text(" WITH ADMIN OPTION");
  p.Optional(" GRANTED BY ", s.granted_by);
  p.Optional(" IN ", s.catalog);
}
void StatementEmitter::operator()(const RevokeRoles& s) const {
  p.OptionalList(s.admin_option_for ? "REVOKE ADMIN OPTION FOR " : "REVOKE ", s.roles);
  p.OptionalList(" FROM ", s.grantees);
  p.Optional(" GRANTED BY ", s.granted_by);
  p.Optional(" IN ", s.catalog);
}
void StatementEmitter::operator()(const SetRole& s) const {
  p.Text("SET ROLE");
  if (s.kind == SetRoleKind::kAll) p.Text(" ALL");
  if (s.kind == SetRoleKind::kNone) p.Text(" NONE");
  p.Optional(" ", s.role);
  p.Optional(" IN ", s.catalog);
}

void StatementEmitter::PrivilegesOn(const std::vector<std::string>& privileges,
                                    const GrantObject& on) const {
  if (privileges.empty()) p.Text("ALL PRIVILEGES");
  for (size_t i = 0; i < privileges.size(); ++i) {
    if (i > 0) p.Text(", ");
    p.Text(privileges[i]);
  }
  p.Text(" ON ");
  p.Emit(on);
}
void StatementEmitter::operator()(const Grant& s) const {
  p.Text("GRANT ");
  PrivilegesOn(s.privileges, s.on);
  p.Text(" TO ");
  p.Emit(s.grantee);
  if (s.grant_option) p.Text(" WITH GRANT OPTION");
}
void StatementEmitter::operator()(const Revoke& s) const {
  p.Text(s.grant_option_for ? "REVOKE GRANT OPTION FOR " : "REVOKE ");
  PrivilegesOn(s.privileges, s.on);
  p.Text(" FROM ");
  p.Emit(s.grantee);
}
void StatementEmitter::operator()(const Deny& s) const {
  p.Text("DENY ");
  PrivilegesOn(s.privileges, s.on);
  p.Text(" TO ");
  p.Emit(s.grantee);
}

}  // namespace tarn::sql
