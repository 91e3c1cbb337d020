#include "jinja/diagnostics.h"
#include "jinja/literal.h"
#include "jinja/parser.h"
#include "jinja/parser_nesting.h"

namespace tarn::jinja {

bool Parser::IsDbtTag(std::string_view tag) {
  return tag == "materialization" || tag == "test" || tag == "data_test" || tag == "snapshot" ||
         tag == "docs";
}

// The tags of dbt's extensions (dbt_common/clients/jinja.py): each is a macro under a name made
// from the tag.
Stmt Parser::ParseDbtTag(const std::string& tag, Location location) {
  auto macro = std::make_shared<MacroDef>();
  macro->location = location;
  MacroInfo& info = macro->info;
  info.location = location;
  info.begin = tag_begin_;
  Advance();
  info.name = ParseNameTarget()->text;
  std::string end_tag = "end" + tag;
  if (tag == "materialization") {
    info.kind = MacroKind::kMaterialization;
    ParseMaterializationOptions(macro.get());
    info.callable_name = "materialization_" + info.name + "_" + info.adapter;
  } else if (tag == "snapshot" || tag == "docs") {
    info.kind = tag == "docs" ? MacroKind::kDocs : MacroKind::kSnapshot;
    info.callable_name = tag + "_" + info.name;
  } else {
    info.kind = MacroKind::kTest;
    ParseSignature(macro.get());
    info.callable_name = "test_" + info.name;
  }
  macro->name = ast_->Intern(info.callable_name);
  return FinishMacro(std::move(macro), end_tag);
}

void Parser::ParseMaterializationOptions(MacroDef* macro) {
  MacroInfo& info = macro->info;
  info.adapter = "default";
  info.supported_languages = {"sql"};
  MacroDef::Param languages;
  languages.name = ast_->Intern("supported_languages");
  while (SkipIf(TokenType::kComma)) {
    const Token& option = current();
    const std::string name = ParseNameTarget()->text;
    if (name == "default") continue;
    if (name != "adapter" && name != "supported_languages")
      Fail(fmt::format("materialization '{}' received unknown argument '{}'.", info.name, name),
           option.location, "it takes default, adapter='…' and supported_languages=[…]");
    Expect(TokenType::kAssign);
    ExprPtr expr = ParseExpression();
    const auto literal = LiteralOf(*expr);
    if (name == "adapter") {
      if (!literal || !literal->is_string())
        Fail("adapter must be a string literal", expr->location);
      info.adapter = literal->AsString();
      continue;
    }
    if (!literal || !(literal->is_list() || literal->is_tuple()))
      Fail("supported_languages must be a list of string literals", expr->location);
    info.supported_languages.clear();
    for (const Value& language : literal->Sequence())
      info.supported_languages.push_back(Str(language));
    languages.default_value = std::move(expr);
  }
  if (!languages.default_value) {
    std::vector<ExprPtr> items;
    items.push_back(Make(macro->location, LiteralExpr{Value("sql")}));
    languages.default_value = Make(macro->location, ListExpr{std::move(items)}, 1);
  }
  MacroParam param;
  param.name = languages.name->text;
  param.has_default = true;
  if (auto literal = LiteralOf(*languages.default_value))
    param.literal_default = std::move(*literal);
  info.params.push_back(std::move(param));
  macro->params.push_back(std::move(languages));
}

}  // namespace tarn::jinja
